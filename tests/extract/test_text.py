"""Articles out of plain text."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.errors import ExtractionError
from standoff.extract import article_of_text, extract
from standoff.settings import Settings
from standoff.types import Capture, check_spans

BODY = "The foreign minister of Ruritania said on Tuesday that his country would not sign the treaty of Zenda."


def capture(payload: bytes, **fields: str) -> Capture:
    return Capture("report.txt", "text/plain", payload, fields=tuple(fields.items()))


def refusal(payload: bytes, settings: Settings | None = None) -> str:
    with pytest.raises(ExtractionError) as caught:
        extract(capture(payload), settings or Settings())
    return str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        f"\r\n  Ruritania will not sign\r\n\r\n{BODY}\r\n\r\n\t",
        f"Ruritania 🇺🇦 will not sign 👩‍👩‍👧\n\n{BODY} “Неt” e\u0301t\u00e9",
        "وزير الخارجية: لن نوقع\n\nقال الوزير يوم الثلاثاء إن بلاده لن توقع المعاهدة.",
        "\u202bשר החוץ\u202c said no\u2028and\x85left\x0bagain.",
    ],
)
def test_a_text_is_kept_to_the_character_whatever_its_script(text: str) -> None:
    article = extract(capture(text.encode()), Settings())
    assert article.text == text
    assert article.extractor == "text/1"
    if article.furniture:
        check_spans(article, article.furniture)


def test_only_the_byte_order_mark_is_dropped() -> None:
    assert extract(capture(b"\xef\xbb\xbf" + BODY.encode()), Settings()).text == BODY


def test_a_text_in_utf_16_has_its_spans_in_code_points() -> None:
    text = f"Ruritania 🇺🇦 will not sign\r\n\r\nShare\r\n\r\n{BODY}"
    article = extract(capture(text.encode("utf-16")), Settings())
    assert [article.text[slice(*span)] for span in article.furniture] == ["Share"]
    assert article.headline == "Ruritania 🇺🇦 will not sign"


@pytest.mark.parametrize("payload", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", "… 🇺🇦 — 2022".encode()])
def test_a_file_without_words_is_refused(payload: bytes) -> None:
    assert refusal(payload) == "report.txt: no words in it; expected the text of a report"


def test_a_text_longer_than_a_report_is_refused_before_it_is_read() -> None:
    message = refusal(b"word " * 10_000_000)
    assert "has 50,000,000 characters, a report has at most 500,000" in message
    assert "--max-characters" in message


def test_a_text_of_one_endless_line_within_the_limit_is_read() -> None:
    assert len(extract(capture(b"word " * 99_000), Settings()).text) == 495_000


def test_the_option_wins_over_the_field_and_the_field_over_the_dated_line() -> None:
    payload = f"Ruritania will not sign\n\nPublished 1 February 2022\n\n{BODY}".encode()
    option = Settings(published_on=date(2022, 2, 3), publisher="Herald")
    fields = capture(payload, published_on="2022-02-02", publisher="Courier")
    assert extract(capture(payload), Settings()).published_on == date(2022, 2, 1)
    assert extract(fields, Settings()).published_on == date(2022, 2, 2)
    assert extract(fields, Settings()).publisher == "Courier"
    assert extract(fields, option).published_on == date(2022, 2, 3)
    assert extract(fields, option).publisher == "Herald"


def test_without_a_date_the_article_has_none() -> None:
    assert extract(capture(BODY.encode()), Settings()).published_on is None


def test_the_capture_is_named_by_its_digest() -> None:
    given_capture = capture(BODY.encode())
    assert extract(given_capture, Settings()).capture == given_capture.digest


def test_half_a_character_is_refused_with_its_offset() -> None:
    with pytest.raises(ExtractionError, match=r"text: half of a character \(surrogate U\+D83C\) at offset 4"):
        article_of_text("The \ud83c flag")


def test_a_headline_that_is_known_has_a_span_only_where_the_text_begins_with_it() -> None:
    text = f"\nRuritania will not sign\n\n{BODY}"
    assert article_of_text(text, headline="Ruritania will not sign").headline_span == (1, 24)
    assert article_of_text(text, headline="Ruritania will").headline_span is None
    assert article_of_text(text, headline="Another").headline == "Another"


def test_an_unknown_media_type_is_refused() -> None:
    with pytest.raises(ExtractionError, match="media type 'image/png' is not read"):
        extract(Capture("a.png", "image/png", b""), Settings())


def test_what_the_archive_cannot_know_is_not_looked_up(tmp_path: Path) -> None:
    article = extract(Capture((tmp_path / "absent.txt").as_posix(), "text/plain", BODY.encode()), Settings())
    assert (article.publisher, article.byline, article.dateline) == (None, None, None)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_is_an_article_with_its_words_or_an_error_of_ours(text: str) -> None:
    try:
        article = article_of_text(text)
    except ExtractionError:
        return
    assert article.text == text
    assert article == article_of_text(text)
