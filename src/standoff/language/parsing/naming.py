"""From the odds of the words of a sentence to its names: the likeliest sequence in which each name has a beginning.

Viterbi's algorithm, in stretches: where each word by itself is most likely outside of a name, nothing is to be decided.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from standoff.language.encoder import Floats

_Ints = npt.NDArray[np.int64]


_APART = 2
"""Words between two stretches that are surely outside."""

_NEVER = -1e9


@dataclass(frozen=True)
class Columns:
    """What the columns stand for: the number of a kind (0 outside of a name), and whether a name begins there.

    A name goes on in a column of `inner`, after the column of `outer` beside it, which begins one, or after itself.
    """

    kinds: _Ints
    begins: npt.NDArray[np.bool_]
    inner: _Ints
    outer: _Ints

    @classmethod
    def of(cls, names: Sequence[str]) -> "Columns":
        """Read "O" and kinds after "B-" or "I-"; the kinds are numbered in the order of their first column."""
        kinds = [name.partition("-")[2] for name in names]
        order = ["", *dict.fromkeys(kind for kind in kinds if kind)]
        inner = [at for at, name in enumerate(names) if name.startswith("I-")]
        outer = [names.index(f"B-{kinds[at]}") for at in inner]
        begins = [name.startswith("B-") for name in names]
        return cls(np.array([order.index(kind) for kind in kinds]), np.array(begins), np.array(inner), np.array(outer))


def names(odds: Floats, columns: Columns) -> list[int]:
    """Return the column of each word; `odds` is (words, columns)."""
    chosen = odds.argmax(1)
    inside = np.flatnonzero(chosen)
    found = [0] * len(odds)
    if len(inside):
        breaks = np.flatnonzero(np.diff(inside) > _APART)
        for first, last in zip(inside[[0, *(breaks + 1)]].tolist(), inside[[*breaks, -1]].tolist(), strict=True):
            start, end = max(first - 1, 0), min(last + 2, len(odds))
            found[start:end] = _path(odds[start:end], columns)
    return found


def _path(odds: Floats, columns: Columns) -> list[int]:
    inner, outer = columns.inner, columns.outer
    best = odds[0].copy()
    best[inner] = _NEVER
    came = []
    for row in odds[1:]:
        sources = np.full(len(best), best.argmax())
        sources[inner] = np.where(best[inner] > best[outer], inner, outer)
        best = best[sources] + row
        came.append(sources)
    path = [int(best.argmax())]
    for sources in reversed(came):
        path.append(int(sources[path[-1]]))
    return path[::-1]
