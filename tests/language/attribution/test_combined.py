"""The model and the rules together: whose words win, and what is left out."""

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standoff.language.attribution.attributor import Attribution, Attributor
from standoff.language.attribution.combined import CombinedAttributor
from standoff.language.attribution.model import ModelAttributor
from standoff.language.attribution.rules import RuleAttributor
from standoff.language.encoder import OnnxEncoder
from standoff.language.pieces import WordPiece
from standoff.language.syntax import Parse, Syntax
from standoff.types import Article, Form, Span, Spans
from tests.language.attribution.stubs import MODEL, RULES, Given, check, said, spans
from tests.language.encoders import Guessing, seen_by

Parser = Callable[[str], Parse]


@pytest.fixture(scope="session")
def both(encoder: OnnxEncoder) -> CombinedAttributor:
    return CombinedAttributor(ModelAttributor(encoder), RuleAttributor())


def combined(parsed: Parse, model: list[Attribution], rules: list[Attribution]) -> list[Attribution]:
    return CombinedAttributor(Given(*model), Given(*rules)).attribute(parsed)


def words(text: str, found: Spans) -> list[str]:
    return [text[start:end] for start, end in found]


TOLD = "The minister of Norway told reporters that the border was closed."


def test_where_both_find_an_attribution_the_words_are_the_models(parse: Parser) -> None:
    model = said(TOLD, "The minister of Norway", "told", "that the border was closed", score=0.8)
    rules = said(TOLD, "The minister", "told reporters", "the border was closed", coder=RULES)
    (found,) = combined(parse(TOLD), [model], [rules])
    assert (found.source, found.cue, found.content) == (model.source, model.cue, model.content)
    assert (found.form, found.coder, found.score) == (model.form, MODEL, 0.8)


def test_where_both_find_an_attribution_the_rules_tell_who_was_told(parse: Parser) -> None:
    model = said(TOLD, "The minister of Norway", "told", "that the border was closed")
    rules = said(TOLD, "The minister", "told", "the border was closed", addressee="reporters", coder=RULES)
    (found,) = combined(parse(TOLD), [model], [rules])
    assert words(TOLD, found.addressee) == ["reporters"]


def test_a_source_that_the_model_lacks_is_that_of_the_rules(parse: Parser) -> None:
    model = said(TOLD, "", "told", "that the border was closed")
    rules = said(TOLD, "The minister", "told", "the border was closed", coder=RULES)
    (found,) = combined(parse(TOLD), [model], [rules])
    assert words(TOLD, found.source) == ["The minister"]
    assert found.content == model.content


def test_contents_that_are_mostly_the_same_are_one_attribution_under_other_cues(parse: Parser) -> None:
    text = "The minister, in a letter that he wrote, said that the border was closed for good."
    model = said(text, "The minister", "said", "the border was closed for good")
    rules = said(text, "he", "wrote", "that the border was closed for good", coder=RULES)
    (found,) = combined(parse(text), [model], [rules])
    assert words(text, found.cue) == ["said"]


def test_contents_under_the_same_cue_are_one_attribution_though_one_is_longer(parse: Parser) -> None:
    text = "The minister said it was late, and the ambassador of Norway, who had come by train, left the room."
    model = said(text, "The minister", "said", "it was late")
    rules = said(text, "The minister", "said", text[18:-1], coder=RULES)
    assert [each.content for each in combined(parse(text), [model], [rules])] == [model.content]


def test_what_both_find_is_kept_though_it_would_not_count_alone(parse: Parser) -> None:
    text = "The ministers discussed the talks."
    model = said(text, "The ministers", "discussed", "the talks", score=0.3)
    assert combined(parse(text), [model], []) == []
    assert len(combined(parse(text), [model], [said(text, "The ministers", "discussed", "talks", coder=RULES)])) == 1


def test_what_only_the_model_finds_is_added_with_whom_it_tells(parse: Parser) -> None:
    model = said(TOLD, "The minister of Norway", "told", "that the border was closed")
    (found,) = combined(parse(TOLD), [model], [])
    assert found.coder is MODEL
    assert words(TOLD, found.addressee) == ["reporters"]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The ministers discussed the talks.", "The ministers", "discussed", "the talks"),
        ("The minister thanked Norway for its help.", "The minister", "thanked", "Norway for its help"),
        ("Japan sees the islands as its own.", "Japan", "sees", "the islands as its own"),
        ("I think that the border is closed.", "I", "think", "that the border is closed"),
        ("There were reports that the border was closed.", "", "reports", "that the border was closed"),
        ("Minister says the border is closed", "Minister", "says", "the border is closed"),
    ],
)
def test_what_only_the_model_finds_and_is_no_statement_is_left_out_unless_all_is_wanted(
    parse: Parser, text: str, source: str, cue: str, content: str
) -> None:
    model = said(text, source, cue, content)
    assert combined(parse(text), [model], []) == []
    (found,) = CombinedAttributor(Given(model), Given(), every=True).attribute(parse(text))
    assert found.content == model.content


