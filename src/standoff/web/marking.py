"""The text of an article cut wherever a mark begins or ends, so that marks may overlap as they like."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from standoff.layout import paragraphs
from standoff.types import Citation, Reading, Span, Spans


class Kind(StrEnum):
    """What a mark shows of a row."""

    FURNITURE = "furniture"
    CONTENT = "content"
    SOURCE = "source"
    CUE = "cue"
    ANCHOR = "anchor"
    CONDITION = "condition"
    CONSEQUENCE = "consequence"


PROVING = frozenset({Kind.CONTENT, Kind.ANCHOR})
"""The kinds whose words are the citation by which a row is known."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A kind of mark over spans, for a row; furniture is of no row."""

    kind: Kind
    spans: Spans
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text between two cuts. `begins` are the rows whose proving words begin with it."""

    text: str
    kinds: tuple[Kind, ...] = ()
    rows: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    depth: int = 0
    begins: tuple[str, ...] = ()


Paragraph = tuple[Piece, ...]


def marks_of(reading: Reading) -> list[Mark]:
    """Return the marks of a reading."""
    found = [Mark(Kind.FURNITURE, reading.article.furniture)]
    for said in reading.statements:
        found += _marks(said.id, (Kind.CONTENT, said.content), (Kind.SOURCE, said.source), (Kind.CUE, said.cue))
    for event in reading.events:
        halves = (Kind.CONDITION, event.condition), (Kind.CONSEQUENCE, event.consequence)
        found += _marks(event.id, (Kind.ANCHOR, event.anchor), *halves)
    return found


def _marks(row: str, *cited: tuple[Kind, Citation | None]) -> Iterator[Mark]:
    return (Mark(kind, citation.spans, row) for kind, citation in cited if citation)


def marked(text: str, marks: Sequence[Mark]) -> list[Paragraph]:
    """Return the paragraphs of a text as marked pieces; together they are the text, to the character.

    The white space after a paragraph belongs to it.
    """
    starts = [span.start for span in paragraphs(text)][1:]
    edges = sorted({0, *starts, len(text), *(edge for mark in marks for span in mark.spans for edge in span)})
    opens, closes = _by_edge(marks)
    active: dict[int, Mark] = {}
    found: list[Paragraph] = []
    pieces: list[Piece] = []
    seen: set[str] = set()
    breaks = set(starts)
    for start, end in pairwise(edges):
        if start in breaks:
            found.append(tuple(pieces))
            pieces = []
        for each in closes[start]:
            active.pop(each, None)
        active.update((each, marks[each]) for each in opens[start])
        pieces.append(_piece(text[start:end], list(active.values()), seen))
    return [*found, tuple(pieces)] if pieces else found


def _by_edge(marks: Sequence[Mark]) -> tuple[defaultdict[int, list[int]], defaultdict[int, list[int]]]:
    """Return which marks open, and which close, at each edge."""
    opens, closes = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    for number, mark in enumerate(marks):
        for start, end in mark.spans:
            opens[start].append(number)
            closes[end].append(number)
    return opens, closes


def _piece(text: str, active: Sequence[Mark], seen: set[str]) -> Piece:
    proving = [mark.row for mark in active if mark.kind in PROVING and mark.row]
    parts = [mark.row for mark in active if mark.kind not in PROVING and mark.row]
    begins = tuple(row for row in proving if row not in seen)
    seen.update(begins)
    return Piece(
        text,
        kinds=tuple(sorted({mark.kind for mark in active})),
        rows=tuple(dict.fromkeys(proving)),
        parts=tuple(dict.fromkeys(parts)),
        depth=sum(mark.kind is Kind.CONTENT for mark in active),
        begins=begins,
    )


def around(text: str, spans: Iterable[Span], room: int) -> tuple[str, str]:
    """Return up to `room` characters before the first of the spans and after the last, cut between words."""
    cited = list(spans)
    first, last = cited[0].start, cited[-1].end
    before, after = text[max(first - room, 0) : first], text[last : last + room]
    if first > room:
        before = "…" + before[before.find(" ") + 1 :] if " " in before else "…"
    if last + room < len(text):
        after = after[: after.rfind(" ")] + "…" if " " in after else "…"
    return before, after
