"""A timeline as SVG: lanes of marks under a time axis."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from xml.etree.ElementTree import Element

from standoff.web.drawing import svg
from standoff.web.drawing.lanes import PAD, STRIP, TRACK, Detail, Lane, lanes
from standoff.web.drawing.legend import height, legend
from standoff.web.drawing.lettering import SIZE, shortened, width
from standoff.web.drawing.marks import Bin, Mark
from standoff.web.drawing.period import Period, Scale
from standoff.web.drawing.placing import GAP, RADIUS, Placed
from standoff.web.drawing.symbols import signs, symbol
from standoff.web.drawing.ticks import Unit, major, minor, step_of, told

_GUTTER = 148
_AXIS = 44
_EDGE = 8
_BASELINE = SIZE / 3
_UNDERLINE = TRACK - 2

_DETAILS = (Detail(220, 40), Detail(140, 60), Detail(80, 90), Detail(40, 130), Detail(10, 220), Detail(0, 10_000))
"""From much to little: the first that is not too large is drawn."""

_SHADES = 4


@dataclass(frozen=True, slots=True)
class _Page:
    """What a timeline is drawn on."""

    scale: Scale
    wide: int
    high: int
    label: str
    zoom: Callable[[Period], str]
    order: Sequence[str]


def timeline(
    marks: Iterable[Mark],
    period: Period,
    zoom: Callable[[Period], str],
    *,
    bins: Iterable[Bin] = (),
    order: Sequence[str] = (),
    wide: int = 1120,
    high: int = 640,
    label: str = "Timeline",
) -> str:
    """Return the drawing of what lies in `period`, `high` at the most, at most `svg.MOST_BYTES` large.

    No two labels overlap. Marks that find no place are counted in bins, as are those of `bins`; a bin is a link to
    what `zoom` gives as the address of its period. `order` names the lanes that come first.
    """
    page = _Page(_scale(period, wide), wide, high, label, zoom, order)
    seen = [mark for mark in marks if mark.period.meets(period)]
    counted = [each for each in bins if each.number > 0 and each.period.meets(period)]
    for detail in _DETAILS:
        found = _drawn(seen, counted, page, detail)
        if len(found.encode()) <= svg.MOST_BYTES:
            break
    return found


def has_hours(period: Period, wide: int) -> bool:
    """Whether the axis of a drawing of this width has lines within days."""
    return step_of(_scale(period, wide)).unit is Unit.MINUTE


def _scale(period: Period, wide: int) -> Scale:
    return Scale(period, _GUTTER, wide - _EDGE)


def _drawn(marks: Sequence[Mark], bins: Sequence[Bin], page: _Page, detail: Detail) -> str:
    key = signs({mark.kind for mark in marks}, {mark.status for mark in marks})
    below = PAD + height(key, _EDGE, page.wide - _EDGE)
    found = lanes(marks, bins, page.scale, page.high - _AXIS - below, detail, page.order)
    bottom = _AXIS + (sum(lane.height for lane in found) or TRACK * 2)
    root = svg.canvas("timeline", page.wide, bottom + below, page.label)
    _bands(root, found, page)
    _axis(root, page.scale, bottom)
    y = float(_AXIS)
    most = max((each.number for lane in found for each in lane.bins), default=1)
    for at, lane in enumerate(found):
        ground = "lane" if at % 2 else "lane on-band"
        _lane(svg.add(root, "g", class_=ground, role="group"), lane, y, page, most)
        y += lane.height
    if not found:
        svg.lettered(root, "Nothing in this period.", _GUTTER + PAD, _AXIS + TRACK + _BASELINE, class_="quiet")
    legend(root, key, _EDGE, page.wide - _EDGE, bottom + PAD)
    return svg.written(root)


def _bands(root: Element, found: Sequence[Lane], page: _Page) -> None:
    """Draw the ground of every other lane, below all lines."""
    y = _AXIS
    for at, lane in enumerate(found):
        if at % 2 == 0:
            svg.add(root, "rect", x=0, y=y, width=page.wide, height=lane.height, fill="none", class_="band")
        y += lane.height


def _axis(root: Element, scale: Scale, bottom: float) -> None:
    step = step_of(scale)
    group = svg.add(root, "g", class_="axis", aria_hidden="true")
    above = major(scale, step)
    borders = [scale.x(tick.cell.since) for tick in above]
    for tick in minor(scale, step):
        # A cell that began earlier would be named as if it began here.
        if tick.cell.since >= scale.period.since:
            start, end = scale.x(tick.cell.since), scale.x(tick.cell.until)
            room = min([end, *(x for x in borders if x > start)]) - start
            _tick(group, tick.names, (start, room), (24, bottom), "minor")
    for tick in above:
        start, end = scale.x(tick.cell.since), scale.x(tick.cell.until)
        _tick(group, tick.names, (start, end - start), (4, bottom), "major")


def _tick(
    group: Element, names: Sequence[str], across: tuple[float, float], down: tuple[float, float], class_: str
) -> None:
    """Draw a line where a cell begins, and after it what the cell is called in the longest form that fits."""
    (x, room), (top, bottom) = across, down
    svg.add(group, "path", d=f"M{x:.1f} {top}V{bottom:.1f}", class_=class_, stroke="currentColor")
    name = next((each for each in names if width(each) + 6 <= room), None)
    if name:
        svg.lettered(group, name, x + 4, top + SIZE, class_=class_)


def _lane(group: Element, lane: Lane, y: float, page: _Page, most: int) -> None:
    number = f"{lane.number:,}"
    group.set("aria-label", f"{svg.cut(lane.name)}: {number}")
    line = y + PAD + TRACK / 2 + _BASELINE
    room = _GUTTER - 2 * _EDGE - GAP - width(number)
    svg.lettered(group, shortened(lane.name, room), _EDGE, line, class_="name")
    svg.lettered(group, number, _GUTTER - _EDGE, line, text_anchor="end", class_="quiet")
    # Who goes through the links with the keyboard goes through time.
    for each in sorted(lane.placed, key=lambda place: (place.x, place.track)):
        _mark(group, each, y + PAD)
    for gathered in lane.bins:
        _bin(group, gathered, y + PAD + lane.tracks * TRACK, page, most)


def _mark(group: Element, place: Placed, top: float) -> None:
    mark = place.mark
    link = svg.linked(group, mark.href, mark.title, f"mark {mark.kind} {mark.status}")
    middle = top + place.track * TRACK + TRACK / 2
    if place.bar is not None:
        y = top + place.track * TRACK + _UNDERLINE
        dashes = {} if mark.status == "actual" else {"stroke_dasharray": "3 2"}
        start = place.x - RADIUS
        svg.add(link, "path", d=f"M{start:.1f} {y:.1f}H{place.bar:.1f}", stroke="currentColor", class_="bar", **dashes)
    symbol(link, mark.kind, mark.status, place.x, middle - 1)
    if place.label and place.is_left:
        svg.lettered(link, place.label, place.x - RADIUS - GAP, middle + _BASELINE - 1, text_anchor="end")
    elif place.label:
        svg.lettered(link, place.label, place.x + RADIUS + GAP, middle + _BASELINE - 1)


def _bin(group: Element, gathered: Bin, y: float, page: _Page, most: int) -> None:
    start, end = page.scale.x(gathered.period.since), page.scale.x(gathered.period.until)
    shade = min(_SHADES, 1 + int(_SHADES * sqrt(gathered.number / most)))
    title = f"{gathered.number:,} more: {told(gathered.period)}"
    link = svg.linked(group, page.zoom(gathered.period), title, f"bin shade-{shade}")
    box: dict[str, svg.Value] = {"x": start + 1, "y": y, "width": max(end - start - 2, 1), "height": STRIP - 2, "rx": 3}
    svg.add(link, "rect", fill="none", stroke="currentColor", **box)
    number = f"{gathered.number:,}"
    if width(number) + 4 <= end - start:
        middle = (start + end) / 2
        svg.lettered(link, number, middle, y + STRIP / 2 - 1 + _BASELINE, text_anchor="middle")
