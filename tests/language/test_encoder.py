"""The encoder: windows that leave no piece unread, and weights that are what their manifest says."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.errors import ModelError
from standoff.language import encoder as module
from standoff.language.encoder import MARGIN, WINDOW, Encoding, OnnxEncoder, packaged, read_manifest, windows

_FILES = {"encoder.onnx": b"one two three", "roles.onnx": b"four", "vocab.txt": b"[UNK]\nsaid\n"}
_LONG = "The road runs along the river to the sea. " * 60


@given(st.integers(min_value=0, max_value=3_000))
def test_the_middles_of_the_windows_are_the_whole_text(length: int) -> None:
    found = list(windows(length))
    middles = [(first, last) for _, _, first, last in found]
    assert all(first < last for first, last in middles)
    assert [at for first, last in middles for at in range(first, last)] == list(range(length))


@given(st.integers(min_value=1, max_value=3_000))
def test_a_window_is_as_long_as_in_training_and_has_margins_within_the_text(length: int) -> None:
    for start, end, first, last in windows(length):
        assert 0 <= start <= first < last <= end <= length
        assert end - start == min(length, WINDOW)
        assert first - start >= MARGIN or first == start == 0
        assert end - last >= MARGIN or last == end == length


def test_a_text_without_pieces_has_no_window() -> None:
    assert list(windows(0)) == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b\u0301"])
def test_a_text_without_words_is_read_as_nothing(encoder: OnnxEncoder, text: str) -> None:
    read = encoder.encode(text)
    assert read.windows == ()
    assert len(read.pieces) == 0


@pytest.mark.parametrize("words", [1, 2, WINDOW - 1, WINDOW, WINDOW + 1, WINDOW + MARGIN, 2 * WINDOW + 1])
def test_every_piece_has_a_vector_and_tags(encoder: OnnxEncoder, words: int) -> None:
    read = encoder.encode("sea " * words)
    assert len(read.pieces) == words
    assert [at for window in read.windows for at in range(window.first, window.last)] == list(range(words))
    for window in read.windows:
        assert len(window.states) == window.end - window.start + 2
        assert len(window.tags) == window.end - window.start
        assert np.isfinite(window.states).all()
        assert np.isfinite(window.tags).all()


def test_roles_are_asked_for_each_cue_and_piece(encoder: OnnxEncoder) -> None:
    (window,) = encoder.encode("The minister said that the border was closed.").windows
    odds = encoder.roles(window, np.array([2, 7]), np.array([2, 7]))
    assert odds.shape == (2, window.end - window.start, 5)
    alone = encoder.roles(window, np.array([2]), np.array([2]))
    np.testing.assert_allclose(odds[:1], alone, atol=0.2)  # int8 has one scale for all that is asked at once


def test_the_same_text_is_read_alike_also_after_another(encoder: OnnxEncoder) -> None:
    first, second = encoder.encode(_LONG), encoder.encode(_LONG)
    encoder.encode("A text of another length, with other words.")
    third = encoder.encode(_LONG)
    _same(first, second)
    _same(first, third)


def _same(one: Encoding, other: Encoding) -> None:
    assert one.pieces == other.pieces
    for left, right in zip(one.windows, other.windows, strict=True):
        np.testing.assert_array_equal(left.states, right.states)
        np.testing.assert_array_equal(left.tags, right.tags)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder like that of the weights, with a few bytes in each file."""
    for name, content in _FILES.items():
        (tmp_path / name).write_bytes(content)
    digests = {name: "sha256:" + hashlib.sha256(content).hexdigest() for name, content in _FILES.items()}
    manifest = {"name": "fake", "version": "1", "files": digests, "cue_threshold": 0.6, "calibration": [1.0, 0.0]}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return tmp_path


def test_a_manifest_names_what_it_verified(folder: Path) -> None:
    found = read_manifest(folder)
    assert (found.name, found.version, found.cue_threshold, found.calibration) == ("fake", "1", 0.6, (1.0, 0.0))
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


def test_a_copy_without_weights_has_no_encoder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "files", lambda package: tmp_path)
    assert packaged() is None
