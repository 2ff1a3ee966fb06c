"""The timeline: who did what to whom, and when; what is planned, possible or denied is marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

import numpy as np
from fastapi import APIRouter, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from standoff.plover import EventType, Status
from standoff.queries import EventLine
from standoff.queries.desk import event_lines
from standoff.store import EventFilter
from standoff.web.asked import Paged, Ranged
from standoff.web.keys import part
from standoff.web.naming import parties
from standoff.web.overview.columns import Codes, Mask, Names, both
from standoff.web.pages.drawings import draw_timeline
from standoff.web.record import View
from standoff.web.serving import as_json, page, remembered, view


class EventsChosen(Ranged):
    """Which events."""

    party: str | None = Field(default=None, max_length=200, description="Who acts or is acted upon: a code or a name.")
    actor: str | None = Field(default=None, max_length=200, description="Who acts.", examples=["RUS"])
    recipient: str | None = Field(default=None, max_length=200, description="Who is acted upon.", examples=["NATO"])
    type: list[EventType] = Field(default=[], max_length=len(EventType), description="Only events of these types.")
    status: list[Status] = Field(default=[], max_length=len(Status), description="Only what happened, is planned, …")


class EventsAsked(Paged, EventsChosen):
    """Which events, and how many."""


@dataclass(frozen=True, slots=True)
class EventList:
    """Events, the newest first, and how many of those found are of each type and status."""

    total: int
    types: dict[str, int]
    statuses: dict[str, int]
    events: tuple[EventLine, ...]
    next: str | None


def routes() -> APIRouter:
    found = APIRouter(tags=["events"])
    found.add_api_route("/timeline", show, include_in_schema=False)
    found.add_api_route("/timeline.json", data, summary="Who did what to whom", responses={200: {"model": EventList}})
    return found


@remembered
def show(request: Request, asked: Annotated[EventsAsked, Query()]) -> Response:
    with view(request) as at:
        undated = asked.model_copy(update={"since": None, "until": None})
        drawing = draw_timeline(at, chosen(at, undated), asked.since, asked.past, asked.query())
        found = _answer(at, asked)
    return page(
        request, "timeline.html", found, what=asked, drawing=drawing, types=list(EventType), statuses=list(Status)
    )


@remembered
def data(request: Request, asked: Annotated[EventsAsked, Query()]) -> Response:
    """Return events, the newest first; what copies of a report repeat is one, with its witnesses."""
    with view(request) as at:
        return as_json(_answer(at, asked))


def _answer(at: View, asked: EventsAsked) -> EventList:
    columns, names, mask = at.overview.events, at.overview.names, chosen(at, asked)
    total = len(columns.keys) if mask is None else int(np.count_nonzero(mask))
    places, following = part(columns.keys, mask, asked.after, asked.limit)
    which = EventFilter(numbers=frozenset(columns.numbers[places].tolist()), newest_first=True)
    return EventList(
        total,
        dict(columns.by_type(names.types, mask)),
        dict(columns.by_status(names.statuses, mask)),
        event_lines(at.store, at.desk, at.store.events(which)),
        following,
    )


def chosen(at: View, asked: EventsChosen) -> Mask | None:
    """Return the events that are asked for; None for all."""
    columns, names = at.overview.events, at.overview.names
    mask = columns.within(asked.since, asked.past)
    if asked.party:
        codes = names.actors.codes(parties(at, asked.party))
        mask = both(mask, columns.acting(codes) | columns.receiving(codes))
    mask = both(mask, _towards(at, asked))
    mask = both(mask, _one_of(columns.types, names.types, asked.type))
    return both(mask, _one_of(columns.statuses, names.statuses, asked.status))


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
