"""The trained attributor: what any sane weights find, and what is made of their numbers."""

from collections.abc import Callable, Sequence
from itertools import product

import pytest

from standoff.language.attribution.attributor import Attribution
from standoff.language.attribution.model import ModelAttributor
from standoff.language.encoder import WINDOW, OnnxEncoder
from standoff.language.pieces import WordPiece
from standoff.language.syntax import Parse
from standoff.types import Form, Spans
from tests.language.attribution.stubs import check
from tests.language.encoders import Scripted, Told

Parser = Callable[..., Parse]
Found = tuple[list[str], list[str], list[str]]

CLEAR = '"We will not sign," the minister said.'
# Past events, which nobody in the text can be meant to have said: weights may well let a content run on into a sentence
# in the present tense, and that is not what is tested here.
FILLER = "The two sides met in the town in March. "
PIECES = 10
"""Of the filler, and of the clear sentence within two."""


def words(text: str, spans: Spans) -> list[str]:
    """Return the words of spans without the marks around them, which weights may count in or leave out."""
    return [text[start:end].strip(' "“”«»,.:') for start, end in spans]


def found(text: str, each: Attribution) -> Found:
    return words(text, each.source), words(text, each.cue), words(text, each.content)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "form"),
    [
        ('"We will not sign," President Macron said.', "President Macron", "said", ["We will not sign"], Form.DIRECT),
        ("“We will not sign,” President Macron said.", "President Macron", "said", ["We will not sign"], Form.DIRECT),
        ('The minister said: "We will not sign."', "The minister", "said", ["We will not sign"], Form.DIRECT),
        (
            '"The border is open," the minister said. "It will stay open."',
            "the minister",
            "said",
            ["The border is open", "It will stay open"],
            Form.DIRECT,
        ),
        (
            'The minister said the offer was "not serious at all" and would fail.',
            "The minister",
            "said",
            ['the offer was "not serious at all" and would fail'],
            Form.MIXED,
        ),
        (
            "The minister said the border would stay closed.",
            "The minister",
            "said",
            ["the border would stay closed"],
            Form.INDIRECT,
        ),
        (
            "The border would stay closed, the minister said.",
            "the minister",
            "said",
            ["The border would stay closed"],
            Form.INDIRECT,
        ),
        (
            "According to the minister, the border will stay open.",
            "the minister",
            "According to",
            ["the border will stay open"],
            Form.INDIRECT,
        ),
    ],
)
def test_a_clear_attribution_is_found(
    model: ModelAttributor, parse: Parser, text: str, source: str, cue: str, content: list[str], form: Form
) -> None:
    (each,) = model.attribute(parse(text))
    assert found(text, each) == ([source], [cue], content)
    assert each.form is form
    assert each.coder is model.coder
    assert each.score > 0.7


def test_a_report_of_nobody_has_no_source(model: ModelAttributor, parse: Parser) -> None:
    (each,) = model.attribute(parse("It was reported that the border would be closed."))
    assert each.source == ()


@pytest.mark.parametrize("text", ["", "\n\n", FILLER, FILLER * 60, "The talks took place in Geneva on Monday."])
def test_a_text_in_which_nobody_says_anything_has_no_attribution(
    model: ModelAttributor, parse: Parser, text: str
) -> None:
    assert model.attribute(parse(text)) == []


