from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.errors import SettingsError
from standoff.web.drawing.period import DAY, FIRST, LAST, SHORTEST, Period, earlier, later, most_of, narrower, wider
from tests.web.drawing.rows import periods

MAY = Period(datetime(2022, 5, 1, tzinfo=UTC), datetime(2022, 6, 1, tzinfo=UTC))


def test_the_last_day_of_an_interval_belongs_to_it() -> None:
    assert Period.of("2022-05-01/2022-05-31") == MAY
    assert Period.of("2022-05-01").length == DAY


def test_the_last_day_of_the_calendar_is_a_day() -> None:
    assert Period.of("9999-12-31").length == DAY
    assert Period.of("0001-01-01").since == FIRST


@given(st.dates(), st.dates())
def test_any_two_days_are_a_period(one: object, other: object) -> None:
    assert Period.of(f"{one}/{other}").length >= DAY


@pytest.mark.parametrize("text", ["", "soon", "2022-13-01", "2022-01-01/"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="is no day"):
        Period.of(text)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(SettingsError, match="no stretch of time"):
        Period(MAY.until, MAY.since)
    with pytest.raises(SettingsError, match="time zone"):
        Period(datetime(2022, 1, 1), datetime(2022, 1, 2))


def test_to_look_closer_and_back_is_to_see_the_same() -> None:
    assert wider(narrower(MAY)) == MAY
    assert later(earlier(MAY)) == MAY
    assert earlier(MAY).until == MAY.since + MAY.length / 2


@given(periods() | st.sampled_from([Period(FIRST, LAST), Period(FIRST, FIRST + SHORTEST), Period(LAST - DAY, LAST)]))
def test_every_step_from_every_period_is_a_period(period: Period) -> None:
    for step in (narrower, wider, earlier, later):
        found = step(period)
        assert FIRST <= found.since < found.until <= LAST
        assert found.length >= min(SHORTEST, period.length)


def test_a_few_rows_of_long_ago_do_not_set_the_period() -> None:
    rows = [Period.of("1941-06-22")] + [Period.of(f"2022-05-{day:02}") for day in range(1, 32)] * 3
    found = most_of(rows)
    assert found
    assert found.since.year == 2022
    assert found.length > timedelta(days=25)
    assert most_of([]) is None
    assert most_of([MAY]) == MAY
