"""The statements: searched by words, chosen by facets, paged by key."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Annotated

import numpy as np
from fastapi import APIRouter, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from standoff.queries import StatementLine
from standoff.types import Form
from standoff.web.asked import MOST_WORDS, Paged, Ranged
from standoff.web.excerpts import excerpts
from standoff.web.keys import part
from standoff.web.marking import around
from standoff.web.naming import speakers
from standoff.web.overview.columns import NOBODY, Mask, articles_of, both, counted
from standoff.web.record import View
from standoff.web.rendering import WORDS
from standoff.web.serving import as_json, page, remembered, view

MOST_FOUND = 20_000
"""Statements with the words that are looked at; those that were read last are taken."""

FACET, ROOM = 12, 90
"""Values of a facet that are shown, and characters of the text around what was said."""


class StatementsAsked(Paged, Ranged):
    """Which statements."""

    words: str | None = Field(
        default=None,
        max_length=MOST_WORDS,
        description="Words that must all have been said, in any grammatical form; those in double quotation marks "
        "side by side.",
        examples=["sanctions", '"security guarantees"'],
    )
    speaker: str | None = Field(
        default=None, max_length=200, description="Who said it: a code or a name; of a party also who acts for it."
    )
    addressee: str | None = Field(default=None, max_length=200, description="To whom: a code or a name.")
    form: Form | None = Field(default=None, description="Whether the words are reported between quotation marks.")
    publisher: str | None = Field(default=None, max_length=300, description="Who published the article.")


@dataclass(frozen=True, slots=True)
class Facet:
    """How many of the statements found have a value."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """By what the statements found may be chosen further, the most frequent values of each."""

    speaker: tuple[Facet, ...]
    addressee: tuple[Facet, ...]
    form: tuple[Facet, ...]
    publisher: tuple[Facet, ...]
    year: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A statement, with the text that stands before and after what was said."""

    line: StatementLine
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class StatementList:
    """Statements, the newest first. `is_cut`: so many have the words that only those read last were looked at."""

    total: int
    is_cut: bool
    facets: Facets
    statements: tuple[Found, ...]
    next: str | None


def routes() -> APIRouter:
    found = APIRouter(tags=["statements"])
    found.add_api_route("/statements", show, include_in_schema=False)
    found.add_api_route("/statements.json", data, summary="Who said what", responses={200: {"model": StatementList}})
    return found


@remembered
def show(request: Request, asked: Annotated[StatementsAsked, Query()]) -> Response:
    with view(request) as at:
        found = _answer(at, asked)
    said = excerpts([each.line.evidence.exact for each in found.statements], asked.words, WORDS)
    return page(request, "statements.html", found, what=asked, said=said)


@remembered
def data(request: Request, asked: Annotated[StatementsAsked, Query()]) -> Response:
    """Return statements, the newest first, with facets; what copies of a report repeat is one, with its witnesses."""
    with view(request) as at:
        return as_json(_answer(at, asked))


def _answer(at: View, asked: StatementsAsked) -> StatementList:
    mask, is_cut = _chosen(at, asked)
    columns = at.overview.statements
    total = len(columns.keys) if mask is None else int(np.count_nonzero(mask))
    places, following = part(columns.keys, mask, asked.after, asked.limit)
    lines = at.statement_lines(columns.numbers[places])
    return StatementList(total, is_cut, _facets(at, mask), tuple(_in_context(at, each) for each in lines), following)


def _chosen(at: View, asked: StatementsAsked) -> tuple[Mask | None, bool]:
    columns, names = at.overview.statements, at.overview.names
    said_by = names.actors.codes(speakers(at, asked.speaker)) if asked.speaker else None
    said_to = names.actors.codes(speakers(at, asked.addressee)) if asked.addressee else None
    form = names.forms.code(asked.form) if asked.form else None
    mask = both(columns.by(said_by, said_to, form), columns.within(asked.since, asked.past))
    if asked.publisher:
        published = at.overview.articles.published_by(names.publishers.codes([asked.publisher]))
        mask = both(mask, columns.in_articles(published))
    if not asked.words:
        return mask, False
    numbers = at.store.matching(asked.words, MOST_FOUND)
    return both(mask, columns.numbered(numbers)), len(numbers) >= MOST_FOUND


def _facets(at: View, mask: Mask | None) -> Facets:
    columns, names = at.overview.statements, at.overview.names
    publishers = at.overview.articles.publishers[articles_of(columns.keys)]
    return Facets(
        _facet(columns.by_speaker(names.actors, mask, FACET), at.desk.called),
        _facet(columns.by_addressee(names.actors, mask, FACET), at.desk.called),
        _facet(columns.by_form(names.forms, mask), {}),
        _facet(counted(publishers, names.publishers, mask), {}) if np.any(publishers != NOBODY) else (),
        _facet(columns.by_year(mask), {}),
    )


def _facet(counts: Mapping[str, int], called: Mapping[str, str]) -> tuple[Facet, ...]:
    return tuple(Facet(value, called.get(value, value), count) for value, count in islice(counts.items(), FACET))


def _in_context(at: View, line: StatementLine) -> Found:
    text = at.store.article(line.evidence.article_id).text
    return Found(line, *around(text, line.evidence.spans, ROOM))
