"""Where words begin and end: the characters of a row without the marks and the punctuation around them."""

import re
import unicodedata
from collections.abc import Iterable

from standoff.types import Span, Spans

EDGES_OF_QUOTATION = frozenset('"“”„‟«»`,;:-–—')
"""What is cut off the end of a quotation: its full stop is its own."""

EDGES = EDGES_OF_QUOTATION | frozenset(".?!…'‘’")
_MARK = re.compile("``|''|[\"“”„‟«»]")
_CLOSING = re.compile("[,.?!…]?(?:''|[\"“”„‟»])")


def is_mark(char: str) -> bool:
    """Tell what belongs to the character before it: the vowel signs of Hindi too, which do not count as combining."""
    return unicodedata.category(char).startswith("M")


def ordered(spans: Iterable[Span]) -> Spans:
    """Put spans in text order; leave out what is empty and what another one covers."""
    found: list[Span] = []
    for span in sorted(spans):
        if span.start < span.end and (not found or found[-1].end <= span.start):
            found.append(span)
    return tuple(found)


def united(one: Spans, other: Spans) -> Spans:
    """Return the characters of both; spans that touch are one."""
    found: list[Span] = []
    for span in sorted((*one, *other)):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def shared(one: Spans, other: Spans) -> int:
    """Return how many characters two lists of spans have in common."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def overlap(one: Spans, other: Spans) -> float:
    """Return the part of the characters of both that they have in common: 0 to 1 (Jaccard)."""
    both = shared(one, other)
    total = sum(end - start for start, end in (*one, *other)) - both
    return both / total if total else 0.0


def trimmed(text: str, span: Span, edges: frozenset[str]) -> Span:
    """Cut marks, punctuation and white space off both ends, and nothing that combines with the character before it."""
    start, end = span
    while start < end and (text[start] in EDGES or text[start].isspace() or is_mark(text[start])):
        start += 1
    while start < end and (text[end - 1] in edges or text[end - 1].isspace()):
        end -= 1
    while start < end < len(text) and is_mark(text[end]):
        end += 1
    return _paired(text, Span(start, end)) if start < end else Span(start, start)


def _paired(text: str, cut: Span) -> Span:
    """Give a mark within `cut` back its fellow at the edge: `talks "soon"`, `"soon" is not today`."""
    marks = [match.start() for match in _MARK.finditer(text, *cut)]
    if len(marks) % 2 == 0:
        return cut
    opens = marks[-1] == cut.start or text[marks[-1] - 1].isspace()
    after, before = _CLOSING.match(text, cut.end), _MARK.match(text, max(cut.start - 1, 0))
    if opens:
        return Span(cut.start, after.end()) if after is not None else cut
    return Span(before.start(), cut.end) if before is not None else cut
