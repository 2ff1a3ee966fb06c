"""Indirect speech: who is said to have said what, without quotation marks."""

from collections.abc import Callable

import pytest

from standoff.language.attribution.rules import RuleAttributor
from standoff.language.syntax import Parse
from standoff.types import Form

Parser = Callable[[str], Parse]
Row = tuple[str, str, str]


def rows(parse: Parser, text: str) -> list[Row]:
    """Return source, cue and content of each attribution."""
    found = RuleAttributor().attribute(parse(text))
    return [
        (
            " … ".join(text[slice(*span)] for span in found.source),
            text[slice(*found.cue[0])],
            _content(text, found.content),
        )
        for found in found
    ]


def _content(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " … ".join(text[start:end] for start, end in spans)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "The Russian foreign ministry said on Monday that the alliance had ignored its demands.",
            ("The Russian foreign ministry", "said", "the alliance had ignored its demands"),
        ),
        (
            "Ukraine's president said the talks had failed.",
            ("Ukraine's president", "said", "the talks had failed"),
        ),
        (
            "The talks had failed because nobody listened, the minister said on Monday.",
            ("the minister", "said", "The talks had failed because nobody listened"),
        ),
        (
            "The ambassador told reporters that the embassy would stay open.",
            ("The ambassador", "told", "the embassy would stay open"),
        ),
        (
            "The minister noted that the border was open and that the army had left.",
            ("The minister", "noted", "the border was open and that the army had left"),
        ),
        (
            "The president made it clear that the offer still stood.",
            ("The president", "made", "the offer still stood"),
        ),
    ],
)
def test_a_clause_is_what_was_said(parse: Parser, text: str, row: Row) -> None:
    assert rows(parse, text) == [row]


def test_a_cue_between_commas_breaks_what_was_said(parse: Parser) -> None:
    text = "The embargo, the minister said, will last for years."
    assert rows(parse, text) == [("the minister", "said", "The embargo … will last for years")]


def test_according_to_names_a_source_wherever_it_stands(parse: Parser) -> None:
    source, cue, content = "the ministry", "According to", "the ceasefire holds along the whole border"
    assert rows(parse, "According to the ministry, the ceasefire holds along the whole border.") == [
        (source, cue, content)
    ]
    assert rows(parse, "The ceasefire holds along the whole border, according to the ministry.") == [
        (source, "according to", "The ceasefire holds along the whole border")
    ]
    assert rows(parse, "At the same time, according to the ministry, the ceasefire holds along the whole border.") == [
        (source, "according to", content)
    ]


def test_the_words_of_somebody_are_his(parse: Parser) -> None:
    text = "In the words of the ambassador, the ceasefire holds along the whole border."
    assert rows(parse, text) == [("the ambassador", "In the words of", "the ceasefire holds along the whole border")]


def test_a_noun_may_report(parse: Parser) -> None:
    text = "The minister's statement that the border was closed came on Monday."
    assert [(source, content) for source, _, content in rows(parse, text)] == [
        ("The minister", "the border was closed")
    ]


def test_what_troops_are_reported_to_have_done_has_no_source(parse: Parser) -> None:
    text = "The troops are reported to have crossed the border at night."
    assert [(source, content) for source, _, content in rows(parse, text)] == [("", "have crossed the border at night")]


def test_somebody_quoted_as_saying_something_is_the_source(parse: Parser) -> None:
    text = "The minister was quoted as saying that the border was closed."
    assert [(source, content) for source, _, content in rows(parse, text)] == [
        ("The minister", "the border was closed")
    ]


def test_a_dateline_is_not_said(parse: Parser) -> None:
    text = "GENEVA (Reuters) - The ceasefire holds along the border, according to the ministry."
    assert rows(parse, text) == [("the ministry", "according to", "The ceasefire holds along the border")]


@pytest.mark.parametrize(
    ("text", "row", "whom"),
    [
        ("The minister urged NATO to leave the region.", ("The minister", "urged", "to leave the region"), "NATO"),
        (
            "The president called on Russia to free the sailors.",
            ("The president", "called", "to free the sailors"),
            "Russia",
        ),
        ("Iran threatened to close the strait.", ("Iran", "threatened", "to close the strait"), None),
        (
            "The ministry accused Moscow of massing troops on the border.",
            ("The ministry", "accused", "massing troops on the border"),
            "Moscow",
        ),
    ],
)
def test_what_is_asked_promised_or_laid_to_somebody_is_said(
    parse: Parser, text: str, row: Row, whom: str | None
) -> None:
    (found,) = RuleAttributor().attribute(parse(text))
    assert rows(parse, text) == [row]
    assert [text[slice(*span)] for span in found.addressee] == ([whom] if whom else [])


