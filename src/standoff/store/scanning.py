"""Outlines of all rows, and how far a record has come."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial

import msgspec

from standoff.store.connection import Connection
from standoff.store.lens import Lens
from standoff.store.outlines import ArticleOutline, EventOutline, Heading, State, StatementOutline
from standoff.store.rows import NUMBERS, numbers

_NAMES: msgspec.json.Decoder[tuple[str, ...]] = msgspec.json.Decoder(tuple[str, ...])
_EMPTY = "[]"


def articles(connection: Connection, after: int) -> Iterator[ArticleOutline]:
    """Yield the articles with a number above `after`."""
    sql = (
        "SELECT a.n, a.id, min(w.published_on), a.publisher, a.language "
        "FROM articles a JOIN witnesses w ON w.article = a.n WHERE a.n > ? GROUP BY a.n ORDER BY a.n"
    )
    return map(ArticleOutline._make, connection.execute(sql, (after,)))


def headings(connection: Connection, wanted: Iterable[int]) -> list[Heading]:
    """Return the articles with these numbers, in the order of their numbers."""
    rows = ", ".join(
        f"(SELECT count(*) FROM {table} WHERE article = a.n AND current = 1)" for table in ("statements", "events")
    )
    sql = (
        f"SELECT a.n, a.id, a.uri, a.publisher, a.headline, min(w.published_on), a.language, {rows} "
        f"FROM articles a JOIN witnesses w ON w.article = a.n WHERE a.n IN ({NUMBERS}) "
        "GROUP BY a.n ORDER BY a.n"
    )
    return list(map(Heading._make, connection.execute(sql, (numbers(wanted),))))


def statements(connection: Connection, after: int, seen: Lens) -> Iterator[StatementOutline]:
    """Yield the statements that are shown and repeat none, with a number above `after`."""
    sql = (
        "SELECT n, article, position, first_on, last_on, form, speaker, addressees FROM statements "
        "WHERE n > ? AND current = 1 AND repeats IS NULL ORDER BY n"
    )
    names = cache(partial(_names, now=seen.actors))
    for *row, speaker, addressees in connection.execute(sql, (after,)):
        speaker = seen.actors.get(speaker, speaker)
        yield StatementOutline._make((*row, speaker, names(addressees)))


def events(connection: Connection, after: int, seen: Lens) -> Iterator[EventOutline]:
    """Yield the events that are shown and repeat none, with a number above `after`."""
    sql = (
        "SELECT n, article, position, first_on, last_on, type, status, actors, recipients FROM events "
        "WHERE n > ? AND current = 1 AND repeats IS NULL ORDER BY n"
    )
    names = cache(partial(_names, now=seen.parties))
    for row in connection.execute(sql, (after,)):
        yield EventOutline._make((*row[:-2], names(row[-2]), names(row[-1])))


def state(connection: Connection) -> State:
    """Return how far the record has come."""
    tables = ("articles", "witnesses", "readings", "statements", "events", "corrections")
    last = ", ".join(f"(SELECT coalesce(max(n), 0) FROM {table})" for table in tables)
    lasts = connection.execute(f"SELECT {last}").fetchone()
    found = State._make((*lasts, ()))
    return found._replace(repeats=_repeats(connection, found.statements, found.events))


def only_added(connection: Connection, since: State) -> bool:
    """Whether nothing but new articles, with their rows, came after `since`."""
    if _repeats(connection, since.statements, since.events) != since.repeats:
        return False
    if connection.execute("SELECT 1 FROM corrections WHERE n > ? LIMIT 1", (since.corrections,)).fetchone():
        return False
    grown = (("witnesses", since.witnesses), ("readings", since.readings))
    if any(_touches_old(connection, table, after, since.articles) for table, after in grown):
        return False
    return not _links_old(connection, since.events)


def _touches_old(connection: Connection, table: str, after: int, articles: int) -> bool:
    sql = f"SELECT 1 FROM {table} WHERE n > ? AND article <= ? LIMIT 1"
    return connection.execute(sql, (after, articles)).fetchone() is not None


def _links_old(connection: Connection, events: int) -> bool:
    """Whether a new row repeats one of the old and answers what that does not: then the old answers it from now on."""
    answered = (
        "SELECT coalesce(f.id, a.id) FROM json_each(r.answers) j JOIN events a ON a.id = j.value AND a.current = 1 "
        "LEFT JOIN events f ON f.n = a.repeats"
    )
    sql = (
        f"SELECT 1 FROM events r JOIN events o ON o.n = r.repeats WHERE r.n > ?1 AND o.n <= ?1 AND r.current = 1 "
        f"AND EXISTS ({answered} WHERE coalesce(f.id, a.id) NOT IN (SELECT value FROM json_each(o.answers))) LIMIT 1"
    )
    return connection.execute(sql, (events,)).fetchone() is not None


def _repeats(connection: Connection, statements: int, events: int) -> tuple[int, ...]:
    """Return sums over which of the rows up to these numbers repeat which; an index alone is read for it."""
    found: list[int] = []
    for table, last in (("statements", statements), ("events", events)):
        sums = "count(*), coalesce(sum(n), 0), coalesce(sum(repeats), 0)"
        sql = f"SELECT {sums} FROM {table} WHERE repeats IS NOT NULL AND n <= ?"
        found.extend(map(int, connection.execute(sql, (last,)).fetchone()))
    return tuple(found)


def _names(json: str, now: Mapping[str, str]) -> tuple[str, ...]:
    return () if json == _EMPTY else tuple(dict.fromkeys(now.get(each, each) for each in _NAMES.decode(json)))
