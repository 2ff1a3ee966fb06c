"""Bytes of a file or of standard input, decompressed, never more of them at once than a limit."""

import gzip
import io
import sys
import zlib
from collections.abc import Callable, Iterator
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
        found = self._head[: len(view)] or _some(self._rest, len(view))
        self._head = self._head[len(found) :]
        view[: len(found)] = found
        return len(found)


def _some(stream: IO[bytes], size: int) -> bytes:
    """Return what there is of a stream, at most so many bytes; wait only if there is nothing yet."""
    return stream.read1(size) if isinstance(stream, io.BufferedIOBase) else stream.read(size)


def peeked(stream: IO[bytes], size: int, enough: Callable[[bytes], bool] = lambda _: False) -> tuple[bytes, IO[bytes]]:
    """Return the first bytes of a stream, as many as are `enough` or `size`, and a stream that starts with them.

    Whoever writes to a pipe may do so line by line: what he has not written yet is not waited for if it is not needed.
    """
    head = b""
    while len(head) < size and not enough(head) and (more := _some(stream, size - len(head))):
        head += more
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
        yield _stdin()
        return
    with remote.opened(path) if remote.is_remote(path) else Path(path).open("rb") as stream:
        yield stream


def _stdin() -> IO[bytes]:
    """Return standard input, where it is a file or a pipe in a stream of its own.

    Who waits for it in a thread may do so to the end of the process; Python, which then closes its own stream, would
    break off.
    """
    try:
        return open(sys.stdin.buffer.fileno(), "rb", closefd=False)
    except (OSError, ValueError):  # somebody put another stream in its place
        return sys.stdin.buffer


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
