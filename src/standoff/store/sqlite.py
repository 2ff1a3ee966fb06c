"""The record in one SQLite file."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from standoff.errors import StoreError
from standoff.store import outlines, selecting, stories
from standoff.store.checking import check_file, check_reading, check_rows
from standoff.store.finding import article_number
from standoff.store.opening import connect, is_full, translated
from standoff.store.outlines import ArticleOutline, EventOutline, Heading, State, StatementOutline
from standoff.store.protocol import (
    EVERY_EVENT,
    EVERY_STATEMENT,
    Appearance,
    Counts,
    Days,
    EventFilter,
    Retelling,
    StatementFilter,
    Witness,
)
from standoff.store.rows import ACTOR, ARTICLE, actor_of, article_of, day_of
from standoff.store.shelf import SqliteShelf
from standoff.store.writing import write
from standoff.types import Actor, Article, Coder, Event, Mention, Reading, Span, Statement, Story, Time

BUSY_TIMEOUT = 5.0
"""Seconds to wait for another process that is writing."""

_ARTICLE = ", ".join(ARTICLE)
_ACTOR = ", ".join(ACTOR)


class SqliteStore:
    """Holds the connection to an SQLite file; what its methods promise stands in `Store`."""

    def __init__(
        self, where: str, *, create: bool = True, read_only: bool = False, busy_timeout: float = BUSY_TIMEOUT
    ) -> None:
        self._where = where
        self._connection = connect(where, create=create, read_only=read_only, busy_timeout=busy_timeout)

    def add(self, reading: Reading) -> bool:
        check_reading(reading)
        with translated(self._where):
            try:
                with _transaction(self._connection):
                    return write(self._connection, reading)
            except sqlite3.Error as error:
                if is_full(error):
                    raise _full(self._where, reading.article.uri, self.counts().articles) from error
                raise

    def article(self, key: str) -> Article:
        with translated(self._where):
            return self._article(article_number(self._connection, key, self._where))

    def reading(self, key: str) -> Reading:
        with translated(self._where):
            number = article_number(self._connection, key, self._where)
            coders = self._coders()
            return Reading(
                self._article(number),
                *_cast(self._connection, number),
                tuple(selecting.statements_of(self._connection, number, coders, all_coders=False)),
                tuple(selecting.events_of(self._connection, number, coders, all_coders=False)),
                times=_times(self._connection, number),
            )

    def articles(self) -> Iterator[Article]:
        with translated(self._where):
            for row in self._connection.execute(f"SELECT {_ARTICLE} FROM articles ORDER BY n"):
                yield article_of(row)

    def witnesses(self, article_id: str | None = None) -> list[Witness]:
        sql = (
            "SELECT a.id, w.uri, w.publisher, w.published_on FROM witnesses w JOIN articles a ON a.n = w.article "
            f"{'WHERE a.id = ?' if article_id else ''} ORDER BY w.article, w.n"
        )
        with translated(self._where):
            return [
                Witness(identity, uri, publisher, day_of(published_on))
                for identity, uri, publisher, published_on in self._connection.execute(
                    sql, (article_id,) if article_id else ()
                )
            ]

    def actors(self) -> dict[str, Actor]:
        sql = (
            f"SELECT {_ACTOR} FROM actors JOIN (SELECT actor, count(*) AS times FROM casts GROUP BY actor) "
            "ON actor = n ORDER BY times, n DESC"
        )
        with translated(self._where):
            return {row[0]: actor_of(row) for row in self._connection.execute(sql)}

    def statements(self, which: StatementFilter = EVERY_STATEMENT) -> list[Statement]:
        with translated(self._where):
            return selecting.statements(self._connection, which, self._coders())

    def events(self, which: EventFilter = EVERY_EVENT) -> list[Event]:
        with translated(self._where):
            return selecting.events(self._connection, which, self._coders())

    def appearances(self, published: Days | None = None) -> list[Appearance]:
        with translated(self._where):
            return [Appearance(*row) for row in self._connection.execute(*_within(_APPEARANCES, published))]

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
            yield SqliteShelf(self._connection, self._coders())

    def counts(self, published: Days | None = None) -> Counts:
        with translated(self._where):
            return Counts(*self._connection.execute(*_within(_COUNTS, published)).fetchone())

    def check(self) -> int:
        with translated(self._where):
            check_file(self._connection, self._where)
            return check_rows(self._connection, self._coders(), self._where)

    def row_article(self, row: str) -> str | None:
        kept = " UNION ALL ".join(f"SELECT article FROM {table} WHERE id = ?1" for table in ("statements", "events"))
        with translated(self._where):
            found = self._connection.execute(f"SELECT id FROM articles WHERE n IN ({kept})", (row,)).fetchone()
        return found[0] if found else None

    def matching(self, words: str, limit: int) -> list[int]:
        with translated(self._where):
            return selecting.matching(self._connection, words, limit)

    def article_outlines(self, after: int = 0) -> Iterator[ArticleOutline]:
        with translated(self._where):
            yield from outlines.articles(self._connection, after)

    def headings(self, numbers: Iterable[int]) -> list[Heading]:
        with translated(self._where):
            return outlines.headings(self._connection, numbers)

    def statement_outlines(self, after: int = 0) -> Iterator[StatementOutline]:
        with translated(self._where):
            yield from outlines.statements(self._connection, after)

    def event_outlines(self, after: int = 0) -> Iterator[EventOutline]:
        with translated(self._where):
            yield from outlines.events(self._connection, after)

    @contextmanager
    def still(self) -> Iterator[None]:
        with translated(self._where):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    def state(self) -> State:
        with translated(self._where):
            return outlines.state(self._connection)

    def only_added(self, since: State) -> bool:
        with translated(self._where):
            return outlines.only_added(self._connection, since)

    def changed(self) -> int:
        with translated(self._where):
            version: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return version

    def is_settled(self) -> bool:
        with translated(self._where):
            return not self._connection.execute("SELECT 1 FROM untold LIMIT 1").fetchone()

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

    def _coders(self) -> dict[int, Coder]:
        rows = self._connection.execute("SELECT n, name, version, digest FROM coders")
        return {number: Coder(name, version, digest) for number, name, version, digest in rows}


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


def _cast(connection: sqlite3.Connection, article: int) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    """Return the actors and mentions of the newest reading."""
    reading = connection.execute("SELECT max(n) FROM readings WHERE article = ?", (article,)).fetchone()
    named = ", ".join(f"a.{column}" for column in ACTOR)
    actors = f"SELECT {named} FROM casts c JOIN actors a ON a.n = c.actor WHERE reading = ? ORDER BY position"
    mentions = "SELECT actor, first, past FROM mentions WHERE reading = ? ORDER BY position"
    return (
        tuple(actor_of(row) for row in connection.execute(actors, reading)),
        tuple(Mention(actor, Span(first, past)) for actor, first, past in connection.execute(mentions, reading)),
    )


def _times(connection: sqlite3.Connection, article: int) -> tuple[Time, ...]:
    """Return the time expressions of the newest reading."""
    newest = "SELECT max(n) FROM readings WHERE article = ?"
    sql = f"SELECT first, past, date FROM times WHERE reading = ({newest}) ORDER BY position"
    return tuple(Time(Span(first, past), date) for first, past, date in connection.execute(sql, (article,)))
