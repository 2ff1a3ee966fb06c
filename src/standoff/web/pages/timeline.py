"""The timeline: who did and said what, and when; what is planned, possible or denied is marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import numpy as np
from fastapi import APIRouter, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from standoff.plover import EventType, Status
from standoff.queries import EventLine, StatementLine
from standoff.web.asked import Asked, Paged
from standoff.web.keys import part_of_two
from standoff.web.moments import Moment, begin_of, day_after, end_of
from standoff.web.naming import parties, speakers
from standoff.web.overview.columns import Codes, Mask, Names, both
from standoff.web.pages.chronicle import Rows, draw_timeline
from standoff.web.record import View
from standoff.web.serving import as_json, page, remembered, view


class RowKind(StrEnum):
    """Which rows are on a timeline."""

    BOTH = "both"
    EVENTS = "events"
    STATEMENTS = "statements"


class EventsChosen(Asked):
    """Which events, whenever they were."""

    party: str | None = Field(default=None, max_length=200, description="Who takes part: a code or a name.")
    actor: str | None = Field(default=None, max_length=200, description="Who acts, or speaks.", examples=["RUS"])
    recipient: str | None = Field(
        default=None, max_length=200, description="Who is acted upon, or spoken to.", examples=["NATO"]
    )
    type: list[EventType] = Field(default=[], max_length=len(EventType), description="Only events of these types.")
    status: list[Status] = Field(
        default=[], max_length=len(Status), description="Only events that happened, are planned, …"
    )


class RowsAsked(Paged, EventsChosen):
    """Which events and statements, and how many. A statement has neither type nor status."""

    kind: RowKind = Field(
        default=RowKind.BOTH, description="Events and statements, or only one kind.", examples=["events"]
    )
    since: Moment | None = Field(
        default=None,
        description="Only from this day on. With an hour, in UTC, the drawing begins there; no row has an hour, so all "
        "of its day is listed.",
        examples=["2022-01-26", "2022-01-26T06:00"],
    )
    until: Moment | None = Field(
        default=None,
        description="Only up to this day, included. With an hour, in UTC, the drawing ends there.",
        examples=["2022-02-01", "2022-01-26T18:00"],
    )

    @property
    def begin(self) -> datetime | None:
        return begin_of(self.since) if self.since else None

    @property
    def end(self) -> datetime | None:
        return end_of(self.until) if self.until else None


@dataclass(frozen=True, slots=True)
class RowList:
    """Events and statements, the newest first; `rows` has the ids of both, in their order together.

    `kinds` has how many of each kind are found, whichever is shown; `types` and `statuses` of the events.
    """

    total: int
    kinds: dict[RowKind, int]
    types: dict[str, int]
    statuses: dict[str, int]
    rows: tuple[str, ...]
    events: tuple[EventLine, ...]
    statements: tuple[StatementLine, ...]
    next: str | None


def routes() -> APIRouter:
    found = APIRouter(tags=["events"])
    found.add_api_route("/timeline", show, include_in_schema=False)
    found.add_api_route(
        "/timeline.json", data, summary="Who did and said what, and when", responses={200: {"model": RowList}}
    )
    return found


@remembered
def show(request: Request, asked: Annotated[RowsAsked, Query()]) -> Response:
    with view(request) as at:
        whenever = _of_kind(at, asked, _rows(at, asked))
        drawing = draw_timeline(at, whenever, asked.begin, asked.end, asked.query())
        found = _answer(at, asked)
    lines = {line.event.id: line for line in found.events} | {line.statement.id: line for line in found.statements}
    return page(
        request,
        "timeline.html",
        found,
        what=asked,
        drawing=drawing,
        found=[lines[row] for row in found.rows],
        kinds=list(RowKind),
        types=list(EventType),
        statuses=list(Status),
    )


@remembered
def data(request: Request, asked: Annotated[RowsAsked, Query()]) -> Response:
    """Return events and statements, the newest first; what copies of a report repeat is one, with its witnesses."""
    with view(request) as at:
        return as_json(_answer(at, asked))


def _answer(at: View, asked: RowsAsked) -> RowList:
    columns, said, names = at.overview.events, at.overview.statements, at.overview.names
    found = _within(at, asked, _rows(at, asked))
    kinds = {
        RowKind.EVENTS: _count(found.events, len(columns.keys)),
        RowKind.STATEMENTS: _count(found.statements, len(said.keys)),
    }
    shown = _of_kind(at, asked, found)
    places = part_of_two((columns.keys, shown.events), (said.keys, shown.statements), asked.after, asked.limit)
    events, statements = at.event_lines(columns.numbers[places.one]), at.statement_lines(said.numbers[places.other])
    return RowList(
        sum(kinds.values()) if asked.kind is RowKind.BOTH else kinds[asked.kind],
        kinds,
        dict(columns.by_type(names.types, found.events)),
        dict(columns.by_status(names.statuses, found.events)),
        _in_order(at, events, statements),
        events,
        statements,
        places.next,
    )


def _count(mask: Mask | None, every: int) -> int:
    return every if mask is None else int(np.count_nonzero(mask))


def _in_order(at: View, events: Sequence[EventLine], statements: Sequence[StatementLine]) -> tuple[str, ...]:
    """Return the ids of rows by day, those of one day by article, and those of one article as they stand in it."""
    rows = [(line.event.id, line) for line in events], [(line.statement.id, line) for line in statements]
    places = {key: _place(at, line) for each in rows for key, line in each}
    return tuple(sorted(places, key=lambda key: places[key], reverse=True))


def _place(at: View, line: EventLine | StatementLine) -> tuple[str, int, int]:
    number = at.overview.numbers.get(line.evidence.article_id, 0)
    return (line.on or "").partition("/")[0], number, line.evidence.spans[0].start


def _rows(at: View, asked: EventsChosen) -> Rows:
    return Rows(chosen(at, asked), _said(at, asked))


def _of_kind(at: View, asked: RowsAsked, rows: Rows) -> Rows:
    if asked.kind is RowKind.EVENTS:
        return Rows(rows.events, np.zeros(len(at.overview.statements.keys), np.bool_))
    if asked.kind is RowKind.STATEMENTS:
        return Rows(np.zeros(len(at.overview.events.keys), np.bool_), rows.statements)
    return rows


def _within(at: View, asked: RowsAsked, rows: Rows) -> Rows:
    since = asked.begin.date() if asked.begin else None
    past = day_after(asked.end) if asked.end else None
    events, statements = at.overview.events.within(since, past), at.overview.statements.within(since, past)
    return Rows(both(rows.events, events), both(rows.statements, statements))


def chosen(at: View, asked: EventsChosen, since: date | None = None, past: date | None = None) -> Mask | None:
    """Return the events that are asked for, from a day to before another; None for all."""
    columns, names = at.overview.events, at.overview.names
    mask = columns.within(since, past)
    if asked.party:
        codes = names.actors.codes(parties(at, asked.party))
        mask = both(mask, columns.acting(codes) | columns.receiving(codes))
    mask = both(mask, _towards(at, asked))
    mask = both(mask, _one_of(columns.types, names.types, asked.type))
    return both(mask, _one_of(columns.statuses, names.statuses, asked.status))


def _said(at: View, asked: EventsChosen) -> Mask | None:
    """Return the statements by and to whom is asked for; none where a type or status is, which no statement has."""
    columns, names = at.overview.statements, at.overview.names.actors
    if asked.type or asked.status:
        return np.zeros(len(columns.keys), np.bool_)
    by = names.codes(speakers(at, asked.actor)) if asked.actor else None
    to = names.codes(speakers(at, asked.recipient)) if asked.recipient else None
    mask = columns.by(by, to, None)
    if asked.party:
        either = names.codes(speakers(at, asked.party))
        mask = both(mask, np.isin(columns.speakers, either) | columns.addressees.having(either, len(columns.keys)))
    return mask


def _towards(at: View, asked: EventsChosen) -> Mask | None:
    """Return the events in which who is asked for acts on who is asked for; who meets acts on one another."""
    columns, names = at.overview.events, at.overview.names.actors
    actors = names.codes(parties(at, asked.actor)) if asked.actor else None
    recipients = names.codes(parties(at, asked.recipient)) if asked.recipient else None
    if actors is not None and recipients is not None:
        return columns.between(actors, recipients)
    if actors is not None:
        return columns.acting(actors)
    return columns.receiving(recipients) if recipients is not None else None


def _one_of(column: Codes, names: Names, wanted: Iterable[str]) -> Mask | None:
    values = list(wanted)
    return np.isin(column, names.codes(values)) if values else None
