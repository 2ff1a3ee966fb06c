"""The brief: the standoff on one screen."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from standoff.ledger.demands import Told
from standoff.plover import EventType, Status
from standoff.queries.desk import Desk, demand_lines, event_lines, ranked_demands, statement_lines
from standoff.queries.lines import Brief, EventLine, PartyLine, PartyWords
from standoff.queries.parties import acting_for, party_lines
from standoff.store import Counts, EventFilter, StatementFilter, Store
from standoff.types import Event

TOP = 10
"""Lines of each part of a brief, unless told otherwise."""

_SCANNED = 40
"""How many events are looked at for each line wanted, where only some of a type are wanted."""

_MEETING = re.compile(
    r"\b(?:meet|meets|meetings?|talks?|visits?|visiting|summits?|negotiat\w+|consultations?|calls?|phone|conferences?"
    r"|sessions?|travels?|travelling|traveling|hosts?|hosting|receives?|rounds?|dialogue)\b",
    re.IGNORECASE,
)

_AHEAD = frozenset({Status.FUTURE, Status.HYPOTHETICAL})
ACTUAL = frozenset({Status.ACTUAL})


def brief(store: Store, *, top: int = TOP, as_of: date | None = None) -> Brief:
    """Return the most telling of what is kept, at most `top` lines of each part.

    With `as_of`, of the articles that were published until that day.
    """
    desk = Desk.of(store, as_of)
    parties = party_lines(desk, store.appearances(desk.within))
    return brief_of(store, desk, ranked_demands(store, desk), store.counts(desk.within), parties, top=top)


def brief_of(
    store: Store, desk: Desk, demands: Sequence[Told], counts: Counts, parties: Sequence[PartyLine], *, top: int
) -> Brief:
    """Return the brief of what was counted and ranked before."""

    def lines(*types: EventType, statuses: frozenset[Status] = ACTUAL) -> tuple[EventLine, ...]:
        return event_lines(store, desk, newest(store, desk, frozenset(types), statuses, top))

    return Brief(
        counts=counts,
        demand_count=len(demands),
        parties=tuple(parties[:top]),
        demands=demand_lines(store, desk, demands[:top]),
        warnings=event_lines(store, desk, warnings(store, desk, top)),
        accusations=lines(EventType.ACCUSE),
        denials=lines(EventType.DENY),
        meetings_held=lines(EventType.CONSULT),
        meetings_ahead=event_lines(store, desk, meetings_ahead(store, desk, top)),
        latest_words=tuple(_latest_words(store, desk, parties[:top])),
    )


def newest(
    store: Store, desk: Desk, types: frozenset[EventType], statuses: frozenset[Status], limit: int
) -> list[Event]:
    """Return the newest events of some types, among the articles that the desk looks at; repeats left out."""
    which = EventFilter(
        types=types, statuses=statuses, published=desk.within, newest_first=True, limit=limit, once=True
    )
    return store.events(which)


def warnings(store: Store, desk: Desk, top: int) -> list[Event]:
    """Return the newest warnings, those that say on what condition or with what consequence before the others."""
    found = newest(store, desk, frozenset({EventType.THREATEN}), ACTUAL, top * _SCANNED)
    return sorted(found, key=lambda event: not (event.condition or event.consequence))[:top]


def meetings_ahead(store: Store, desk: Desk, top: int) -> list[Event]:
    """Return meetings that are arranged or possible: promises of one, and meetings that have not happened yet."""
    found = newest(store, desk, frozenset({EventType.AGREE, EventType.CONSULT}), _AHEAD, top * _SCANNED)
    return [event for event in found if event.type is EventType.CONSULT or _is_of_a_meeting(event)][:top]


def _is_of_a_meeting(event: Event) -> bool:
    return bool(_MEETING.search(event.anchor.exact) or _MEETING.search(event.what or ""))


def _latest_words(store: Store, desk: Desk, parties: Iterable[PartyLine]) -> Iterator[PartyWords]:
    for party in parties:
        who = acting_for(desk, party.id)
        which = StatementFilter(speakers=who, published=desk.within, newest_first=True, limit=1, once=True)
        for words in statement_lines(store, desk, store.statements(which)):
            yield PartyWords(party, words)
