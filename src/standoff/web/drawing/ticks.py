"""Where the lines of a time axis stand and what they are called, from five minutes to a thousand years."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from standoff.web.drawing.period import LAST, Period, Scale, later_by

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Unit(StrEnum):
    """What an axis counts in."""

    MINUTE = "minute"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Step(NamedTuple):
    """How far it is from one line to the next, and how much room the word at a line needs."""

    number: int
    unit: Unit
    room: float


STEPS = (
    *(Step(count, Unit.MINUTE, 48) for count in (5, 15, 30, 60, 180)),
    # Half a day for 48 units would cut days that are too narrow for their names.
    *(Step(count, Unit.MINUTE, count / 6) for count in (360, 720)),
    Step(1, Unit.DAY, 26),
    Step(1, Unit.WEEK, 26),
    *(Step(count, Unit.MONTH, 38) for count in (1, 3, 6)),
    *(Step(count, Unit.YEAR, 46) for count in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)),
)
_LENGTHS = {
    Unit.MINUTE: timedelta(minutes=1),
    Unit.DAY: timedelta(days=1),
    Unit.WEEK: timedelta(days=7),
    Unit.MONTH: timedelta(days=28),
    Unit.YEAR: timedelta(days=365),
}
_ABOVE = {
    Unit.MINUTE: Step(1, Unit.DAY, 0),
    Unit.DAY: Step(1, Unit.MONTH, 0),
    Unit.WEEK: Step(1, Unit.MONTH, 0),
    Unit.MONTH: Step(1, Unit.YEAR, 0),
}
_WITH_WEEKDAYS = 58


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis, and the cell up to the next. `names` are what it may be called, the fullest first."""

    cell: Period
    names: tuple[str, ...]


def step_of(scale: Scale, room: float = 0) -> Step:
    """Return the finest step whose words find room, `room` at the least."""
    for step in STEPS:
        if scale.room(step.number * _LENGTHS[step.unit]) >= max(step.room, room):
            return step
    return STEPS[-1]


def minor(scale: Scale, step: Step) -> list[Tick]:
    """Return the lines of a step that lie on a scale."""
    is_wide = step.unit is Unit.DAY and scale.room(_LENGTHS[Unit.DAY]) >= _WITH_WEEKDAYS
    return [Tick(cell, (_minor_name(cell.since, step.unit, is_wide=is_wide),)) for cell in cells(scale.period, step)]


def major(scale: Scale, step: Step) -> list[Tick]:
    """Return what the lines of a step stand in: days above hours, months above days, years above months."""
    above = _ABOVE.get(step.unit)
    return [Tick(cell, _major_names(cell.since, above.unit)) for cell in cells(scale.period, above)] if above else []


def cells(period: Period, step: Step) -> Iterator[Period]:
    """Yield the stretches between the lines of a step, whole, that meet a period."""
    at = _floor(period.since, step)
    while at < period.until:
        following = _next(at, step)
        if following <= at:
            return
        yield Period(at, following)
        at = following


def _floor(at: datetime, step: Step) -> datetime:
    midnight = at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    if step.unit is Unit.MINUTE:
        minutes = int((at - midnight) / _LENGTHS[Unit.MINUTE]) // step.number * step.number
        return midnight + timedelta(minutes=minutes)
    if step.unit is Unit.WEEK:
        return midnight - timedelta(days=min(midnight.weekday(), midnight.toordinal() - 1))
    if step.unit is Unit.DAY:
        return midnight
    if step.unit is Unit.MONTH:
        return midnight.replace(day=1, month=(midnight.month - 1) // step.number * step.number + 1)
    return midnight.replace(day=1, month=1, year=max(midnight.year // step.number * step.number, 1))


def _next(at: datetime, step: Step) -> datetime:
    if step.unit is Unit.MONTH:
        months = at.year * 12 + at.month - 1 + step.number
        return _first_of(months // 12, months % 12 + 1)
    if step.unit is Unit.YEAR:
        return _first_of(at.year // step.number * step.number + step.number, 1)
    return later_by(at, step.number * _LENGTHS[step.unit])


def _first_of(year: int, month: int) -> datetime:
    return datetime(year, month, 1, tzinfo=UTC) if year <= LAST.year else LAST


def _minor_name(at: datetime, unit: Unit, *, is_wide: bool) -> str:
    if unit is Unit.MINUTE:
        return f"{at:%H:%M}"
    if unit is Unit.YEAR:
        return str(at.year)
    if unit is Unit.MONTH:
        return _MONTHS[at.month - 1][:3]
    return f"{_DAYS[at.weekday()]} {at.day}" if is_wide else str(at.day)


def _major_names(at: datetime, unit: Unit) -> tuple[str, ...]:
    year, month = str(at.year), _MONTHS[at.month - 1]
    if unit is Unit.YEAR:
        return (year, f"’{year[-2:]}")
    if unit is Unit.MONTH:
        return (f"{month} {year}", f"{month[:3]} {year}", month[:3])
    day = f"{at.day} {month} {year}"
    return (f"{_DAYS[at.weekday()]} {day}", day, f"{at.day} {month[:3]}", str(at.day))


def told(period: Period) -> str:
    """Say a period of whole days as a person would, its last day included; one of hours with its hours."""
    if any((at.hour, at.minute) != (0, 0) for at in (period.since, period.until)):
        ends = (_day(period.since), _day(period.until))
        since = f"{period.since:%H:%M}" if ends[0] == ends[1] else f"{period.since:%H:%M} on {ends[0]}"
        return f"{since} to {period.until:%H:%M} on {ends[1]}"
    last = period.until - timedelta(days=1)
    if last <= period.since:
        return _day(period.since)
    return f"{_day(period.since)} to {_day(last)}"


def _day(at: datetime) -> str:
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"
