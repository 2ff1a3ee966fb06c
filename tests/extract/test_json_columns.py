"""Articles out of JSON lines: which columns are read, and what is said of lines that hold none."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.archive import captures
from standoff.errors import CaptureError, ExtractionError, SettingsError
from standoff.extract import extract
from standoff.settings import Settings
from standoff.types import Article, Capture

BODY = "The foreign minister of Ruritania said on Tuesday that his country would not sign the treaty of Zenda."


def line(payload: bytes | Mapping[str, object], uri: str = "reports.jsonl#17") -> Capture:
    found = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    return Capture(uri, "application/json", found)


def read(payload: bytes | Mapping[str, object], *fields: tuple[str, str], published_on: date | None = None) -> Article:
    return extract(line(payload), Settings(fields=fields, published_on=published_on))


def refusal(payload: bytes | Mapping[str, object], *fields: tuple[str, str]) -> str:
    with pytest.raises(ExtractionError) as caught:
        read(payload, *fields)
    return str(caught.value)


def test_the_usual_columns_are_known_without_being_named() -> None:
    article = read(
        {"link": "https://a.example/1", "title": "No", "body": BODY, "date": "2022-02-01 17:30:00", "outlet": "Herald"}
        | {"authors": ["Anthony Hope", "Rupert of Hentzau"]}
    )
    assert (article.uri, article.headline, article.text) == ("https://a.example/1", "No", BODY)
    assert (article.published_on, article.publisher) == (date(2022, 2, 1), "Herald")
    assert (article.byline, article.extractor) == ("Anthony Hope, Rupert of Hentzau", "jsonl/1")


def test_a_named_column_wins_over_the_usual_one() -> None:
    row = {"text": "Summary of it.", "words": BODY, "date": "2022-02-01", "day": "2022-02-02"}
    article = read(row, ("text", "words"), ("published_on", "day"))
    assert (article.text, article.published_on) == (BODY, date(2022, 2, 2))


def test_a_named_column_that_is_missing_is_an_error_that_names_those_there_are() -> None:
    assert refusal({"body": BODY, "link": "x"}, ("text", "content")) == (
        "reports.jsonl line 17: no column 'content' for the text; found 'body', 'link': "
        "name one of them with --field text=COLUMN"
    )


def test_a_line_without_a_text_says_what_to_do() -> None:
    message = refusal({"headline": "No", "lead": BODY})
    assert message.startswith("reports.jsonl line 17: no column for the text; found 'headline', 'lead'")
    assert "--field text=COLUMN" in message


def test_a_field_that_no_article_has_is_an_error_of_the_settings() -> None:
    with pytest.raises(SettingsError, match="no field is called 'body'"):
        read({"text": BODY}, ("body", "text"))


@pytest.mark.parametrize("payload", [b'{"text": "The talks', b"The talks failed.", b'{"text": "\xff"}', b"[" * 100_000])
def test_a_line_that_is_not_json_is_named(payload: bytes) -> None:
    assert refusal(payload).startswith("reports.jsonl line 17: not JSON (")


@pytest.mark.parametrize(("payload", "kind"), [(b"[1]", "a list"), (b'"words"', "a string"), (b"null", "null")])
def test_a_line_that_is_no_object_says_what_it_is(payload: bytes, kind: str) -> None:
    assert refusal(payload).startswith(f"reports.jsonl line 17: JSON, but {kind};")


def test_a_text_that_is_no_string_is_named_by_its_kind() -> None:
    assert "column 'text' holds an object, expected a string" in refusal({"text": {"a": 1}}, ("text", "text"))


@pytest.mark.parametrize("text", ["", " \n", None])
def test_an_empty_text_is_a_text_without_words(text: str | None) -> None:
    assert refusal({"text": text}) == "reports.jsonl line 17: no words in it; expected the text of a report"


def test_half_a_character_is_refused_and_its_line_named() -> None:
    assert refusal(b'{"text": "a \\ud83c flag"}').startswith("reports.jsonl line 17: half of a character")


def test_an_empty_cell_as_pandas_writes_it_is_a_column_that_says_nothing() -> None:
    article = read(b'{"text": "The talks failed.", "headline": NaN, "date": NaN}', ("published_on", "date"))
    assert (article.headline, article.published_on) == (None, None)


@pytest.mark.parametrize("value", ["soon", "02/03/2022", "2022-02-30"])
def test_a_date_that_cannot_be_read_is_named(value: str) -> None:
    message = refusal({"text": BODY, "date": value})
    assert f"reports.jsonl line 17: the date {value!r}" in message
    assert "2022-02-01" in message


def test_the_option_wins_over_the_column_and_the_column_over_the_dated_line() -> None:
    row = {"text": f"No\n\nPublished 1 February 2022\n\n{BODY}", "date": "2022-02-02"}
    assert read(row).published_on == date(2022, 2, 2)
    assert read(row, published_on=date(2022, 2, 3)).published_on == date(2022, 2, 3)
    assert read({"text": row["text"]}).published_on == date(2022, 2, 1)


def test_a_column_with_a_clock_and_a_zone_gives_the_instant_too() -> None:
    article = read({"text": BODY, "date": "2022-02-01T23:30:00+03:00"})
    assert article.published_on == date(2022, 2, 1)
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2022-02-01T23:30:00+03:00"
    assert read({"text": BODY, "date": "2022-02-01T23:30:00"}).published_at is None


def test_the_instant_may_stand_beside_the_day_and_is_none_if_it_is_of_another() -> None:
    row = {"text": BODY, "published_on": "2022-02-01", "published_at": "2022-02-01T23:30:00Z"}
    assert read(row).published_at == datetime(2022, 2, 1, 23, 30, tzinfo=UTC)
    assert read(row, published_on=date(2022, 2, 1)).published_at == datetime(2022, 2, 1, 23, 30, tzinfo=UTC)
    assert read(row, published_on=date(2022, 2, 2)).published_at is None
    assert read(row | {"published_at": "2022-02-02T00:30:00+01:00"}).published_at is None
    assert read(row | {"published_at": ["soon"]}).published_at is None
    assert refusal(row | {"published_on": "soon"}).startswith("reports.jsonl line 17: the date 'soon'")


def test_without_an_address_the_line_is_the_address() -> None:
    assert read({"text": BODY}).uri == "reports.jsonl#17"


def test_furniture_in_a_column_is_marked_as_in_a_file() -> None:
    article = read({"text": f"Share\r\n\r\n{BODY}\r\n\r\nSubscribe"})
    assert [article.text[slice(*span)] for span in article.furniture] == ["Share", "Subscribe"]


def test_a_bad_line_in_the_middle_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    lines = [json.dumps({"text": BODY, "id": number}) for number in range(1, 6)]
    lines[2] = '{"text": "The talks'
    path.write_text("\n".join(lines))
    uris, messages = [], []
    for capture in captures([str(path)], Settings()):
        assert not isinstance(capture, CaptureError)
        try:
            uris.append(extract(capture, Settings()).uri)
        except ExtractionError as error:
            messages.append(str(error))
    assert uris == ["1", "2", "4", "5"]
    assert len(messages) == 1
    assert "reports.jsonl line 3: not JSON" in messages[0]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=100))
def test_a_text_is_kept_to_the_character(text: str) -> None:
    try:
        assert read({"text": text}).text == text
    except ExtractionError as error:
        assert "no words" in str(error)  # noqa: PT017
