"""An actor: who it is, who acts for it and when, what it says, asks and answers."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import numpy as np
from fastapi import APIRouter, HTTPException, Path
from starlette.requests import Request
from starlette.responses import Response

from standoff.plover import EventType
from standoff.queries import DemandOutline, EventLine, StatementLine
from standoff.types import Actor
from standoff.web.overview.columns import EVERY, Codes, Mask, Names, Numbers, before, counted, days_of
from standoff.web.record import View
from standoff.web.serving import as_json, page, remembered, view

SHOWN = 8
"""Lines of each part; all of them are a click away."""

_ANSWERS = (EventType.AGREE, EventType.REJECT, EventType.CONCEDE, EventType.DEFER, EventType.DENY, EventType.RETREAT)

Key = Annotated[
    str, Path(min_length=1, max_length=200, description="The id of an actor.", examples=["RUS", "vladimir-putin"])
]


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who acts for an actor: how often heard, and from when to when."""

    actor: Actor
    statements: int
    first_on: str | None
    last_on: str | None


@dataclass(frozen=True, slots=True)
class ActorAnswer:
    """An actor with the newest of what it says, does and is told; `actor` is null of a party that only events name."""

    id: str
    name: str
    actor: Actor | None
    acts_for: str | None
    voices: tuple[Voice, ...]
    statements: int
    acting: int
    receiving: int
    demand_count: int
    demanded_count: int
    said: tuple[StatementLine, ...]
    demands: tuple[DemandOutline, ...]
    demanded: tuple[DemandOutline, ...]
    answers: tuple[EventLine, ...]
    done: tuple[EventLine, ...]


def routes() -> APIRouter:
    found = APIRouter(tags=["actors"])
    found.add_api_route("/actors/{key}.json", data, summary="One actor", responses={200: {"model": ActorAnswer}})
    found.add_api_route("/actors/{key}", show, include_in_schema=False)
    return found


@remembered
def show(request: Request, key: Key) -> Response:
    with view(request, standing=True) as at:
        return page(request, "actor.html", _answer(at, key))


@remembered
def data(request: Request, key: Key) -> Response:
    """Return who an actor is, who acts for it and when, and the newest of what it says, asks and answers."""
    with view(request, standing=True) as at:
        return as_json(_answer(at, key))


def _answer(at: View, key: str) -> ActorAnswer:
    known, names = at.desk.actors.get(key), at.overview.names.actors
    if known is None and key not in names:
        raise HTTPException(404, f"No actor of this record has the id {key}.")
    party = known.party if known else key
    everybody = frozenset({key}) | {each.id for each in at.desk.actors.values() if each.acts_for == key}
    said = np.isin(at.overview.statements.speakers, names.codes(everybody))
    code = names.codes([party])
    acting, receiving = at.overview.events.acting(code), at.overview.events.receiving(code)
    held, made = at.standing.by_holder.get(party, ()), at.standing.by_addressee.get(party, ())
    return ActorAnswer(
        id=key,
        name=at.desk.name(key),
        actor=known,
        acts_for=at.desk.name(known.acts_for) if known and known.acts_for else None,
        voices=tuple(_voices(at, everybody - {key}, said)),
        statements=int(said.sum()),
        acting=int(acting.sum()),
        receiving=int(receiving.sum()),
        demand_count=len(held),
        demanded_count=len(made),
        said=_said(at, said),
        demands=at.demand_outlines(held[:SHOWN]),
        demanded=at.demand_outlines(made[:SHOWN]),
        answers=_events(at, acting & np.isin(at.overview.events.types, at.overview.names.types.codes(_ANSWERS))),
        done=_events(at, acting),
    )


def _voices(at: View, actors: frozenset[str], said: Mask) -> list[Voice]:
    """Return who acts for an actor, those who are heard most first; `said` is what all of them said."""
    columns, names = at.overview.statements, at.overview.names.actors
    speakers, days = columns.speakers[said], days_of(columns.keys[said])
    often, dated = counted(speakers, names, EVERY), days > 0
    first = _days(names, speakers[dated], days[dated])
    last = _days(names, speakers[dated][::-1], days[dated][::-1])
    found = [Voice(at.desk.actors[each], often.get(each, 0), first.get(each), last.get(each)) for each in actors]
    return sorted(found, key=lambda each: (-each.statements, each.actor.id))


def _days(names: Names, speakers: Codes, days: Numbers) -> dict[str, str]:
    """Return of each speaker the day that comes first in `days`."""
    codes, places = np.unique(speakers, return_index=True)
    found = zip(codes.tolist(), days[places].tolist(), strict=True)
    return {names[code]: date.fromordinal(day).isoformat() for code, day in found}


def _said(at: View, mask: Mask) -> tuple[StatementLine, ...]:
    columns = at.overview.statements
    return at.statement_lines(columns.numbers[before(columns.keys, mask, None, SHOWN)])


def _events(at: View, mask: Mask) -> tuple[EventLine, ...]:
    columns = at.overview.events
    return at.event_lines(columns.numbers[before(columns.keys, mask, None, SHOWN)])
