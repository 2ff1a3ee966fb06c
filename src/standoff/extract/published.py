"""When a report was published, from a column, from a page's metadata, or, the day alone, from a dated line."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import IntEnum
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(
    rf"""(?<![\d/.-])(?:
        (?P<y1>\d{{4}})[-/](?P<m1>\d{{1,2}})[-/](?P<d1>\d{{1,2}})
      | (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]*(?P<m2>{_MONTH})\b\.?,?[\s-]*(?P<y2>\d{{4}})
      | (?P<m3>{_MONTH})\b\.?\s*(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(?P<y3>\d{{4}})
      | (?P<d4>\d{{1,2}})(?P<sep>[./-])(?P<m4>\d{{1,2}})(?P=sep)(?P<y4>\d{{4}})
    )(?![\d/-])""",
    re.I | re.X,
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(T?\d{6}Z?)?")
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\.\d+)?\s*(?:[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?"
_ZONE = r"\(?\b(?-i:[A-Z]{1,4}T|UTC|Z)\b\)?|[+-]\d\d:?\d\d\b"
_TIME = re.compile(rf"\b{_WEEKDAY}\b[.,]?|{_CLOCK}|{_ZONE}|\b\d+[\s-]min(?:ute)?s?\s+read\b", re.I)
_AROUND = re.compile(
    rf"(?:{_WEEKDAY}\b[.,]?\s+)?@(?:[T\s,]*(?:at\s+)?(?:{_CLOCK})?\s*(?:{_ZONE}|Z)?\s*(?:\([A-Z]+\))?)", re.I
)
_CLOCK_IN_ZONE = re.compile(
    r"[T\s,]*(?:at\s+)?(?P<hour>\d{1,2}):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:\.(?P<fraction>\d{1,6})\d*)?)?\s*"
    r"(?:(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>[0-5]\d)|Z|UTC|GMT)\s*(?:\([A-Z]+\))?",
    re.I,
)
_FARTHEST = timedelta(hours=14)
"""No clock is further from UTC: that of the Line Islands."""
_PUBLISHED = re.compile(
    r"\b(?:first\s+)?(?:published|posted|issued|released|publication\s+date|date)\b(?:\s+(?:on|at))?:?", re.I
)
_UPDATED = re.compile(r"\b(?:last\s+)?(?:updated|modified)\b(?:\s+(?:on|at))?:?", re.I)
_SEPARATORS = re.compile(r"[|·•—–\-/,;:()\[\]\s]+")
_DAY_NAME = re.compile(rf"\b{_WEEKDAY}\b[.,]?\s*$", re.I)
_SMALL = frozenset({"of", "the", "in", "and", "by", "for", "at", "on"})
_PLACE = re.compile(
    rf"(?!By\b|(?i:{_WEEKDAY})\b)([A-Z][\w.'/ -]*(?:, [A-Z][\w.' -]*)??)"
    rf"(?:,| \(|(?<=[A-Z]))\s*(?:(?i:{_WEEKDAY}),?\s+)?"
)
_LONGEST = 160
_REST_WORDS = 6


class Rank(IntEnum):
    """How well a line shows the day of publication; the lowest wins."""

    PUBLISHED = 0
    BARE = 1
    UPDATED = 2


@dataclass(frozen=True, slots=True)
class DatedLine:
    """A line that gives a day, and the place if it begins with one: "MOSCOW (1 February 2022)"."""

    day: date | None
    rank: Rank
    place: str | None
    plain: bool
    """Whether it says nothing beside the day."""


class Published(NamedTuple):
    """The day of publication, and the instant, with the offset in which it is given: its day there is that day."""

    on: date | None = None
    at: datetime | None = None


def published(*values: str | None, on: date | None = None) -> Published:
    """Return the day that the first of some values gives, unless it is known, and an instant that one gives of it."""
    found = [told for value in values if value and (told := _told(value))]
    day = on or next((each.on for each in found), None)
    return Published(day, next((each.at for each in found if each.at and each.on == day), None))


def day_of(value: str) -> date | None:
    """Return the day that a column or a page's metadata gives, in the zone in which it is written.

    None where it is not a full date, or is one that can be read in two ways, such as 02/03/2022.
    """
    return published(value).on


def _told(value: str) -> Published | None:
    words = value.strip()
    if compact := _COMPACT.fullmatch(words):
        day, clock = _day(*compact.groups()[:3]), compact[4] or ""
    else:
        found = _DATE.search(words)
        if not found or not _AROUND.fullmatch(words[: found.start()] + "@" + words[found.end() :]):
            return None
        day, clock = _day_of_match(found), words[found.end() :]
    return Published(day, _instant(day, clock)) if day else None


def _instant(day: date, clock: str) -> datetime | None:
    """Return the instant of a clock on a day; None where the clock gives no zone, or no such time or zone exists."""
    found = _CLOCK_IN_ZONE.fullmatch(clock)
    if not found:
        return None
    part = found.groupdict(default="0")
    offset = timedelta(hours=int(part["hours"]), minutes=int(part["minutes"]))
    try:
        at = time(int(part["hour"]), int(part["minute"]), int(part["second"]), int(part["fraction"].ljust(6, "0")))
        zone = timezone(-offset if part["sign"] == "-" else offset)
        instant = datetime.combine(day, at, zone)
        instant.astimezone(UTC)
    except (ValueError, OverflowError):  # there is no such hour or offset, or no such year in UTC
        return None
    # Midnight to the second stands for a day alone: beside 2025-11-03T00:00:00Z such pages have 2025-11-03.
    return instant if at != time.min and offset <= _FARTHEST else None


def dated_line(line: str) -> DatedLine | None:
    """Read a line that is there to give the date, None for one that is there to tell something."""
    found = _DATE.search(line) if len(line) <= _LONGEST else None
    if not found:
        return None
    rank, rest = _rank(line, found.start()), _rest(line)
    if rank is Rank.BARE and rest and not _is_set_apart(line, found):
        return None
    words = rest.split()
    if len(words) > _REST_WORDS or not all(word[0].isupper() or word in _SMALL for word in words):
        return None
    return DatedLine(_day_of_match(found), rank, _place(line, found) if rank is Rank.BARE else None, not rest)


def _place(line: str, found: re.Match[str]) -> str | None:
    before = _PLACE.fullmatch(line, 0, found.start())
    return before[1] if before and not line[found.end() :].strip(" ).") else None


def _rank(line: str, at: int) -> Rank:
    """Rank by the label before the date; "Published 1 Feb 2022, updated 3 Feb 2022" is of the first."""
    if _PUBLISHED.search(line, 0, at):
        return Rank.PUBLISHED
    return Rank.UPDATED if _UPDATED.search(line, 0, at) else Rank.BARE


def _rest(line: str) -> str:
    for pattern in (_DATE, _TIME, _PUBLISHED, _UPDATED):
        line = pattern.sub(" ", line)
    return _SEPARATORS.sub(" ", line).strip(" .")


def _is_set_apart(line: str, found: re.Match[str]) -> bool:
    """Tell "Geneva, 10 January 2022" from "The treaty of 4 April 1949": the date is set apart."""
    before = _DAY_NAME.sub("", line[: found.start()]).rstrip()
    return not line.rstrip().endswith((".", "?", "!")) and (
        not before or before[-1] in "(,|·•—–-:/\n" or before.isupper()
    )


def _day_of_match(found: re.Match[str]) -> date | None:
    part = found.groupdict()
    for year, month, day in (("y1", "m1", "d1"), ("y2", "m2", "d2"), ("y3", "m3", "d3")):
        if part[year]:
            return _day(part[year], part[month], part[day])
    first, second = int(part["d4"]), int(part["m4"])
    if first == second or second > 12:
        return _day(part["y4"], part["d4"], part["m4"])
    return _day(part["y4"], part["m4"], part["d4"]) if first > 12 else None


def _day(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None
