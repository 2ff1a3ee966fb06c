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


def ordered(spans: Iterable[Span]) -> Spans:
    """Put spans in text order; leave out what is empty and what another one covers."""
    found: list[Span] = []
    for span in sorted(spans):
        if span.start < span.end and (not found or found[-1].end <= span.start):
            found.append(span)
    return tuple(found)


def trimmed(text: str, span: Span, edges: frozenset[str]) -> Span:
    """Cut marks, punctuation and white space off both ends, and nothing that combines with the character before it."""
    start, end = span
    while start < end and (text[start] in EDGES or text[start].isspace() or unicodedata.combining(text[start])):
        start += 1
    while start < end and (text[end - 1] in edges or text[end - 1].isspace()):
        end -= 1
    while start < end < len(text) and unicodedata.combining(text[end]):
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
