import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.plover import Quad
from standoff.queries.lines import TieLine
from standoff.web.drawing import svg
from standoff.web.drawing.network import network
from standoff.web.drawing.ties import OTHERS, chosen
from tests.web.drawing.boxes import SVG, labels, outside, overlaps, parsed, symbols
from tests.web.drawing.rows import hostile, many_ties, ties


def _drawn(found: list[TieLine], names: dict[str, str] | None = None, most: int = 18, wide: int = 1000) -> str:
    addresses = (lambda tie: f"/rows?{tie.actor}", lambda code: f"/actors/{code}")
    return network(found, names or {}, *addresses, most=most, wide=wide)


def _is_sound(drawing: str) -> None:
    root = parsed(drawing)
    boxes = labels(root) + symbols(root)
    assert overlaps(boxes) == []
    assert outside(boxes, root) == []
    assert len(drawing.encode()) <= svg.MOST_BYTES


@pytest.mark.parametrize("parties", [0, 2, 3, 5, 12, 18, 25, 60])
def test_no_name_lies_on_another_or_on_a_party(parties: int) -> None:
    found = many_ties(parties)
    _is_sound(_drawn(found, {tie.actor: f"The United Republic of {tie.actor}" for tie in found}))


@pytest.mark.parametrize("wide", range(320, 1000, 60))
def test_a_narrow_page_has_fewer_parties_and_no_name_on_another(wide: int) -> None:
    _is_sound(_drawn(many_ties(20), wide=wide))


def test_long_addresses_do_not_make_a_drawing_too_large() -> None:
    drawing = network(many_ties(30), {}, lambda tie: "/rows?" + "&" * 900, lambda code: "/actors?" + "&" * 900)
    assert len(drawing.encode()) <= svg.MOST_BYTES


@pytest.mark.parametrize("parties", [4, 9, 15, 17, 18, 25])
@pytest.mark.parametrize("wide", [640, 1000])
def test_every_name_is_next_to_its_own_party(parties: int, wide: int) -> None:
    drawing = parsed(_drawn(many_ties(parties), wide=wide))
    for link in drawing.iter(f"{SVG}a"):
        if link.get("class") == "party":
            dot, text = link.find(f"{SVG}circle"), link.find(f"{SVG}text")
            assert dot is not None
            assert text is not None
            r = float(dot.get("r") or 0)
            across = abs(float(dot.get("cx") or 0) - float(text.get("x") or 0))
            down = abs(float(dot.get("cy") or 0) - float(text.get("y") or 0))
            assert across <= r + 12
            assert down <= r + 24


@settings(max_examples=80, deadline=None)
@given(st.lists(ties, max_size=60), st.dictionaries(st.sampled_from(["Russia", "A", "B", "NATO"]), hostile))
def test_whatever_the_names_hold_the_drawing_is_sound(found: list[TieLine], names: dict[str, str]) -> None:
    _is_sound(_drawn(found, names))


@settings(max_examples=30, deadline=None)
@given(st.permutations(many_ties(9)))
def test_the_same_ties_in_any_order_are_the_same_drawing(found: list[TieLine]) -> None:
    assert _drawn(found) == _drawn(many_ties(9))


def test_parties_that_are_not_drawn_are_gathered_and_counted() -> None:
    drawing = parsed(_drawn(many_ties(40), most=10))
    names = [text.text or "" for text in drawing.iter(f"{SVG}text")]
    assert "others (31)" in names
    assert len(list(drawing.iter(f"{SVG}circle"))) == 10


def test_every_party_that_is_drawn_has_a_tie() -> None:
    found = chosen(many_ties(40), 18, 20)
    assert {code for tie in found.ties for code in (tie.actor, tie.recipient)} == set(found.parties)


def test_what_is_done_to_oneself_or_among_the_others_is_no_tie() -> None:
    found = chosen(
        [TieLine("A", "A", Quad.VERBAL_CONFLICT, 9), TieLine("A", "B", Quad.VERBAL_CONFLICT, 5),
         TieLine("C", "D", Quad.VERBAL_CONFLICT, 1)], 3, 99,
    )  # fmt: skip
    assert found.parties == ("A", "B", OTHERS)
    assert [(tie.actor, tie.recipient, tie.number) for tie in found.ties] == [("A", "B", 5)]


def test_acts_on_those_who_are_gathered_are_added_up() -> None:
    found = chosen([TieLine("A", each, Quad.VERBAL_CONFLICT, 2) for each in "BCDE"], 3, 99)
    assert [(tie.actor, tie.recipient, tie.number) for tie in found.ties] == [("A", "B", 2), ("A", OTHERS, 6)]


def test_words_are_dashed_and_what_is_against_has_a_full_head() -> None:
    looks = {}
    for quad in Quad:
        drawing = parsed(_drawn([TieLine("A", "B", quad, 3)]))
        line, _, head = next(link for link in drawing.iter(f"{SVG}a")).iter(f"{SVG}path")
        looks[quad] = (line.get("stroke-dasharray") is not None, head.get("fill") != "none")
    assert looks == {
        Quad.VERBAL_COOPERATION: (True, False),
        Quad.MATERIAL_COOPERATION: (False, False),
        Quad.VERBAL_CONFLICT: (True, True),
        Quad.MATERIAL_CONFLICT: (False, True),
    }


def test_a_tie_without_an_address_is_no_link() -> None:
    drawing = network([TieLine("A", "B", None, 1)], {}, lambda tie: None, lambda code: None)
    assert "<a " not in drawing
    assert "A → B: 1 other words" in drawing


def test_ties_that_are_not_drawn_are_counted() -> None:
    found = many_ties(18)
    drawing = _drawn(found)
    drawn = len(re.findall(r'<a class="tie ', drawing))
    said = re.search(r"([\d,]+) weaker ties are not drawn", drawing)
    assert said
    assert drawn + int(said[1]) == len(found)
