"""Bytes of a file or of standard input, decompressed, never more of them at once than a limit."""

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from standoff import remote
from standoff.archive.places import STDIN, fault, uri_of
from standoff.errors import CaptureError

_GZIP = b"\x1f\x8b"
_SKIPPED = 1 << 20


class _Rejoined(io.RawIOBase):
    """Holds a stream of which the first bytes were read already, and gives them again: a pipe cannot be rewound."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        super().__init__()
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        found = self._head[: len(view)] or self._rest.read(len(view))
        self._head = self._head[len(found) :]
        view[: len(found)] = found
        return len(found)


def peeked(stream: IO[bytes], size: int) -> tuple[bytes, IO[bytes]]:
    """Return the first bytes of a stream, and a stream that starts with them."""
    head = stream.read(size)
    return head, io.BufferedReader(_Rejoined(head, stream), 1 << 16)


@contextmanager
def opened(path: str) -> Iterator[IO[bytes]]:
    """Open a file, or standard input, decompressed where it is compressed; raise CaptureError for any fault of it."""
    uri = uri_of(path)
    try:
        with raw_stream(path) as raw:
            head, stream = peeked(raw, len(_GZIP))
            packed = head == _GZIP or path.lower().endswith(".gz")
            yield cast(IO[bytes], gzip.GzipFile(fileobj=stream, mode="rb")) if packed else stream
    except (gzip.BadGzipFile, zlib.error) as error:
        raise CaptureError(f"{uri}: broken gzip ({error}); fetch it again, or check it with gzip -t") from error
    except EOFError as error:
        raise CaptureError(f"{uri}: gzip that ends too early, as after a broken download; fetch it again") from error
    except OSError as error:
        raise fault(path, error) from error


@contextmanager
def raw_stream(path: str) -> Iterator[IO[bytes]]:
    """Open a file here or elsewhere, or standard input, as it is."""
    if path == STDIN:
        yield sys.stdin.buffer
        return
    with remote.opened(path) if remote.is_remote(path) else Path(path).open("rb") as stream:
        yield stream


def whole(stream: IO[bytes], uri: str, limit: int) -> bytes:
    """Read a stream to its end; raise CaptureError as soon as it has more than `limit` bytes."""
    found = stream.read(limit + 1)
    if len(found) > limit:
        raise CaptureError(
            f"{uri}: more than {limit:,} bytes (decompressed); a report has fewer: split it, "
            "or put its articles in JSON lines, which are read one at a time"
        )
    return found


def lines(stream: IO[bytes], uri: str, limit: int) -> Iterator[tuple[int, bytes | CaptureError]]:
    """Yield the lines that are not blank, with their numbers from 1, and an error in place of one over `limit`."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            _skip(stream)
            yield (
                number,
                CaptureError(f"{uri} line {number}: more than {limit:,} bytes; an article has fewer: leave it out"),
            )
        elif line.strip():
            yield number, line


def _skip(stream: IO[bytes]) -> None:
    """Pass over the rest of a line in constant memory."""
    while (piece := stream.readline(_SKIPPED)) and not piece.endswith(b"\n"):
        pass
