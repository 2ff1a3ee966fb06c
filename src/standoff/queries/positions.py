"""Where an actor stands on an issue, and how it came to stand there."""

from collections.abc import Iterator
from datetime import date

from standoff.ledger.demands import Told
from standoff.ledger.wording import wording
from standoff.queries.desk import Desk, ranked_demands
from standoff.queries.lines import DemandLine, PositionLine, Positions, StepLine
from standoff.queries.parties import codes, speakers
from standoff.store import StatementFilter, Store
from standoff.types import DemandStatus


def positions(
    store: Store, actor: str, *, issue: str | None = None, as_of: date | None = None, limit: int | None = None
) -> Positions:
    """Return what an actor said, asked and answered, the oldest first; `limit` keeps the newest.

    With an `issue`, what speaks of it: a statement in all its words, a step where the demand, or another step, does.
    A shift is told only by two steps that the actor made towards the same demand.
    """
    desk = Desk.of(store, as_of)
    parties = codes(store, desk, actor)
    which = StatementFilter(speakers=speakers(store, desk, actor), words=issue, published=desk.within)
    said = [
        PositionLine(line.on, line.evidence, speaker=line.speaker)
        for line in map(desk.statement_line, store.statements(which))
    ]
    lines = said + [line for told in ranked_demands(store, desk) for line in _steps(told, desk, parties, issue)]
    lines.sort(key=_order)
    steps = [line for line in lines if line.step and line.on]
    newest = steps[-1] if steps else next((line for line in reversed(lines) if line.on), None)
    kept = lines[-limit:] if limit else lines
    return Positions(desk.name(_first(parties, desk)), issue, newest, tuple(kept))


def _first(parties: frozenset[str], desk: Desk) -> str:
    known = sorted(each for each in parties if each in desk.called)
    return known[0] if known else min(parties)


def _order(line: PositionLine) -> tuple[bool, str, bool, str, int]:
    """Put what has no day first, so that the newest is last; of a day, what was said before the steps."""
    return line.on is not None, line.on or "", line.step is not None, line.evidence.uri, line.evidence.spans[0].start


def _steps(told: Told, desk: Desk, parties: frozenset[str], issue: str | None) -> Iterator[PositionLine]:
    """Yield the steps of a demand that the parties made, with the step before where it was another."""
    line = desk.demand_line(*told)
    if issue is not None and not _speaks_of(line, issue):
        return
    was: DemandStatus | None = None
    for each in line.chain:
        if not parties.isdisjoint(each.event.actors):
            now = each.step.step
            yield _step(each, line, was if was != now else None)
            was = now


def _step(step: StepLine, demand: DemandLine, was: DemandStatus | None) -> PositionLine:
    return PositionLine(
        on=step.on,
        evidence=step.evidence,
        step=step.step.step,
        was=was,
        demand=demand.id,
        what=demand.what,
        score=step.step.score,
    )


def _speaks_of(demand: DemandLine, issue: str) -> bool:
    wanted = wording(issue).terms
    said = [*demand.wordings, demand.what, *(each.evidence.exact for each in demand.chain)]
    return bool(wanted) and any(wanted <= wording(each).terms for each in said)
