"""The dates of rows: ISO 8601 days, and intervals of two of them."""

from datetime import date

DATES = "a day such as 2022-02-01, an interval such as 2022-01-24/2022-01-30, or null where the report does not say"


def is_date(value: str) -> bool:
    """Tell whether `value` is a day, or an interval of a day and one that is not before it."""
    days = value.split("/")
    return len(days) <= 2 and all(map(_is_day, days)) and days == sorted(days)


def _is_day(words: str) -> bool:
    try:
        return date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False
