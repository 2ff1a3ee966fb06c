"""The shelf of a database: what the ledger reads and writes while it works out stories."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from standoff.store.connection import Connection
from standoff.store.correcting import carry
from standoff.store.lens import PERSONS, Lens
from standoff.store.rows import ARTICLE, article_of, day_of, iso
from standoff.store.selecting import Of, events_of, statements_of
from standoff.types import Article, Reading

_TABLES = ("statements", "events")


class SqlShelf:
    """Holds a connection within a transaction; what its methods promise stands in `Shelf`."""

    def __init__(self, connection: Connection, lens: Lens) -> None:
        self._connection = connection
        self._lens = lens

    def untold(self, limit: int) -> list[int]:
        sql = "SELECT article FROM untold ORDER BY published_on, article LIMIT ?"
        return list(dict.fromkeys(self._numbers(sql, limit)))

    def article(self, number: int) -> Article:
        sql = f"SELECT {', '.join(ARTICLE)} FROM articles WHERE n = ?"
        return article_of(self._connection.execute(sql, (number,)).fetchone())

    def known(self, number: int) -> tuple[str, date | None]:
        sql = (
            "SELECT a.id, min(w.published_on) FROM articles a JOIN witnesses w ON w.article = a.n WHERE a.n = ? "
            "GROUP BY a.id"
        )
        identity, published_on = self._connection.execute(sql, (number,)).fetchone()
        return identity, day_of(published_on)

    def placed(self, number: int) -> tuple[int, date | None] | None:
        sql = "SELECT founder, published_on FROM stories WHERE article = ?"
        found = self._connection.execute(sql, (number,)).fetchone()
        return (found[0], day_of(found[1])) if found else None

    def members(self, founder: int) -> list[int]:
        sql = (
            "SELECT s.article FROM stories s JOIN articles a ON a.n = s.article WHERE s.founder = ? "
            "ORDER BY s.published_on IS NULL, s.published_on, a.id"
        )
        return self._numbers(sql, founder)

    def meeting(self, bands: Sequence[int], least: int, *, founders: bool) -> list[int]:
        which = "member = 0" if founders else "member IN (0, 1)"
        sql = (
            f"SELECT article FROM bands WHERE band IN ({_places(bands)}) AND {which} "
            "GROUP BY article HAVING count(*) >= ? ORDER BY article"
        )
        return self._numbers(sql, *bands, least)

    def place(self, number: int, on: date | None, founder: int, bands: Sequence[int]) -> None:
        self.remove(number, bands)
        row = (number, founder, iso(on))
        self._connection.execute("INSERT INTO stories (article, founder, published_on) VALUES (?, ?, ?)", row)
        member = int(number != founder)
        rows = ((band, member, number) for band in bands)
        # Of four million texts, one has two bands that are the same number.
        self._connection.executemany("INSERT INTO bands VALUES (?, ?, ?) ON CONFLICT DO NOTHING", rows)

    def remove(self, number: int, bands: Sequence[int]) -> None:
        if self._connection.execute("DELETE FROM stories WHERE article = ?", (number,)).rowcount:
            sql = f"DELETE FROM bands WHERE band IN ({_places(bands)}) AND member IN (0, 1) AND article = ?"
            self._connection.execute(sql, (*bands, number))

    def reading(self, number: int) -> Reading:
        return Reading(
            self.article(number),
            statements=tuple(statements_of(self._connection, number, self._lens, Of.READ)),
            events=tuple(events_of(self._connection, number, self._lens, Of.READ)),
        )

    def retell(self, articles: Sequence[int], repeats: Mapping[str, str]) -> None:
        for table in _TABLES:
            forget = f"UPDATE {table} SET repeats = NULL WHERE article = ? AND repeats IS NOT NULL"
            self._connection.executemany(forget, ((number,) for number in articles))
            read = f"(current = 1 OR corrected IS NOT NULL) AND coder NOT IN ({PERSONS})"
            first = f"SELECT n FROM {table} WHERE id = ? AND {read}"
            keep = f"UPDATE {table} SET repeats = ({first}) WHERE id = ? AND {read}"
            self._connection.executemany(keep, ((first, row) for row, first in repeats.items()))
        for number in articles:
            carry(self._connection, number)

    def told(self, articles: Sequence[int]) -> None:
        self._connection.executemany("DELETE FROM untold WHERE article = ?", ((number,) for number in articles))

    def _numbers(self, sql: str, *values: object) -> list[int]:
        return [number for (number,) in self._connection.execute(sql, values)]


def _places(values: Iterable[object]) -> str:
    # NULL is equal to nothing; PostgreSQL refuses a list of none.
    return ", ".join("?" for _ in values) or "NULL"
