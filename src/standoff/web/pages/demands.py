"""The demands: a board by state, and each with its wordings, its witnesses and its chain."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from standoff.queries import DemandLine, DemandOutline
from standoff.types import DemandStatus
from standoff.web.asked import Paged
from standoff.web.naming import parties
from standoff.web.overview.standing import first_of
from standoff.web.record import View
from standoff.web.serving import as_json, page, remembered, view

BOARD = 12
"""Demands of each state on the board; the rest is a click away."""

Key = Annotated[
    str,
    Path(
        pattern="^(d:)?[0-9a-f]{4,20}$",
        description="The id of a demand, a beginning of it, or an id that it had before an older report was read.",
        examples=["d:7f145694118779f0d20f"],
    ),
]


class DemandsAsked(Paged):
    """Which demands."""

    holder: str | None = Field(
        default=None, max_length=200, description="Who asks: a code or a name.", examples=["RUS"]
    )
    addressee: str | None = Field(default=None, max_length=200, description="Of whom it is asked.", examples=["NATO"])
    status: DemandStatus | None = Field(default=None, description="Only demands in this state.", examples=["rejected"])


@dataclass(frozen=True, slots=True)
class DemandList:
    """Demands, those that most articles tell of first; all that is known of one is at its own address."""

    total: int
    demands: tuple[DemandOutline, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Column:
    """The demands of a state on the board."""

    status: DemandStatus
    total: int
    demands: tuple[DemandOutline, ...]


def routes() -> APIRouter:
    found = APIRouter(tags=["demands"])
    found.add_api_route("/demands", board, include_in_schema=False)
    found.add_api_route("/demands.json", data, summary="Demands", responses={200: {"model": DemandList}})
    found.add_api_route(
        "/demands/{key}.json", one_as_data, summary="One demand", responses={200: {"model": DemandLine}}
    )
    found.add_api_route("/demands/{key}", one, include_in_schema=False)
    return found


@remembered
def board(request: Request, asked: Annotated[DemandsAsked, Query()]) -> Response:
    with view(request, standing=True) as at:
        if asked.status:
            return page(request, "demands.html", _listed(at, asked), what=asked)
        columns = [_column(at, asked, each) for each in DemandStatus]
    return page(request, "board.html", columns, what=asked)


@remembered
def data(request: Request, asked: Annotated[DemandsAsked, Query()]) -> Response:
    """Return the demands with the step that each is at, those that most articles tell of first, then the last moved."""
    with view(request, standing=True) as at:
        return as_json(_listed(at, asked))


@remembered
def one(request: Request, key: Key) -> Response:
    with view(request, standing=True) as at:
        return page(request, "demand.html", _one(at, key))


@remembered
def one_as_data(request: Request, key: Key) -> Response:
    """Return a demand: all wordings, all places where it is raised, and each step with the words that show it."""
    with view(request, standing=True) as at:
        return as_json(_one(at, key))


def _one(at: View, key: str) -> DemandLine:
    found = at.standing.find(key)
    if found is None:
        raise HTTPException(404, f"No demand has the id {key}, or more than one begins with it.")
    return at.demand_lines([found])[0]


def _ranks(at: View, asked: DemandsAsked, status: DemandStatus | None) -> list[int]:
    holders = parties(at, asked.holder) if asked.holder else None
    addressees = parties(at, asked.addressee) if asked.addressee else None
    return list(at.standing.chosen(status, holders, addressees))


def _listed(at: View, asked: DemandsAsked) -> DemandList:
    ranks = _ranks(at, asked, asked.status)
    shown = first_of(ranks, _after(at, asked.after), asked.limit)
    lines = at.demand_outlines(shown)
    more = bool(shown) and shown[-1] != ranks[-1]
    return DemandList(len(ranks), lines, lines[-1].id if more else None)


def _after(at: View, after: str | None) -> int | None:
    """Return the rank of the demand after which a page begins; from the beginning if it is there no longer."""
    return at.standing.ranks.get(after) if after else None


def _column(at: View, asked: DemandsAsked, status: DemandStatus) -> Column:
    ranks = _ranks(at, asked, status)
    return Column(status, len(ranks), at.demand_outlines(ranks[:BOARD]))
