"""Pages cut into tags and texts, as browsers cut them."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standoff.extract.markup import Markup, cut, lean, shown
from tests.extract.blocks import pages, seen

EACUTE = "e\u0301"


def texts(page: str) -> list[str]:
    return [text for text in cut(page).texts if text]


def stretches(text: str) -> list[tuple[str, str]]:
    """Return each stretch of visible text with what stands at its place."""
    return [(each.text, text[each.start : each.end]) for each in shown(cut(text))]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(), pages()))
def test_the_tokens_of_any_page_are_the_page(page: str) -> None:
    markup = cut(page)
    assert "".join(markup.tokens) == page
    assert len(markup.texts) == len(markup.tags) + 1


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<a title="a > b">c</a>', ["c"]),
        ("<a title='it\"s > that' b=>c</a>", ["c"]),
        ("<p don't>a</p>'", ["a", "'"]),
        ("<!-- a --><!-->b<!--->c<!-- d --!>e", ["b", "c", "e"]),
        ("<!-- a", []),
        ("a<b", ["a"]),
        ("1 < 2 <3", ["1 < 2 <3"]),
        ("<script>if (a < b) '</p>'</script >c", ["c"]),
        ("<SCRIPT>a</ScRiPt>b", ["b"]),
        ("<scripts>a</scripts>", ["a"]),
        ("<script>a</scripts>", []),
        ("<style>a</style><title>b</title><textarea><p>c</textarea><iframe>d</iframe>e", ["e"]),
        ("<![CDATA[ a ]]>b<?php c ?>d</>e</ f>g", ["b", "d", "e", "g"]),
        ("<!DOCTYPE html>a", ["a"]),
    ],
)
def test_texts_are_what_stands_outside_of_tags_comments_and_scripts(page: str, expected: list[str]) -> None:
    assert texts(page) == expected


@pytest.mark.parametrize(
    "piece",
    [
        "<a ",
        '<a b="',
        "<a b='\"<a",
        '<a b="<a" ',
        "<!--",
        "<!-- -",
        "<script>",
        "<",
        "&",
        "<a b=c ",
        "<p>",
        "</",
        "<![CDATA[",
    ],
)
def test_a_page_is_cut_in_time_that_grows_with_its_length(piece: str) -> None:
    begun = time.process_time()
    cut(piece * (2_000_000 // len(piece)))
    assert time.process_time() - begun < 5


def test_a_lean_page_has_no_scripts_and_no_characters_that_parsers_refuse() -> None:
    page = "<title>a</title><!-- b --><script>c</script><style>d</style>\x01e\x0bf&amp;g"
    assert lean(cut(page)) == b"<title>a</title>ef&amp;g"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a &amp;b", [("a ", "a "), ("&", "&amp;"), ("b", "b")]),
        ("&notit; &foo; &", [("¬", "&not"), ("it;", "it;"), (" ", " "), ("&foo;", "&foo;"), (" &", " &")]),
        ("&#128;&#x41", [("€", "&#128;"), ("A", "&#x41")]),
        (f"caf{EACUTE}s", [("caf", "caf"), ("é", EACUTE), ("s", "s")]),
        ("cafe&#769;", [("caf", "caf"), ("é", "e&#769;")]),
        ("&eacute;\u0323x", [("ẹ\u0301", "&eacute;\u0323"), ("x", "x")]),
        ("\u0301a", [("\u0301a", "\u0301a")]),
        ("\u1112\u1161\u11ab", [("한", "\u1112\u1161\u11ab")]),
        ("\u212bngström", [("Ångström", "\u212bngström")]),
        ("\u0958a", [("\u0915\u093c", "\u0958"), ("a", "a")]),
        ("Strel\u00adsau\ufeff", [("Strel", "Strel"), ("sau", "sau")]),
        ("&shy;&zwnj;\u200b", []),
        (" \n", []),
    ],
)
def test_a_stretch_is_as_long_as_its_place_or_comes_from_the_whole_of_it(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert stretches(text) == expected


def test_a_long_text_comes_in_slices() -> None:
    text = "The minister said no. " * 1000
    found = list(shown(cut(text)))
    assert "".join(each.text for each in found) == text
    assert max(len(each.text) for each in found) == 2000


def test_a_thousand_marks_on_one_letter_are_composed_in_bounded_pieces() -> None:
    text = "e" + "\u0301" * 1000
    assert max(len(each.text) for each in shown(cut(text))) <= 33
    assert seen("".join(each.text for each in shown(cut(text)))) == seen(text)


def test_texts_in_pre_are_known() -> None:
    markup = cut("a<pre class=x>b<b>c</b></PRE>d<preface>e")
    assert [markup.tokens[number] for number in sorted(markup.preformatted)] == ["b", "c", ""]
    assert cut("a<p>b") == Markup("a<p>b", ["a", "<p>", "b"])
