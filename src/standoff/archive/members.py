"""The gzip members of a file of ours: where each begins and ends, and what is left at the end of one cut short."""

import zlib
from collections.abc import Iterator
from typing import IO, NamedTuple

from standoff.archive.warc import next_beginning

_CHUNK = 1 << 16


class Member(NamedTuple):
    """A whole member: its bytes, and where they are."""

    at: int
    packed: bytes


def members(stream: IO[bytes], at: int) -> Iterator[Member]:
    """Yield the whole members from `at` on; what is none is passed over to where the next record begins."""
    start: int | None = at
    while start is not None:
        stream.seek(start)
        packed = _member(stream)
        if packed:
            yield Member(start, packed)
            start += len(packed)
        else:
            start = next_beginning(stream, start + 1)


def _member(stream: IO[bytes]) -> bytes:
    """Return the member that begins where the stream stands, nothing if it is broken or not whole."""
    pieces: list[bytes] = []
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        while not unpacking.eof and (piece := stream.read(_CHUNK)):
            pieces.append(piece)
            unpacking.decompress(piece)
    except zlib.error:
        return b""
    packed = b"".join(pieces)
    return packed[: len(packed) - len(unpacking.unused_data)] if unpacking.eof else b""
