"""A reading becomes rows, within one transaction that the caller holds."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from standoff.store.connection import Connection
from standoff.store.correcting import apply_again
from standoff.store.rows import (
    ACTOR,
    ARTICLE,
    CAST,
    EVENT,
    MENTION,
    PLACE,
    READ_BY,
    STATEMENT,
    TIME,
    WITNESS,
    actor_row,
    article_row,
    coder_number,
    days,
    event_row,
    inserting,
    names,
    statement_row,
    witness_row,
)
from standoff.types import Actor, Article, Coder, Event, Reading, Statement, digest


def write(connection: Connection, reading: Reading, read_by: Collection[Coder]) -> bool:
    """Write what the database does not hold yet of `reading`; return whether there was a new article or a new coder."""
    article, is_new = _article(connection, reading.article)
    nouns = {*read_by, *(row.coder for row in reading.statements), *(row.coder for row in reading.events)}
    coders = {noun: coder_number(connection, noun) for noun in sorted(nouns, key=_coder_key)}
    if not _note_coders(connection, article, coders.values()) and not is_new:
        return False
    _write_cast(connection, article, reading)
    _write_rows(connection, article, reading, coders, is_new=is_new)
    apply_again(connection, article)
    return True


def _article(connection: Connection, noun: Article) -> tuple[int, bool]:
    """Return the number of the article and whether it is new; note where it was found."""
    connection.hold(noun.id)
    known = connection.execute("SELECT n FROM articles WHERE id = ?", (noun.id,)).fetchone()
    row = (noun.id, *article_row(noun))
    number: int = known[0] if known else connection.insert("articles", ("id", *ARTICLE), row)
    connection.execute(f"{inserting('witnesses', WITNESS)} ON CONFLICT DO NOTHING", witness_row(number, noun))
    return number, known is None


def _coder_key(noun: Coder) -> tuple[str, str, str]:
    return noun.name, noun.version, noun.digest or ""


def _note_coders(connection: Connection, article: int, coders: Iterable[int]) -> bool:
    """Note who read the article; return whether one of them had not read it before."""
    noted = f"{inserting('read_by', READ_BY)} ON CONFLICT DO NOTHING"
    return sum(connection.execute(noted, (article, coder)).rowcount for coder in coders) > 0


def _write_cast(connection: Connection, article: int, reading: Reading) -> None:
    number = connection.insert("readings", ("article",), (article,))
    actors = _actors(connection, reading.actors)
    members = [(number, at, actors[noun]) for at, noun in enumerate(reading.actors)]
    connection.bulk("casts", CAST, members)
    mentions = [(number, at, noun.actor, *noun.span) for at, noun in enumerate(reading.mentions)]
    connection.bulk("mentions", MENTION, mentions)
    times = [(number, at, *noun.span, noun.date) for at, noun in enumerate(reading.times)]
    connection.bulk("times", TIME, times)


def _actors(connection: Connection, nouns: Iterable[Actor]) -> dict[Actor, int]:
    """Return the numbers of actors, entered in the order of their keys: so no two writers wait for each other."""
    keyed = {digest(*actor_row(noun)): noun for noun in nouns}
    numbers = _numbers(connection, keyed)
    if new := sorted(keyed.keys() - numbers.keys()):
        entering = f"{inserting('actors', ('key', *ACTOR))} ON CONFLICT DO NOTHING"
        connection.executemany(entering, [(key, *actor_row(keyed[key])) for key in new])
        numbers |= _numbers(connection, new)
    return {noun: numbers[key] for key, noun in keyed.items()}


def _numbers(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    sql = "SELECT key, n FROM actors WHERE key IN (SELECT value FROM json_each(?))"
    return dict(connection.execute(sql, (names(keys),)))


def _write_rows(
    connection: Connection, article: int, reading: Reading, coders: Mapping[Coder, int], *, is_new: bool
) -> None:
    published_on = reading.article.published_on

    def placed(at: int, noun: Statement | Event, on: str | None) -> tuple[object, ...]:
        return (coders[noun.coder], article, at, 1, *days(on, published_on))

    statements = [(*placed(at, s, s.said_on), *statement_row(s)) for at, s in enumerate(reading.statements)]
    events = [(*placed(at, e, e.date), *event_row(e)) for at, e in enumerate(reading.events)]
    for table, columns, rows in (("statements", STATEMENT, statements), ("events", EVENT, events)):
        if is_new and len({(row[0], row[6]) for row in rows}) == len(rows):
            connection.bulk(table, (*PLACE, *columns), rows)
        else:
            _write_current(connection, table, columns, article, rows)


def _write_current(
    connection: Connection, table: str, columns: Sequence[str], article: int, rows: list[tuple[object, ...]]
) -> None:
    """Let `rows` be what is shown of the article; those of earlier coders stay and are shown no longer."""
    if connection.execute(f"UPDATE {table} SET current = 0, corrected = NULL WHERE article = ?", (article,)).rowcount:
        # What repeats a row that may be shown no longer is shown itself until stories are worked out again.
        of = f"SELECT n FROM {table} WHERE article = ?1"
        connection.execute(f"UPDATE {table} SET repeats = NULL WHERE article = ?1 OR repeats IN ({of})", (article,))
    keep = "ON CONFLICT (id, coder) DO UPDATE SET current = 1, position = excluded.position"
    connection.executemany(f"{inserting(table, (*PLACE, *columns))} {keep}", rows)
