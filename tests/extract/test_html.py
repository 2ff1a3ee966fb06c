"""Articles out of web pages."""

import logging
import time
from contextlib import suppress
from datetime import date

import pytest

from standoff.errors import ExtractionError
from standoff.extract import extract
from standoff.settings import Settings
from standoff.types import Article, Capture

FIRST = "The foreign minister of Ruritania said on Tuesday that his country would not sign the treaty of Zenda."
SECOND = "Talks between the two sides will go on in Strelsau next week, he told reporters after the meeting."
THIRD = "The ministry of Zenda called the refusal a grave mistake and asked for an answer by the end of the month."
REPORT = f"<h1>Ruritania will not sign</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def page(head: str = "", body: str = REPORT) -> str:
    menu = "<nav><a href=/>Home</a></nav>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{menu}<article>{body}</article></body></html>"


def read(markup: str | bytes, settings: Settings | None = None) -> Article:
    payload = markup.encode() if isinstance(markup, str) else markup
    return extract(Capture("page.html", "text/html", payload), settings or Settings())


def refusal(markup: str | bytes) -> str:
    with pytest.raises(ExtractionError) as caught:
        read(markup)
    return str(caught.value)


def test_the_main_text_has_its_paragraphs_apart() -> None:
    article = read(page())
    assert article.text.endswith(f"{FIRST}\n\n{SECOND}\n\n{THIRD}")
    assert "Home" not in article.text
    assert article.extractor.startswith("html/2+")


def test_the_headline_has_a_span_where_the_text_begins_with_it() -> None:
    article = read(page("<title>Ruritania will not sign</title>"))
    assert article.headline == "Ruritania will not sign"
    assert article.headline_span is None or article.text[slice(*article.headline_span)] == article.headline


def test_the_page_says_who_published_and_who_wrote() -> None:
    article = read(page('<meta property="og:site_name" content="Herald"><meta name="author" content="Anthony Hope">'))
    assert (article.publisher, article.byline) == ("Herald", "Anthony Hope")


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2022-02-01T22:45:00+03:00">',
        '<meta name="DC.date.issued" content="2022-02-01">',
        '<meta name="pubdate" content="Tue, 1 Feb 2022 10:00:00 GMT">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2022-02-01T10:00Z"}</script>',
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": ["Article"], '
            '"datePublished": "2022-02-01", "dateModified": "2022-03-01"}]}</script>'
        ),
        '<script>var a = "<p>";</script><meta itemprop="datePublished" content="2022-02-01">',
    ],
)
def test_the_day_of_publication_is_in_the_metadata(head: str) -> None:
    assert read(page(head)).published_on == date(2022, 2, 1)


def test_the_day_may_stand_in_a_time_element_of_the_article() -> None:
    body = REPORT.replace("</h1>", '</h1><time datetime="2022-02-01T10:00">today</time>')
    assert read(page(body=body)).published_on == date(2022, 2, 1)


@pytest.mark.parametrize(
    "markup",
    [
        page(body=f"{REPORT}<p>© 2021 Herald</p>"),
        page('<link rel="canonical" href="https://herald.example/2021/12/17/no.html">'),
        page(body=REPORT.replace("on Tuesday", "on 17 December 2021")),
        page('<script type="application/ld+json">{"@type": "Event", "datePublished": "2021-12-17"}</script>'),
        page('<script type="application/ld+json">{broken "datePublished": "2021-12-17"</script>'),
    ],
)
def test_a_day_in_the_text_the_address_or_the_copyright_is_not_that_of_publication(markup: str) -> None:
    assert read(markup).published_on is None


def test_the_option_wins_over_the_metadata() -> None:
    markup = page('<meta property="article:published_time" content="2022-02-01">')
    settings = Settings(published_on=date(2022, 2, 3), publisher="Courier")
    article = read(markup, settings)
    assert (article.published_on, article.publisher) == (date(2022, 2, 3), "Courier")


def test_furniture_that_the_extractor_left_in_is_marked() -> None:
    article = read(page(body=REPORT.replace("<p>The foreign", "<p>STRELSAU (AP) – The foreign")))
    assert article.dateline == "STRELSAU"
    assert [article.text[slice(*span)] for span in article.furniture] == ["STRELSAU (AP) – "]


