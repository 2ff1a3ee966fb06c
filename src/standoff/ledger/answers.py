"""Which request of another article a reply answers: parties crossed, the key words of what was asked, the day.

Within an article the reader links what it sees. Across articles only words can tell: "will not withdraw its troops from
the region" answers the request to withdraw troops from there, "rejected the demands" may answer any, and is left open.
"""

from bisect import bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, product
from types import MappingProxyType
from typing import NamedTuple

from standoff.ledger.asked import named, replaced
from standoff.ledger.days import Published, day
from standoff.ledger.wording import NOT, Terms, stem, wording
from standoff.plover import EventType, Status
from standoff.types import Event, Spans

SHARED = 2
"""Key words that a reply must have in common with what was asked."""

COVERED = 0.6
"""The share of the key words of the shorter of the two that must be in the other."""

BEARING = MappingProxyType(
    {
        EventType.DEFER: (0.33, 0.4),
        EventType.REJECT: (0.25, 0.4),
        EventType.AGREE: (0.33, 0.6),
        EventType.CONCEDE: (0.33, 0.6),
        EventType.RETREAT: (0.75, 0.75),
    }
)
"""The same of the longer, where the reply names the one who asked and where it names nobody. Consents are general
("agreed to hold a meeting"), and a withdrawal that is only talked about must not meet a demand: docs/decisions/0009."""

MOST = 2
"""A reply that fits more demands than these says nothing of any of them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply to a request, and how sure it is that it is one: 1 where the report itself shows it."""

    reply: Event
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class _Said:
    """What a request or a reply says: who speaks to whom, and its key words, the names of the two left out.

    `kind` is that of the reply, None of a request. `negated` is what it speaks of: of "will not withdraw" that is to
    withdraw, of "refuses not to expand" not to. What is said again in other articles is equal.
    """

    kind: EventType | None
    speakers: frozenset[str]
    addressees: frozenset[str]
    key: Terms
    negated: bool


class _Place(NamedTuple):
    """When and where something is said; ordered by day."""

    on: str
    event: str
    article: str


def is_answer(event: Event) -> bool:
    """Whether `event` makes a step: what may or did not happen makes none, save that an answer will come later."""
    if event.type is EventType.DEFER:
        return event.status is not Status.NEGATED
    return event.type in BEARING and event.status is Status.ACTUAL


class Answers:
    """Holds requests and replies, and which of them belong together, in whatever order they are added.

    A reply answers of each request that is made again and again in the same words the last before it.
    """

    def __init__(self) -> None:
        self._shown: dict[str, dict[str, Answer]] = defaultdict(dict)
        self._found: dict[str, dict[str, Answer]] = defaultdict(dict)
        self._links: dict[str, dict[_Said, _Place]] = defaultdict(dict)
        self._replies: dict[str, Event] = {}
        self._asked = _Heard()
        self._replied = _Heard()

    def add(self, requests: Iterable[Event], events: Iterable[Event], published: Published) -> set[str]:
        """Add requests, and replies among `events`; return the ids of the requests that have other answers now."""
        changed: set[str] = set()
        for event in requests:
            if (said := _request(event)) and (place := _place(event, published)):
                changed.update(self._ask(said, place))
        for event in filter(is_answer, events):
            for request in event.answers:
                self._shown[request][event.id] = Answer(event)
                changed.add(request)
            if not event.answers and (said := _reply(event)) and (place := _place(event, published)):
                self._replies[event.id] = event
                changed.update(self._reply(said, place))
        return changed

    def to(self, request: str) -> list[Answer]:
        """Return the answers to a request that its own report shows."""
        return list(self._shown.get(request, {}).values())

    def across(self, request: str) -> list[Answer]:
        """Return the replies of other articles that may answer a request."""
        return list(self._found.get(request, {}).values())

    def requests(self, reply: str) -> list[str]:
        """Return the requests of other articles that a reply may answer."""
        return [place.event for place in self._links.get(reply, {}).values()]

    def _ask(self, request: _Said, place: _Place) -> Iterator[str]:
        """Enter a request and yield those that lost or won a reply by it."""
        self._asked.enter(request, place, request.addressees, request.speakers | {_NOBODY})
        for reply in self._replied.near(request, request.addressees, request.speakers | {_NOBODY}):
            if score := _score(request, reply):
                for each in self._replied.places(reply):
                    yield from self._link(request, place, each, score)

    def _reply(self, reply: _Said, place: _Place) -> Iterator[str]:
        """Enter a reply and yield the requests that it may answer; one to nobody named may answer any holder."""
        self._replied.enter(reply, place, reply.speakers, reply.addressees or {_NOBODY})
        for request in self._asked.near(reply, reply.speakers, reply.addressees or {_NOBODY}):
            if score := _score(request, reply):
                before = self._asked.places(request)
                for each in reversed(before[: bisect_right(before, place.on, key=lambda asked: asked.on)]):
                    if linked := list(self._link(request, each, place, score)):
                        yield from linked
                        break

    def _link(self, said: _Said, request: _Place, reply: _Place, score: float) -> Iterator[str]:
        """Let `reply` answer `request` if that is a later one of what is said than it answers already."""
        known = self._links[reply.event].get(said)
        if request.article == reply.article or request.on > reply.on or (known and known > request):
            return
        if known:
            del self._found[known.event][reply.event]
            yield known.event
        self._links[reply.event][said] = request
        self._found[request.event][reply.event] = Answer(self._replies[reply.event], score)
        yield request.event


