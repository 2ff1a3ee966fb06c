"""An event as the rules first see it: on tokens, before it is anchored to characters."""

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from standoff.language.cast import Party
from standoff.language.events.clauses import Range
from standoff.language.events.moods import Mood
from standoff.language.events.scene import NOWHERE as NOWHERE
from standoff.language.syntax import Token
from standoff.plover import EventType, Status
from standoff.types import UNKNOWN


@dataclass(frozen=True, slots=True)
class Draft:
    """`cue` is the word that names the act, `words` what will be its anchor, `seen` the encoder's chance of it.

    `wish` marks needs, hopes and views, which a reader may take for a request or not, however sure the encoder is.
    """

    type: EventType
    cue: Token
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    words: Range
    score: float
    status: Status = Status.ACTUAL
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    condition: Range | None = None
    consequence: Range | None = None
    seen: float = 0.0
    wish: bool = False


VERBAL = frozenset({
    EventType.REQUEST, EventType.REJECT, EventType.AGREE, EventType.CONCEDE, EventType.DEFER, EventType.ACCUSE,
    EventType.DENY, EventType.THREATEN, EventType.INVOKE, EventType.SUPPORT,
})  # fmt: skip
"""Acts done in words: what they speak of is not a row of its own, except what somebody is accused of."""

HOLDING = VERBAL - {EventType.ACCUSE}

_STATUS = MappingProxyType(
    {
        Mood.FACT: Status.ACTUAL,
        Mood.PLAN: Status.FUTURE,
        Mood.DECIDED: Status.FUTURE,
        Mood.POSSIBLE: Status.HYPOTHETICAL,
        Mood.NEGATED: Status.NEGATED,
    }
)


def status_of(mood: Mood) -> Status | None:
    """Return the status of a clause so meant; None for conditions, wishes and purposes, which are no events."""
    return _STATUS.get(mood)


def unknown() -> Party:
    """Return the party of which the report does not say who it is; it is named by no words."""
    return Party(UNKNOWN, NOWHERE)


def without(parties: Iterable[Party], others: Iterable[Party]) -> tuple[Party, ...]:
    taken = {party.code for party in others}
    return tuple(party for party in parties if party.code not in taken)


def apart(parties: Iterable[Party], others: Iterable[Party]) -> tuple[Party, ...]:
    """Return the parties that are not among `others`; another of the same state, named by other words, stays."""
    taken = tuple(others)
    return tuple(
        party
        for party in parties
        if not any(
            (party.code == other.code and NOWHERE in (party.span, other.span)) or party.span == other.span
            for other in taken
        )
    )
