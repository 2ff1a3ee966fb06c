"""The words that report: verbs and nouns by the grammar in which they carry what was said."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Self

from standoff.errors import ModelError
from standoff.language.syntax import Token

_FILE = "cues.tsv"
_COLUMNS = 3


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
    URGING = "urging"
    PROMISING = "promising"
    ACCUSING = "accusing"
    RAISING = "raising"
    FAVOURING = "favouring"
    STATING = "stating"
    EXPRESSING = "expressing"
    RUMOUR = "rumour"
    CLAIM = "claim"
    MATTER = "matter"
    HOPE = "hope"


Kinds = frozenset[Kind]
_NO_CUE: Kinds = frozenset()


@dataclass(frozen=True, slots=True)
class Cues:
    """The kinds of each cue, by part of speech and lemma."""

    kinds: Mapping[tuple[str, str], Kinds]

    @classmethod
    def load(cls) -> Self:
        """Read the lexicon of the package; raise ModelError if a line is not what it should be."""
        text = (files("standoff.language") / "data" / _FILE).read_text(encoding="utf-8")
        kinds: dict[tuple[str, str], Kinds] = {}
        for number, line in enumerate(text.splitlines(), 1):
            if not line.startswith("#"):
                lemma, pos, kind = _row(line, number)
                kinds[pos, lemma] = kinds.get((pos, lemma), _NO_CUE) | {kind}
        return cls(kinds)

    def of(self, token: Token) -> Kinds:
        """Return the kinds of cue that `token` can be, none for most words."""
        # "Hope was expressed": at the head of a sentence the model takes a noun for a name.
        pos = "NOUN" if token.pos_ == "PROPN" else token.pos_
        return self.kinds.get((pos, token.lemma_.lower()), _NO_CUE)


def _row(line: str, number: int) -> tuple[str, str, Kind]:
    row = line.split("\t")
    if len(row) != _COLUMNS:
        raise ModelError(f"{_FILE}:{number}: {len(row)} columns, expected lemma, part of speech and kind")
    lemma, pos, kind = row
    try:
        return lemma, pos, Kind(kind)
    except ValueError as error:
        raise ModelError(f"{_FILE}:{number}: kind {kind!r}, expected one of {', '.join(Kind)}") from error
