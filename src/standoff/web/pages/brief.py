"""The brief: the standoff on one screen."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from standoff.queries import TOP, Brief
from standoff.types import DemandStatus
from standoff.web.documents import Report, markdown, report, word
from standoff.web.serving import as_json, page, served, view
from standoff.web.visits import COOKIE, News, Visit, news

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MARKDOWN = "text/markdown"


@dataclass(frozen=True, slots=True)
class BriefAnswer:
    """The brief, with how many demands are in each state and what is new.

    `is_whole` is false while the demands are still being worked out after the start: then none are here.
    """

    brief: Brief
    states: dict[DemandStatus, int]
    first_on: str | None
    last_on: str | None
    news: News
    is_whole: bool = True


def routes() -> APIRouter:
    found = APIRouter(tags=["brief"])
    found.add_api_route("/", show, include_in_schema=False)
    found.add_api_route(
        "/brief.json", data, summary="The standoff on one screen", responses={200: {"model": BriefAnswer}}
    )
    found.add_api_route(
        "/brief.md",
        as_markdown,
        summary="The brief as Markdown",
        response_class=Response,
        responses={200: {"content": {MARKDOWN: {}}, "description": "Markdown with numbered footnotes."}},
    )
    found.add_api_route(
        "/brief.docx",
        as_word,
        summary="The brief as a Word file",
        responses={200: {"content": {WORD: {}}, "description": "A Word file with numbered sources."}},
        response_class=Response,
    )
    return found


def show(request: Request) -> Response:
    visit, found = _answer(request)
    made = page(request, "brief.html", found)
    visit.keep(made, secure=served(request).secure)
    return made


def data(request: Request) -> Response:
    """Parties, demands, warnings, accusations, denials, meetings and last words, the most telling of each."""
    _, found = _answer(request)
    return as_json(found)


def as_markdown(request: Request) -> Response:
    """Return the brief to be edited, every line with the words that show it."""
    return Response(
        markdown(_report(request)),
        media_type=MARKDOWN,
        headers={"Content-Disposition": 'attachment; filename="brief.md"'},
    )


def as_word(request: Request) -> Response:
    """Return the brief to be edited, every line with the words that show it."""
    return Response(
        word(_report(request)),
        media_type=WORD,
        headers={"Content-Disposition": 'attachment; filename="brief.docx"'},
    )


def _report(request: Request) -> Report:
    with view(request, standing=True) as at:
        return report(at.overview.brief, *at.overview.articles.days())


def _answer(request: Request) -> tuple[Visit, BriefAnswer]:
    with view(request) as at:
        now = served(request).settings.clock()
        visit = Visit.of(request.cookies.get(COOKIE), at.overview.state.articles, now)
        states = {each: len(at.standing.by_status.get(each, ())) for each in DemandStatus}
        first, last = at.overview.articles.days()
        found = BriefAnswer(
            at.overview.brief, states, first, last, news(at, visit, TOP), at.overview.standing is not None
        )
        return visit, found
