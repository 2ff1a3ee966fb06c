"""What rows are seen through: who coded them, which row is shown in place of which, which actors are one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from standoff.corrections import PERSON, Correction, Kind
from standoff.corrections.moving import party
from standoff.store.connection import Connection
from standoff.store.keeping import held
from standoff.store.rows import ACTOR, Coders, actor_of
from standoff.types import Actor, Coder, Event, Mention, Statement

PERSONS = f"SELECT n FROM coders WHERE name = '{PERSON.name}'"
"""The SQL of the coders that are persons."""


@dataclass(frozen=True, slots=True)
class Lens:
    """`rows` are the ids of rows that are not shown, with the id of the one that is shown instead, None if none is.

    `actors` are the ids of actors who a person says are another, `parties` the codes under which they take part.
    """

    coders: Coders
    rows: Mapping[str, str | None] = field(default_factory=dict)
    actors: Mapping[str, str] = field(default_factory=dict)
    parties: Mapping[str, str] = field(default_factory=dict)

    def statement(self, row: Statement) -> Statement:
        """Return a statement that names rows and actors as they go now."""
        if row.parent and row.parent in self.rows:
            row = replace(row, parent=self.rows[row.parent])
        if self.actors:
            speaker = self.actors.get(row.speaker, row.speaker) if row.speaker else None
            row = replace(row, speaker=speaker, addressees=_same(row.addressees, self.actors))
        return row

    def event(self, row: Event) -> Event:
        """Return an event that names rows and actors as they go now."""
        if self.rows and not self.rows.keys().isdisjoint((row.according_to or "", *row.answers)):
            answers = (self.rows.get(each, each) for each in row.answers)
            by = self.rows.get(row.according_to, row.according_to) if row.according_to else None
            row = replace(row, according_to=by, answers=tuple(dict.fromkeys(each for each in answers if each)))
        if self.parties:
            parties = _same(row.actors, self.parties), _same(row.recipients, self.parties)
            row = replace(row, actors=parties[0], recipients=parties[1])
        return row

    def mention(self, mention: Mention) -> Mention:
        """Return a mention of the actor who the one that was read is."""
        return replace(mention, actor=self.actors.get(mention.actor, mention.actor))

    def actor(self, actor: Actor) -> Actor:
        """Return an actor who acts for whom the one that was read is."""
        if actor.acts_for is None or actor.acts_for not in self.actors:
            return actor
        return replace(actor, acts_for=self.actors[actor.acts_for])

    def wanted(self, names: frozenset[str] | None) -> frozenset[str] | None:
        """Return also the ids and codes under which those who are wanted were read."""
        if names is None or not self.actors:
            return names
        known = (*self.actors.items(), *self.parties.items())
        return names | {was for was, now in known if now in names}


def _same(names: tuple[str, ...], actors: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actors.get(each, each) for each in names))


def plain(connection: Connection) -> Lens:
    """Return what shows rows as they were written."""
    rows = connection.execute("SELECT n, name, version, digest FROM coders")
    return Lens({number: Coder(name, version, digest) for number, name, version, digest in rows})


def lens(connection: Connection) -> Lens:
    """Return what shows rows with all that persons said of them."""
    merged = _merged(held(connection, "article IS NULL AND kind IN ('merge-actors', 'undo')"))
    known = actors_among(connection, {*merged, *merged.values()}) if merged else {}
    # Whoever speaks for a state takes part as that state, and so do others: nobody can tell whose events those are.
    own = [was for was in merged if was not in known or not known[was].acts_for]
    parties = {party(was, known): party(merged[was], known) for was in own}
    return replace(plain(connection), rows=_instead(connection), actors=merged, parties=parties)


def _merged(corrections: list[Correction]) -> dict[str, str]:
    """Return who is who in the end: of two corrections that contradict, the later holds."""
    found: dict[str, str] = {}
    for each in corrections:
        if each.kind is Kind.MERGE_ACTORS and each.actors:
            was, now = each.actors
            found.pop(now, None)
            found[was] = now
    return {was: _last(found, was) for was in found}


def _last(merged: Mapping[str, str], actor: str) -> str:
    while actor in merged:
        actor = merged[actor]
    return actor


def _instead(connection: Connection) -> dict[str, str | None]:
    """Return the ids of rows that give way to one with another id, or to none: then the statement that held it."""
    found: dict[str, str | None] = {}
    for table in ("statements", "events"):
        pairs = f"SELECT m.id, p.id FROM {table} m JOIN {table} p ON p.n = m.corrected"
        found.update(connection.execute(f"{pairs} WHERE m.corrected > 0 AND p.id <> m.id ORDER BY m.corrected, m.n"))
    found.update((identity, None) for (identity,) in connection.execute("SELECT id FROM events WHERE corrected = 0"))
    holders = dict(connection.execute("SELECT id, parent FROM statements WHERE corrected = 0 ORDER BY n"))
    for identity in holders:
        found[identity] = _holder(identity, holders, found)
    return found


def _holder(identity: str, holders: Mapping[str, str | None], shown: Mapping[str, str | None]) -> str | None:
    """Return the innermost statement around a rejected one that is shown."""
    passed: set[str] = set()
    at: str | None = identity
    while at and at in holders and at not in passed:
        passed.add(at)
        at = holders[at]
    return None if not at or at in passed else shown.get(at, at)


def actors_among(connection: Connection, ids: set[str]) -> dict[str, Actor]:
    """Return the actors with these ids, each as it was read last; who was only introduced by a person is there too."""
    marks = ", ".join("?" * len(ids))
    rows = connection.execute(f"SELECT {', '.join(ACTOR)} FROM actors WHERE id IN ({marks}) ORDER BY n", sorted(ids))
    read = {row[0]: actor_of(row) for row in rows}
    return {each.id: each for each in introduced(connection) if each.id in ids} | read


def introduced(connection: Connection) -> list[Actor]:
    """Return the actors whom corrections that hold introduce."""
    made = held(connection, "undoes IS NOT NULL OR introduces > 0")
    return [actor for each in made for actor in each.introduces]
