"""The encoder that reads a text once for all heads: word pieces in, what each piece is out.

The only place that knows ONNX Runtime. A long text is read in windows, one by one: in int8 the numbers of a window
would depend on those beside it in a batch. A window begins where the one before saw its last sentence begin, so that
sentences are read whole; the parts that count are together the whole text.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Protocol

import msgspec
import numpy as np
import numpy.typing as npt
import onnxruntime

from standoff.errors import ModelError
from standoff.language.pieces import Pieces, WordPiece, features, is_quoted

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Seen = tuple[Floats, Floats, Floats, Floats]
"""States, attribution, kinds and statuses of a window, as `Window` has them."""

WINDOW = 254
"""Pieces of a window; with the marks at its two ends the 256 of training."""

MARGIN = 16
"""Pieces that are read again where a sentence is longer than a window and must be cut: only for their meaning."""

LEAST = 64
"""Pieces of a window that count at least: no text makes the encoder read it more than four times."""

NEAR = 80
"""Pieces at the end of a window in which the best place for the next to begin is looked for."""

_FIRST_MARK, _LAST_MARK = 101, 102
_MODEL = "reading-3"
OUTPUTS = ("states", "attribution", "kinds", "statuses", "tags", "arcs", "starts", "entities")
_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder of weights says of itself: its files with their digests, and what its numbers mean.

    A cue counts from `cue_threshold` on; `calibration` is slope and intercept from the log odds of a cue to those of
    its attribution being right. The other fields name the columns of heads: entities are "O" or a kind after "B-" or
    "I-", kinds of events "O" or a type.
    """

    name: str
    version: str
    files: Mapping[str, str]
    cue_threshold: float
    calibration: tuple[float, float]
    tags: tuple[str, ...]
    relations: tuple[str, ...]
    entities: tuple[str, ...]
    kinds: tuple[str, ...]
    statuses: tuple[str, ...]

    @property
    def digest(self) -> str:
        """Return the fingerprint of the weights, through those of its files."""
        total = hashlib.sha256("".join(f"{name}{self.files[name]}" for name in sorted(self.files)).encode())
        return "sha256:" + total.hexdigest()


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the heads for syntax and names say of the pieces of a window, as log odds, (pieces, classes).

    `arcs` is (pieces, 1 + pieces): how well each piece would head another, column 0 for being the root. Only pieces
    that begin a word have a meaning here. `starts` is how likely a piece begins a sentence, above 0 if it does.
    """

    tags: Floats
    arcs: Floats
    starts: Floats
    entities: Floats


@dataclass(frozen=True, slots=True)
class Window:
    """What was read at once: pieces `start` to `end`, of which `first` to `last` count.

    `states` is (pieces + 2, width), with the marks at both ends. `attribution` are log odds of what a piece is to a
    statement, `kinds` of the event that its word names, `statuses` of that event's status, each (pieces, classes).
    """

    start: int
    end: int
    first: int
    last: int
    states: Floats
    attribution: Floats
    kinds: Floats
    statuses: Floats


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text in pieces; `features` are what a piece does not tell, `edges` where a sentence must begin.

    Between the pieces of a word no sentence begins; `begins` tells which are the first of one.
    """

    pieces: Pieces
    features: tuple[int, ...]
    begins: Flags
    edges: Flags


class Encoder(Protocol):
    """Reads a text once; heads are asked about what was read."""

    @property
    def manifest(self) -> Manifest: ...

    def sheet(self, text: str, words: Iterable[tuple[int, str]], edges: Collection[int]) -> Sheet: ...

    def read(self, sheet: Sheet) -> Iterator[tuple[Window, Grammar]]: ...

    def around(self, sheet: Sheet, at: int) -> Window: ...

    def relations(self, window: Window, heads: Integers) -> Floats: ...

    def roles(self, window: Window, first: Integers, last: Integers) -> Floats: ...

    def parties(self, window: Window, cues: Integers) -> Floats: ...


