"""The encoder: windows that leave no piece unread, and weights that are what their manifest says."""

import hashlib
import json
import re
from collections.abc import Collection
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standoff.errors import ModelError
from standoff.language import encoder as module
from standoff.language.encoder import (
    LEAST,
    MARGIN,
    WINDOW,
    Encoder,
    Floats,
    Grammar,
    OnnxEncoder,
    Sheet,
    Window,
    packaged,
    read_manifest,
)
from standoff.language.pieces import WordPiece
from tests.language.encoders import Guessing, Scripted

_FILES = {
    "encoder.onnx": b"one two three",
    "relations.onnx": b"five",
    "roles.onnx": b"four",
    "vocab.txt": b"[UNK]\nsaid\n",
}
_LONG = "The road runs along the river to the sea. " * 60


Read = list[tuple[Window, Grammar]]


def sheet_of(encoder: Encoder, text: str, edges: Collection[int] = (0,)) -> Sheet:
    """Return a text in pieces; its words are what stands between spaces."""
    return encoder.sheet(text, [(word.start(), word.group()) for word in re.finditer(r"\S+", text)], edges)


def read(encoder: Encoder, text: str) -> tuple[Sheet, Read]:
    sheet = sheet_of(encoder, text)
    return sheet, list(encoder.read(sheet))


_WORDS = st.lists(st.sampled_from(["sea", "counterproposals", ".", "x" * 90, "-" * 300]), max_size=300)


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=_WORDS, seed=st.integers(0, 99))
def test_the_parts_of_the_windows_that_count_are_the_whole_text(
    splitter: WordPiece, words: list[str], seed: int
) -> None:
    sheet, found = read(Guessing(splitter, seed), " ".join(words))
    counted = [range(window.first, window.last) for window, _ in found]
    assert all(counted)
    assert [at for each in counted for at in each] == list(range(len(sheet.pieces)))


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=_WORDS, seed=st.integers(0, 99))
def test_a_window_is_no_longer_than_in_training_and_no_text_is_read_more_than_four_times(
    splitter: WordPiece, words: list[str], seed: int
) -> None:
    sheet, found = read(Guessing(splitter, seed), " ".join(words))
    length = len(sheet.pieces)
    for window, _ in found:
        assert 0 <= window.start <= window.first < window.last <= window.end <= length
        assert window.end - window.start == min(WINDOW, length - window.start)
    assert sum(window.end - window.start for window, _ in found) <= 4 * length


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lengths=st.lists(st.integers(1, WINDOW - LEAST), max_size=30))
def test_sentences_that_fit_into_a_window_are_read_whole(splitter: WordPiece, lengths: list[int]) -> None:
    edges = {0, *accumulate(lengths)}
    nowhere_else = Scripted(splitter, "")
    sheet = sheet_of(nowhere_else, "sea " * sum(lengths), edges)
    for window, _ in nowhere_else.read(sheet):
        assert window.start == window.first
        assert window.first in edges
        assert window.last in edges


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=_WORDS, seed=st.integers(0, 99))
def test_a_window_begins_where_the_one_before_saw_its_last_sentence_begin(
    splitter: WordPiece, words: list[str], seed: int
) -> None:
    sheet, found = read(Guessing(splitter, seed), " ".join(words))
    for (window, grammar), (following, _) in pairwise(found):
        least = max(window.first + 1, window.start + LEAST)
        begins = [at for at in range(least, window.end) if sheet.begins[at] and grammar.starts[at - window.start] > 0]
        if begins:
            assert following.start == following.first == window.last == begins[-1]
        else:
            assert following.first - MARGIN <= following.start < following.first


def test_a_sentence_longer_than_a_window_is_cut_between_words_and_read_again_before_the_cut(
    splitter: WordPiece,
) -> None:
    whole = Scripted(splitter, "")
    sheet = sheet_of(whole, "counterproposals " * 300)
    (first, _), *others = whole.read(sheet)
    assert (first.start, first.first) == (0, 0)
    for window, _ in others:
        assert sheet.begins[window.first]
        assert window.first - window.start == MARGIN


