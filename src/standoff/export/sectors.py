"""What a party is in its society: PLOVER's sectors, by its code, by the words that name it, else by its kind."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from standoff.export.countries import country
from standoff.tables import packaged, rows
from standoff.types import UNKNOWN, Actor, ActorKind

Sectors = tuple[str, ...]

_FILE = "sectors.tsv"

INTERNATIONAL = frozenset({"IGO", "UNO", "EUR", "NGO", "IMG", "MNC"})
"""Sectors that PLOVER writes also in the place of a country."""

_KINDS: Mapping[ActorKind, Sectors] = MappingProxyType(
    {ActorKind.STATE: ("GOV",), ActorKind.ORGANIZATION: ("IGO",), ActorKind.PEOPLE: ("CVL",)}
)
_WORD = re.compile(r"[\w'&.]+(?:-\w+)*")


@dataclass(frozen=True, slots=True)
class _Table:
    blocs: frozenset[str]
    parties: Mapping[str, Sectors]
    homes: Mapping[str, str]
    words: Mapping[str, Sectors]
    longest: int


def is_bloc(code: str) -> bool:
    """Tell a regional construct such as the West by its code."""
    return code in _table().blocs


def home(code: str) -> str:
    """Return the code of the state where a party is at home whose record names no country: itself, if it is a state."""
    return _table().homes.get(code) or code.removesuffix("-CIV")


def sectors(code: str, actor: Actor | None, raw: str | None) -> Sectors:
    """Return the sectors of the party with this code, the primary one first.

    `actor` is whom the report names for it, `raw` with which words: the foreign minister and the troops of a state are
    the same party and not the same sector.
    """
    known = _table().parties.get(code) or _by_words(_said_of(code, actor, raw))
    return known or (("UNK",) if code == UNKNOWN else _by_kind(code, actor))


def _said_of(code: str, actor: Actor | None, raw: str | None) -> str:
    """Return the words that say what an actor is: his office, its name; a state is what the report calls it here."""
    if actor is None:
        return code.lower().replace("-", " ")
    if actor.kind is ActorKind.PERSON:
        return actor.role or ""
    return (raw or "") if actor.kind is ActorKind.STATE else actor.name


def _by_words(words: str) -> Sectors:
    """Return the sectors of the longest entry among the words, of several the last: a noun phrase ends in its head."""
    table, found = _table(), [each.lower() for each in _WORD.findall(words)]
    for length in range(table.longest, 0, -1):
        for start in range(len(found) - length, -1, -1):
            entry = table.words.get(" ".join(found[start : start + length]))
            if entry is not None:
                return entry
    return ()


def _by_kind(code: str, actor: Actor | None) -> Sectors:
    if country(code) or (actor is not None and country(actor.acts_for)):
        return ("GOV",)
    if actor is None:
        return ("UNK",)
    if actor.acts_for:
        # Whoever acts for an organization is what the organization is, and all that are not in the table are of states.
        return _table().parties.get(actor.acts_for, ("IGO",))
    return _KINDS.get(actor.kind, ("UNK",))


@cache
def _table() -> _Table:
    table = rows(_FILE, packaged("export", _FILE), ("kind", "names", "sectors", "country"))
    found = [(row["kind"], name, row) for row in table for name in row.many("names")]
    words = {name: row.many("sectors") for kind, name, row in found if kind == "word"}
    return _Table(
        blocs=frozenset(name for kind, name, _ in found if kind == "bloc"),
        parties={name: row.many("sectors") for kind, name, row in found if kind == "party"},
        homes={name: row["country"] for kind, name, row in found if kind == "party" and row["country"]},
        words=words,
        longest=max(len(each.split()) for each in words),
    )
