import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.plover import Status
from standoff.web.drawing import svg
from standoff.web.drawing.marks import Bin, Kind, Mark
from standoff.web.drawing.period import DAY, Period
from standoff.web.drawing.timeline import timeline
from tests.web.drawing.boxes import SVG, labels, outside, overlaps, parsed, symbols
from tests.web.drawing.rows import PARTIES, YEAR, many, marks, near_periods, zoom

PERIODS = [
    YEAR,
    Period(YEAR.since, YEAR.since + 45 * DAY),
    Period(YEAR.since, YEAR.since + 7 * DAY),
    Period(YEAR.since, YEAR.since + DAY),
    Period(YEAR.since, YEAR.since + timedelta(hours=1)),
    Period(datetime(1000, 1, 1, tzinfo=UTC), datetime(3000, 1, 1, tzinfo=UTC)),
]


def _is_sound(drawing: str) -> None:
    root = parsed(drawing)
    boxes = labels(root) + symbols(root)
    assert overlaps(boxes) == []
    assert outside(boxes, root) == []
    assert len(drawing.encode()) <= svg.MOST_BYTES


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: str(period.length))
@pytest.mark.parametrize("number", [0, 1, 5, 50, 500])
def test_no_label_lies_on_another_or_on_a_symbol(number: int, period: Period) -> None:
    _is_sound(timeline(many(number), period, zoom))


def test_twenty_thousand_rows_are_drawn_in_the_same_room() -> None:
    drawing = timeline(many(20_000), YEAR, zoom)
    _is_sound(drawing)
    assert len(re.findall(r'class="mark', drawing)) > 100


def test_many_rows_in_a_sliver_of_a_day_at_the_edge_stay_within_the_lane() -> None:
    minute = Period(YEAR.since, YEAR.since + timedelta(minutes=1))
    rows = [replace(mark, period=minute, label="", lane="Russia") for mark in many(40)]
    for minutes in (1, 30, 1000):
        _is_sound(
            timeline(rows, Period(YEAR.since - timedelta(days=200), YEAR.since + timedelta(minutes=minutes)), zoom)
        )
        _is_sound(timeline(rows, Period(YEAR.since, YEAR.since + timedelta(days=200, minutes=minutes)), zoom))


@settings(max_examples=60, deadline=None)
@given(st.lists(marks(), max_size=40), near_periods(), st.sampled_from([480, 1120]), st.sampled_from([240, 640]))
def test_whatever_the_rows_hold_the_drawing_is_sound(found: list[Mark], period: Period, wide: int, high: int) -> None:
    _is_sound(timeline(found, period, zoom, wide=wide, high=high))


