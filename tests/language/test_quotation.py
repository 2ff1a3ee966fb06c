"""Marks of quotation: which words stand between them."""

from collections.abc import Callable

import pytest

from standoff.language.quotation import quotations
from standoff.language.syntax import Parse

Parser = Callable[[str], Parse]


def inner(parse: Parser, text: str) -> list[str]:
    return [text[slice(*quote.inner)] for quote in quotations(parse(text))]


@pytest.mark.parametrize(
    "text",
    [
        'He said: "We go." It was late.',
        "He said: “We go.” It was late.",
        "He said: «We go.» It was late.",
        "He said: ``We go.'' It was late.",
        "He said: „We go.“ It was late.",
    ],
    ids=["straight", "curly", "guillemets", "latex", "low"],
)
def test_every_pair_of_marks_is_known(parse: Parser, text: str) -> None:
    assert inner(parse, text) == ["We go."]


def test_marks_within_marks_belong_to_the_outer_quotation(parse: Parser) -> None:
    assert inner(parse, 'The envoy said: "They call it "peace" now." He left.') == ['They call it "peace" now.']
    assert inner(parse, "The envoy said: “They call it ‘peace’ now.” He left.") == ["They call it ‘peace’ now."]


def test_single_marks_quote_and_may_hold_double_ones(parse: Parser) -> None:
    assert inner(parse, "‘They call it “peace” now,’ the envoy said.") == ["They call it “peace” now,"]
    assert inner(parse, "'We shall not sign,' the envoy said.") == ["We shall not sign,"]


def test_an_apostrophe_is_no_mark(parse: Parser) -> None:
    assert inner(parse, "The ministers' talks and the states’ demands weren't on 'em.") == []


def test_marks_of_one_shape_are_told_apart_by_the_space_around_them(parse: Parser) -> None:
    assert inner(parse, 'It was "late" and "useless", they said.') == ["late", "useless"]
    assert inner(parse, "It was ''late'' and ''useless'', they said.") == ["late", "useless"]


def test_a_mark_that_is_glued_to_a_word_divides_it(parse: Parser) -> None:
    assert inner(parse, 'The message reads, in part:"Peace holds in the region."') == ["Peace holds in the region."]


def test_a_missing_closing_mark_spoils_only_its_own_quotation(parse: Parser) -> None:
    text = '"We go, he said. "They stay," she said.\n\nThe talks ended there. "It was long," he said.'
    assert inner(parse, text) == ["They stay,", "It was long,"]


def test_a_missing_opening_mark_spoils_only_its_own_quotation(parse: Parser) -> None:
    text = 'We go," he said. "They stay," she said.\n\n"It was long," he said.'
    assert inner(parse, text) == ["They stay,", "It was long,"]


def test_a_quotation_left_open_goes_on_if_the_next_paragraph_begins_with_a_mark(parse: Parser) -> None:
    text = "The minister said: “We came in peace.\n\n“We leave in peace.”\n\nThe talks ended there."
    first, second = quotations(parse(text))
    assert text[slice(*first.inner)] == "We came in peace."
    assert text[slice(*second.inner)] == "We leave in peace."
    assert first.left_open
    assert second.resumed
    assert not second.left_open


def test_a_quotation_left_open_at_the_end_of_the_text_is_none(parse: Parser) -> None:
    assert inner(parse, "The minister said: “We came in peace.") == []


def test_marks_without_words_are_none(parse: Parser) -> None:
    assert inner(parse, 'It said "" and then “”.') == []
