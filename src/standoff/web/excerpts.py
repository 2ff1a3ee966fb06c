"""What a list shows of words: on one line, cut where they are long, with what a search found in them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from standoff.queries.words import flat
from standoff.store import matched
from standoff.types import Span, Spans

GAP = " […] "


class Bit(NamedTuple):
    """Some letters of an excerpt, all of them found or none."""

    text: str
    is_found: bool = False


Excerpt = tuple[Bit, ...]


def excerpts(texts: Sequence[str], words: str | None, room: int) -> list[Excerpt]:
    """Return an excerpt of each text in about so many letters, with the words marked that a search finds in it."""
    lines = [flat(each).strip() for each in texts]
    found = matched(words, lines) if words else [()] * len(lines)
    return [tuple(_bits(line, spans, room)) for line, spans in zip(lines, found, strict=True)]


def _bits(line: str, found: Spans, room: int) -> Iterator[Bit]:
    kept = _kept(line, found, room)
    if kept[0].start > 0:
        yield Bit(GAP.lstrip())
    for at, part in enumerate(kept):
        if at:
            yield Bit(GAP)
        inside = [Span(max(span.start, part.start), min(span.end, part.end)) for span in found]
        edges = [part.start, *(edge for span in inside if span.start < span.end for edge in span), part.end]
        yield from (Bit(line[a:b], bool(at % 2)) for at, (a, b) in enumerate(pairwise(edges)) if a < b)
    if kept[-1].end < len(line):
        yield Bit(GAP.rstrip())


def _kept(line: str, found: Spans, room: int) -> list[Span]:
    """Return what is kept of a line: its beginning and end, or where these lack what was found, what is around it."""
    if len(line) <= room:
        return [Span(0, len(line))]
    ends = [Span(0, _back(line, room * 2 // 3)), Span(_on(line, len(line) + -room // 3), len(line))]
    if not found or any(end.start < span.end and span.start < end.end for span in found for end in ends):
        return ends
    start = _on(line, found[0].start - room // 2)
    end = len(line) if start + room >= len(line) else _back(line, start + room)
    return [Span(start, max(end, found[0].end))]


def _back(line: str, at: int) -> int:
    """Return where the word ends before which a line is to be cut."""
    space = line.rfind(" ", 0, at)
    return at if space < 0 else space


def _on(line: str, at: int) -> int:
    """Return where the first word begins from a place on."""
    return line.find(" ", at) + 1 or at if at > 0 else 0
