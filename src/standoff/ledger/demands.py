"""Demands: the requests of all articles, each with what became of it.

Requests are taken by day. Each joins the demand that it repeats, or founds another: a demand is what its first request
says, so that a chain of small differences cannot make one demand of two.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from standoff.ledger.chain import Published, chain, day, is_answer
from standoff.ledger.wording import LIKENESS, NOT, Terms, likeness, rarest, terms
from standoff.plover import EventType, Status
from standoff.types import UNKNOWN, Demand, Event, digest


def demands(events: Iterable[Event], published: Published) -> list[Demand]:
    """Return the demands that `events` raise, by the day of their first request, whatever the order of `events`.

    `published` has the publication dates of the articles by id.
    """
    return [demand for demand, _ in told(events, published)]


def told(events: Iterable[Event], published: Published) -> list[tuple[Demand, tuple[Event, ...]]]:
    """Return the demands, each with the events that tell of it: also those that repeat a step of its chain."""
    known = {event.id: event for event in events}
    answers = _answers(known.values())
    requests = sorted(filter(_is_request, known.values()), key=lambda event: _order(event, published))
    return [_told(claim, answers, published) for claim in _claims(requests)]


Wordings = tuple[Terms, ...]


@dataclass(slots=True)
class _Claim:
    """Requests for the same thing, as they are collected."""

    number: int
    addressees: set[str] = field(default_factory=set)
    requests: list[Event] = field(default_factory=list)

    def takes(self, request: Event) -> bool:
        """Whether `request` may be addressed to the same."""
        others = _named(request.recipients)
        return not others or not self.addressees or not self.addressees.isdisjoint(others)

    def add(self, request: Event) -> None:
        self.requests.append(request)
        self.addressees.update(_named(request.recipients))


def _is_request(event: Event) -> bool:
    return event.type is EventType.REQUEST and event.status is not Status.NEGATED


def _answers(events: Iterable[Event]) -> dict[str, list[Event]]:
    """Return the answers to each request by its id."""
    found: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if is_answer(event):
            for request in event.answers:
                found[request].append(event)
    return found


def _order(event: Event, published: Published) -> tuple[bool, str, str, int, str]:
    on = day(event, published)
    return on is None, on or "", event.anchor.article_id, event.anchor.spans[0].start, event.id


_Key = tuple[str, str]
_Entries = dict[_Key, list[tuple[_Claim, Terms]]]


@dataclass(frozen=True, slots=True)
class _Index:
    """Where claims are found by one of their holders and a term, without comparing every request with every other.

    A wording that is alike has one of the rarest terms of the request, or consists of terms of the request alone; so
    the rarest terms of a request are looked up among all terms of claims, and all its terms among their rarest ones.
    """

    by_any: _Entries
    by_rarest: _Entries
    frequency: Counter[str]

    def enter(self, claim: _Claim, request: Event, wordings: Wordings) -> None:
        for who in _named(request.actors):
            for wording in wordings:
                self.by_rarest[who, rarest(wording, self.frequency)[0]].append((claim, wording))
                for term in wording:
                    self.by_any[who, term].append((claim, wording))

    def candidates(self, request: Event, wordings: Wordings) -> Iterator[tuple[_Claim, float]]:
        """Yield the claims that may ask for the same as `request`, with how alike they are; some of them repeatedly."""
        for who in _named(request.actors):
            for wording in wordings:
                for term in rarest(wording, self.frequency):
                    yield from _compared(wording, self.by_any.get((who, term), []))
                for term in wording:
                    yield from _compared(wording, self.by_rarest.get((who, term), []))


def _compared(wording: Terms, entries: list[tuple[_Claim, Terms]]) -> Iterator[tuple[_Claim, float]]:
    return ((claim, alike) for claim, other in entries if (alike := likeness(wording, other)) >= LIKENESS)


def _claims(requests: list[Event]) -> list[_Claim]:
    """Sort `requests` into claims."""
    wordings = {request.id: _wordings(request) for request in requests}
    frequency = Counter(term for each in wordings.values() for wording in each for term in wording)
    index = _Index(defaultdict(list), defaultdict(list), frequency)
    claims: list[_Claim] = []
    for request in requests:
        claim = _repeated(request, index.candidates(request, wordings[request.id]))
        if claim is None:
            claim = _Claim(len(claims))
            claims.append(claim)
            index.enter(claim, request, wordings[request.id])
        claim.add(request)
    return claims


def _repeated(request: Event, candidates: Iterable[tuple[_Claim, float]]) -> _Claim | None:
    """Return the claim that `request` repeats, the likest, the first of several; None if it says something new."""
    taken = ((alike, -claim.number, claim) for claim, alike in candidates if claim.takes(request))
    best = max(taken, key=lambda each: each[:2], default=None)
    return best[2] if best else None


def _wordings(request: Event) -> Wordings:
    """Return what was asked: in the words of the report, with the addressee by its code, and in plain words."""
    each = (request.anchor.exact, _with_code(request), _what(request))
    return tuple(wording for wording in dict.fromkeys(map(terms, each)) if wording)


def _with_code(request: Event) -> str:
    """Return the words of a request with the code of its addressee in them: "the alliance" and "NATO" are one."""
    exact = request.anchor.exact
    (start, end), *others = request.anchor.spans
    if others or len(request.recipients) != 1 or len(request.recipient_spans) != 1:
        return exact
    first, past = request.recipient_spans[0]
    if not start <= first < past <= end:
        return exact
    return f"{exact[: first - start]} {request.recipients[0]} {exact[past - start :]}"


def _what(request: Event) -> str:
    """Return the plain words of a request, unless they lost a "not" on their way and say the contrary."""
    exact, plain = request.anchor.exact, request.what
    return plain if plain and (NOT in terms(plain)) == (NOT in terms(exact)) else exact


def _named(actors: tuple[str, ...]) -> list[str]:
    """Return the parties that have a name: two without one are never held to be the same."""
    return [actor for actor in actors if actor != UNKNOWN]


def _told(claim: _Claim, answers: Mapping[str, list[Event]], published: Published) -> tuple[Demand, tuple[Event, ...]]:
    first = claim.requests[0]
    told = [(request, answers.get(request.id, [])) for request in claim.requests]
    demand = Demand(
        id="d:" + digest(first.id),
        holder=first.actors,
        addressees=tuple(sorted(claim.addressees)),
        what=_what(first),
        chain=chain(told, published),
    )
    return demand, tuple(event for request, replies in told for event in (request, *replies))
