import json
from io import BytesIO
from typing import Any

from hypothesis import given, settings

from standoff.export import plover
from standoff.export.coding import LeftOut, Tally
from standoff.types import Reading
from tests.export.recorded import record
from tests.readings import reading, readings


def written(*given_readings: Reading) -> tuple[list[dict[str, Any]], Tally]:
    out = BytesIO()
    tally = plover.write(given_readings, out)
    return [json.loads(line) for line in out.getvalue().splitlines()], tally


def test_a_line_has_the_fields_of_the_manual() -> None:
    (row,), tally = written(reading())
    assert " ".join(row) == (
        "id has_event date enddate actor recipient event mode context quad_code event_scale event_loc event_text"
        " text_info cite_info coder standoff"
    )
    assert " ".join(row["actor"][0]) == (
        "code sector other_sector_codes entity_text identifier_id identifier_text office party"
    )
    assert (row["event"], row["quad_code"], row["event_scale"], row["date"]) == ("REQUEST", 3, 0.0, "2022-02-01")
    assert row["actor"][0].items() >= {"code": "RUS", "sector": "GOV", "entity_text": "Moscow"}.items()
    assert row["text_info"] == {"start": 18, "end": 42}
    assert row["standoff"].items() >= {"cameo": "100", "plover_codable": True, "score": 0.9}.items()
    assert tally == {None: 1, LeftOut.OWN_TYPE: 1}


def test_the_text_of_an_article_is_not_given_away() -> None:
    assert not [row for row in written(*record())[0] if "text" in row]


@given(readings())
@settings(deadline=None, max_examples=100)
def test_the_required_fields_are_always_there(given_reading: Reading) -> None:
    found, tally = written(given_reading)
    assert len(found) == tally[None]
    for row in found:
        assert all(row[name] for name in ("id", "date", "actor", "event"))


@given(readings())
@settings(deadline=None, max_examples=50)
def test_the_words_are_exact(given_reading: Reading) -> None:
    text = given_reading.article.text
    for row in written(given_reading)[0]:
        spans = row["standoff"]["anchor"]
        assert row["event_text"] == " … ".join(text[start:end] for start, end in spans)
        assert [row["text_info"]["start"], row["text_info"]["end"]] == [spans[0][0], spans[-1][1]]
