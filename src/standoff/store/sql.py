"""The record in a database that speaks SQL."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType
from typing import Self

from standoff.corrections import By, Correction, Kind, Steering, Target
from standoff.errors import StoreError, StoreFullError
from standoff.store import casts, correcting, counting, keeping, scanning, selecting, stories, targets
from standoff.store.checking import check_coders, check_corrections, check_reading, check_rows
from standoff.store.connection import Connection
from standoff.store.finding import article_number, readers
from standoff.store.lens import Lens, lens, plain
from standoff.store.outlines import ArticleOutline, EventOutline, Heading, State, StatementOutline
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
from standoff.store.rows import ARTICLE, article_of, day_of, each_article, instant_of
from standoff.store.shelf import SqlShelf
from standoff.store.writing import write
from standoff.types import Actor, Article, Coder, Event, Reading, Statement, Story

_ARTICLE = ", ".join(ARTICLE)


class SqlStore:
    """Holds the connection to a database; what its methods promise stands in `Store`."""

    def __init__(self, connection: Connection, where: str) -> None:
        self._where = where
        self._connection = connection
        self._seen: tuple[object, Lens] | None = None

    def add(self, reading: Reading, coders: Collection[Coder] = ()) -> bool:
        check_reading(reading)
        check_coders(reading)
        try:
            with self._translated(), self._connection.transaction(alone=self._is_known(reading.article)):
                return write(self._connection, reading, coders)
        except StoreFullError as error:
            raise _full(self._where, reading.article.uri, self.counts().articles) from error

    def has_read(self, article_id: str, coders: Collection[Coder]) -> bool:
        with self._translated():
            found = readers(self._connection, article_id)
            return found is not None and found.issuperset(coders)

    def article(self, key: str) -> Article:
        with self._translated():
            return self._article(article_number(self._connection, key, self._where))

    def reading(self, key: str) -> Reading:
        with self._translated():
            number = article_number(self._connection, key, self._where)
            where = self._connection, number, self._lens()
            statements = tuple(selecting.statements_of(*where, selecting.Of.SHOWN))
            events = tuple(selecting.events_of(*where, selecting.Of.SHOWN))
            cast = casts.cast(*where, (*statements, *events))
            times = casts.times(self._connection, number)
            return Reading(self._article(number), *cast, statements, events, times=times)

    def articles(self) -> Iterator[Article]:
        with self._translated():
            for _, _, article in each_article(self._connection, self._where):
                yield article

    def witnesses(self, article_id: str | None = None) -> list[Witness]:
        sql = (
            "SELECT a.id, w.uri, w.publisher, w.published_on, w.capture, w.published_at, w.canonical "
            "FROM witnesses w "
            f"JOIN articles a ON a.n = w.article {'WHERE a.id = ?' if article_id else ''} ORDER BY w.article, w.n"
        )
        values = (article_id,) if article_id else ()
        with self._translated():
            return [
                Witness(identity, uri, publisher, day_of(day), capture, instant_of(instant), canonical)
                for identity, uri, publisher, day, capture, instant, canonical in self._connection.execute(sql, values)
            ]

    def actors(self) -> dict[str, Actor]:
        with self._translated():
            return casts.actors(self._connection, self._lens())

    def statements(self, which: StatementFilter = EVERY_STATEMENT) -> list[Statement]:
        with self._translated():
            return selecting.statements(self._connection, which, self._lens())

    def events(self, which: EventFilter = EVERY_EVENT) -> list[Event]:
        with self._translated():
            return selecting.events(self._connection, which, self._lens())

    def appearances(self, published: Days | None = None) -> list[Appearance]:
        with self._translated():
            found = [
                Appearance(*row) for row in self._connection.execute(*counting.within(counting.APPEARANCES, published))
            ]
            return _as_one(found, self._lens())

    def story(self, key: str) -> Story:
        with self._translated():
            return stories.story(self._connection, key, self._where)

    def stories(self, least: int = 2, limit: int | None = None, published: Days | None = None) -> list[Story]:
        with self._translated():
            return stories.stories(self._connection, least, limit, published)

    def retold(self, ids: Iterable[str]) -> dict[str, tuple[Retelling, ...]]:
        with self._translated():
            return stories.retold(self._connection, ids)

    @contextmanager
    def shelf(self) -> Iterator[SqlShelf]:
        with self._translated(), self._connection.transaction(alone=True):
            yield SqlShelf(self._connection, plain(self._connection))

    def row(self, key: str) -> Statement | Event:
        with self._translated():
            return targets.row(self._connection, key, self._where)

    def target(self, key: str) -> Target:
        with self._translated():
            return targets.target(self._connection, key, self._where)

    def correct(self, correction: Correction) -> bool:
        with self._translated(), self._connection.transaction(alone=True):
            return correcting.correct(self._connection, correction)

    def undo(self, key: str, by: By) -> Correction:
        with self._translated(), self._connection.transaction(alone=True):
            undoes = keeping.correction_id(self._connection, key, self._where)
            undoing = Correction.of(Kind.UNDO, by, undoes=undoes)
            correcting.correct(self._connection, undoing)
            return undoing

    def corrections(self, which: CorrectionFilter = EVERY_CORRECTION) -> list[Kept]:
        with self._translated():
            return keeping.corrections(self._connection, which)

    def steering(self) -> Steering:
        with self._translated():
            return targets.steering(self._connection)

    def doubted(self, limit: int) -> list[Statement | Event]:
        with self._translated():
            return selecting.doubted(self._connection, limit, self._lens())

    def counts(self, published: Days | None = None) -> Counts:
        with self._translated():
            return Counts(*self._connection.execute(*counting.within(counting.COUNTS, published)).fetchone())

    def check(self) -> int:
        with self._translated():
            self._connection.verify(self._where)
            rows = check_rows(self._connection, plain(self._connection), self._where)
            return rows + check_corrections(self._connection)

    def row_article(self, row: str) -> str | None:
        kept = " UNION ALL ".join(f"SELECT article FROM {table} WHERE id = ?1" for table in ("statements", "events"))
        with self._translated():
            found = self._connection.execute(f"SELECT id FROM articles WHERE n IN ({kept})", (row,)).fetchone()
        return found[0] if found else None

    def matching(self, words: str, limit: int) -> list[int]:
        with self._translated():
            return selecting.matching(self._connection, words, limit)

    def article_outlines(self, after: int = 0) -> Iterator[ArticleOutline]:
        with self._translated():
            yield from scanning.articles(self._connection, after)

    def headings(self, numbers: Iterable[int]) -> list[Heading]:
        with self._translated():
            return scanning.headings(self._connection, numbers)

    def statement_outlines(self, after: int = 0) -> Iterator[StatementOutline]:
        with self._translated():
            yield from scanning.statements(self._connection, after, self._lens())

    def event_outlines(self, after: int = 0) -> Iterator[EventOutline]:
        with self._translated():
            yield from scanning.events(self._connection, after, self._lens())

    @contextmanager
    def still(self) -> Iterator[None]:
        with self._translated(), self._connection.snapshot():
            yield

    def state(self) -> State:
        with self._translated():
            return scanning.state(self._connection)

    def only_added(self, since: State) -> bool:
        with self._translated():
            return scanning.only_added(self._connection, since)

    def changed(self) -> object:
        with self._translated():
            return self._connection.state()

    def is_settled(self) -> bool:
        with self._translated():
            return not self._connection.execute("SELECT 1 FROM untold LIMIT 1").fetchone()

    def close(self) -> None:
        with self._translated():
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self.close()

    def _is_known(self, article: Article) -> bool:
        """Whether rows of others may change: a new article touches none, but what is read again may show its copies."""
        found = self._connection.execute("SELECT 1 FROM articles WHERE id = ?", (article.id,)).fetchone()
        return found is not None

    def _translated(self) -> AbstractContextManager[None]:
        return self._connection.translated(self._where)

    def _article(self, number: int) -> Article:
        row = self._connection.execute(f"SELECT {_ARTICLE} FROM articles WHERE n = ?", (number,)).fetchone()
        return article_of(row)

    def _lens(self) -> Lens:
        """Return what rows are seen through, read anew if anybody wrote since."""
        now = self._connection.state()
        if self._seen is None or self._seen[0] != now:
            self._seen = now, lens(self._connection)
        return self._seen[1]


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
