"""The trained attributor on any text, however hostile, with any weights: nothing falls over, and nothing is slow."""

import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standoff.language.attribution.model import ModelAttributor
from standoff.language.pieces import WordPiece
from standoff.language.syntax import Parse
from tests.language.attribution.stubs import check
from tests.language.encoders import Guessing
from tests.language.hostile import HOSTILE

Parser = Callable[..., Parse]

CLEAR = '"We will not sign," the minister said.'

_BITS = st.sampled_from(
    [
        *" \n\u200b\u00ad\u0301\u0903\u20e3\ufe0f\"“”«»'.,-$漢한é",
        "\n\n",
        "e\u0301",
        "a" + "\u0301" * 150,
        "ﬁ",
        "😀",
        "👩\u200d🚒",
        "1\ufe0f\u20e3",
        "said",
        "The minister",
        "counterproposals",
        "x" * 120,
        "漢" * 30,
        "नमस्ते",
        "مرحبا",
        "Київ",
    ]
)
_TEXTS = st.text(max_size=120) | st.lists(_BITS, max_size=60).map("".join) | st.lists(_BITS, max_size=60).map(" ".join)


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_TEXTS, seed=st.integers(0, 1_000))
def test_whatever_the_weights_say_the_words_can_be_cited(
    splitter: WordPiece, bare: Parser, text: str, seed: int
) -> None:
    guessing = Guessing(splitter, seed, every=4)
    parsed = bare(text, by=guessing)
    attributions = ModelAttributor(guessing).attribute(parsed)
    for each in attributions:
        check(parsed.article, each)
        assert each.cue
    assert [each.content for each in attributions] == sorted(each.content for each in attributions)


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text('ab1é \n",.-', max_size=200), seed=st.integers(0, 1_000))
def test_whatever_the_weights_say_no_word_is_cut(splitter: WordPiece, bare: Parser, text: str, seed: int) -> None:
    guessing = Guessing(splitter, seed, every=4)
    for each in ModelAttributor(guessing).attribute(bare(text, by=guessing)):
        edges = [edge for span in (*each.source, *each.cue, *each.content) for edge in span]
        assert not any(text[edge - 1 : edge].isalnum() and text[edge : edge + 1].isalnum() for edge in edges)


@pytest.mark.parametrize("bit", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_read(model: ModelAttributor, bare: Parser, bit: str) -> None:
    parsed = bare(bit * (2_000 // len(bit)))
    for each in model.attribute(parsed):
        check(parsed.article, each)


def test_10_000_quotation_marks_are_read(model: ModelAttributor, bare: Parser) -> None:
    parsed = bare(CLEAR + "\n" + '"' * 10_000 + "\n" + CLEAR)
    attributions = model.attribute(parsed)
    for each in attributions:
        check(parsed.article, each)
    assert attributions[0].content[0].end <= len(CLEAR)


def test_a_million_characters_without_a_full_stop_are_read(splitter: WordPiece, bare: Parser) -> None:
    bit = HOSTILE["no full stop"]
    guessing = Guessing(splitter, 1, every=2_000)
    parsed = bare(bit * (1_000_000 // len(bit)), by=guessing)
    attributions = ModelAttributor(guessing).attribute(parsed)
    assert attributions[-1].content[-1].end > 950_000
    for each in attributions:
        check(parsed.article, each)


@pytest.mark.parametrize("bit", HOSTILE.values(), ids=HOSTILE)
def test_four_times_the_text_takes_about_four_times_the_time(splitter: WordPiece, bare: Parser, bit: str) -> None:
    guessing = Guessing(splitter, 2, every=500)
    attributor = ModelAttributor(guessing)
    once, more = (_seconds(attributor, bare(bit * (size // len(bit)), by=guessing)) for size in (10_000, 40_000))
    assert more < 8 * once + 0.5


def _seconds(attributor: ModelAttributor, parsed: Parse) -> float:
    begun = time.perf_counter()
    attributor.attribute(parsed)
    return time.perf_counter() - begun
