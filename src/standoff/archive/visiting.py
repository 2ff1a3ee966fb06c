"""Visits to servers, with manners: robots.txt is asked first, one request at a time, and a pause after each."""

import ssl
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic, sleep
from urllib.parse import urldefrag, urljoin, urlsplit

from protego import Protego

from standoff.archive.coding import decoded
from standoff.archive.fetching import exchange
from standoff.archive.manners import NAME, Manners
from standoff.archive.records import Response
from standoff.errors import CaptureError, FetchError

_REDIRECTIONS = frozenset({301, 302, 303, 307, 308})
_OK, _BUSY, _BROKEN = 200, 429, 500
_ROBOTS_SIZE = 512 * 1024

Validators = Callable[[str], Mapping[str, str]]
"""Returns the headers that ask for a page only if it has changed since it was received last."""


class Visitor:
    """Holds what was learned of the servers: their rules, and when each may be asked again."""

    def __init__(self, manners: Manners, pause: Callable[[float], None] = sleep) -> None:
        self._manners, self._pause = manners, pause
        self._context = ssl.create_default_context()
        self._rules: dict[str, Protego] = {}
        self._next: dict[str, float] = {}

    def get(self, uri: str, validators: Validators) -> list[Response]:
        """Return the response to `uri`, and after it the redirections that led to it, the last first.

        Raises FetchError where there is none: forbidden by robots.txt, led in a circle, too late, too large.
        """
        try:
            return self._followed(uri, validators)
        except FetchError as error:
            if str(error).startswith(f"{uri}:"):
                raise
            raise FetchError(f"{uri}: {error}", passing=error.passing, after=error.after) from error

    def _followed(self, uri: str, validators: Validators) -> list[Response]:
        responses: list[Response] = []
        while len(responses) <= self._manners.redirections:
            self._obey(uri)
            response = self._ask(uri, validators(uri))
            _check_open(response)
            responses.insert(0, response)
            location = response.header("Location")
            if response.status not in _REDIRECTIONS or not location:
                return responses
            uri = _joined(uri, location)
            if uri in {each.uri for each in responses}:
                raise FetchError(f"redirected in a circle, back to {uri}; it is left out")
        raise FetchError(f"redirected more than {self._manners.redirections} times; it is left out")

    def wait(self, server: str, seconds: float) -> None:
        """Leave a server in peace for some seconds."""
        self._next[server] = max(self._next.get(server, 0.0), monotonic() + seconds)

    def _ask(self, uri: str, headers: Mapping[str, str]) -> Response:
        server = server_of(uri)
        if (left := self._next.get(server, 0.0) - monotonic()) > 0:
            self._pause(left)
        try:
            return exchange(uri, headers, self._manners, self._context)
        finally:
            self.wait(server, self._delay(server))

    def _delay(self, server: str) -> float:
        rules = self._rules.get(server)
        asked = rules.crawl_delay(NAME) if rules else None
        return max(self._manners.delay, min(asked or 0.0, self._manners.longest_delay))

    def _obey(self, uri: str) -> None:
        """Raise FetchError where robots.txt forbids `uri`, or cannot be had."""
        server = server_of(uri)
        if server not in self._rules:
            self._rules[server] = self._robots(f"{server}/robots.txt")
        if not self._rules[server].can_fetch(uri, NAME):
            raise FetchError(f"{uri}: robots.txt forbids it; it is left out")

    def _robots(self, uri: str) -> Protego:
        """Return the rules of a server; one that has none, or does not show them to us, allows all (RFC 9309)."""
        where = uri
        for _ in range(self._manners.redirections + 1):
            response = self._ask(where, {})
            location = response.header("Location")
            if response.status not in _REDIRECTIONS or not location:
                break
            where = _joined(where, location)
        _check_open(response)
        return Protego.parse(_text(response, self._manners.max_bytes) if response.status == _OK else "")


def _check_open(response: Response) -> None:
    """Raise FetchError where a server is busy or broken, with the time after which it wants to be asked again."""
    if response.status == _BUSY or response.status >= _BROKEN:
        message = f"{response.uri}: status {response.status}; it is tried again later"
        raise FetchError(message, passing=True, after=_asked_to_wait(response))


def _asked_to_wait(response: Response) -> float | None:
    """Return for how many seconds a server asks to be left in peace; None where it does not say."""
    told = (response.header("Retry-After") or "").strip()
    if told.isdecimal() and told.isascii():
        return float(told[:9])
    try:
        until = parsedate_to_datetime(told)
        return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
    except (ValueError, OverflowError):
        return None


def _text(response: Response, limit: int) -> str:
    try:
        payload = decoded(response.body, None, response.header("Content-Encoding"), limit)
    except CaptureError:
        return ""
    return payload[:_ROBOTS_SIZE].decode("utf-8", "replace")


def _joined(uri: str, location: str) -> str:
    try:
        return urldefrag(urljoin(uri, location.encode("latin-1").decode("utf-8", "replace"))).url
    except ValueError as error:
        raise FetchError(f"redirected to {location!r}, which is no address; it is left out") from error


def server_of(uri: str) -> str:
    """Return the scheme, host and port of an address: what a robots.txt holds for, and a pause."""
    try:
        parts = urlsplit(uri)
    except ValueError:  # half of an IPv6 address in brackets: no server will be asked for it
        return uri
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"
