"""Windows of texts as tensors with targets: labels of people, what a teacher says, what a larger network saw."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from corpus import ROLES, Text
from labels import IGNORED
from network import PARTS
from numpy.typing import NDArray
from torch import Tensor

from standoff.language.encoder import WINDOW

LEAST_STEP, BATCH = 96, 16
SOURCE, CONTENT = 1, 3
_NEARLY_ALL = 0.9
_DROPPED, _RAISED = 0.5, 0.04
"""How often a word that may be left out is, and a sentence is set in capitals: reports do so, the corpus seldom."""

MOST_CUES = 64
"""Of the cues of a batch so many are asked about, drawn anew each time: more cost time and teach little."""

_NO_CASE, _CAPITALS = (0, 1), 2


@dataclass(frozen=True)
class Sight:
    """What a network saw of one cue: probabilities (pieces, roles) from piece `start` of the text on."""

    first: int
    last: int
    start: int
    roles: Tensor


@dataclass(frozen=True)
class Sample:
    """A text with what a larger network saw in it: probabilities (pieces, tags), and the sight of each cue."""

    text: Text
    roles: Tensor | None = None
    sights: tuple[Sight, ...] = ()


@dataclass(frozen=True)
class Window:
    """Pieces of a sample, in text order: all from the first to the last, but for words left out."""

    sample: Sample
    kept: NDArray[np.int64]


@dataclass
class Targets:
    """Labels (IGNORED where there is none) and probabilities (with weight 0 where there is none), row by row."""

    labels: Tensor
    chances: Tensor
    weights: Tensor

    @classmethod
    def empty(cls, shape: tuple[int, ...], classes: int) -> "Targets":
        return cls(torch.full(shape, IGNORED), torch.zeros(*shape, classes), torch.zeros(*shape))


@dataclass
class Batch:
    """Windows side by side; `cues` are (row, first piece, last piece), with targets for the parts of all pieces."""

    ids: Tensor
    features: Tensor
    mask: Tensor
    roles: Targets
    structure: Mapping[str, Tensor]
    cues: list[tuple[int, int, int]] = field(default_factory=list)
    parts: Targets | None = None


STRUCTURE = ("tags", "heads", "relations", "starts", "entities")


def windows(samples: Sequence[Sample]) -> list[Window]:
    """Cut the samples into windows that begin with a sentence, as they are read; drawn anew for each epoch."""
    return [window for sample in samples for window in _windows(sample)]


def _windows(sample: Sample) -> Iterator[Window]:
    structure, length = sample.text.structure, len(sample.text)
    begins = np.flatnonzero(structure.starts == 1)
    kept = np.ones(length, bool)
    kept[structure.droppable & (np.random.random(length) < _DROPPED)] = False
    at, first = 0, random.randrange(LEAST_STEP, WINDOW + 1)
    while at < length:
        end = min(at + (first if at == 0 else WINDOW), length)
        chosen = np.arange(at, end)
        yield Window(sample, chosen[kept[at:end]])
        if end >= length:
            return
        later = begins[(begins >= at + LEAST_STEP) & (begins < end)]
        at = int(later[-1]) if len(later) else end


def grouped(found: Sequence[Window]) -> list[list[Window]]:
    """Group windows of similar length, to pad little, in random order."""
    ordered = sorted(found, key=lambda window: (len(window.kept) // 32, random.random()))
    groups = [ordered[at : at + BATCH] for at in range(0, len(ordered), BATCH)]
    random.shuffle(groups)
    return groups


class Layout:
    """Lays windows side by side; `table` gives the encoder's ids, `first` and `last` mark the ends."""

    def __init__(self, table: Tensor, first: int, last: int, letters: NDArray[np.bool_]) -> None:
        self._table, self._first, self._last = table, first, last
        self._letters = letters

    def batch(self, found: Sequence[Window], *, raised: float = _RAISED) -> Batch:
        shape = len(found), max(len(window.kept) for window in found) + 2
        ids, features, mask = (torch.zeros(*shape, dtype=torch.long) for _ in range(3))
        structure = {name: torch.full(shape, IGNORED) for name in STRUCTURE}
        made = Batch(ids, features, mask, Targets.empty(shape, len(ROLES)), structure)
        parts: list[Targets] = []
        for row, window in enumerate(found):
            text, size = window.sample.text, len(window.kept)
            here = slice(1, size + 1)
            pieces = np.array(text.ids)[window.kept]
            ids[row, 0], ids[row, size + 1] = self._first, self._last
            ids[row, here] = self._table[torch.from_numpy(pieces)]
            shapes = np.array(text.features)[window.kept]
            features[row, here] = torch.from_numpy(self._raise(pieces, shapes, window, raised))
            mask[row, : size + 2] = 1
            place = np.full(len(text) + 1, -1)
            place[window.kept] = np.arange(1, size + 1)
            _set_structure(structure, row, here, window, place)
            _set_roles(made.roles, row, here, window)
            for cue, targets in _cues(window, place, shape[1]):
                made.cues.append((row, int(place[cue[0]]), int(place[cue[1]])))
                parts.append(targets)
        chosen = sorted(random.sample(range(len(parts)), min(MOST_CUES, len(parts))))
        made.cues, parts = [made.cues[at] for at in chosen], [parts[at] for at in chosen]
        if parts:
            names = ("labels", "chances", "weights")
            made.parts = Targets(*(torch.stack([getattr(each, name) for each in parts]) for name in names))
        return made

    def _raise(
        self, pieces: NDArray[np.int64], shapes: NDArray[np.int64], window: Window, share: float
    ) -> NDArray[np.int64]:
        sentence = np.cumsum(window.sample.text.structure.starts[window.kept] == 1)
        chosen = np.random.random(int(sentence[-1]) + 1) < share
        small = chosen[sentence] & self._letters[pieces] & np.isin(shapes % 4, _NO_CASE)
        return np.where(small, shapes - shapes % 4 + _CAPITALS, shapes)


