"""Days and stretches of days, seen from a given day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.language.dates.stretch import (
    Stretch,
    Tense,
    day,
    months_from,
    nearest_day,
    nearest_month,
    nearest_weekday,
    shifted,
    unit_from,
    week_of,
)

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
TENSES = st.sampled_from(Tense)


def test_a_day_is_written_alone_and_a_stretch_with_both_its_ends() -> None:
    assert str(Stretch(date(2022, 2, 1), date(2022, 2, 1))) == "2022-02-01"
    assert str(Stretch(date(2022, 1, 24), date(2022, 1, 30))) == "2022-01-24/2022-01-30"


@given(DAYS, st.integers(0, 6), TENSES)
def test_a_weekday_is_within_six_days_on_the_side_of_its_tense(today: date, weekday: int, tense: Tense) -> None:
    found = nearest_weekday(today, weekday, tense)
    assert found is not None
    assert found.first.weekday() == weekday
    ahead = (found.first - today).days
    assert 0 <= ahead <= 6 if tense is Tense.FUTURE else -6 <= ahead <= 0


@given(DAYS, TENSES)
def test_a_weekday_said_on_that_weekday_is_that_day_unless_another_is_meant(today: date, tense: Tense) -> None:
    same = nearest_weekday(today, today.weekday(), tense)
    other = nearest_weekday(today, today.weekday(), tense, other=True)
    assert same is not None
    assert other is not None
    assert same.first == today
    assert abs(other.first - today) == timedelta(days=7)


@given(DAYS)
def test_a_week_runs_from_monday_to_sunday_around_its_day(today: date) -> None:
    week = week_of(today)
    assert week is not None
    assert (week.first.weekday(), week.last.weekday()) == (0, 6)
    assert week.first <= today <= week.last


@given(DAYS, st.integers(-30, 30))
def test_months_follow_one_another_without_a_gap(today: date, months: int) -> None:
    one, next_one = months_from(today, months), months_from(today, months + 1)
    assert one is not None
    assert next_one is not None
    assert next_one.first == one.last + timedelta(days=1)


@given(DAYS, DAYS, TENSES)
def test_a_day_without_a_year_is_never_against_its_tense(today: date, other: date, tense: Tense) -> None:
    found = nearest_day(today, other.month, other.day, tense, None)
    if found:
        assert (found.first.month, found.first.day) == (other.month, other.day)
        assert abs((found.first - today).days) <= 183
        assert tense is not Tense.PAST or found.first <= today
        assert tense is not Tense.FUTURE or found.first >= today


def test_a_weekday_beside_a_day_decides_the_year() -> None:
    today = date(2022, 2, 1)
    assert nearest_day(today, 11, 26, Tense.PAST, 4) == day(2021, 11, 26)
    assert nearest_day(today, 1, 29, Tense.PAST, 4) == day(2021, 1, 29)
    assert nearest_day(today, 1, 29, Tense.PAST, 0) is None


@pytest.mark.parametrize(
    ("tense", "other", "first"),
    [
        (Tense.PAST, False, date(2022, 2, 1)),
        (Tense.FUTURE, False, date(2022, 2, 1)),
        (Tense.PAST, True, date(2021, 2, 1)),
        (Tense.FUTURE, True, date(2023, 2, 1)),
    ],
)
def test_this_month_is_both_the_last_and_the_next_unless_another_is_meant(
    tense: Tense, other: bool, first: date
) -> None:
    found = nearest_month(date(2022, 2, 14), 2, tense, other=other)
    assert found is not None
    assert found.first == first


def test_what_the_calendar_has_not_is_none() -> None:
    assert day(2022, 2, 30) is None
    assert week_of(date.max) is None
    assert shifted(date.max, 1, "day") is None
    assert unit_from(date.min, -1, "year") is None
    assert unit_from(date(2022, 2, 1), 1, "decade") is None
