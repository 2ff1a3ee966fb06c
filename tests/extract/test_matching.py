"""Lines of an extractor found among the visible characters of a page."""

from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.extract.markup import cut, shown, visible
from standoff.extract.matching import Range, Visible, places_of
from tests.extract.blocks import SENTENCES

FIRST, SECOND, THIRD, _ = SENTENCES


def page(*texts: str) -> Visible:
    return Visible.of(list(shown(cut("<p>".join(texts)))))


def found(lines: list[str], *texts: str) -> list[list[str]]:
    on = page(*texts)
    return [[on.characters[slice(*place)] for place in places] for places in places_of(lines, on)]


def starts(lines: list[str], *texts: str) -> list[int]:
    return [places[0].start for places in places_of(lines, page(*texts))]


def test_white_space_and_composition_make_no_difference() -> None:
    assert found(["In a  cafe\u0301 and\nmore"], "In a", "caf\u00e9 and more") == [["Inacaféandmore"]]


def test_a_short_line_is_sought_between_its_long_neighbours() -> None:
    texts = ["No.", FIRST, "No.", SECOND, "No."]
    assert starts([FIRST, "No.", SECOND], *texts) == [3, 3 + len(visible(FIRST)), 6 + len(visible(FIRST))]


def test_a_short_line_above_all_others_is_the_one_right_above() -> None:
    assert starts(["No.", FIRST], "No.", "Home", "No.", FIRST) == [7, 10]


def test_lines_may_come_in_another_order_than_on_the_page() -> None:
    assert found([SECOND, FIRST], FIRST, SECOND) == [[visible(SECOND)], [visible(FIRST)]]


def test_a_line_that_stands_twice_is_found_twice() -> None:
    assert starts([FIRST, SECOND, FIRST], FIRST, SECOND, FIRST) == [
        0,
        len(visible(FIRST)),
        len(visible(FIRST + SECOND)),
    ]


def test_a_line_from_which_something_was_left_out_is_found_in_pieces() -> None:
    assert found([f"{FIRST} {SECOND}"], f"{FIRST} Advertisement {SECOND}") == [[visible(FIRST), visible(SECOND)]]


def test_what_is_not_on_the_page_is_left_out() -> None:
    assert found([f"• {FIRST}", THIRD, ""], FIRST, SECOND) == [[visible(FIRST)], [], []]


def test_a_search_that_takes_too_much_effort_ends_without_a_find() -> None:
    lines = [f"{number} {FIRST}" for number in range(2000)]
    assert len(places_of(lines, page("a" * 400_000))) == 2000


@settings(deadline=None)
@given(
    st.lists(st.text(max_size=30), max_size=8),
    st.lists(st.sampled_from(["said", " no", "sa", "id\n", "\u0301"]), max_size=30),
)
def test_every_place_is_in_order_and_reads_as_a_part_of_its_line(lines: list[str], texts: list[str]) -> None:
    lines = [*lines, "".join(texts)]
    on = page("".join(texts), *lines[:4])
    for line, places in zip(lines, places_of(lines, on), strict=True):
        rest = visible(line)
        for place in places:
            assert isinstance(place, Range)
            _, words, rest = rest.partition(on.characters[slice(*place)])
            assert words
