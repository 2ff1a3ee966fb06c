"""Captures out of files, folders, patterns and standard input, one at a time."""

import codecs
from collections.abc import Iterator, Sequence
from typing import IO

from standoff import remote
from standoff.archive import warc
from standoff.archive.media import JSON, WARC, media_type_of_content, media_type_of_name
from standoff.archive.places import STDIN, places, uri_of
from standoff.archive.streams import lines, opened, peeked, whole
from standoff.errors import CaptureError
from standoff.settings import Settings
from standoff.types import Capture

_HEAD = 4096
_CHUNK = 1 << 20
_COUNTED = 256 * _CHUNK
_WIDE_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def captures(paths: Sequence[str], settings: Settings) -> Iterator[Capture | CaptureError]:
    """Yield what is found at `paths`: files, folders, patterns, or `-` for standard input.

    A file of text or HTML is one capture; a file of JSON lines is one for each line, with the address `path#LINE`; a
    WARC file is one for each page in it, with the page's own address. A fault is yielded in its place, not raised, so
    that the rest is still read.
    """
    for place in places(paths):
        if isinstance(place, CaptureError):
            yield place
        else:
            yield from _captures(place, settings.max_bytes)


def count(paths: Sequence[str]) -> int | None:
    """Return how many items `captures` will yield, blank lines taken for full ones.

    None for standard input, which can be read only once, for WARC files and files that lie elsewhere, and where JSON
    lines are more than 256 MB: counting takes about a second for that much.
    """
    total, budget = 0, _COUNTED
    for place in places(paths):
        if isinstance(place, str) and _uncounted(place):
            return None
        if isinstance(place, CaptureError) or media_type_of_name(place) != JSON:
            total += 1
            continue
        found, read = _line_count(place, budget)
        total, budget = total + found, budget - read
        if budget <= 0:
            return None
    return total


def _uncounted(place: str) -> bool:
    return place == STDIN or remote.is_remote(place) or media_type_of_name(place) == WARC


def _captures(path: str, limit: int) -> Iterator[Capture | CaptureError]:
    uri = uri_of(path)
    try:
        if media_type_of_name(path) == WARC:
            yield from warc.pages(path, limit)
            return
        with opened(path) as stream:
            head, stream = peeked(stream, _HEAD, _is_a_line_of_json)
            media_type = media_type_of_name(path) or media_type_of_content(head)
            if media_type == WARC:
                yield from _pages(path, limit)
            elif media_type == JSON:
                _check_json_lines(head, uri)
                yield from _lines(stream, uri, limit)
            else:
                yield Capture(uri, media_type, whole(stream, uri, limit))
    except CaptureError as error:
        yield error


def _pages(path: str, limit: int) -> Iterator[Capture | CaptureError]:
    if path == STDIN:
        raise CaptureError("-: WARC on standard input, where it cannot be searched; name the file instead")
    yield from warc.pages(path, limit)


def _lines(stream: IO[bytes], uri: str, limit: int) -> Iterator[Capture | CaptureError]:
    empty = True
    for number, line in lines(stream, uri, limit):
        empty = False
        yield line if isinstance(line, CaptureError) else Capture(f"{uri}#{number}", JSON, line)
    if empty:
        yield CaptureError(f"{uri}: no line in it; expected JSON lines, one article a line")


def _is_a_line_of_json(head: bytes) -> bool:
    """Tell whether this is a whole line, by which JSON lines are known; of anything else the whole file is read."""
    return b"\n" in head.lstrip() and media_type_of_content(head) == JSON


def _check_json_lines(head: bytes, uri: str) -> None:
    if head.startswith(_WIDE_BOMS):
        raise CaptureError(f"{uri}: JSON lines in UTF-16; UTF-8 was expected: convert it with iconv -f UTF-16 -t UTF-8")
    words = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if words.startswith(b"[") or words.partition(b"\n")[0].strip() == b"{":
        raise CaptureError(
            f"{uri}: JSON, but not one object a line; convert a list with jq -c '.[]', a single object with jq -c ."
        )


def _line_count(path: str, budget: int) -> tuple[int, int]:
    """Return the lines of a file, and the bytes read for it; a file that cannot be read is one item, its error."""
    found, read, last = 0, 0, b""
    try:
        with opened(path) as stream:
            while read < budget and (piece := stream.read(_CHUNK)):
                found, read, last = found + piece.count(b"\n"), read + len(piece), piece
    except CaptureError:
        return found + 1, read
    return found + (not last.endswith(b"\n")), read
