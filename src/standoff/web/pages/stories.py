"""A story: the articles that copy or rewrite one text, and what sets them apart."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from standoff.queries import StoryLine
from standoff.queries.telling import story_line
from standoff.web.serving import as_json, page, remembered, view

MOST = 25
"""Articles of a story that are compared at once."""

Key = Annotated[str, Path(pattern="^(st:)?[0-9a-f]{8,20}$", description="The id of a story.", examples=["st:9f2c5d1e"])]


@dataclass(frozen=True, slots=True)
class StoryAnswer:
    """A story; of one with many articles the first, of `total`."""

    total: int
    story: StoryLine


def routes() -> APIRouter:
    found = APIRouter(tags=["articles"])
    found.add_api_route("/stories/{key}.json", data, summary="One story", responses={200: {"model": StoryAnswer}})
    found.add_api_route("/stories/{key}", show, include_in_schema=False)
    return found


@remembered
def show(request: Request, key: Key) -> Response:
    return page(request, "story.html", _answer(request, key))


@remembered
def data(request: Request, key: Key) -> Response:
    """Return the articles that copy one another, the first report first, with what each has that it has not."""
    return as_json(_answer(request, key))


def _answer(request: Request, key: str) -> StoryAnswer:
    with view(request) as at:
        found = at.store.story(key if key.startswith("st:") else f"st:{key}")
        shown = replace(found, articles=found.articles[:MOST])
        return StoryAnswer(len(found.articles), story_line(at.store, shown, at.desk, compared=True))
