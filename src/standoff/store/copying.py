"""A record is copied from one database to another, numbers and all: whatever is kept there is kept here.

It goes by batches of articles, each in one transaction. What is the same already is passed over, so that a copy
that was interrupted goes on, and one of a record that grew is brought up to date.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from standoff.errors import StoreError
from standoff.store.connection import Connection
from standoff.store.keeping import CORRECTION
from standoff.store.rows import ACTOR, ARTICLE, CAST, CODER, EVENT, MENTION, PLACE, READ_BY, STATEMENT, TIME, WITNESS

BATCH = 200
"""Articles that are copied in one transaction."""

STRETCH = 20_000
"""Bands that are."""

_SHARED = MappingProxyType({"coders": ("n", *CODER), "actors": ("n", "key", *ACTOR)})
"""Tables to which is only ever added and that no article owns, with their columns."""

_GROWING = MappingProxyType(
    {
        "witnesses": ("n", *WITNESS),
        "readings": ("n", "article"),
        "read_by": READ_BY,
        "casts": CAST,
        "mentions": MENTION,
        "times": TIME,
    }
)
"""Tables whose rows each belong to one article and are never changed, with their columns."""

_CHANGING = MappingProxyType(
    {
        "statements": ("n", *PLACE, *STATEMENT, "repeats", "corrected"),
        "events": ("n", *PLACE, *EVENT, "repeats", "corrected"),
        "stories": ("article", "founder", "published_on"),
        "untold": ("published_on", "article"),  # the last: what comes into others enters itself here
    }
)
"""Tables whose rows each belong to one article and may change, with their columns."""

_BANDS = ("band", "member", "article")
"""The columns of the bands, all of them its key; they have no index by article."""

_ARTICLE = ("n", "id", *ARTICLE)
_CORRECTION = ("n", *CORRECTION)
_NUMBERED = ("articles", "coders", "actors", "witnesses", "readings", "statements", "events", "corrections")
_Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class End:
    """One of two databases between which a record is copied, and how it is called."""

    connection: Connection
    where: str


def count(end: End) -> int:
    """Return how many articles there are to copy."""
    with end.connection.translated(end.where):
        (found,) = end.connection.execute("SELECT count(*) FROM articles").fetchone()
        return int(found)


def copy(source: End, target: End) -> Iterator[int]:
    """Copy a record, and yield how many of its articles are copied, some at a time.

    The record is copied as it is when this begins, whoever writes to it meanwhile. Raises StoreError before anything is
    written if the target holds what the source does not.
    """
    if source.where == target.where:
        raise StoreError(f"{source.where}: is both where the record is and where it goes; name another database")
    with (
        source.connection.translated(source.where),
        source.connection.snapshot(),
        target.connection.translated(target.where),
    ):
        _check(source, target)
        done = 0
        for batch in _batches(source.connection):
            with target.connection.transaction(alone=True):
                _copy_shared(source.connection, target.connection)
                _copy_articles(source.connection, target.connection, batch)
                _number_on(target.connection)
            done += len(batch)
            yield done
        for stretch in _stretches(source.connection):
            with target.connection.transaction(alone=True):
                _copy_bands(target.connection, *stretch)
        with target.connection.transaction(alone=True):
            _append(source.connection, target.connection, "corrections", _CORRECTION)
            _number_on(target.connection)


def _check(source: End, target: End) -> None:
    """Raise StoreError if the target holds anything that is not in the source under the same number."""
    for table, key in (("articles", "id"), ("coders", "name"), ("actors", "key"), ("corrections", "id")):
        sql = f"SELECT n, {key} FROM {table} WHERE n > ? ORDER BY n LIMIT 10000"
        at = 0
        while found := target.connection.execute(sql, (at,)).fetchall():
            same = f"SELECT n, {key} FROM {table} WHERE n > ? AND n <= ?"
            known = dict(source.connection.execute(same, (at, found[-1][0])))
            if any(known.get(number) != name for number, name in found):
                raise StoreError(
                    f"{target.where}: holds another record than {source.where}, or what was added to a copy of it; "
                    "name a new database"
                )
            at = found[-1][0]


def _batches(connection: Connection) -> Iterator[list[int]]:
    at = 0
    sql = f"SELECT n FROM articles WHERE n > ? ORDER BY n LIMIT {BATCH}"
    while batch := [number for (number,) in connection.execute(sql, (at,))]:
        yield batch
        at = batch[-1]


def _copy_shared(source: Connection, target: Connection) -> None:
    for table, columns in _SHARED.items():
        _append(source, target, table, columns)


def _append(source: Connection, target: Connection, table: str, columns: Sequence[str]) -> None:
    """Copy what came since; of such a table nothing is ever changed."""
    (last,) = target.execute(f"SELECT coalesce(max(n), 0) FROM {table}").fetchone()
    rows = source.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE n > ? ORDER BY n", (last,)).fetchall()
    target.bulk(table, columns, rows)


def _copy_articles(source: Connection, target: Connection, batch: Sequence[int]) -> None:
    first, last = batch[0], batch[-1]
    there = {number for (number,) in target.execute("SELECT n FROM articles WHERE n BETWEEN ? AND ?", (first, last))}
    sql = f"SELECT {', '.join(_ARTICLE)} FROM articles WHERE n BETWEEN ? AND ? ORDER BY n"
    target.bulk("articles", _ARTICLE, [row for row in source.execute(sql, (first, last)) if row[0] not in there])
    for table, columns in _GROWING.items():
        held = set(_rows(target, table, columns, (first, last)))
        rows = _rows(source, table, columns, (first, last))
        target.bulk(table, columns, [row for row in rows if row not in held])
    for table, columns in _CHANGING.items():
        _bring(source, target, table, columns, (first, last))


def _bring(source: Connection, target: Connection, table: str, columns: Sequence[str], batch: tuple[int, int]) -> None:
    """Let the rows of some articles be those of the source; what is the same stays."""
    wanted, held = (_rows(each, table, columns, batch) for each in (source, target))
    if held == wanted:
        return
    if held:
        target.execute(f"DELETE FROM {table} WHERE {_within(columns)}", batch)
    if columns[0] == "n":
        # A number of a person's row that is no more may be that of a row of another article by now.
        taken = f"DELETE FROM {table} WHERE n IN (SELECT CAST(value AS BIGINT) FROM json_each(?))"
        target.execute(taken, (json.dumps([row[0] for row in wanted]),))
    target.bulk(table, columns, wanted)


_Key = tuple[int, ...]
_FIRST: _Key = (-(1 << 63), -1, -1)
"""What comes before every band."""


def _stretches(source: Connection) -> Iterator[tuple[_Key, _Key | None, list[_Key]]]:
    """Yield the bands in the order of their key, some at a time: after which, up to which, and what is there.

    The last has no end. Article by article, each batch would look at all bands there are.
    """
    sql = f"SELECT band, member, article FROM bands WHERE {_AFTER} ORDER BY band, member, article LIMIT {STRETCH}"
    after: _Key = _FIRST
    while len(found := [tuple(row) for row in source.execute(sql, after)]) == STRETCH:
        yield after, found[-1], found
        after = found[-1]
    yield after, None, found


_AFTER = "(band, member, article) > (?, ?, ?)"
_UP_TO = "(band, member, article) <= (?, ?, ?)"


def _copy_bands(target: Connection, after: _Key, up_to: _Key | None, wanted: list[_Key]) -> None:
    """Let the bands of a stretch be those of the source."""
    within, bounds = (_AFTER, after) if up_to is None else (f"{_AFTER} AND {_UP_TO}", (*after, *up_to))
    held = {tuple(row) for row in target.execute(f"SELECT band, member, article FROM bands WHERE {within}", bounds)}
    gone = sorted(held.difference(wanted))
    if gone:
        target.executemany("DELETE FROM bands WHERE band = ? AND member = ? AND article = ?", gone)
    target.bulk("bands", _BANDS, [row for row in wanted if row not in held])


def _rows(connection: Connection, table: str, columns: Sequence[str], batch: tuple[int, int]) -> list[_Row]:
    order = ", ".join(columns[: columns.index("article") + 1] if "article" in columns else columns[:2])
    sql = f"SELECT {', '.join(columns)} FROM {table} WHERE {_within(columns)} ORDER BY {order}"
    return [tuple(row) for row in connection.execute(sql, batch)]


def _within(columns: Sequence[str]) -> str:
    if "article" in columns:
        return "article BETWEEN ? AND ?"
    return "reading IN (SELECT n FROM readings WHERE article BETWEEN ? AND ?)"


def _number_on(connection: Connection) -> None:
    for table in _NUMBERED:
        connection.number_on(table)