class OnnxEncoder:
    """Holds the weights of a folder, on one thread: two are slower than one for texts of this length."""

    def __init__(self, folder: Path) -> None:
        self.manifest = read_manifest(folder)
        self._pieces = WordPiece(folder / "vocab.txt")
        self._encoder = _session(folder / "encoder.onnx")
        self._relations = _session(folder / "relations.onnx")
        self._roles = _session(folder / "roles.onnx")
        self._parties = _session(folder / "parties.onnx")

    def sheet(self, text: str, words: Iterable[tuple[int, str]], edges: Collection[int]) -> Sheet:
        """Cut the words of `text`, given with their places; `edges` are the numbers of those that begin a sentence.

        Where such a word has no piece, the next that has one begins the sentence.
        """
        pieces = self._pieces.split(words)
        numbers = np.array(pieces.words, dtype=np.int64)
        begins = np.diff(numbers, prepend=-1) > 0
        passed = np.searchsorted(np.sort(np.array([*edges], dtype=np.int64)), numbers, side="right")
        return Sheet(pieces, features(text, pieces), begins, begins & (np.diff(passed, prepend=0) > 0))

    def read(self, sheet: Sheet) -> Iterator[tuple[Window, Grammar]]:
        """Read a text, all of it, in windows of at most `WINDOW` pieces."""
        start = first = 0
        length = len(sheet.pieces)
        while first < length:
            end = min(start + WINDOW, length)
            seen, grammar = self._run(sheet, start, end)
            last, following = length, length
            if end < length:
                last, following = _cut(sheet, first, start, end, grammar.starts)
            yield Window(start, end, first, last, *seen), grammar
            start, first = following, last

    def around(self, sheet: Sheet, at: int) -> Window:
        """Read a window with piece `at` in its middle, as far as the text goes."""
        length = len(sheet.pieces)
        start = max(0, min(at - WINDOW // 2, length - WINDOW))
        end = min(start + WINDOW, length)
        seen, _ = self._run(sheet, start, end)
        return Window(start, end, at, at + 1, *seen)

    def relations(self, window: Window, heads: Integers) -> Floats:
        """Return for each piece its relation to its head, (pieces, relations) log odds.

        `heads` are pieces of the window, -1 for the head of a root.
        """
        marked = np.concatenate([[0], heads + 1, [0]])
        scores: Floats
        (scores,) = self._relations.run(None, {"states": window.states, "heads": marked})
        return scores[1:-1]

    def roles(self, window: Window, first: Integers, last: Integers) -> Floats:
        """Return for each cue, given by its first and last piece in the window, (cues, pieces, roles) log odds."""
        scores: Floats
        (scores,) = self._roles.run(None, {"states": window.states, "first": first + 1, "last": last + 1})
        return scores[:, 1:-1]

    def parties(self, window: Window, cues: Integers) -> Floats:
        """Return for each cue of an event, a piece, (cues, pieces, 3) log odds: nobody, actor, recipient."""
        scores: Floats
        (scores,) = self._parties.run(None, {"states": window.states, "cues": cues + 1})
        return scores[:, 1:-1]

    def _run(self, sheet: Sheet, start: int, end: int) -> tuple[Seen, Grammar]:
        marked = np.array([_FIRST_MARK, *sheet.pieces.ids[start:end], _LAST_MARK], dtype=np.int64)
        seen = np.array([0, *sheet.features[start:end], 0], dtype=np.int64)
        found = self._encoder.run(OUTPUTS, {"ids": marked, "features": seen})
        states, attribution, kinds, statuses, tags, arcs, starts, entities = found
        inner = slice(1, -1)
        begin = starts[inner, 1] - starts[inner, 0]
        grammar = Grammar(tags[inner], arcs[inner, :-1], begin, entities[inner])
        return (states, attribution[inner], kinds[inner], statuses[inner]), grammar


def _cut(sheet: Sheet, first: int, start: int, end: int, starts: Floats) -> tuple[int, int]:
    """Return up to where a window counts, and where the next begins: with the last sentence that begins in it.

    In a sentence longer than a window, somewhere before its end, between words where that is possible.
    """
    least = max(first + 1, start + LEAST)
    edges = sheet.edges[least:end]
    begins = edges | (sheet.begins[least:end] & (starts[least - start :] > 0))
    # A paragraph, or a sentence outside of a quotation, is a better place: fewer attributions are divided there.
    unquoted = [not is_quoted(feature) for feature in sheet.features[least:end]]
    for better in (edges, begins & np.array(unquoted, dtype=np.bool_)):
        places = np.flatnonzero(better[-NEAR:])
        if len(places):
            last = max(end - NEAR, least) + int(places[-1])
            return last, last
    if begins.any():
        last = least + int(np.flatnonzero(begins)[-1])
        return last, last
    words = np.flatnonzero(sheet.begins[least : end - MARGIN])
    last = least + int(words[-1]) if len(words) else end - MARGIN
    return last, max(last - MARGIN, start + 1)


def packaged() -> OnnxEncoder:
    """Return the encoder that this package carries; raise ModelError if it is damaged."""
    return OnnxEncoder(Path(str(files("standoff"))) / "models" / _MODEL)


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
