"""Columns: one array for each thing by which rows are counted and chosen, all in the order of the rows' keys.

A key says where a row stands among all: its day, its article, its place there. What has no day comes first, so that
it is last where the newest are shown first, as the store has it. Two million rows take 60 MB, and are counted in
milliseconds; the store would read every row of its file for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Codes = NDArray[np.int32]
Mask = NDArray[np.bool_]

NOBODY = -1
"""The code of no name."""

_ARTICLE_BITS, _POSITION_BITS = 24, 16
_MOST_POSITION = (1 << _POSITION_BITS) - 1

EVERY: None = None
"""The mask of all rows."""


class Names:
    """Holds names by their codes, which count up from 0; names are only ever added."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._names: list[str] = []

    def __getitem__(self, code: int) -> str:
        return self._names[code]

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: str) -> bool:
        return name in self._codes

    def code(self, name: str | None) -> int:
        """Return the code of a name, a new one if it has none yet."""
        if name is None:
            return NOBODY
        if name not in self._codes:
            self._codes[name] = len(self._names)
            self._names.append(name)
        return self._codes[name]

    def codes(self, names: Iterable[str]) -> Codes:
        """Return the codes of those of `names` that have one."""
        return np.array(sorted(self._codes[each] for each in names if each in self._codes), np.int32)


class Pairs(NamedTuple):
    """Which row has which names: a row has one pair for each. The first array is in order."""

    rows: Numbers
    codes: Codes

    @classmethod
    def of(cls, each: Sequence[Iterable[int]]) -> "Pairs":
        found = [(row, code) for row, codes in enumerate(each) for code in codes]
        table = np.array(found, np.int64).reshape(-1, 2)
        return cls(table[:, 0], table[:, 1].astype(np.int32))

    def having(self, wanted: Codes, length: int) -> Mask:
        """Return the rows that have one of the wanted names."""
        mask = np.zeros(length, np.bool_)
        mask[self.rows[np.isin(self.codes, wanted)]] = True
        return mask

    def merged(self, other: "Pairs", places: Numbers, own: int) -> "Pairs":
        """Return the pairs of two tables whose rows stand at `places` now; `own` is the length of the first."""
        rows = places[np.concatenate([self.rows, other.rows + own])]
        order = np.argsort(rows, kind="stable")
        return Pairs(rows[order], np.concatenate([self.codes, other.codes])[order])


def keys(days: Iterable[str | None], articles: Iterable[int], positions: Iterable[int]) -> Numbers:
    """Return the keys of rows."""
    placed = [
        ordinal(on) << (_ARTICLE_BITS + _POSITION_BITS) | article << _POSITION_BITS | min(position, _MOST_POSITION)
        for on, article, position in zip(days, articles, positions, strict=True)
    ]
    return np.array(placed, np.int64)


def ordinal(on: str | None) -> int:
    """Return the number of a day, 0 of none."""
    return date.fromisoformat(on).toordinal() if on else 0


def from_day(on: date) -> int:
    """Return the least key that a row of this day may have."""
    return on.toordinal() << (_ARTICLE_BITS + _POSITION_BITS)


def days_of(found: Numbers) -> Numbers:
    """Return the days of keys as numbers, 0 for none."""
    return found >> (_ARTICLE_BITS + _POSITION_BITS)


def articles_of(found: Numbers) -> Numbers:
    """Return the numbers of the articles of keys."""
    return (found >> _POSITION_BITS) & ((1 << _ARTICLE_BITS) - 1)


def order_of(own: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    """Return how rows of two tables are to be sorted together by their keys, and where each stands afterwards."""
    order = np.argsort(np.concatenate([own, other]), kind="stable")
    places = np.empty_like(order)
    places[order] = np.arange(len(order))
    return order, places


def joined(own: NDArray[Any], other: NDArray[Any], order: Numbers) -> NDArray[Any]:
    return np.concatenate([own, other])[order]


def both(one: Mask | None, other: Mask | None) -> Mask | None:
    """Return the rows that are in both masks; None is all rows."""
    if one is None or other is None:
        return one if other is None else other
    return one & other


def before(found: Numbers, mask: Mask | None, key: int | None, limit: int) -> Numbers:
    """Return the places of at most `limit` rows before `key`, the newest first."""
    end = len(found) if key is None else int(np.searchsorted(found, key))
    if mask is None:
        return np.arange(end)[-limit:][::-1]
    return np.flatnonzero(mask[:end])[-limit:][::-1]


def lasts(days: Iterable[str | None]) -> Codes:
    """Return the last days of rows as numbers, 0 for none."""
    return np.array([ordinal(on) for on in days], np.int32)


def within(found: Numbers, since: date | None, until: date | None) -> Mask | None:
    """Return the rows of the days from `since` to before `until`; None where neither is given."""
    return meeting(found, days_of(found), since, until)


def meeting(found: Numbers, ends: Numbers | Codes, since: date | None, until: date | None) -> Mask | None:
    """Return the rows that have a day from `since` to before `until`; None where neither is given.

    A row begins with the day of its key and has its last day in `ends`.
    """
    if since is None and until is None:
        return EVERY
    past = int(np.searchsorted(found, from_day(until))) if until else len(found)
    mask = np.zeros(len(found), np.bool_)
    mask[:past] = ends[:past] >= (since or date.min).toordinal()
    return mask


def counted(codes: Codes, names: Names, mask: Mask | None, most: int | None = None) -> Mapping[str, int]:
    """Return how many rows have each name, the `most` frequent first."""
    chosen = codes if mask is None else codes[mask]
    return named(np.bincount(chosen[chosen != NOBODY], minlength=1), names, most)


def counted_pairs(pairs: Pairs, names: Names, mask: Mask | None, most: int | None = None) -> Mapping[str, int]:
    """Return how many rows have each name, where a row may have several."""
    chosen = pairs.codes if mask is None else pairs.codes[mask[pairs.rows]]
    return named(np.bincount(chosen, minlength=1), names, most)


def named(counts: Numbers, names: Names, most: int | None = None) -> Mapping[str, int]:
    found = np.flatnonzero(counts)
    if most is not None and most < len(found):
        least = np.partition(counts[found], -most)[-most]
        found = found[counts[found] >= least]
    ordered = sorted(found.tolist(), key=lambda code: (-counts[code], names[code]))
    return {names[code]: int(counts[code]) for code in ordered[:most]}


def by_year(found: Numbers) -> Mapping[str, int]:
    """Return how many keys, which are in order, are of each year, the newest first."""
    known = found[int(np.searchsorted(found, from_day(date.min))) :]
    if not len(known):
        return {}
    first, last = (date.fromordinal(int(each)).year for each in days_of(known[[0, -1]]))
    starts = [from_day(date(year, 1, 1)) for year in range(first, last + 1)]
    edges = [*np.searchsorted(known, starts).tolist(), len(known)]
    counts = {str(first + at): edges[at + 1] - edges[at] for at in range(len(starts))}
    return {year: count for year, count in reversed(counts.items()) if count}
