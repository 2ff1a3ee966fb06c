"""A request as the ledger compares it: who asks, who is asked, and what, in each of its wordings."""

from collections.abc import Iterable
from dataclasses import dataclass

from standoff.ledger.days import Published, day
from standoff.ledger.founding import founds, joins
from standoff.ledger.wording import NOT, Terms, Wording, likeness, stem, wording
from standoff.plover import EventType, Status
from standoff.types import UNKNOWN, Event, Spans

Order = tuple[bool, str, str, int, str]
"""Day, article, place: what comes first of two requests, whichever was read first. Those without a day come last."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. Parties without a name are left out: two of them are never held to be the same.

    `named` are the terms under which its words may speak of whom it addresses, `terms` those of all its wordings. One
    that does not found a demand joins that of another.
    """

    id: str
    event: Event
    order: Order
    holders: frozenset[str]
    addressees: frozenset[str]
    wordings: tuple[Wording, ...]
    named: Terms
    terms: Terms
    founds: bool

    @classmethod
    def of(cls, event: Event, published: Published) -> "Asked":
        on, addressees, wordings = day(event, published), named(event.recipients), _wordings(event)
        return cls(
            id=event.id,
            event=event,
            order=(on is None, on or "", event.anchor.article_id, event.anchor.spans[0].start, event.id),
            holders=named(event.actors),
            addressees=addressees,
            wordings=wordings,
            named=frozenset(stem(each.lower()) for each in addressees),
            terms=frozenset(term for each in wordings for term in each.terms),
            founds=founds(event),
        )


def named(actors: Iterable[str]) -> frozenset[str]:
    """Return the parties that have a name."""
    return frozenset(actors) - {UNKNOWN}


def is_request(event: Event) -> bool:
    """Whether `event` makes a demand, or raises one again."""
    return event.type is EventType.REQUEST and event.status is not Status.NEGATED and joins(event)


def alike(one: Asked, other: Asked) -> float:
    """Return how alike two requests are, from 0 to 1; 0 if they are not of the same holder to the same addressee.

    Where both name whom they ask, a single word may say what: "to meet", "help us".
    """
    if one.holders.isdisjoint(other.holders) or not _same_addressee(one, other):
        return 0.0
    both = not one.addressees.isdisjoint(other.addressees)
    return max(
        (
            likeness(first, second)
            for first in one.wordings
            for second in other.wordings
            if both or not (first.is_short or second.is_short)
        ),
        default=0.0,
    )


def _same_addressee(one: Asked, other: Asked) -> bool:
    """Whether the same may be asked. A request to nobody is one to those whom its own words name: "NATO expansion"."""
    if one.addressees and other.addressees:
        return not one.addressees.isdisjoint(other.addressees)
    if one.addressees or other.addressees:
        return not one.named.isdisjoint(other.terms) or not other.named.isdisjoint(one.terms)
    return True


def what(request: Event) -> str:
    """Return the plain words of a request, unless they lost a "not" on their way and say the contrary."""
    exact, plain = request.anchor.exact, request.what
    return plain if plain and (NOT in wording(plain).terms) == (NOT in wording(exact).terms) else exact


def _wordings(request: Event) -> tuple[Wording, ...]:
    """Return what was asked: in the words of the report, the addressee by its code or left out, and in plain words."""
    exact, plain = wording(request.anchor.exact), wording(what(request))
    coded = wording(_with(request, request.recipients[0])) if len(request.recipients) == 1 else exact
    # The plain words of a rule are the first of the anchor, and a part of a demand is not the whole of it.
    each = (exact, coded, _alone(request, exact), exact if plain.terms < exact.terms else plain)
    return tuple(each for each in dict.fromkeys(each) if each.terms)


def _alone(request: Event, exact: Wording) -> Wording:
    """Return the words without who is asked: "Russia must seek peace" asks Russia to seek peace."""
    alone = wording(_with(request, ""))
    return exact if alone.is_short else alone


def _with(request: Event, instead: str) -> str:
    """Return the words of a request with `instead` for who is asked: by code "the alliance" and "NATO" are one."""
    if len(request.recipients) != 1 or len(request.recipient_spans) != 1:
        return request.anchor.exact
    return replaced(request, request.recipient_spans, instead)


def replaced(event: Event, spans: Spans, instead: str) -> str:
    """Return the words of an anchor with `instead` in place of those at `spans`; what stands outside of it is left."""
    words = event.anchor.exact
    (start, end), *others = event.anchor.spans
    if others:
        return words
    for first, past in reversed(spans):
        if start <= first < past <= end:
            words = f"{words[: first - start]} {instead} {words[past - start :]}"
    return words
