"""The review queue: the rows that a person should look at first."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from standoff.queries.review import ReviewLine
from standoff.web.pages.correct import known_author
from standoff.web.serving import as_json, page, view


@dataclass(frozen=True, slots=True)
class Queue:
    """Rows that nobody corrected, those first that are most in doubt and on which most rests."""

    rows: tuple[ReviewLine, ...]


def routes() -> APIRouter:
    found = APIRouter(tags=["corrections"])
    found.add_api_route("/review", show, include_in_schema=False)
    found.add_api_route("/review.json", data, summary="What to look at first", responses={200: {"model": Queue}})
    return found


def show(request: Request) -> Response:
    with view(request, standing=True) as at:
        return page(request, "review.html", Queue(at.overview.review), known=known_author(request))


def data(request: Request) -> Response:
    """Return the rows that are most in doubt and on which most rests; `doubt` times `weight` is their order."""
    with view(request, standing=True) as at:
        return as_json(Queue(at.overview.review))
