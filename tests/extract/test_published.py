"""The day of publication: from a column, and from a line that is there to give it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.extract.published import Rank, dated_line, day_of

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
