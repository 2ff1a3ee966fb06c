"""Word pieces and their place in the text."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standoff.errors import ModelError
from standoff.language.pieces import Pieces, WordPiece, features

_VOCABULARY = '[UNK] minister mini ##ster ##s cafe de ##esca ##late said " , . 漢 5'
_WORDS = tuple(_VOCABULARY.split())


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> WordPiece:
    """Return a splitter that knows `_WORDS`; the number of a piece is its place among them."""
    file = tmp_path_factory.mktemp("vocabulary") / "vocab.txt"
    file.write_text("\n".join(_WORDS) + "\n", encoding="utf-8")
    return WordPiece(file)


def names(pieces: Pieces) -> list[str]:
    return [_WORDS[number] for number in pieces.ids]


def cut(text: str, pieces: Pieces) -> list[str]:
    return [text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "pieces", "characters"),
    [
        ("Minister said", ["minister", "said"], ["Minister", "said"]),
        ("ministers", ["minister", "##s"], ["minister", "s"]),
        ("minis", ["mini", "##s"], ["mini", "s"]),
        ('"said",said.', ['"', "said", '"', ",", "said", "."], ['"', "said", '"', ",", "said", "."]),
        ("de-escalate", ["de", "[UNK]", "[UNK]"], ["de", "-", "escalate"]),
        ("said漢said", ["said", "漢", "said"], ["said", "漢", "said"]),
        ("CAFÉ cafe\u0301", ["cafe", "cafe"], ["CAFÉ", "cafe"]),
        ("sa\u00adid \u200bsaid\u200d", ["said", "said"], ["sa\u00adid", "said"]),
        ("", [], []),
        (" \n\t\u00a0\u2003", [], []),
        ("\u0301 \u200b", [], []),
    ],
)
def test_a_text_is_cut_into_the_longest_known_pieces(
    tiny: WordPiece, text: str, pieces: list[str], characters: list[str]
) -> None:
    found = tiny.split([(0, text)])
    assert names(found) == pieces
    assert cut(text, found) == characters


@pytest.mark.parametrize("word", ["saidx", "xsaid", "Дипломат", "اتفاق", "ﬁve", "😀", "😀said", "s" * 10_000])
def test_a_word_that_is_not_all_known_is_one_unknown_piece(tiny: WordPiece, word: str) -> None:
    text = f"said {word} said"
    found = tiny.split([(0, text)])
    assert names(found) == ["said", "[UNK]", "said"]
    assert cut(text, found) == ["said", word, "said"]


@pytest.mark.parametrize("letter", ["a", "é", "e\u0301", "Я", "ﬁ"])
def test_a_word_of_10_000_letters_is_one_piece(splitter: WordPiece, letter: str) -> None:
    word = letter * 10_000
    found = splitter.split([(0, f"said {word} said")])
    assert cut(f"said {word} said", found) == ["said", word, "said"]


@pytest.mark.parametrize(
    "word",
    ["élan", "E\u0301LAN", "ﬁnance", "Łódź", "İstanbul", "straße", "Kyiv", "Київ", "ايران", "한국", "東京都", "नमस्ते"],
)
def test_every_letter_of_a_word_in_any_script_lies_in_a_piece(splitter: WordPiece, word: str) -> None:
    found = splitter.split([(0, word)])
    covered = {at for start, end in zip(found.starts, found.ends, strict=True) for at in range(start, end)}
    assert {at for at, char in enumerate(word) if char.isalnum()} <= covered


def test_the_same_word_is_cut_alike_wherever_it_stands(splitter: WordPiece) -> None:
    word = "counterproposals"
    alone, twice = splitter.split([(0, word)]), splitter.split([(0, f"{word}, {word}")])
    assert twice.ids[: len(alone)] == twice.ids[-len(alone) :] == alone.ids
    assert twice.starts[-len(alone) :] == tuple(len(word) + 2 + start for start in alone.starts)


_BITS = st.sampled_from(
    [
        *" \n\t\u00a0\u200b\u00ad\u0301\u20e3\ufe0f\"“”'.,-$漢字한é",
        "e\u0301",
        "ﬁ",
        "İ",
        "ß",
        "😀",
        "said",
        "Minister",
        "नमस्ते",
        "مرحبا",
        "Київ",
        "x" * 120,
    ]
)
_TEXTS = st.text(max_size=120) | st.lists(_BITS, max_size=60).map("".join)


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_TEXTS)
def test_pieces_of_any_text_are_in_order_apart_and_hold_every_letter(splitter: WordPiece, text: str) -> None:
    found = splitter.split([(0, text)])
    ranges = list(zip(found.starts, found.ends, strict=True))
    assert len(found) == len(found.ids) == len(ranges)
    assert all(0 <= start < end <= len(text) for start, end in ranges)
    for one, other in pairwise(ranges):
        # A syllable of Hangul is several letters, and each of them may be a piece.
        assert one[1] <= other[0] or one == other == (one[0], one[0] + 1)
    covered = {at for start, end in ranges for at in range(start, end)}
    assert all(at in covered for at, char in enumerate(text) if char.isalnum())


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_TEXTS, cuts=st.lists(st.integers(0, 120)))
def test_a_piece_is_a_part_of_the_word_whose_number_it_has(splitter: WordPiece, text: str, cuts: list[int]) -> None:
    ends = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    words = [(start, text[start:end]) for start, end in pairwise(ends)]
    found = splitter.split(words)
    assert list(found.words) == sorted(found.words)
    for start, end, number in zip(found.starts, found.ends, found.words, strict=True):
        at, word = words[number]
        assert at <= start < end <= at + len(word)


@pytest.mark.parametrize(
    ("words", "pieces", "numbers"),
    [
        (["mini", "ster"], ["mini", "[UNK]"], [0, 1]),
        (["minister", "s"], ["minister", "[UNK]"], [0, 1]),
        (["ministers", "said", "."], ["minister", "##s", "said", "."], [0, 0, 1, 2]),
        (["said", " ", "\u200b", "said"], ["said", "said"], [0, 3]),
        (['"said', ',"'], ['"', "said", ",", '"'], [0, 0, 1, 1]),
    ],
)
def test_no_piece_is_a_part_of_two_words(
    tiny: WordPiece, words: list[str], pieces: list[str], numbers: list[int]
) -> None:
    starts = [sum(map(len, words[:at])) for at in range(len(words))]
    found = tiny.split(zip(starts, words, strict=True))
    assert names(found) == pieces
    assert list(found.words) == numbers


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_TEXTS)
def test_the_shapes_of_any_text_are_0_to_47(splitter: WordPiece, text: str) -> None:
    pieces = splitter.split([(0, text)])
    found = features(text, pieces)
    assert len(found) == len(pieces)
    assert all(0 <= shape < 48 for shape in found)


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("said said", [16, 0]),
        ("said Said SAID 5", [16, 1, 2, 3]),
        ("said.said", [16, 24, 24]),
        ("said\nsaid\n\nsaid\n\n\nsaid", [16, 8, 16, 16]),
        ('said "said" said', [16, 4, 24 + 4, 24 + 4, 0]),
        ("said “said” said", [16, 4, 24 + 4, 24 + 4, 0]),
        ("said «said» said", [16, 4, 24 + 4, 24 + 4, 0]),
        ('said "said\nsaid', [16, 4, 24 + 4, 8]),
    ],
)
def test_a_shape_tells_case_quotation_line_and_gluing(splitter: WordPiece, text: str, shapes: list[int]) -> None:
    assert list(features(text, splitter.split([(0, text)]))) == shapes


def test_a_missing_vocabulary_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"vocab\.txt: .*install it again"):
        WordPiece(tmp_path / "vocab.txt")
