"""Where an actor stands on an issue, and how it came to stand there."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from standoff.ledger.answers import BEARING
from standoff.ledger.demands import Told
from standoff.ledger.wording import wording
from standoff.plover import Status
from standoff.queries.desk import Desk, demand_lines, event_lines, ranked_demands, statement_lines
from standoff.queries.lines import DemandLine, EventLine, PositionLine, Positions, StepLine
from standoff.queries.parties import codes, speakers
from standoff.store import EventFilter, StatementFilter, Store
from standoff.types import DemandStatus, Event

_REPLIES = EventFilter(types=frozenset(BEARING), statuses=frozenset({Status.ACTUAL}), once=True)


def positions(
    store: Store, actor: str, *, issue: str | None = None, as_of: date | None = None, limit: int | None = None
) -> Positions:
    """Return what an actor said, asked and answered, the oldest first; `limit` keeps the newest.

    With an `issue`, what speaks of it: a statement in all its words, a step where the demand, or another step, does.
    A shift is told only by two steps that the actor made towards the same demand.
    """
    desk = Desk.of(store, as_of)
    parties, ledger = codes(store, desk, actor), ranked_demands(store, desk)
    told = {event.id for _, events in ledger for event in events}
    lines = [
        *_said(store, desk, actor, issue),
        *_steps(demand_lines(store, desk, (each for each in ledger if _is_wanted(each, parties, issue))), parties),
        *map(
            _act,
            event_lines(store, desk, (each for each in _replies(store, desk, parties, issue) if each.id not in told)),
        ),
    ]
    lines.sort(key=_order)
    dated = [line for line in lines if line.on]
    newest = next((line for line in reversed(dated) if line.step or line.act), dated[-1] if dated else None)
    return Positions(desk.name(_first(parties, desk)), issue, newest, tuple(lines[-limit:] if limit else lines))


def _first(parties: frozenset[str], desk: Desk) -> str:
    known = sorted(each for each in parties if each in desk.called)
    return known[0] if known else min(parties)


def _order(line: PositionLine) -> tuple[bool, str, bool, str, int]:
    """Put what has no day first, so that the newest is last; of a day, what was said before what was done."""
    is_done = line.step is not None or line.act is not None
    return line.on is not None, line.on or "", is_done, line.evidence.uri, line.evidence.spans[0].start


def _said(store: Store, desk: Desk, actor: str, issue: str | None) -> Iterator[PositionLine]:
    which = StatementFilter(speakers=speakers(store, desk, actor), words=issue, published=desk.within, once=True)
    for line in statement_lines(store, desk, store.statements(which)):
        yield PositionLine(line.on, line.evidence, speaker=line.speaker)


def _is_wanted(told: Told, parties: frozenset[str], issue: str | None) -> bool:
    """Whether one of the parties had to do with a demand, and it, or what tells of it, speaks of the issue."""
    demand, events = told
    said = (demand.what, *(each.anchor.exact for each in events))
    return any(not parties.isdisjoint(each.actors) for each in events) and _speaks_of(said, issue)


def _steps(demands: Iterable[DemandLine], parties: frozenset[str]) -> Iterator[PositionLine]:
    """Yield the steps that the parties made, each with the one before towards the same demand where it was another."""
    for demand in demands:
        was: DemandStatus | None = None
        for each in demand.chain:
            if not parties.isdisjoint(each.event.actors):
                now = each.step.step
                yield _step(each, demand, was if was != now else None)
                was = now


def _step(step: StepLine, demand: DemandLine, was: DemandStatus | None) -> PositionLine:
    return PositionLine(
        on=step.on,
        evidence=step.evidence,
        act=step.event.type,
        step=step.step.step,
        was=was,
        according_to=step.according_to,
        demand=demand.id,
        what=demand.what,
        score=step.step.score,
    )


def _replies(store: Store, desk: Desk, parties: frozenset[str], issue: str | None) -> Iterator[Event]:
    for event in store.events(replace(_REPLIES, parties=parties, published=desk.within)):
        if not parties.isdisjoint(event.actors) and _speaks_of((event.anchor.exact,), issue):
            yield event


def _act(line: EventLine) -> PositionLine:
    return PositionLine(
        line.on, line.evidence, act=line.event.type, according_to=line.according_to, score=line.event.score
    )


def _speaks_of(said: tuple[str, ...], issue: str | None) -> bool:
    """Whether one of the words speaks of `issue`; of an issue that says nothing, none does."""
    if issue is None:
        return True
    wanted = wording(issue).terms
    return bool(wanted) and any(wanted <= wording(each).terms for each in said)
