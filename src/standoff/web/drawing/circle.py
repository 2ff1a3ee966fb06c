"""Parties on a circle: in an order in which ties cross little, with names around it that do not overlap."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import NamedTuple

from standoff.web.drawing.lettering import SIZE

Pull = Mapping[tuple[int, int], float]
"""How strongly two numbers are tied, the lower first."""

_ROUNDS = 8
_LINE = SIZE + 4
_BESIDE = 6
"""Between a dot and a name."""


class Point(NamedTuple):
    """A place in a drawing."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Circle:
    """Where parties sit."""

    center: Point
    radius: float


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a party sits on a circle, and where its name begins, or ends if it is to the left."""

    at: Point
    name_at: Point
    is_left: bool


def order(number: int, pull: Pull) -> list[int]:
    """Return an order around a circle in which ties cross little, the first number to the left.

    Circular sifting (Baur and Brandes 2004): each in turn is moved all around and stays where the ties cross least,
    crossings weighted by what crosses. It is the same on every machine.
    """
    tied = _by_number(number, pull)
    around = list(range(number))
    for _ in range(_ROUNDS):
        helped = [_sift(around, party, tied) for party in range(number)]
        if not any(helped):
            break
    at = (around.index(0) + number // 4) % number if number else 0
    return around[at:] + around[:at]


def _sift(around: list[int], party: int, tied: Sequence[Mapping[int, float]]) -> bool:
    """Move a party to where the ties cross least; return whether that helped."""
    at = around.index(party)
    around[:] = around[at:] + around[:at]  # only the circle counts, not where it is cut
    best, best_at, change = 0.0, 0, 0.0
    trial = list(around)
    for place in range(len(around) - 1):
        change += _change(trial, place, tied)
        trial[place], trial[place + 1] = trial[place + 1], trial[place]
        if change < best - 1e-9:
            best, best_at = change, place + 1
    around.insert(best_at, around.pop(0))
    return best_at > 0


def _change(around: Sequence[int], place: int, tied: Sequence[Mapping[int, float]]) -> float:
    """Return by how much more ties cross if a party and the next change places."""
    one, other = around[place], around[place + 1]
    after = [*around[place + 2 :], *around[:place]]
    # Ties of the first cross those of the second that end farther on; once they have changed places, the others.
    change = first = second = 0.0
    for party in after:
        of_one, of_other = tied[one].get(party, 0.0), tied[other].get(party, 0.0)
        change += of_one * second - of_other * first
        first += of_one
        second += of_other
    return change


def crossings(around: Sequence[int], pull: Pull) -> int:
    """Return how many ties cross."""
    place = {party: at for at, party in enumerate(around)}
    chords = [sorted((place[one], place[other])) for one, other in pull]
    return sum(a < c < b < d for a, b in chords for c, d in chords)


def _by_number(number: int, pull: Pull) -> list[dict[int, float]]:
    tied: list[dict[int, float]] = [{} for _ in range(number)]
    for (one, other), strength in pull.items():
        tied[one][other] = tied[other][one] = strength
    return tied


def seats(dots: Sequence[float], circle: Circle) -> list[Seat]:
    """Return where parties with dots of these radii sit, clockwise from the top, and where their names stand.

    Names to the right are a line apart at the least, as are those to the left; none lies on a dot.
    """
    turns = [2 * pi * (at + 0.5) / len(dots) - pi / 2 for at in range(len(dots))]
    points = [Point(circle.center.x + circle.radius * cos(t), circle.center.y + circle.radius * sin(t)) for t in turns]
    left = [at for at, point in enumerate(points) if point.x < circle.center.x - 0.1]
    names: dict[int, Point] = {}
    for side, sign in ((left, -1), ([at for at in range(len(dots)) if at not in left], 1)):
        side.sort(key=lambda at: points[at].y)
        heights = spread([_height(points[at], dots[at], sin(turns[at])) for at in side], _LINE)
        for at, y in zip(side, heights, strict=True):
            names[at] = Point(_clear_of([(points[each], dots[each]) for each in side], y, sign, points[at].x), y)
    return [Seat(point, names[at], at in left) for at, point in enumerate(points)]


def _height(point: Point, dot: float, up: float) -> float:
    """Return where a name had best stand: beside its dot, but above or below it at the poles, where dots are close."""
    return point.y + (dot + _LINE / 2) * up**4 * (1 if up > 0 else -1)


def _clear_of(dots: Iterable[tuple[Point, float]], y: float, sign: int, least: float) -> float:
    """Return where a name at a height begins so that no dot of its side lies on it."""
    beside = [sign * point.x + radius for point, radius in dots if abs(point.y - y) <= radius + _LINE / 2]
    return sign * (max([sign * least, *beside]) + _BESIDE)


def spread(wanted: Iterable[float], apart: float) -> list[float]:
    """Return heights as near to those wanted as can be, in their order, each `apart` from the next at the least."""
    blocks: list[tuple[float, int]] = []  # the middle of so many lines that stand close together
    for height in wanted:
        middle, number = height, 1
        while blocks and middle - blocks[-1][0] < apart * (number + blocks[-1][1]) / 2:
            before, more = blocks.pop()
            middle = (middle * number + before * more) / (number + more)
            number += more
        blocks.append((middle, number))
    return [middle + apart * (at - (number - 1) / 2) for middle, number in blocks for at in range(number)]
