import pytest

from standoff.plover import MODE_SCORES, MODES, NEEDS_RECIPIENT, OWN_TYPES, QUADS, SCORES, EventType, Quad, intensity

PLOVER = [kind for kind in EventType if kind.in_plover]


def test_plover_has_sixteen_types_and_sixty_seven_modes() -> None:
    assert len(PLOVER) == 16
    assert sum(map(len, MODES.values())) == 67


def test_each_type_of_plover_has_a_score_and_a_quad_and_ours_have_none() -> None:
    assert set(SCORES) == set(QUADS) == set(PLOVER)
    assert set(PLOVER).isdisjoint(OWN_TYPES)


def test_an_accusation_is_conflict_though_the_manual_lost_its_sign() -> None:
    assert SCORES[EventType.ACCUSE] == -3.0
    assert all((intensity(EventType.ACCUSE, mode) or 0) < 0 for mode in MODES[EventType.ACCUSE])


def test_a_mode_without_a_score_has_that_of_its_type() -> None:
    assert MODE_SCORES[EventType.PROTEST]["vandalize"] is None
    assert intensity(EventType.PROTEST, "vandalize") == intensity(EventType.PROTEST, None) == -5.0


@pytest.mark.parametrize(
    ("kind", "mode", "score"),
    [
        (EventType.AID, None, 10.0),
        (EventType.RETREAT, "resign", 4.5),
        (EventType.REQUEST, "assist", 0.5),
        (EventType.ASSAULT, "unconventional", -10.0),
        (EventType.AGREE, "visit", 2.5),  # AGREE has no modes
    ],
)
def test_the_intensity_is_that_of_the_mode_else_of_the_type(kind: EventType, mode: str | None, score: float) -> None:
    assert intensity(kind, mode) == score


def test_no_act_of_cooperation_scores_below_nought_and_no_deed_of_conflict_above() -> None:
    for kind in PLOVER:
        scores = [intensity(kind, mode) for mode in (None, *MODES.get(kind, ()))]
        if QUADS[kind] in (Quad.VERBAL_COOPERATION, Quad.MATERIAL_COOPERATION):
            assert min(scores) > 0
        if QUADS[kind] is Quad.MATERIAL_CONFLICT:
            assert max(scores) < 0


def test_reducing_relations_is_a_deed() -> None:
    assert QUADS[EventType.SANCTION] is Quad.MATERIAL_CONFLICT


def test_what_needs_a_recipient_is_what_the_sections_say_and_not_the_shifted_table() -> None:
    assert {EventType.COOPERATE, EventType.AID, EventType.SANCTION} == NEEDS_RECIPIENT
