"""A server on loopback that misbehaves as it is told."""

import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from io import BufferedReader
from time import sleep

from standoff.archive.manners import Manners
from tests.warcs import PAGE

QUICK = Manners(
    delay=0.0, backoff=0.0, longest_wait=0.5, deadline=0.6, max_bytes=200_000, max_links=20, allow_private=True
)
"""Manners for tests: nothing is waited for, and little is taken."""


@dataclass(frozen=True)
class Request:
    """What a visitor asked for, and for which time it did."""

    path: str
    headers: Mapping[str, str]
    number: int


Answerer = Callable[[Request, socket.socket], None]


@dataclass
class Site:
    """What the server says at its paths, and what it was asked."""

    port: int = 0
    answers: dict[str, Answerer] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    at: list[float] = field(default_factory=list)

    def uri(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def asked(self, path: str) -> int:
        return sum(request.path == path for request in self.requests)

    def feed(self, *links: str, path: str = "/feed", headers: Mapping[str, str] | None = None) -> str:
        """Let a path be an RSS feed that links to `links`, and return its address."""
        self.answers[path] = says(rss(*links), media="application/rss+xml", headers=headers)
        return self.uri(path)


def rss(*links: str) -> bytes:
    items = "".join(f"<item><title>Talks</title><link>{link}</link></item>" for link in links)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'.encode()


def raw(*pieces: bytes, pause: float = 0.0, times: int = 1) -> Answerer:
    """Send bytes as they are, piece by piece."""

    def answer(_: Request, connection: socket.socket) -> None:
        for piece in pieces * times:
            connection.sendall(piece)
            sleep(pause)

    return answer


def reply(body: bytes, status: str, media: str | None, headers: Mapping[str, str]) -> bytes:
    told = {"Content-Length": str(len(body)), **({"Content-Type": media} if media else {}), **headers}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in told.items())]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def says(
    body: bytes = PAGE,
    status: str = "200 OK",
    media: str | None = "text/html; charset=utf-8",
    headers: Mapping[str, str] | None = None,
) -> Answerer:
    return raw(reply(body, status, media, headers or {}))


def moved(location: str, status: str = "302 Found") -> Answerer:
    return says(b"", status, headers={"Location": location})


def first(*answers: Answerer) -> Answerer:
    """Give one answer after the other, and the last for ever."""

    def answer(request: Request, connection: socket.socket) -> None:
        answers[min(request.number, len(answers)) - 1](request, connection)

    return answer


@contextmanager
def serving() -> Iterator[Site]:
    """Serve until the end, one thread a connection; a path that is not known is 404."""
    site, seen, lock = Site(), Counter[str](), threading.Lock()
    listener = socket.create_server(("127.0.0.1", 0))
    site.port = listener.getsockname()[1]

    def handle(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            with connection.makefile("rb") as stream:
                request = _request(stream)
            with lock:
                seen[request.path] += 1
                request = Request(request.path, request.headers, seen[request.path])
                site.requests.append(request)
            site.answers.get(request.path, says(b"", "404 Not Found"))(request, connection)
            connection.shutdown(socket.SHUT_WR)

    def listen() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=handle, args=(listener.accept()[0],), daemon=True).start()

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def _request(stream: BufferedReader) -> Request:
    path = stream.readline().decode("latin-1").split(" ")[1:2]
    headers = Message()
    while line := stream.readline().decode("latin-1").strip():
        name, _, value = line.partition(":")
        headers[name] = value.strip()
    return Request(path[0] if path else "", dict(headers.items()), 0)
