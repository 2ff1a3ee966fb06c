"""The address of every row: it leads to the article at the words that prove the row."""

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from standoff.corrections import words_of
from standoff.types import Event, Statement
from standoff.web.rendering import short
from standoff.web.serving import view

Key = Annotated[
    str,
    Path(
        pattern="^[se]:[0-9a-f]{20}$",
        description="The id of a statement or event.",
        examples=["e:0a1b2c3d4e5f60718293"],
    ),
]


def routes() -> APIRouter:
    found = APIRouter(tags=["articles"])
    found.add_api_route(
        "/rows/{key}",
        lead,
        summary="The words of a row",
        status_code=302,
        response_class=RedirectResponse,
        response_description="To the article, at the words.",
    )
    return found


def lead(request: Request, key: Key) -> Response:
    """Lead to the article in which a statement or event stands, at its words; also by an id that it had before."""
    with view(request) as at:
        row = at.store.row(key)
    return RedirectResponse(words_at(row), status_code=302)


def words_at(row: Statement | Event) -> str:
    """Return the address of the words that prove a row."""
    return f"/articles/{short(words_of(row).article_id)}?row={row.id}#{row.id}"
