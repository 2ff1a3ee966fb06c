"""Symbols: a shape for each kind, filled, hollow, dashed or crossed by status, so that colour is never needed."""

from collections.abc import Collection
from xml.etree.ElementTree import Element

from standoff.plover import Status
from standoff.web.drawing import svg
from standoff.web.drawing.legend import Sign
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
_HALF = 5


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


def signs(kinds: Collection[Kind], statuses: Collection[Status]) -> list[Sign]:
    """Return the legend of what is in a drawing; that something happened needs saying only beside what did not."""
    found = [_sign(kind, Status.ACTUAL, KIND_NAMES[kind], kind) for kind in Kind if kind in kinds]
    if set(statuses) <= {Status.ACTUAL}:
        return found
    return found + [
        _sign(Kind.WORD_FOR, status, STATUS_NAMES[status], "status") for status in Status if status in statuses
    ]


def _sign(kind: Kind, status: Status, meaning: str, class_: str) -> Sign:
    def draw(parent: Element, x: float, y: float) -> None:
        symbol(parent, kind, status, x + _HALF, y)

    return Sign(meaning, class_, 2 * _HALF, draw)
