"""Feeds are followed: what is new in them is fetched, kept, and given to be read.

Each step is kept before the next: a feed, the links in it, a page. Whoever is stopped in between goes on from there.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping

from standoff.archive.coding import decoded
from standoff.archive.feeds import links
from standoff.archive.keeping import Archive
from standoff.archive.manners import Manners
from standoff.archive.media import media_type_sent
from standoff.archive.records import Response
from standoff.archive.tours import tour
from standoff.archive.visiting import Visitor
from standoff.errors import CaptureError, FetchError
from standoff.types import Capture

_OK, _SAME = 200, 304
_ROUNDS = 100
"""In so many rounds a page is tried that may come: a day, at a round every quarter of an hour."""


def follow(
    feeds: Iterable[str], archive: Archive, manners: Manners, pause: Callable[[float], None] = time.sleep
) -> Iterator[Capture | CaptureError]:
    """Yield the pages that feeds have newly linked to, and those that an earlier round fetched and did not read.

    This is one round. A page counts as read when the next is asked for. A fault is yielded in its place.
    """
    yield from archive.unread()
    visitor = Visitor(manners, pause)
    for uri, got in tour(feeds, visitor, archive, manners, lambda uri: _validators(uri, archive)):
        try:
            archive.want(_links(uri, got, archive, manners))
        except CaptureError as error:
            yield error
    for uri, got in tour(archive.wanted(_ROUNDS), visitor, archive, manners, lambda _: {}):
        try:
            archive.keep_responses(_page(uri, got, manners), is_report=True)
        except FetchError as error:
            archive.note_failure(uri, str(error), 1 if error.passing else _ROUNDS)
            yield error
        else:
            yield from archive.unread()


def _validators(uri: str, archive: Archive) -> Mapping[str, str]:
    """Return the headers that ask for a feed only if it has changed since it was received last."""
    last = archive.newest(uri)
    if last is None:
        return {}
    told = {"If-None-Match": last[0].etag, "If-Modified-Since": last[0].modified}
    return {name: value for name, value in told.items() if value}


def _links(uri: str, got: list[Response] | FetchError, archive: Archive, manners: Manners) -> list[str]:
    """Return what a feed links to; one that has not changed was received before, but perhaps not looked through."""
    responses = _answered(uri, got, {_OK, _SAME})
    feed = responses[0]
    last = archive.newest(feed.uri)
    if feed.status == _SAME:
        if last is None:
            raise FetchError(f"{uri}: not changed, says the server, but it was never received")
        return links(last[1].payload, feed.uri, None, manners.max_links)
    payload = _payload(feed, manners)
    found = links(payload, feed.uri, feed.header("Content-Type"), manners.max_links)
    if last is None or last[1].payload != payload:
        archive.keep_responses(responses, is_report=False)
    return found


def _page(uri: str, got: list[Response] | FetchError, manners: Manners) -> list[Response]:
    """Return the responses that led to a page, if it is one."""
    responses = _answered(uri, got, {_OK})
    sent = responses[0].header("Content-Type")
    if media_type_sent(sent, _payload(responses[0], manners)) is None:
        raise FetchError(f"{uri}: is {sent or 'no page'}; a page of HTML or text was expected: it is left out")
    return responses


def _answered(uri: str, got: list[Response] | FetchError, expected: set[int]) -> list[Response]:
    if isinstance(got, FetchError):
        raise got
    if got[0].status not in expected:
        raise FetchError(f"{uri}: status {got[0].status}; a page was expected: check the address")
    return got


def _payload(response: Response, manners: Manners) -> bytes:
    try:
        return decoded(response.body, None, response.header("Content-Encoding"), manners.max_bytes)
    except CaptureError as error:
        raise FetchError(f"{response.uri}: {error}") from error
