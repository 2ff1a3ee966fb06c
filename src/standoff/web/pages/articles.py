"""The articles: a list, and each with its rows marked in its text."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from standoff.export import jsonl
from standoff.queries import Shown, show
from standoff.types import Event, Statement
from standoff.web.asked import Asked
from standoff.web.marking import Paragraph, marked, marks_of
from standoff.web.record import View
from standoff.web.rendering import short
from standoff.web.serving import as_json, page, view

Key = Annotated[
    str,
    Path(
        pattern="^(sha256:)?[0-9a-f]{8,64}$",
        description="The article's id, or the beginning of it.",
        examples=["9f2c5d1e"],
    ),
]
RowKey = Annotated[
    str,
    Path(
        pattern="^[se]:[0-9a-f]{20}$",
        description="The id of a statement or event.",
        examples=["e:0a1b2c3d4e5f60718293"],
    ),
]


class ArticleAsked(Asked):
    """What of an article is looked at."""

    row: str | None = Field(None, pattern="^[se]:[0-9a-f]{20}$", description="The row whose words are wanted.")


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


def routes() -> APIRouter:
    found = APIRouter(tags=["articles"])
    found.add_api_route("/articles/{key}.json", data, summary="One article with its rows")
    found.add_api_route("/articles/{key}", show_article, include_in_schema=False)
    found.add_api_route("/rows/{row}", to_row, include_in_schema=False)
    return found


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


def to_row(request: Request, row: RowKey) -> Response:
    """Lead to the words of a row."""
    with view(request) as at:
        article = at.store.row_article(row)
    if article is None:
        raise HTTPException(404, f"No statement or event has the id {row}.")
    return RedirectResponse(f"/articles/{short(article)}?row={row}#{row}", status_code=302)


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
