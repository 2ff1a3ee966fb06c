"""The drawing of a timeline: the events and statements of a stretch of time, or how many there are of each party."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

import numpy as np
from markupsafe import Markup

from standoff.queries import EventLine, StatementLine
from standoff.types import UNKNOWN
from standoff.web.drawing.marks import UNNAMED, Bin, Lanes, Mark, event_marks, statement_marks
from standoff.web.drawing.period import (
    DAY,
    LAST,
    SHORTEST,
    Period,
    earlier,
    earlier_by,
    later,
    later_by,
    narrower,
    wider,
)
from standoff.web.drawing.ticks import told
from standoff.web.drawing.timeline import has_hours, timeline
from standoff.web.moments import day_after, rounded, written
from standoff.web.overview import EventColumns, StatementColumns
from standoff.web.overview.columns import NOBODY, Codes, Mask, Numbers, both, days_of
from standoff.web.record import View
from standoff.web.rendering import query, short

MOST_MARKS = 320
"""Rows that are drawn one by one; of more, how many there are is drawn."""

LANES, SLICES = 9, 48
"""Lanes of parties, and stretches of time in which rows are counted, where they are not drawn one by one."""

WIDE = 1240
OTHERS = "other parties"
FOUND = "#found"
"""Where the list of the rows begins: what stands for rows that cannot be drawn closer leads there."""

_TRIMMED = 40
"""A fortieth of the rows at either end is left out of the first view: reports of today name a war of 1941."""


class Rows(NamedTuple):
    """Which events and which statements, each as a mask; None for all."""

    events: Mask | None
    statements: Mask | None


@dataclass(frozen=True, slots=True)
class Move:
    """Another stretch of time: what it is called, its address, and the key that leads there."""

    name: str
    address: str
    key: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing, what stretch of time it shows, in words, and what others there are.

    `is_in_days`: it begins and ends with a day. `has_hours`: its axis has hours, which the rows do not have.
    """

    svg: Markup
    since: date
    until: date
    told: str
    is_in_days: bool
    has_hours: bool
    moves: tuple[Move, ...]


class _Acts(NamedTuple):
    """The day of each row and the code of the party in whose lane it stands; NOBODY for one without a name."""

    days: Numbers
    codes: Codes


def draw_timeline(
    at: View, rows: Rows, since: datetime | None, until: datetime | None, asked: Mapping[str, object]
) -> Drawing:
    """Draw rows from one instant to before another, else those of most days on which there are any."""
    period = _period(at, rows, since, until)
    rows = _within(at, rows, period)
    acts = _acts(at, rows)
    busy = _busy(at, acts)

    address = _addresses(asked)

    def zoom(to: Period) -> str:
        return FOUND if to.within(period) == period else address(to)

    order = [_named(at, code) for code in busy]
    if _count(at, rows) > MOST_MARKS:
        bins = _bins(at, acts, busy, period)
        drawn = timeline((), period, zoom, bins=bins, order=order, wide=WIDE)
    else:
        drawn = timeline(_marks(at, rows), period, zoom, order=order, wide=WIDE)
    stretch = written(period)
    is_in_days = "T" not in stretch["since"] + stretch["until"]
    last = (period.until - timedelta(microseconds=1)).date()
    svg = Markup(drawn)  # noqa: S704 (drawings escape whatever they write)
    hours = has_hours(period, WIDE)
    return Drawing(svg, period.since.date(), last, told(period), is_in_days, hours, _moves(period, address))


def _moves(period: Period, address: Callable[[Period], str]) -> tuple[Move, ...]:
    """Return where one may look from a stretch of time, without what would be the same."""
    found = (
        ("Earlier", earlier(period), "<"),
        ("Later", later(period), ">"),
        ("Closer", narrower(period), "+"),
        ("Wider", wider(period), "-"),
    )
    rounds = ((name, rounded(to), key) for name, to, key in found)
    return tuple(Move(name, address(to), key) for name, to, key in rounds if to != period)


def _addresses(asked: Mapping[str, object]) -> Callable[[Period], str]:
    """Return what gives the address of the same question for another period; there may be hundreds in a drawing."""
    rest = query(asked, since=None, until=None, after=None)

    def address(to: Period) -> str:
        stretch = written(to)
        return f"/timeline{rest}{'&' if rest else '?'}since={stretch['since']}&until={stretch['until']}"

    return address


def _period(at: View, rows: Rows, since: datetime | None, until: datetime | None) -> Period:
    if since is None or until is None:
        most = _most(at, rows)
        since = since or (most.since if until is None or most.since < until else earlier_by(until, DAY))
        until = until or most.until
    since = min(since, LAST - SHORTEST)
    return Period(since, until if until > since else later_by(since, DAY))


