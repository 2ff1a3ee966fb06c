"""Which acts stay among the people of one state."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from standoff.language.cast import Cast, Party
from standoff.language.events.drafts import VERBAL, Draft
from standoff.language.events.foreign import is_domestic
from standoff.language.events.lexicon import Lexicon
from standoff.language.events.scene import NOWHERE, Scene
from standoff.language.syntax import Parse
from standoff.plover import EventType
from standoff.types import Actor, ActorKind

Parsed = Callable[..., Parse]
_QUARRELS = (EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.DENY)
_DEEDS = (EventType.COERCE, EventType.ASSAULT, EventType.PROTEST, EventType.RETREAT)


@pytest.fixture
def scene(parse: Parsed, lexicon: Lexicon) -> Scene:
    """Return a scene in which Jane Roe, of Turkey, speaks for nobody, and John Doe has no state."""
    text = "Jane Roe met John Doe."
    private = [
        Actor("jane-roe", "Jane Roe", ActorKind.PERSON, "TUR"),
        Actor("john-doe", "John Doe", ActorKind.PERSON),
        Actor("TUR", "Turkey", ActorKind.STATE, "TUR"),
    ]
    parsed = parse(text)
    return Scene.of(parsed, [], Cast.of(parsed.doc, private, []), lexicon)


def draft(scene: Scene, kind: EventType, actors: str, recipients: str, seen: float = 0.0) -> Draft:
    doers, others = (tuple(Party(code, NOWHERE) for code in codes.split()) for codes in (actors, recipients))
    return Draft(kind, scene.parse.doc[2], doers, others, (0, 3), 0.9, seen=seen)


@pytest.mark.parametrize("kind", _QUARRELS)
def test_a_quarrel_inside_a_state_is_a_row(scene: Scene, kind: EventType) -> None:
    assert not is_domestic(draft(scene, kind, "TUR", "TUR-CIV"), scene)
    assert not is_domestic(draft(scene, kind, "TUR", "TUR"), scene)


@pytest.mark.parametrize("kind", sorted((VERBAL | {EventType.COOPERATE}) - {*_QUARRELS}))
def test_other_words_inside_a_state_are_none(scene: Scene, kind: EventType) -> None:
    assert is_domestic(draft(scene, kind, "TUR", "TUR-CIV"), scene)
    assert is_domestic(draft(scene, kind, "TUR", "JANE-ROE"), scene)
    assert not is_domestic(draft(scene, kind, "TUR", "GRC TUR-CIV"), scene)
    assert not is_domestic(draft(scene, kind, "TUR", ""), scene)


@pytest.mark.parametrize("kind", _DEEDS)
def test_a_deed_of_a_state_to_its_own_people_is_a_row(scene: Scene, kind: EventType) -> None:
    assert not is_domestic(draft(scene, kind, "TUR", "TUR-CIV"), scene)
    assert not is_domestic(draft(scene, kind, "JANE-ROE", "TUR"), scene)


def test_a_meeting_needs_two_states(scene: Scene) -> None:
    for actors in ("TUR", "TUR TUR-CIV", "TUR JANE-ROE"):
        assert is_domestic(draft(scene, EventType.CONSULT, actors, ""), scene)
    assert not is_domestic(draft(scene, EventType.CONSULT, "TUR GRC", ""), scene)
    assert not is_domestic(draft(scene, EventType.CONSULT, "TUR", "JOHN-DOE"), scene)


@pytest.mark.parametrize("kind", [EventType.ACCUSE, EventType.AGREE, EventType.SANCTION])
def test_what_private_persons_do_is_a_row_only_where_the_encoder_is_sure_of_it(scene: Scene, kind: EventType) -> None:
    alone = draft(scene, kind, "JANE-ROE JOHN-DOE", "GRC", seen=0.79)
    assert is_domestic(alone, scene)
    assert not is_domestic(replace(alone, seen=0.8), scene)
    assert not is_domestic(draft(scene, kind, "JANE-ROE TUR", "GRC"), scene)
