"""The text of an article made of a page's own text, and the way back from each of its characters to the page."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple

from standoff.extract.markup import Markup, Stretch, parted, visible
from standoff.extract.matching import Range, Visible
from standoff.types import Span, Spans

_SEEN = re.compile(r"\S")
_RUN = re.compile(r"\S+(?:\s\S+)*")
_RUN_OF_LINE = re.compile(r"\S+(?:[^\S\n]\S+)*")
_PARAGRAPH = "\n\n"
_WIDTHS = ("", " ", "\n", _PARAGRAPH)
_Chunk = tuple[str, Span, str]
"""Text as the article has it, its place on the page, and the white space before it."""


class Link(NamedTuple):
    """A range of the article's text and the range of the page that shows it.

    As long as each other they correspond character by character; otherwise the whole comes from the whole.
    """

    text: Span
    page: Span


@dataclass(frozen=True, slots=True)
class PageMap:
    """Where on a page the text of its article stands. `page` is the decoded HTML, of whose code points spans are."""

    page: str
    text: str
    links: Sequence[Link]

    def spans(self, span: Span) -> Spans:
        """Return the places on the page that show `span` of the article's text, in the order of the text.

        Read one after the other they are the same visible characters. There is one for each run of text between tags.
        White space between paragraphs is shown nowhere. Half of an entity that is two letters is shown by the whole of
        it; `&fjlig;` is the only one.
        """
        found: list[Span] = []
        for place in self._places(span):
            if found and self._touch(found[-1].end, place.start):
                found[-1] = Span(found[-1].start, place.end)
            else:
                found.append(place)
        return tuple(found)

    def _places(self, span: Span) -> Iterator[Span]:
        first = bisect_right(self.links, span.start, key=lambda link: link.text.end)
        last = bisect_left(self.links, span.end, key=lambda link: link.text.start)
        for text, page in self.links[first:last]:
            if text.end - text.start != page.end - page.start:
                yield page
            else:
                start = page.start + max(span.start - text.start, 0)
                yield Span(start, page.end - max(text.end - span.end, 0))

    def _touch(self, end: int, start: int) -> bool:
        """Tell whether nothing but white space and invisible characters stands between two places."""
        between = self.page[end:start]
        return start >= end and "<" not in between and not visible(unescape(between))


def written(markup: Markup, page: Visible, lines: Iterable[Sequence[Range]]) -> PageMap:
    """Write an article of what stands on a page at the places of its lines, each a paragraph or several."""
    text: list[str] = []
    links: list[Link] = []
    at = 0
    for chunk, place, space in _chunks(markup, page, lines):
        text += (space if at else "", chunk)
        at += len(text[-2])
        links.append(Link(Span(at, at + len(chunk)), place))
        at += len(chunk)
    return PageMap(markup.page, "".join(text), links)


def _chunks(markup: Markup, page: Visible, lines: Iterable[Sequence[Range]]) -> Iterator[_Chunk]:
    for line in lines:
        space = _PARAGRAPH
        for piece in line:
            for chunk, place, edge in _piece(markup, page, piece):
                yield chunk, place, _wider(space, edge)
                space = ""
            space = " "


def _piece(markup: Markup, page: Visible, piece: Range) -> Iterator[_Chunk]:
    before: Stretch | None = None
    space = ""
    for stretch, part in page.within(piece):
        space = _wider(space, parted(markup, before, stretch)) if before else ""
        before = stretch
        text, end, broken = stretch.text, 0, stretch.token in markup.preformatted
        for start, words in _runs(text, part, broken=broken):
            past = start + len(words)
            yield words, _place(stretch, start, past), _wider(space, _space(text[end:start], broken=broken))
            space, end = "", past
        space = _wider(space, _space(text[end:], broken=broken))


def _space(between: str, *, broken: bool) -> str:
    """Return the white space of an article for that of a page; lines that are broken for a reason stay broken."""
    if not broken or "\n" not in between:
        return " " if between[-1:].isspace() else ""
    return _PARAGRAPH if between.count("\n") > 1 else "\n"


def _runs(text: str, part: Range | None, *, broken: bool) -> Iterator[tuple[int, str]]:
    """Yield words with one space between them, and where they begin: in the article they are as long as on the page."""
    start, end = _characters(text, part) if part else (0, len(text))
    left = text[start:end].lstrip()
    words = left.rstrip()
    if " ".join(words.split()) == words:
        yield from ((end - len(left), words),) if words else ()
    else:
        for run in (_RUN_OF_LINE if broken else _RUN).finditer(text, start, end):
            yield run.start(), " ".join(run[0].split())


def _wider(space: str, other: str) -> str:
    if not other:
        return space
    return max(space, other, key=_WIDTHS.index)


def _characters(text: str, part: Range) -> tuple[int, int]:
    """Return where in a text a part of its visible characters begins and ends."""
    seen = [found.start() for found in _SEEN.finditer(text)][slice(*part)]
    return (seen[0], seen[-1] + 1) if seen else (0, 0)


def _place(stretch: Stretch, start: int, end: int) -> Span:
    if len(stretch.text) != stretch.end - stretch.start:
        return Span(stretch.start, stretch.end)
    return Span(stretch.start + start, stretch.start + end)