def test_what_a_speaker_says_of_others_in_direct_speech_is_no_statement_of_theirs(parse: Parser) -> None:
    text = '"They say that the border is closed, and it is not," the minister said.'
    quoted = said(text, "the minister", "said", "They say that the border is closed, and it is not", Form.DIRECT)
    hearsay = said(text, "They", "say", "that the border is closed")
    assert combined(parse(text), [quoted, hearsay], []) == [quoted]
    by_rules = said(text, "the minister", "said", '"They say that the border is closed, and it is not,"', Form.DIRECT)
    assert [each.cue for each in combined(parse(text), [hearsay], [by_rules])] == [by_rules.cue]


def test_what_is_reported_within_reported_speech_is_a_statement_of_its_own(parse: Parser) -> None:
    text = "The agency said that the minister had warned that the border was closed."
    outer = said(text, "The agency", "said", "that the minister had warned that the border was closed")
    inner = said(text, "the minister", "had warned", "that the border was closed")
    assert [each.cue for each in combined(parse(text), [inner, outer], [])] == [outer.cue, inner.cue]


def test_what_only_the_rules_find_is_added_as_it_is(parse: Parser) -> None:
    text = f"{TOLD} He hoped that it would open soon."
    model = said(text, "The minister of Norway", "told", "that the border was closed")
    rules = said(text, "He", "hoped", "it would open soon", coder=RULES, score=0.49)
    assert combined(parse(text), [model], [rules])[-1] == rules
    assert combined(parse(text), [], [rules]) == [rules]


def test_what_only_the_rules_find_within_a_speech_of_the_model_is_left_out(parse: Parser) -> None:
    text = "The minister said that the border was closed and that he hoped it would open."
    model = said(text, "The minister", "said", "that the border was closed and that he hoped it would open")
    rules = said(text, "he", "hoped", "it would open", coder=RULES)
    assert [each.coder for each in combined(parse(text), [model], [rules])] == [MODEL]


def test_what_the_rules_find_and_only_touches_a_speech_of_the_model_is_added(parse: Parser) -> None:
    text = "The minister said that the border was closed. He hoped it would open."
    model = said(text, "The minister", "said", "that the border was closed. He")
    rules = said(text, "He", "hoped", ["He", "it would open"], coder=RULES)
    assert len(combined(parse(text), [model], [rules])) == 2


_ABOVE = "According to the minister, the border is closed for everybody."
_BELOW = "The two sides met in the town in March."


@pytest.mark.parametrize(
    "content", [["the border is closed for everybody", _BELOW], [f"the border is closed for everybody.\n\n{_BELOW}"]]
)
def test_reported_speech_ends_with_the_paragraph_of_its_cue(parse: Parser, content: list[str]) -> None:
    text = f"{_ABOVE}\n\n{_BELOW}"
    model = said(text, "the minister", "According to", content)
    (found,) = combined(parse(text), [model], [])
    assert words(text, found.content) == ["the border is closed for everybody"]


def test_a_paragraph_that_begins_with_a_lone_accent_is_cut_where_it_can_be_cited(parse: Parser) -> None:
    text = f"The two sides met in March.\n\u0301{TOLD}"
    content = f"in March.\n\u0301{TOLD[:10]}"
    (found,) = CombinedAttributor(Given(said(text, "", "told", content)), Given(), every=True).attribute(parse(text))
    assert words(text, found.content) == [TOLD[:10]]


def test_a_quotation_within_reported_speech_that_only_the_rules_find_is_added(parse: Parser) -> None:
    text = 'The agency said that the minister had called it "a very old and very tired trick" in March.'
    model = said(text, "The agency", "said", text[16:-1], Form.MIXED)
    rules = said(text, "the minister", "called", "a very old and very tired trick", Form.DIRECT, coder=RULES)
    assert len(combined(parse(text), [model], [rules])) == 2


