"""What every request passes before anything else looks at it, and what every answer is sent with."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from standoff.web.settings import WebSettings, is_loopback

READING = frozenset({"GET", "HEAD"})

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)

_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }
)


class SafeHeaders:
    """Sends every answer, errors too, with the headers that keep a browser from running or framing what it holds."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, guarded)


class KnownHosts:
    """Refuses requests to a name that is not the server's: a foreign page may have let its own name mean this machine.

    A server that is bound to other addresses than loopback knows no name of its own; who wants it checked names it.
    """

    def __init__(self, app: ASGIApp, settings: WebSettings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._knows(host_of(Headers(scope=scope).get("host", ""))):
            answer = PlainTextResponse(
                "This address is not served here. Start with --allow-host NAME to serve it.\n", status_code=400
            )
            await answer(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _knows(self, host: str) -> bool:
        known = self._settings.hosts
        if host in known or is_loopback(host) or host == self._settings.host:
            return True
        return not self._settings.is_local and not known and bool(host)


_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^\[\]:]+))(?::\d+)?")


def host_of(header: str) -> str:
    """Return the name in a Host header, without port and brackets; nothing if it is no such header."""
    found = _HOST.fullmatch(header.strip().lower())
    return (found[1] or found[2]) if found else ""


class LimitedBodies:
    """Refuses bodies that are longer than a form may be, whether or not their length was announced."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        if not announced.isdigit() or int(announced) > self._most:
            await _too_long(self._most)(scope, receive, send)
            return
        body = await _whole(receive, self._most)
        if body is None:
            await _too_long(self._most)(scope, receive, send)
            return
        await self._app(scope, _again(body, receive), send)


async def _whole(receive: Receive, most: int) -> bytes | None:
    """Return the body of a request; None if it is too long."""
    parts: list[bytes] = []
    length, more = 0, True
    while more:
        message = await receive()
        parts.append(message.get("body", b""))
        length += len(parts[-1])
        more = message.get("more_body", False)
        if length > most:
            return None
    return b"".join(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    """Return what gives a body that was read already, and then what comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again


def _too_long(most: int) -> PlainTextResponse:
    return PlainTextResponse(f"The body of this request is longer than {most:,} bytes.\n", status_code=413)


class ReadOnly:
    """Refuses every method that could write, but for signing in and out."""

    def __init__(self, app: ASGIApp, open_to: frozenset[str]) -> None:
        self._app = app
        self._open_to = open_to

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in READING and scope["path"] not in self._open_to:
            answer = PlainTextResponse(
                "This record is served read-only; nothing can be changed here.\n",
                status_code=405,
                headers={"Allow": "GET, HEAD"},
            )
            await answer(scope, receive, send)
            return
        await self._app(scope, receive, send)
