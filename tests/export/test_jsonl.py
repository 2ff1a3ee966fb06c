import json
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings

from standoff.export import jsonl
from standoff.plover import EventType
from standoff.types import Demand, DemandStatus, Reading, Span, Step
from tests.readings import article, event, reading, readings


def _line(given_reading: Reading) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(jsonl.line(given_reading))
    return found


def test_a_line_has_every_name_of_the_record_in_its_order() -> None:
    demand = Demand("d:1", ("RUS",), ("NATO",), "no expansion", (Step("e:1", DemandStatus.REJECTED, "2022-02-01"),))
    found = _line(replace(reading(), demands=(demand,)))
    assert list(found) == ["schema", "article", "actors", "statements", "events", "demands", "times"]
    assert found["schema"] == "standoff/1"
    assert " ".join(found["article"]) == (
        "id uri publisher headline headline_span byline dateline published_on language text furniture extractor capture"
        " published_at canonical"
    )
    assert " ".join(found["actors"][0]) == "id name kind country role acts_for wikidata mentions"
    assert " ".join(found["statements"][0]) == (
        "id source cue content form speaker addressees said_on parent coder score"
    )
    assert " ".join(found["events"][0]) == (
        "id type mode contexts actors recipients actor_spans recipient_spans anchor status according_to date place"
        " condition consequence answers what coder score"
    )
    assert found["demands"] == [
        {
            "id": "d:1", "holder": ["RUS"], "addressees": ["NATO"], "what": "no expansion", "status": "rejected",
            "chain": [{"event": "e:1", "step": "rejected", "date": "2022-02-01", "answers": None, "score": 1.0}],
        }
    ]  # fmt: skip


def test_rows_are_spans_and_codes() -> None:
    found = _line(reading())
    said, unsourced = found["statements"]
    assert (said["source"], said["cue"], said["content"]) == ([[44, 58]], [[59, 63]], [[64, 89]])
    assert (said["speaker"], said["form"], said["coder"], said["score"]) == (
        "vladimir-putin", "indirect", "attribution/1", 0.9,
    )  # fmt: skip
    assert (unsourced["source"], unsourced["addressees"]) == (None, ["RUS", "USA"])
    assert found["actors"][0]["mentions"] == [[44, 58]]
    assert found["actors"][0]["acts_for"] == "RUS"
    assert found["article"]["published_on"] == "2022-02-01"
    assert found["events"][0]["condition"] is None
    assert found["events"][1]["answers"] == [found["events"][0]["id"]]


def test_headline_and_furniture_are_spans() -> None:
    at = article(
        "Menu\nTalks fail\nThey did.", headline="Talks fail", headline_span=Span(5, 15), furniture=(Span(0, 4),)
    )
    found = _line(Reading(at))["article"]
    assert (found["headline_span"], found["furniture"]) == ([5, 15], [[0, 4]])


@pytest.mark.parametrize(
    ("offset", "written"),
    [(0, "2022-02-01T23:30:00Z"), (3, "2022-02-01T23:30:00+03:00"), (-4.5, "2022-02-01T23:30:00-04:30")],
)
def test_the_instant_has_the_offset_in_which_it_was_given(offset: float, written: str) -> None:
    at = datetime(2022, 2, 1, 23, 30, tzinfo=timezone(timedelta(hours=offset)))
    own = "https://herald.example/story"
    found = _line(Reading(article(published_on=at.date(), published_at=at, canonical=own)))["article"]
    assert (found["published_on"], found["published_at"], found["canonical"]) == ("2022-02-01", written, own)


def test_a_condition_is_a_list_of_spans() -> None:
    at = article("They warn of war if it joins.", published_on=date(2022, 2, 1))
    warned = event(at, EventType.THREATEN, "They warn of war")
    found = _line(Reading(at, events=(replace(warned, condition=warned.anchor),)))
    assert found["events"][0]["condition"] == [[0, 16]]


@given(readings())
@settings(deadline=None, max_examples=50)
def test_every_span_of_a_line_cites_its_words(given_reading: Reading) -> None:
    raw = jsonl.line(given_reading)
    assert b"\n" not in raw
    found = json.loads(raw)
    text = found["article"]["text"]
    assert text == given_reading.article.text
    for row, noun in zip(found["statements"], given_reading.statements, strict=True):
        assert " … ".join(text[start:end] for start, end in row["content"]) == noun.content.exact
    for row, moved in zip(found["events"], given_reading.events, strict=True):
        assert " … ".join(text[start:end] for start, end in row["anchor"]) == moved.anchor.exact
