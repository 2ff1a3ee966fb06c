"""Who to whom: how often each party acts towards each other, by kind of act."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

import numpy as np
from fastapi import APIRouter, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from standoff.plover import QUADS, EventType, Quad
from standoff.types import UNKNOWN
from standoff.web.asked import Ranged
from standoff.web.overview.columns import Codes, Mask, Numbers
from standoff.web.pages.drawings import draw_network
from standoff.web.pages.timeline import EventsChosen, chosen
from standoff.web.record import View
from standoff.web.serving import as_json, page, remembered, view

SHADES = 5
"""Shades of the cells of a matrix, from few to many."""


class Act(StrEnum):
    """A kind of act: PLOVER's quarters, in word or deed, for or against, and our own three types."""

    WORDS_FOR = "words-for"
    DEEDS_FOR = "deeds-for"
    WORDS_AGAINST = "words-against"
    DEEDS_AGAINST = "deeds-against"
    REPLIES = "replies"


_ACTS: Mapping[Quad, Act] = MappingProxyType(
    {
        Quad.VERBAL_COOPERATION: Act.WORDS_FOR,
        Quad.MATERIAL_COOPERATION: Act.DEEDS_FOR,
        Quad.VERBAL_CONFLICT: Act.WORDS_AGAINST,
        Quad.MATERIAL_CONFLICT: Act.DEEDS_AGAINST,
    }
)

ACT_NAMES: Mapping[Act, str] = MappingProxyType(
    {
        Act.WORDS_FOR: "words for",
        Act.DEEDS_FOR: "deeds for",
        Act.WORDS_AGAINST: "words against",
        Act.DEEDS_AGAINST: "deeds against",
        Act.REPLIES: "delays, denials, appeals to norms",
    }
)


def types_of(act: Act) -> list[EventType]:
    """Return the types of events of a kind."""
    return [each for each in EventType if (_ACTS[QUADS[each]] if each in QUADS else Act.REPLIES) is act]


class PartiesAsked(Ranged):
    """Which acts between which parties."""

    act: Act | None = Field(default=None, description="Only acts of this kind; all if it is absent.")
    top: int = Field(default=12, ge=2, le=40, description="So many parties, those that take part most.")


@dataclass(frozen=True, slots=True)
class Side:
    """A party of the matrix: how often it acts towards the others of it, and they towards it."""

    id: str
    name: str
    acting: int
    receiving: int


@dataclass(frozen=True, slots=True)
class Cell:
    """How often a party acts towards another."""

    actor: str
    recipient: str
    count: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Parties in the order of how often they take part, and what passes between them; no cell for what does not.

    `acts` has how many acts there are of each kind between any parties; `types` are the types of events that count.
    """

    parties: tuple[Side, ...]
    cells: tuple[Cell, ...]
    acts: dict[Act, int]
    types: tuple[EventType, ...]


def routes() -> APIRouter:
    found = APIRouter(tags=["events"])
    found.add_api_route("/parties", show, include_in_schema=False)
    found.add_api_route("/parties.json", data, summary="Who to whom", responses={200: {"model": Matrix}})
    return found


@remembered
def show(request: Request, asked: Annotated[PartiesAsked, Query()]) -> Response:
    with view(request) as at:
        matrix = _answer(at, asked)
        drawing = draw_network(at, _mask(at, asked, list(matrix.types)), asked.query(), asked.top)
    counts = {(cell.actor, cell.recipient): cell.count for cell in matrix.cells}
    return page(
        request,
        "parties.html",
        matrix,
        what=asked,
        counts=counts,
        shades=_shades(matrix),
        act_names=ACT_NAMES,
        drawing=drawing,
    )


@remembered
def data(request: Request, asked: Annotated[PartiesAsked, Query()]) -> Response:
    """Return how often each of the parties acts towards each other; a list of the rows is at `/timeline.json`."""
    with view(request) as at:
        return as_json(_answer(at, asked))


def _answer(at: View, asked: PartiesAsked) -> Matrix:
    types = types_of(asked.act) if asked.act else []
    _, actors, recipients = at.overview.events.towards(_mask(at, asked, types))
    shown = _busiest(at, actors, recipients, asked.top)
    between = _between(at, actors, recipients, shown)
    return Matrix(
        tuple(_side(at, code, row, column) for code, row, column in zip(shown, between, between.T, strict=True)),
        tuple(_cells(at, shown, between)),
        _by_act(at, asked),
        tuple(types),
    )


def _mask(at: View, asked: PartiesAsked, types: list[EventType]) -> Mask | None:
    return chosen(at, EventsChosen(type=types), asked.since, asked.past)


def _busiest(at: View, actors: Codes, recipients: Codes, top: int) -> list[int]:
    """Return the codes of the parties between which most passes."""
    names = at.overview.names.actors
    often = np.bincount(np.concatenate([actors, recipients]), minlength=len(names))
    often[names.codes([UNKNOWN])] = 0
    found = sorted(np.flatnonzero(often).tolist(), key=lambda code: (-often[code], names[code]))
    return found[:top]


def _between(at: View, actors: Codes, recipients: Codes, shown: list[int]) -> Numbers:
    """Return how often each of the shown acts towards each other, as a square."""
    size = len(shown)
    places = np.full(len(at.overview.names.actors), -1, np.int64)
    places[shown] = np.arange(size)
    one, other = places[actors], places[recipients]
    kept = (one >= 0) & (other >= 0)
    return np.bincount(one[kept] * size + other[kept], minlength=size * size).reshape(size, size)


def _side(at: View, code: int, row: Numbers, column: Numbers) -> Side:
    party = at.overview.names.actors[code]
    return Side(party, at.desk.name(party), int(row.sum()), int(column.sum()))


def _cells(at: View, shown: list[int], between: Numbers) -> Iterator[Cell]:
    names = [at.overview.names.actors[code] for code in shown]
    for one, other in np.argwhere(between).tolist():
        yield Cell(names[one], names[other], int(between[one, other]))


def _by_act(at: View, asked: PartiesAsked) -> dict[Act, int]:
    counts = at.overview.events.by_type(at.overview.names.types, _mask(at, asked, []))
    return {act: sum(counts.get(each, 0) for each in types_of(act)) for act in Act}


def _shades(matrix: Matrix) -> dict[tuple[str, str], int]:
    """Return the shade of each cell, by the rank of its count among all."""
    ranked = sorted({cell.count for cell in matrix.cells})
    steps = {count: 1 + at * SHADES // len(ranked) for at, count in enumerate(ranked)}
    return {(cell.actor, cell.recipient): steps[cell.count] for cell in matrix.cells}
