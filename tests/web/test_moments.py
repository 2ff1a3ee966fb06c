from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given

from standoff.web.drawing.period import DAY, FIRST, LAST, Period, earlier, later, narrower, wider
from standoff.web.moments import begin_of, day_after, end_of, rounded, written
from tests.web.drawing.rows import periods

HOUR = timedelta(hours=1)


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_day_is_all_of_it_and_an_instant_itself() -> None:
    assert (begin_of("2022-02-01"), end_of("2022-02-01")) == (_at("2022-02-01"), _at("2022-02-02"))
    assert begin_of("2022-02-01T09:30") == end_of("2022-02-01T09:30") == _at("2022-02-01T09:30")


def test_the_days_up_to_an_instant_are_those_that_it_touches() -> None:
    assert day_after(end_of("2022-02-01")) == date(2022, 2, 2)
    assert day_after(end_of("2022-02-01T00:00")) == date(2022, 2, 1)
    assert day_after(end_of("2022-02-01T00:01")) == date(2022, 2, 2)
    assert day_after(end_of("9999-12-31")) is None


def test_whole_days_are_written_as_days_and_hours_as_instants() -> None:
    assert written(Period.of("2022-02-01/2022-02-03")) == {"since": "2022-02-01", "until": "2022-02-03"}
    night = Period(_at("2022-02-01T22:00"), _at("2022-02-02T06:00"))
    assert written(night) == {"since": "2022-02-01T22:00", "until": "2022-02-02T06:00"}
    assert written(Period(FIRST, FIRST + DAY)) == {"since": "0001-01-01", "until": "0001-01-01"}


@given(periods())
def test_a_rounded_period_holds_the_whole_and_its_address_gives_it_back(period: Period) -> None:
    found = rounded(period)
    assert found.within(period) == period
    assert found.length - period.length < 2 * (DAY if period.length >= 2 * DAY else timedelta(minutes=15))
    address = written(found)
    assert Period(begin_of(address["since"]), end_of(address["until"])) == found


@pytest.mark.parametrize("period", [Period(FIRST, LAST), Period.of("2022-02-01"), Period.of("2014-02-20/2022-02-24")])
def test_closer_comes_to_an_hour_and_wider_and_aside_go_on_from_there(period: Period) -> None:
    for _ in range(60):
        period = rounded(narrower(period))
    assert period.length == HOUR
    assert rounded(wider(period)).length == 2 * HOUR
    assert rounded(later(period)).since > period.since > rounded(earlier(period)).since