def test_a_page_in_an_old_encoding_is_read_as_it_declares() -> None:
    body = REPORT.replace("Zenda", "Зенда")
    article = read(page('<meta charset="windows-1251">', body).encode("cp1251"))
    assert "treaty of Зенда" in article.text


def test_a_broken_page_is_read_as_far_as_it_goes() -> None:
    article = read(f"<html><body><div><p>{FIRST}<p>{SECOND}<b><i><table><tr><td>{THIRD}<div")
    assert FIRST in article.text


@pytest.mark.parametrize("markup", ["", " \n", "<html></html>", "<<<>>>< & <p", "<div>" * 20_000, "<html>" + "\0" * 99])
def test_a_page_without_an_article_is_refused(markup: str) -> None:
    assert refusal(markup).startswith("page.html: ")


def test_an_image_named_html_is_refused_by_its_kind() -> None:
    assert "looks like a PNG image" in refusal(b"\x89PNG\r\n\x1a\n")


def test_a_page_of_twenty_megabytes_is_read_if_the_weight_is_in_its_scripts() -> None:
    heavy = page("<script>" + "var a = '<p>';" * 1_400_000 + "</script><style>" + "p {}" * 100_000 + "</style>")
    assert len(heavy) > 19_000_000
    begun = time.process_time()
    assert FIRST in read(heavy).text
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    ("piece", "reason"),
    [
        ("<p>word</p>", "without its scripts"),
        ("word ", "without its scripts"),
        ("&amp;", "without its scripts"),
        # What is not closed goes on to the end of the page, as in a browser.
        ("<a href=", "no text of an article"),
        ("<script>", "no text of an article"),
        ("<script ", "no text of an article"),
        ("<!-- ", "no text of an article"),
    ],
)
def test_twenty_megabytes_of_anything_else_are_refused_at_once(piece: str, reason: str) -> None:
    begun = time.process_time()
    message = refusal("<html><body>" + piece * (20_000_000 // len(piece)))
    assert reason in message
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 29_000 + FIRST * 20,
        f"<p>{FIRST}</p>" + "<b>" * 1900 + FIRST + "</b>" * 1900 + f"<p>{SECOND} {THIRD}</p>",
        "<p " + " ".join(f"a{number}=1" for number in range(300_000)) + f">{FIRST}</p><p>{SECOND} {THIRD}</p>",
        ("<p " + " ".join(f"a{number}=1" for number in range(2000)) + f">{FIRST}</p>") * 50,
        "<p>word said</p>" * 10_000,
        "<ul>" + f"<li>{FIRST} word" * 4000,
        "<table>" + f"<tr><td>said {FIRST}<td>b" * 2000,
        f"<p>{FIRST}{SECOND}{THIRD}" + "e\u0301" * 40_000,
        f"<p>{FIRST}{SECOND}{THIRD}e" + "\u0301" * 200_000,
        "<p>" + f"{FIRST} &amp;\u200b".replace(" ", "\u200b ") * 3000,
        f"<p>{FIRST}{SECOND}{THIRD}" + ("a" + " " * 50) * 20_000,
        "<pre>" + f"{FIRST}\n" * 4000,
        f"<p>{FIRST}{SECOND}{THIRD}" + '<script type="application/ld+json">' + "[" * 1_000_000,
        '<script type="application/ld+json">{"@type": "Article", "author": {"@id": 1}}</script>' * 10_000,
        "<script " + "ld+json " * 1_000_000,
        "<h1>" + "<a" * 20_000 + f"<p>{FIRST}{SECOND}{THIRD}",
    ],
    ids=range(16),
)
def test_a_hostile_page_is_read_or_refused_in_bounded_time(body: str) -> None:
    begun = time.process_time()
    with suppress(ExtractionError):
        read(f"<html><body><article>{body}")
    assert time.process_time() - begun < 10


def test_the_libraries_say_nothing_on_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ExtractionError):
        read("<<<")
    assert capfd.readouterr() == ("", "")
    assert any(isinstance(handler, logging.NullHandler) for handler in logging.getLogger("trafilatura").handlers)
