"""What turns rows into lines: the names of actors, and where each article was found."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from standoff.ledger.days import Published, day
from standoff.ledger.demands import Told, told
from standoff.plover import EventType
from standoff.queries.lines import DemandLine, DemandOutline, EventLine, Evidence, StatementLine, StepLine, ToldLine
from standoff.queries.places import Places, by_day
from standoff.store import Days, EventFilter, Retelling, StatementFilter, Store, Witness
from standoff.types import UNKNOWN, Actor, Citation, Demand, DemandStatus, Event, Statement, Step

DEMANDING = frozenset(
    {EventType.REQUEST, EventType.REJECT, EventType.AGREE, EventType.CONCEDE, EventType.DEFER, EventType.RETREAT}
)
"""The types of events that make demands and their steps."""


Retold = Mapping[str, tuple[Retelling, ...]]
"""The rows of copies that repeat a row, by its id."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of rows beyond themselves: who says so, by statement, and which rows of copies repeat them."""

    speakers: Mapping[str, str]
    retold: Retold


@dataclass(frozen=True, slots=True)
class Desk:
    """The names and addresses that the lines of one answer need, read from the store once.

    The witnesses of an article are in the order of their days: no day of a line depends on what was read first.
    `within` are the days of publication that are looked at: None for all.
    """

    actors: Mapping[str, Actor]
    called: Mapping[str, str]
    witnesses: Mapping[str, tuple[Witness, ...]]
    within: Days | None = None

    @classmethod
    def of(cls, store: Store, as_of: date | None = None) -> "Desk":
        """Read the desk of a store, as of a day: what is published later, or nobody knows when, is not there yet."""
        found: dict[str, list[Witness]] = defaultdict(list)
        for witness in sorted(store.witnesses(), key=by_day):
            if as_of is None or (witness.published_on and witness.published_on <= as_of):
                found[witness.article_id].append(witness)
        actors = store.actors()
        witnesses = {article: tuple(each) for article, each in found.items()}
        return cls(actors, names_of(actors.values()), witnesses, up_to(as_of))

    @classmethod
    def on(cls, store: Store, actors: Mapping[str, Actor], called: Mapping[str, str]) -> "Desk":
        """Return a desk of what is known already; where an article was found is looked up when a line needs it."""
        return cls(actors, called, Places(store))

    def published(self) -> dict[str, date | None]:
        """Return when each article was published, by its id."""
        return {article: witnesses[0].published_on for article, witnesses in self.witnesses.items()}

    def name(self, actor: str) -> str:
        """Return the name of an actor, by its id or by the code under which it takes part in events."""
        return self.called.get(actor, actor)

    def names(self, actors: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(self.name, actors))

    def evidence(self, row: str | None, citation: Citation, retold: Iterable[Retelling] = ()) -> Evidence:
        """Return where the words of a row stand, with the places looked at where `retold` tells the same."""
        seen = (each for each in retold if each.citation.article_id in self.witnesses)
        others = tuple(self.evidence(each.id, each.citation) for each in seen)
        return Evidence.of(citation, self.witnesses[citation.article_id], row, others)

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
            evidence=self.evidence(row.id, row.content, retold.get(row.id, ())),
        )

    def event_line(self, row: Event, heard: Heard) -> EventLine:
        return EventLine(
            event=row,
            on=self.day(row.date, row.anchor.article_id),
            actors=self.names(row.actors),
            recipients=self.names(row.recipients),
            according_to=heard.speakers.get(row.according_to or ""),
            evidence=self.evidence(row.id, row.anchor, heard.retold.get(row.id, ())),
        )

    def demand_line(self, demand: Demand, events: tuple[Event, ...], heard: Heard) -> DemandLine:
        """Return the line of a demand; `events` are those that tell of it."""
        by_id = {event.id: event for event in events}
        steps = tuple(self._step_line(step, by_id, heard) for step in demand.chain)
        told = self._told(events, heard)
        return DemandLine(
            id=demand.id,
            holder=self.names(demand.holder),
            addressees=self.names(demand.addressees),
            what=demand.what,
            status=demand.status,
            last_on=steps[-1].on,
            articles=_articles(events),
            chain=steps,
            first=told[0],
            last=told[-1],
            wordings=tuple(dict.fromkeys(each.evidence.exact for each in told)),
            witnesses=told,
        )

    def demand_outline(
        self, demand: Demand, events: Mapping[str, Event], heard: Heard, articles: int, first_on: str | None
    ) -> DemandOutline:
        """Return a demand as a list has it; `events` are those of the steps that a list shows, by their ids."""
        step, answer = _shown(demand)
        last = self._step_line(step, events, heard)
        return DemandOutline(
            id=demand.id,
            holder=self.names(demand.holder),
            addressees=self.names(demand.addressees),
            what=demand.what,
            status=demand.status,
            first_on=first_on,
            last_on=last.on,
            articles=articles,
            last_step=last,
            last_answer=self._step_line(answer, events, heard) if answer else None,
        )

    def _step_line(self, step: Step, events: Mapping[str, Event], heard: Heard) -> StepLine:
        event = events[step.event]
        return StepLine(
            step=step,
            on=self.day(step.date, event.anchor.article_id),
            event=event,
            actors=self.names(event.actors),
            evidence=self.evidence(event.id, event.anchor, heard.retold.get(event.id, ())),
            answers=self.evidence(step.answers, events[step.answers].anchor) if step.answers else None,
            according_to=heard.speakers.get(event.according_to or ""),
        )

    def _told(self, events: Iterable[Event], heard: Heard) -> tuple[ToldLine, ...]:
        """Return where a demand is raised, by day, what has no day last."""
        lines = [
            ToldLine(
                self.day(each.date, each.anchor.article_id),
                self.evidence(each.id, each.anchor, heard.retold.get(each.id, ())),
                each.id,
            )
            for each in events
            if each.type is EventType.REQUEST
        ]
        return tuple(sorted(lines, key=lambda line: (line.on is None, line.on or "", line.evidence.uri)))