@pytest.mark.parametrize(
    "text",
    [
        "The president called for a ban on the missiles.",
        "The parties agreed to meet in Geneva.",
        "The minister did not say whether the troops would leave.",
        "The minister refused to say that the troops would leave.",
        "Critics could say that the deal was late.",
        "Japan believes that the islands are its own.",
        "I think that the deal is late.",
        "The submarine is believed to be of an old class.",
    ],
)
def test_what_nobody_is_said_to_have_said_is_no_row(parse: Parser, text: str) -> None:
    assert rows(parse, text) == []


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "It was noted that the ceasefire had been broken.",
            ("", "was noted", "the ceasefire had been broken"),
        ),
        (
            "Hope was expressed that the talks would go on.",
            ("", "was expressed", "the talks would go on"),
        ),
        (
            "The importance of an early ceasefire was stressed during the talks.",
            ("", "was stressed", "The importance of an early ceasefire"),
        ),
    ],
)
def test_an_official_passive_has_no_source(parse: Parser, text: str, row: Row) -> None:
    assert rows(parse, text) == [row]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "The president stressed the need to open the border at once.",
            ("The president", "stressed", "the need to open the border at once"),
        ),
        (
            "The general raised the possibility of war if the talks failed.",
            ("The general", "raised", "the possibility of war if the talks failed"),
        ),
        (
            "The minister expressed hope that the talks would go on.",
            ("The minister", "expressed", "the talks would go on"),
        ),
        (
            "The presidents found it useful to meet again in spring.",
            ("The presidents", "found", "it useful to meet again in spring"),
        ),
        (
            "The minister would like the United States to join the talks.",
            ("The minister", "would like", "the United States to join the talks"),
        ),
        (
            "The president is convinced that the talks will go on.",
            ("The president", "is convinced", "the talks will go on"),
        ),
        (
            "The minister is confident that the talks will go on.",
            ("The minister", "is confident", "the talks will go on"),
        ),
        (
            "The minister spoke in favour of reopening the border.",
            ("The minister", "spoke", "reopening the border"),
        ),
    ],
)
def test_hopes_wishes_and_stressed_matters_are_said(parse: Parser, text: str, row: Row) -> None:
    assert rows(parse, text) == [row]


def test_a_pronoun_before_this_was_stated_points_to_the_sentence_before(parse: Parser) -> None:
    text = "The troops must leave the border. This was stated by the president at a meeting in Kyiv."
    assert rows(parse, text) == [("the president", "was stated", "The troops must leave the border")]


def test_this_was_stated_adds_nothing_to_a_sentence_with_a_speaker(parse: Parser) -> None:
    text = "The president said that the troops must leave. This was stated at a meeting by the president in Kyiv."
    assert [content for _, _, content in rows(parse, text)] == ["the troops must leave"]


def test_a_relative_pronoun_stands_for_its_noun(parse: Parser) -> None:
    text = "The talks were led by the envoy, who said that the deal was near."
    assert rows(parse, text) == [("the envoy", "said", "the deal was near")]


def test_a_participle_shares_the_source_of_its_verb(parse: Parser) -> None:
    text = "The minister said that the deal was near, adding that the army would leave."
    assert [source for source, _, _ in rows(parse, text)] == ["The minister", "The minister"]


def test_a_statement_within_a_statement_is_a_row_of_its_own(parse: Parser) -> None:
    text = "The minister said that the ambassador had told him that the border was closed."
    assert [content for _, _, content in rows(parse, text)] == [
        "the ambassador had told him that the border was closed",
        "the border was closed",
    ]


def test_a_speaker_who_tells_his_own_hope_makes_one_statement(parse: Parser) -> None:
    text = "The president said he hoped the talks would go on."
    assert [content for _, _, content in rows(parse, text)] == ["he hoped the talks would go on"]


def test_the_reporters_word_on_a_person_named_last_is_not_said(parse: Parser) -> None:
    text = "The minister said that the army would follow Wellington, who was made a duke in 1814."
    assert [content for _, _, content in rows(parse, text)] == ["the army would follow Wellington"]


def test_marks_within_a_clause_make_it_mixed(parse: Parser) -> None:
    text = 'The minister said that the offer was "not serious" and would fail.'
    (found,) = RuleAttributor().attribute(parse(text))
    assert found.form is Form.MIXED
    assert _content(text, found.content) == 'the offer was "not serious" and would fail'


def test_a_marks_fellow_is_not_cut_off_the_end(parse: Parser) -> None:
    text = 'The minister said that the offer would come "in the near future".'
    (found,) = RuleAttributor().attribute(parse(text))
    assert _content(text, found.content) == 'the offer would come "in the near future"'


@pytest.mark.parametrize(
    ("lead", "content"),
    [
        ("Peru said ", "the patrol had lost its way, ignored a signal and fired first"),
        ("The envoy warned that ", "Chad would arm itself, block the road and call its allies"),
        ("It was stressed that ", "both states hold close views, firmly defend the law, seek to build a fair order"),
    ],
)
def test_a_clause_of_three_parts_is_one_content(parse: Parser, lead: str, content: str) -> None:
    assert [said for _, _, said in rows(parse, lead + content + ".")] == [content]


@pytest.mark.parametrize(
    "aside",
    [
        ", which Nairobi denies",
        ", a charge that Nairobi rejects",
        ", an accusation Nairobi has denied",
        ", something Nairobi disputes",
        ", an allegation rejected by Nairobi",
    ],
)
def test_somebody_elses_denial_is_not_part_of_the_accusation(parse: Parser, aside: str) -> None:
    text = f"Somalia accused Kenya of drilling in its waters{aside}."
    assert rows(parse, text) == [("Somalia", "accused", "drilling in its waters")]


def test_what_happened_before_a_request_is_not_part_of_it(parse: Parser) -> None:
    text = "Belize asked the council to send observers after two days of clashes."
    assert rows(parse, text) == [("Belize", "asked", "to send observers")]
