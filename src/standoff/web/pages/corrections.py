"""What persons corrected: a list, and what undoes one of them."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from standoff import correcting
from standoff.errors import SettingsError
from standoff.queries.corrections import CorrectionLine, lines
from standoff.store import CorrectionFilter
from standoff.web.asked import Asked
from standoff.web.pages.correct import author_of, keep_author, known_author
from standoff.web.record import View
from standoff.web.security.access import own_address
from standoff.web.security.forms import checked
from standoff.web.serving import as_json, page, served, view

MOST = 200

Key = Annotated[str, Path(pattern="^c:[0-9a-f]{20}$")]


class CorrectionsAsked(Asked):
    """Which corrections."""

    row: str | None = Field(default=None, pattern="^[se]:[0-9a-f]{20}$", description="Only of this row.")
    author: str | None = Field(default=None, max_length=64, description="Only by this person.")
    limit: int = Field(default=MOST, ge=1, le=1000, description="At most this many, the newest.")


@dataclass(frozen=True, slots=True)
class CorrectionList:
    """Corrections, the newest first; undoings are corrections too."""

    corrections: tuple[CorrectionLine, ...]


def routes() -> APIRouter:
    found = APIRouter(tags=["corrections"])
    found.add_api_route("/corrections", show, include_in_schema=False)
    found.add_api_route(
        "/corrections.json", data, summary="What persons corrected", responses={200: {"model": CorrectionList}}
    )
    found.add_api_route("/corrections/{key}/undo", undo, methods=["POST"], include_in_schema=False)
    return found


def show(request: Request, asked: Annotated[CorrectionsAsked, Query()]) -> Response:
    with view(request) as at:
        return page(request, "corrections.html", _answer(at, asked), what=asked, known=known_author(request))


def data(request: Request, asked: Annotated[CorrectionsAsked, Query()]) -> Response:
    """Return who corrected what, when and why, and whether it was undone."""
    with view(request) as at:
        return as_json(_answer(at, asked))


async def undo(request: Request, key: Key) -> Response:
    fields = await checked(request, served(request).sessions)
    return await run_in_threadpool(_undo, request, key, fields)


def _undo(request: Request, key: str, fields: dict[str, str]) -> Response:
    by = author_of(request, fields)
    if not by.author:
        raise SettingsError("a correction is undone by somebody; write your name and try again")
    with served(request).record.write() as store:
        correcting.undo(store, key, by)
    answer = RedirectResponse(own_address(fields.get("next") or "/corrections"), status_code=303)
    keep_author(answer, by, secure=served(request).secure)
    return answer


def _answer(at: View, asked: CorrectionsAsked) -> CorrectionList:
    which = CorrectionFilter(row=asked.row, author=asked.author, limit=asked.limit)
    return CorrectionList(tuple(lines(at.desk, at.store.corrections(which))))
