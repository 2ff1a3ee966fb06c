"""Stretches of time, and how they lie on a line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from standoff.errors import SettingsError

FIRST = datetime(1, 1, 1, tzinfo=UTC)
LAST = datetime(9999, 12, 31, tzinfo=UTC)
DAY = timedelta(days=1)
SHORTEST = timedelta(hours=1)
"""What `narrower` ends at."""


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open stretch of time, in instants of UTC."""

    since: datetime
    until: datetime

    def __post_init__(self) -> None:
        if self.since.tzinfo is None or self.until.tzinfo is None:
            raise SettingsError(
                f"{self.since} to {self.until} are times of nowhere; expected instants with a time zone"
            )
        if self.since >= self.until:
            raise SettingsError(
                f"{self.since} to {self.until} is no stretch of time; expected an earlier instant first"
            )

    @classmethod
    def of(cls, on: str) -> Self:
        """Return the days of a row: an ISO day, or an interval whose last day belongs to it."""
        try:
            days = sorted(date.fromisoformat(each) for each in on.split("/"))
        except ValueError as error:
            raise SettingsError(f"{on!r} is no day; expected 2022-01-24 or 2022-01-24/2022-01-30") from error
        since = min(_midnight(days[0]), LAST - DAY)
        return cls(since, max(later_by(_midnight(days[-1]), DAY), since + DAY))

    @property
    def length(self) -> timedelta:
        return self.until - self.since

    def within(self, other: "Period") -> "Period":
        """Return what both have, which must be something."""
        return Period(max(self.since, other.since), min(self.until, other.until))

    def meets(self, other: "Period") -> bool:
        return self.since < other.until and other.since < self.until


@dataclass(frozen=True, slots=True)
class Scale:
    """A period on a line from `left` to `right`."""

    period: Period
    left: float
    right: float

    def x(self, at: datetime) -> float:
        """Return where an instant lies; what is outside of the period lies at its ends."""
        share = (at - self.period.since) / self.period.length
        return self.left + min(1.0, max(0.0, share)) * (self.right - self.left)

    def room(self, length: timedelta) -> float:
        """Return how much of the line a length of time takes."""
        return length / self.period.length * (self.right - self.left)


def narrower(period: Period) -> Period:
    """Return the middle half, an hour at the least."""
    middle, reach = period.since + period.length / 2, max(period.length / 4, SHORTEST / 2)
    return _between(middle - min(reach, middle - FIRST), later_by(middle, reach))


def wider(period: Period) -> Period:
    """Return the period with half of its length on either side."""
    return _between(earlier_by(period.since, period.length / 2), later_by(period.until, period.length / 2))


def earlier(period: Period) -> Period:
    """Return the period moved back by half of its length."""
    since = earlier_by(period.since, period.length / 2)
    return _between(since, later_by(since, period.length))


def later(period: Period) -> Period:
    """Return the period moved on by half of its length."""
    until = later_by(period.until, period.length / 2)
    return _between(earlier_by(until, period.length), until)


def most_of(periods: Iterable[Period]) -> Period | None:
    """Return the days of most periods, without a fortieth at either end: reports of today name a war of 1941."""
    kept = list(periods)
    if not kept:
        return None
    since, until = sorted(each.since for each in kept), sorted(each.until for each in kept)
    cut = len(kept) // 40
    return _between(since[cut], max(until[-1 - cut], later_by(since[cut], DAY)))


def earlier_by(at: datetime, length: timedelta) -> datetime:
    return at - min(length, at - FIRST)


def later_by(at: datetime, length: timedelta) -> datetime:
    return at + min(length, LAST - at) if at < LAST else LAST


def _between(since: datetime, until: datetime) -> Period:
    return Period(min(since, LAST - SHORTEST), max(until, FIRST + SHORTEST))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