def test_a_quotation_may_go_on_in_the_next_paragraph(parse: Parser) -> None:
    text = "“It is late,” the minister said.\n\n“It is not too late.”"
    model = said(text, "the minister", "said", ["It is late", "It is not too late."], Form.DIRECT)
    assert combined(parse(text), [model], []) == [model]


def test_attributions_are_in_the_order_of_their_content(parse: Parser) -> None:
    sentences = [f"The minister said that border {number} was closed." for number in range(30)]
    text = "\n\n".join(sentences)
    each = [said(sentence, "The minister", "said", sentence[18:-1]) for sentence in sentences]
    starts = [text.index(sentence) for sentence in sentences]
    moved = [_moved(attribution, start) for attribution, start in zip(each, starts, strict=True)]
    assert combined(parse(text), moved[::-2], moved[-2::-2]) == moved


def _moved(each: Attribution, by: int) -> Attribution:
    source, cue, content = (
        tuple(Span(span.start + by, span.end + by) for span in found) for found in (each.source, each.cue, each.content)
    )
    return Attribution(source, cue, content, each.form, each.coder, (), each.score)


def test_the_model_and_the_rules_find_a_clear_quotation_once(both: Attributor, parse: Parser) -> None:
    text = '"We will not sign," President Macron told reporters.'
    (found,) = both.attribute(parse(text))
    assert words(text, found.source) == ["President Macron"]
    assert words(text, found.addressee) == ["reporters"]
    assert found.form is Form.DIRECT


_BITS = st.sampled_from(
    [
        *" \n\r\u0301\u0903\u20e3\u200b\"“”'.,-漢😀",
        "\n\n",
        " said ",
        "The minister ",
        "told him ",
        "that ",
        "the border was closed",
        "नमस्ते",
        "According to ",
    ]
)


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(max_size=80) | st.lists(_BITS, max_size=40).map("".join), seed=st.integers(0, 99), every=st.booleans()
)
def test_any_text_gives_attributions_that_can_be_cited(
    splitter: WordPiece, syntax: Syntax, text: str, seed: int, every: bool
) -> None:
    article = Article(uri="any", text=text, extractor="text/1")
    guessing = Guessing(splitter, seed, every=4)
    parsed = seen_by(guessing, syntax.parse(article))
    found = CombinedAttributor(ModelAttributor(guessing), RuleAttributor(), every=every).attribute(parsed)
    for each in found:
        check(article, each)
    assert all(one.content <= other.content for one, other in pairwise(found))


@pytest.mark.parametrize(
    "bit", ['"', "said\n", "THE MINISTER SAID IT WAS LATE. ", "The 部長 said Київ وقال नमस्ते, ", "😀said \u200b\u0301 "]
)
def test_a_hostile_text_is_read_by_both(both: Attributor, parse: Parser, bit: str) -> None:
    parsed = parse(bit * (1_500 // len(bit)))
    for each in both.attribute(parsed):
        check(parsed.article, each)


def test_four_times_the_attributions_take_about_four_times_the_time(parse: Parser) -> None:
    parsed = parse(TOLD)
    once, more = (_seconds(parsed, count) for count in (500, 2_000))
    assert more < 8 * once + 0.5


def _seconds(parsed: Parse, count: int) -> float:
    """Return how long it takes to join attributions that both find, which asks for no word of the text."""
    each = said(TOLD, "The minister of Norway", "told", "that the border was closed", form=Form.DIRECT)
    found = [_moved(each, number * len(TOLD)) for number in range(count)]
    begun = time.perf_counter()
    assert len(combined(parsed, found, found)) == count
    return time.perf_counter() - begun


def test_a_turn_of_a_transcript_is_the_rules_though_the_model_sees_a_part_of_it(parse: Parser) -> None:
    text = "The minister: We met today. We shall meet again soon."
    turn = said(text, "The minister", "", "We met today. We shall meet again soon.", form=Form.DIRECT, coder=RULES)
    model = said(text, "The minister", ":", "We met today. We shall meet")
    assert combined(parse(text), [model], [turn]) == [turn]


def test_a_source_does_not_reach_into_another_sentence(parse: Parser) -> None:
    text = "The talks ended. The minister of Norway said that they had failed."
    model = said(text, "The minister of Norway", "said", "that they had failed")
    model = replace(model, source=(*spans(text, "The talks"), *model.source))
    (found,) = combined(parse(text), [model], [])
    assert words(text, found.source) == ["The minister of Norway"]
