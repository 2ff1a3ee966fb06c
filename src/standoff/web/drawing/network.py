"""Who acts on whom, as SVG: parties on a circle, and ties between them as arrows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import hypot, pi, sqrt
from xml.etree.ElementTree import Element

from standoff.queries.lines import TieLine
from standoff.web.drawing import svg
from standoff.web.drawing.circle import Circle, Point, Seat, order, seats
from standoff.web.drawing.legend import LINE, Sign, height, legend
from standoff.web.drawing.lettering import SIZE, shortened
from standoff.web.drawing.marks import KIND_NAMES, Kind, kind_of
from standoff.web.drawing.ties import OTHERS, Chosen, bundles, chosen, pull

_EDGE = 8
_TOP = 28
_NAMES = 200
"""Room for names to either side."""

_LEAST_RADIUS = 40.0
_LEAST_DOT, _MOST_DOT = 4.0, 14.0
_LEAST_LINE, _MOST_LINE = 1.2, 7.0
_INWARD = 0.28
"""How far a tie bends from the straight line to the middle of the circle."""

_MOST_APART = 20
_APART = 0.11
"""How far ties between the same two parties are apart, as a part of their distance."""

_DETAILS = ((18, 64), (18, 48), (14, 32), (10, 20), (6, 10), (2, 2))
"""The most parties and ties, from much to little: the first that is not too large is drawn."""

_AGAINST = frozenset({Kind.WORD_AGAINST, Kind.DEED_AGAINST})
_DEEDS = frozenset({Kind.DEED_FOR, Kind.DEED_AGAINST})


@dataclass(frozen=True, slots=True)
class _Page:
    """What a network is drawn on, and how its parties are called and found."""

    wide: int
    high: int
    label: str
    names: Mapping[str, str]
    tie_href: Callable[[TieLine], str | None]
    party_href: Callable[[str], str | None]


def network(
    ties: Iterable[TieLine],
    names: Mapping[str, str],
    tie_href: Callable[[TieLine], str | None],
    party_href: Callable[[str], str | None],
    *,
    most: int = 18,
    wide: int = 1000,
    high: int = 720,
    label: str = "Who acts on whom",
) -> str:
    """Return the drawing of the parties that do most, `most` of them if they find room, at most `svg.MOST_BYTES` large.

    The others are one party of the code `OTHERS`. A tie or party whose address is None is no link.
    """
    page = _Page(wide, high, label, names, tie_href, party_href)
    lines = list(ties)
    most = max(2, min(most, int(2 * pi * _largest(page) / (3 * _MOST_DOT))))
    for parties, strongest in _DETAILS:
        found = _drawn(chosen(lines, min(parties, most), strongest), page)
        if len(found.encode()) <= svg.MOST_BYTES:
            break
    return found


def _drawn(found: Chosen, page: _Page) -> str:
    if not found.ties:
        root = svg.canvas("network", page.wide, 2 * _TOP, page.label)
        svg.lettered(root, "No party acts on another.", _EDGE, _TOP, class_="quiet")
        return svg.written(root)
    circle = _circle(len(found.parties), page)
    dots = _dots(found)
    around = [found.parties[party] for party in order(len(found.parties), pull(found))]
    places = dict(zip(around, seats([dots[code] for code in around], circle), strict=True))
    bottom = 2 * circle.center.y
    signs = _signs(found)
    root = svg.canvas("network", page.wide, bottom + height(signs, _EDGE, page.wide - _EDGE), page.label)
    strands = bundles(found.ties)
    strongest = max((tie.number for tie in found.ties if OTHERS not in (tie.actor, tie.recipient)), default=1)
    for tie in found.ties:
        _tie(root, tie, page, _path(tie, places, dots, circle, strands[tie]), strongest)
    for code, seat in places.items():
        _party(root, code, seat, dots[code], found, page)
    legend(root, signs, _EDGE, page.wide - _EDGE, bottom)
    return svg.written(root)


def _circle(parties: int, page: _Page) -> Circle:
    """Return a circle on which so many parties have room, as large as the page allows at the most."""
    radius = min(_largest(page), 90 + 20 * parties)
    return Circle(Point(page.wide / 2, _TOP + _MOST_DOT + radius), radius)


def _largest(page: _Page) -> float:
    return max(_LEAST_RADIUS, min(page.wide / 2 - _NAMES, (page.high - LINE) / 2 - _TOP - _MOST_DOT))


def _dots(found: Chosen) -> dict[str, float]:
    most = max(found.acts.values())
    return {code: _LEAST_DOT + (_MOST_DOT - _LEAST_DOT) * sqrt(found.acts[code] / most) for code in found.parties}


@dataclass(frozen=True, slots=True)
class _Curve:
    """A tie from dot to dot, bent at `bend`; its head points along `heading`, a vector of length one."""

    start: Point
    bend: Point
    end: Point
    heading: Point


def _path(
    tie: TieLine, places: Mapping[str, Seat], dots: Mapping[str, float], circle: Circle, strand: tuple[int, int]
) -> _Curve:
    start, end = places[tie.actor].at, places[tie.recipient].at
    middle = Point((start.x + end.x) / 2, (start.y + end.y) / 2)
    center = circle.center
    bend = Point(middle.x + (center.x - middle.x) * _INWARD, middle.y + (center.y - middle.y) * _INWARD)
    # Across the line from the lower code to the higher, so that both directions part the same way.
    one, other = sorted((tie.actor, tie.recipient))
    across = _towards(places[one].at, places[other].at)
    at, number = strand
    aside = (at - (number - 1) / 2) * min(_MOST_APART, _APART * hypot(end.x - start.x, end.y - start.y))
    bend = Point(bend.x - across.y * aside, bend.y + across.x * aside)
    out, into = _towards(start, bend), _towards(bend, end)
    near, far = dots[tie.actor] + 1, dots[tie.recipient] + 9
    return _Curve(
        Point(start.x + out.x * near, start.y + out.y * near),
        bend,
        Point(end.x - into.x * far, end.y - into.y * far),
        into,
    )


def _towards(start: Point, end: Point) -> Point:
    length = hypot(end.x - start.x, end.y - start.y) or 1.0
    return Point((end.x - start.x) / length, (end.y - start.y) / length)


def _tie(root: Element, tie: TieLine, page: _Page, curve: _Curve, strongest: int) -> None:
    kind = kind_of(tie.quad)
    title = f"{_name(tie.actor, page)} → {_name(tie.recipient, page)}: {tie.number:,} {KIND_NAMES[kind]}"
    link = svg.linked(root, page.tie_href(tie), title, f"tie {kind}")
    # What is done to hundreds of parties together would hide what is done to one.
    most = _LEAST_LINE if OTHERS in (tie.actor, tie.recipient) else _MOST_LINE
    line = _LEAST_LINE + (most - _LEAST_LINE) * sqrt(tie.number / strongest)
    _arrow(link, curve, kind, line)


def _arrow(parent: Element, curve: _Curve, kind: Kind, line: float) -> None:
    """Draw a line, whole for deeds and dashed for words, with a head, full if against and open if for."""
    (x, y), (a, b), (u, v) = curve.end, curve.heading, (curve.bend.x, curve.bend.y)
    dashes: dict[str, svg.Value] = {} if kind in _DEEDS else {"stroke_dasharray": f"{line + 3:.0f} {line / 2 + 2:.0f}"}
    d = f"M{curve.start.x:.0f} {curve.start.y:.0f}Q{u:.0f} {v:.0f} {x:.0f} {y:.0f}"
    svg.add(parent, "path", d=d, fill="none", stroke="currentColor", stroke_width=line, **dashes)
    # A thin line cannot be hit.
    svg.add(parent, "path", d=d, fill="none", pointer_events="stroke", stroke_width=12)
    half = 3 + line / 3
    head = (
        f"M{x - b * half:.1f} {y + a * half:.1f}L{x + a * 8:.1f} {y + b * 8:.1f}L{x + b * half:.1f} {y - a * half:.1f}"
    )
    full: dict[str, svg.Value] = {"fill": "currentColor"} if kind in _AGAINST else {"fill": "none", "class_": "open"}
    svg.add(parent, "path", d=head + "z", stroke="currentColor", **full)


def _name(code: str, page: _Page, gathered: int = 0) -> str:
    if code == OTHERS:
        return f"others ({gathered})" if gathered else "others"
    return page.names.get(code) or code


def _party(root: Element, code: str, seat: Seat, dot: float, found: Chosen, page: _Page) -> None:
    name = _name(code, page, found.gathered)
    link = svg.linked(root, page.party_href(code), f"{name}: {found.acts[code]:,} acts by or towards", "party")
    svg.add(link, "circle", cx=seat.at.x, cy=seat.at.y, r=dot, **_ground(code))
    if abs(seat.name_at.y - seat.at.y) > dot + LINE:
        start = seat.at.x + (-dot if seat.is_left else dot)
        end = seat.name_at.x + (2 if seat.is_left else -2)
        d = f"M{start:.1f} {seat.at.y:.1f}L{end:.1f} {seat.name_at.y:.1f}"
        svg.add(link, "path", d=d, fill="none", stroke="currentColor", class_="leader")
    room = seat.name_at.x - _EDGE if seat.is_left else page.wide - _EDGE - seat.name_at.x
    anchor: dict[str, svg.Value] = {"text_anchor": "end"} if seat.is_left else {}
    svg.lettered(link, shortened(name, room), seat.name_at.x, seat.name_at.y + SIZE / 3, **anchor)


def _ground(code: str) -> dict[str, svg.Value]:
    """Return how the dot of a party looks: that of several is hollow."""
    if code != OTHERS:
        return {"fill": "currentColor"}
    return {"fill": "none", "stroke": "currentColor", "stroke_dasharray": "3 2", "class_": "open"}


def _signs(found: Chosen) -> list[Sign]:
    kinds = {kind_of(tie.quad) for tie in found.ties}
    drawn = [Sign(KIND_NAMES[kind], f"tie {kind}", 38, _sample(kind)) for kind in Kind if kind in kinds]
    return drawn + ([Sign(f"{found.left_out:,} weaker ties are not drawn", "quiet")] if found.left_out else [])


def _sample(kind: Kind) -> Callable[[Element, float, float], None]:
    def draw(parent: Element, x: float, y: float) -> None:
        _arrow(parent, _Curve(Point(x, y), Point(x + 15, y), Point(x + 30, y), Point(1, 0)), kind, 2)

    return draw
