"""What the signs of a drawing mean, in as many lines as it needs."""

from collections.abc import Callable, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from standoff.web.drawing import svg
from standoff.web.drawing.lettering import SIZE, shortened, width

LINE = 20
"""From one line to the next."""

_GAP = 5
_SPACE = 20


class Sign(NamedTuple):
    """A sign and its meaning. `draw` draws it in an element, from a place on, and it takes `room` from there."""

    meaning: str
    class_: str
    room: float = 0
    draw: Callable[[Element, float, float], None] | None = None

    @property
    def wide(self) -> float:
        return self.room + (_GAP if self.room else 0) + width(self.meaning)


def legend(parent: Element, signs: Sequence[Sign], left: float, right: float, y: float) -> float:
    """Draw a legend between `left` and `right`, and return where it ends."""
    group = svg.add(parent, "g", class_="legend")
    x = left
    for sign in signs:
        if x > left and x + sign.wide > right:
            x, y = left, y + LINE
        entry = svg.add(group, "g", class_=sign.class_)
        if sign.draw:
            sign.draw(entry, x, y + LINE / 2)
        words = x + sign.wide - width(sign.meaning)
        svg.lettered(entry, shortened(sign.meaning, right - words), words, y + LINE / 2 + SIZE / 3)
        x += sign.wide + _SPACE
    return y + LINE


def height(signs: Sequence[Sign], left: float, right: float) -> float:
    """Return how high a legend is."""
    return legend(Element("g"), signs, left, right, 0)
