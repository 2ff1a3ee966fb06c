"""WARC records for tests, put together by hand, so that they can be wrong in any way."""

import gzip
from collections.abc import Iterable
from pathlib import Path

PAGE = b"<html><title>Talks</title><p>The minister of Ruritania said that the talks would go on.</p></html>"
HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"


def answer(body: bytes = PAGE, *headers: bytes, status: bytes = b"200 OK", media: bytes = b"text/html") -> bytes:
    """Return an HTTP answer."""
    lines = (b"HTTP/1.1 " + status, b"Content-Type: " + media, *headers)
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def record(
    number: int,
    block: bytes = HTML + PAGE,
    *headers: bytes,
    kind: bytes = b"response",
    size: int | None = None,
    media: bytes = b"application/http; msgtype=response",
) -> bytes:
    """Return a record with the id `urn:uuid:NUMBER`, the address `http://news.example/NUMBER`."""
    lines = (
        b"WARC/1.1",
        b"WARC-Type: " + kind,
        b"WARC-Record-ID: <urn:uuid:%d>" % number,
        b"WARC-Target-URI: http://news.example/%d" % number,
        b"WARC-Date: 2022-02-01T10:00:00Z",
        b"Content-Type: " + media,
        *headers,
        b"Content-Length: %d" % (len(block) if size is None else size),
    )
    return b"\r\n".join(lines) + b"\r\n\r\n" + block + b"\r\n\r\n"


def write(path: Path, records: Iterable[bytes]) -> Path:
    """Write records to a file, each a gzip member of its own if the name says so."""
    packed = path.name.endswith(".gz")
    path.write_bytes(b"".join(gzip.compress(each, mtime=0) if packed else each for each in records))
    return path
