"""Who and when: the actors, mentions and times of an article, and the actors of all of them."""

from collections.abc import Iterable

from standoff.corrections import PERSON
from standoff.corrections.judging import holding
from standoff.corrections.moving import Moves
from standoff.store.connection import Connection
from standoff.store.keeping import of_article
from standoff.store.lens import Lens, actors_among, introduced
from standoff.store.rows import ACTOR, actor_of
from standoff.types import Actor, Event, Mention, Span, Statement, Time


def actors(connection: Connection, lens: Lens) -> dict[str, Actor]:
    """Return the actors by id, each as most articles describe it; whom a person merged is left out."""
    sql = (
        f"SELECT {', '.join(ACTOR)} FROM actors JOIN (SELECT actor, count(*) AS times FROM casts GROUP BY actor) c "
        "ON c.actor = n ORDER BY times, n DESC"
    )
    known = {each.id: each for each in introduced(connection)} | {
        row[0]: actor_of(row) for row in connection.execute(sql)
    }
    return {each: lens.actor(noun) for each, noun in known.items() if each not in lens.actors}


def cast(
    connection: Connection, article: int, lens: Lens, rows: Iterable[Statement | Event]
) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    """Return the actors and mentions of the newest reading, and the actors whom rows of persons name besides."""
    reading = connection.execute("SELECT max(n) FROM readings WHERE article = ?", (article,)).fetchone()
    moves = Moves.of(holding(of_article(connection, article)), {})
    sql = "SELECT actor, first, past FROM mentions WHERE reading = ? ORDER BY position"
    read = [Mention(actor, Span(first, past)) for actor, first, past in connection.execute(sql, reading)]
    moved = [moves.mention(each) for each in read]
    named = ", ".join(f"a.{column}" for column in ACTOR)
    sql = f"SELECT {named} FROM casts c JOIN actors a ON a.n = c.actor WHERE reading = ? ORDER BY position"
    members = {noun.id: noun for noun in map(actor_of, connection.execute(sql, reading))}
    wanted = {name for row in rows if row.coder == PERSON for name in _named(row)}
    wanted |= {each.actor for each, was in zip(moved, read, strict=True) if each is not was}
    missing = {lens.actors.get(each, each) for each in (*members, *wanted)} - members.keys()
    members |= actors_among(connection, missing) if missing else {}
    actors = tuple(lens.actor(each) for each in members.values() if each.id not in lens.actors)
    return actors, tuple(map(lens.mention, moved))


def _named(row: Statement | Event) -> Iterable[str]:
    if isinstance(row, Statement):
        return (*row.addressees, *((row.speaker,) if row.speaker else ()))
    return (*row.actors, *row.recipients)


def times(connection: Connection, article: int) -> tuple[Time, ...]:
    """Return the time expressions of the newest reading."""
    newest = "SELECT max(n) FROM readings WHERE article = ?"
    sql = f"SELECT first, past, date FROM times WHERE reading = ({newest}) ORDER BY position"
    return tuple(Time(Span(first, past), date) for first, past, date in connection.execute(sql, (article,)))
