"""Words between quotation marks, paragraph by paragraph, so that a missing mark spoils one paragraph and no more."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from standoff.language.syntax import ParagraphKind, Parse, places, span_of
from standoff.types import Span

_DOUBLE = re.compile("``|''|[\"“”„‟«»]")
_SINGLE = re.compile(r"(?<!\w)[‘'](?=[\w“\"«])|(?<=[,.?!…])[’'](?![\w'])")
_CLOSERS = MappingProxyType(
    {'"': '"', "''": "''", "``": "''", "“": "”", "‟": "”", "„": "“”", "«": "»"},
)
_UNDIRECTED = frozenset({'"', "''"})
_OPENERS = frozenset(_CLOSERS)
_BEFORE_CLOSING = frozenset(",.?!…")
_BEFORE_OPENING = frozenset(" \t\n\r\xa0([{-–—‘'“/")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks within one paragraph.

    `inner` is without the marks, in code points; `words` and `outer` are token indices without and with them, where a
    token that the mark divides counts as a whole. `after` is the last character before the opening mark. One that is
    `left_open` goes on in the next paragraph, which begins with a mark; that one is `resumed`.
    """

    inner: Span
    words: range
    outer: range
    paragraph: int
    after: str = ""
    left_open: bool = False
    resumed: bool = False


@dataclass(frozen=True, slots=True)
class _Marked:
    """The quotations of a paragraph as (start, end) with marks, and where one begins that is never closed."""

    closed: tuple[tuple[Span, Span], ...]
    unclosed: Span | None


def quotations(parse: Parse) -> list[Quotation]:
    """Return the quotations of the body in text order; they do not overlap."""
    text, starts = parse.article.text, places(parse.doc)
    body = [
        (at, span_of(parse.doc, p.start, p.end))
        for at, p in enumerate(parse.paragraphs)
        if p.kind is ParagraphKind.BODY
    ]
    found: list[Quotation] = []
    running = False
    for number, (at, here) in enumerate(body, 1):
        marked = _marked(text, here)
        pairs = list(marked.closed)
        goes_on = marked.unclosed is not None and number < len(body) and _begins_with_mark(text, body[number][1])
        if marked.unclosed is not None and goes_on:
            pairs.append((marked.unclosed, Span(here.end, here.end)))
        for opening, closing in pairs:
            resumed = running and opening.start == here.start
            found.append(_quotation(text, starts, opening, closing, at, resumed=resumed))
        running = goes_on
    return found


def _begins_with_mark(text: str, here: Span) -> bool:
    mark = _DOUBLE.match(text, here.start)
    return mark is not None and mark.group() in _OPENERS


def _quotation(
    text: str, starts: list[int], opening: Span, closing: Span, paragraph: int, *, resumed: bool
) -> Quotation:
    inner = Span(opening.end, closing.start)
    words = range(bisect_right(starts, inner.start) - 1, bisect_left(starts, inner.end))
    outer = range(bisect_right(starts, opening.start) - 1, max(bisect_left(starts, closing.end), words.stop))
    after = text[max(opening.start - 2, 0) : opening.start].rstrip()[-1:]
    left_open = closing.start == closing.end
    return Quotation(inner, words, outer, paragraph, after, left_open=left_open, resumed=resumed)


def _marked(text: str, here: Span) -> _Marked:
    """Pair the marks of one paragraph.

    Marks within marks pair with each other, unless that leaves one without its fellow: then a mark is missing, and
    each one that opens begins anew.
    """
    marks = [Span(*match.span()) for match in _DOUBLE.finditer(text, here.start, here.end)]
    double = _pair(text, here, marks, nested=True)
    if double.unclosed is not None:
        double = _pair(text, here, marks, nested=False)
    return _Marked(_outermost([*double.closed, *_pair_single(text, here)]), double.unclosed)


def _outermost(pairs: list[tuple[Span, Span]]) -> tuple[tuple[Span, Span], ...]:
    """Drop what stands inside or across another pair, and what holds nothing."""
    kept: list[tuple[Span, Span]] = []
    for pair in sorted(pairs, key=lambda pair: (pair[0].start, -pair[1].end)):
        if pair[0].end < pair[1].start and (not kept or kept[-1][1].end <= pair[0].start):
            kept.append(pair)
    return tuple(kept)


def _pair(text: str, here: Span, marks: list[Span], *, nested: bool) -> _Marked:
    closed: list[tuple[Span, Span]] = []
    opened: list[Span] = []
    for mark in marks:
        word = text[slice(*mark)]
        opening, closing = _directions(text, here, mark)
        if opened and closing and word in _CLOSERS[text[slice(*opened[-1])]]:
            closed.append((opened.pop(), mark))
        elif opening and nested:
            opened.append(mark)
        elif opening and (not opened or word == text[slice(*opened[-1])]):
            opened = [mark]
    return _Marked(tuple(closed), opened[0] if opened else None)


def _directions(text: str, here: Span, mark: Span) -> tuple[bool, bool]:
    """Tell whether a mark may open and may close; the shape of a curly one says it, the space around a straight one."""
    word = text[slice(*mark)]
    if word not in _UNDIRECTED:
        return word in _OPENERS, word in "”“»"
    free_before = mark.start == here.start or text[mark.start - 1] in _BEFORE_OPENING
    free_after = mark.end == here.end or not text[mark.end].isalnum()
    if free_before == free_after:
        return True, True
    return free_before, free_after


def _pair_single(text: str, here: Span) -> Iterator[tuple[Span, Span]]:
    """Yield what stands between single marks; an apostrophe closes nothing, only a mark after punctuation does."""
    opened: Span | None = None
    for match in _SINGLE.finditer(text, here.start, here.end):
        mark = Span(*match.span())
        if text[mark.start - 1 : mark.start] in _BEFORE_CLOSING and opened is not None:
            yield opened, mark
            opened = None
        elif match.group() in "‘'":
            opened = mark
