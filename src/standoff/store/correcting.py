"""Rows of persons are written in place of rows as they were read, within one transaction that the caller holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from standoff.corrections import PERSON, Correction, Kind, Target
from standoff.corrections.applying import Shown, corrected
from standoff.corrections.judging import holding
from standoff.corrections.matching import Row, standing
from standoff.corrections.moving import Moves
from standoff.corrections.nouns import words_of
from standoff.store.checking import check_correction
from standoff.store.connection import Connection
from standoff.store.keeping import keep, of_article
from standoff.store.lens import PERSONS, Lens, actors_among, plain
from standoff.store.rows import (
    ARTICLE,
    EVENT,
    PLACE,
    STATEMENT,
    article_of,
    coder_number,
    days,
    event_row,
    statement_row,
)
from standoff.store.selecting import Of, events_of, statements_of
from standoff.types import Article, Statement

_TABLES = ("statements", "events")


def correct(connection: Connection, correction: Correction) -> bool:
    """Keep a correction and apply it; return whether it was new."""
    if not keep(connection, correction):
        return False
    check_correction(connection, correction)
    (article,) = connection.execute("SELECT article FROM corrections WHERE id = ?", (correction.id,)).fetchone()
    if article is not None:
        apply_again(connection, article)
    return True


def apply_again(connection: Connection, article: int) -> None:
    """Apply the corrections of an article to what was read of it last, and those of articles that answer rows of it."""
    _apply(connection, article)
    sql = "SELECT DISTINCT article FROM corrections WHERE other_article = ?1 AND article <> ?1 ORDER BY article"
    for (other,) in connection.execute(sql, (article,)).fetchall():
        _apply(connection, other)


def _apply(connection: Connection, article: int) -> None:
    corrections = of_article(connection, article)
    if not corrections:
        return
    _reset(connection, article)
    at = _Place(connection, article, plain(connection))
    held, read = holding(corrections), at.rows(Of.READ)
    seen = {each.id: each.row for made in held for each in (made.target, made.other) if each}
    ever = seen | {row.id: row for row in at.rows(Of.EVER)}
    _write(at, read, corrected(at.noun, read, ever, held, _moves(connection, held), _elsewhere(at, held)))
    carry(connection, article)


def _reset(connection: Connection, article: int) -> None:
    """Let the rows of an article be as they were read last."""
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table} WHERE article = ? AND coder IN ({PERSONS})", (article,))
        again = f"UPDATE {table} SET current = 1, corrected = NULL WHERE article = ? AND corrected IS NOT NULL"
        connection.execute(again, (article,))


@dataclass(frozen=True, slots=True)
class _Place:
    """An article whose rows are corrected."""

    connection: Connection
    number: int
    lens: Lens

    @property
    def noun(self) -> Article:
        return _article(self.connection, self.number)

    def rows(self, which: Of) -> list[Row]:
        where = self.connection, self.number, self.lens, which
        return [*statements_of(*where), *events_of(*where)]


def _article(connection: Connection, number: int) -> Article:
    row = connection.execute(f"SELECT {', '.join(ARTICLE)} FROM articles WHERE n = ?", (number,)).fetchone()
    return article_of(row)


def _moves(connection: Connection, held: Sequence[Correction]) -> Moves:
    ids = {actor for each in held if each.kind is Kind.MOVE_MENTION and each.actors for actor in each.actors}
    return Moves.of(held, actors_among(connection, ids) if ids else {})


def _elsewhere(at: _Place, held: Sequence[Correction]) -> dict[str, str]:
    """Return the ids by which requests of other articles go now."""
    others = [each.other for each in held if each.other and each.other.citation.article_id != each.article_id]
    found = {each.id: standing_now(at.connection, each, at.lens) for each in others}
    return {row: now for row, now in found.items() if now}


def standing_now(connection: Connection, target: Target, lens: Lens) -> str | None:
    """Return the id of the row that is shown where `target` was read; None if there is none."""
    sql = "SELECT n FROM articles WHERE id = ?"
    found = connection.execute(sql, (target.citation.article_id,)).fetchone()
    if not found:
        return None
    where = connection, found[0], lens, Of.SHOWN
    shown: list[Row] = [*statements_of(*where), *events_of(*where)]
    return standing(_article(connection, found[0]).text, replace(target.row, id=target.id), shown)


def _write(at: _Place, read: Sequence[Row], shown: Shown) -> None:
    """Write the rows of persons, and note of rows as read which of them is shown instead."""
    person = coder_number(at.connection, PERSON)
    numbers = {row.id: _insert(at, person, row, _position(at, read, row, shown)) for row in _in_order(shown.rows)}
    for row in read:
        if row.id in shown.instead:
            now = shown.instead[row.id]
            hide = f"UPDATE {_table(row)} SET current = 0, corrected = ? WHERE id = ? AND article = ? AND current = 1"
            values = (numbers[now] if now else 0, row.id, at.number, person)
            at.connection.execute(f"{hide} AND coder <> ?", values)


def _insert(at: _Place, person: int, row: Row, position: int) -> int:
    columns: Sequence[str]
    values: Sequence[object]
    if isinstance(row, Statement):
        on, columns, values = row.said_on, STATEMENT, statement_row(row)
    else:
        on, columns, values = row.date, EVENT, event_row(row)
    place = (person, at.number, position, 1, *days(on, at.noun.published_on))
    return at.connection.insert(_table(row), (*PLACE, *columns), (*place, *values))


def _table(row: Row) -> str:
    return _TABLES[not isinstance(row, Statement)]


def _in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda each: (words_of(each).spans, each.id))


def _position(at: _Place, read: Sequence[Row], row: Row, shown: Shown) -> int:
    """Return the place of the first row as read that gives way, else of the last that begins before."""
    table = [each for each in read if _table(each) == _table(row)]
    own = next((each for each in table if shown.instead.get(each.id) == row.id), None)
    before = [each for each in table if words_of(each).spans <= words_of(row).spans]
    near = own or (before[-1] if before else None)
    if near is None:
        return 0
    sql = f"SELECT position FROM {_table(row)} WHERE id = ? AND article = ? AND current = 1"
    return int(at.connection.execute(sql, (near.id, at.number)).fetchone()[0])


_SAME = MappingProxyType(
    {
        "statements": (
            "(m.speaker = r.speaker OR coalesce(m.speaker, r.speaker) IS NULL) AND m.addressees = r.addressees"
        ),
        "events": "m.type = r.type AND m.actors = r.actors AND m.recipients = r.recipients AND m.status = r.status",
    }
)


def carry(connection: Connection, article: int) -> None:
    """Let a row of a person that says what was read repeat what that repeats."""
    for table, same in _SAME.items():
        is_said = f"m.corrected = r.n AND m.repeats IS NOT NULL AND {same}"
        repeats = f"SELECT m.repeats FROM {table} m WHERE {is_said} ORDER BY m.n LIMIT 1"
        sql = f"UPDATE {table} AS r SET repeats = ({repeats}) WHERE r.article = ? AND r.coder IN ({PERSONS})"
        connection.execute(sql, (article,))
