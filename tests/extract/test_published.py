"""The day of publication: from a column, and from a line that is there to give it."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.extract.published import Published, Rank, dated_line, day_of, published

DAY = date(2022, 2, 1)


@pytest.mark.parametrize(
    "value",
    [
        "2022-02-01",
        "2022-02-01 17:30:00",
        "2022-02-01T23:59:59+03:00",
        "2022-02-01T14:05:00.000Z",
        "2022/02/01",
        "20220201",
        "20220201T140500Z",
        "Tue, 01 Feb 2022 14:05:00 GMT",
        "Tue, 1 Feb 2022 14:05:00 +0300 (MSK)",
        "1 February 2022",
        "February 1, 2022",
        "Feb. 1, 2022, 2:05 p.m.",
        "1st of February 2022",
        "13/02/2022",
    ],
)
def test_a_column_gives_the_day_as_it_is_written(value: str) -> None:
    assert day_of(value) == (date(2022, 2, 13) if value.startswith("13") else DAY)


@pytest.mark.parametrize(
    "value", ["", "soon", "02/03/2022", "2022-13-01", "31 February 2022", "2022", "5 reports of 1 May 2022"]
)
def test_a_column_that_gives_no_day_or_two_gives_none(value: str) -> None:
    assert day_of(value) is None


@given(st.dates())
def test_every_day_is_read_back(day: date) -> None:
    assert day_of(day.isoformat()) == day
    if day.year >= 1000:
        assert day_of(f"{day.day} {day:%B} {day.year}") == day
        assert day_of(f"{day:%B} {day.day:02},{day.year}") == day


@pytest.mark.parametrize(
    ("value", "instant"),
    [
        ("2022-02-01T23:30:00+03:00", "2022-02-01T23:30:00+03:00"),
        ("2022-02-01 23:30 -0330", "2022-02-01T23:30:00-03:30"),
        ("2022-02-01T14:05:00.123Z", "2022-02-01T14:05:00.123000+00:00"),
        ("2022-02-01T14:05:00.1234567Z", "2022-02-01T14:05:00.123456+00:00"),
        ("2022-02-01T14:05Z", "2022-02-01T14:05:00+00:00"),
        ("20220201T140500Z", "2022-02-01T14:05:00+00:00"),
        ("Tue, 01 Feb 2022 14:05:00 GMT", "2022-02-01T14:05:00+00:00"),
        ("Tue, 1 Feb 2022 14:05:00 +0300 (MSK)", "2022-02-01T14:05:00+03:00"),
        ("1 February 2022 at 14:05 UTC", "2022-02-01T14:05:00+00:00"),
        ("2022-02-01T14:05:00+14:00", "2022-02-01T14:05:00+14:00"),
    ],
)
def test_a_clock_with_a_zone_gives_the_instant_with_that_offset(value: str, instant: str) -> None:
    found = published(value)
    assert found.on == DAY
    assert found.at is not None
    assert found.at.isoformat() == instant


@pytest.mark.parametrize(
    "value",
    [
        "2022-02-01",
        "20220201",
        "2022-02-01T14:05:00",
        "Feb. 1, 2022, 2:05 p.m.",
        "1 February 2022 14:05 CET",
        "2022-02-01T00:00:00Z",
        "2022-02-01T00:00:00.000+01:00",
        "2022-02-01T24:00:00Z",
        "2022-02-01T14:60:00Z",
        "2022-02-01T14:05:61Z",
        "2022-02-01T14:05:00+14:01",
        "2022-02-01T14:05:00-24:00",
        "2022-02-01T14:05:00+99:59",
        "2022-02-01T14:05:00+03:60",
    ],
)
def test_without_a_zone_or_with_a_clock_that_there_cannot_be_the_day_alone_is_known(value: str) -> None:
    assert published(value) == Published(DAY, None)


@pytest.mark.parametrize("value", ["0001-01-01T01:00:00+14:00", "9999-12-31T23:00:00-14:00"])
def test_an_instant_that_no_clock_of_utc_shows_is_none(value: str) -> None:
    assert published(value).on is not None
    assert published(value).at is None


_ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(datetime(1, 1, 2, 0, 0, 1), datetime(9999, 12, 30), timezones=_ZONES))
def test_every_instant_is_read_back_with_its_offset(at: datetime) -> None:
    found = published(at.isoformat())
    assert found.on == at.date()
    wanted = None if (at.hour, at.minute, at.second, at.microsecond) == (0, 0, 0, 0) else at.isoformat()
    assert (found.at and found.at.isoformat()) == wanted


@given(st.text(st.sampled_from("0123456789-+:.TZ ,/GMTat()")) | st.text())
def test_whatever_is_written_an_instant_is_one_of_its_day_in_an_offset_that_there_is(value: str) -> None:
    found = published(value, f"2022-02-01T10:00:00{value}", f"{value}T10:00:00Z")
    if found.at:
        offset = found.at.utcoffset()
        assert offset is not None
        assert abs(offset) <= timedelta(hours=14)
        assert found.at.date() == found.on
        assert found.at.astimezone(UTC) == found.at


def test_the_first_value_gives_the_day_and_an_instant_is_one_of_that_day() -> None:
    noon, later = "2022-02-01T12:00:00Z", "2022-02-02T12:00:00Z"
    assert published(None, "soon", "2022-02-01", later, noon) == Published(DAY, datetime(2022, 2, 1, 12, tzinfo=UTC))
    assert published(later, noon, on=DAY).at == datetime(2022, 2, 1, 12, tzinfo=UTC)
    assert published(later, on=DAY) == Published(DAY, None)
    assert published() == Published(None, None)


@pytest.mark.parametrize(
    ("line", "rank"),
    [
        ("Published February 01,2022", Rank.PUBLISHED),
        ("Published: 1 Feb 2022 14:05 GMT", Rank.PUBLISHED),
        ("First published on Tue 1 Feb 2022 14.05 CET", Rank.PUBLISHED),
        ("Posted on February 1, 2022 at 9:15 am", Rank.PUBLISHED),
        ("Updated 2022-02-01", Rank.UPDATED),
        ("Last updated: 1 February 2022, 18:00 (UTC)", Rank.UPDATED),
        ("Published 1 Feb 2022, updated 3 Feb 2022", Rank.PUBLISHED),
        ("1 February 2022", Rank.BARE),
        ("Tuesday, February 1, 2022", Rank.BARE),
        ("01.02.2022 • 3 min read", Rank.BARE),
        ("Herald of Ruritania · 1 February 2022, 19:45 CET", Rank.BARE),
        ("STRELSAU (1 February 2022)", Rank.BARE),
    ],
)
def test_a_dated_line_is_known_by_its_form(line: str, rank: Rank) -> None:
    found = dated_line(line)
    assert found is not None
    assert (found.day, found.rank) == (None if line.startswith("01.02") else DAY, rank)


@pytest.mark.parametrize(
    "line",
    [
        "The drafts were published on 17 December 2021 in Strelsau.",
        "Published in 1999, the book was forgotten.",
        "The treaty of 4 April 1949",
        "On 1 February 2022 the ministers met",
        "Contact us",
        "He was born on 1 February 2022",
    ],
)
def test_a_sentence_with_a_date_is_no_dated_line(line: str) -> None:
    assert dated_line(line) is None


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("STRELSAU (1 February 2022)", "STRELSAU"),
        ("Strelsau, 1 February 2022", "Strelsau"),
        ("STRELSAU/ZENDA, Tuesday 1 February 2022", "STRELSAU/ZENDA"),
        ("Tuesday, 1 February 2022", None),
        ("Herald of Ruritania · 1 February 2022", None),
        ("Published in Strelsau, 1 February 2022", None),
    ],
)
def test_a_dated_line_may_begin_with_the_place(line: str, place: str | None) -> None:
    found = dated_line(line)
    assert found is not None
    assert found.place == place
