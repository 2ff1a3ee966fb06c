import doctest
import re

import pytest

from standoff.export import cameo as module
from standoff.export.cameo import cameo, table
from standoff.plover import CONTEXTS, MODES, EventType
from standoff.tables import packaged, rows

ROOTS = {
    "03": {EventType.AGREE}, "04": {EventType.CONSULT}, "05": {EventType.SUPPORT}, "06": {EventType.COOPERATE},
    "07": {EventType.AID}, "08": {EventType.CONCEDE, EventType.RETREAT}, "09": {EventType.ACCUSE},
    "10": {EventType.REQUEST}, "11": {EventType.ACCUSE}, "12": {EventType.REJECT}, "13": {EventType.THREATEN},
    "14": {EventType.PROTEST}, "15": {EventType.MOBILIZE}, "16": {EventType.SANCTION}, "17": {EventType.COERCE},
    "18": {EventType.ASSAULT}, "19": {EventType.ASSAULT}, "20": {EventType.ASSAULT},
}  # fmt: skip
ELSEWHERE = {
    (EventType.SANCTION, "116"), (EventType.ASSAULT, "1712"), (EventType.ASSAULT, "175"), (EventType.COERCE, "191"),
    (EventType.COERCE, "192"),
}  # fmt: skip


def test_the_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("kind", "mode", "contexts", "ahead", "expected"),
    [
        (EventType.REQUEST, "change", ("diplomatic",), None, "1042"),  # no new members
        (EventType.REQUEST, "change", ("military", "diplomatic"), None, "1056"),  # no offensive weapons
        (EventType.REJECT, "change", ("diplomatic",), None, "1232"),
        (EventType.REJECT, "change", ("military",), None, "1246"),
        (EventType.ACCUSE, "disapprove", (), None, "111"),  # ignored the demands
        (EventType.ACCUSE, "allege", ("legal",), None, "112"),  # violates a pledge
        (EventType.THREATEN, "violence", ("military",), None, "138"),
        (EventType.CONSULT, "visit", (), None, "042"),
        (EventType.AGREE, None, (), EventType.CONSULT, "036"),  # may visit
    ],
)
def test_the_story_is_coded_as_a_person_would(
    kind: EventType, mode: str | None, contexts: tuple[str, ...], ahead: EventType | None, expected: str
) -> None:
    assert cameo(kind, mode, contexts, ahead) == expected


@pytest.mark.parametrize("kind", [EventType.DEFER, EventType.DENY, EventType.INVOKE])
def test_our_own_types_have_no_code(kind: EventType) -> None:
    assert cameo(kind) is None


def test_every_type_of_plover_has_a_code_in_every_mode() -> None:
    for kind in EventType:
        if kind.in_plover:
            assert all(cameo(kind, mode) for mode in (None, *MODES.get(kind, ())))


def test_every_code_leads_back_to_its_type_but_for_five() -> None:
    strangers = {(kind, row.code) for kind, each in table().items() for row in each if kind not in ROOTS[row.code[:2]]}
    assert strangers == ELSEWHERE


def test_what_yields_in_words_is_below_084_and_what_yields_in_deeds_above() -> None:
    assert {row.code for row in table()[EventType.CONCEDE]} == {"080"}
    assert all(row.code == "08" or "084" <= row.code[:3] <= "087" for row in table()[EventType.RETREAT])


def test_the_table_knows_only_modes_and_contexts_of_the_manual() -> None:
    for row in rows("cameo.tsv", packaged("export", "cameo.tsv"), ["type", "code"]):
        kind = EventType(row["type"])
        assert set(row.many("mode")) <= MODES.get(kind, frozenset())
        assert set(row.many("contexts")) <= CONTEXTS
        assert not row["ahead"] or EventType(row["ahead"]).in_plover
        assert re.fullmatch(r"\d{2,4}", row["code"])


def test_no_row_is_hidden_behind_another() -> None:
    for row in rows("cameo.tsv", packaged("export", "cameo.tsv"), ["type", "code"]):
        modes, contexts = row.many("mode") or (None,), row.many("contexts")[:1]
        ahead = EventType(row["ahead"]) if row["ahead"] else None
        assert {cameo(EventType(row["type"]), mode, contexts, ahead) for mode in modes} == {row["code"]}


@pytest.mark.parametrize(
    ("kind", "mode", "code", "published"),
    [
        (EventType.ACCUSE, "allege", "112", "disapprove"),
        (EventType.ASSAULT, "targeted", "186", "assassinate, which is no mode"),
        (EventType.ASSAULT, "aerial", "195", "heavy-weapons"),
        (EventType.ASSAULT, "crowd-control", "175", "no mode, twice"),
        (EventType.COERCE, "seize", "17", "confiscate, which is no mode"),
        (EventType.RETREAT, "release", "084", "return, which is no mode"),
        (EventType.MOBILIZE, "weapons", "152", "troops"),
    ],
)
def test_what_the_published_table_has_wrong_is_not_taken_over(
    kind: EventType, mode: str, code: str, published: str
) -> None:
    assert cameo(kind, mode) == code


def test_mass_violence_is_assault_and_no_type_that_is_gone() -> None:
    assert cameo(EventType.ASSAULT, "unconventional") == "200"
