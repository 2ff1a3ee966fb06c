"""A row that a person adds to an article, by words that were selected in it or written down."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from standoff import correcting
from standoff.correcting import NewEvent, NewStatement
from standoff.corrections import Correction
from standoff.errors import StandoffError
from standoff.plover import EventType, Status
from standoff.store import Store
from standoff.types import Actor, Citation, Form
from standoff.web.pages.articles import Key
from standoff.web.pages.correct import Place, author_of, keep_author, known_author
from standoff.web.rendering import short
from standoff.web.security.forms import checked
from standoff.web.serving import page, served, view
from standoff.web.setting import choice, chosen_span, names, occurrence_of, span_of

Fields = Mapping[str, str]


def routes() -> APIRouter:
    found = APIRouter(include_in_schema=False)
    found.add_api_route("/articles/{key}/add", ask, methods=["GET"])
    found.add_api_route("/articles/{key}/add", add, methods=["POST"])
    return found


def ask(request: Request, key: Key, start: Place = None, end: Place = None) -> Response:
    given = {} if start is None or end is None else {"start": str(start), "end": str(end)}
    return _form(request, key, given)


async def add(request: Request, key: Key) -> Response:
    fields = await checked(request, served(request).sessions)
    return await run_in_threadpool(_add, request, key, fields)


def _add(request: Request, key: str, fields: Fields) -> Response:
    try:
        by = author_of(request, fields)
        with served(request).record.write() as store:
            new, introduces = _new(store, key, fields)
            made = correcting.add(store, new, by, introduces)
    except StandoffError as error:
        return _form(request, key, fields, fault=str(error))
    answer = RedirectResponse(_address(made), status_code=303)
    keep_author(answer, by, secure=served(request).secure)
    return answer


def _address(made: Correction) -> str:
    row = made.target.id if made.target else ""
    return f"/articles/{short(made.article_id or '')}?row={row}#{row}"


def _new(store: Store, key: str, fields: Fields) -> tuple[NewStatement | NewEvent, tuple[Actor, ...]]:
    article = store.article(key)
    span = span_of(fields)
    if span:
        cited = Citation.of(article, (span,))
    else:
        cited = correcting.cited(article, fields.get("words", ""), occurrence_of(fields))
    date = fields.get("date", "").strip() or None
    if fields.get("kind") == "event":
        actors, recipients = (
            correcting.parties(store, names(fields.get(each, ""))) for each in ("actors", "recipients")
        )
        kind, status = choice(EventType, fields.get("type", "")), choice(Status, fields.get("status", ""))
        return NewEvent(kind, cited, actors, recipients, status, date=date), ()
    said_by = fields.get("speaker", "").strip()
    people = [correcting.speaker(store, each) for each in ([said_by] if said_by else [])]
    to = [correcting.speaker(store, each) for each in names(fields.get("addressees", ""))]
    new = NewStatement(
        cited,
        form=choice(Form, fields.get("form", "")),
        speaker=people[0].id if people else None,
        addressees=tuple(each.id for each in to),
        said_on=date,
    )
    return new, tuple(dict.fromkeys(actor for each in (*people, *to) for actor in each.introduces))


def _form(request: Request, key: str, given: Fields, fault: str | None = None) -> Response:
    with view(request) as at:
        article = at.store.article(key)
        span = span_of(given)
        words = chosen_span(article, *span) if span and not fault else given.get("words", "")
    return page(
        request,
        "add.html",
        article,
        status=422 if fault else 200,
        fault=fault,
        given=given,
        words=words,
        known=known_author(request),
        types=list(EventType),
        statuses=list(Status),
        forms=list(Form),
    )
