"""A small drawing of how much happened week by week."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from standoff.web.drawing import svg
from standoff.web.drawing.period import Period, most_of

_LEAST_BAR = 2
_WEEK = timedelta(days=7)


def weekly(periods: Iterable[Period]) -> tuple[date | None, tuple[int, ...]]:
    """Return the Monday of the first week, and how many of `periods` begin in each week."""
    mondays = [_monday(each.since.date()) for each in periods]
    if not mondays:
        return None, ()
    first = min(mondays)
    numbers = Counter((monday - first) // _WEEK for monday in mondays)
    return first, tuple(numbers[week] for week in range(max(numbers) + 1))


def _monday(day: date) -> date:
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))


def sparkline(
    days: Iterable[str | None],
    period: Period | None = None,
    *,
    wide: int = 160,
    high: int = 28,
    label: str = "By week",
) -> str:
    """Return a drawing with a bar for each week, or for several where there are more weeks than bars find room.

    It counts what begins in `period`, which is that of most days unless it is given.
    """
    known = [Period.of(day) for day in days if day]
    within = period or most_of(known)
    first, weeks = weekly(each for each in known if within and within.since <= each.since < within.until)
    bars = gathered(weeks, max(1, wide // (_LEAST_BAR + 1)))
    root = svg.canvas("sparkline", wide, high, f"{label}: {_told(first, weeks)}")
    root.set("role", "img")
    if bars:
        room = wide / len(bars)
        gap = min(1.0, room / 3)
        most = max(bars)
        tall = (max(1.0, (high - 2) * number / most) if number else 0.0 for number in bars)
        d = "".join(
            f"M{at * room:.1f} {high - 1}v-{each:.1f}h{room - gap:.1f}v{each:.1f}z"
            for at, each in enumerate(tall)
            if each
        )
        svg.add(root, "path", d=d, fill="currentColor", class_="bars")
    svg.add(root, "path", d=f"M0 {high - 0.5}H{wide}", stroke="currentColor", class_="ground")
    return svg.written(root)


def gathered(weeks: Sequence[int], most: int) -> tuple[int, ...]:
    """Return the numbers of at most so many stretches of equal length that are whole weeks."""
    each = max(1, -(-len(weeks) // most))
    return tuple(sum(weeks[start : start + each]) for start in range(0, len(weeks), each))


def _told(first: date | None, weeks: Sequence[int]) -> str:
    if first is None:
        return "none"
    most = max(weeks)
    fullest = first + weeks.index(most) * _WEEK
    return f"{sum(weeks):,} from the week of {first} on, most ({most:,}) in that of {fullest}"
