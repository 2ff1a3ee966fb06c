"""The shapes of time expressions in English, as patterns. What they mean is for `time_senses.py` to say."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from standoff.language.dates.tense import time_words

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBERS: Mapping[str, int] = MappingProxyType(
    {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
    | {"nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
)

# One line break at most: a time does not run over a blank line. Possessive, or a megabyte of spaces takes hours.
_W = r"(?:[^\S\n]++\n?[^\S\n]*+|\n[^\S\n]*+)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:1\d|20)\d\d(?!\d)"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NUMBER = rf"(?:\d{{1,3}}|(?i:{'|'.join(NUMBERS)}))"
_VAGUE_NUMBER = "(?i:a few|few|several|many|some|a couple of|a number of)".replace(" ", _W)
_UNIT = r"(?:day|week|month|year|decade)"
_APPROX = (
    "(?i:more than|less than|fewer than|at least|at most|up to|about|around|nearly|almost|over|under|roughly"
    "|approximately|some|well over|just over)"
).replace(" ", _W)
_PART = r"(?i:early|mid|late)"
_TO = rf"(?:{_W}?[-–—]{_W}?|{_W}to{_W})"
_OF_YEAR = rf"(?:(?:,{_W}?|{_W})(?P<y>{_YEAR}))?"
_ON_WEEKDAY = rf"(?:(?P<wd>{_WEEKDAY}),?{_W})?"

# `open` leaves a time without an end, or without a beginning; `limit` makes it the end of a stretch that begins now.
_OPEN = "since|until|till|before|after|prior to|ahead of|from|as of|up to|beyond"
_LIMIT = "by|no later than|not later than"
_PLAIN = "in|on|during|of|for|at|over|throughout|within"
_PREFIX = f"(?:(?:(?P<open>(?i:{_OPEN}))|(?P<limit>(?i:{_LIMIT}))|(?P<plain>(?i:{_PLAIN}))) )?".replace(" ", _W)

# In this order: the longer before the shorter that it begins with.
FORMS: Mapping[str, str] = MappingProxyType(
    {
        "iso": rf"(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])",
        "days_of_month": rf"(?P<d>{_DAY}){_TO}(?P<d2>{_DAY}){_W}(?P<mon>{_MONTH}){_OF_YEAR}",
        "month_days": rf"(?P<mon>{_MONTH}){_W}(?P<d>{_DAY}){_TO}(?P<d2>{_DAY}){_OF_YEAR}",
        "day_month": rf"{_ON_WEEKDAY}(?:the{_W})?(?P<d>{_DAY})(?:{_W}of)?{_W}(?P<mon>{_MONTH}){_OF_YEAR}",
        "month_day": (
            rf"{_ON_WEEKDAY}(?P<mon>{_MONTH}){_W}(?P<d>{_DAY})(?!:\d|,\d{{3}}\b)"
            rf"{_OF_YEAR}(?!{_W}(?:terror|attacks?\b))"
        ),
        "month_year": rf"(?:{_PART}(?:{_W}|-))?(?P<mon>{_MONTH}),?{_W}(?P<y>{_YEAR})",
        "weekday_of_week": (
            rf"(?P<wd>{_WEEKDAY})(?:{_W}(?:morning|afternoon|evening|night))?(?:{_W}(?:of|in))?{_W}(?P<which>last|next|this){_W}week"
        ),
        "weekday": (
            rf"(?:(?P<which>(?i:the{_W}following|the{_W}previous|this{_W}coming|this{_W}past|last|next|this|coming)){_W})?"
            rf"(?P<wd>{_WEEKDAY})(?:{_W}(?:morning|afternoon|evening|night)\b)?"
        ),
        "deictic": (
            rf"(?P<deictic>(?i:the{_W}day{_W}before{_W}yesterday|the{_W}day{_W}after{_W}tomorrow|today|yesterday|tomorrow|tonight"
            rf"|this{_W}(?:morning|afternoon|evening)|last{_W}night))"
        ),
        "decade": rf"(?:the{_W})?(?:{_PART}(?:{_W}|-))?(?P<y>(?:1\d|20)\d0)s",
        "years": rf"(?P<y>{_YEAR})(?:{_W}?[-–—]{_W}?|{_W}(?:to|and|until|through){_W})(?P<y2>{_YEAR})",
        "edge": (
            rf"(?:the{_W})?(?P<edge>end|close|beginning|start|middle){_W}of{_W}"
            rf"(?:(?P<which>the|this|next|last){_W}(?P<unit>week|month|year)|(?P<mon>{_MONTH})(?:{_W}(?P<y>{_YEAR}))?|(?P<y2>{_YEAR}))"
        ),
        "year_end": rf"(?:the{_W})?year(?:['’]s{_W}|-)end",
        "vague": "",
        "recent": (
            rf"(?:the{_W})?(?i:recent|coming|following|subsequent|previous|(?:past|last|next|first|coming){_W}(?:few|several|couple{_W}of))"
            rf"{_W}{_UNIT}s"
        ),
        "counted_stretch": (
            rf"(?:(?:the{_W})?(?P<which>past|last|next|coming){_W}(?P<n>{_NUMBER}){_W}(?P<unit>{_UNIT})s"
            rf"|the{_W}(?P<which1>past|last|next|coming){_W}(?P<unit1>week|month|year)(?!{_W}of\b))"
        ),
        "unit": (
            rf"(?:(?P<part>(?i:earlier|later|early|late)){_W})?(?P<which>(?i:last|this|next)){_W}"
            rf"(?P<unit>weekend|week|month|year)(?!-|{_W}of\b)"
        ),
        "season": (
            rf"(?i:last|this|next|the{_W}(?:past|coming)){_W}"
            "(?:spring|summer|autumn|fall|winter|quarter|decade|century)"
        ),
        "weekend": rf"the{_W}weekend",
        "count": (
            rf"(?:(?P<approx>{_APPROX}){_W})?(?P<n>{_NUMBER}|{_VAGUE_NUMBER}){_W}(?P<unit>{_UNIT})s?\b(?!-)"
            rf"(?:(?:['’]s?)?{_W}(?P<ago>ago|time\b))?"
        ),
        "month": rf"(?:(?P<part>{_PART})(?:{_W}|-)|(?P<which>(?i:last|this|next)){_W})?(?P<mon>{_MONTH})",
        "year": rf"(?:(?P<part>{_PART})(?:{_W}|-)|the{_W}(?P<the>year){_W})?(?P<y>{_YEAR})(?![-/,.]?\d|%)",
    }
)  # fmt: skip


@cache
def form(name: str) -> re.Pattern[str]:
    """Return the pattern of one form, with its prefix and the names of its parts."""
    return re.compile(rf"{_PREFIX}(?P<form>{_pattern(name)})(?!\w)")


@cache
def any_form() -> re.Pattern[str]:
    """Return the pattern of all forms; the group that matched has the name of the form."""
    parts = "|".join(f"(?P<{name}>{_unnamed(_pattern(name))})" for name in FORMS)
    return re.compile(rf"(?<![\w-])(?:{_unnamed(_PREFIX)})(?:{parts})(?!\w)")


@cache
def sharing_year() -> re.Pattern[str]:
    """Return the pattern of what follows a day that takes its year from the next: "11 May and 26 June 2021"."""
    days = rf"(?:{_DAY}{_W}(?P<mon>{_MONTH})|(?P<mon2>{_MONTH}){_W}{_DAY})"
    return re.compile(rf"(?:,|,?{_W}(?P<link>and|or|to|until)){_W}{days}(?:,{_W}?|{_W})(?P<y>{_YEAR})")


def part(match: re.Match[str], name: str) -> str:
    """Return a part of a form in lower case, empty where it is absent."""
    return (match.groupdict().get(name) or "").lower()


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def _pattern(name: str) -> str:
    if name != "vague":
        return FORMS[name]
    phrases = sorted(time_words()["vague"], key=len, reverse=True)
    return f"(?i:{'|'.join(_W.join(map(re.escape, phrase.split())) for phrase in phrases)})"
