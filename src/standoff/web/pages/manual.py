"""How to ask for JSON: the description of the addresses, as a page."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from standoff.web.serving import page


def routes() -> APIRouter:
    found = APIRouter(include_in_schema=False)
    found.add_api_route("/api", show)
    return found


def show(request: Request) -> Response:
    return page(request, "manual.html", request.app.openapi())