def _request(event: Event) -> _Said | None:
    terms = wording(replaced(event, _named_within(event), "")).terms
    return _said(event, None, terms, negated=NOT in terms)


def _reply(event: Event) -> _Said | None:
    terms = wording(replaced(event, _named_within(event), "")).terms
    # "Will not withdraw" has its "not" from refusing; beside a word of refusing it is a part of what is refused.
    owned = event.type is EventType.REJECT and terms.isdisjoint(_REFUSING)
    return _said(event, event.type, terms - _REPLYING, negated=NOT in terms and not owned)


def _said(event: Event, kind: EventType | None, terms: Terms, *, negated: bool) -> _Said | None:
    """Return what an event says; None if that is too little to know it by."""
    key = terms - {NOT} - {stem(each.lower()) for each in (*event.actors, *event.recipients)}
    return _Said(kind, named(event.actors), named(event.recipients), key, negated) if len(key) >= SHARED else None


def _place(event: Event, published: Published) -> _Place | None:
    """Return when and where an event is told; None if nobody knows when."""
    on = day(event, published)
    return _Place(on, event.id, event.anchor.article_id) if on else None


def _named_within(event: Event) -> Spans:
    return tuple(sorted((*event.actor_spans, *event.recipient_spans)))


_REFUSING = frozenset(map(stem, ("reject", "refuse", "refusal", "dismiss", "decline", "oppose", "ignore", "unwilling")))
_COMMITTING = ("ready", "readiness", "willing", "accept", "promise", "pledge", "commit", "commitment", "obligation")
_REPLYING = _REFUSING | frozenset(map(stem, (*_COMMITTING, "agreement", "consider")))
"""What a reply does, in stems; it says nothing of what it replies to."""


def _score(request: _Said, reply: _Said) -> float:
    """Return how sure it is that `reply` answers `request`; 0 where that is left open."""
    if request.negated != reply.negated or not _crossed(request, reply):
        return 0.0
    shared = len(request.key & reply.key)
    shorter, longer = sorted((len(request.key), len(reply.key)))
    if shared < SHARED or shared < COVERED * shorter or shared < _least(reply) * longer:
        return 0.0
    return round(2 * shared / (shorter + longer), 3)


def _least(reply: _Said) -> float:
    crossed, general = BEARING[reply.kind] if reply.kind else (1.0, 1.0)
    return crossed if reply.addressees else general


def _crossed(request: _Said, reply: _Said) -> bool:
    """Whether the one asked replies, to the one who asked, or to nobody named."""
    if request.addressees.isdisjoint(reply.speakers) or not request.speakers.isdisjoint(reply.speakers):
        return False
    return not reply.addressees or not reply.addressees.isdisjoint(request.speakers)


_NOBODY = ""


class _Heard:
    """Where what is said is found by the one asked, the one who asks, and a key word; and all places where it is."""

    def __init__(self) -> None:
        self._told: dict[_Said, list[_Place]] = {}
        self._index: dict[tuple[str, str, str], list[_Said]] = defaultdict(list)

    def enter(self, said: _Said, place: _Place, asked: Iterable[str], asking: Iterable[str]) -> None:
        if said not in self._told:
            self._told[said] = []
            for key in product(asked, asking, said.key):
                self._index[key].append(said)
        insort(self._told[said], place)

    def places(self, said: _Said) -> list[_Place]:
        return self._told[said]

    def near(self, said: _Said, asked: Iterable[str], asking: Iterable[str]) -> list[_Said]:
        """Return what is said between the same parties with enough of the same key words."""
        found = (self._index.get(key, ()) for key in product(asked, asking, said.key))
        return [each for each, count in Counter(chain.from_iterable(found)).items() if count >= SHARED]
