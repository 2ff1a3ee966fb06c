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
"""Characters of the page that are looked at, at most: a fraction of a second. A page of news takes a thousandth."""


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

    def within(self, wanted: Range) -> Iterator[tuple[Stretch, Range | None]]:
        """Yield the stretches of a range, and which part of their visible characters is in it, None for the whole."""
        at = bisect_right(self.starts, wanted.start) - 1
        while at < len(self.stretches) and self.starts[at] < wanted.end:
            start, end = self.starts[at], self.starts[at + 1]
            whole = wanted.start <= start and end <= wanted.end
            part = None if whole else Range(max(wanted.start, start) - start, min(wanted.end, end) - start)
            yield self.stretches[at], part
            at += 1


def places_of(lines: Sequence[str], page: Visible) -> list[list[Range]]:
    """Return for each line where it stands, in one piece or several; none where it is not on the page."""
    wanted, search = [visible(line) for line in lines], _Search(page.characters)
    found = _long_ones(wanted, search)
    found = _short_ones(wanted, found, search)
    return _broken_ones(wanted, found, search)


class _Search:
    """A search through the characters of a page, which ends without a find when it has taken too much effort."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.effort = _EFFORT

    def find(self, words: str, start: int, end: int | None = None) -> int:
        """Return the first place of words in a part of the page, -1 where they are not in it."""
        end = len(self.page) if end is None else end
        if self.effort < 0 or start >= end:
            return -1
        at = self.page.find(words, start, end)
        self.effort -= (at if at >= 0 else end) - start
        return at

    def last(self, words: str, end: int) -> int:
        """Return the last place of words before `end`, -1 where there is none."""
        if self.effort < 0:
            return -1
        at = self.page.rfind(words, 0, end)
        self.effort -= end - max(at, 0)
        return at

    def anywhere(self, words: str, start: int) -> int:
        """Return the first place of words from `start` on, else their first at all."""
        at = self.find(words, start)
        return at if at >= 0 else self.find(words, 0, start + len(words))

    def beginning(self, words: str, start: int) -> Range:
        """Return where the longest beginning of words stands from `start` on."""
        place, size, limit = start, 0, len(words) + 1
        while size + 1 < limit:
            middle = (size + limit) // 2
            at = self.find(words[:middle], place)
            place, size, limit = (at, middle, limit) if at >= 0 else (place, size, middle)
        return Range(place, place + size)


def _long_ones(wanted: Sequence[str], search: _Search) -> list[list[Range]]:
    """Place the long lines: each at its first place after the one before, or at its first at all."""
    found: list[list[Range]] = []
    at = 0
    for line in wanted:
        start = search.anywhere(line, at) if len(line) >= _LONG else -1
        found.append(_placed(line, start))
        at = start + len(line) if start >= 0 else at
    return found


def _placed(line: str, start: int) -> list[Range]:
    return [Range(start, start + len(line))] if start >= 0 else []


def _short_ones(wanted: Sequence[str], found: Sequence[list[Range]], search: _Search) -> list[list[Range]]:
    """Place the short lines between their long neighbours; what is above all of them stands right above."""
    placed: list[list[Range]] = []
    following = _following(found, len(search.page))
    after: int | None = None
    for line, place, before in zip(wanted, found, following, strict=True):
        if line and not place and len(line) < _LONG:
            start = search.last(line, before) if after is None else search.find(line, after, max(after, before))
            place = _placed(line, start if start >= 0 else search.anywhere(line, after or 0))
        after = place[-1].end if place else after
        placed.append(place)
    return placed


def _following(found: Sequence[Sequence[Range]], last: int) -> list[int]:
    """Return for each line where the next that is placed begins."""
    starts = accumulate(reversed(found), lambda start, place: place[0].start if place else start, initial=last)
    return list(starts)[::-1][1:]


def _broken_ones(wanted: Sequence[str], found: Sequence[list[Range]], search: _Search) -> list[list[Range]]:
    """Place in pieces the lines that are not on the page as they are: something was left out of them, or put in."""
    placed: list[list[Range]] = []
    at = 0
    for line, place in zip(wanted, found, strict=True):
        placed.append(place or list(_pieces(line, at, search)))
        at = placed[-1][-1].end if placed[-1] else at
    return placed


def _pieces(line: str, at: int, search: _Search) -> Iterator[Range]:
    """Yield the longest pieces of a line that follow one another on the page."""
    done = 0
    while done < len(line) and search.effort >= 0:
        piece = search.beginning(line[done:], at)
        size = piece.end - piece.start
        if size >= min(_PIECE, len(line)):
            yield piece
            at = piece.end
        done += size if size >= _PIECE else 1
