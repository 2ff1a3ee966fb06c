"""Statements and events as tables for a spreadsheet: CSV in UTF-8, one row each, with the exact words and their place.

A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets a single quotation mark before it, since a
spreadsheet would run it as a formula: take it off to have the exact words. Several values in a cell are joined by `; `.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TextIO

import msgspec

from standoff.types import Article, Citation, Event, Reading, Statement


class Table(StrEnum):
    """What a file holds a row of."""

    STATEMENTS = "statements"
    EVENTS = "events"


_ARTICLE = ("uri", "publisher", "published_on", "article_id")

COLUMNS = MappingProxyType(
    {
        Table.STATEMENTS: (
            "id", "said_on", "speaker", "speaker_name", "addressees", "addressee_names", "form", "source", "cue",
            "content", "content_spans", "parent", "coder", "score", *_ARTICLE,
        ),
        Table.EVENTS: (
            "id", "date", "type", "mode", "contexts", "status", "actors", "actor_names", "recipients",
            "recipient_names", "what", "anchor", "anchor_spans", "condition", "consequence", "according_to", "place",
            "answers", "coder", "score", *_ARTICLE,
        ),
    }
)  # fmt: skip
"""The columns of each table; a new one is only ever added at the end."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_Cell = object


def write(table: Table, readings: Iterable[Reading], out: TextIO) -> None:
    """Write the rows of `table` from all `readings` to `out`, under a line with the names of the columns."""
    # All cells are quoted: a carriage return within words would else end the row for many readers.
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(COLUMNS[table])
    for reading in readings:
        writer.writerows([text_of(cell) for cell in row] for row in _rows(table, reading))


def _rows(table: Table, reading: Reading) -> Iterator[tuple[_Cell, ...]]:
    names = {actor.id: actor.name for actor in reading.actors}
    of = _article(reading.article)
    if table is Table.STATEMENTS:
        return ((*_statement(row, names), *of) for row in reading.statements)
    return ((*_event(row, names), *of) for row in reading.events)


def _article(noun: Article) -> tuple[_Cell, ...]:
    return noun.uri, noun.publisher, noun.published_on, noun.id


def _statement(noun: Statement, names: Mapping[str, str]) -> tuple[_Cell, ...]:
    return (
        noun.id, noun.said_on, noun.speaker, names.get(noun.speaker or "", noun.speaker), noun.addressees,
        _named(noun.addressees, names), noun.form, _exact(noun.source), _exact(noun.cue), noun.content.exact,
        _spans(noun.content), noun.parent, noun.coder, noun.score,
    )  # fmt: skip


def _event(noun: Event, names: Mapping[str, str]) -> tuple[_Cell, ...]:
    return (
        noun.id, noun.date, noun.type, noun.mode, noun.contexts, noun.status, noun.actors, _named(noun.actors, names),
        noun.recipients, _named(noun.recipients, names), noun.what, noun.anchor.exact, _spans(noun.anchor),
        _exact(noun.condition), _exact(noun.consequence), noun.according_to, noun.place, noun.answers, noun.coder,
        noun.score,
    )  # fmt: skip


def _named(actors: tuple[str, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names.get(actor, actor) for actor in actors)


def _exact(citation: Citation | None) -> str | None:
    return citation.exact if citation else None


def _spans(citation: Citation) -> str:
    return msgspec.json.encode(citation.spans).decode()


def text_of(cell: _Cell) -> str:
    """Return a cell as text that no spreadsheet takes for a formula; an empty one where the report does not say."""
    if cell is None:
        return ""
    text = "; ".join(cell) if isinstance(cell, tuple) else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
