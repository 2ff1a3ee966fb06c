"""Encoders that have learned nothing: one is told what to find, the other guesses."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from standoff.language.attribution.decoding import CUE_BEGINS, CUE_GOES_ON, Role
from standoff.language.encoder import WINDOW, Encoding, Floats, Integers, Manifest, Window, windows
from standoff.language.pieces import Pieces, WordPiece, features

MANIFEST = Manifest("fake", "1", {}, cue_threshold=0.6, calibration=(1.0, 0.0))
_SURE = 9.0


@dataclass(frozen=True, slots=True)
class Told:
    """What to find: a cue, and the words that are its source and content, each of which the text holds once."""

    cue: str
    source: Sequence[str]
    content: Sequence[str]


class Scripted:
    """Finds what it was told, surely."""

    def __init__(self, splitter: WordPiece, *told: Told) -> None:
        self.manifest = MANIFEST
        self._splitter = splitter
        self._told = told
        self._text = ""
        self._pieces = Pieces((), (), ())

    def encode(self, text: str) -> Encoding:
        self._text, self._pieces = text, self._splitter.split(text)
        shapes = features(text, self._pieces)
        return Encoding(self._pieces, shapes, tuple(self._window(*bounds) for bounds in windows(len(self._pieces))))

    def around(self, encoding: Encoding, at: int) -> Window:
        return self._window(*_middle(encoding, at))

    def roles(self, window: Window, first: Integers, last: Integers) -> Floats:
        odds = np.zeros((len(first), window.end - window.start, 5), dtype=np.float32)
        for number, at in enumerate(first):
            told = next(each for each in self._told if window.start + at in self._at(each.cue))
            for words, begins in ((told.source, Role.SOURCE_BEGINS), (told.content, Role.CONTENT_BEGINS)):
                for each in words:
                    _mark(odds[number], [piece - window.start for piece in self._at(each)], begins, begins + 1)
        return odds

    def _window(self, start: int, end: int, first: int, last: int) -> Window:
        tags = np.zeros((end - start, 5), dtype=np.float32)
        for told in self._told:
            _mark(tags, [at - start for at in self._at(told.cue)], CUE_BEGINS, CUE_GOES_ON)
        return Window(start, end, first, last, np.zeros((end - start + 2, 1), dtype=np.float32), tags)

    def _at(self, words: str) -> list[int]:
        """Return the pieces of `words`."""
        start = self._text.index(words)
        found = zip(self._pieces.starts, self._pieces.ends, strict=True)
        return [at for at, (first, last) in enumerate(found) if start < last and first < start + len(words)]


def _middle(encoding: Encoding, at: int) -> tuple[int, int, int, int]:
    length = len(encoding.pieces)
    start = max(0, min(at - WINDOW // 2, length - WINDOW))
    return start, min(start + WINDOW, length), at, at + 1


def _mark(odds: Floats, pieces: list[int], begins: int, goes_on: int) -> None:
    for number, at in enumerate(pieces):
        if 0 <= at < len(odds):
            odds[at, goes_on if number else begins] = _SURE


class Guessing:
    """Finds a cue at about one piece in `every`, and anything for its source and content, in an order that repeats."""

    def __init__(self, splitter: WordPiece, seed: int, every: int) -> None:
        self.manifest = MANIFEST
        self._splitter = splitter
        self._seed = seed
        self._every = every

    def encode(self, text: str) -> Encoding:
        pieces = self._splitter.split(text)
        chance = np.random.default_rng(self._seed)
        return Encoding(
            pieces, features(text, pieces), tuple(self._window(chance, *bounds) for bounds in windows(len(pieces)))
        )

    def around(self, encoding: Encoding, at: int) -> Window:
        return self._window(np.random.default_rng(self._seed + at), *_middle(encoding, at))

    def roles(self, window: Window, first: Integers, last: Integers) -> Floats:
        chance = np.random.default_rng(self._seed + window.start)
        odds = chance.normal(size=(len(first), window.end - window.start, 5)) * 3
        odds[..., Role.CONTENT_GOES_ON] += 2 * (self._seed % 3)  # some seeds find long contents, some only scraps
        return odds.astype(np.float32)

    def _window(self, chance: np.random.Generator, start: int, end: int, first: int, last: int) -> Window:
        tags = chance.normal(size=(end - start, 5)).astype(np.float32)
        tags[:, CUE_BEGINS] += np.where(chance.random(end - start) < 1 / self._every, _SURE, -_SURE)
        tags[:, CUE_GOES_ON] -= _SURE / 2
        return Window(start, end, first, last, np.zeros((end - start + 2, 1), dtype=np.float32), tags)
