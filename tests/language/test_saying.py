"""On which day something was said."""

from collections.abc import Callable
from datetime import date

import pytest

from standoff.language.attribution.rules import RuleAttributor
from standoff.language.dates.times import times
from standoff.language.saying import days_of
from standoff.language.syntax import Parse

Parser = Callable[..., Parse]
THURSDAY = date(2022, 1, 20)


def days(parse: Parser, text: str, said: list[str | None]) -> list[str | None]:
    """Return the days of the attributions of `text`, whose speakers are `said`."""
    parsed = parse(text, published_on=THURSDAY)
    attributions = RuleAttributor().attribute(parsed)
    assert len(attributions) == len(said)
    return days_of(parsed, attributions, times(parsed), said)


@pytest.mark.parametrize(
    "text",
    [
        "The minister said soldiers would leave on Monday.",
        '"No ship was stopped this week," the minister said.',
        "The minister said the talks, set for February 3, were useless.",
        "The minister said this month that the treaty was dead.",
    ],
)
def test_a_time_within_what_was_said_and_an_interval_are_no_day_of_saying(parse: Parser, text: str) -> None:
    assert days(parse, text, ["x"]) == [None]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The minister said on Tuesday it would not attend the talks.", "2022-01-18"),
        ("On January 17, the minister said the border was shut.", "2022-01-17"),
        ('"The border is shut," the minister told reporters in Rabat on Wednesday.', "2022-01-19"),
        ("Speaking on Sunday, the minister said the border was shut.", "2022-01-16"),
    ],
)
def test_the_day_that_hangs_on_the_cue_is_not_after_publication(parse: Parser, text: str, day: str) -> None:
    assert days(parse, text, ["x"]) == [day]


def test_a_day_is_carried_on_by_who_goes_on_speaking(parse: Parser) -> None:
    text = "The minister said on Tuesday that the border was shut. He added that the army was ready."
    assert days(parse, text, ["x", "x"]) == ["2022-01-18", "2022-01-18"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("In a letter, the minister said the wall was new. On Tuesday he said it was old.", ["x", "x"]),
        ("The minister said it was old. The envoy said on Tuesday that it was new.", ["x", "y"]),
    ],
)
def test_a_day_is_not_carried_back(parse: Parser, text: str, said: list[str | None]) -> None:
    assert days(parse, text, said) == [None, "2022-01-18"]


@pytest.mark.parametrize(
    ("more", "speaker"),
    [
        ("The envoy said the wall was old.", "y"),
        ("In an interview the minister said the wall was old.", "x"),
        ("The minister had said the wall was old.", "x"),
        ("The minister has previously said the wall was old.", "x"),
    ],
)
def test_another_speaker_or_occasion_has_a_day_of_its_own(parse: Parser, more: str, speaker: str) -> None:
    assert days(parse, f"The minister said on Tuesday that the wall was new. {more}", ["x", speaker])[1] is None


def test_a_turn_of_a_transcript_was_said_on_the_day_on_which_it_is_printed(parse: Parser) -> None:
    text = "President of Russia Vladimir Putin: Let us begin. Emmanuel Macron (retranslated): The border is shut."
    assert days(parse, text, ["x", "y"]) == ["2022-01-20", "2022-01-20"]
