"""What stands where in a drawing: its words and symbols as boxes."""

import re
from itertools import combinations
from typing import NamedTuple
from xml.etree.ElementTree import Element, fromstring

from standoff.web.drawing.lettering import SIZE, width

SVG = "{http://www.w3.org/2000/svg}"
_NEAR = 0.2  # coordinates are written with one decimal


class Box(NamedTuple):
    """A rectangle and what stands in it."""

    left: float
    top: float
    right: float
    bottom: float
    what: str

    def meets(self, other: "Box") -> bool:
        across = self.left < other.right - _NEAR and other.left < self.right - _NEAR
        return across and self.top < other.bottom - _NEAR and other.top < self.bottom - _NEAR


def parsed(drawing: str) -> Element:
    """Read a drawing; raise where it is not well-formed."""
    return fromstring(drawing)


def labels(root: Element) -> list[Box]:
    return [_words(each) for each in root.iter(f"{SVG}text")]


def symbols(root: Element) -> list[Box]:
    """Return the symbols of marks and the dots of parties."""
    found = []
    for link in root.iter(f"{SVG}a"):
        if "mark" in (link.get("class") or "").split():
            path = next(each for each in link.iter(f"{SVG}path") if each.get("class") is None)
            x, y = map(float, re.findall(r"[\d.]+", path.get("d") or "")[:2])
            found.append(Box(x - 5, y - 5, x + 5, y + 5, link.findtext(f"{SVG}title") or ""))
    for dot in root.iter(f"{SVG}circle"):
        x, y, r = (float(dot.get(name) or 0) for name in ("cx", "cy", "r"))
        found.append(Box(x - r, y - r, x + r, y + r, "dot"))
    return found


def overlaps(boxes: list[Box]) -> list[tuple[Box, Box]]:
    return [(one, other) for one, other in combinations(boxes, 2) if one.meets(other)]


def outside(boxes: list[Box], root: Element) -> list[Box]:
    """Return the boxes that are not within the drawing."""
    wide, high = map(float, (root.get("viewBox") or "").split()[2:])
    return [
        box
        for box in boxes
        if box.left < -_NEAR or box.top < -_NEAR or box.right > wide + _NEAR or box.bottom > high + _NEAR
    ]


def _words(text: Element) -> Box:
    words = text.text or ""
    x, y, wide = float(text.get("x") or 0), float(text.get("y") or 0), width(words)
    start = x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor") or "start"]
    return Box(start, y - 0.8 * SIZE, start + wide, y + 0.25 * SIZE, words)
