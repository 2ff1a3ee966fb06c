"""Windows of texts as tensors, with what they should become: labels of people, and what a larger network saw."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import torch
from corpus import TAGS, Text
from network import ROLES
from torch import Tensor

WINDOW, STRIDE, BATCH = 254, 192, 16
IGNORED = -100
SOURCE, CONTENT = 1, 3
_NEARLY_ALL = 0.9


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
    tags: Tensor | None = None
    sights: tuple[Sight, ...] = ()


@dataclass(frozen=True)
class Window:
    """Pieces `start` to `end` of a sample."""

    sample: Sample
    start: int
    end: int


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
    """Windows side by side; `cues` are (row, first piece, last piece), with targets for the roles of all pieces."""

    ids: Tensor
    features: Tensor
    mask: Tensor
    tags: Targets
    cues: list[tuple[int, int, int]] = field(default_factory=list)
    roles: Targets | None = None


def windows(samples: Sequence[Sample]) -> list[Window]:
    """Cut the samples into windows; where they begin is drawn anew for each epoch."""
    return [window for sample in samples for window in _windows(sample)]


def _windows(sample: Sample) -> Iterator[Window]:
    length = len(sample.text)
    at = -random.randrange(STRIDE) if length > WINDOW else 0
    while at < length:
        start = max(at, 0)
        yield Window(sample, start, min(start + WINDOW, length))
        if start + WINDOW >= length:
            return
        at += STRIDE


def grouped(found: Sequence[Window]) -> list[list[Window]]:
    """Group windows of similar length, to pad little, in random order."""
    ordered = sorted(found, key=lambda window: ((window.end - window.start) // 32, random.random()))
    groups = [ordered[at : at + BATCH] for at in range(0, len(ordered), BATCH)]
    random.shuffle(groups)
    return groups


def batch(found: Sequence[Window], table: Tensor, first: int, last: int) -> Batch:
    """Lay windows side by side; `table` gives the encoder's ids, `first` and `last` mark the ends."""
    shape = len(found), max(window.end - window.start for window in found) + 2
    ids, features, mask = (torch.zeros(*shape, dtype=torch.long) for _ in range(3))
    made = Batch(ids, features, mask, Targets.empty(shape, len(TAGS)))
    roles: list[Targets] = []
    for row, window in enumerate(found):
        text, size = window.sample.text, window.end - window.start
        here = slice(1, size + 1)
        ids[row, 0], ids[row, size + 1] = first, last
        ids[row, here] = table[torch.tensor(text.ids[window.start : window.end])]
        features[row, here] = torch.tensor(text.features[window.start : window.end])
        mask[row, : size + 2] = 1
        _set_tags(made.tags, row, here, window)
        for cue, targets in _cues(window, shape[1]):
            made.cues.append((row, cue[0] - window.start + 1, cue[1] - window.start + 1))
            roles.append(targets)
    if roles:
        parts = ((getattr(each, name) for each in roles) for name in ("labels", "chances", "weights"))
        made.roles = Targets(*(torch.stack(list(part)) for part in parts))
    return made


def _set_tags(tags: Targets, row: int, here: slice, window: Window) -> None:
    sample = window.sample
    if sample.text.tags is not None:
        tags.labels[row, here] = torch.tensor(sample.text.tags[window.start : window.end])
    if sample.tags is not None:
        tags.chances[row, here] = sample.tags[window.start : window.end].float()
        tags.weights[row, here] = 1


def _cues(window: Window, width: int) -> Iterator[tuple[tuple[int, int], Targets]]:
    """Yield the cues of a window, labelled or seen, each with its targets."""
    labels = dict(_labels(window, width))
    sights = {(each.first, each.last): each for each in window.sample.sights}
    for cue in sorted({*labels, *sights}):
        if window.start <= cue[0] and cue[1] < window.end:
            targets = Targets.empty((width,), ROLES)
            if cue in labels:
                targets.labels = labels[cue]
            if cue in sights:
                _set_sight(targets, sights[cue], window)
            yield cue, targets


def _set_sight(targets: Targets, sight: Sight, window: Window) -> None:
    start, end = max(window.start, sight.start), min(window.end, sight.start + len(sight.roles))
    if start < end:
        here = slice(start - window.start + 1, end - window.start + 1)
        targets.chances[here] = sight.roles[start - sight.start : end - sight.start].float()
        targets.weights[here] = 1


def _labels(window: Window, width: int) -> Iterator[tuple[tuple[int, int], Tensor]]:
    """Yield the roles of all pieces to each labelled cue that lies in the window with nine tenths of its content."""
    start, end = window.start, window.end
    for each in window.sample.text.attributions:
        inside = sum(start <= at < end for at in each.content)
        if each.cue[0] < start or each.cue[-1] >= end or inside < _NEARLY_ALL * len(each.content):
            continue
        roles = torch.full((width,), IGNORED)
        roles[1 : end - start + 1] = 0
        for role, chosen in ((SOURCE, each.source), (CONTENT, each.content)):
            for place, at in enumerate(chosen):
                if start <= at < end:
                    begins = place == 0 or chosen[place - 1] != at - 1
                    roles[at - start + 1] = role if begins else role + 1
        yield (each.cue[0], each.cue[-1]), roles
