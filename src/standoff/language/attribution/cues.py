"""The words that report: verbs and nouns by the grammar in which they carry what was said."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Self

from standoff.language.syntax import Token
from standoff.tables import Row, packaged, rows
from standoff.types import digest

_FILE = "cues.tsv"
_COLUMNS = ("lemma", "part", "kind")


class Kind(StrEnum):
    """What a cue governs; `data/cues.tsv` explains each."""

    SAYING = "saying"
    QUOTING = "quoting"
    TELLING = "telling"
    SHOWING = "showing"
    CONVINCED = "convinced"
    THINKING = "thinking"
    WISHING = "wishing"
    CONSIDERING = "considering"
    CALLING = "calling"
    URGING = "urging"
    PROMISING = "promising"
    ACCUSING = "accusing"
    RAISING = "raising"
    NOTING = "noting"
    ATTENDING = "attending"
    FAVOURING = "favouring"
    STATING = "stating"
    EXPRESSING = "expressing"
    RUMOUR = "rumour"
    DISCUSSING = "discussing"
    ACTING = "acting"
    CLAIM = "claim"
    MATTER = "matter"
    HOPE = "hope"
    INTENT = "intent"
    TOPIC = "topic"
    OCCASION = "occasion"
    ATTENTION = "attention"


Kinds = frozenset[Kind]
_NO_CUE: Kinds = frozenset()


@dataclass(frozen=True, slots=True)
class Cues:
    """The kinds of each cue, by part of speech and lemma."""

    kinds: Mapping[tuple[str, str], Kinds]
    digest: str

    @classmethod
    def load(cls) -> Self:
        """Read the lexicon of this package; raise ModelError on a row that makes no sense."""
        return cls.indexed(packaged("language", _FILE))

    @classmethod
    def indexed(cls, text: str) -> Self:
        """Index the text of the table."""
        kinds: dict[tuple[str, str], Kinds] = {}
        for row in rows(_FILE, text, _COLUMNS):
            key = row["part"], row["lemma"]
            kinds[key] = kinds.get(key, _NO_CUE) | {_kind(row)}
        return cls(MappingProxyType(kinds), digest(text))

    def of(self, token: Token) -> Kinds:
        """Return the kinds of cue that `token` can be, none for most words."""
        # "Hope was expressed": at the head of a sentence the model takes a noun for a name.
        pos = "NOUN" if token.pos_ == "PROPN" else token.pos_
        return self.kinds.get((pos, token.lemma_.lower()), _NO_CUE)


def _kind(row: Row) -> Kind:
    try:
        return Kind(row["kind"])
    except ValueError as error:
        raise row.error(f"kind {row['kind']!r}", "one of " + ", ".join(Kind)) from error
