"""States, organizations, blocs and officials, and what reports call them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from standoff.language.actors.officials import COLUMNS, Official, Term, by_family, by_state, read_officials, spellings
from standoff.language.actors.vocabulary import Vocabulary
from standoff.tables import Row, packaged, rows
from standoff.types import Actor, ActorKind

_STATES = ("code", "name", "names", "adjectives", "people", "capital", "seats", "wikidata")
_ORGANIZATIONS = ("code", "kind", "name", "names", "seats", "noun", "wikidata", "acts_for")
_BLOCS = ("code", "name", "names", "members", "wikidata")
_BODIES = ("code", "kind", "name", "names", "country", "noun")

WORD = re.compile(r"\w+")
_OF_REGION = re.compile(r"(?:the )?([A-Z].*) (?:states|countries|nations|leaders|governments)")
_U_S = "U.S."


class Sense(StrEnum):
    """How a name stands for an actor."""

    NAME = "name"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    CAPITAL = "capital"
    SEAT = "seat"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an actor. `article` says that it counts only after "the": "the West", but not "West"."""

    words: str
    code: str
    sense: Sense
    article: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The tables of this package, indexed. `names` is by first word, the longest name first."""

    actors: Mapping[str, Actor]
    names: Mapping[str, tuple[Name, ...]]
    adjectives: Mapping[str, str]
    peoples: Mapping[str, Actor]
    nouns: Mapping[str, frozenset[str]]
    members: Mapping[str, tuple[str, ...]]
    regions: Mapping[str, str]
    officials: Mapping[str, Official]
    families: Mapping[str, tuple[Official, ...]]
    terms: Mapping[str, tuple[tuple[Official, Term], ...]]
    vocabulary: Vocabulary

    @classmethod
    def load(cls) -> "Gazetteer":
        """Read the tables of this package; raise ModelError where one is damaged."""
        names = ("states", "organizations", "blocs", "officials", "bodies")
        states, organizations, blocs, officials, bodies = (packaged("language", f"{name}.tsv") for name in names)
        return cls.of(states, organizations, blocs, officials, bodies, Vocabulary.load())

    @classmethod
    def of(
        cls, states: str, organizations: str, blocs: str, officials: str, bodies: str, vocabulary: Vocabulary
    ) -> "Gazetteer":
        """Index the texts of the five tables."""
        state_rows = list(rows("states.tsv", states, _STATES))
        organization_rows = list(rows("organizations.tsv", organizations, _ORGANIZATIONS))
        bloc_rows = list(rows("blocs.tsv", blocs, _BLOCS))
        body_rows = list(rows("bodies.tsv", bodies, _BODIES))
        actors = _actors(state_rows, organization_rows, bloc_rows, body_rows)
        _check_members(actors, bloc_rows)
        people = read_officials(rows("officials.tsv", officials, COLUMNS), actors)
        return cls(
            actors=MappingProxyType(actors),
            names=_index(
                [
                    *(name for row in state_rows for name in _names_of_state(row)),
                    *(name for row in organization_rows for name in _names(row)),
                    *(name for row in (*bloc_rows, *body_rows) for name in _names(row)),
                    *(
                        Name(words, person.id, Sense.PERSON)
                        for person in people.values()
                        for words in spellings(person)
                    ),
                ]
            ),
            peoples=MappingProxyType({row["code"]: _people(row) for row in state_rows}),
            adjectives=MappingProxyType({row["code"]: _adjective(row) for row in state_rows}),
            nouns=MappingProxyType(
                {row["code"]: frozenset(row.many("noun")) for row in (*organization_rows, *body_rows)}
            ),
            members=MappingProxyType({row["code"]: row.many("members") for row in bloc_rows if row["members"]}),
            regions=MappingProxyType(_regions(bloc_rows)),
            officials=MappingProxyType(people),
            families=by_family(people.values()),
            terms=by_state(people.values()),
            vocabulary=vocabulary,
        )

    def in_office(self, state: str, role: str | None, on: date | None) -> Official | None:
        """Return who held an office on a day, or led the state if `role` is None; None if nobody or several did."""
        if on is None:
            return None
        held = {
            person.id: person
            for person, term in self.terms.get(state, ())
            if term.holds(on) and (term.leader if role is None else term.role == role)
        }
        return next(iter(held.values())) if len(held) == 1 else None


def _names_of_state(row: Row) -> Iterable[Name]:
    columns = (
        (Sense.NAME, (row["name"], *row.many("names"))),
        (Sense.ADJECTIVE, row.many("adjectives")),
        (Sense.PEOPLE, row.many("people")),
        (Sense.CAPITAL, row.many("capital")),
        (Sense.SEAT, row.many("seats")),
    )
    return [_name(words, row["code"], sense) for sense, values in columns for words in values]


def _names(row: Row) -> Iterable[Name]:
    names = [_name(words, row["code"], Sense.NAME) for words in (row["name"], *row.many("names"))]
    seats = row.many("seats") if "seats" in row.cells else ()
    return [*names, *(_name(words, row["code"], Sense.SEAT) for words in seats)]


def _name(words: str, code: str, sense: Sense) -> Name:
    bare = words.removeprefix("the ")
    return Name(bare, code, sense, bare != words)


def _adjective(row: Row) -> str:
    """Return the adjective by which an institution is called; "American" is for people, "U.S." for institutions."""
    adjectives = row.many("adjectives") or (row["name"],)
    return _U_S if _U_S in adjectives else adjectives[0]


def _regions(blocs: list[Row]) -> dict[str, str]:
    """Return the blocs by their adjective: that of "Baltic states" is "Baltic", unless it alone is a name."""
    found: dict[str, str] = {}
    for row in blocs:
        names = (row["name"], *row.many("names"))
        for words in names:
            region = _OF_REGION.fullmatch(words)
            if region and region[1] not in names:
                found.setdefault(region[1], row["code"])
    return found


def _people(row: Row) -> Actor:
    """Return the people of a state, an actor that is not the state."""
    adjective = (row.many("adjectives") or (row["name"],))[0]
    return Actor(f"{row['code']}-CIV", f"{adjective} people", ActorKind.PEOPLE, row["code"])


def _index(names: Iterable[Name]) -> Mapping[str, tuple[Name, ...]]:
    """Index names by first word, the longest first. One that counts without "the" outdoes the same after "the"."""
    merged: dict[tuple[str, str, Sense], Name] = {}
    for name in names:
        key = (name.words, name.code, name.sense)
        if key not in merged or merged[key].article:
            merged[key] = name
    found: dict[str, list[Name]] = {}
    for name in merged.values():
        first = WORD.search(name.words)
        found.setdefault(first.group() if first else name.words, []).append(name)
    return MappingProxyType({first: tuple(sorted(each, key=_rank)) for first, each in found.items()})


def _rank(name: Name) -> tuple[int, str, str]:
    return -len(name.words), name.sense, name.code


def _actors(states: list[Row], organizations: list[Row], blocs: list[Row], bodies: list[Row]) -> dict[str, Actor]:
    found: dict[str, Actor] = {}
    for row in states:
        _add(found, row, ActorKind.STATE, country=row["code"])
    for row in organizations:
        _add(found, row, _kind(row), acts_for=row["acts_for"] or None)
    for row in blocs:
        _add(found, row, ActorKind.BLOC)
    for row in bodies:
        _add(found, row, _kind(row), country=row["country"] or None, acts_for=row["country"] or None)
    return found


def _kind(row: Row) -> ActorKind:
    try:
        return ActorKind(row["kind"])
    except ValueError as error:
        raise row.error(f"kind {row['kind']!r}", "organization or group") from error


def _add(
    found: dict[str, Actor], row: Row, kind: ActorKind, *, country: str | None = None, acts_for: str | None = None
) -> None:
    code = row["code"]
    if code in found:
        raise row.error(f"the code {code} a second time", "one row for each code")
    wikidata = row.cells.get("wikidata") or None
    found[code] = Actor(code, row["name"].removeprefix("the "), kind, country, None, acts_for, wikidata)


def _check_members(actors: Mapping[str, Actor], blocs: list[Row]) -> None:
    for row in blocs:
        if absent := [code for code in row.many("members") if code not in actors]:
            raise row.error(f"the member {absent[0]}", "a code of states.tsv or organizations.tsv")