@settings(max_examples=30, deadline=None)
@given(st.lists(marks(), max_size=30).flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_same_rows_in_any_order_are_the_same_drawing(both: tuple[list[Mark], list[Mark]]) -> None:
    found, shuffled = both
    assert timeline(found, YEAR, zoom) == timeline(shuffled, YEAR, zoom)


@settings(max_examples=40, deadline=None)
@given(st.lists(marks(), max_size=60), near_periods())
def test_each_row_of_the_period_is_a_mark_or_counted_in_a_bin(found: list[Mark], period: Period) -> None:
    root = parsed(timeline(found, period, zoom, high=200))
    links = list(root.iter(f"{SVG}a"))
    drawn = sum("mark" in (link.get("class") or "") for link in links)
    titles = [link.findtext(f"{SVG}title") or "" for link in links if "bin" in (link.get("class") or "")]
    counted = sum(int(title.partition(" ")[0].replace(",", "")) for title in titles)
    assert drawn + counted == sum(mark.period.meets(period) for mark in found)


def test_the_drawing_is_as_high_as_it_may_be_at_the_most() -> None:
    for high in (240, 400, 640):
        root = parsed(timeline(many(2000), YEAR, zoom, high=high))
        assert float(root.get("height") or 0) <= high


def test_long_addresses_and_titles_do_not_make_a_drawing_too_large() -> None:
    rows = [replace(mark, title="&" * 5000, href="/rows?" + "&" * 400) for mark in many(3000)]
    assert len(timeline(rows, YEAR, lambda period: zoom(period) + "&q=" + "x" * 400).encode()) <= svg.MOST_BYTES


def test_a_bin_leads_to_its_own_time_within_the_period() -> None:
    drawing = parsed(timeline(many(5000), YEAR, zoom))
    bins = [link for link in drawing.iter(f"{SVG}a") if "bin" in (link.get("class") or "")]
    assert bins
    for each in bins:
        since, until = re.findall(r"\d{4}-\d\d-\d\dT\d\d:\d\d", each.get("href") or "")
        assert "2022-01-01T00:00" <= since < until <= "2023-01-01T00:00"
        assert (since, until) != ("2022-01-01T00:00", "2023-01-01T00:00")


def test_what_comes_counted_is_added_to_the_bins() -> None:
    june = Period(datetime(2022, 6, 1, tzinfo=UTC), datetime(2022, 6, 2, tzinfo=UTC))
    drawing = timeline([], YEAR, zoom, bins=[Bin("Russia", june, 1200), Bin("Russia", june, 34)])
    assert "<text" in drawing
    assert ">1,234<" in drawing
    _is_sound(drawing)


def test_a_lane_that_is_called_like_the_gathered_ones_keeps_its_rows() -> None:
    rows = [replace(mark, lane=f"party {at % 30}" if at % 3 else "others (21)") for at, mark in enumerate(many(300))]
    drawing = timeline(rows, YEAR, zoom)
    lanes = re.findall(r'<g class="lane[^"]*" role="group" aria-label="[^"]*: (\d+)"', drawing)
    assert sum(map(int, lanes)) == 300


@pytest.mark.parametrize("status", Status)
def test_what_has_not_happened_looks_otherwise_without_any_colour(status: Status) -> None:
    mark = replace(many(1)[0], status=status, kind=Kind.DEED_FOR)
    drawing = parsed(timeline([mark], YEAR, zoom))
    link = next(link for link in drawing.iter(f"{SVG}a"))
    paths = [(path.get("fill"), path.get("stroke-dasharray")) for path in link.iter(f"{SVG}path")]
    looks = {
        Status.ACTUAL: [("currentColor", None)],
        Status.FUTURE: [("none", None)],
        Status.HYPOTHETICAL: [("none", "2 1.6")],
        Status.NEGATED: [("none", None), ("none", None)],
    }
    assert paths == looks[status]
    legend = [text.text for text in drawing.iter(f"{SVG}text")]
    assert ("planned" in legend) == (status is Status.FUTURE)


def test_an_interval_is_a_bar_from_its_first_day_to_its_last() -> None:
    month = Period(datetime(2022, 5, 1, tzinfo=UTC), datetime(2022, 6, 1, tzinfo=UTC))
    mark = replace(many(1)[0], period=Period.of("2022-05-11/2022-05-20"))
    bar = next(path for path in parsed(timeline([mark], month, zoom)).iter(f"{SVG}path") if path.get("class") == "bar")
    start, _, end = map(float, re.findall(r"[\d.]+", bar.get("d") or ""))
    assert (end - start) / (1120 - 8 - 148) == pytest.approx(10 / 31, abs=0.002)


def test_a_row_of_a_day_stands_within_its_day() -> None:
    days = [replace(mark, period=Period.of(f"2022-05-{1 + at % 7:02}")) for at, mark in enumerate(many(60))]
    week = Period(datetime(2022, 5, 1, tzinfo=UTC), datetime(2022, 5, 8, tzinfo=UTC))
    drawing = parsed(timeline([replace(mark, title=str(mark.period.since.day)) for mark in days], week, zoom))
    found = symbols(drawing)
    assert len(found) > 30
    wide = (1120 - 8 - 148) / 7
    for box in found:
        day = int(box.what)
        assert 148 + (day - 1) * wide - 0.2 <= box.left <= box.right <= 148 + day * wide + 0.2


@pytest.mark.parametrize("hours", [1, 12, 24, 72])
def test_where_hours_are_shown_every_row_of_a_day_begins_with_its_day(hours: int) -> None:
    day = Period.of("2022-05-02")
    rows = [replace(mark, period=day, lane="Russia") for mark in many(40)]
    drawing = parsed(timeline(rows, Period(day.since, day.since + timedelta(hours=hours)), zoom))
    found = symbols(drawing)
    assert len(found) > 10
    assert {box.left for box in found} == {148}
    bars = {path.get("d", "").partition("H")[2] for path in drawing.iter(f"{SVG}path") if path.get("class") == "bar"}
    assert bars == {f"{148 + (1120 - 8 - 148) * min(24 / hours, 1):.1f}"}


def test_where_all_is_counted_there_are_as_many_lanes_as_there_is_height_for() -> None:
    june = Period(datetime(2022, 6, 1, tzinfo=UTC), datetime(2022, 6, 2, tzinfo=UTC))
    bins = [Bin(party, june, 100) for party in PARTIES]
    drawing = timeline([], YEAR, zoom, bins=bins, high=440)
    _is_sound(drawing)
    assert re.findall(r'role="group" aria-label="([^":]*): 100"', drawing) == sorted(PARTIES)


def test_a_policy_that_forbids_inline_styles_and_scripts_lets_it_pass() -> None:
    drawing = timeline(many(300), YEAR, zoom)
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=|\sid=", drawing)


def test_every_mark_is_a_link_with_a_title_and_the_lanes_have_names() -> None:
    drawing = parsed(timeline(many(40), YEAR, zoom, label="What happened"))
    assert (drawing.get("role"), drawing.get("aria-label")) == ("group", "What happened")
    for link in drawing.iter(f"{SVG}a"):
        assert link.get("href")
        assert link.findtext(f"{SVG}title")
    lanes = [group.get("aria-label") for group in drawing.iter(f"{SVG}g") if "lane" in (group.get("class") or "")]
    assert len(lanes) > 3
    assert all(lanes)


def test_the_lanes_asked_for_come_first_and_the_unnamed_last() -> None:
    rows = many(30)
    rows += [replace(mark, lane="unnamed") for mark in rows]
    drawing = parsed(timeline(rows, YEAR, zoom, order=["Poland", "Turkey"]))
    names = [text.text for text in drawing.iter(f"{SVG}text") if text.get("class") == "name"]
    assert names[:2] == ["Poland", "Turkey"]
    assert names[-1] == "unnamed" or (names[-1] or "").startswith("others")
