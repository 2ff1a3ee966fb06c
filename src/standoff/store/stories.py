"""Stories as they are kept, and which rows of copies repeat which."""

import re
from collections import defaultdict
from collections.abc import Iterable

from standoff.store.connection import Connection
from standoff.store.finding import article_number
from standoff.store.protocol import Days, Retelling
from standoff.store.rows import citation, names
from standoff.store.selecting import published
from standoff.types import Story

_KEY = re.compile(r"st:([0-9a-f]{4,20})")


def story(connection: Connection, key: str, where: str) -> Story:
    """Return the story of an article, or the one whose id begins with `key`; raise StoreError if there is none."""
    named = _KEY.fullmatch(key)
    # The id of a story is that of an article; it leads to the story also when an older article founds it by now.
    number = article_number(connection, named[1] if named else key, where)
    found = connection.execute("SELECT founder FROM stories WHERE article = ?", (number,)).fetchone()
    if not found:
        (alone,) = connection.execute("SELECT id FROM articles WHERE n = ?", (number,)).fetchone()
        return _story((alone,))
    return _story(_articles(connection, found[0], None))


def _story(articles: tuple[str, ...]) -> Story:
    """Return the story of `articles`; its id is the beginning of the digest that is the id of the first of them."""
    return Story("st:" + articles[0].removeprefix("sha256:")[:20], articles)


def stories(connection: Connection, least: int, limit: int | None, days: Days | None) -> list[Story]:
    within, values = published(days) if days else ("article", [])
    sql = (
        f"SELECT founder FROM stories WHERE article IN ({within}) GROUP BY founder HAVING count(*) >= ? "
        f"ORDER BY count(*) DESC, max(published_on) DESC NULLS LAST, founder{'' if limit is None else ' LIMIT ?'}"
    )
    founders = connection.execute(sql, [*values, least, *([] if limit is None else [limit])]).fetchall()
    return [_story(_articles(connection, founder, days)) for (founder,) in founders]


def retold(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[Retelling, ...]]:
    """Return the rows that repeat those with these ids, in the order of their reports."""
    wanted = names(ids)
    found: dict[str, list[Retelling]] = defaultdict(list)
    for table, cited in (("statements", "content"), ("events", "anchor")):
        for first, row, article, spans, exact in connection.execute(_retold(table, cited), (wanted,)):
            found[first].append(Retelling(row, citation(article, spans, exact)))
    return {first: tuple(rows) for first, rows in found.items()}


def _retold(table: str, cited: str) -> str:
    """Return the SQL of the rows that repeat others, as these were read or as a person has them."""
    wanted = "id IN (SELECT value FROM json_each(?1))"
    return (
        f"WITH firsts (n, id) AS (SELECT n, id FROM {table} WHERE current = 1 AND {wanted} UNION ALL "
        f"SELECT m.n, o.id FROM {table} o JOIN {table} m ON m.corrected = o.n WHERE o.current = 1 AND o.{wanted}) "
        f"SELECT o.id, r.id, a.id, r.{cited}_spans, r.{cited}_exact "
        f"FROM firsts o JOIN {table} r ON r.repeats = o.n AND r.current = 1 JOIN articles a ON a.n = r.article "
        f"LEFT JOIN stories s ON s.article = r.article "
        f"ORDER BY {_IN_ORDER}, r.position, r.n"
    )


_IN_ORDER = "s.published_on IS NULL, s.published_on, a.id"


def _articles(connection: Connection, founder: int, days: Days | None) -> tuple[str, ...]:
    """Return the articles of a story that were published within `days`, the one that founds it first."""
    within, values = published(days) if days else ("s.article", [])
    sql = (
        "SELECT a.id FROM stories s JOIN articles a ON a.n = s.article "
        f"WHERE s.founder = ? AND s.article IN ({within}) ORDER BY {_IN_ORDER}"
    )
    return tuple(identity for (identity,) in connection.execute(sql, (founder, *values)))
