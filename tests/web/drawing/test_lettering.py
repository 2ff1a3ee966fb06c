import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.web.drawing import svg
from standoff.web.drawing.lettering import clean, is_measured, shortened, width
from tests.web.drawing.boxes import parsed
from tests.web.drawing.rows import hostile


@given(hostile, st.floats(0, 400))
def test_words_cut_to_a_width_are_not_wider(text: str, room: float) -> None:
    assert width(shortened(text, room)) <= room


@given(hostile | st.text())
def test_whatever_is_written_can_be_read_again(text: str) -> None:
    root = svg.canvas("x", 10, 10, text)
    svg.linked(root, text or None, text, "mark")
    svg.lettered(root, text, 1, 1)
    again = parsed(svg.written(root))
    assert again.get("aria-label") == svg.cut(text)
    assert (again[-1].text or "") == clean(text)


@given(hostile | st.text())
def test_to_clean_twice_is_to_clean_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_words_that_fit_are_left_whole_and_others_end_in_an_ellipsis() -> None:
    assert shortened("Russia", 200) == "Russia"
    assert shortened("United States of America", 100).endswith("…")
    assert shortened("United States", 20) == ""


def test_a_letter_keeps_its_accent_and_an_emoji_its_parts() -> None:
    accented = unicodedata.normalize("NFD", "ééééééééééé")
    assert not unicodedata.combining(shortened(accented, 60)[-2])
    family = "👩\u200d👩\u200d👧"
    for room in range(20, 140, 5):
        cut = shortened("news " + family * 3, room).removesuffix("…").removeprefix("news").strip()
        assert cut.replace(family, "") == ""


def test_piles_of_accents_and_marks_of_direction_are_dropped() -> None:
    assert len(clean("e" + "\u0489" * 40)) == 3
    assert clean("a\u202eb\x00c\nd") == "a b c d"


@pytest.mark.parametrize(("text", "known"), [("Łódź – 5 × “Zürich”", True), ("Київ", False), ("中国", False)])
def test_letters_outside_of_the_table_are_known_as_such(text: str, known: bool) -> None:
    assert is_measured(text) is known
    assert ("textLength" in svg.written(svg.lettered(svg.canvas("x", 9, 9, ""), text, 0, 0))) is not known