def up_to(as_of: date | None) -> Days | None:
    """Return the days up to `as_of`, included."""
    if as_of is None:
        return None
    return Days(until=as_of + timedelta(days=1) if as_of < date.max else None)


def names_of(actors: Iterable[Actor]) -> dict[str, str]:
    """Return the names of actors by their ids and by the codes under which they take part in events."""
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
    heard = _heard(store, desk, kept)
    return tuple(desk.event_line(row, heard) for row in kept)


def demand_lines(store: Store, desk: Desk, told: Iterable[Told]) -> tuple[DemandLine, ...]:
    """Return the lines of demands in their order."""
    kept = list(told)
    heard = _heard(store, desk, [event for _, events in kept for event in events])
    return tuple(desk.demand_line(demand, events, heard) for demand, events in kept)


def demand_outlines(
    store: Store, desk: Desk, told: Iterable[Told], articles: Iterable[int], first_on: Iterable[str | None]
) -> tuple[DemandOutline, ...]:
    """Return demands as lists have them, each with how many articles tell of it and the day that first raised it."""
    kept = [(demand, _of_steps(demand, events)) for demand, events in told]
    heard = _heard(store, desk, [event for _, events in kept for event in events.values()])
    return tuple(
        desk.demand_outline(demand, events, heard, number, on)
        for (demand, events), number, on in zip(kept, articles, first_on, strict=True)
    )


def _of_steps(demand: Demand, events: Iterable[Event]) -> dict[str, Event]:
    """Return the events of the steps that a list shows, by their ids."""
    wanted = {each for step in _shown(demand) if step for each in (step.event, step.answers)}
    return {event.id: event for event in events if event.id in wanted}


def _shown(demand: Demand) -> tuple[Step, Step | None]:
    """Return the last step of a demand, and the last that answers it."""
    answers = (step for step in reversed(demand.chain) if step.step is not DemandStatus.RAISED)
    return demand.chain[-1], next(answers, None)


def _heard(store: Store, desk: Desk, rows: Sequence[Event]) -> Heard:
    """Return who says what the rows tell, nobody where the report itself does, and what copies repeat of them."""
    wanted = frozenset(row.according_to for row in rows if row.according_to)
    said = store.statements(StatementFilter(ids=wanted)) if wanted else []
    speakers = {row.id: desk.name(row.speaker) for row in said if row.speaker}
    return Heard(speakers, store.retold(row.id for row in rows))


def demanding_events(store: Store, desk: Desk) -> list[Event]:
    """Return the events of which the ledger is made, without those that copies repeat."""
    return of_copies(store, store.events(EventFilter(types=DEMANDING, published=desk.within)))


def of_copies(store: Store, rows: list[Event]) -> list[Event]:
    """Return `rows` without those that repeat another of them, which answers what its repeats answer."""
    retold = store.retold(row.id for row in rows)
    firsts = {each.id: first for first, repeats in retold.items() for each in repeats}
    if not firsts:
        return rows
    answers: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        answered = (firsts.get(each, each) for each in row.answers)
        answers[firsts.get(row.id, row.id)].update(dict.fromkeys(answered))
    return [replace(row, answers=tuple(answers[row.id])) for row in rows if row.id not in firsts]


def ranked_demands(store: Store, desk: Desk) -> list[Told]:
    """Return all demands, those that most articles tell of first, then those that moved last."""
    published = desk.published()
    found = told(demanding_events(store, desk), published, store.steering())
    found.sort(key=lambda each: each[0].id)
    found.sort(key=lambda each: weight(each, published), reverse=True)
    return found


def weight(told: Told, published: Published) -> tuple[int, str]:
    """Return by what demands are ranked: how many articles tell of one, and the day on which it moved last."""
    demand, events = told
    last = next(event for event in events if event.id == demand.chain[-1].event)
    return _articles(events), day(last, published) or ""


def _articles(events: tuple[Event, ...]) -> int:
    return len({event.anchor.article_id for event in events})
