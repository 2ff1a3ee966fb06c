"""The address of every row: it leads to the article at the words that prove the row."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

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
    """Lead to the article in which a statement or event stands, at its words."""
    with view(request) as at:
        article = at.store.row_article(key)
    if article is None:
        raise HTTPException(404, f"No statement or event has the id {key}.")
    return RedirectResponse(f"/articles/{short(article)}?row={key}#{key}", status_code=302)
