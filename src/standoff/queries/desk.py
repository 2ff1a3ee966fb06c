"""What turns rows into lines: the names of actors, and where each article was found."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from standoff.ledger.demands import told
from standoff.plover import EventType
from standoff.queries.lines import DemandLine, EventLine, Evidence, StatementLine, StepLine
from standoff.store import EventFilter, Retelling, StatementFilter, Store, Witness
from standoff.types import UNKNOWN, Actor, Citation, Demand, Event, Statement, Step

DEMANDING = frozenset(
    {EventType.REQUEST, EventType.REJECT, EventType.AGREE, EventType.CONCEDE, EventType.DEFER, EventType.RETREAT}
)
"""The types of events that make demands and their steps."""

Told = tuple[Demand, tuple[Event, ...]]
"""A demand with the events that tell of it."""

Retold = Mapping[str, tuple[Retelling, ...]]
"""The rows of copies that repeat a row, by its id."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The names and addresses that the lines of one answer need, read from the store once."""

    actors: Mapping[str, Actor]
    called: Mapping[str, str]
    witnesses: Mapping[str, tuple[Witness, ...]]

    @classmethod
    def of(cls, store: Store) -> "Desk":
        found: dict[str, list[Witness]] = defaultdict(list)
        for witness in store.witnesses():
            found[witness.article_id].append(witness)
        actors = store.actors()
        return cls(actors, _called(actors.values()), {article: tuple(each) for article, each in found.items()})

    def published(self) -> dict[str, date | None]:
        """Return when each article was published, by its id."""
        return {article: witnesses[0].published_on for article, witnesses in self.witnesses.items()}

    def name(self, actor: str) -> str:
        """Return the name of an actor, by its id or by the code under which it takes part in events."""
        return self.called.get(actor, actor)

    def names(self, actors: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(self.name, actors))

    def evidence(self, citation: Citation, retold: Iterable[Retelling] = ()) -> Evidence:
        """Return where the words stand, with the places where `retold` tells the same."""
        others = tuple(self.evidence(each.citation) for each in retold)
        return Evidence.of(citation, self.witnesses[citation.article_id], others)

    def day(self, said: str | None, article_id: str) -> str | None:
        """Return the day or interval that a row says, else the day of publication."""
        published_on = self.witnesses[article_id][0].published_on
        return said or (published_on.isoformat() if published_on else None)

    def statement_line(self, row: Statement, retold: Retold) -> StatementLine:
        return StatementLine(
            statement=row,
            on=self.day(row.said_on, row.content.article_id),
            speaker=self.name(row.speaker) if row.speaker else None,
            addressees=self.names(row.addressees),
            evidence=self.evidence(row.content, retold.get(row.id, ())),
        )

    def event_line(self, row: Event, speakers: Mapping[str, str], retold: Retold) -> EventLine:
        return EventLine(
            event=row,
            on=self.day(row.date, row.anchor.article_id),
            actors=self.names(row.actors),
            recipients=self.names(row.recipients),
            according_to=speakers.get(row.according_to or ""),
            evidence=self.evidence(row.anchor, retold.get(row.id, ())),
        )

    def demand_line(self, demand: Demand, events: tuple[Event, ...], retold: Retold) -> DemandLine:
        """Return the line of a demand; `events` are those that tell of it."""
        by_id = {event.id: event for event in events}
        steps = tuple(self._step_line(step, by_id[step.event], retold) for step in demand.chain)
        return DemandLine(
            id=demand.id,
            holder=self.names(demand.holder),
            addressees=self.names(demand.addressees),
            what=demand.what,
            status=demand.status,
            last_on=steps[-1].on,
            articles=_articles(events),
            chain=steps,
        )

    def _step_line(self, step: Step, event: Event, retold: Retold) -> StepLine:
        evidence = self.evidence(event.anchor, retold.get(event.id, ()))
        return StepLine(step, self.day(step.date, event.anchor.article_id), event, evidence)


def _called(actors: Iterable[Actor]) -> dict[str, str]:
    known = list(actors)
    parties = {actor.party: actor.name for actor in known if not actor.acts_for and actor.party != UNKNOWN}
    return parties | {actor.id: actor.name for actor in known}


def statement_lines(store: Store, desk: Desk, rows: Iterable[Statement]) -> tuple[StatementLine, ...]:
    """Return the lines of `rows` in their order."""
    kept = list(rows)
    retold = store.retold(row.id for row in kept)
    return tuple(desk.statement_line(row, retold) for row in kept)


def event_lines(store: Store, desk: Desk, rows: Iterable[Event]) -> tuple[EventLine, ...]:
    """Return the lines of `rows` in their order."""
    kept = list(rows)
    wanted = frozenset(row.according_to for row in kept if row.according_to)
    said = store.statements(StatementFilter(ids=wanted)) if wanted else []
    speakers = {row.id: desk.name(row.speaker) for row in said if row.speaker}
    retold = store.retold(row.id for row in kept)
    return tuple(desk.event_line(row, speakers, retold) for row in kept)


def demand_lines(store: Store, desk: Desk, demands: Iterable[Told]) -> tuple[DemandLine, ...]:
    """Return the lines of `demands` in their order."""
    kept = list(demands)
    retold = store.retold(step.event for demand, _ in kept for step in demand.chain)
    return tuple(desk.demand_line(demand, events, retold) for demand, events in kept)


def ranked_demands(store: Store, desk: Desk) -> list[Told]:
    """Return all demands, those that most articles tell of first, then those that moved last."""
    found = told(_once(store), desk.published())
    found.sort(key=lambda each: each[0].id)
    found.sort(key=lambda each: (_articles(each[1]), _last_on(desk, *each)), reverse=True)
    return found


def _once(store: Store) -> list[Event]:
    """Return the events that make demands, without those that copies repeat: these answer what theirs answered."""
    rows = store.events(EventFilter(types=DEMANDING))
    retold = store.retold(row.id for row in rows)
    firsts = {each.id: first for first, repeats in retold.items() for each in repeats}
    if not firsts:
        return rows
    answers: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        answered = (firsts.get(each, each) for each in row.answers)
        answers[firsts.get(row.id, row.id)].update(dict.fromkeys(answered))
    return [replace(row, answers=tuple(answers[row.id])) for row in rows if row.id not in firsts]


def _articles(events: tuple[Event, ...]) -> int:
    return len({event.anchor.article_id for event in events})


def _last_on(desk: Desk, demand: Demand, events: tuple[Event, ...]) -> str:
    last = demand.chain[-1]
    article_id = next(event.anchor.article_id for event in events if event.id == last.event)
    return desk.day(last.date, article_id) or ""
