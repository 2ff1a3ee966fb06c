"""What is new to a visitor: since the last visit, else in the last days of the record.

A cookie keeps how far the record had come: a day would not do, since old reports may be read today.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from starlette.responses import Response

from standoff.queries import DemandOutline
from standoff.types import DemandStatus
from standoff.web.overview.columns import articles_of, days_of
from standoff.web.overview.standing import Standing
from standoff.web.record import View

COOKIE = "standoff_visit"
DAYS = 7
"""Days at the end of the record that are new to who comes for the first time."""

_PAUSE = 1800
_YEAR = 365 * 24 * 3600
"""Seconds without a look at the brief after which the next one is another visit."""


class Visit(NamedTuple):
    """What was known at the visit before, what is by now, as numbers of articles, and when the brief was seen last."""

    before: int
    now: int
    seen_at: int

    @classmethod
    def of(cls, cookie: str | None, newest: int, now: float) -> "Visit":
        """Return the visit that a cookie tells of, brought up to date; a new one if it tells of none."""
        parts = (cookie or "").split(".")
        if len(parts) != len(cls._fields) or not all(each.isascii() and each.isdigit() for each in parts):
            return cls(0, newest, int(now))
        last = cls._make(int(each[:15]) for each in parts)
        before = last.now if now - last.seen_at > _PAUSE else last.before
        return cls(min(before, newest), newest, int(now))

    def keep(self, response: Response, *, secure: bool) -> None:
        value = ".".join(map(str, self))
        response.set_cookie(COOKIE, value, max_age=_YEAR, httponly=True, samesite="lax", secure=secure, path="/")


@dataclass(frozen=True, slots=True)
class Moved:
    """A demand that is new, or that new articles tell of; `was` is its state before, null of a new one."""

    was: DemandStatus | None
    now: DemandStatus
    demand: DemandOutline


@dataclass(frozen=True, slots=True)
class News:
    """What is new: `articles` that came, and the demands that they tell of, those that changed first.

    `since` is the first day of what is new; null where it is what was read since the last visit.
    """

    since: date | None
    articles: int
    demand_count: int
    demands: tuple[Moved, ...]


def news(view: View, visit: Visit, top: int) -> News:
    """Return what is new to a visitor."""
    keys, standing = view.overview.articles.keys, view.standing
    numbers = articles_of(keys)
    if 0 < visit.before < visit.now:
        came, told, since = numbers > visit.before, standing.newest > visit.before, None
    else:
        last = int(days_of(keys)[-1]) if len(keys) else 0
        since = date.fromordinal(last) - timedelta(days=DAYS - 1) if last > DAYS else None
        first = last - DAYS + 1
        came, told = days_of(keys) >= max(first, 1), standing.days >= max(first, 1)
    new = frozenset(numbers[came].tolist())
    found = [(rank, _was(standing, rank, new)) for rank in np.flatnonzero(told).tolist()]
    found.sort(key=lambda pair: pair[1] == standing.ranked[pair[0]][0].status)
    lines = view.demand_outlines([rank for rank, _ in found[:top]])
    moved = [Moved(was, line.status, line) for (_, was), line in zip(found[:top], lines, strict=True)]
    return News(since, int(came.sum()), len(found), tuple(moved))


def _was(standing: Standing, rank: int, new: frozenset[int]) -> DemandStatus | None:
    """Return the state of a demand as the articles that are not new tell it."""
    steps = zip(reversed(standing.ranked[rank][0].chain), reversed(standing.weighed[rank].steps), strict=True)
    return next((step.step for step, number in steps if number not in new), None)