def _set_structure(
    structure: Mapping[str, Tensor], row: int, here: slice, window: Window, place: NDArray[np.int64]
) -> None:
    known = window.sample.text.structure
    for name in ("tags", "relations", "starts", "entities"):
        structure[name][row, here] = torch.from_numpy(getattr(known, name)[window.kept].astype(np.int64))
    heads = known.heads[window.kept]
    targets = place[np.maximum(heads, 0)]
    targets = np.where(heads == window.kept, 0, np.where((heads == IGNORED) | (targets < 0), IGNORED, targets))
    structure["heads"][row, here] = torch.from_numpy(targets)


def _set_roles(roles: Targets, row: int, here: slice, window: Window) -> None:
    sample = window.sample
    if sample.text.roles is not None:
        roles.labels[row, here] = torch.tensor(sample.text.roles)[window.kept]
    if sample.roles is not None:
        seen = len(sample.roles)
        within = window.kept[window.kept < seen]
        part = slice(1, len(within) + 1)
        roles.chances[row, part] = sample.roles[within].float()
        roles.weights[row, part] = 1


def _cues(window: Window, place: NDArray[np.int64], width: int) -> Iterator[tuple[tuple[int, int], Targets]]:
    """Yield the cues of a window, labelled or seen, each with its targets."""
    labels = dict(_labels(window, place, width))
    sights = {(each.first, each.last): each for each in window.sample.sights}
    for cue in sorted({*labels, *sights}):
        if place[cue[0]] > 0 and place[cue[1]] > 0:
            targets = Targets.empty((width,), PARTS)
            if cue in labels:
                targets.labels = labels[cue]
            if cue in sights:
                _set_sight(targets, sights[cue], window)
            yield cue, targets


def _set_sight(targets: Targets, sight: Sight, window: Window) -> None:
    inside = (window.kept >= sight.start) & (window.kept < sight.start + len(sight.roles))
    here = torch.from_numpy(np.flatnonzero(inside) + 1)
    targets.chances[here] = sight.roles[window.kept[inside] - sight.start].float()
    targets.weights[here] = 1


def _labels(window: Window, place: NDArray[np.int64], width: int) -> Iterator[tuple[tuple[int, int], Tensor]]:
    """Yield the parts of all pieces to each labelled cue that lies in the window with nine tenths of its content."""
    start, end = int(window.kept[0]), int(window.kept[-1]) + 1
    for each in window.sample.text.attributions:
        inside = sum(start <= at < end for at in each.content)
        if each.cue[0] < start or each.cue[-1] >= end or inside < _NEARLY_ALL * len(each.content):
            continue
        parts = torch.full((width,), IGNORED)
        parts[1 : len(window.kept) + 1] = 0
        for part, chosen in ((SOURCE, each.source), (CONTENT, each.content)):
            before = None
            for at in chosen:
                if start <= at < end and place[at] > 0:
                    goes_on = before is not None and all(place[gap] < 0 for gap in range(before + 1, at))
                    parts[int(place[at])] = part + goes_on
                    before = at
        yield (each.cue[0], each.cue[-1]), parts