def test_a_word_longer_than_a_window_is_cut_within(splitter: WordPiece) -> None:
    whole = Scripted(splitter, "")
    text = "-" * (3 * WINDOW)
    sheet, found = read(whole, text)
    assert len(sheet.pieces) == len(text)
    assert [sheet.begins[window.first] for window, _ in found] == [True, *[False] * (len(found) - 1)]


def test_the_pieces_of_a_word_begin_no_sentence_but_the_first(splitter: WordPiece) -> None:
    sheet = sheet_of(Scripted(splitter, ""), "counterproposals end. counterproposals begin", edges={0, 2})
    words = list(sheet.pieces.words)
    assert sorted(set(words)) == [0, 1, 2, 3]
    assert [words[at] for at in np.flatnonzero(sheet.begins)] == [0, 1, 2, 3]
    assert [words[at] for at in np.flatnonzero(sheet.edges)] == [0, 2]
    assert all(sheet.begins[at] for at in np.flatnonzero(sheet.edges))


def test_where_the_first_word_of_a_sentence_has_no_piece_the_next_begins_it(splitter: WordPiece) -> None:
    sheet = sheet_of(Scripted(splitter, ""), "end \u200b \u0301 begin here", edges={0, 1})
    assert list(sheet.pieces.words) == [0, 3, 4]
    assert sheet.edges.tolist() == [True, True, False]


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(length=st.integers(1, 1_000), data=st.data())
def test_the_window_around_a_piece_has_it_in_the_middle_as_far_as_the_text_goes(
    splitter: WordPiece, length: int, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, length - 1))
    guessing = Guessing(splitter, 0)
    window = guessing.around(sheet_of(guessing, "sea " * length), at)
    assert (window.first, window.last) == (at, at + 1)
    assert window.end - window.start == min(WINDOW, length)
    assert at - window.start >= min(at, WINDOW // 2)
    assert window.end - at >= min(length - at, WINDOW // 2)
    assert len(window.attribution) == window.end - window.start


def test_a_text_without_pieces_has_no_window(splitter: WordPiece) -> None:
    assert read(Guessing(splitter, 0), "")[1] == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b\u0301"])
def test_a_text_without_words_is_read_as_nothing(encoder: OnnxEncoder, text: str) -> None:
    sheet, found = read(encoder, text)
    assert found == []
    assert len(sheet.pieces) == len(sheet.features) == 0


@pytest.mark.parametrize("words", [1, 2, WINDOW - 1, WINDOW, WINDOW + 1, WINDOW + MARGIN, 2 * WINDOW + 1])
def test_every_piece_has_what_every_head_says_of_it(encoder: OnnxEncoder, words: int) -> None:
    sheet, found = read(encoder, "sea " * words)
    assert len(sheet.pieces) == words
    assert [at for window, _ in found for at in range(window.first, window.last)] == list(range(words))
    known = encoder.manifest
    for window, grammar in found:
        length = window.end - window.start
        assert len(window.states) == length + 2
        assert len(window.attribution) == length
        assert grammar.tags.shape == (length, len(known.tags))
        assert grammar.arcs.shape == (length, length + 1)
        relations = encoder.relations(window, np.full(length, -1))
        assert relations.shape == (length, len(known.relations))
        assert np.isfinite(relations).all()
        assert grammar.starts.shape == (length,)
        assert grammar.entities.shape == (length, len(known.entities))
        assert all(np.isfinite(each).all() for each in _numbers(window, grammar))


def test_roles_are_asked_for_each_cue_and_piece(encoder: OnnxEncoder) -> None:
    _, [(window, _)] = read(encoder, "The minister said that the border was closed.")
    odds = encoder.roles(window, np.array([2, 7]), np.array([2, 7]))
    assert odds.shape == (2, window.end - window.start, 5)
    alone = encoder.roles(window, np.array([2]), np.array([2]))
    np.testing.assert_allclose(odds[:1], alone, atol=0.2)  # int8 has one scale for all that is asked at once


def test_a_piece_is_read_alike_around_and_in_a_text_of_one_window(encoder: OnnxEncoder) -> None:
    sheet, [(window, _)] = read(encoder, "The minister said that the border was closed.")
    around = encoder.around(sheet, 3)
    np.testing.assert_array_equal(around.states, window.states)
    np.testing.assert_array_equal(around.attribution, window.attribution)


def test_the_same_text_is_read_alike_also_after_another(encoder: OnnxEncoder) -> None:
    first, second = read(encoder, _LONG), read(encoder, _LONG)
    read(encoder, "A text of another length, with other words.")
    third = read(encoder, _LONG)
    _same(first, second)
    _same(first, third)


def _same(one: tuple[Sheet, Read], other: tuple[Sheet, Read]) -> None:
    assert one[0].pieces == other[0].pieces
    for left, right in zip(one[1], other[1], strict=True):
        for numbers, others in zip(_numbers(*left), _numbers(*right), strict=True):
            np.testing.assert_array_equal(numbers, others)


def _numbers(window: Window, grammar: Grammar) -> list[Floats]:
    heads = grammar.tags, grammar.arcs, grammar.starts, grammar.entities
    return [window.states, window.attribution, *heads]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder like that of the weights, with a few bytes in each file."""
    for name, content in _FILES.items():
        (tmp_path / name).write_bytes(content)
    digests = {name: "sha256:" + hashlib.sha256(content).hexdigest() for name, content in _FILES.items()}
    numbers = {"cue_threshold": 0.6, "calibration": [1.0, 0.0]}
    labels = {"tags": ["NN", "VBD"], "relations": ["ROOT", "nsubj"], "entities": ["O", "B-GPE", "I-GPE"]}
    labels |= {"kinds": ["O", "ACCUSE"], "statuses": ["actual"]}
    manifest = {"name": "fake", "version": "1", "files": digests, **numbers, **labels}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return tmp_path


def test_a_manifest_names_what_it_verified(folder: Path) -> None:
    found = read_manifest(folder)
    assert (found.name, found.version, found.cue_threshold, found.calibration) == ("fake", "1", 0.6, (1.0, 0.0))
    assert (found.kinds, found.statuses) == (("O", "ACCUSE"), ("actual",))
    assert (found.tags, found.relations, found.entities) == (("NN", "VBD"), ("ROOT", "nsubj"), ("O", "B-GPE", "I-GPE"))
    assert set(found.files) == set(_FILES)


def test_the_digest_of_the_weights_changes_with_any_file(folder: Path) -> None:
    before = read_manifest(folder).digest
    manifest = json.loads((folder / "manifest.json").read_bytes())
    (folder / "roles.onnx").write_bytes(b"five")
    manifest["files"]["roles.onnx"] = "sha256:" + hashlib.sha256(b"five").hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert read_manifest(folder).digest != before


@pytest.mark.parametrize("name", [*_FILES, "manifest.json"])
def test_a_missing_file_is_an_error_that_names_it_and_says_what_to_do(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=f"{name}.*install it again"):
        OnnxEncoder(folder)


@pytest.mark.parametrize("name", _FILES)
@pytest.mark.parametrize("cut", [0, 1, -1])
def test_a_truncated_file_is_an_error_that_names_it_and_says_what_to_do(folder: Path, name: str, cut: int) -> None:
    (folder / name).write_bytes(_FILES[name][:cut])
    with pytest.raises(ModelError, match=f"{name}.*install it again"):
        OnnxEncoder(folder)


@pytest.mark.parametrize("name", _FILES)
def test_a_changed_file_is_an_error_that_names_it_and_says_what_to_do(folder: Path, name: str) -> None:
    content = bytearray(_FILES[name])
    content[0] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(ModelError, match=f"{name} has digest sha256:.* the manifest says sha256:.*install it again"):
        OnnxEncoder(folder)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"name": "fake"}', b"\xff\xfe"])
def test_a_spoiled_manifest_is_an_error_that_names_it(folder: Path, content: bytes) -> None:
    (folder / "manifest.json").write_bytes(content)
    with pytest.raises(ModelError, match=r"manifest\.json: .*install it again"):
        OnnxEncoder(folder)


def test_a_copy_without_weights_is_an_error_that_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "files", lambda package: tmp_path)
    with pytest.raises(ModelError, match=r"manifest\.json: .*install it again"):
        packaged()
