"""The record in one SQLite file."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from standoff.corrections import By, Correction, Kind, Steering, Target
from standoff.errors import StoreError
from standoff.store import casts, correcting, keeping, selecting, stories, targets
from standoff.store.checking import check_coders, check_corrections, check_file, check_reading, check_rows
from standoff.store.finding import article_number, readers
from standoff.store.lens import Lens, lens, plain
from standoff.store.opening import connect, is_full, translated
from standoff.store.protocol import (
    EVERY_CORRECTION,
    EVERY_EVENT,
    EVERY_STATEMENT,
    Appearance,
    CorrectionFilter,
    Counts,
    Days,
    EventFilter,
    Kept,
    Retelling,
    StatementFilter,
    Witness,
)
from standoff.store.rows import ARTICLE, article_of, day_of
from standoff.store.shelf import SqliteShelf
from standoff.store.writing import write
from standoff.types import Actor, Article, Coder, Event, Reading, Statement, Story

BUSY_TIMEOUT = 5.0
"""Seconds to wait for another process that is writing."""

_ARTICLE = ", ".join(ARTICLE)


class SqliteStore:
    """Holds the connection to an SQLite file; what its methods promise stands in `Store`."""

    def __init__(self, where: str, *, create: bool = True, busy_timeout: float = BUSY_TIMEOUT) -> None:
        self._where = where
        self._connection = connect(where, create=create, busy_timeout=busy_timeout)
        self._seen: tuple[tuple[int, int], Lens] | None = None

    def add(self, reading: Reading, coders: Collection[Coder] = ()) -> bool:
        check_reading(reading)
        check_coders(reading)
        with translated(self._where):
            try:
                with _transaction(self._connection):
                    return write(self._connection, reading, coders)
            except sqlite3.Error as error:
                if is_full(error):
                    raise _full(self._where, reading.article.uri, self.counts().articles) from error
                raise

    def has_read(self, article_id: str, coders: Collection[Coder]) -> bool:
        with translated(self._where):
            found = readers(self._connection, article_id)
            return found is not None and found.issuperset(coders)

    def article(self, key: str) -> Article:
        with translated(self._where):
            return self._article(article_number(self._connection, key, self._where))

    def reading(self, key: str) -> Reading:
        with translated(self._where):
            number = article_number(self._connection, key, self._where)
            where = self._connection, number, self._lens()
            statements = tuple(selecting.statements_of(*where, selecting.Of.SHOWN))
            events = tuple(selecting.events_of(*where, selecting.Of.SHOWN))
            cast = casts.cast(*where, (*statements, *events))
            times = casts.times(self._connection, number)
            return Reading(self._article(number), *cast, statements, events, times=times)

    def articles(self) -> Iterator[Article]:
        with translated(self._where):
            for row in self._connection.execute(f"SELECT {_ARTICLE} FROM articles ORDER BY n"):
                yield article_of(row)

    def witnesses(self) -> list[Witness]:
        sql = (
            "SELECT a.id, w.uri, w.publisher, w.published_on, w.capture FROM witnesses w "
            "JOIN articles a ON a.n = w.article ORDER BY w.article, w.n"
        )
        with translated(self._where):
            return [
                Witness(identity, uri, publisher, day_of(published_on), capture)
                for identity, uri, publisher, published_on, capture in self._connection.execute(sql)
            ]

    def actors(self) -> dict[str, Actor]:
        with translated(self._where):
            return casts.actors(self._connection, self._lens())

    def statements(self, which: StatementFilter = EVERY_STATEMENT) -> list[Statement]:
        with translated(self._where):
            return selecting.statements(self._connection, which, self._lens())

    def events(self, which: EventFilter = EVERY_EVENT) -> list[Event]:
        with translated(self._where):
            return selecting.events(self._connection, which, self._lens())

    def appearances(self, published: Days | None = None) -> list[Appearance]:
        with translated(self._where):
            found = [Appearance(*row) for row in self._connection.execute(*_within(_APPEARANCES, published))]
            return _as_one(found, self._lens())

    def story(self, key: str) -> Story:
        with translated(self._where):
            return stories.story(self._connection, key, self._where)

    def stories(self, least: int = 2, limit: int | None = None, published: Days | None = None) -> list[Story]:
        with translated(self._where):
            return stories.stories(self._connection, least, limit, published)

    def retold(self, ids: Iterable[str]) -> dict[str, tuple[Retelling, ...]]:
        with translated(self._where):
            return stories.retold(self._connection, ids)

    @contextmanager
    def shelf(self) -> Iterator[SqliteShelf]:
        with translated(self._where), _transaction(self._connection):
            yield SqliteShelf(self._connection, plain(self._connection))

    def row(self, key: str) -> Statement | Event:
        with translated(self._where):
            return targets.row(self._connection, key, self._where)

    def target(self, key: str) -> Target:
        with translated(self._where):
            return targets.target(self._connection, key, self._where)

    def correct(self, correction: Correction) -> bool:
        with translated(self._where), _transaction(self._connection):
            return correcting.correct(self._connection, correction)

    def undo(self, key: str, by: By) -> Correction:
        with translated(self._where), _transaction(self._connection):
            undoes = keeping.correction_id(self._connection, key, self._where)
            undoing = Correction.of(Kind.UNDO, by, undoes=undoes)
            correcting.correct(self._connection, undoing)
            return undoing

    def corrections(self, which: CorrectionFilter = EVERY_CORRECTION) -> list[Kept]:
        with translated(self._where):
            return keeping.corrections(self._connection, which)

    def steering(self) -> Steering:
        with translated(self._where):
            return targets.steering(self._connection)

    def doubted(self, limit: int) -> list[Statement | Event]:
        with translated(self._where):
            return selecting.doubted(self._connection, limit, self._lens())

    def counts(self, published: Days | None = None) -> Counts:
        with translated(self._where):
            return Counts(*self._connection.execute(*_within(_COUNTS, published)).fetchone())

    def check(self) -> int:
        with translated(self._where):
            check_file(self._connection, self._where)
            rows = check_rows(self._connection, plain(self._connection), self._where)
            return rows + check_corrections(self._connection)

    def close(self) -> None:
        with translated(self._where):
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self.close()

    def _article(self, number: int) -> Article:
        row = self._connection.execute(f"SELECT {_ARTICLE} FROM articles WHERE n = ?", (number,)).fetchone()
        return article_of(row)

    def _lens(self) -> Lens:
        """Return what rows are seen through, read anew if anybody wrote since."""
        (others,) = self._connection.execute("PRAGMA data_version").fetchone()
        now = others, self._connection.total_changes
        if self._seen is None or self._seen[0] != now:
            self._seen = now, lens(self._connection)
        return self._seen[1]


_COUNTS = """
SELECT
    (SELECT count(*) FROM articles WHERE {n}),
    (SELECT count(*) FROM articles WHERE {n}) - (SELECT count(*) FROM stories WHERE founder <> article AND {article}),
    (SELECT count(*) FROM articles WHERE language <> 'en' AND {n}),
    (SELECT count(*) FROM witnesses WHERE {article}),
    (SELECT count(DISTINCT id) FROM actors WHERE {actor}),
    (SELECT count(*) FROM statements WHERE current = 1 AND repeats IS NULL AND {article}),
    (SELECT count(*) FROM events WHERE current = 1 AND repeats IS NULL AND {article})
