"""Time expressions, resolved against the day of publication, which here is Tuesday 1 February 2022."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.language.dates.times import times
from standoff.language.syntax import Parse, Syntax
from standoff.types import Article

TODAY = date(2022, 2, 1)
Parser = Callable[..., Parse]


def found(parse: Parser, text: str, published_on: date | None = TODAY) -> list[tuple[str, str | None]]:
    return [(text[slice(*at.span)], at.date) for at in times(parse(text, published_on=published_on))]


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("The minister said Tuesday that the talks had failed.", "Tuesday", "2022-02-01"),
        ("He met the envoy on Friday.", "Friday", "2022-01-28"),
        ("He will meet the envoy on Friday.", "Friday", "2022-02-04"),
        ("He told reporters that he would fly to Strelsau on Friday.", "Friday", "2022-02-04"),
        ("The ministers are to meet on Friday in Strelsau.", "Friday", "2022-02-04"),
        ("The talks scheduled for Friday will go ahead.", "Friday", "2022-02-04"),
        ("The vote is due on Friday.", "Friday", "2022-02-04"),
        ("The envoy is expected to arrive on Friday.", "Friday", "2022-02-04"),
        ("The king plans to travel to Zenda on Friday.", "Friday", "2022-02-04"),
        ("The king hopes to visit Zenda on Friday.", "Friday", "2022-02-04"),
        ("They agreed to meet on Friday.", "Friday", "2022-02-04"),
        ("They agreed on Friday to meet.", "Friday", "2022-01-28"),
        ("The king arrives in Zenda on Friday for talks.", "Friday", "2022-02-04"),
        ("He could meet the envoy on Friday.", "Friday", "2022-02-04"),
        ("He could not be reached for comment on Friday.", "Friday", "2022-01-28"),
        ("He may have met the envoy on Friday.", "Friday", "2022-01-28"),
        ("He went to Zenda to meet the envoy on Friday.", "Friday", "2022-01-28"),
        ("Ahead of Friday's meeting, the two sides traded accusations.", "Friday", "2022-02-04"),
        ("After Friday's meeting the envoy left.", "Friday", "2022-01-28"),
        ("The leaders spoke last Friday.", "last Friday", "2022-01-28"),
        ("The leaders spoke last Tuesday.", "last Tuesday", "2022-01-25"),
        ("The leaders speak again next Friday.", "next Friday", "2022-02-04"),
        ("He resigned on Wednesday last week.", "Wednesday last week", "2022-01-26"),
        ("Shells fell on Monday night.", "Monday night", "2022-01-31"),
    ],
)
def test_a_weekday_is_the_nearest_in_line_with_the_tense(parse: Parser, text: str, words: str, day: str) -> None:
    assert found(parse, text) == [(words, day)]


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("They spoke today.", "today", "2022-02-01"),
        ("They spoke yesterday.", "yesterday", "2022-01-31"),
        ("They speak tomorrow.", "tomorrow", "2022-02-02"),
        ("They speak tonight.", "tonight", "2022-02-01"),
        ("They spoke last night.", "last night", "2022-01-31"),
        ("They spoke the day before yesterday.", "the day before yesterday", "2022-01-30"),
        ("They spoke two days ago.", "two days ago", "2022-01-30"),
        ("They will speak in three days.", "three days", "2022-02-04"),
    ],
)
def test_days_are_counted_from_the_day_of_publication(parse: Parser, text: str, words: str, day: str) -> None:
    assert found(parse, text) == [(words, day)]


@pytest.mark.parametrize(
    ("text", "words", "interval"),
    [
        ("They spoke last week.", "last week", "2022-01-24/2022-01-30"),
        ("They speak this week.", "this week", "2022-01-31/2022-02-06"),
        ("They will speak next week.", "next week", "2022-02-07/2022-02-13"),
        ("They spoke earlier this week.", "earlier this week", "2022-01-31/2022-02-01"),
        ("They will speak later this month.", "later this month", "2022-02-01/2022-02-28"),
        ("They spoke last month.", "last month", "2022-01-01/2022-01-31"),
        ("They spoke last year.", "last year", "2021-01-01/2021-12-31"),
        ("They spoke over the weekend.", "the weekend", "2022-01-29/2022-01-30"),
        ("They spoke three weeks ago.", "three weeks ago", "2022-01-10/2022-01-16"),
        ("They spoke in January.", "January", "2022-01-01/2022-01-31"),
        ("They spoke in May.", "May", "2021-05-01/2021-05-31"),
        ("They will speak in May.", "May", "2022-05-01/2022-05-31"),
        ("They spoke in late January.", "late January", "2022-01-01/2022-01-31"),
        ("They spoke in May 1997.", "May 1997", "1997-05-01/1997-05-31"),
        ("Zenda was annexed in 2014.", "2014", "2014-01-01/2014-12-31"),
        ("They fought in the 1990s.", "the 1990s", "1990-01-01/1999-12-31"),
        ("They fought between 2014 and 2016.", "2014 and 2016", "2014-01-01/2016-12-31"),
        ("They fought over the past two weeks.", "the past two weeks", "2022-01-18/2022-02-01"),
        ("They spoke from 24 to 26 January 2022.", "from 24 to 26 January 2022", "2022-01-24/2022-01-26"),
        ("They spoke on January 24-26.", "January 24-26", "2022-01-24/2022-01-26"),
    ],
)
def test_what_is_longer_than_a_day_is_an_interval(parse: Parser, text: str, words: str, interval: str) -> None:
    at = found(parse, text)[0]
    assert (at[0].removeprefix("from "), at[1]) == (words.removeprefix("from "), interval)


@pytest.mark.parametrize(
    ("text", "words", "interval"),
    [
        ("The troops must leave by Friday.", "by Friday", "2022-02-01/2022-02-04"),
        ("The treaty will be signed by the end of the year.", "by the end of the year", "2022-02-01/2022-12-31"),
        ("It will be signed by the end of next month.", "by the end of next month", "2022-02-01/2022-03-31"),
        (
            "It should be signed no later than March 31st 2023.",
            "no later than March 31st 2023",
            "2022-02-01/2023-03-31",
        ),
        ("It will be done by 2025.", "by 2025", "2022-02-01/2025-12-31"),
        ("The envoy will report within two weeks.", "two weeks", "2022-02-01/2022-02-15"),
    ],
)
def test_a_limit_is_an_interval_that_begins_with_publication(
    parse: Parser, text: str, words: str, interval: str
) -> None:
    assert found(parse, text) == [(words, interval)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On 26 January 2022 the replies came.", "2022-01-26"),
        ("The replies came on Wednesday, 26 January 2022.", "2022-01-26"),
        ("The replies came on January 26th, 2022.", "2022-01-26"),
        ("The replies came on 2022-01-26.", "2022-01-26"),
        ("The replies came on January 26.", "2022-01-26"),
        ("The replies came on the 26th of January.", "2022-01-26"),
        ("The replies came on Jan. 26.", "2022-01-26"),
        ("The intrusion occurred on 10 November.", "2021-11-10"),
        ("The meeting will take place on March 3.", "2022-03-03"),
        ("The meeting took place on Saturday, January 29.", "2022-01-29"),
        ("The replies came on 30 February.", None),
        ("The meeting took place on March 3.", None),
        ("The meeting will take place on November 26.", None),
    ],
)
def test_a_day_without_a_year_is_the_nearest_within_half_a_year(parse: Parser, text: str, day: str | None) -> None:
    assert [at for _, at in found(parse, text)] == [day]


def test_a_list_of_days_shares_the_year_of_the_last(parse: Parser) -> None:
    text = "They met on January 11 and November 26, 2020, and spoke from 30 December to 2 January 2019."
    assert [day for _, day in found(parse, text)] == ["2020-01-11", "2020-11-26", None, "2019-01-02"]


@pytest.mark.parametrize(
    "text",
    [
        "He could come to Zenda in the near future.",
        "His first comments in more than a month came late.",
        "They spoke about two weeks ago.",
        "They spoke recently.",
        "They will speak soon.",
        "They will speak in the coming days.",
        "They have spoken in recent weeks.",
        "Zenda has been occupied since 2014.",
        "The embassy was closed until Monday.",
        "By Friday, troops had reached the border.",
        "They left the next day.",
        "They fought for two weeks.",
        "The risk of war is the highest in 30 years.",
        "It will be their first meeting in two weeks.",
        "They spoke several weeks ago.",
        "They spoke at the end of the year.",
    ],
)
def test_what_is_vague_or_open_has_no_date(parse: Parser, text: str) -> None:
    assert [day for _, day in found(parse, text)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May said the plan was rejected by May.",
        "They met on Good Friday, before Easter Monday.",
        "The ships of 2000 soldiers sailed.",
        "He visits Zenda twice a week.",
        "They are to march on Zenda, he may say.",
        "The needs of tomorrow are great.",
        "Leave as soon as possible.",
        "The 2010 treaty stands.",
    ],
)
def test_what_only_looks_like_a_time_is_none(parse: Parser, text: str) -> None:
    assert found(parse, text) == []


def test_without_a_day_of_publication_only_full_dates_are_resolved(parse: Parser) -> None:
    text = "He met the envoy on Friday, on 26 January 2022, in 2014, last week and on 3 March."
    assert [day for _, day in found(parse, text, None)] == [None, "2022-01-26", "2014-01-01/2014-12-31", None, None]


def test_the_turn_of_the_year_is_no_obstacle(parse: Parser) -> None:
    text = "They met in December and will meet on 12 January. They spoke on 30 December."
    days = [day for _, day in found(parse, text, date(2022, 1, 4))]
    assert days == ["2021-12-01/2021-12-31", "2022-01-12", "2021-12-30"]


def test_times_do_not_run_over_paragraphs(parse: Parser) -> None:
    assert found(parse, "The talks ended in May\n\n2022 soldiers came home.")[0][0] == "May"


@pytest.mark.parametrize("published_on", [date.min, date.max, date(2024, 2, 29)])
def test_the_ends_of_the_calendar_do_not_break_it(parse: Parser, published_on: date) -> None:
    text = (
        "They met last week, yesterday, 500 years ago, last year, on 29 February, on Friday and in March. "
        "They will meet next week, tomorrow, in 999 weeks, next year, by the end of next month, "
        "on 31 December and within 12 years."
    )
    assert len(found(parse, text, published_on)) == 14


PIECES = st.sampled_from(
    [
        "on Friday",
        "next",
        "last week",
        "by",
        "26 January",
        "2022",
        "in",
        "May",
        "two days ago",
        ",",
        "\n\n",
        "é́",
        "since",
    ]
)


@settings(deadline=None, max_examples=40)
@given(st.lists(PIECES | st.text(max_size=8), max_size=20))
def test_times_are_in_order_apart_and_inside_of_any_text(syntax: Syntax, pieces: list[str]) -> None:
    article = Article(uri="t", text=" ".join(["They met", *pieces]).encode("utf-8", "ignore").decode(), extractor="t")
    at = 0
    for moment in times(syntax.parse(article)):
        assert at <= moment.span.start < moment.span.end <= len(article.text)
        at = moment.span.end


@pytest.mark.parametrize("piece", ["in \t", "1", "by the end of ", "from 2014 to ", "May ", "on Friday "])
def test_twice_the_text_takes_about_twice_the_time(syntax: Syntax, piece: str) -> None:
    once, twice = (_seconds(syntax, piece, size) for size in (100_000, 200_000))
    assert twice < 4 * once + 0.5


def _seconds(syntax: Syntax, piece: str, size: int) -> float:
    """Measure without the parser, which has limits of its own."""
    text = piece * (size // len(piece))
    short, article = (Article(uri="t", text=each, extractor="t", published_on=TODAY) for each in (text[:100], text))
    parsed = replace(syntax.parse(short), article=article, paragraphs=())
    begun = time.perf_counter()
    times(parsed)
    return time.perf_counter() - begun
