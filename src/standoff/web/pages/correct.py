"""A row corrected in a form: confirmed, rejected, changed, linked to what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from standoff import correcting
from standoff.corrections import By, words_of
from standoff.errors import CorrectionError, NotKeptError, StandoffError
from standoff.plover import EventType, Status
from standoff.queries.corrections import CorrectionLine, lines
from standoff.store import CorrectionFilter, Store
from standoff.types import Event, Form, Span, Statement
from standoff.web.pages.rows import Key, words_at
from standoff.web.record import View
from standoff.web.rendering import short
from standoff.web.security.access import own_address
from standoff.web.security.forms import checked
from standoff.web.serving import page, served, signed_in, view
from standoff.web.setting import chosen_span, sets, span_of

AUTHOR = "standoff_author"
"""The cookie that keeps the name of who corrects, where nobody signs in."""

_YEAR = 365 * 24 * 3600
Place = Annotated[int | None, Query(ge=0)]


@dataclass(frozen=True, slots=True)
class Correcting:
    """A row with what persons said of it; `span` are other words that were selected for it."""

    row: Statement | Event
    words: str
    span: Span | None
    history: list[CorrectionLine]

    @property
    def is_statement(self) -> bool:
        return isinstance(self.row, Statement)


def routes() -> APIRouter:
    found = APIRouter(include_in_schema=False)
    found.add_api_route("/rows/{key}/correct", ask, methods=["GET"])
    found.add_api_route("/rows/{key}/correct", correct, methods=["POST"])
    return found


def ask(request: Request, key: Key, start: Place = None, end: Place = None) -> Response:
    return _form(request, key, Span(start, end) if start is not None and end is not None else None)


async def correct(request: Request, key: Key) -> Response:
    fields = await checked(request, served(request).sessions)
    return await run_in_threadpool(_correct, request, key, fields)


def _correct(request: Request, key: str, fields: Mapping[str, str]) -> Response:
    try:
        by = author_of(request, fields)
        with served(request).record.write() as store:
            _do(store, key, by, fields)
            where = own_address(fields["next"]) if "next" in fields else _after(store, key)
    except StandoffError as error:
        return _form(request, key, span_of(fields), fields, str(error))
    answer = RedirectResponse(where, status_code=303)
    keep_author(answer, by, secure=served(request).secure)
    return answer


def _do(store: Store, key: str, by: By, fields: Mapping[str, str]) -> None:
    match fields.get("deed"):
        case "confirm":
            correcting.confirm(store, key, by)
        case "reject":
            correcting.reject(store, key, by)
        case "link":
            correcting.link(store, key, fields.get("request", "").strip(), by)
        case "unlink":
            correcting.unlink(store, key, fields.get("request", "").strip(), by)
        case "change":
            change, introduces = sets(store, store.row(key), fields)
            correcting.change(store, key, by, change, introduces)
        case other:
            raise CorrectionError(f"{other!r} is nothing that can be done with a row; take a button of the form")


def _after(store: Store, key: str) -> str:
    """Return where to go on: to the words of the row, to its article if it is shown no longer."""
    try:
        return words_at(store.row(key))
    except NotKeptError:
        return f"/articles/{short(store.target(key).citation.article_id)}"


def author_of(request: Request, fields: Mapping[str, str]) -> By:
    """Return who corrects, now, and why: who signed in, else who says so in the form."""
    session = signed_in(request)
    author = session.user if session else fields.get("author", "").strip()[:64]
    now = datetime.fromtimestamp(served(request).settings.clock(), UTC)
    return By(author, now, fields.get("reason", "").strip()[:500] or None)


def keep_author(answer: Response, by: By, *, secure: bool) -> None:
    answer.set_cookie(AUTHOR, by.author.encode().hex(), max_age=_YEAR, httponly=True, samesite="strict", secure=secure)


def known_author(request: Request) -> str:
    """Return the name that was written in a form before."""
    try:
        return bytes.fromhex(request.cookies.get(AUTHOR, "")).decode()[:64]
    except ValueError:
        return ""


def _form(
    request: Request, key: str, span: Span | None, given: Mapping[str, str] | None = None, fault: str | None = None
) -> Response:
    """Return the form for a row; one that comes back with a fault is filled in as it was `given`."""
    with view(request) as at:
        found = _answer(at, key, span, is_given=given is not None)
    return page(
        request,
        "correct.html",
        found,
        status=422 if fault else 200,
        fault=fault,
        given=given or {},
        known=known_author(request),
        types=list(EventType),
        statuses=list(Status),
        forms=list(Form),
    )


def _answer(at: View, key: str, span: Span | None, *, is_given: bool) -> Correcting:
    row = at.store.row(key)
    history = lines(at.desk, at.store.corrections(CorrectionFilter(row=at.store.target(key).id)))
    words = words_of(row).exact
    if span and not is_given:
        words = chosen_span(at.store.article(words_of(row).article_id), *span)
    return Correcting(row, words, span, history)
