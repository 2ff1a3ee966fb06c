"""Which row of another reading is the row that a person corrected: by its id, else by its words.

How much of the words must be the same is what `standoff score` asks of a row and its gold: of statements and of
rejected events half of the words that either has, of events that are kept half of the words of the shorter one, since
one model cites the clause and another the sentence.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from standoff.corrections.nouns import Beside, Target, words_of
from standoff.layout import words_at
from standoff.plover import EventType
from standoff.types import Event, Spans, Statement

Row = Statement | Event

HALF = 0.5
"""Of the words of two rows, the share that must be the same."""

NEARLY = 0.8
"""The same where the type is another: a clause that a new model calls ACCUSE is the one that a person calls REJECT, but
another type at some of the same words may be another act."""


class Words(NamedTuple):
    """A row as it is compared: its kind of event, None of a statement, and where its words stand."""

    type: EventType | None
    spans: Spans


def as_words(row: Row) -> Words:
    return Words(row.type if isinstance(row, Event) else None, words_of(row).spans)


def is_statement(row: Row) -> bool:
    return isinstance(row, Statement)


def likeness(text: str, one: Words, other: Words, *, kept: bool = True) -> float:
    """Return how much two rows are one, from 0 to 1; 0 if they are not. `kept` is whether one is to stand for both."""
    if (one.type is None) != (other.type is None):
        return 0.0
    either, shorter = _shares(text, one.spans, other.spans)
    if one.type is not other.type:
        # A person who rejects a row says nothing of what else its words may be.
        return either / 2 if kept and either >= NEARLY else 0.0
    enough = shorter if kept and one.type else either
    return either / 2 + HALF if enough >= HALF else 0.0


def _shares(text: str, one: Spans, other: Spans) -> tuple[float, float]:
    """Return which share of the words that either has, and of those of the shorter, are the same."""
    if one == other:
        return 1.0, 1.0
    ours, theirs = words_at(text, one), words_at(text, other)
    shared = len(ours & theirs)
    return (shared / len(ours | theirs), shared / min(len(ours), len(theirs))) if shared else (0.0, 0.0)


def gives_way(text: str, known: Iterable[Words], beside: Sequence[Beside], row: Row, *, kept: bool) -> float:
    """Return how much `row` is the one that is `known` by these words; 0 if it is not.

    It is not if it is more like a row that stood beside that one when a person saw both and left it.
    """
    words = as_words(row)
    best = max((likeness(text, each, words, kept=kept) for each in known), default=0.0)
    if not best or any(each.id == row.id for each in beside):
        return 0.0
    others = (likeness(text, Words(each.type, each.spans), words) for each in beside if each.type is words.type)
    return best if best > max(others, default=0.0) else 0.0


def standing(text: str, target: Row, shown: Sequence[Row]) -> str | None:
    """Return the id of the row among those `shown` that `target` is; None if there is none."""
    if any(each.id == target.id for each in shown):
        return target.id
    words = as_words(target)
    found = ((likeness(text, words, as_words(each)), each.id) for each in shown)
    best = max(found, default=(0.0, ""))
    return best[1] if best[0] else None


def beside(text: str, target: Row, rows: Iterable[Row]) -> tuple[Beside, ...]:
    """Return the other `rows` of its kind that share words with `target`."""
    words = words_of(target).spans
    return tuple(
        Beside(each.id, as_words(each).type, words_of(each).spans)
        for each in rows
        if each.id != target.id and is_statement(each) == is_statement(target) and _touch(text, words, each)
    )


def _touch(text: str, spans: Spans, row: Row) -> bool:
    return _shares(text, spans, words_of(row).spans)[0] > 0


def seen_by(targets: Iterable[Target]) -> list[Words]:
    """Return the words of the rows that corrections are of, each once."""
    return list(dict.fromkeys(as_words(each.row) for each in targets))
