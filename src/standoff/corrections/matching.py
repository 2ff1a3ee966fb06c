"""Which row of another reading is the row that a person corrected: by its id, else by its words.

How much of the words must be the same is what `standoff score` asks of a row and its gold: of statements and of
rejected events half of the words that either has, of events that are kept half of the words of the shorter one, since
one model cites the clause and another the sentence.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from standoff.corrections.nouns import Beside, words_of
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
    """A row as it is compared: its kind of event, None of a statement, where its words stand, and who acts."""

    type: EventType | None
    spans: Spans
    actors: frozenset[str] = frozenset()


def as_words(row: Row) -> Words:
    if isinstance(row, Statement):
        return Words(None, row.content.spans)
    return Words(row.type, row.anchor.spans, frozenset(row.actors))


def is_statement(row: Row) -> bool:
    return isinstance(row, Statement)


def same(text: str, one: Words, other: Words, *, kept: bool = True) -> float:
    """Return how much two rows of one kind and type are one, from 0 to 1; 0 if they are not.

    `kept` is whether one is to stand for both.
    """
    if one.type is not other.type:
        return 0.0
    either, shorter = _shares(text, one.spans, other.spans)
    return either if (shorter if kept and one.type else either) >= HALF else 0.0


def retyped(text: str, one: Words, other: Words) -> float:
    """Return how much two events of different types are one act, 0 if they are not: of one who acts, the same words."""
    if one.type is other.type or one.type is None or other.type is None:
        return 0.0
    if one.actors and other.actors and one.actors.isdisjoint(other.actors):
        return 0.0
    either, _ = _shares(text, one.spans, other.spans)
    return either if either >= NEARLY else 0.0


def _shares(text: str, one: Spans, other: Spans) -> tuple[float, float]:
    """Return which share of the words that either has, and of those of the shorter, are the same."""
    if one == other:
        return 1.0, 1.0
    ours, theirs = words_at(text, one), words_at(text, other)
    shared = len(ours & theirs)
    return (shared / len(ours | theirs), shared / min(len(ours), len(theirs))) if shared else (0.0, 0.0)


def standing(text: str, target: Row, shown: Sequence[Row]) -> str | None:
    """Return the id of the row among those `shown` that `target` is; None if there is none."""
    if any(each.id == target.id for each in shown):
        return target.id
    words = as_words(target)
    for alike in (same, retyped):
        best = max(((alike(text, words, as_words(each)), each.id) for each in shown), default=(0.0, ""))
        if best[0]:
            return best[1]
    return None


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
