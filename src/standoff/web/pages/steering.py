"""Demands and actors that a person merges, and what is split off them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from standoff import correcting
from standoff.corrections import By
from standoff.errors import CorrectionError, StandoffError
from standoff.ledger.demands import Told
from standoff.plover import EventType
from standoff.queries import DemandLine
from standoff.store import Store
from standoff.types import Event
from standoff.web.pages import actors, demands
from standoff.web.pages.correct import author_of, keep_author, known_author
from standoff.web.record import View
from standoff.web.rendering import segment
from standoff.web.security.forms import checked
from standoff.web.serving import page, served, view
from standoff.web.setting import occurrence_of

OTHERS = 40
"""Demands of the same holders that are offered as the same."""

Fields = Mapping[str, str]
Deed = Callable[[Store, By], object]


@dataclass(frozen=True, slots=True)
class Steered:
    """A demand, the requests that may be split off it, and others of its holders."""

    line: DemandLine
    requests: tuple[Event, ...]
    others: tuple[DemandLine, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """An actor, or a party that events name."""

    id: str
    name: str


def routes() -> APIRouter:
    found = APIRouter(include_in_schema=False)
    found.add_api_route("/demands/{key}/correct", ask_demand, methods=["GET"])
    found.add_api_route("/demands/{key}/correct", correct_demand, methods=["POST"])
    found.add_api_route("/actors/{key}/correct", ask_actor, methods=["GET"])
    found.add_api_route("/actors/{key}/correct", correct_actor, methods=["POST"])
    return found


def ask_demand(request: Request, key: demands.Key) -> Response:
    return _demand(request, key)


def ask_actor(request: Request, key: actors.Key) -> Response:
    return _actor(request, key)


async def correct_demand(request: Request, key: demands.Key) -> Response:
    fields = await checked(request, served(request).sessions)
    return await run_in_threadpool(_correct_demand, request, key, fields)


async def correct_actor(request: Request, key: actors.Key) -> Response:
    fields = await checked(request, served(request).sessions)
    return await run_in_threadpool(_correct_actor, request, key, fields)


def _correct_demand(request: Request, key: str, fields: Fields) -> Response:
    try:
        return _done(request, fields, _deed_of_demand(request, key, fields), f"/demands/{segment(key)}")
    except StandoffError as error:
        return _demand(request, key, fields, str(error))


def _correct_actor(request: Request, key: str, fields: Fields) -> Response:
    try:
        return _done(request, fields, _deed_of_actor(key, fields), f"/actors/{segment(key)}")
    except StandoffError as error:
        return _actor(request, key, fields, str(error))


def _done(request: Request, fields: Fields, deed: Deed, where: str) -> Response:
    by = author_of(request, fields)
    with served(request).record.write() as store:
        deed(store, by)
    answer = RedirectResponse(where, status_code=303)
    keep_author(answer, by, secure=served(request).secure)
    return answer


def _deed_of_demand(request: Request, key: str, fields: Fields) -> Deed:
    """Return what is to be done with a demand; the demands are those of the overview, which has them at hand."""
    with view(request, standing=True) as at:
        told = _told(at, key)
        other = at.standing.find(fields.get("other", "").strip()) if fields.get("other", "").strip() else None
    match fields.get("deed"):
        case "merge":
            if other is None:
                raise CorrectionError(f"{fields.get('other', '')!r} is no demand; write its id, as its page has it")
            return lambda store, by: correcting.join(store, told, other, by)
        case "split":
            return lambda store, by: correcting.part(store, told, fields.get("request", "").strip(), by)
        case deed:
            raise CorrectionError(f"{deed!r} is nothing that can be done with a demand; take a button of the form")


def _deed_of_actor(key: str, fields: Fields) -> Deed:
    other = fields.get("other", "").strip()
    match fields.get("deed"):
        case "merge":
            return lambda store, by: correcting.merge(store, key, other, by)
        case "move":
            return lambda store, by: _move(store, key, other, fields, by)
        case deed:
            raise CorrectionError(f"{deed!r} is nothing that can be done with an actor; take a button of the form")


def _move(store: Store, key: str, other: str, fields: Fields, by: By) -> None:
    article = store.article(fields.get("article", "").strip())
    words = correcting.cited(article, fields.get("words", ""), occurrence_of(fields))
    correcting.move(store, words, key, other, by)


def _told(at: View, key: str) -> Told:
    found = at.standing.find(key)
    if found is None:
        raise HTTPException(404, f"No demand has the id {key}, or more than one begins with it.")
    return found


def _demand(request: Request, key: str, given: Fields | None = None, fault: str | None = None) -> Response:
    with view(request, standing=True) as at:
        found = _steered(at, _told(at, key))
    return _page(request, "steer-demand.html", found, given, fault)


def _actor(request: Request, key: str, given: Fields | None = None, fault: str | None = None) -> Response:
    with view(request) as at:
        if key not in at.desk.actors and key not in at.overview.names.actors:
            raise HTTPException(404, f"No actor of this record has the id {key}.")
        found = Named(key, at.desk.name(key))
    return _page(request, "steer-actor.html", found, given, fault)


def _page(request: Request, template: str, answer: object, given: Fields | None, fault: str | None) -> Response:
    status = 422 if fault else 200
    return page(request, template, answer, status=status, fault=fault, given=given or {}, known=known_author(request))


def _steered(at: View, told: Told) -> Steered:
    demand, events = told
    first = correcting.founder(told)
    requests = tuple(each for each in events if each.type is EventType.REQUEST and each.id != first.id)
    ranks = sorted({rank for holder in demand.holder for rank in at.standing.by_holder.get(holder, ())})
    others = [at.standing.ranked[rank] for rank in ranks if at.standing.ranked[rank][0].id != demand.id]
    (line,) = at.demand_lines([told])
    return Steered(line, requests, at.demand_lines(others[:OTHERS]))
