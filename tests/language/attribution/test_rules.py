"""Direct speech, and what holds for every attribution of any text."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standoff.language.attribution.attributor import Attribution
from standoff.language.attribution.rules import RuleAttributor
from standoff.language.syntax import Parse, Syntax
from standoff.types import Article, Form, check_spans

Parser = Callable[[str], Parse]


def attributions(parse: Parser, text: str) -> list[Attribution]:
    return RuleAttributor().attribute(parse(text))


def words(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ('"We are ready for talks," the minister said.', "the minister", "said", "We are ready for talks"),
        ('"We are ready for talks", said the minister.', "the minister", "said", "We are ready for talks"),
        ('"Are we ready? We are!" said the minister.', "the minister", "said", "Are we ready? We are!"),
        ('The minister said: "We are ready."', "The minister", "said", "We are ready."),
        ('The minister told reporters, "We are ready."', "The minister", "told", "We are ready."),
        (
            '"It is late. It is not too late," the minister, who was in Paris, added.',
            "the minister",
            "added",
            "It is late. It is not too late",
        ),
        ("‘We are ready for talks,’ the minister said.", "the minister", "said", "We are ready for talks"),
        ("``We are ready for talks,'' the minister said.", "the minister", "said", "We are ready for talks"),
    ],
)
def test_a_quotation_has_the_source_beside_it(parse: Parser, text: str, source: str, cue: str, content: str) -> None:
    (found,) = attributions(parse, text)
    assert words(text, found.source) == [source]
    assert words(text, found.cue) == [cue]
    assert words(text, found.content) == [content]
    assert found.form is Form.DIRECT


@pytest.mark.parametrize("pause", [",", "."])
def test_a_quotation_broken_by_its_cue_is_one_statement(parse: Parser, pause: str) -> None:
    text = f'"The border is open," the minister said{pause} "It will stay open."'
    (found,) = attributions(parse, text)
    assert words(text, found.content) == ["The border is open", "It will stay open."]


def test_a_quotation_over_two_paragraphs_is_one_statement(parse: Parser) -> None:
    text = "The minister said: “The border is open.\n\n“It will stay open.”\n\nThe talks ended there."
    (found,) = attributions(parse, text)
    assert words(text, found.content) == ["The border is open.", "It will stay open."]


def test_a_quotation_below_a_paragraph_that_ends_with_a_colon_has_its_source_there(parse: Parser) -> None:
    text = 'At the end of the talks the minister said:\n\n"The border will stay open for everybody."'
    (found,) = attributions(parse, text)
    assert words(text, found.source) == ["the minister"]
    assert words(text, found.content) == ["The border will stay open for everybody."]


def test_a_paragraph_that_is_all_quotation_goes_on_with_the_speaker_above(parse: Parser) -> None:
    text = '"The border is open," the minister said.\n\n"It will stay open for everybody."'
    first, second = attributions(parse, text)
    assert second.source == first.source
    assert second.cue == ()
    assert words(text, second.content) == ["It will stay open for everybody."]


@pytest.mark.parametrize(
    "text",
    [
        'The "peace plan" was put off again.',
        'The so-called "road map" and the "second track" failed.',
        'A crowd carried a banner with the words "No war" through the town.',
    ],
)
def test_scare_quotes_alone_are_no_statement(parse: Parser, text: str) -> None:
    assert attributions(parse, text) == []


def test_words_before_a_quotation_in_its_sentence_are_said_too(parse: Parser) -> None:
    text = 'The plan was "dead on arrival," the minister said.'
    (found,) = attributions(parse, text)
    assert words(text, found.content) == ['The plan was "dead on arrival,"']
    assert found.form is Form.MIXED


def test_what_a_speaker_thinks_in_his_own_words_is_no_second_statement(parse: Parser) -> None:
    (found,) = attributions(parse, '"I hope that we will find a way, and we believe it exists," the minister said.')
    assert found.form is Form.DIRECT


def test_the_turns_of_a_transcript_are_statements(parse: Parser) -> None:
    text = (
        "President of Russia Vladimir Putin: Good afternoon, colleagues. Let us begin.\n\n"
        "Sergei Lavrov: Thank you for the floor. The talks took place."
    )
    first, second = attributions(parse, text)
    assert words(text, first.source) == ["President of Russia Vladimir Putin"]
    assert words(text, first.content) == ["Good afternoon, colleagues. Let us begin."]
    assert words(text, second.source) == ["Sergei Lavrov"]
    assert first.form is Form.DIRECT


@pytest.mark.parametrize("label", ["Emmanuel Macron (retranslated)", "Viktor Orban(retranslated)"])
def test_a_note_upon_the_speaker_stands_outside_of_his_name(parse: Parser, label: str) -> None:
    text = f"President of Russia Vladimir Putin: Let us begin. {label}: Thank you for the floor."
    first, second = attributions(parse, text)
    assert words(text, first.content) == ["Let us begin."]
    assert words(text, second.source) == [label.partition("(")[0].strip()]
    assert words(text, second.content) == ["Thank you for the floor."]


@pytest.mark.parametrize("label", ["Question", "Question (retranslated)", "Remark", "Reply"])
def test_a_question_among_turns_is_a_turn_of_nobody_in_particular(parse: Parser, label: str) -> None:
    text = f"President of Russia Vladimir Putin: Let us begin. {label}: When will the talks go on?"
    first, second = attributions(parse, text)
    assert words(text, first.content) == ["Let us begin."]
    assert words(text, second.source) == [label.split()[0]]
    assert words(text, second.content) == ["When will the talks go on?"]


def test_who_spoke_before_speaks_again_where_the_sentence_before_lacks_its_full_stop(parse: Parser) -> None:
    text = "Angela Merkel: Please ask. Boris Johnson: Why did you sign it? Thank you Angela Merkel: We had to."
    last = attributions(parse, text)[-1]
    assert words(text, last.source) == ["Angela Merkel"]
    assert words(text, last.content) == ["We had to."]


def test_a_question_in_a_report_is_no_turn(parse: Parser) -> None:
    assert attributions(parse, "The talks failed. Question: Who gains by that? The border is shut.") == []


def test_who_is_told_is_the_addressee(parse: Parser) -> None:
    text = "The minister told the ambassador that the border is closed."
    (found,) = attributions(parse, text)
    assert words(text, found.addressee) == ["the ambassador"]


def test_headings_and_furniture_are_not_read(syntax: Syntax) -> None:
    text = 'Minister says "border is open" now\n\nThe photo shows that he said so.\n\nThe talks went on.'
    start = text.index("The photo")
    furniture = ((start, text.index("\n\nThe talks")),)
    article = Article(uri="a", text=text, extractor="text/1", furniture=furniture)  # type: ignore[arg-type]
    assert RuleAttributor().attribute(syntax.parse(article)) == []


_ARTICLE = (
    '"The border is open," the minister said on Monday in the capital.',
    'The ambassador told reporters: "Nobody has asked us to leave."',
    "The general said that the army would stay where it was.",
    '"It is late," the president added. "It is not too late."',
    'The spokesman said that the offer was "not serious at all" and would fail.',
)


_WHOLE = "\n\n".join(_ARTICLE)


@pytest.mark.parametrize("mark", [at for at, letter in enumerate(_WHOLE) if letter == '"'])
def test_a_missing_mark_changes_only_its_own_paragraph(parse: Parser, mark: int) -> None:
    broken = _WHOLE[:mark] + _WHOLE[mark + 1 :]
    spoiled = _WHOLE.count("\n\n", 0, mark)
    assert _outside(parse, broken, spoiled) == _outside(parse, _WHOLE, spoiled)


def _outside(parse: Parser, text: str, spoiled: int) -> list[list[list[str]]]:
    """Return the words of the attributions of all paragraphs but the spoiled one."""
    return [
        [words(text, found.source), words(text, found.cue), words(text, found.content)]
        for found in attributions(parse, text)
        if text.count("\n\n", 0, found.content[0].start) != spoiled
    ]


_PIECES = st.sampled_from(
    [
        *"\"“”„«»‘’'`.,:;!?-– \n",
        "''",
        "\n\n",
        "\u0301",
        "😀",
        "said",
        "he",
        "She",
        "that",
        "according to",
        "The minister",
        "told",
        "was expressed",
        "Hope",
        "which",
        "accused",
        "of",
        "to leave",
        "as",
        "talks failed",
        "مرحبا",
        "Vladimir Putin:",
    ]
)
_TEXTS = st.one_of(
    st.text(max_size=200), st.lists(_PIECES, max_size=60).map(" ".join), st.lists(_PIECES, max_size=60).map("".join)
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_TEXTS)
def test_any_text_gives_attributions_that_can_be_cited(syntax: Syntax, text: str) -> None:
    article = Article(uri="any", text=text, extractor="text/1")
    found = RuleAttributor().attribute(syntax.parse(article))
    for attribution in found:
        check_spans(article, attribution.content)
        for spans in (attribution.source, attribution.cue, attribution.addressee):
            if spans:
                check_spans(article, spans)
        assert 0 < attribution.score <= 1
    assert [a.content for a in found] == sorted(a.content for a in found)


def test_reading_twice_gives_the_same(parse: Parser) -> None:
    text = "\n\n".join(_ARTICLE)
    assert attributions(parse, text) == attributions(parse, text)