def _places() -> list[int]:
    """Return the places near the beginning, the end, and each border of windows, in sentences of a text of 61."""
    borders = range(WINDOW // PIECES, 60, WINDOW // PIECES)
    near = {border + step for border in borders for step in range(-4, 3)}
    return sorted({0, 1, 60} | {at for at in near if at <= 60})


@pytest.mark.parametrize("at", _places())
def test_an_attribution_is_found_wherever_it_stands_in_a_long_text(
    model: ModelAttributor, bare: Parser, at: int
) -> None:
    text = FILLER * at + CLEAR + " " + FILLER * (60 - at)
    parsed = bare(text)
    assert abs(len(parsed.sheet.pieces) - 61 * PIECES) <= 2
    (each,) = model.attribute(parsed)
    source, cue, content = found(text, each)
    assert (source, cue) == (["the minister"], ["said"])
    assert "We will not sign" in content


_TEMPLATES = (
    '"{content}," {source} said.',
    'The talks went on for a day. "{content}," {source} told reporters in Geneva.',
    "{source} said that {content}.",
    "According to {source}, {content}.",
)
_SOURCES = ("the minister", "President Macron", "a spokesman for the ministry", "Mr Lavrov", "the general")
_CONTENTS = (
    "the border will stay closed",
    "nobody wants a war",
    "the army has left three villages",
    "more grain will be sold next year",
    "it is too early for a summit",
    "the two prisoners are in good health",
    "a new round of sanctions is being prepared",
    "we have not seen the letter",
    "the ships were in our waters",
    "there can be no talks under fire",
)
_CASES = [
    template.format(source=_SOURCES[number % len(_SOURCES)], content=content)
    for template, (number, content) in product(_TEMPLATES, enumerate(_CONTENTS))
]
_BETWEEN = (
    FILLER,
    "The first bridge was opened in 1962 and the second a year later.",
    "A train with 300 passengers stopped at the station on Sunday and was searched by the police.",
)
_SAME = 0.95
"""The part of clear attributions that is read alike wherever the windows fall."""


def _in_article(model: ModelAttributor, bare: Parser, before: str = "") -> list[list[Found]]:
    """Return what is found of each case in an article of them all."""
    article, ends = before, []
    for number, text in enumerate(_CASES):
        article += text
        ends.append(len(article))
        article += f"\n\n{_BETWEEN[number % len(_BETWEEN)]}\n\n"
    together: list[list[Found]] = [[] for _ in _CASES]
    for each in model.attribute(bare(article)):
        together[sum(end <= each.cue[0].start for end in ends)].append(found(article, each))
    return together


@pytest.fixture(scope="session")
def in_article(model: ModelAttributor, bare: Parser) -> list[list[Found]]:
    return _in_article(model, bare)


def test_clear_attributions_are_read_in_a_long_article_as_they_are_alone(
    model: ModelAttributor, bare: Parser, in_article: list[list[Found]]
) -> None:
    alone = [[found(text, each) for each in model.attribute(bare(text))] for text in _CASES]
    assert _part_alike([len(each) for each in alone], [1] * len(_CASES)) >= _SAME
    assert _part_alike(alone, in_article) >= _SAME


@pytest.mark.parametrize("sentences", [3, 8, 13])
def test_clear_attributions_are_read_alike_wherever_the_windows_fall(
    model: ModelAttributor, bare: Parser, in_article: list[list[Found]], sentences: int
) -> None:
    moved = _in_article(model, bare, FILLER * sentences + "\n\n")
    assert _part_alike(moved, in_article) >= _SAME


def _part_alike(one: Sequence[object], other: Sequence[object]) -> float:
    return sum(left == right for left, right in zip(one, other, strict=True)) / len(one)


def test_what_was_read_before_changes_nothing(encoder: OnnxEncoder, bare: Parser) -> None:
    texts = _CASES[::8]
    kept = ModelAttributor(encoder)
    after_others = [kept.attribute(bare(text)) for text in texts]
    assert after_others == [ModelAttributor(encoder).attribute(bare(text)) for text in reversed(texts)][::-1]


def test_the_model_asks_for_nothing_but_what_the_encoder_saw(
    model: ModelAttributor, parse: Parser, bare: Parser
) -> None:
    assert model.attribute(parse(CLEAR)) == model.attribute(bare(CLEAR))


def scripted(splitter: WordPiece, bare: Parser, text: str, *told: Told) -> list[Attribution]:
    """Return what the model makes of weights that find what they were told in `text`."""
    encoder = Scripted(splitter, text, *told)
    return ModelAttributor(encoder).attribute(bare(text, by=encoder))


def test_a_content_within_another_is_an_attribution_of_its_own(splitter: WordPiece, bare: Parser) -> None:
    text = "The agency said the minister had warned that the border would be closed."
    inner = "that the border would be closed"
    outer = f"the minister had warned {inner}"
    told = Told("said", ["The agency"], [outer]), Told("had warned", ["the minister"], [inner])
    assert [found(text, each) for each in scripted(splitter, bare, text, *told)] == [
        (["The agency"], ["said"], [outer]),
        (["the minister"], ["had warned"], [inner]),
    ]


def test_a_content_in_three_parts_is_one_attribution(splitter: WordPiece, bare: Parser) -> None:
    text = '"The border," the minister said, "is open," and "will stay open."'
    parts = ['"The border,"', '"is open,"', '"will stay open."']
    (each,) = scripted(splitter, bare, text, Told("said", ["the minister"], parts))
    assert words(text, each.content) == ["The border", "is open", "will stay open"]
    assert each.form is Form.DIRECT


def test_the_words_of_a_cue_are_no_content_of_it(splitter: WordPiece, bare: Parser) -> None:
    text = "The border, he said again, is closed."
    told = Told("said again", ["he"], ["The border, he said again, is closed"])
    (each,) = scripted(splitter, bare, text, told)
    assert words(text, each.cue) == ["said again"]
    assert "said" not in " ".join(words(text, each.content))


def test_one_content_under_two_cues_is_one_attribution(splitter: WordPiece, bare: Parser) -> None:
    text = "The letter reads, and it says so twice, that the border is closed."
    content = ["that the border is closed"]
    told = Told("reads", ["The letter"], content), Told("says", ["it"], content)
    assert len(scripted(splitter, bare, text, *told)) == 1


def test_a_cue_without_content_is_nothing(splitter: WordPiece, bare: Parser) -> None:
    assert scripted(splitter, bare, "The minister said no more.", Told("said", ["The minister"], [])) == []


@pytest.mark.parametrize(
    ("text", "content", "form"),
    [
        ('"We will go," he said.', "We will go", Form.DIRECT),
        ("“We will go,” he said.", "We will go", Form.DIRECT),
        ("„We will go,“ he said.", "We will go", Form.DIRECT),
        ("«We will go,» he said.", "We will go", Form.DIRECT),
        ('He said we "will" go.', 'we "will" go', Form.MIXED),
        ("We will go, he said.", "We will go", Form.INDIRECT),
        ('The "plan" is old. We will go, he said.', "We will go", Form.INDIRECT),
        ('He spoke of the "plan\nWe will go, he said.', "We will go", Form.INDIRECT),
    ],
)
def test_the_form_is_told_by_the_quotation_marks(
    splitter: WordPiece, bare: Parser, text: str, content: str, form: Form
) -> None:
    (each,) = scripted(splitter, bare, text, Told("said", [], [content]))
    assert each.form is form


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("He said counterproposals.", "proposals", "counterproposals"),
        ("He said 1,500,000 troops.", "troops", "troops"),
        ("He said Erdog\u0306an.", "Erdog", "Erdog\u0306an"),
        ("He said Erdog\u0306an.", "an", "Erdog\u0306an"),
        ("He said नमस्ते.", "नमस", "नमस्ते"),
        ("He said “go”\u20e3 again.", "“go”", "“go”\u20e3"),
    ],
)
def test_a_word_of_which_a_piece_is_chosen_is_taken_whole(
    splitter: WordPiece, bare: Parser, text: str, part: str, whole: str
) -> None:
    (each,) = scripted(splitter, bare, text, Told("said", [], [part]))
    check(bare(text).article, each)
    assert [text[start:end] for start, end in each.content] == [whole]
