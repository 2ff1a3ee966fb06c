"""Filters as SQL, and the rows that they let through."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from standoff.store.connection import Connection
from standoff.store.lens import PERSONS, Lens
from standoff.store.protocol import Days, EventFilter, StatementFilter
from standoff.store.rows import EVENT, NUMBERS, STATEMENT, event_of, names, numbers, statement_of
from standoff.types import Event, Statement


@dataclass(slots=True)
class _Where:
    """Conditions and their values, as they are collected."""

    conditions: list[str]
    values: list[object] = field(default_factory=list)

    def add(self, condition: str, value: object) -> None:
        self.conditions.append(condition)
        self.values.append(value)

    @classmethod
    def shown(cls, table: str) -> "_Where":
        """Return what all rows of a list must be; what a person said of a row holds for its repeats."""
        alone = f"(r.repeats IS NULL OR r.repeats NOT IN (SELECT n FROM {table} WHERE corrected IS NOT NULL))"
        return cls(["r.current = 1", alone])

    def among(self, condition: str, wanted: frozenset[str] | None) -> None:
        """Add a condition on a set."""
        if wanted is not None:
            self.add(condition.format("IN (SELECT value FROM json_each(?))"), names(wanted))

    def numbered(self, wanted: frozenset[int] | None) -> None:
        if wanted is not None:
            self.add(f"r.n IN ({NUMBERS})", numbers(wanted))

    def days(self, since: date | None, until: date | None) -> None:
        if since is not None:
            self.add("r.last_on >= ?", since.isoformat())
        if until is not None:
            self.add("r.first_on < ?", until.isoformat())

    def published(self, days: Days | None) -> None:
        """Add a condition on the day of publication, the earliest where an article was found at several places."""
        if days is not None:
            condition, values = published(days)
            self.conditions.append(f"r.article IN ({condition})")
            self.values.extend(values)

    def once(self, *, once: bool) -> None:
        if once:
            self.conditions.append("r.repeats IS NULL")

    def words(self, connection: Connection, words: str, which: StatementFilter) -> None:
        found, values = connection.matching(phrases(words))
        if which.once:
            # A copy may word it anew: who looks for its words finds the statement that it repeats, as a person has it.
            within, days = published(which.published) if which.published else ("s.article", [])
            found = (
                "SELECT coalesce(o.corrected, s.repeats, s.n) FROM statements s "
                "LEFT JOIN statements o ON o.n = s.repeats "
                f"WHERE s.current = 1 AND s.article IN ({within}) AND s.n IN ({found})"
            )
            values = [*days, *values]
        self.conditions.append(f"r.n IN ({found})")
        self.values.extend(values)

    def article(self, article_id: str | None) -> None:
        if article_id is not None:
            self.add("r.article = (SELECT n FROM articles WHERE id = ?)", article_id)


def published(days: Days) -> tuple[str, list[str]]:
    """Return the SQL of the numbers of the articles that were published within `days`, with its values."""
    limits = [("min(published_on) >= ?", days.since), ("min(published_on) < ?", days.until)]
    told = [(condition, day.isoformat()) for condition, day in limits if day]
    having = " AND ".join(["min(published_on) IS NOT NULL", *(condition for condition, _ in told)])
    return f"SELECT article FROM witnesses GROUP BY article HAVING {having}", [value for _, value in told]


def statements(connection: Connection, which: StatementFilter, lens: Lens) -> list[Statement]:
    where = _Where.shown("statements")
    where.among("r.id {}", which.ids)
    where.numbered(which.numbers)
    where.article(which.article_id)
    where.among("r.speaker {}", lens.wanted(which.speakers))
    where.among("r.n IN (SELECT statement FROM addressees WHERE actor {})", lens.wanted(which.addressees))
    where.days(which.since, which.until)
    where.published(which.published)
    where.once(once=which.once)
    if which.words is not None:
        where.words(connection, which.words, which)
    rows = _rows(connection, "statements", STATEMENT, where, _order(newest_first=which.newest_first), which.limit)
    return [lens.statement(statement_of(row, lens.coders)) for row in rows]


def events(connection: Connection, which: EventFilter, lens: Lens) -> list[Event]:
    where = _Where.shown("events")
    where.among("r.id {}", which.ids)
    where.numbered(which.numbers)
    where.article(which.article_id)
    where.among("r.type {}", which.types)
    where.among("r.status {}", which.statuses)
    where.among("r.n IN (SELECT event FROM event_parties WHERE actor {})", lens.wanted(which.parties))
    where.days(which.since, which.until)
    where.published(which.published)
    where.once(once=which.once)
    rows = _rows(connection, "events", EVENT, where, _order(newest_first=which.newest_first), which.limit)
    return [lens.event(event_of(row, lens.coders)) for row in rows]


def matching(connection: Connection, words: str, limit: int) -> list[int]:
    """Return the numbers of statements with these words, those read last; of one that repeats another, the other."""
    found, values = connection.matching(phrases(words))
    newest = f"{found} ORDER BY 1 DESC LIMIT ?"
    sql = f"SELECT DISTINCT coalesce(repeats, n) FROM statements WHERE current = 1 AND n IN ({newest})"
    return [number for (number,) in connection.execute(sql, (*values, limit))]


class Of(Enum):
    """Which rows of an article: those that are shown, those that were read last, or all that anybody read or added."""

    SHOWN = "r.current = 1 AND (r.repeats IS NULL OR r.repeats NOT IN (SELECT n FROM {table} WHERE corrected = 0))"
    READ = f"(r.current = 1 OR r.corrected IS NOT NULL) AND r.coder NOT IN ({PERSONS})"
    EVER = "TRUE"


def statements_of(connection: Connection, article: int, lens: Lens, which: Of) -> list[Statement]:
    """Return the statements of an article in their order in the text."""
    where = _Where(["r.article = ?", which.value.format(table="statements")], [article])
    rows = _rows(connection, "statements", STATEMENT, where, _AS_READ, None)
    return [lens.statement(statement_of(row, lens.coders)) for row in rows]


def events_of(connection: Connection, article: int, lens: Lens, which: Of) -> list[Event]:
    """Return the events of an article in their order in the text."""
    where = _Where(["r.article = ?", which.value.format(table="events")], [article])
    rows = _rows(connection, "events", EVENT, where, _AS_READ, None)
    return [lens.event(event_of(row, lens.coders)) for row in rows]


_AS_READ = "r.position, r.n"


def _order(*, newest_first: bool) -> str:
    if newest_first:
        return "r.first_on DESC NULLS LAST, r.article DESC, r.position DESC, r.n DESC"
    return "r.first_on IS NULL, r.first_on, r.article, r.position, r.n"


def _rows(
    connection: Connection, table: str, columns: Sequence[str], where: _Where, order: str, limit: int | None
) -> Iterator[tuple[object, ...]]:
    named = ", ".join(f"r.{column}" for column in columns)
    chosen, values = " AND ".join(where.conditions), list(where.values)
    if limit is not None:
        # The numbers are chosen first: SQLite would carry the words of all rows through the sorting.
        chosen = f"r.n IN (SELECT r.n FROM {table} r WHERE {chosen} ORDER BY {order} LIMIT ?)"
        values.append(max(limit, 0))
    rows = f"SELECT a.id, r.coder, {named} FROM {table} r JOIN articles a ON a.n = r.article"
    return iter(connection.execute(f"{rows} WHERE {chosen} ORDER BY {order}", values))


_PHRASE = re.compile(r'"([^"]*)"|([^\s"]+)')


def phrases(words: str) -> list[str]:
    """Return the words that a person writes, and the phrases between double quotation marks; none of them holds one."""
    found = (phrase or word for phrase, word in _PHRASE.findall(words.replace("\x00", " ")))
    return [each for each in found if each.strip()]


def found(connection: Connection, condition: str, values: Sequence[object], lens: Lens) -> list[Statement | Event]:
    """Return the rows of both kinds for which a condition is true, the statements first."""
    return _both(connection, _Where([condition], list(values)), "r.n", None, lens)


def doubted(connection: Connection, limit: int, lens: Lens) -> list[Statement | Event]:
    """Return the rows as read whose score is nearest to a half, of each kind at most `limit`."""
    where = _Where([f"r.current = 1 AND r.repeats IS NULL AND r.coder NOT IN ({PERSONS})"])
    return _both(connection, where, "abs(r.score - 0.5), r.n", limit, lens)


def _both(connection: Connection, where: _Where, order: str, limit: int | None, lens: Lens) -> list[Statement | Event]:
    said = _rows(connection, "statements", STATEMENT, where, order, limit)
    done = _rows(connection, "events", EVENT, where, order, limit)
    return [
        *(lens.statement(statement_of(row, lens.coders)) for row in said),
        *(lens.event(event_of(row, lens.coders)) for row in done),
    ]
