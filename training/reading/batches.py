"""Windows of texts as tensors with targets: labels, what a teacher says, what a larger network saw."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import torch
from labels import IGNORED, PARTIES
from network import PARTS
from numpy.typing import NDArray
from texts import ROLES, WINDOW, Text, joined
from torch import Tensor

LEAST_STEP, BATCH = 96, 16
SOURCE, CONTENT = 1, 3
_NEARLY_ALL = 0.9
_DROPPED, _RAISED = 0.5, 0.04
"""How often a word that may be left out is, and a sentence is set in capitals: reports do so, the corpus seldom."""

MOST_CUES = 4
"""For each window of a batch so many cues are asked about, drawn anew each time: more cost time and teach little."""

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

    def to(self, device: str) -> "Targets":
        return Targets(self.labels.to(device), self.chances.to(device), self.weights.to(device))


@dataclass
class Batch:
    """Windows side by side; `cues` are (row, first piece, last piece), with targets for the parts of all pieces.

    `kinds` and `statuses` are labels of events (rows, pieces), `deeds` the (row, piece) of their cues, `parties` what
    all pieces are to each. `pairs` are rows in which two parties are marked, `marks` (pairs, pieces) where, `between`
    what the first does to the second.
    """

    ids: Tensor
    features: Tensor
    mask: Tensor
    roles: Targets
    structure: Mapping[str, Tensor]
    kinds: Tensor
    statuses: Tensor
    cues: list[tuple[int, int, int]] = field(default_factory=list)
    parts: Targets | None = None
    deeds: list[tuple[int, int]] = field(default_factory=list)
    parties: Tensor | None = None
    pairs: list[int] = field(default_factory=list)
    marks: Tensor | None = None
    between: Tensor | None = None

    def to(self, device: str) -> "Batch":
        """Return the batch with its tensors on `device`."""
        if device == "cpu":
            return self
        tensors = {name: getattr(self, name).to(device) for name in ("ids", "features", "mask", "kinds", "statuses")}
        structure = {name: each.to(device) for name, each in self.structure.items()}
        roles = self.roles.to(device)
        parts = None if self.parts is None else self.parts.to(device)
        rest = {name: getattr(self, name) for name in ("parties", "marks", "between")}
        rest = {name: each if each is None else each.to(device) for name, each in rest.items()}
        return replace(self, **tensors, structure=structure, roles=roles, parts=parts, **rest)


STRUCTURE = ("tags", "heads", "relations", "starts", "entities")


def windows(samples: Sequence[Sample]) -> list[Window]:
    """Cut the samples into windows that begin with a sentence, as they are read; drawn anew for each epoch.

    Texts with events are short and few: they come several times, and every second time two make one.
    """
    told = [sample for sample in samples if sample.text.deeds is not None]
    others = (sample for sample in samples if sample.text.deeds is None)
    return [window for sample in (*others, *_told(told)) for window in _windows(sample)]


TURNS = 3


def _told(samples: Sequence[Sample]) -> Iterator[Sample]:
    for _ in range(TURNS):
        drawn = iter(random.sample(samples, len(samples)))
        for sample in drawn:
            second = next(drawn, None) if random.random() < _JOINED else None
            yield sample if second is None else Sample(joined([sample.text, second.text]))


_JOINED = 0.5


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


def grouped(found: Sequence[Window], size: int = BATCH) -> list[list[Window]]:
    """Group windows of similar length, to pad little, in random order."""
    ordered = sorted(found, key=lambda window: (len(window.kept) // 32, random.random()))
    groups = [ordered[at : at + size] for at in range(0, len(ordered), size)]
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
        kinds, statuses = torch.full(shape, IGNORED), torch.full(shape, IGNORED)
        made = Batch(ids, features, mask, Targets.empty(shape, len(ROLES)), structure, kinds, statuses)
        parts: list[Targets] = []
        parties: list[Tensor] = []
        marks: list[Tensor] = []
        between: list[int] = []
        for row, window in enumerate(found):
            text, size = window.sample.text, len(window.kept)
            here = slice(1, size + 1)
            pieces = text.ids[window.kept]
            ids[row, 0], ids[row, size + 1] = self._first, self._last
            ids[row, here] = self._table[torch.from_numpy(pieces.astype(np.int64))]
            shapes = text.features[window.kept].astype(np.int64)
            features[row, here] = torch.from_numpy(self._raise(pieces, shapes, window, raised))
            mask[row, : size + 2] = 1
            place = np.full(len(text) + 1, -1)
            place[window.kept] = np.arange(1, size + 1)
            _set_structure(structure, row, here, window, place)
            _set_roles(made.roles, row, here, window)
            for cue, targets in _cues(window, place, shape[1]):
                made.cues.append((row, int(place[cue[0]]), int(place[cue[1]])))
                parts.append(targets)
            for cue, labels in _set_deeds(made, row, here, window, place):
                made.deeds.append((row, cue))
                parties.append(labels)
            if (pair := _pair(window, place)) is not None:
                made.pairs.append(row)
                marks.append(_marks(pair[:2], shape[1]))
                between.append(pair[2])
        if parties:
            made.parties = torch.stack(parties)
        if marks:
            made.marks, made.between = torch.stack(marks), torch.tensor(between)
        chosen = sorted(random.sample(range(len(parts)), min(MOST_CUES * len(found), len(parts))))
        made.cues, parts = [made.cues[at] for at in chosen], [parts[at] for at in chosen]
        if parts:
            names = ("labels", "chances", "weights")
            made.parts = Targets(*(torch.stack([getattr(each, name) for each in parts]) for name in names))
        return made

    def _raise(
        self, pieces: NDArray[np.int32], shapes: NDArray[np.int64], window: Window, share: float
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
        roles.labels[row, here] = torch.from_numpy(sample.text.roles[window.kept].astype(np.int64))
    if sample.roles is not None:
        seen = len(sample.roles)
        within = window.kept[window.kept < seen]
        part = slice(1, len(within) + 1)
        roles.chances[row, part] = sample.roles[within].float()
        roles.weights[row, part] = 1


def _set_deeds(
    made: Batch, row: int, here: slice, window: Window, place: NDArray[np.int64]
) -> Iterator[tuple[int, Tensor]]:
    """Set the labels of events; yield the piece of each cue, and what all pieces are to it."""
    text = window.sample.text
    if text.deeds is None:
        return
    begins = text.structure.tags[window.kept] != IGNORED
    nothing = torch.from_numpy(np.where(begins, 0, IGNORED))
    made.kinds[row, here] = nothing
    for deed in text.deeds:
        cue = int(place[deed.cue])
        if cue <= 0:
            continue
        made.kinds[row, cue], made.statuses[row, cue] = deed.kind, deed.status
        labels = torch.full((made.ids.shape[1],), IGNORED)
        labels[here] = nothing
        for part, chosen in ((ACTOR, deed.actors), (RECIPIENT, deed.recipients)):
            labels[[int(place[at]) for at in chosen if place[at] > 0]] = part
        yield cue, labels


Words = tuple[tuple[int, int], ...]


def _pair(window: Window, place: NDArray[np.int64]) -> tuple[Words, Words, int] | None:
    """Draw two parties of a window, with what the first does to the second: mostly something, sometimes nothing."""
    deeds = [deed for deed in window.sample.text.deeds or () if deed.actor_words and deed.recipient_words]
    done = {(deed.actor_words[0], deed.recipient_words[0]): deed.kind for deed in random.sample(deeds, len(deeds))}
    pairs = [(one, other, kind) for (one, other), kind in done.items()]
    if random.random() < _UNRELATED:
        named = {words for deed in deeds for words in (deed.actor_words[0], deed.recipient_words[0])}
        apart = [(one, other, 0) for one in named for other in named if one != other and (one, other) not in done]
        pairs = apart or pairs
    random.shuffle(pairs)
    for one, other, kind in pairs:
        ends = [(int(place[first]), int(place[last])) for first, last in (one, other)]
        if all(first > 0 and last > 0 for first, last in ends):
            return (ends[0],), (ends[1],), kind
    return None


_UNRELATED = 0.2


def _marks(parties: Sequence[Words], width: int) -> Tensor:
    marks = torch.zeros(width, dtype=torch.long)
    for mark, words in enumerate(parties, 1):
        for first, last in words:
            marks[first : last + 1] = mark
    return marks


ACTOR, RECIPIENT = PARTIES.index("actor"), PARTIES.index("recipient")


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