def _most(at: View, rows: Rows) -> Period:
    """Return the days of most rows."""
    columns = (at.overview.events.keys, rows.events), (at.overview.statements.keys, rows.statements)
    days = [days_of(keys if mask is None else keys[mask]) for keys, mask in columns]
    dated = [each[int(np.searchsorted(each, 1)) :] for each in days]
    first = min((int(each[0]) for each in dated if len(each)), default=None)
    if first is None:
        return Period.of("2000-01-01")
    past = max(int(each[-1]) for each in dated if len(each)) + 1
    often = np.cumsum(sum(np.bincount(each - first, minlength=past - first) for each in dated))
    cut = int(often[-1]) // _TRIMMED
    ends = first + np.searchsorted(often, [cut, often[-1] - 1 - cut], side="right")
    return Period.of("/".join(date.fromordinal(int(each)).isoformat() for each in ends))


def _within(at: View, rows: Rows, period: Period) -> Rows:
    days = period.since.date(), day_after(period.until)
    events, statements = at.overview.events, at.overview.statements
    return Rows(both(rows.events, events.within(*days)), both(rows.statements, statements.within(*days)))


def _count(at: View, rows: Rows) -> int:
    masks = (rows.events, len(at.overview.events.keys)), (rows.statements, len(at.overview.statements.keys))
    return sum(every if mask is None else int(np.count_nonzero(mask)) for mask, every in masks)


def _acts(at: View, rows: Rows) -> _Acts:
    """Return who does or says what, once for each party that does; statements are of whom their speakers speak for."""
    events, statements, names = at.overview.events, at.overview.statements, at.overview.names.actors
    # The last place is that of NOBODY, which is -1.
    parties = np.append(np.arange(len(names), dtype=np.int32), np.int32(NOBODY))
    parties[names.codes([UNKNOWN])] = NOBODY
    speak_for = parties[np.append(at.overview.speak_for, np.int32(NOBODY))]
    by_whom = parties[events.actors.codes]
    known = by_whom != NOBODY
    if rows.events is not None:
        known &= rows.events[events.actors.rows]
    named = events.actors.rows[known]
    unnamed = np.ones(len(events.keys), np.bool_) if rows.events is None else rows.events.copy()
    unnamed[named] = False
    by_nobody = events.keys[unnamed]
    said = slice(None) if rows.statements is None else rows.statements
    keys = np.concatenate([events.keys[named], by_nobody, statements.keys[said]])
    nobody = np.full(len(by_nobody), NOBODY, np.int32)
    codes = np.concatenate([by_whom[known], nobody, speak_for[statements.speakers[said]]])
    return _Acts(days_of(keys), codes)


def _busy(at: View, acts: _Acts) -> list[int]:
    """Return the parties that do and say most, those first."""
    often = np.bincount(acts.codes - NOBODY, minlength=1)[-NOBODY:]
    names = at.overview.names.actors
    return sorted(np.flatnonzero(often).tolist(), key=lambda code: (-often[code], names[code]))[:LANES]


def _named(at: View, code: int) -> str:
    return at.desk.name(at.overview.names.actors[code])


def _bins(at: View, acts: _Acts, busy: Sequence[int], period: Period) -> Iterator[Bin]:
    """Yield how many rows there are in each lane in each of the stretches of a period, which are of whole days."""
    first = period.since.date().toordinal()
    past = max((day_after(period.until) or date.max).toordinal(), first + 1)
    step = -(-(past - first) // SLICES)
    lanes = [*(_named(at, code) for code in busy), OTHERS, UNNAMED]
    # The last place is that of NOBODY, which is -1.
    lane_of = np.full(len(at.overview.names.actors) + 1, len(busy))
    lane_of[busy] = np.arange(len(busy))
    lane_of[NOBODY] = len(busy) + 1
    slice_of = np.arange(past - first) // step
    # What began before is counted where the period begins.
    cells = lane_of[acts.codes] * SLICES + slice_of[np.maximum(acts.days - first, 0)]
    counts = np.bincount(cells, minlength=len(lanes) * SLICES)
    for cell in np.flatnonzero(counts).tolist():
        lane, number = divmod(cell, SLICES)
        since = first + number * step
        stretch = Period(_midnight(since), _midnight(min(since + step, past)))
        yield Bin(lanes[lane], stretch, int(counts[cell]))


def _midnight(day: int) -> datetime:
    return datetime.combine(date.fromordinal(day), time(), UTC)


def _marks(at: View, rows: Rows) -> Iterator[Mark]:
    yield from event_marks(
        at.event_lines(_numbers(at.overview.events, rows.events)), Lanes.PARTY, _words_of_event, at.desk.name
    )

    def party(speaker: str) -> str:
        known = at.desk.actors.get(speaker)
        code = known.party if known else speaker
        return UNNAMED if code == UNKNOWN else at.desk.name(code)

    yield from statement_marks(
        at.statement_lines(_numbers(at.overview.statements, rows.statements)), Lanes.PARTY, _words_of_statement, party
    )


def _numbers(columns: EventColumns | StatementColumns, mask: Mask | None) -> Numbers:
    return columns.numbers if mask is None else columns.numbers[mask]


def _words_of_event(line: EventLine) -> str:
    return _words(line.evidence.article_id, line.event.id)


def _words_of_statement(line: StatementLine) -> str:
    return _words(line.evidence.article_id, line.statement.id)


def _words(article_id: str, row: str) -> str:
    return f"/articles/{short(article_id)}?row={row}#{row}"
