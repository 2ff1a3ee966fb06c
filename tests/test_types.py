from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.errors import CitationError, ExtractionError
from standoff.plover import EventType
from standoff.types import Actor, ActorKind, Article, Capture, Citation, Coder, Event, Span, Statement
from tests.readings import article, articles, spans_of, texts


@given(st.data())
@settings(deadline=None)
def test_what_is_cited_is_what_stands_there(data: st.DataObject) -> None:
    at = data.draw(articles())
    spans = data.draw(spans_of(at))
    citation = Citation.of(at, spans)
    citation.check(at)
    assert citation.exact == " … ".join(at.text[start:end] for start, end in spans)


@given(st.data())
@settings(deadline=None)
def test_a_citation_of_other_words_does_not_check(data: st.DataObject) -> None:
    at = data.draw(articles())
    citation = Citation.of(at, data.draw(spans_of(at)))
    with pytest.raises(CitationError, match="the row cites"):
        replace(citation, exact=citation.exact + "x").check(at)


@given(texts(), st.integers(-3, 60), st.integers(-3, 60))
@settings(deadline=None)
def test_any_span_is_cited_exactly_or_refused(text: str, start: int, end: int) -> None:
    at = article(text)
    try:
        citation = Citation.of(at, (Span(start, end),))
    except CitationError:
        return
    assert citation.exact == text[start:end] != ""


@given(texts(), texts())
@settings(deadline=None)
def test_articles_are_the_same_if_their_texts_are(one: str, other: str) -> None:
    assert (article(one, uri="a").id == article(other, uri="b").id) == (one == other)


@pytest.mark.parametrize("spans", [[], [(2, 2)], [(3, 2)], [(-1, 2)], [(0, 99)], [(4, 6), (0, 2)], [(0, 4), (3, 6)]])
def test_spans_that_prove_nothing_are_refused(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(CitationError, match=r"reports/one.txt"):
        Citation.of(article("Some words."), tuple(Span(*each) for each in spans))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Cafe\u0301 talks", (0, 4)),
        ("Cafe\u0301 talks", (4, 6)),
        ("हिन्दी", (0, 1)),
        ("1\u20e3 wins", (0, 1)),
    ],
)
def test_a_span_that_cuts_a_combining_sequence_is_refused(text: str, span: tuple[int, int]) -> None:
    with pytest.raises(CitationError, match="cuts a combining sequence"):
        Citation.of(article(text), (Span(*span),))


@pytest.mark.parametrize(("text", "span"), [("❤️ it", (0, 1)), ("\u0301 odd", (0, 1)), ("a\u0301", (0, 2))])
def test_a_span_that_cuts_no_character_is_cited(text: str, span: tuple[int, int]) -> None:
    assert Citation.of(article(text), (Span(*span),)).exact == text[span[0] : span[1]]


def test_a_citation_of_one_article_does_not_check_against_another() -> None:
    citation = Citation.of(article("Some words."), (Span(0, 4),))
    with pytest.raises(CitationError, match="was checked against article"):
        citation.check(article("Some words more."))


def test_half_a_surrogate_pair_is_no_text() -> None:
    with pytest.raises(ExtractionError, match=r"a.txt: half a surrogate pair at 3"):
        Article(uri="a.txt", text="abc\ud800", extractor="text/1")


def test_ids_are_made_from_content() -> None:
    at = article("Some words.")
    spans = (Span(0, 4),)
    assert Statement.make_id(at.id, (), (), spans) == Statement.make_id(at.id, (), (), spans)
    assert Statement.make_id(at.id, spans, (), spans) != Statement.make_id(at.id, (), spans, spans)
    assert Event.make_id(at.id, EventType.DENY, spans) != Event.make_id(at.id, EventType.DEFER, spans)
    assert at.id == "sha256:c041125205ba14fe4026d2cb04e5a62df9b5f89e59bfb5abf26756c0f8c8768c"


def test_a_person_in_office_takes_part_as_the_party_it_acts_for() -> None:
    assert Actor("jane-roe", "Jane Roe", ActorKind.PERSON, acts_for="USA").party == "USA"
    assert Actor("USA", "United States", ActorKind.STATE).party == "USA"


def test_a_coder_is_written_as_name_and_version() -> None:
    assert str(Coder("attribution", "1", "abc")) == "attribution/1"


def test_a_capture_is_known_by_its_bytes() -> None:
    assert Capture("a", "text/plain", b"x").digest == Capture("b", "text/html", b"x").digest
