import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from standoff.web.drawing.period import DAY, FIRST, LAST, Period, Scale
from standoff.web.drawing.ticks import STEPS, Unit, cells, major, minor, step_of, told
from tests.web.drawing.rows import periods


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _names(since: str, until: str, wide: float = 960) -> tuple[list[str], list[str]]:
    scale = Scale(Period(_at(since), _at(until)), 0, wide)
    step = step_of(scale)
    return [tick.names[0] for tick in major(scale, step)], [tick.names[0] for tick in minor(scale, step)]


def test_years_months_weeks_days_and_hours_each_have_their_words() -> None:
    assert _names("2014-01-01", "2034-01-01") == ([], [str(year) for year in range(2014, 2034)])
    above, below = _names("2022-01-01", "2023-01-01")
    assert (above, below[:3]) == (["2022"], ["Jan", "Feb", "Mar"])
    above, below = _names("2022-01-03", "2022-05-02")
    assert (above[0], below[:3]) == ("January 2022", ["3", "10", "17"])
    above, below = _names("2022-02-01", "2022-02-08")
    assert (above, below[:2]) == (["February 2022"], ["Tue 1", "Wed 2"])
    above, below = _names("2022-02-01", "2022-02-02")
    assert (above, below[:3]) == (["Tue 1 February 2022"], ["00:00", "03:00", "06:00"])
    assert _names("2022-02-01T10:00", "2022-02-01T11:00")[1][:3] == ["10:00", "10:05", "10:10"]


@given(periods())
def test_cells_follow_one_another_without_a_gap_and_cover_the_period(period: Period) -> None:
    scale = Scale(period, 0, 960)
    found = list(cells(period, step_of(scale)))
    assert found[0].since <= period.since
    assert found[-1].until >= period.until or found[-1].until == LAST
    assert all(a.until == b.since for a, b in itertools.pairwise(found))
    assert len(found) <= 60


@given(periods())
def test_there_is_a_name_for_what_the_axis_counts_in(period: Period) -> None:
    scale = Scale(period, 0, 960)
    assert all(tick.names for tick in [*minor(scale, step_of(scale)), *major(scale, step_of(scale))])


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_the_ends_of_the_calendar_are_no_trouble(step: object) -> None:
    for period in (Period(FIRST, FIRST + 40 * DAY), Period(LAST - 40 * DAY, LAST)):
        for each in STEPS:
            found = list(cells(period, each)) if each == step and each.unit is not Unit.MINUTE else []
            assert all(cell.since < cell.until for cell in found)


def test_a_period_is_said_with_its_last_day() -> None:
    assert told(Period.of("2022-02-01")) == "1 February 2022"
    assert told(Period.of("2022-02-01/2022-02-07")) == "1 February 2022 to 7 February 2022"
    hours = Period(_at("2022-02-01T09:00"), _at("2022-02-01T12:00"))
    assert told(hours) == "09:00 to 12:00 on 1 February 2022"
    night = Period(_at("2022-02-01T21:00"), _at("2022-02-01T21:00") + timedelta(hours=6))
    assert told(night) == "21:00 on 1 February 2022 to 03:00 on 2 February 2022"
