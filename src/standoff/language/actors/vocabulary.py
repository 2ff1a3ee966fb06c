"""Words for persons and for those who act: offices, institutions, forces, peoples."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from standoff.errors import ModelError
from standoff.tables import packaged, rows

_COMPLEMENT = re.compile(r" (?:of|for|to|on|at|in) ")

KINDS = (
    "state", "body", "ruling", "member", "institution", "unofficial", "people", "crowd", "place", "modifier", "past",
    "hearer", "message", "relation", "ambiguous", "single", "shared", "town", "seated",
)  # fmt: skip


class Stands(StrEnum):
    """For whom the holder of a role speaks."""

    OFFICE = "office"
    HEAD = "head"
    PRIVATE = "private"
    KIN = "kin"
    COURTESY = "courtesy"


@dataclass(frozen=True, slots=True)
class Role:
    """What a person is: the canonical words, for whom it speaks, and the gender where the word says so."""

    name: str
    stands: Stands
    gender: str | None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Roles by their forms in small letters, and nouns by kind."""

    roles: Mapping[str, Role]
    kinds: Mapping[str, frozenset[str]]

    @classmethod
    def load(cls) -> "Vocabulary":
        """Read the tables of this package; raise ModelError where one is damaged."""
        return cls.of(packaged("language", "roles.tsv"), packaged("language", "nouns.tsv"))

    @classmethod
    def of(cls, roles: str, nouns: str) -> "Vocabulary":
        """Index the texts of the two tables."""
        return cls(MappingProxyType(_roles(roles)), MappingProxyType(_kinds(nouns)))

    def has(self, kind: str, words: str) -> bool:
        """Tell whether words in small letters, in the singular or plural, are of a kind."""
        known = self.kinds[kind]
        return words in known or singular(words) in known

    def role(self, words: str) -> Role | None:
        """Return the role that words in small letters name, by their whole or by the last word of their head."""
        head = _COMPLEMENT.split(words, maxsplit=1)[0]
        return self.roles.get(words) or self.roles.get(head) or self.roles.get(office_head(words))


def office_head(words: str) -> str:
    """Return the noun that says what an office is: "minister" of "deputy minister for foreign affairs"."""
    return _COMPLEMENT.split(words, maxsplit=1)[0].rpartition(" ")[2]


def singular(noun: str) -> str:
    """Return the singular of an English noun in small letters, the noun itself if it has no plural ending."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("men"):
        return noun[:-2] + "an"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


_IRREGULAR = MappingProxyType(
    {"children": "child", "media": "media", "people": "people", "chiefs of staff": "chief of staff"}
)


def _roles(text: str) -> dict[str, Role]:
    found: dict[str, Role] = {}
    for row in rows("roles.tsv", text, ("words", "role", "stands", "gender")):
        try:
            role = Role(row["role"], Stands(row["stands"]), row["gender"] or None)
        except ValueError as error:
            raise row.error(f"{row['stands']!r} for stands", "one of " + ", ".join(Stands)) from error
        for words in row.many("words"):
            if words in found:
                raise row.error(f"{words!r} a second time", "one role for each form")
            found[words] = role
    return found


def _kinds(text: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in rows("nouns.tsv", text, ("kind", "words")):
        if row["kind"] not in KINDS:
            raise row.error(f"kind {row['kind']!r}", "one of " + ", ".join(KINDS))
        found[row["kind"]] = frozenset(row.many("words"))
    if absent := [kind for kind in KINDS if kind not in found]:
        raise ModelError(f"nouns.tsv: no row for {absent[0]}, expected one; install the package again")
    return found
