"""What each form of time expression means: on the calendar by itself, or seen from the day of publication."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from standoff.language.dates.stretch import (
    Stretch,
    Tense,
    day,
    days_from,
    month_of,
    nearest_day,
    nearest_month,
    nearest_weekday,
    shifted,
    unit_from,
    week_of,
    weekend_of,
    year_of,
)
from standoff.language.dates.time_forms import MONTHS, NUMBERS, WEEKDAYS, part, sharing_year

_OFFSETS: Mapping[str, int] = MappingProxyType({"last": -1, "this": 0, "the": 0, "next": 1})
_DECADE = 10
_WEEK = 7
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Seen:
    """A time expression seen from a day, in a clause of some tense."""

    match: re.Match[str]
    today: date
    tense: Tense

    def __getitem__(self, name: str) -> str:
        return part(self.match, name)


def absolute(name: str, match: re.Match[str]) -> Stretch | None:
    """Resolve what is fully dated, None for what is not."""
    year = part(match, "y") or part(match, "y2")
    if not year:
        return None
    match name:
        case "iso":
            return day(int(year), int(match["m"]), int(match["d"]))
        case "day_month" | "month_day":
            return day(int(year), _month(match), _number(match, "d"))
        case "days_of_month" | "month_days":
            return _joined(*(day(int(year), _month(match), _number(match, at)) for at in ("d", "d2")))
        case "month_year":
            return month_of(int(year), _month(match))
        case "decade":
            return year_of(int(year), _DECADE)
        case "years":
            return _joined(year_of(int(match["y"])), year_of(int(match["y2"])))
        case "edge":
            return _edge_of(match, month_of(int(year), _month(match)) if match["mon"] else year_of(int(year)))
    return year_of(int(year)) if name == "year" else None


def relative(name: str, seen: Seen) -> Stretch | None:
    """Resolve what is told from the day of publication, None for what is vague."""
    resolve = _RELATIVE.get(name)
    return resolve(seen) if resolve else None


def _month(match: re.Match[str]) -> int:
    return MONTHS.index(part(match, "mon")[:3]) + 1


def _number(match: re.Match[str], name: str) -> int:
    return int(re.sub(r"\D", "", match[name]))


def _joined(first: Stretch | None, last: Stretch | None) -> Stretch | None:
    return Stretch(first.first, last.last) if first and last and first.first <= last.last else None


def _edge_of(match: re.Match[str], stretch: Stretch | None) -> Stretch | None:
    """Return the stretch of which an edge is named; "by the start of March" is vague, "by the end of March" is not."""
    return None if match["limit"] and match["edge"] not in ("end", "close") else stretch


def _day_of_month(seen: Seen) -> Stretch | None:
    weekday = WEEKDAYS.index(seen["wd"]) if seen["wd"] else None
    shared = sharing_year().match(seen.match.string, seen.match.end())
    if shared:
        return day(_shared_year(_month(seen.match), shared), _month(seen.match), _number(seen.match, "d"))
    return nearest_day(seen.today, _month(seen.match), _number(seen.match, "d"), seen.tense, weekday)


def _shared_year(month: int, shared: re.Match[str]) -> int:
    """Return the year of the day after it, or the one before in "30 December to 2 January 2022"."""
    other = MONTHS.index((part(shared, "mon") or part(shared, "mon2"))[:3]) + 1
    turned = shared["link"] in ("to", "until") and month > other
    return int(shared["y"]) - turned


def _days_of_month(seen: Seen) -> Stretch | None:
    last = nearest_day(seen.today, _month(seen.match), _number(seen.match, "d2"), Tense.OPEN, None)
    first = day(last.first.year, last.first.month, _number(seen.match, "d")) if last else None
    return _joined(first, last)


def _weekday_of_week(seen: Seen) -> Stretch | None:
    week = week_of(seen.today, _OFFSETS[seen["which"]])
    return days_from(week.first, WEEKDAYS.index(seen["wd"])) if week else None


def _weekday(seen: Seen) -> Stretch | None:
    weekday, which = WEEKDAYS.index(seen["wd"]), " ".join(seen["which"].split())
    match which:
        case "last" | "this past":
            return nearest_weekday(seen.today, weekday, Tense.PAST, other=True)
        case "next" | "coming" | "this coming":
            return nearest_weekday(seen.today, weekday, Tense.FUTURE, other=True)
        case "this":
            week = week_of(seen.today)
            return days_from(week.first, weekday) if week else None
        case "":
            return nearest_weekday(seen.today, weekday, seen.tense)
    return None


def _deictic(seen: Seen) -> Stretch | None:
    words = seen["deictic"].split()
    match words[0], words[-1]:
        case "yesterday", _:
            return days_from(seen.today, -1)
        case "last", "night":
            return days_from(seen.today, -1)
        case "tomorrow", _:
            return days_from(seen.today, 1)
        case "the", "yesterday":
            return days_from(seen.today, -2)
        case "the", "tomorrow":
            return days_from(seen.today, 2)
    return days_from(seen.today, 0)


def _edge(seen: Seen) -> Stretch | None:
    """Resolve "by the end of the year"; without "by", the end of a year is too vague to be dated."""
    if seen["mon"]:
        return _edge_of(seen.match, nearest_month(seen.today, _month(seen.match), seen.tense))
    stretch = unit_from(seen.today, _OFFSETS[seen["which"]], seen["unit"])
    return _edge_of(seen.match, stretch) if seen["limit"] else None


def _year_end(seen: Seen) -> Stretch | None:
    return year_of(seen.today.year) if seen["limit"] else None


def _counted_stretch(seen: Seen) -> Stretch | None:
    """Resolve "the past two weeks", "the next 10 days": up to the day of publication, or from it."""
    which, unit = seen["which"] or seen["which1"], seen["unit"] or seen["unit1"]
    back = which in ("past", "last")
    if which == "next" and not seen["n"]:
        return None  # "the next week" is mostly the week after the one that was told of
    count = _count(seen["n"] or "one")
    today = days_from(seen.today, 0)
    edge = shifted(seen.today, -count if back else count, unit) if count and unit != "decade" else None
    return _joined(edge, today) if back else _joined(today, edge)


def _unit(seen: Seen) -> Stretch | None:
    stretch = unit_from(seen.today, _OFFSETS[seen["which"]], seen["unit"])
    if not stretch or seen["which"] != "this":
        return stretch
    if seen["part"] == "earlier":
        return Stretch(stretch.first, max(stretch.first, seen.today))
    return Stretch(max(stretch.first, seen.today), stretch.last) if seen["part"] == "later" else stretch


def _weekend(seen: Seen) -> Stretch | None:
    """Resolve "the weekend": the last that has begun, or the one to come."""
    begun = seen.today.weekday() >= _SATURDAY
    return weekend_of(seen.today, 0 if begun or seen.tense is Tense.FUTURE else -1)


def _counted(seen: Seen) -> Stretch | None:
    """Resolve "two days ago" and "in three weeks"; "more than a month" has no place on the calendar."""
    count, unit = _count(seen["n"]), seen["unit"]
    if seen["approx"] or not count or unit == "decade":
        return None
    if seen["ago"] == "ago":
        return unit_from(seen.today, -count, unit)
    if seen.tense is not Tense.FUTURE and seen["ago"] != "time":
        return None
    if seen["plain"] == "within":
        return _joined(days_from(seen.today, 0), shifted(seen.today, count, unit))
    return unit_from(seen.today, count, unit) if seen["plain"] == "in" else None


def _count(words: str) -> int | None:
    return int(words) if words.isdigit() else NUMBERS.get(words)


def _bare_month(seen: Seen) -> Stretch | None:
    month = _month(seen.match)
    match seen["which"]:
        case "this":
            return month_of(seen.today.year, month)
        case "last":
            return nearest_month(seen.today, month, Tense.PAST, other=True)
        case "next":
            return nearest_month(seen.today, month, Tense.FUTURE, other=True)
    return nearest_month(seen.today, month, seen.tense)


_RELATIVE: Mapping[str, Callable[[Seen], Stretch | None]] = MappingProxyType(
    {
        "day_month": _day_of_month,
        "month_day": _day_of_month,
        "days_of_month": _days_of_month,
        "month_days": _days_of_month,
        "weekday_of_week": _weekday_of_week,
        "weekday": _weekday,
        "deictic": _deictic,
        "edge": _edge,
        "year_end": _year_end,
        "counted_stretch": _counted_stretch,
        "unit": _unit,
        "weekend": _weekend,
        "count": _counted,
        "month": _bare_month,
    }
)
