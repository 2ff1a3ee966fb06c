"""What the model finds and the guidelines call a statement, or do not."""

from collections.abc import Callable

import pytest

from standoff.language.attribution.counting import counts
from standoff.language.attribution.cues import Cues
from standoff.language.syntax import Parse
from standoff.types import Form
from tests.language.attribution.stubs import said

Parser = Callable[[str], Parse]


@pytest.fixture(scope="session")
def cues() -> Cues:
    return Cues.load()


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "form"),
    [
        ('"The border is open," the minister said.', "the minister", "said", "The border is open", Form.DIRECT),
        (
            "The minister said that the border was closed.",
            "The minister",
            "said",
            "that the border was closed",
            Form.INDIRECT,
        ),
        (
            "The minister said the offer was “not serious” and would fail.",
            "The minister",
            "said",
            "the offer was “not serious” and would fail",
            Form.MIXED,
        ),
        (
            "According to the ministry, the border is closed.",
            "the ministry",
            "According to",
            "the border is closed",
            Form.INDIRECT,
        ),
        (
            "The minister believes that the talks will fail.",
            "The minister",
            "believes",
            "that the talks will fail",
            Form.INDIRECT,
        ),
        (
            "Japan said that the islands were its own.",
            "Japan",
            "said",
            "that the islands were its own",
            Form.INDIRECT,
        ),
        (
            "The minister agreed that the border must be closed.",
            "The minister",
            "agreed",
            "that the border must be closed",
            Form.INDIRECT,
        ),
        ("It was reported that the border was closed.", "", "reported", "that the border was closed", Form.INDIRECT),
    ],
)
def test_what_somebody_asserts_is_a_statement(
    parse: Parser, cues: Cues, text: str, source: str, cue: str, content: str, form: Form
) -> None:
    assert counts(parse(text), said(text, source, cue, content, form), cues)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The ministers discussed the talks.", "The ministers", "discussed", "the talks"),
        ("The ministers discussed ways to end the war.", "The ministers", "discussed", "ways to end the war"),
        ("The ministers spoke about the war.", "The ministers", "spoke", "about the war"),
        ("The ministers exchanged views on the war.", "The ministers", "exchanged", "views on the war"),
    ],
)
def test_what_was_only_talked_about_is_no_statement(
    parse: Parser, cues: Cues, text: str, source: str, cue: str, content: str
) -> None:
    assert not counts(parse(text), said(text, source, cue, content), cues)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The minister thanked Norway for its help.", "The minister", "thanked", "Norway for its help"),
        ("The ministers agreed to meet in March.", "The ministers", "agreed", "to meet in March"),
        ("The minister congratulated him on the day.", "The minister", "congratulated", "him on the day"),
        (
            "The minister expressed gratitude for the help.",
            "The minister",
            "expressed",
            "gratitude for the help",
        ),
    ],
)
def test_an_act_done_by_words_is_no_statement(
    parse: Parser, cues: Cues, text: str, source: str, cue: str, content: str
) -> None:
    assert not counts(parse(text), said(text, source, cue, content), cues)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Japan sees the islands as its own.", "Japan", "sees", "the islands as its own"),
        ("Japan rejects the map.", "Japan", "rejects", "the map"),
        ("Japan believes that the islands are its own.", "Japan", "believes", "that the islands are its own"),
        ("The country wants the map to be changed.", "The country", "wants", "the map to be changed"),
    ],
)
def test_the_attitude_of_a_country_is_no_statement(
    parse: Parser, cues: Cues, text: str, source: str, cue: str, content: str
) -> None:
    assert not counts(parse(text), said(text, source, cue, content), cues)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "form"),
    [
        ("I think that the border is closed.", "I", "think", "that the border is closed", Form.INDIRECT),
        ("We believe that the talks will fail.", "We", "believe", "that the talks will fail", Form.INDIRECT),
        ("My advice is that you leave.", "My", "advice", "that you leave", Form.INDIRECT),
        ('"It is late," we said at noon.', "we", "said", "It is late", Form.DIRECT),
        ("Everyone says that the border is closed.", "Everyone", "says", "that the border is closed", Form.INDIRECT),
    ],
)
def test_a_source_that_is_i_or_we_or_anybody_is_no_speaker(
    parse: Parser, cues: Cues, text: str, source: str, cue: str, content: str, form: Form
) -> None:
    assert not counts(parse(text), said(text, source, cue, content, form), cues)


@pytest.mark.parametrize(
    ("text", "cue", "content", "form"),
    [
        ("There were reports that the border was closed.", "reports", "that the border was closed", Form.INDIRECT),
        ("It is believed that the border is closed.", "believed", "that the border is closed", Form.INDIRECT),
        ('The banner read "No war" in red.', "read", "No war", Form.DIRECT),
    ],
)
def test_a_cue_without_a_source_is_no_statement(
    parse: Parser, cues: Cues, text: str, cue: str, content: str, form: Form
) -> None:
    assert not counts(parse(text), said(text, "", cue, content, form), cues)


def test_a_heading_is_no_statement_and_its_body_is(parse: Parser, cues: Cues) -> None:
    heading, body = "Minister says the border is closed", "The ambassador said that the talks had failed on Monday."
    text = f"{heading}\n\n{body}"
    parsed = parse(text)
    assert not counts(parsed, said(text, "Minister", "says", "the border is closed"), cues)
    assert counts(parsed, said(text, "The ambassador", "said", "that the talks had failed on Monday"), cues)


@pytest.mark.parametrize(
    "content", ["its claim to the islands", "the map on which it bases its claim", "the man who said so"]
)
def test_a_verb_that_hangs_on_a_noun_makes_no_proposition(parse: Parser, cues: Cues, content: str) -> None:
    text = f"The ministers discussed {content}."
    assert not counts(parse(text), said(text, "The ministers", "discussed", content), cues)


@pytest.mark.parametrize("cue", ["did not say", "never said", "refused to say"])
def test_what_was_not_said_is_no_statement(parse: Parser, cues: Cues, cue: str) -> None:
    text = f"The minister {cue} more about the talks."
    assert not counts(parse(text), said(text, "The minister", cue, "more about the talks"), cues)


def test_a_clause_that_was_not_said_is_no_statement_either(parse: Parser, cues: Cues) -> None:
    text = "The minister did not say that the border was closed."
    assert not counts(parse(text), said(text, "The minister", "did not say", "that the border was closed"), cues)
