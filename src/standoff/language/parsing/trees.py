"""From how well each word would head another to the best tree: one root, no circle, no arcs that cross.

Mostly the best head of each word makes such a tree at once. Where it does not, the best one is found over all
(Eisner 1996), in steps of whole arrays: O(n³) sums in O(n) steps.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from standoff.language.encoder import Floats

_NEVER = -1e9
_LEFT, _RIGHT, _OPEN = range(3)
_Ints = npt.NDArray[np.int64]
_Scores = npt.NDArray[np.float64]


def tree(odds: Floats) -> list[int]:
    """Return the head of each word of a sentence, the root's own number for the root.

    `odds` is (words, 1 + words): column 0 for being the root, then for being headed by each word.
    """
    odds = odds.copy()
    np.fill_diagonal(odds[:, 1:], _NEVER)
    best: list[int] = (odds.argmax(1) - 1).tolist()
    roots = [at for at, head in enumerate(best) if head < 0]
    if len(roots) == 1:
        best[roots[0]] = roots[0]
        if _is_tree(best, roots[0]) and not _crosses(best):
            return best
    return _eisner(odds[:, 1:].astype(np.float64), odds[:, 0].astype(np.float64))


def _is_tree(heads: list[int], root: int) -> bool:
    """Tell whether every word leads up to the root."""
    leads = [False] * len(heads)
    leads[root] = True
    for at in range(len(heads)):
        path: list[int] = []
        while not leads[at]:
            if len(path) > len(heads):
                return False
            path.append(at)
            at = heads[at]
        for step in path:
            leads[step] = True
    return True


def _crosses(heads: list[int]) -> bool:
    """Tell whether two arcs cross; that of the root comes from beyond the last word."""
    ends = sorted((min(at, head), -max(at, head) if at != head else -len(heads)) for at, head in enumerate(heads))
    around: list[int] = []
    for start, negative in ends:
        while around and around[-1] <= start:
            around.pop()
        if around and around[-1] < -negative:
            return True
        around.append(-negative)
    return False


@dataclass(frozen=True)
class _Chart:
    """Where the best span of a kind was joined, counted from its left end; by its right end and its length."""

    open_: _Ints
    right: _Ints
    left: _Ints


def _eisner(arcs: _Scores, roots: _Scores) -> list[int]:
    """Return the heads of the best tree; `arcs` is (word, head)."""
    n = len(roots)
    # (word, length) of complete spans headed by their left word, by start and by end, and by their right word.
    right_s, right_e, left_s, left_e = (np.zeros((n, n)) for _ in range(4))
    open_right, open_left = np.zeros((n, n)), np.zeros((n, n))
    chart = _Chart(*(np.zeros((n, n), dtype=np.int64) for _ in range(3)))
    for length in range(1, n):
        i = np.arange(n - length)
        j = i + length
        back = slice(length - 1, None, -1)
        sums = right_s[i, :length] + left_e[j, back]
        chart.open_[j, length] = sums.argmax(1)
        open_right[i, length] = sums.max(1) + arcs[j, i]
        open_left[j, length] = sums.max(1) + arcs[i, j]
        sums = open_right[i, 1 : length + 1] + right_e[j, back]
        chart.right[j, length] = sums.argmax(1) + 1
        right_s[i, length] = right_e[j, length] = sums.max(1)
        sums = left_s[i, :length] + open_left[j, length:0:-1]
        chart.left[j, length] = sums.argmax(1)
        left_s[i, length] = left_e[j, length] = sums.max(1)
    places = np.arange(n)
    root = int((roots + left_s[0, places] + right_e[n - 1, places[::-1]]).argmax())
    return _traced(chart, root, n)


def _traced(chart: _Chart, root: int, n: int) -> list[int]:
    heads = [root] * n
    todo = [(_LEFT, 0, root), (_RIGHT, root, n - 1)]
    while todo:
        kind, i, j = todo.pop()
        if i == j:
            continue
        if kind == _RIGHT:
            k = i + int(chart.right[j, j - i])
            heads[k] = i
            todo += [(_OPEN, i, k), (_RIGHT, k, j)]
        elif kind == _LEFT:
            k = i + int(chart.left[j, j - i])
            heads[k] = j
            todo += [(_LEFT, i, k), (_OPEN, k, j)]
        else:
            k = i + int(chart.open_[j, j - i])
            todo += [(_RIGHT, i, k), (_LEFT, k + 1, j)]
    return heads
