"""What one rule has found: who is said to have said which words, as ranges of token indices."""

from dataclasses import dataclass
from enum import StrEnum

from standoff.language.attribution.constituents import NONE


class Rule(StrEnum):
    """The grammar by which a claim was found."""

    QUOTED = "quoted"
    RUN_ON = "run-on"
    TURN = "turn"
    THAT = "that"
    BARE = "bare"
    INSERTED = "inserted"
    THINKING = "thinking"
    URGING = "urging"
    PROMISING = "promising"
    ACCUSING = "accusing"
    CONSIDERING = "considering"
    CALLING = "calling"
    MATTER = "matter"
    NOUN = "noun"
    ACCORDING = "according"
    PASSIVE = "passive"
    STATED = "stated"


@dataclass(frozen=True, slots=True)
class Claim:
    """Half-open ranges of token indices; `cue_at` is the word that reports, which no two claims share."""

    rule: Rule
    cue_at: int
    source: range
    cue: range
    content: tuple[range, ...]
    addressee: range = NONE
