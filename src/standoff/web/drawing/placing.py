"""Where marks find room in a lane: in tracks, one above the other, in which nothing overlaps."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from standoff.web.drawing.lettering import shortened, width
from standoff.web.drawing.marks import Mark
from standoff.web.drawing.period import DAY, Scale

RADIUS = 5
"""Half of the width of a symbol."""

GAP = 4
"""Between a symbol and its label."""

_SPACE = 7
_LABELS = (180, 90)
"""How wide a label is first tried; where there is room to its right it becomes longer."""

_LONGEST_LABEL = 380
_LEAST_BAR = 14
_COLUMN = 40

Taken = list[tuple[float, float]]
"""What of a track is taken, from left to right."""


class Reach(NamedTuple):
    """Where the symbol of a mark may stand, and where its bar ends if it has one."""

    least: float
    most: float
    bar: float | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark at its place: its symbol at `x`, a bar from there to `bar`, its label to one side of it."""

    mark: Mark
    track: int
    x: float
    bar: float | None = None
    label: str = ""
    is_left: bool = False

    @property
    def start(self) -> float:
        beside = GAP + width(self.label) + _SPACE if self.label and self.is_left else 0
        return self.x - RADIUS - beside

    @property
    def end(self) -> float:
        beside = RADIUS + GAP + width(self.label) + _SPACE if self.label and not self.is_left else RADIUS + 1
        return max(self.x + beside, self.bar + 2 if self.bar is not None else 0)


class _Shape(NamedTuple):
    """What a mark needs around its symbol, which stands at `most` at the farthest."""

    label: str
    before: float
    after: float
    most: float
    is_left: bool = False


def in_turns(marks: Iterable[Mark], scale: Scale) -> list[Mark]:
    """Return marks so that every part of the time has its turn, the weightiest of each part first."""
    columns: dict[int, list[Mark]] = defaultdict(list)
    for mark in sorted(marks, key=_weight):
        columns[int(scale.x(mark.period.since) / _COLUMN)].append(mark)
    turns = [(turn, -mark.weight, at, mark) for at, column in columns.items() for turn, mark in enumerate(column)]
    return [mark for *_, mark in sorted(turns, key=lambda each: each[:3])]


def _weight(mark: Mark) -> tuple[object, ...]:
    when = (mark.period.since, mark.period.until)
    return -mark.weight, *when, mark.title, mark.href, mark.label, mark.kind, mark.status, mark.lane


def placed(
    marks: Sequence[Mark], scale: Scale, tracks: int, *, is_below_a_day: bool
) -> tuple[list[Placed], list[Mark]]:
    """Return marks at their places in `tracks`, and those for which there is none.

    Labels come first, but of three tracks and more the last is kept for marks without.
    """
    taken: list[Taken] = [[] for _ in range(tracks)]
    for_labels = taken if tracks < 3 else taken[:-1]
    reaches = [(mark, reach(mark, scale, is_below_a_day=is_below_a_day)) for mark in marks]
    found = [_find(mark, at, for_labels, _labelled(mark, at, scale)) for mark, at in reaches]
    places = [place or _find(*each, taken, [_bare(each[1])]) for each, place in zip(reaches, found, strict=True)]
    missed = [mark for mark, place in zip(marks, places, strict=True) if place is None]
    return _lengthened([place for place in places if place], scale), missed


def symbols_in(marks: Sequence[Mark], scale: Scale, cell: Reach, track: int) -> list[Placed] | None:
    """Return marks as symbols side by side in a cell of a track, or None where not all of them find room."""
    if cell.most - cell.least < 2 * RADIUS:
        return None
    taken: Taken = []
    places = []
    for mark in sorted(marks, key=_weight):
        at = reach(mark, scale, is_below_a_day=False)
        least = min(max(at.least, cell.least + RADIUS), cell.most - RADIUS)
        shape = _Shape("", RADIUS, RADIUS + 2, cell.most - RADIUS)
        x = _free(taken, least, shape)
        if x is None:
            x = _free(taken, cell.least + RADIUS, shape)
        if x is None:
            return None
        _take(taken, x, shape)
        places.append(Placed(mark, track, x))
    return places


def reach(mark: Mark, scale: Scale, *, is_below_a_day: bool) -> Reach:
    """Return where a mark may stand: one of a day anywhere in it while hours are not shown, since no hour is known."""
    left, right = scale.left + RADIUS, scale.right - RADIUS
    start, end = scale.x(mark.period.since), scale.x(mark.period.until)
    is_long = is_below_a_day or mark.period.length > DAY
    if is_long and end - start >= _LEAST_BAR:
        at = min(start + RADIUS, right)
        return Reach(at, at, end)
    least, most = start + RADIUS, end - RADIUS
    if least > most:
        least = most = (start + end) / 2
    return Reach(min(max(least, left), right), min(max(most, left), right))


def _labelled(mark: Mark, at: Reach, scale: Scale) -> list[_Shape]:
    """Return the shapes of a mark with its label, the longer before the shorter; to the right where it fits."""
    shapes = []
    bar = _bare(at).after
    for room in _LABELS:
        label = shortened(mark.label, room)
        beside = RADIUS + GAP + width(label) + _SPACE
        if label and at.least + beside <= scale.right:
            shapes.append(_Shape(label, RADIUS, max(beside, bar), min(at.most, scale.right - beside)))
        elif label and at.least - beside >= scale.left:
            shapes.append(_Shape(label, beside, bar, at.most, is_left=True))
    return shapes


def _bare(at: Reach) -> _Shape:
    after = RADIUS + 1.0 if at.bar is None else max(at.bar - at.least, RADIUS) + 2
    return _Shape("", RADIUS, after, at.most)


def _find(mark: Mark, at: Reach, tracks: Sequence[Taken], shapes: Iterable[_Shape]) -> Placed | None:
    for shape in shapes:
        for number, taken in enumerate(tracks):
            x = _free(taken, at.least, shape)
            if x is not None:
                _take(taken, x, shape)
                return Placed(mark, number, x, at.bar, shape.label, shape.is_left)
    return None


def _free(taken: Taken, least: float, shape: _Shape) -> float | None:
    """Return the first place from `least` on around which a track is free for a shape."""
    x = least
    for start, end in taken:
        if x - shape.before < end and start < x + shape.after:
            x = end + shape.before
    return x if x <= shape.most else None


def _take(taken: Taken, x: float, shape: _Shape) -> None:
    taken.append((x - shape.before, x + shape.after))
    taken.sort()


def _lengthened(places: Sequence[Placed], scale: Scale) -> list[Placed]:
    """Return places with labels that fill the room up to what follows in their track."""
    following: dict[int, float] = {}
    made = []
    for place in sorted(places, key=lambda each: -each.x):
        limit = min(following.get(place.track, scale.right), scale.right)
        following[place.track] = place.start
        if place.label and not place.is_left:
            room = min(limit - place.x - RADIUS - GAP - _SPACE, _LONGEST_LABEL)
            place = replace(place, label=shortened(place.mark.label, room) or place.label)
        made.append(place)
    return made
