"""Paragraphs of a plain text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.layout import paragraphs

WRAPPED = (
    "The foreign minister of Ruritania said on Tuesday that\n"
    "his country would not sign the treaty of Zenda unless the\n"
    "troops along the border were withdrawn first."
)


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


def test_a_blank_line_ends_a_paragraph() -> None:
    assert words("One.\n\nTwo.\r\n \t\r\nThree.") == ["One.", "Two.", "Three."]


def test_a_single_line_break_ends_a_paragraph_too() -> None:
    assert words("Ruritania will not sign\nPublished 1 February 2022\nThe minister said no.") == [
        "Ruritania will not sign",
        "Published 1 February 2022",
        "The minister said no.",
    ]


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    assert words(f"{WRAPPED}\n\nHe left.") == [WRAPPED, "He left."]


def test_long_lines_that_end_as_sentences_do_are_paragraphs_of_their_own() -> None:
    line = "The foreign minister of Ruritania said on Tuesday that he would not sign."
    assert words(f"{line}\n{line}\n{line}") == [line] * 3


def test_white_space_around_a_paragraph_is_not_of_it() -> None:
    assert words("\n  One.  \n\n\t\u00a0Two.\u2003") == ["One.", "Two."]


@pytest.mark.parametrize("text", ["", "\n", " \t\r\n\x0b\x0c\u2028"])
def test_a_text_without_words_has_no_paragraph(text: str) -> None:
    assert paragraphs(text) == []


@given(st.text(alphabet=st.sampled_from("ab .,\n\r\t\x0b\x0c\x1c\x85\u2028\u2029\u00a0\u0301🇺ع")) | st.text())
def test_paragraphs_are_in_order_apart_and_hold_all_that_is_not_white_space(text: str) -> None:
    at = 0
    for start, end in paragraphs(text):
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@given(st.lists(st.text(alphabet=st.characters(categories=["L", "P"]), min_size=1), min_size=1))
def test_paragraphs_between_blank_lines_are_found_again(pieces: list[str]) -> None:
    assert words("\n\n".join(pieces)) == pieces


@pytest.mark.parametrize("piece", ["word ", "a\n", "\n", " ", "word\r\n\r\n", f"{'x' * 50}\n"])
def test_twice_the_text_takes_about_twice_the_time(piece: str) -> None:
    once, twice = (_seconds(piece * (size // len(piece))) for size in (100_000, 200_000))
    assert twice < 4 * once + 0.5


def _seconds(text: str) -> float:
    """Return the least processor time of three: Python's collector may come in between, and other work always does."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        paragraphs(text)
        taken.append(time.process_time() - begun)
    return min(taken)
