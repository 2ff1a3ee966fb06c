"""Which acts are between parties, and which stay among the people of one state."""

from collections.abc import Iterable

from standoff.language.cast import Party
from standoff.language.events.addressing import concerns_others
from standoff.language.events.drafts import VERBAL, Draft
from standoff.language.events.scene import Scene
from standoff.language.events.sides import codes
from standoff.plover import EventType
from standoff.types import UNKNOWN

_OFFICIAL = frozenset({EventType.SANCTION, EventType.MOBILIZE, EventType.AID})
"""Deeds of states, which nobody does who speaks for himself."""
_TABLE = VERBAL | {EventType.CONSULT, EventType.COOPERATE}
_SEEN = 0.8
"""Of private persons, acts that the encoder is so sure of are rows."""
_PUBLIC = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.DENY})
"""Quarrels, which are rows also where both sides are of one state."""


def is_domestic(draft: Draft, scene: Scene) -> bool:
    """Tell an act of words or a meeting among the officials and people of one state, or of private persons alone.

    A deed is not domestic: a state that arrests its own is a row, and so is whom it arrests.
    """
    if (
        draft.seen < _SEEN
        and draft.type in _TABLE | _OFFICIAL
        and all(party.code in scene.people for party in draft.actors)
    ):
        return True
    if draft.type not in _TABLE:
        return False
    if scene.issuer is not None and set(codes(draft.actors)) <= {scene.issuer} and not _is_foreign(draft, scene):
        return True
    if draft.type is EventType.CONSULT:
        return len({_state(party, scene) for party in (*draft.actors, *draft.recipients)}) < 2
    return (
        draft.type not in _PUBLIC
        and bool(draft.recipients)
        and _states(draft.recipients, scene) <= _states(draft.actors, scene)
    )


def _is_foreign(draft: Draft, scene: Scene) -> bool:
    """Tell an act of words in the actor's own release that concerns others: one is named, or affairs between states."""
    known = {actor.party for actor in scene.cast.actors.values()} - {scene.issuer}
    whom = set(codes(draft.recipients))
    if whom & known:
        return True
    # Thanks and praise for nobody known are for one's own people; a call may be to the world.
    anybody = whom <= {UNKNOWN} and draft.type is not EventType.SUPPORT
    return anybody or (not whom and concerns_others(draft.cue, draft.words, draft.actors, scene))


def _states(parties: Iterable[Party], scene: Scene) -> set[str]:
    return {_state(party, scene) for party in parties}


def _state(party: Party, scene: Scene) -> str:
    """Return the state to which a party belongs; one of no state stands for itself."""
    return scene.people.get(party.code) or party.code.removesuffix("-CIV")
