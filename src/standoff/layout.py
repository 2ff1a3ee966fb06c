"""Paragraphs and words of a plain text, found without changing a character of it."""

import re
from collections.abc import Iterator
from itertools import groupby

from standoff.types import Span, Spans

_WORD = re.compile(r"\w+")
_WRAP_MIN, _WRAP_MAX = 45, 100
_FINAL = frozenset(".!?…:;\"'”’»)")


def paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of `text` in order, without the white space around them.

    A blank line ends a paragraph. A single line break does too, unless the lines around it look wrapped by hand:
    all but the last of 45 to 100 characters, most of them ending in the middle of a sentence.
    """
    found: list[Span] = []
    for filled, block in groupby(_lines(text), key=lambda line: line.start < line.end):
        if filled:
            lines = list(block)
            found.extend([Span(lines[0].start, lines[-1].end)] if _wrapped(text, lines) else lines)
    return found


def _lines(text: str) -> Iterator[Span]:
    """Yield each line without the white space around it; a blank line is an empty span."""
    at = 0
    for line in text.splitlines(keepends=True):
        start = at + len(line) - len(line.lstrip())
        at += len(line)
        yield Span(min(start, at), max(start, at - len(line) + len(line.rstrip())))


def _wrapped(text: str, lines: list[Span]) -> bool:
    broken = lines[:-1]
    if not all(_WRAP_MIN <= line.end - line.start <= _WRAP_MAX for line in broken):
        return False
    running = sum(text[line.end - 1] not in _FINAL for line in broken)
    return running * 2 >= len(broken)


def words_at(text: str, spans: Spans) -> frozenset[int]:
    """Return where the words begin that `spans` cover: a word is known by its place, the same word elsewhere is not."""
    return frozenset(word.start() for start, end in spans for word in _WORD.finditer(text, start, end))
