"""The timeline as a page: events and statements together, from years to hours."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from standoff.plover import EventType
from standoff.types import Reading
from standoff.web.pages.chronicle import MOST_MARKS
from standoff.web.settings import WebSettings
from tests.readings import PUTIN, RUSSIA, article, event, statement
from tests.web.conftest import Serve, first, kept, second
from tests.web.drawing.boxes import SVG, labels, overlaps, parsed, symbols

STATEMENTS = [each.id for reading in (first(), second()) for each in reading.statements]


def _drawing(client: TestClient, asked: str) -> str:
    found = re.search(r"<svg.*?</svg>", client.get(f"/timeline?{asked}").text, re.DOTALL)
    assert found
    return found[0]


def _move(client: TestClient, asked: str, name: str) -> str | None:
    page = client.get(f"/timeline?{asked}").text
    found = re.search(rf'<a href="/timeline\?([^"]*)"[^>]*>{name}</a>', page)
    return unescape(found[1]) if found else None


def test_events_and_statements_are_one_list_the_newest_first(client: TestClient) -> None:
    found = client.get("/timeline.json").json()
    assert found["kinds"] == {"events": 4, "statements": 3}
    assert found["total"] == len(found["rows"]) == 7
    assert {each["event"]["id"] for each in found["events"]} | set(STATEMENTS) == set(found["rows"])
    days = {each["event"]["id"]: each["on"] for each in found["events"]}
    days |= {each["statement"]["id"]: each["on"] for each in found["statements"]}
    assert [days[row] for row in found["rows"]] == sorted(days.values(), reverse=True)
    listed = re.findall(r'<li class="line" data-row="([^"]*)"', client.get("/timeline").text)
    assert listed == found["rows"]


@pytest.mark.parametrize(
    ("asked", "events", "statements"),
    [
        ("kind=both", 4, 3),
        ("kind=statements", 4, 3),
        ("actor=RUS", 3, 2),
        ("actor=vladimir-putin", 3, 1),
        ("recipient=NATO", 2, 1),
        ("party=NATO", 3, 1),
        ("actor=RUS&recipient=NATO", 2, 1),
        ("type=REQUEST", 1, 0),
        ("status=actual", 3, 0),
        ("since=2022-02-08", 1, 1),
        ("since=2022-02-08T20:00&until=2022-02-08T22:00", 1, 1),
        ("until=2022-02-08T00:00", 3, 2),
        ("until=2022-02-08T00:01", 4, 3),
    ],
)
def test_rows_of_both_kinds_are_chosen(client: TestClient, asked: str, events: int, statements: int) -> None:
    found = client.get(f"/timeline.json?{asked}").json()
    assert found["kinds"] == {"events": events, "statements": statements}
    is_one_kind = "kind=statements" in asked
    assert found["total"] == len(found["rows"]) == statements + (0 if is_one_kind else events)


def test_a_list_of_both_kinds_in_pages_is_the_whole_list(client: TestClient) -> None:
    whole = client.get("/timeline.json").json()["rows"]
    found: list[str] = []
    after: str | None = ""
    while after is not None:
        page = client.get(f"/timeline.json?limit=2&after={after}").json()
        found += page["rows"]
        after = page["next"]
    assert sorted(found) == sorted(whole)
    assert len(found) == len(set(found))


@pytest.mark.parametrize("asked", ["since=2022-02-30", "until=2022-02-01T25:00", "since=soon", "kind=none"])
def test_what_is_no_moment_or_kind_is_refused(client: TestClient, asked: str) -> None:
    assert client.get(f"/timeline?{asked}").status_code == client.get(f"/timeline.json?{asked}").status_code == 422


def test_a_statement_is_a_mark_of_its_own_in_the_lane_of_the_party_for_which_it_is_said(client: TestClient) -> None:
    drawing = parsed(_drawing(client, "kind=statements"))
    lanes = {
        (lane.get("aria-label") or "").partition(":")[0]: [
            link.findtext(f"{SVG}title") or "" for link in lane.iter(f"{SVG}a")
        ]
        for lane in drawing.iter(f"{SVG}g")
        if "lane" in (lane.get("class") or "")
    }
    assert set(lanes) == {"Russia", "unnamed"}
    assert [title.partition(" said:")[0] for title in lanes["Russia"]] == [
        "2022-02-01, Vladimir Putin",
        "2022-02-08, Mallory <script>alert(1)</script>",
    ]
    assert [text.text for text in drawing.iter(f"{SVG}text")][-1] == "statements"
    both = [text.text for text in parsed(_drawing(client, "")).iter(f"{SVG}text")]
    assert {"statements", "words for", "words against"} <= set(both)


def test_at_the_zoom_of_hours_a_row_is_as_wide_as_its_day_and_the_page_says_why(client: TestClient) -> None:
    asked = "since=2022-02-01T06:00&until=2022-02-01T18:00"
    page = client.get(f"/timeline?{asked}").text
    assert "06:00 to 18:00 on 1 February 2022" in page
    assert "has a day here and no hour" in page
    drawing = parsed(_drawing(client, asked))
    assert {"06:00", "12:00", "Tue 1 February 2022"} <= {text.text for text in drawing.iter(f"{SVG}text")}
    bars = [path.get("d") or "" for path in drawing.iter(f"{SVG}path") if path.get("class") == "bar"]
    marks = [link for link in drawing.iter(f"{SVG}a") if "mark" in (link.get("class") or "")]
    assert len(bars) == len(marks) > 3
    assert {bar.partition("H")[2] for bar in bars} == {"1232.0"}
    assert "has a day here and no hour" not in client.get("/timeline?since=2022-01-01&until=2022-03-01").text


def test_without_a_script_one_comes_from_years_to_an_hour_and_back(client: TestClient) -> None:
    asked, seen = "since=2015-01-01&until=2025-12-31", []
    while (closer := _move(client, asked, "Closer")) is not None:
        assert closer not in seen
        seen.append(closer)
        asked = closer
    since, until = (re.search(rf"{name}=([^&]*)", asked) for name in ("since", "until"))
    assert since
    assert until
    assert "T" in since[1]
    wider = _move(client, asked, "Wider")
    assert wider
    assert _move(client, wider, "Closer") == asked
    assert client.get(f"/timeline.json?{wider}").status_code == 200


def test_an_event_of_several_days_is_there_on_each_of_them(serve: Serve, tmp_path: Path) -> None:
    report = article("Paris warned Moscow.", published_on=date(2022, 2, 20))
    warned = event(report, EventType.THREATEN, "Paris warned Moscow", ("FRA",), date="2022-02-01/2022-02-10")
    client = serve(WebSettings(str(kept(tmp_path / "long.db", Reading(report, events=(warned,))))))
    for asked, number in (
        ("since=2022-02-05T06:00&until=2022-02-05T18:00", 1),
        ("since=2022-02-10&until=2022-02-10", 1),
        ("since=2022-01-01&until=2022-02-01", 1),
        ("since=2022-02-11", 0),
        ("until=2022-01-31", 0),
    ):
        assert client.get(f"/timeline.json?{asked}").json()["total"] == number, asked
        assert _drawing(client, asked).count('class="bar"') == number, asked
    hours = _drawing(client, "since=2022-02-05T06:00&until=2022-02-05T18:00")
    assert re.search(r'd="M148\.0 [\d.]+H1232\.0"[^>]*class="bar"', hours)


@pytest.fixture
def busy(serve: Serve, tmp_path: Path) -> TestClient:
    """Return a reader of a record with more rows on a day than are drawn one by one."""
    number = MOST_MARKS // 2 + 1
    words = [f"Putin said the answer {at} was late" for at in range(number)]
    report = article("; ".join(words) + ".", published_on=date(2022, 2, 1))
    said = tuple(statement(report, f"the answer {at} was late", speaker=PUTIN.id) for at in range(number))
    done = tuple(event(report, EventType.ACCUSE, each, ("FRA",)) for each in words)
    reading = Reading(report, actors=(PUTIN, RUSSIA), statements=said, events=done)
    return serve(WebSettings(str(kept(tmp_path / "busy.db", reading))))


def test_of_more_rows_than_are_drawn_one_by_one_all_are_counted(busy: TestClient) -> None:
    drawing = _drawing(busy, "")
    lanes = dict(re.findall(r'role="group" aria-label="([^":]*): (\d+)"', drawing))
    total = busy.get("/timeline.json").json()["kinds"]
    assert {name: int(number) for name, number in lanes.items()} == {
        "FRA": total["events"],
        "Russia": total["statements"],
    }
    assert total["events"] + total["statements"] > MOST_MARKS
    assert 'class="mark' not in drawing


def test_a_count_at_the_zoom_of_hours_is_of_its_day_and_leads_closer_and_then_to_the_list(busy: TestClient) -> None:
    drawing = parsed(_drawing(busy, "since=2022-02-01T12:00&until=2022-02-02T12:00"))
    bins = [link for link in drawing.iter(f"{SVG}a") if "bin" in (link.get("class") or "")]
    assert len(bins) == 2
    for each in bins:
        box = next(each.iter(f"{SVG}rect"))
        # Half of the axis, which has 1084 units, without a unit at either end.
        assert (float(box.get("x") or 0), float(box.get("width") or 0)) == (149, 540)
        assert each.get("href") == "/timeline?since=2022-02-01T12:00&until=2022-02-02T00:00"
    closer = parsed(_drawing(busy, "since=2022-02-01T12:00&until=2022-02-02T00:00"))
    assert {link.get("href") for link in closer.iter(f"{SVG}a")} == {"#found"}
    assert 'id="found"' in busy.get("/timeline").text


@pytest.mark.parametrize("asked", ["", "since=2022-02-01T06:00&until=2022-02-01T18:00", "kind=statements"])
def test_no_words_of_the_page_overlap(client: TestClient, busy: TestClient, asked: str) -> None:
    for each in (client, busy):
        drawing = parsed(_drawing(each, asked))
        assert overlaps(labels(drawing) + symbols(drawing)) == []
