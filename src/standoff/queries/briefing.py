"""The brief: the standoff on one screen."""

import re
from collections.abc import Iterable, Iterator

from standoff.plover import EventType, Status
from standoff.queries.desk import Desk, demand_lines, event_lines, ranked_demands, statement_lines
from standoff.queries.lines import Brief, EventLine, PartyLine, PartyWords
from standoff.queries.parties import acting_for, party_lines
from standoff.store import EventFilter, StatementFilter, Store
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
_ACTUAL = frozenset({Status.ACTUAL})


def brief(store: Store, *, top: int = TOP) -> Brief:
    """Return the most telling of what is kept, at most `top` lines of each part."""
    desk = Desk.of(store)
    parties = party_lines(store, desk)[:top]
    demands = ranked_demands(store, desk)

    def lines(*types: EventType, statuses: frozenset[Status] = _ACTUAL) -> tuple[EventLine, ...]:
        return event_lines(store, desk, _newest(store, frozenset(types), statuses, top))

    return Brief(
        counts=store.counts(),
        demand_count=len(demands),
        parties=tuple(parties),
        demands=demand_lines(store, desk, demands[:top]),
        warnings=event_lines(store, desk, _warnings(store, top)),
        accusations=lines(EventType.ACCUSE),
        denials=lines(EventType.DENY),
        meetings_held=lines(EventType.CONSULT),
        meetings_ahead=event_lines(store, desk, _meetings_ahead(store, top)),
        latest_words=tuple(_latest_words(store, desk, parties)),
    )


def _newest(store: Store, types: frozenset[EventType], statuses: frozenset[Status], limit: int) -> list[Event]:
    return store.events(EventFilter(types=types, statuses=statuses, newest_first=True, limit=limit, once=True))


def _warnings(store: Store, top: int) -> list[Event]:
    """Return the newest warnings, those that say on what condition or with what consequence before the others."""
    found = _newest(store, frozenset({EventType.THREATEN}), _ACTUAL, top * _SCANNED)
    return sorted(found, key=lambda event: not (event.condition or event.consequence))[:top]


def _meetings_ahead(store: Store, top: int) -> list[Event]:
    """Return meetings that are arranged or possible: promises of one, and meetings that have not happened yet."""
    found = _newest(store, frozenset({EventType.AGREE, EventType.CONSULT}), _AHEAD, top * _SCANNED)
    return [event for event in found if event.type is EventType.CONSULT or _is_of_a_meeting(event)][:top]


def _is_of_a_meeting(event: Event) -> bool:
    return bool(_MEETING.search(event.anchor.exact) or _MEETING.search(event.what or ""))


def _latest_words(store: Store, desk: Desk, parties: Iterable[PartyLine]) -> Iterator[PartyWords]:
    for party in parties:
        which = StatementFilter(speakers=acting_for(desk, party.id), newest_first=True, limit=1, once=True)
        for words in statement_lines(store, desk, store.statements(which)):
            yield PartyWords(party, words)
