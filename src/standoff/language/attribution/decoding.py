"""From the scores of the head to the likeliest sequence of roles."""

from enum import IntEnum

import numpy as np

from standoff.language.encoder import Floats

CUE_BEGINS, CUE_GOES_ON = 3, 4
"""Columns of the encoder's tags; the others serve training only."""


class Role(IntEnum):
    """What a piece is to a cue, in the order of the head's columns."""

    NONE = 0
    SOURCE_BEGINS = 1
    SOURCE_GOES_ON = 2
    CONTENT_BEGINS = 3
    CONTENT_GOES_ON = 4

    @property
    def is_source(self) -> bool:
        return self in (Role.SOURCE_BEGINS, Role.SOURCE_GOES_ON)

    @property
    def is_content(self) -> bool:
        return self in (Role.CONTENT_BEGINS, Role.CONTENT_GOES_ON)


_NEVER = -1e9
_STARTS = np.array([0, 0, _NEVER, 0, _NEVER], dtype=np.float32)


def _steps() -> Floats:
    """Return what each step from role to role costs: nothing, or everything where a span would go on unbegun."""
    steps = np.zeros((5, 5), dtype=np.float32)
    for goes_on, begins in ((Role.SOURCE_GOES_ON, Role.SOURCE_BEGINS), (Role.CONTENT_GOES_ON, Role.CONTENT_BEGINS)):
        for before in Role:
            if before not in (begins, goes_on):
                steps[before, goes_on] = _NEVER
    return steps


def paths(odds: Floats) -> "list[list[Role]]":
    """Return for each cue the likeliest well-formed sequence (Viterbi); `odds` is (cues, pieces, roles)."""
    scores = (
        odds - np.log(np.exp(odds - odds.max(-1, keepdims=True)).sum(-1, keepdims=True)) - odds.max(-1, keepdims=True)
    )
    cues, length, _ = scores.shape
    best = scores[:, 0] + _STARTS
    came = np.zeros((length, cues, 5), dtype=np.int64)
    steps = _steps()
    for at in range(1, length):
        through = best[:, :, None] + steps
        came[at] = through.argmax(1)
        best = through.max(1) + scores[:, at]
    roles = best.argmax(1)
    found = [roles]
    for at in range(length - 1, 0, -1):
        roles = came[at][np.arange(cues), roles]
        found.append(roles)
    return [[Role(role) for role in sequence] for sequence in np.stack(found[::-1], 1)]


def softmax(odds: Floats) -> Floats:
    """Return probabilities along the last axis."""
    raised: Floats = np.exp(odds - odds.max(-1, keepdims=True))
    chances: Floats = raised / raised.sum(-1, keepdims=True)
    return chances
