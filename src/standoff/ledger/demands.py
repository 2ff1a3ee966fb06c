"""Demands: the requests of all articles, each with what became of it.

A ledger takes articles one by one, or all at once: it is the same in the end, in whatever order they come. What is
added changes only what it touches: the claims that it joins or founds, and those that its replies answer.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from standoff.corrections import UNSTEERED, Steering
from standoff.ledger.answers import MOST, Answer, Answers
from standoff.ledger.asked import Asked, Order, is_request, what
from standoff.ledger.chain import chain
from standoff.ledger.claims import Claims
from standoff.ledger.days import Published
from standoff.ledger.merging import Founders, grouped
from standoff.types import Demand, Event, digest

Told = tuple[Demand, tuple[Event, ...]]
"""A demand with the events that tell of it: also those that repeat a step of its chain."""


def demands(events: Iterable[Event], published: Published, steering: Steering = UNSTEERED) -> list[Demand]:
    """Return the demands that `events` raise, by the day of their first request, whatever the order of `events`.

    `published` has the publication dates of the articles by id, `steering` what persons said of demands and answers.
    """
    return [demand for demand, _ in told(events, published, steering)]


def told(events: Iterable[Event], published: Published, steering: Steering = UNSTEERED) -> list[Told]:
    """Return the demands, each with the events that tell of it."""
    ledger = Ledger(steering)
    ledger.add(events, published)
    return ledger.told()


def demand_id(request: str) -> str:
    """Return the id of the demand that a request founds."""
    return "d:" + digest(request)


class Ledger:
    """Holds the demands of all articles that were added.

    A demand has the id of its first request. An older report may turn up that asked before; the id by which a demand
    was known until then still finds it. What persons say of demands is as of the day when the ledger was made.
    """

    def __init__(self, steering: Steering = UNSTEERED) -> None:
        self._steering = steering
        self._published: dict[str, date | None] = {}
        self._claims = Claims(steering.parted)
        self._answers = Answers()
        self._told: dict[Founders, Told] = {}
        self._in: dict[str, Founders] = {}
        self._events: set[str] = set()

    def add(self, events: Iterable[Event], published: Published) -> None:
        """Add the events of articles, with the days on which these were published; what is known is kept."""
        new = {event.id: event for event in events if event.id not in self._events}
        self._events.update(new)
        for article, on in published.items():
            self._published.setdefault(article, on)
        requests = [event for event in new.values() if is_request(event)]
        moved = self._claims.add(Asked.of(event, self._published) for event in requests)
        answered = self._answers.add(requests, new.values(), self._published)
        self._forget(moved.founders, moved.requests | answered)

    def told(self) -> list[Told]:
        """Return the demands by the day of their first request, each with the events that tell of it."""
        return [self._of(founders) for founders in grouped(self._claims, self._steering.merged)]

    def _of(self, founders: Founders) -> Told:
        known = self._told.get(founders)
        if known is None:
            for each in founders:
                self._told.pop(self._in.get(each, ()), None)
                self._in[each] = founders
            known = self._told[founders] = self._tell(founders)
        return known

    def _forget(self, founders: set[str], requests: set[str]) -> None:
        """Forget what was told of demands that changed, or share with `requests` a reply that may now fit too many."""
        replies = {answer.reply.id for request in requests for answer in self._answers.across(request)}
        touched = requests.union(*(self._answers.requests(reply) for reply in replies))
        stale = founders | {founder for each in touched if (founder := self._claims.founder(each))}
        for founder in stale:
            self._told.pop(self._in.get(founder, ()), None)

    def _tell(self, founders: Founders) -> Told:
        members = sorted((each for founder in founders for each in self._claims.members(founder)), key=_order)
        first, across = members[0].event, self._across(members)
        answered = [(asked.event, [*self._shown(asked), *across.get(asked.id, [])]) for asked in members]
        demand = Demand(
            id=demand_id(first.id),
            holder=first.actors,
            addressees=tuple(sorted({each for asked in members if asked.founds for each in asked.addressees})),
            what=what(first),
            chain=chain(answered, self._published),
        )
        return demand, tuple({event.id: event for event in _events(answered)}.values())

    def _shown(self, asked: Asked) -> list[Answer]:
        """Return the replies that the report of a request shows, or a person linked, but for those unlinked."""
        found = self._answers.to(asked.id)
        return [each for each in found if (each.reply.id, asked.id) not in self._steering.unanswered]

    def _across(self, members: Iterable[Asked]) -> dict[str, list[Answer]]:
        """Return the replies of other articles by the request that each fits best, the last of several."""
        best: dict[str, tuple[float, Order, str, Answer]] = {}
        requests = list(members)
        for asked in requests:
            for answer in filter(self._is_sure, self._answers.across(asked.id)):
                if any((answer.reply.id, each.id) in self._steering.unanswered for each in requests):
                    continue
                found = (answer.score, asked.order, asked.id, answer)
                known = best.get(answer.reply.id)
                best[answer.reply.id] = found if known is None or found[:3] > known[:3] else known
        chosen: dict[str, list[Answer]] = defaultdict(list)
        for _, _, request, answer in best.values():
            chosen[request].append(answer)
        return chosen

    def _is_sure(self, answer: Answer) -> bool:
        """Whether a reply of another article fits few demands; a general one fits many and says nothing of any."""
        return len({self._claims.founder(each) for each in self._answers.requests(answer.reply.id)} - {None}) <= MOST


def _order(asked: Asked) -> Order:
    return asked.order


def _events(answered: Iterable[tuple[Event, list[Answer]]]) -> Iterator[Event]:
    for request, answers in answered:
        yield request
        yield from (answer.reply for answer in answers)
