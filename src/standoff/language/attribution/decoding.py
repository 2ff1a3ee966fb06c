"""From the scores of the head to the likeliest sequence of roles (Viterbi's algorithm, where it is needed)."""

from enum import IntEnum

import numpy as np

from standoff.language.encoder import Flags, Floats, Integers

CUE_BEGINS, CUE_GOES_ON = 3, 4
"""Columns of the encoder's tags; the others serve training only."""


class Role(IntEnum):
    """What a piece is to a cue, in the order of the head's columns."""

    NONE = 0
    SOURCE_BEGINS = 1
    SOURCE_GOES_ON = 2
    CONTENT_BEGINS = 3
    CONTENT_GOES_ON = 4


Roles = Integers
"""Numbers of `Role`, (cues, pieces)."""

SOURCE = (Role.SOURCE_BEGINS, Role.SOURCE_GOES_ON)
CONTENT = (Role.CONTENT_BEGINS, Role.CONTENT_GOES_ON)

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


_STEPS = _steps()


def paths(odds: Floats) -> Roles:
    """Return for each cue the likeliest well-formed sequence; `odds` is (cues, pieces, roles)."""
    found: Roles = odds.argmax(-1)
    broken = ~_are_well_formed(found)
    if broken.any():
        found[broken] = _viterbi(odds[broken])
    return found


def _are_well_formed(roles: Roles) -> Flags:
    before = np.concatenate([np.zeros((len(roles), 1), roles.dtype), roles[:, :-1]], axis=1)
    found: Flags = (_STEPS[before, roles] == 0).all(-1)
    return found


def _viterbi(odds: Floats) -> Roles:
    scores = (
        odds - np.log(np.exp(odds - odds.max(-1, keepdims=True)).sum(-1, keepdims=True)) - odds.max(-1, keepdims=True)
    )
    cues, length, _ = scores.shape
    best = scores[:, 0] + _STARTS
    came = np.zeros((length, cues, 5), dtype=np.int64)
    for at in range(1, length):
        through = best[:, :, None] + _STEPS
        came[at] = through.argmax(1)
        best = through.max(1) + scores[:, at]
    roles = best.argmax(1)
    found = [roles]
    for at in range(length - 1, 0, -1):
        roles = came[at][np.arange(cues), roles]
        found.append(roles)
    return np.stack(found[::-1], 1)


def softmax(odds: Floats) -> Floats:
    """Return probabilities along the last axis."""
    raised: Floats = np.exp(odds - odds.max(-1, keepdims=True))
    chances: Floats = raised / raised.sum(-1, keepdims=True)
    return chances
