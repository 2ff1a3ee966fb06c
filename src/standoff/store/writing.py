"""A reading becomes rows, within one transaction that the caller holds."""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence

from standoff.store.correcting import apply_again
from standoff.store.rows import (
    ACTOR,
    ARTICLE,
    EVENT,
    PLACE,
    STATEMENT,
    actor_row,
    article_row,
    coder_number,
    days,
    event_row,
    insert,
    inserting,
    iso,
    statement_row,
)
from standoff.types import Actor, Article, Coder, Event, Reading, Statement, digest


def write(connection: sqlite3.Connection, reading: Reading, read_by: Collection[Coder]) -> bool:
    """Write what the database does not hold yet of `reading`; return whether there was a new article or a new coder."""
    article, is_new = _article(connection, reading.article)
    nouns = {*read_by, *(row.coder for row in reading.statements), *(row.coder for row in reading.events)}
    coders = {noun: coder_number(connection, noun) for noun in sorted(nouns, key=_coder_key)}
    if not _note_coders(connection, article, coders.values()) and not is_new:
        return False
    _write_cast(connection, article, reading)
    _write_rows(connection, article, reading, coders)
    apply_again(connection, article)
    return True


def _article(connection: sqlite3.Connection, noun: Article) -> tuple[int, bool]:
    """Return the number of the article and whether it is new; note where it was found."""
    known = connection.execute("SELECT n FROM articles WHERE id = ?", (noun.id,)).fetchone()
    row = (noun.id, *article_row(noun))
    number: int = known[0] if known else insert(connection, "articles", ("id", *ARTICLE), row)
    connection.execute(
        "INSERT OR IGNORE INTO witnesses (article, uri, publisher, published_on, capture) VALUES (?, ?, ?, ?, ?)",
        (number, noun.uri, noun.publisher, iso(noun.published_on), noun.capture),
    )
    return number, known is None


def _coder_key(noun: Coder) -> tuple[str, str, str]:
    return noun.name, noun.version, noun.digest or ""


def _note_coders(connection: sqlite3.Connection, article: int, coders: Iterable[int]) -> bool:
    """Note who read the article; return whether one of them had not read it before."""
    before = connection.total_changes
    connection.executemany("INSERT OR IGNORE INTO read_by VALUES (?, ?)", [(article, coder) for coder in coders])
    return connection.total_changes > before


def _write_cast(connection: sqlite3.Connection, article: int, reading: Reading) -> None:
    number = insert(connection, "readings", ("article",), (article,))
    members = [(number, at, _actor(connection, noun)) for at, noun in enumerate(reading.actors)]
    connection.executemany("INSERT INTO casts VALUES (?, ?, ?)", members)
    mentions = [(number, at, noun.actor, *noun.span) for at, noun in enumerate(reading.mentions)]
    connection.executemany("INSERT INTO mentions VALUES (?, ?, ?, ?, ?)", mentions)
    times = [(number, at, *noun.span, noun.date) for at, noun in enumerate(reading.times)]
    connection.executemany("INSERT INTO times VALUES (?, ?, ?, ?, ?)", times)


def _actor(connection: sqlite3.Connection, noun: Actor) -> int:
    row = actor_row(noun)
    key = digest(*row)
    known = connection.execute("SELECT n FROM actors WHERE key = ?", (key,)).fetchone()
    return known[0] if known else insert(connection, "actors", ("key", *ACTOR), (key, *row))


def _write_rows(connection: sqlite3.Connection, article: int, reading: Reading, coders: Mapping[Coder, int]) -> None:
    published_on = reading.article.published_on

    def placed(at: int, noun: Statement | Event, on: str | None) -> tuple[object, ...]:
        return (coders[noun.coder], article, at, 1, *days(on, published_on))

    statements = [(*placed(at, s, s.said_on), *statement_row(s)) for at, s in enumerate(reading.statements)]
    events = [(*placed(at, e, e.date), *event_row(e)) for at, e in enumerate(reading.events)]
    _write_current(connection, "statements", STATEMENT, article, statements)
    _write_current(connection, "events", EVENT, article, events)


def _write_current(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], article: int, rows: list[tuple[object, ...]]
) -> None:
    """Let `rows` be what is shown of the article; those of earlier coders stay and are shown no longer."""
    if connection.execute(f"UPDATE {table} SET current = 0, corrected = NULL WHERE article = ?", (article,)).rowcount:
        # What repeats a row that may be shown no longer is shown itself until stories are worked out again.
        of = f"SELECT n FROM {table} WHERE article = ?1"
        connection.execute(f"UPDATE {table} SET repeats = NULL WHERE article = ?1 OR repeats IN ({of})", (article,))
    keep = "ON CONFLICT (id, coder) DO UPDATE SET current = 1, position = excluded.position"
    connection.executemany(f"{inserting(table, (*PLACE, *columns))} {keep}", rows)
