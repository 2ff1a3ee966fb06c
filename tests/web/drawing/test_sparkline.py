import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.web.drawing.period import Period
from standoff.web.drawing.sparkline import gathered, sparkline, weekly
from tests.web.drawing.boxes import SVG, parsed


def test_days_are_counted_by_their_weeks() -> None:
    days = ["2022-01-31", "2022-02-01", "2022-02-06/2022-02-20", "2022-02-07", "2022-02-21"]
    assert weekly(map(Period.of, days)) == (date(2022, 1, 31), (3, 1, 0, 1))
    assert weekly([]) == (None, ())


@given(st.lists(st.integers(0, 50), max_size=400), st.integers(1, 60))
def test_weeks_put_together_lose_nothing(weeks: list[int], most: int) -> None:
    found = gathered(weeks, most)
    assert sum(found) == sum(weeks)
    assert len(found) <= most


@settings(max_examples=50, deadline=None)
@given(st.lists(st.none() | st.dates().map(str), max_size=40))
def test_a_sparkline_is_small_and_within_its_room(days: list[str | None]) -> None:
    drawing = sparkline(days)
    root = parsed(drawing)
    assert root.get("role") == "img"
    assert len(drawing) < 4000
    for path in root.iter(f"{SVG}path"):
        for x in re.findall(r"M([\d.]+)", path.get("d") or ""):
            assert 0 <= float(x) <= 160


def test_it_says_in_words_what_it_shows() -> None:
    drawing = sparkline(["2022-01-31", "2022-02-07", "2022-02-08", None], label="Acts by week")
    assert parsed(drawing).get("aria-label") == (
        "Acts by week: 3 from the week of 2022-01-31 on, most (2) in that of 2022-02-07"
    )
    assert parsed(sparkline([])).get("aria-label") == "By week: none"
