"""The way back: from each character of an article to the place on its page that shows it."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, example, given, settings

from standoff.errors import ExtractionError
from standoff.extract import extract
from standoff.extract.html import places
from standoff.settings import Settings
from standoff.types import Article, Capture, Span
from tests.extract.blocks import SENTENCES, misread, pages

FIRST, SECOND, THIRD, _ = SENTENCES


def page(body: str) -> Capture:
    return Capture("page.html", "text/html", f"<html><body><article>{body}</article></body></html>".encode())


def shown(capture: Capture, words: str) -> list[str]:
    """Return what the page has at the places of the words."""
    article = extract(capture, Settings())
    start = article.text.index(words)
    found = places(capture, article)
    return [found.page[slice(*place)] for place in found.spans(Span(start, start + len(words)))]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(pages())
@example(f"<article><p>{FIRST}</p><p>{SECOND}e<b>&#769;</b>a\u0323\u0301b{THIRD}</p></article>")
def test_every_span_of_any_page_is_shown_where_the_map_says(markup: str) -> None:
    capture = Capture("page.html", "text/html", markup.encode())
    try:
        article = extract(capture, Settings())
    except ExtractionError:
        assume(False)
    assert not misread(capture, article)


def test_a_span_has_a_place_for_each_run_of_text_between_tags() -> None:
    capture = page(f"<p>{FIRST} <b>Talks</b> go <!-- not --> on.</p><p>{SECOND}</p><p>{THIRD}</p>")
    assert shown(capture, "Zenda. Talks go on.") == ["Zenda.", "Talks", "go", "on."]


def test_entities_are_places_as_they_stand_on_the_page() -> None:
    capture = page(f"<p>Tom&nbsp;&amp; Jerry&#8217;s. {FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>")
    assert shown(capture, "Tom & Jerry’s") == ["Tom&nbsp;&amp; Jerry&#8217;s"]
    assert shown(capture, "&") == ["&amp;"]


def test_an_entity_of_two_letters_is_the_place_of_either() -> None:
    capture = page(f"<p>{FIRST} &fjlig;ord</p><p>{SECOND}</p><p>{THIRD}</p>")
    article = extract(capture, Settings())
    at = article.text.index("fjord")
    found = places(capture, article)
    assert [found.page[slice(*place)] for place in found.spans(Span(at + 1, at + 3))] == ["&fjlig;o"]


def test_an_escaped_entity_stays_escaped_once() -> None:
    capture = page(f"<p>{FIRST} Write &amp;amp; for it.</p><p>{SECOND}</p><p>{THIRD}</p>")
    assert "Write &amp; for it." in extract(capture, Settings()).text
    assert shown(capture, "&amp;") == ["&amp;amp;"]


def test_letters_are_composed_with_their_marks_and_come_from_all_of_them() -> None:
    capture = page(f"<p>{FIRST} In a cafe\u0301 and a caf&#101;&#769;.</p><p>{SECOND}</p><p>{THIRD}</p>")
    assert shown(capture, "a café and") == ["a cafe\u0301 and"]
    assert shown(capture, "a café.") == ["a caf&#101;&#769;."]


def test_invisible_characters_are_left_out_and_lie_within_the_place() -> None:
    capture = page(f"<p>{FIRST} The Strel\u00adsau\u200b talks.</p><p>{SECOND}</p><p>{THIRD}</p>")
    assert shown(capture, "Strelsau talks") == ["Strel\u00adsau\u200b talks"]


def test_white_space_is_folded_and_that_between_paragraphs_is_nowhere() -> None:
    capture = page(f"<p>{FIRST}  \n\t Talks&nbsp; end.</p>\n\n\n<p>{SECOND}</p><p>{THIRD}</p>")
    article = extract(capture, Settings())
    assert f"{FIRST} Talks end.\n\n{SECOND}\n\n{THIRD}" in article.text
    at = article.text.index("\n\n")
    assert places(capture, article).spans(Span(at, at + 2)) == ()


def test_a_short_line_that_stands_on_the_page_twice_is_the_one_between_its_neighbours() -> None:
    menu, head = "<div class=menu>Talks to go on</div>", "<h2>Talks to go on</h2>"
    body = f"{menu}<article><h1>Head</h1><p>{FIRST}</p>{head}<p>{SECOND}</p><p>{THIRD}</p></article>{menu}"
    capture = Capture("page.html", "text/html", f"<html><body>{body}</body></html>".encode())
    article = extract(capture, Settings())
    found = places(capture, article)
    at = article.text.index("Talks to go on")
    [place] = found.spans(Span(at, at + 14))
    assert found.page[place.start - 4 : place.start] == "<h2>"


def test_lists_and_tables_have_no_marks_but_those_of_the_page() -> None:
    items = f"<ul><li>{FIRST}</li><li>- {SECOND}</li></ul>"
    table = f"<table><tr><td>one {THIRD}</td><td>two</td></tr></table>"
    text = extract(page(f"{items}{table}<p>{THIRD}</p>"), Settings()).text
    assert f"{FIRST}\n\n- {SECOND}" in text
    assert "|" not in text


def test_line_breaks_of_preformatted_text_stay() -> None:
    text = extract(page(f"<pre>{FIRST}\n{SECOND}\n\n{THIRD}\n</pre>"), Settings()).text
    assert text == f"{FIRST}\n{SECOND}\n\n{THIRD}"


@pytest.mark.parametrize(
    "body", [f"<script>{FIRST}</script>", f"<!-- {FIRST}", f"<textarea>{FIRST}", f"<a title='{FIRST}"]
)
def test_what_no_reader_sees_is_no_text(body: str) -> None:
    assert FIRST not in extract(page(f"<p>{SECOND}</p><p>{THIRD}</p>{body}"), Settings()).text


def test_an_article_of_another_text_is_refused() -> None:
    capture = page(f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>")
    article = replace(extract(capture, Settings()), text=FIRST, extractor="trafilatura/2.0")
    with pytest.raises(ExtractionError, match="finds another text in this page"):
        places(capture, article)


def test_the_map_counts_code_points_of_the_decoded_page() -> None:
    body = f"<article><p>Зенда. {FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
    markup = f"<html><head><meta charset=windows-1251></head><body>{body}"
    capture = Capture("page.html", "text/html", markup.encode("cp1251"))
    article: Article = extract(capture, Settings())
    [place] = places(capture, article).spans(Span(0, 5))
    assert markup[slice(*place)] == "Зенда"
