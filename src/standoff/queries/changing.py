"""What changed in the record between two days."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from standoff.errors import SettingsError
from standoff.ledger.demands import Told, told
from standoff.plover import EventType
from standoff.queries.briefing import ACTUAL, TOP, meetings_ahead, newest, warnings
from standoff.queries.desk import Desk, demand_lines, demanding_events, event_lines, up_to
from standoff.queries.lines import Changes, DemandChange, PartyLine
from standoff.store import Days, Store
from standoff.types import ActorKind, DemandStatus

_ORDER = tuple(reversed(DemandStatus))


def changes(store: Store, *, since: date, until: date, top: int = TOP) -> Changes:
    """Return what articles published after `since` up to `until`, included, changed; at most `top` lines of each part.

    An article is counted on the day of its publication, whenever it was read. Raises SettingsError on an empty range.
    """
    if until <= since:
        raise SettingsError(f"{since} to {until} is no stretch of time; expected an earlier day and a later one")
    desk = Desk.of(store, until)
    new = Days(since + timedelta(days=1), desk.within.until if desk.within else None)
    window = replace(desk, within=new)
    demands = _demands(store, desk, since)
    return Changes(
        since=since,
        until=until,
        articles=store.counts(new).articles,
        demand_count=len(demands),
        demands=tuple(demands[:top]),
        speakers=tuple(_speakers(store, window))[:top],
        warnings=event_lines(store, desk, warnings(store, window, top)),
        meetings_held=event_lines(store, desk, newest(store, window, frozenset({EventType.CONSULT}), ACTUAL, top)),
        meetings_ahead=event_lines(store, desk, meetings_ahead(store, window, top)),
    )


def _demands(store: Store, desk: Desk, since: date) -> list[DemandChange]:
    """Return the demands that came or moved: what was answered before what was only raised, raised again before new."""
    published = desk.published()
    steering, before = store.steering(), demanding_events(store, replace(desk, within=up_to(since)))
    states = dict(_states(told(before, published, steering)))
    now = told(demanding_events(store, desk), published, steering)
    moved = [each for each in now if _was(each, states) != each[0].status]
    found = [
        DemandChange(_was(each, states), line.status, line)
        for each, line in zip(moved, demand_lines(store, desk, moved), strict=True)
    ]
    found.sort(key=lambda each: (each.demand.articles, each.demand.last_on or ""), reverse=True)
    return sorted(found, key=lambda each: (_ORDER.index(each.now), each.was is None))


def _states(demands: Iterable[Told]) -> Iterator[tuple[str, DemandStatus]]:
    """Yield each request with the state of its demand."""
    for demand, events in demands:
        yield from ((event.id, demand.status) for event in events if event.type is EventType.REQUEST)


def _was(now: Told, states: dict[str, DemandStatus]) -> DemandStatus | None:
    """Return the state of a demand before; one that any of its requests told then is not new."""
    return next((states[event.id] for event in now[1] if event.id in states), None)


def _speakers(store: Store, window: Desk) -> list[PartyLine]:
    """Return the persons who speak for a party, those with most new statements first."""
    lines = [
        PartyLine(each.actor, window.name(each.actor), each.statements, each.acting, each.receiving)
        for each in store.appearances(window.within)
        if each.statements and _is_leader(each.actor, window)
    ]
    return sorted(lines, key=lambda line: (-line.statements, line.id))


def _is_leader(actor: str, desk: Desk) -> bool:
    known = desk.actors.get(actor)
    return known is not None and known.kind is ActorKind.PERSON and known.acts_for is not None
