"""Days and stretches of days: what "last week" and "10 November" are, seen from a given day."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import Enum

from dateutil.relativedelta import relativedelta

_WEEK = 7
_HALF_YEAR = 183


class Tense(Enum):
    """Whether the clause tells of what was, of what is to come, or leaves it open."""

    PAST = "past"
    FUTURE = "future"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from `first` to `last`, both among them: the only closed range here, because ISO 8601's is."""

    first: date
    last: date

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


def day(year: int, month: int, number: int) -> Stretch | None:
    """Return one day, None where the calendar has none such."""
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return Stretch(found, found)


def days_from(today: date, days: int) -> Stretch | None:
    try:
        found = today + timedelta(days=days)
    except OverflowError:
        return None
    return Stretch(found, found)


def week_of(today: date, weeks: int = 0) -> Stretch | None:
    """Return the week from Monday to Sunday, so many weeks after that of `today`."""
    monday = days_from(today, weeks * _WEEK - today.weekday())
    sunday = days_from(today, weeks * _WEEK - today.weekday() + _WEEK - 1)
    return Stretch(monday.first, sunday.last) if monday and sunday else None


def weekend_of(today: date, weeks: int = 0) -> Stretch | None:
    week = week_of(today, weeks)
    return Stretch(week.last - timedelta(days=1), week.last) if week else None


def month_of(year: int, month: int) -> Stretch | None:
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return Stretch(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def months_from(today: date, months: int) -> Stretch | None:
    """Return the whole month, so many months after that of `today`."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return month_of(year, month + 1)


def year_of(year: int, years: int = 1) -> Stretch | None:
    if not MINYEAR <= year <= MAXYEAR - years:
        return None
    return Stretch(date(year, 1, 1), date(year + years - 1, 12, 31))


def shifted(today: date, count: int, unit: str) -> Stretch | None:
    """Return the day that lies so many days, weeks, months or years after `today`."""
    try:
        found = today + relativedelta(**{f"{unit}s": count})  # type: ignore[arg-type]
    except (OverflowError, ValueError):
        return None
    return Stretch(found, found)


def unit_from(today: date, count: int, unit: str) -> Stretch | None:
    """Return the whole day, week, month or year so many of them after that of `today`."""
    match unit:
        case "day":
            return days_from(today, count)
        case "week":
            return week_of(today, count)
        case "weekend":
            return weekend_of(today, count)
        case "month":
            return months_from(today, count)
        case "year":
            return year_of(today.year + count)
    return None


def nearest_weekday(today: date, weekday: int, tense: Tense, *, other: bool = False) -> Stretch | None:
    """Return that weekday: `today` if it is one, else the next to come in the future tense and the last past otherwise.

    With `other`, `today` does not count.
    """
    back = (today.weekday() - weekday) % _WEEK
    if tense is Tense.FUTURE:
        return days_from(today, (_WEEK - back) if back or other else 0)
    return days_from(today, -(back or (_WEEK if other else 0)))


def nearest_day(today: date, month: int, number: int, tense: Tense, weekday: int | None) -> Stretch | None:
    """Return the day of that month which is nearest to `today`, None where the tense is against it.

    A report leaves the year out only where there is no doubt of it, which is within half a year.
    """
    found = [stretch for year in _years(today) if (stretch := day(year, month, number))]
    if weekday is not None:
        found = [stretch for stretch in found if stretch.first.weekday() == weekday]
    nearest = min(found, key=lambda stretch: abs(stretch.first - today), default=None)
    if nearest is None or (weekday is None and abs((nearest.first - today).days) > _HALF_YEAR):
        return None
    ahead = nearest.first > today
    against = (tense is Tense.PAST and ahead) or (tense is Tense.FUTURE and nearest.first < today)
    return None if against else nearest


def nearest_month(today: date, month: int, tense: Tense, *, other: bool = False) -> Stretch | None:
    """Return the last such month in the past tense, the next in the future tense, else the nearest; this one is both.

    With `other`, this month does not count.
    """
    found = [stretch for year in _years(today) if (stretch := month_of(year, month))]
    found = [s for s in found if not (other and s.first <= today <= s.last)]
    if tense is Tense.PAST:
        return max((s for s in found if s.first <= today), key=lambda s: s.first, default=None)
    if tense is Tense.FUTURE:
        return min((s for s in found if s.last >= today), key=lambda s: s.first, default=None)
    return min(found, key=lambda s: min(abs(s.first - today), abs(s.last - today)), default=None)


def _years(today: date) -> Iterator[int]:
    return (year for year in (today.year - 1, today.year, today.year + 1) if MINYEAR <= year <= MAXYEAR)
