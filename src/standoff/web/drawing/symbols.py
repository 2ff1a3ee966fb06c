"""Symbols: a shape for each kind, filled, hollow, dashed or crossed by status, so that colour is never needed."""

from collections.abc import Collection, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from standoff.plover import Status
from standoff.web.drawing import svg
from standoff.web.drawing.lettering import SIZE, width
from standoff.web.drawing.marks import KIND_NAMES, STATUS_NAMES, Kind

_SHAPES = {
    Kind.WORD_FOR: "m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
    Kind.DEED_FOR: "m-4 -4h8v8h-8z",
    Kind.WORD_AGAINST: "m0 -5l5 5l-5 5l-5-5z",
    Kind.DEED_AGAINST: "m0 -4.5l5 8.5h-10z",
    Kind.OTHER: "m-5 -1.8h10v3.6h-10z",
    Kind.STATEMENT: "m-4.5 -4h9v6h-5l-3 3v-3h-1z",
}
_CROSS = "m-4 -4l8 8m0-8l-8 8"
LINE = 20
"""From one line of a legend to the next."""

_SPACE = 18


class Entry(NamedTuple):
    """A line of a legend: a symbol and what it means."""

    kind: Kind
    status: Status
    name: str


def symbol(parent: Element, kind: Kind, status: Status, x: float, y: float) -> None:
    """Draw the symbol of a mark around a point; what has not happened is hollow, dashed if only possible."""
    at = f"M{x:.1f} {y:.1f}"
    look: dict[str, svg.Value] = {"fill": "currentColor"} if status is Status.ACTUAL else {"fill": "none"}
    look |= {"stroke": "currentColor", "stroke_width": 1.5}
    if status is Status.HYPOTHETICAL:
        look |= {"stroke_dasharray": "2 1.6"}
    svg.add(parent, "path", d=at + _SHAPES[kind], **look)
    if status is Status.NEGATED:
        svg.add(parent, "path", d=at + _CROSS, fill="none", stroke="currentColor", stroke_width=1.5, class_="cross")


def entries(kinds: Collection[Kind], statuses: Collection[Status]) -> list[Entry]:
    """Return the legend of what is in a drawing; that something happened needs saying only beside what did not."""
    of_kinds = [Entry(kind, Status.ACTUAL, KIND_NAMES[kind]) for kind in Kind if kind in kinds]
    if set(statuses) <= {Status.ACTUAL}:
        return of_kinds
    return of_kinds + [Entry(Kind.WORD_FOR, each, STATUS_NAMES[each]) for each in Status if each in statuses]


def legend(parent: Element, found: Sequence[Entry], left: float, right: float, y: float) -> float:
    """Draw a legend in as many lines as it needs, and return where it ends."""
    group = svg.add(parent, "g", class_="legend")
    x = left
    for each in found:
        room = 12 + width(each.name) + _SPACE
        if x > left and x + room > right:
            x, y = left, y + LINE
        is_status = each.kind is Kind.WORD_FOR and each.name == STATUS_NAMES[each.status]
        entry = svg.add(group, "g", class_="status" if is_status else each.kind)
        symbol(entry, each.kind, each.status, x + 5, y + LINE / 2)
        svg.lettered(entry, each.name, x + 15, y + LINE / 2 + SIZE / 3)
        x += room + 3
    return y + LINE


def legend_height(found: Sequence[Entry], left: float, right: float) -> float:
    """Return how high a legend is."""
    return legend(Element("g"), found, left, right, 0)
