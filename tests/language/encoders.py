"""Encoders that have learned nothing: one is told what to find, the other guesses. Both read as the trained one."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from standoff.language.attribution.decoding import CUE_BEGINS, CUE_GOES_ON, Role
from standoff.language.encoder import Encoder, Floats, Grammar, Integers, Manifest, OnnxEncoder, Seen, Sheet, Window
from standoff.language.pieces import WordPiece
from standoff.language.syntax import Parse, Syntax

MANIFEST = Manifest(
    "fake",
    "1",
    {},
    cue_threshold=0.6,
    calibration=(1.0, 0.0),
    tags=("NN", "NNP", "VBD", ",", "_SP"),
    relations=("ROOT", "nsubj", "punct", "conj", "dep"),
    entities=("O", "B-GPE", "I-GPE", "B-PERSON", "I-PERSON"),
    kinds=("O", "ACCUSE", "CONSULT", "REQUEST"),
    statuses=("actual", "future", "hypothetical", "negated"),
)
_SURE = 9.0
_OFTEN = 4


def seen_by(encoder: Encoder, parse: Parse) -> Parse:
    """Return the same parse with what another encoder saw of its pieces."""
    return replace(parse, windows=tuple(window for window, _ in encoder.read(parse.sheet)))


def guessed(syntax: Syntax, splitter: WordPiece, seed: int) -> Syntax:
    """Return the same syntax with an encoder that guesses; it knows the labels of the trained one."""
    other = copy(syntax)
    other._encoder = Guessing(splitter, seed, manifest=syntax._encoder.manifest)
    return other


@dataclass(frozen=True, slots=True)
class Told:
    """What to find: a cue, and the words that are its source and content, each of which the text holds once."""

    cue: str
    source: Sequence[str]
    content: Sequence[str]


@dataclass(frozen=True, slots=True)
class Deed:
    """An event to find: characters of which the text holds the first, chances of types, and of parties by their words.

    Chances of a party are those of being actor and recipient; what is left is the chance of nothing.
    """

    cue: str
    kinds: Mapping[str, float]
    status: str = "actual"
    parties: Mapping[str, tuple[float, float]] = field(default_factory=dict)


class Scripted(OnnxEncoder):
    """Finds what it was told of a text: attributions surely, events by their chances; sentences begin where they must.

    It fails where it is asked for the parties of what it was not told.
    """

    def __init__(self, splitter: WordPiece, text: str, *told: Told, deeds: Sequence[Deed] = ()) -> None:
        self.manifest = MANIFEST
        self._pieces = splitter
        self._text = text
        self._told = told
        self._deeds = deeds

    def relations(self, window: Window, heads: Integers) -> Floats:
        return _relations(self.manifest, np.random.default_rng(0), len(heads))

    def roles(self, window: Window, first: Integers, last: Integers) -> Floats:
        odds = np.zeros((len(first), window.end - window.start, 5), dtype=np.float32)
        for number, at in enumerate(first):
            told = next(each for each in self._told if window.start + at in self._at(each.cue))
            for words, begins in ((told.source, Role.SOURCE_BEGINS), (told.content, Role.CONTENT_BEGINS)):
                for each in words:
                    _mark(odds[number], [piece - window.start for piece in self._at(each)], begins, begins + 1)
        return odds

    def parties(self, window: Window, cues: Integers) -> Floats:
        chances = np.zeros((len(cues), window.end - window.start, 3))
        chances[..., 0] = 1
        for number, cue in enumerate(cues):
            deed = next(each for each in self._deeds if window.start + cue in self._at(each.cue))
            for words, (actor, recipient) in deed.parties.items():
                for at in self._at(words):
                    if window.start <= at < window.end:
                        chances[number, at - window.start] = (1 - actor - recipient, actor, recipient)
        return _odds(chances)

    def _run(self, sheet: Sheet, start: int, end: int) -> tuple[Seen, Grammar]:
        self._sheet = sheet
        attribution = np.zeros((end - start, 5), dtype=np.float32)
        for told in self._told:
            _mark(attribution, [at - start for at in self._at(told.cue)], CUE_BEGINS, CUE_GOES_ON)
        kinds, statuses = _nothing(self.manifest, end - start)
        for deed in self._deeds:
            chances = [deed.kinds.get(kind, 0) for kind in self.manifest.kinds[1:]]
            for at in self._at(deed.cue):
                if start <= at < end:
                    kinds[at - start] = _odds(np.array([1 - sum(chances), *chances]))
                    statuses[at - start, self.manifest.statuses.index(deed.status)] = _SURE
        grammar = _grammar(self.manifest, np.random.default_rng(0), end - start, -_SURE)
        return (_states(start, end), attribution, kinds, statuses), grammar

    def _at(self, words: str) -> list[int]:
        """Return the pieces of `words`."""
        start = self._text.index(words)
        found = zip(self._sheet.pieces.starts, self._sheet.pieces.ends, strict=True)
        return [at for at, (first, last) in enumerate(found) if start < last and first < start + len(words)]


class Guessing(OnnxEncoder):
    """Finds a cue at about one piece in `every`, and anything for the other heads, the same for the same pieces.

    By the seed, sentences begin nowhere, now and then, or nearly everywhere.
    """

    def __init__(self, splitter: WordPiece, seed: int, every: int = 4, manifest: Manifest = MANIFEST) -> None:
        self.manifest = manifest
        self._pieces = splitter
        self._seed = seed
        self._every = every

    def relations(self, window: Window, heads: Integers) -> Floats:
        return _relations(self.manifest, np.random.default_rng([self._seed, window.start, 1]), len(heads))

    def roles(self, window: Window, first: Integers, last: Integers) -> Floats:
        chance = np.random.default_rng([self._seed, window.start])
        odds = chance.normal(size=(len(first), window.end - window.start, 5)) * 3
        odds[..., Role.CONTENT_GOES_ON] += 2 * (self._seed % 3)  # some seeds find long contents, some only scraps
        return odds.astype(np.float32)

    def parties(self, window: Window, cues: Integers) -> Floats:
        chance = np.random.default_rng([self._seed, window.start, 2])
        return (chance.normal(size=(len(cues), window.end - window.start, 3)) * 3).astype(np.float32)

    def _run(self, sheet: Sheet, start: int, end: int) -> tuple[Seen, Grammar]:
        chance = np.random.default_rng([self._seed, start, end])
        attribution = chance.normal(size=(end - start, 5)).astype(np.float32)
        attribution[:, CUE_BEGINS] += np.where(chance.random(end - start) < 1 / self._every, _SURE, -_SURE)
        attribution[:, CUE_GOES_ON] -= _SURE / 2
        begins = (-_SURE, -1.5, 1.5)[self._seed % 3]
        kinds, statuses = (
            (chance.normal(size=(end - start, len(names))) * 3).astype(np.float32)
            for names in (self.manifest.kinds, self.manifest.statuses)
        )
        return (_states(start, end), attribution, kinds, statuses), _grammar(self.manifest, chance, end - start, begins)


def _states(start: int, end: int) -> Floats:
    return np.zeros((end - start + 2, 1), dtype=np.float32)


def _nothing(manifest: Manifest, length: int) -> tuple[Floats, Floats]:
    """Return odds of no event anywhere."""
    kinds = np.zeros((length, len(manifest.kinds)), dtype=np.float32)
    kinds[:, 0] = _SURE
    return kinds, np.zeros((length, len(manifest.statuses)), dtype=np.float32)


def _odds(chances: npt.NDArray[np.float64]) -> Floats:
    return np.log(np.maximum(chances, 1e-9)).astype(np.float32)


def _grammar(manifest: Manifest, chance: np.random.Generator, length: int, begins: float) -> Grammar:
    def odds(*shape: int) -> Floats:
        return (chance.normal(size=shape) * 3).astype(np.float32)

    starts = (chance.normal(size=length) + begins).astype(np.float32)
    kinds = odds(length, len(manifest.entities))
    kinds[:, 0] += _OFTEN * (chance.random() < 1 / 2)
    return Grammar(odds(length, len(manifest.tags)), odds(length, length + 1), starts, kinds)


def _relations(manifest: Manifest, chance: np.random.Generator, length: int) -> Floats:
    return (chance.normal(size=(length, len(manifest.relations))) * 3).astype(np.float32)


def _mark(odds: Floats, pieces: list[int], begins: int, goes_on: int) -> None:
    for number, at in enumerate(pieces):
        if 0 <= at < len(odds):
            odds[at, goes_on if number else begins] = _SURE
