"""What a text is compared by: its runs of three words, and bands, a few numbers by which texts that share runs meet.

The bands are MinHash: all runs are hashed in many ways and the least hash of each way is kept; that two texts have the
same least hash is as likely as the share of all their runs that is in both. All of it is arithmetic on integers of 64
bits that is written out here, so that bands which were kept years ago, on another machine, still meet those of a copy.
`docs/decisions/0008-stories.md` says what libraries do instead.
"""

import re
from dataclasses import dataclass
from functools import cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]

RUN = 3
"""Words of a run. With two, releases of one office share half as much again; with four, shuffled sentences less."""

BANDS, ROWS = 48, 2
"""How many bands a text has, and of how many least hashes each is made."""

MEETING = 2
"""So many bands two texts share before they are compared run by run. Of two that have a third of all their runs in
common, the least that copies have, 39 of 40 pairs do; with two fifths, all but one of 400; of the releases of two
offices of one year, one pair of 5,000."""

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"(?<![^\W_])\d[^\W_]*")
_AT_ONCE = 4_096
_STEP = 0x9E3779B97F4A7C15


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """The hashes of the runs of a text, each once and in their order; how many words it has; the numbers in it."""

    runs: Hashes
    words: int
    numbers: frozenset[str]


def sketch(text: str) -> Sketch:
    """Return what `text` is compared by: its letters and digits, whatever their case and what stands between them."""
    folded = text.casefold()
    words = _WORD.findall(folded)
    hashes = np.fromiter(map(crc32, map(str.encode, words)), np.uint64, len(words))
    return Sketch(_runs(hashes), len(words), frozenset(_NUMBER.findall(folded)))


def shared(one: Sketch, other: Sketch) -> float:
    """Return which share of the runs of the text that has more of them is in both."""
    longer = max(len(one.runs), len(other.runs))
    return len(np.intersect1d(one.runs, other.runs, assume_unique=True)) / longer if longer else 0.0


def bands(of: Sketch) -> list[int]:
    """Return the bands of a text as integers of 32 bits, which are little to keep; a text without a word has none."""
    if not len(of.runs):
        return []
    least = _least(of.runs).reshape(BANDS, ROWS)
    keys = np.arange(BANDS, dtype=np.uint64)
    for row in range(ROWS):
        keys = _mixed(keys + least[:, row])
    return [int(key) for key in (keys >> np.uint64(32)).astype(np.uint32).view(np.int32)]


def _runs(words: Hashes) -> Hashes:
    """Return the hashes of all runs; of a text that is shorter than a run, that of the text."""
    size = min(RUN, len(words))
    runs = np.zeros(len(words) - size + 1 if size else 0, np.uint64)
    for at in range(size):
        runs = _mixed(runs + words[at : at + len(runs)])
    return np.unique(runs)


def _least(runs: Hashes) -> Hashes:
    factors, shifts = _ways()
    least = np.full(len(factors), np.iinfo(np.uint64).max, np.uint64)
    # A long text piece by piece: a hundred hashes of each run of a book would take gigabytes.
    for at in range(0, len(runs), _AT_ONCE):
        hashes = factors[:, None] * runs[at : at + _AT_ONCE] + shifts[:, None]
        least = np.minimum(least, hashes.min(axis=1))
    return least


@cache
def _ways() -> tuple[Hashes, Hashes]:
    """Return the factors, all odd, and the shifts by which a run is hashed in as many ways as the bands need."""
    ways = _mixed(np.arange(1, 2 * BANDS * ROWS + 1, dtype=np.uint64) * np.uint64(_STEP))
    return ways[: BANDS * ROWS] | np.uint64(1), ways[BANDS * ROWS :]


def _mixed(values: Hashes) -> Hashes:
    """Return values each bit of which depends on all bits of the old: SplitMix64's finalizer."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
