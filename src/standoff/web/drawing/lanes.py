"""Marks and bins sorted into lanes, and the lanes fitted into a height."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple

from standoff.web.drawing.marks import UNNAMED, Bin, Mark
from standoff.web.drawing.period import DAY, Period, Scale
from standoff.web.drawing.placing import Placed, Reach, in_turns, placed, symbols_in
from standoff.web.drawing.ticks import Unit, cells, step_of

TRACK = 20
STRIP = 18
"""How high the strip of bins below the tracks of a lane is."""

PAD = 5
_FAIR = 2
"""How many tracks a lane should have, if it needs them, before there are more lanes."""

_MOST_TRACKS = 12


class Detail(NamedTuple):
    """How much is drawn: the most marks one by one, and the least width of a bin."""

    marks: int
    bin: float


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane as it is drawn; `number` counts all that is in it. Marks in track `tracks` stand in the strip of bins."""

    name: str
    number: int
    tracks: int
    placed: tuple[Placed, ...]
    bins: tuple[Bin, ...]

    @property
    def height(self) -> int:
        has_strip = bool(self.bins) or any(place.track == self.tracks for place in self.placed)
        return 2 * PAD + self.tracks * TRACK + (STRIP if has_strip else 0)


@dataclass(slots=True)
class _Content:
    """What stands in a lane, before it is placed."""

    marks: list[Mark] = field(default_factory=list)
    bins: list[Bin] = field(default_factory=list)

    @property
    def number(self) -> int:
        return len(self.marks) + sum(each.number for each in self.bins)


@dataclass(frozen=True, slots=True)
class _Rest:
    """What of a cell of the strip found no place in a track."""

    cell: Period
    marks: list[Mark] = field(default_factory=list)
    bins: list[Bin] = field(default_factory=list)


def lanes(
    marks: Iterable[Mark], bins: Iterable[Bin], scale: Scale, height: float, detail: Detail, order: Sequence[str] = ()
) -> list[Lane]:
    """Return the lanes of what lies in the period of a scale, the fullest first, in at most `height`.

    All of it must meet the period. Lanes of `order` come first, what nobody known did comes last. What there is no
    height for is gathered in a lane.
    """
    content = _gathered(_sorted(marks, bins), height, order)
    each = detail.marks // max(1, len(content))
    for _, found in content:
        found.marks = in_turns(found.marks, scale)
    room = int((height - len(content) * (2 * PAD + STRIP)) // TRACK)
    tracks = _shared([_wanted(found, scale, each) for _, found in content], room)
    return [
        _lane(name, found, scale, number, detail, each) for (name, found), number in zip(content, tracks, strict=True)
    ]


def _sorted(marks: Iterable[Mark], bins: Iterable[Bin]) -> dict[str, _Content]:
    found: dict[str, _Content] = defaultdict(_Content)
    for mark in marks:
        found[mark.lane].marks.append(mark)
    for each in bins:
        found[each.lane].bins.append(each)
    return found


def _gathered(content: Mapping[str, _Content], height: float, order: Sequence[str]) -> list[tuple[str, _Content]]:
    """Return the lanes for which there is height, in their order; the rest are one."""
    first = {name: place for place, name in enumerate(order)}
    names = sorted(
        content, key=lambda name: (first.get(name, len(first)), name == UNNAMED, -content[name].number, name)
    )
    costs = [_cost(len(content[name].marks), content[name].number) for name in names]
    if sum(costs) <= height:
        return [(name, content[name]) for name in names]
    marks = sum(len(content[name].marks) for name in names)
    rest = _cost(min(marks, _FAIR + 1), _FAIR + 1)
    most = max((at for at in range(len(names)) if sum(costs[:at]) + rest <= height), default=0)
    kept, left = names[:most], names[most:]
    others = _Content(
        [mark for name in left for mark in content[name].marks], [each for name in left for each in content[name].bins]
    )
    return [*((name, content[name]) for name in kept), (f"others ({len(left)})", others)]


def _cost(marks: int, number: int) -> int:
    """Return the height of a lane with so many marks of so many rows, if it is given its fair share."""
    tracks = min(marks, _FAIR)
    return 2 * PAD + tracks * TRACK + (STRIP if number > tracks else 0)


def _wanted(content: _Content, scale: Scale, most: int) -> int:
    places, _ = _packed(content, scale, _MOST_TRACKS, most)
    return max((place.track + 1 for place in places), default=0)


def _packed(content: _Content, scale: Scale, tracks: int, most: int) -> tuple[list[Placed], list[Mark]]:
    """Return the marks that find a place, at most so many, and those that do not."""
    tried, rest = content.marks[:most], content.marks[most:]
    places, missed = placed(tried, scale, tracks, is_below_a_day=_is_below_a_day(scale))
    return places, missed + rest


def _is_below_a_day(scale: Scale) -> bool:
    return step_of(scale).unit is Unit.MINUTE


def _shared(wanted: Sequence[int], room: int) -> list[int]:
    """Share tracks among lanes: each in turn gets one more until it has what it wants or none is left."""
    given = [0] * len(wanted)
    while room > 0 and given != list(wanted):
        for at, most in enumerate(wanted):
            if room > 0 and given[at] < most:
                given[at] += 1
                room -= 1
    return given


def _lane(name: str, content: _Content, scale: Scale, tracks: int, detail: Detail, most: int) -> Lane:
    places, missed = _packed(content, scale, tracks, most)
    used = max((place.track + 1 for place in places), default=0)
    strip: list[Placed] = []
    bins: list[Bin] = []
    for rest in _rests(missed, content.bins, scale, detail):
        at = Reach(scale.x(rest.cell.since) + 1, scale.x(rest.cell.until) - 1)
        # Side by side within a day they would seem to have followed one another.
        is_counted = rest.bins or len(strip) >= most or _is_below_a_day(scale)
        few = None if is_counted else symbols_in(rest.marks, scale, at, used)
        strip += few or []
        if few is None:
            bins.append(Bin(name, rest.cell, len(rest.marks) + sum(each.number for each in rest.bins)))
    return Lane(name, content.number, used, (*places, *strip), tuple(bins))


def _rests(marks: Iterable[Mark], bins: Iterable[Bin], scale: Scale, detail: Detail) -> Iterator[_Rest]:
    """Yield the cells of the strip that have something, which stands in the cell where it begins."""
    marks, bins = list(marks), list(bins)
    # Of a row of a day no hour is known: a bin of hours would say one.
    periods = [mark.period for mark in marks] + [each.period for each in bins]
    least = DAY if all(period.length >= DAY for period in periods) else timedelta()
    step = step_of(scale, max(detail.bin, scale.room(least)))
    found = [_Rest(cell.within(scale.period)) for cell in cells(scale.period, step)]
    ends = [rest.cell.until for rest in found[:-1]]
    for mark in marks:
        found[bisect_right(ends, mark.period.since)].marks.append(mark)
    for each in bins:
        found[bisect_right(ends, each.period.since)].bins.append(each)
    yield from (rest for rest in found if rest.marks or rest.bins)
