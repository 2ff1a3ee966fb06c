"""Moments in addresses: a day, or an instant of UTC to the minute; a stretch of time is two of them.

A day stands for all of it: what begins with one begins at its midnight, what ends with one ends at the next.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from pydantic import AfterValidator, Field

from standoff.web.drawing.period import DAY, FIRST, LAST, Period, earlier_by, later_by

_LEAST = timedelta(microseconds=1)
_QUARTER = timedelta(minutes=15)
_IN_DAYS = 2 * DAY
"""A stretch of this length or more begins and ends at midnight."""


def _is_moment(text: str) -> str:
    datetime.fromisoformat(text)
    return text


Moment = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$", max_length=16), AfterValidator(_is_moment)]


def begin_of(moment: str) -> datetime:
    """Return the instant with which a moment begins."""
    return datetime.fromisoformat(moment).replace(tzinfo=UTC)


def end_of(moment: str) -> datetime:
    """Return the instant before which a moment ends: of a day the next midnight, of an instant itself."""
    at = begin_of(moment)
    return at if "T" in moment else later_by(at, DAY)


def day_after(instant: datetime) -> date | None:
    """Return the end of the half-open range of days that a stretch up to before `instant` touches; None for no end."""
    return (earlier_by(instant, _LEAST) + DAY).date() if instant < LAST else None


def written(period: Period) -> Mapping[str, str]:
    """Return a period as it stands in an address: in days where it is one of whole days."""
    if _is_midnight(period.since) and _is_midnight(period.until):
        return {"since": period.since.isoformat()[:10], "until": (period.until - _LEAST).isoformat()[:10]}
    return {"since": period.since.isoformat()[:16], "until": period.until.isoformat()[:16]}


def rounded(period: Period) -> Period:
    """Return a period that begins and ends where a person would begin and end it, and holds the one given."""
    step = DAY if period.length >= _IN_DAYS else _QUARTER
    since = period.since - (period.since - FIRST) % step
    return Period(since, later_by(period.until, (FIRST - period.until) % step))


def _is_midnight(at: datetime) -> bool:
    return (at - FIRST) % DAY == timedelta()
