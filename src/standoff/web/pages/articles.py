"""The articles: a list, and each with its rows marked in its text."""

from dataclasses import dataclass
from typing import Annotated

import numpy as np
from fastapi import APIRouter, Path, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from standoff.export import jsonl
from standoff.queries import Shown, show
from standoff.store import Heading
from standoff.types import Event, Statement
from standoff.web.asked import Asked, Paged, Ranged
from standoff.web.keys import part
from standoff.web.marking import Paragraph, marked, marks_of
from standoff.web.overview.columns import articles_of, both, counted, within
from standoff.web.record import View
from standoff.web.serving import as_json, page, remembered, view

Key = Annotated[
    str,
    Path(
        pattern="^(sha256:)?[0-9a-f]{8,64}$",
        description="The article's id, or the beginning of it.",
        examples=["9f2c5d1e"],
    ),
]


class ArticleAsked(Asked):
    """What of an article is looked at."""

    row: str | None = Field(default=None, pattern="^[se]:[0-9a-f]{20}$", description="The row whose words are wanted.")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row in the list beside the text."""

    number: int
    row: Statement | Event
    names: tuple[str, ...]
    others: tuple[str, ...]
    said_by: str | None = None

    @property
    def is_statement(self) -> bool:
        return isinstance(self.row, Statement)

    @property
    def exact(self) -> str:
        return self.row.content.exact if isinstance(self.row, Statement) else self.row.anchor.exact


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article as its page shows it."""

    shown: Shown
    paragraphs: list[Paragraph]
    entries: list[Entry]


class ArticlesAsked(Paged, Ranged):
    """Which articles."""

    publisher: str | None = Field(default=None, max_length=300, description="Who published them.")


@dataclass(frozen=True, slots=True)
class ArticleList:
    """Articles, the newest first; what has no day is last. `publishers` has how many there are of each."""

    total: int
    publishers: dict[str, int]
    articles: tuple[Heading, ...]
    next: str | None


def routes() -> APIRouter:
    found = APIRouter(tags=["articles"])
    found.add_api_route("/articles", listed, include_in_schema=False)
    found.add_api_route("/articles.json", list_data, summary="Articles", responses={200: {"model": ArticleList}})
    found.add_api_route("/articles/{key}.json", data, summary="One article with its rows")
    found.add_api_route("/articles/{key}", show_article, include_in_schema=False)
    return found


@remembered
def listed(request: Request, asked: Annotated[ArticlesAsked, Query()]) -> Response:
    with view(request) as at:
        return page(request, "articles.html", _list(at, asked), what=asked)


@remembered
def list_data(request: Request, asked: Annotated[ArticlesAsked, Query()]) -> Response:
    """Return articles without their texts, the newest first, with how many rows each has."""
    with view(request) as at:
        return as_json(_list(at, asked))


def _list(at: View, asked: ArticlesAsked) -> ArticleList:
    columns, publishers = at.overview.articles, at.overview.names.publishers
    mask = within(columns.keys, asked.since, asked.past)
    by_publisher = counted(columns.publishers[articles_of(columns.keys)], publishers, mask)
    if asked.publisher:
        wanted = columns.published_by(publishers.codes([asked.publisher]))
        mask = both(mask, np.isin(articles_of(columns.keys), wanted))
    total = len(columns.keys) if mask is None else int(np.count_nonzero(mask))
    places, following = part(columns.keys, mask, asked.after, asked.limit)
    numbers = articles_of(columns.keys[places]).tolist()
    found = {each.number: each for each in at.store.headings(numbers)}
    return ArticleList(total, dict(by_publisher), tuple(found[each] for each in numbers), following)


def show_article(request: Request, key: Key, asked: Annotated[ArticleAsked, Query()]) -> Response:
    with view(request) as at:
        shown = show(at.store, key)
        found = ArticlePage(shown, marked(shown.reading.article.text, marks_of(shown.reading)), _entries(at, shown))
    return page(request, "article.html", found, chosen=asked.row)


def data(request: Request, key: Key) -> Response:
    """Return the text, its rows with their spans, and its own demands, as `docs/record.md` describes it."""
    with view(request) as at:
        shown = show(at.store, key)
    return as_json({**jsonl.as_json(shown.reading), "witnesses": shown.witnesses, "story": shown.story.id})


def _entries(at: View, shown: Shown) -> list[Entry]:
    """Return the rows in the order of the text, the longer first where two begin with the same character."""
    rows: list[Statement | Event] = [*shown.reading.statements, *shown.reading.events]
    rows.sort(key=_place)
    said = {row.id: row.speaker for row in shown.reading.statements}
    return [_entry(at, number, row, said) for number, row in enumerate(rows, 1)]


def _place(row: Statement | Event) -> tuple[int, int, str]:
    spans = (row.content if isinstance(row, Statement) else row.anchor).spans
    return spans[0].start, -spans[-1].end, row.id


def _entry(at: View, number: int, row: Statement | Event, said: dict[str, str | None]) -> Entry:
    names = at.desk.names
    if isinstance(row, Statement):
        return Entry(number, row, names((row.speaker,) if row.speaker else ()), names(row.addressees))
    speaker = said.get(row.according_to or "")
    return Entry(number, row, names(row.actors), names(row.recipients), at.desk.name(speaker) if speaker else None)
