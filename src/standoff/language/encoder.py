"""The encoder that reads a text once for all heads: word pieces in, a vector for each piece out.

The only place that knows ONNX Runtime. A long text is read in windows that overlap, so that every piece is read with
words on both sides; of each window only the middle counts, and the middles together are the whole text. Windows are run
one by one: in int8 the numbers of a window would depend on those beside it in a batch.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Protocol

import msgspec
import numpy as np
import numpy.typing as npt
import onnxruntime

from standoff.errors import ModelError
from standoff.language.pieces import Pieces, WordPiece, features

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]
Bounds = tuple[int, int, int, int]

WINDOW = 254
"""Pieces of a window; with the marks at its two ends the 256 of training."""

MARGIN = 16
"""Pieces at each inner end of a window that are read only for what they say about the others.

More costs time and wins nothing, if what is cut at the end of a window is read again in the middle of another
(docs/decisions/0006).
"""

_FIRST_MARK, _LAST_MARK = 101, 102
_MODEL = "attribution-1"
_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder of weights says of itself: its files with their digests, and what its numbers mean.

    A cue counts from `cue_threshold` on; `calibration` is slope and intercept from the log odds of a cue to those of
    its attribution being right.
    """

    name: str
    version: str
    files: Mapping[str, str]
    cue_threshold: float
    calibration: tuple[float, float]

    @property
    def digest(self) -> str:
        """Return the fingerprint of the weights, through those of its files."""
        total = hashlib.sha256("".join(f"{name}{self.files[name]}" for name in sorted(self.files)).encode())
        return "sha256:" + total.hexdigest()


@dataclass(frozen=True, slots=True)
class Window:
    """What was read at once: pieces `start` to `end`, of which `first` to `last` count.

    `states` is (pieces + 2, width), with the marks at both ends; `tags` is (pieces, tags).
    """

    start: int
    end: int
    first: int
    last: int
    states: Floats
    tags: Floats


@dataclass(frozen=True, slots=True)
class Encoding:
    """A text as the encoder read it, window by window in text order; `features` are what a piece does not tell."""

    pieces: Pieces
    features: tuple[int, ...]
    windows: tuple[Window, ...]


class Encoder(Protocol):
    """Reads a text once; heads are asked about what was read."""

    @property
    def manifest(self) -> Manifest: ...

    def encode(self, text: str) -> Encoding: ...

    def around(self, encoding: Encoding, at: int) -> Window: ...

    def roles(self, window: Window, first: Integers, last: Integers) -> Floats: ...


class OnnxEncoder:
    """Holds the weights of a folder, on one thread: two are slower than one for texts of this length."""

    def __init__(self, folder: Path) -> None:
        self.manifest = read_manifest(folder)
        self._pieces = WordPiece(folder / "vocab.txt")
        self._encoder = _session(folder / "encoder.onnx")
        self._roles = _session(folder / "roles.onnx")

    def encode(self, text: str) -> Encoding:
        """Read `text`, all of it, in windows of `WINDOW` pieces."""
        pieces = self._pieces.split(text)
        shapes = features(text, pieces)
        return Encoding(pieces, shapes, tuple(self._read(pieces, shapes, bounds) for bounds in windows(len(pieces))))

    def around(self, encoding: Encoding, at: int) -> Window:
        """Read a window with piece `at` in its middle, as far as the text goes."""
        length = len(encoding.pieces)
        start = max(0, min(at - WINDOW // 2, length - WINDOW))
        return self._read(encoding.pieces, encoding.features, (start, min(start + WINDOW, length), at, at + 1))

    def roles(self, window: Window, first: Integers, last: Integers) -> Floats:
        """Return for each cue, given by its first and last piece in the window, (cues, pieces, roles) log odds."""
        feed = {"states": window.states[None], "window": np.zeros_like(first), "first": first + 1, "last": last + 1}
        scores: Floats = self._roles.run(None, feed)[0]
        return scores[:, 1:-1]

    def _read(self, pieces: Pieces, shapes: Sequence[int], bounds: Bounds) -> Window:
        start, end, first, last = bounds
        marked = np.array([[_FIRST_MARK, *pieces.ids[start:end], _LAST_MARK]], dtype=np.int64)
        seen = np.array([[0, *shapes[start:end], 0]], dtype=np.int64)
        states, tags = self._encoder.run(None, {"ids": marked, "features": seen, "mask": np.ones_like(marked)})
        return Window(start, end, first, last, states[0], tags[0, 1:-1])


def windows(length: int) -> Iterator[Bounds]:
    """Yield start, end, first, last for each window over `length` pieces; `first` to `last` tile the whole length.

    >>> list(windows(300))
    [(0, 254, 0, 238), (46, 300, 238, 300)]
    """
    first = 0
    while first < length:
        start = max(0, min(first - MARGIN, length - WINDOW))
        end = min(start + WINDOW, length)
        last = length if end == length else end - MARGIN
        yield start, end, first, last
        first = last


def packaged() -> "OnnxEncoder | None":
    """Return the encoder that this package carries, or None in a copy without weights; raise ModelError if damaged."""
    folder = Path(str(files("standoff"))) / "models" / _MODEL
    return OnnxEncoder(folder) if (folder / _MANIFEST).exists() else None


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest and verify every file against it; raise ModelError where one is absent or another."""
    path = folder / _MANIFEST
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
        found = {name: "sha256:" + hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in manifest.files}
    except (OSError, msgspec.DecodeError) as error:
        raise ModelError(f"{path}: {error}; the model is incomplete, install it again") from error
    for name, wanted in manifest.files.items():
        if found[name] != wanted:
            raise ModelError(f"{folder / name} has digest {found[name]}, the manifest says {wanted}; install it again")
    return manifest


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
