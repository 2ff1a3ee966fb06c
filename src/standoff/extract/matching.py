"""Where the lines that an extractor found stand among the visible characters of a page.

Extractors change the white space, compose letters, and leave out and repeat what they like. So lines are compared by
their visible characters alone, and the article is made of the page's own text at the places found here.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from standoff.extract.markup import Stretch, visible

_LONG = 40
"""A line of so many visible characters hardly stands on a page twice; shorter ones are sought beside those."""
_PIECE = 12
"""A shorter piece of a line that is not on the page as a whole may have come from anywhere."""
_EFFORT = 400_000_000
"""Characters that are compared at most to find broken lines: half a second. A page of news takes a hundredth of it."""


class Range(NamedTuple):
    """A half-open range of the visible characters of a page."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Visible:
    """The visible characters of a page. `starts` has the number of the first character of each stretch."""

    stretches: Sequence[Stretch]
    characters: str
    starts: Sequence[int]

    @classmethod
    def of(cls, stretches: Sequence[Stretch]) -> "Visible":
        dense = ["".join(each.text.split()) for each in stretches]
        return cls(stretches, "".join(dense), list(accumulate(map(len, dense), initial=0)))

    def within(self, wanted: Range) -> Iterator[tuple[Stretch, Range]]:
        """Yield the stretches of a range, and which part of their visible characters is in it; white space has none."""
        at = bisect_right(self.starts, wanted.start) - 1
        while at < len(self.stretches) and self.starts[at] < wanted.end:
            start, end = self.starts[at], self.starts[at + 1]
            yield self.stretches[at], Range(max(wanted.start, start) - start, min(wanted.end, end) - start)
            at += 1


def places_of(lines: Sequence[str], page: Visible) -> list[list[Range]]:
    """Return for each line where it stands, in one piece or several; none where it is not on the page."""
    wanted = [visible(line) for line in lines]
    found = _long_ones(wanted, page.characters)
    for number, line in enumerate(wanted):
        if line and not found[number]:
            found[number] = _beside(line, found, number, page.characters)
    broken = [number for number, line in enumerate(wanted) if line and not found[number]]
    return _mended(wanted, found, broken, page.characters)


def _long_ones(wanted: Sequence[str], page: str) -> list[list[Range]]:
    """Place the long lines: each at its first place after the one before, or at its first at all."""
    found: list[list[Range]] = []
    at = 0
    for line in wanted:
        start = _find(line, page, at) if len(line) >= _LONG else -1
        found.append([Range(start, start + len(line))] if start >= 0 else [])
        at = start + len(line) if start >= 0 else at
    return found


def _find(line: str, page: str, at: int) -> int:
    start = page.find(line, at)
    return start if start >= 0 else page.find(line)


def _beside(line: str, found: Sequence[Sequence[Range]], number: int, page: str) -> list[Range]:
    """Place a short line between its neighbours; one above all that is placed stands right above it."""
    after = next((each[-1].end for each in reversed(found[:number]) if each), None)
    before = next((each[0].start for each in found[number:] if each), len(page))
    if after is None:
        start = page.rfind(line, 0, before)
    else:
        start = page.find(line, after, max(after, before))
    start = start if start >= 0 else _find(line, page, after or 0)
    return [Range(start, start + len(line))] if start >= 0 else []


def _mended(
    wanted: Sequence[str], found: list[list[Range]], broken: Sequence[int], page: str
) -> list[list[Range]]:
    """Place in pieces the lines that are not on the page as they are: marks of lists or cells come from the extractor."""
    effort = _EFFORT
    for number in broken:
        at = next((each[-1].end for each in reversed(found[:number]) if each), 0)
        found[number], effort = _pieces(wanted[number], page, at, effort)
    return found


def _pieces(line: str, page: str, at: int, effort: int) -> tuple[list[Range], int]:
    """Return the longest pieces of a line that follow one another on the page, and the effort that is left."""
    found: list[Range] = []
    done = 0
    while done < len(line) and effort > 0:
        start, size = _longest(line[done:], page, at)
        effort -= (len(page) - at) * (len(line) - done).bit_length()
        if size >= min(_PIECE, len(line)):
            found.append(Range(start, start + size))
            at = start + size
        done += size if size >= _PIECE else 1
    return found, effort


def _longest(line: str, page: str, at: int) -> tuple[int, int]:
    """Return where on the page after `at` the longest beginning of a line stands, and how long it is."""
    place, size, limit = -1, 0, len(line) + 1
    while size + 1 < limit:
        middle = (size + limit) // 2
        start = page.find(line[:middle], at)
        place, size, limit = (start, middle, limit) if start >= 0 else (place, size, middle)
    return place, size