"""

_APPEARANCES = """
SELECT actor, sum(speaks), sum(acts), sum(receives) FROM (
    SELECT speaker AS actor, count(*) AS speaks, 0 AS acts, 0 AS receives
    FROM statements WHERE current = 1 AND repeats IS NULL AND speaker IS NOT NULL AND {article} GROUP BY speaker
    UNION ALL
    SELECT actor, 0, sum(part = 'actor'), sum(part = 'recipient')
    FROM event_parties JOIN events ON n = event WHERE current = 1 AND repeats IS NULL AND {article} GROUP BY actor
) GROUP BY actor ORDER BY actor
"""

_CAST = "n IN (SELECT actor FROM casts WHERE reading IN (SELECT n FROM readings WHERE article IN seen))"


def _within(sql: str, days: Days | None) -> tuple[str, list[str]]:
    """Return `sql` over all articles, or over those that were published within `days`, with its values."""
    if days is None:
        return sql.format(n="1", article="1", actor="1"), []
    seen, values = selecting.published(days)
    return f"WITH seen AS ({seen}) {sql.format(n='n IN seen', article='article IN seen', actor=_CAST)}", values


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit all of it or nothing. Others may read meanwhile, and nobody else writes."""
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        yield


def _full(where: str, uri: str, kept: int) -> StoreError:
    return StoreError(
        f"{where}: there is no space left on the disk to keep {uri}; the {kept:,} articles before it are kept whole, "
        "nothing of this one; free some space and run the same command again, nothing is kept twice"
    )


def _as_one(found: list[Appearance], seen: Lens) -> list[Appearance]:
    """Return the appearances with those of actors together whom a person merged."""
    if not seen.actors:
        return found
    sums: dict[str, Appearance] = {}
    for each in found:
        now = seen.actors.get(each.actor) or seen.parties.get(each.actor, each.actor)
        known = sums.get(now, Appearance(now))
        sums[now] = Appearance(
            now,
            known.statements + each.statements,
            known.acting + each.acting,
            known.receiving + each.receiving,
        )
    return [sums[actor] for actor in sorted(sums)]
