"""The drawings of a page: the timeline of a stretch of time, and who acts on whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
from markupsafe import Markup

from standoff.plover import QUADS, EventType, Quad
from standoff.queries import EventLine
from standoff.queries.desk import event_lines
from standoff.queries.lines import TieLine
from standoff.store import EventFilter
from standoff.types import UNKNOWN
from standoff.web.drawing.marks import Bin, Lanes, event_marks
from standoff.web.drawing.network import network
from standoff.web.drawing.period import Period, earlier, later, narrower, wider
from standoff.web.drawing.timeline import timeline
from standoff.web.overview.columns import Codes, Mask, Numbers, both, days_of
from standoff.web.record import View
from standoff.web.rendering import query, segment, short

MOST_MARKS = 240
"""Events that are drawn one by one; of more, how many there are is drawn."""

LANES, SLICES = 9, 48
"""Lanes of parties, and stretches of time in which events are counted, where they are not drawn one by one."""

MOST_TIES = 600
WIDE = 1240
_TRIMMED = 40
"""A fortieth of the days at either end is left out of the first view: reports of today name a war of 1941."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing, what stretch of time it shows, and the addresses of other stretches by what they are called."""

    svg: Markup
    since: date
    until: date
    moves: Mapping[str, str]


def draw_timeline(
    at: View, mask: Mask | None, since: date | None, past: date | None, asked: Mapping[str, object]
) -> Drawing:
    """Draw the events of `mask`, from a day to before another, else of most days on which there are any."""
    period = _period(at, mask, since, past)
    columns = at.overview.events
    mask = both(mask, columns.within(period.since.date(), period.until.date()))
    places = np.arange(len(columns.keys)) if mask is None else np.flatnonzero(mask)

    def zoom(to: Period) -> str:
        days = {"since": to.since.date(), "until": _last(to)}
        return "/timeline" + query(asked, **days, after=None)

    if len(places) > MOST_MARKS:
        drawn = timeline((), period, zoom, bins=_bins(at, places, period), order=_order(at, places), wide=WIDE)
    else:
        marks = event_marks(_lines(at, places), Lanes.PARTY, _address, at.desk.name)
        drawn = timeline(marks, period, zoom, order=_order(at, places), wide=WIDE)
    moves = {"Earlier": earlier(period), "Later": later(period), "Closer": narrower(period), "Wider": wider(period)}
    addresses = {name: zoom(to) for name, to in moves.items()}
    return Drawing(_safe(drawn), period.since.date(), _last(period), addresses)


def draw_network(at: View, mask: Mask | None, asked: Mapping[str, object], most: int) -> Markup:
    """Draw who acts on whom in the events of `mask`."""

    def tie(line: TieLine) -> str | None:
        if "…" in (line.actor, line.recipient):
            return None
        types = [each for each in EventType if QUADS.get(each) == line.quad]
        return "/timeline" + query(asked, actor=line.actor, recipient=line.recipient, type=types, act=None, top=None)

    def party(code: str) -> str | None:
        return None if code == "…" else f"/actors/{segment(code)}"

    lines = list(_ties(at, mask))
    names = {code: at.desk.name(code) for line in lines for code in (line.actor, line.recipient)}
    return _safe(network(lines, names, tie, party, most=most))


def _safe(drawn: str) -> Markup:
    return Markup(drawn)  # noqa: S704 (drawings escape whatever they write)


def _last(period: Period) -> date:
    return (period.until - timedelta(microseconds=1)).date()


def _address(line: EventLine) -> str:
    return f"/articles/{short(line.evidence.article_id)}?row={line.event.id}#{line.event.id}"


def _period(at: View, mask: Mask | None, since: date | None, past: date | None) -> Period:
    columns = at.overview.events
    days = days_of(columns.keys if mask is None else columns.keys[mask])
    days = days[days > 0]
    cut = len(days) // _TRIMMED
    today = date(2000, 1, 1).toordinal()
    first = since or date.fromordinal(int(days[cut]) if len(days) else today)
    last = past or date.fromordinal(min(int(days[-1 - cut]) if len(days) else today, date.max.toordinal() - 1) + 1)
    return Period(_midnight(first), _midnight(max(last, first + timedelta(days=1))))


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), UTC)


def _lines(at: View, places: Numbers) -> tuple[EventLine, ...]:
    numbers = frozenset(at.overview.events.numbers[places].tolist())
    return event_lines(at.store, at.desk, at.store.events(EventFilter(numbers=numbers)))


def _acting(at: View, places: Numbers) -> tuple[Numbers, Codes]:
    """Return the place and the actor of each event, once for each actor who has a name."""
    pairs, nobody = at.overview.events.actors, at.overview.names.actors.codes([UNKNOWN])
    kept = np.isin(pairs.rows, places) & ~np.isin(pairs.codes, nobody)
    return pairs.rows[kept], pairs.codes[kept]


def _busy(at: View, codes: Codes) -> list[int]:
    often = np.bincount(codes, minlength=1)
    names = at.overview.names.actors
    return sorted(np.flatnonzero(often).tolist(), key=lambda code: (-often[code], names[code]))[:LANES]


def _order(at: View, places: Numbers) -> list[str]:
    """Return the names of the parties that act most, those first."""
    return [at.desk.name(at.overview.names.actors[code]) for code in _busy(at, _acting(at, places)[1])]


def _bins(at: View, places: Numbers, period: Period) -> Iterator[Bin]:
    """Yield how many events there are of each party that acts most in each of the stretches of a period."""
    rows, codes = _acting(at, places)
    first, length = period.since.date().toordinal(), max(period.length.days, 1)
    step = max(-(-length // SLICES), 1)
    slices = (days_of(at.overview.events.keys[rows]) - first) // step
    for code in _busy(at, codes):
        counts = np.bincount(slices[codes == code], minlength=1)
        for number in np.flatnonzero(counts).tolist():
            since = period.since + timedelta(days=number * step)
            stretch = Period(since, min(since + timedelta(days=step), period.until))
            yield Bin(at.desk.name(at.overview.names.actors[code]), stretch, int(counts[number]))


def _ties(at: View, mask: Mask | None) -> Iterator[TieLine]:
    """Yield the strongest ties: how many acts of a quarter a party did to another."""
    columns, names = at.overview.events, at.overview.names
    rows, actors, recipients = columns.towards(mask)
    quads = np.array([QUADS.get(EventType(names.types[code]), 0) for code in range(len(names.types))] or [0], np.int64)
    size, nobody = len(names.actors), names.actors.codes([UNKNOWN])
    known = ~(np.isin(actors, nobody) | np.isin(recipients, nobody))
    kinds = quads[columns.types[rows[known]]]
    keys, counts = np.unique((kinds * size + actors[known]) * size + recipients[known], return_counts=True)
    for at_ in np.argsort(-counts, kind="stable")[:MOST_TIES].tolist():
        (kind, actor), recipient = divmod(int(keys[at_]) // size, size), int(keys[at_]) % size
        quad = Quad(kind) if kind else None
        yield TieLine(names.actors[actor], names.actors[recipient], quad, int(counts[at_]))
