"""What people stress and express in a noun phrase."""

from collections.abc import Callable

import pytest

from standoff.language.attribution.rules import RuleAttributor
from standoff.language.syntax import Parse

Parser = Callable[[str], Parse]


def contents(parse: Parser, text: str) -> list[tuple[str, str]]:
    """Return source and content of each attribution."""
    return [
        (" … ".join(text[a:b] for a, b in each.source), " … ".join(text[a:b] for a, b in each.content))
        for each in RuleAttributor().attribute(parse(text))
    ]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The President noted the key role of the observers.", "The President", "the key role of the observers"),
        ("The minister stressed the legality of the raid.", "The minister", "the legality of the raid"),
        ("The leaders reaffirmed their commitment to hold talks.", "The leaders", "their commitment to hold talks"),
        ("The parties confirmed their mutual desire to meet.", "The parties", "their mutual desire to meet"),
        ("The envoy stated the need to reopen the border.", "The envoy", "the need to reopen the border"),
        ("The premier declared his readiness to come.", "The premier", "his readiness to come"),
        ("The ministers underscored their support for the mission.", "The ministers", "their support for the mission"),
        ("The sides expressed willingness to resume talks.", "The sides", "willingness to resume talks"),
    ],
)
def test_what_is_stressed_is_said(parse: Parser, text: str, source: str, content: str) -> None:
    assert contents(parse, text) == [(source, content)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Special attention was paid to the importance of open borders.", "the importance of open borders"),
        ("Emphasis was laid on the return of prisoners.", "the return of prisoners"),
        ("The inadmissibility of attacks on ports was emphasised.", "The inadmissibility of attacks on ports"),
        ("The high level of trade was noted.", "The high level of trade"),
        ("Mutual readiness to continue contacts was confirmed.", "Mutual readiness to continue contacts"),
    ],
)
def test_a_passive_says_it_for_nobody(parse: Parser, text: str, content: str) -> None:
    assert contents(parse, text) == [("", content)]


@pytest.mark.parametrize(
    "text",
    [
        "The leaders noted a number of issues.",
        "The main attention was paid to trade.",
        "The visit underscored the importance of the port.",
        "The minister expressed support for the plan.",
        "The parliament recognised the republic.",
    ],
)
def test_a_topic_says_nothing(parse: Parser, text: str) -> None:
    assert contents(parse, text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The minister hailed the deal as a breakthrough.", "the deal as a breakthrough"),
        ("Spain denounced the claim as absurd.", "the claim as absurd"),
        ("Morocco called the vote a farce.", "the vote a farce"),
    ],
)
def test_a_thing_is_called_something(parse: Parser, text: str, content: str) -> None:
    assert [said for _, said in contents(parse, text)] == [content]


def test_who_calls_and_then_accuses_says_two_things(parse: Parser) -> None:
    text = "The premier described the talks as useless and accused Peru of stealing fish, which Lima rejects."
    assert contents(parse, text) == [("The premier", "the talks as useless"), ("The premier", "stealing fish")]
