from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.queries.differences import Change, Passage, differences
from standoff.types import Article, Span
from tests.readings import article

FIRST = (
    "Moscow refused on Tuesday. Mr. Brand said that talks would go on in Geneva next week. The U.S. envoy left. "
    "Kyiv waits."
)


def compared(text: str, first: str = FIRST) -> list[tuple[str, str]]:
    """Return each passage as its change and the words of the copy, else of the first report."""
    one, other = article(first), article(text)
    return [(each.change.value, _words(each, one, other)) for each in differences(one, other)]


def _words(passage: Passage, first: Article, copy: Article) -> str:
    at, span = (copy, passage.span) if passage.span else (first, passage.first_span)
    assert span is not None
    return at.text[slice(*span)]


def test_a_sentence_is_kept_reworded_added_or_left_out() -> None:
    copy = "Moscow refused on Tuesday. Mr. Brand said that talks will go on in Geneva. Prices rose. Kyiv waits."
    assert compared(copy) == [
        ("kept", "Moscow refused on Tuesday."),
        ("reworded", "Mr. Brand said that talks will go on in Geneva."),
        ("left-out", "The U.S. envoy left."),
        ("added", "Prices rose."),
        ("kept", "Kyiv waits."),
    ]


def test_what_is_left_out_at_the_beginning_comes_first() -> None:
    assert compared("Kyiv waits.", "Moscow refused. Kyiv waits.") == [
        ("left-out", "Moscow refused."),
        ("kept", "Kyiv waits."),
    ]


def test_sentences_that_moved_are_kept() -> None:
    assert [change for change, _ in compared("Kyiv waits. The U.S. envoy left. Moscow refused on Tuesday.")] == [
        "kept", "kept", "kept", "left-out",
    ]  # fmt: skip


def test_a_rewording_shows_the_words_that_changed() -> None:
    (passage,) = differences(article("He said “no” on Tuesday."), article('He said "no" on Monday.'))
    assert [(piece.change.value, piece.words) for piece in passage.pieces] == [
        ("kept", "He said "), ("left-out", "“"), ("added", '"'), ("kept", "no"), ("left-out", "”"), ("added", '"'),
        ("kept", " on "), ("left-out", "Tuesday"), ("added", "Monday"), ("kept", "."),
    ]  # fmt: skip


def test_furniture_and_headline_are_not_compared() -> None:
    first = article("Menu\n\nMoscow refused.", furniture=(Span(0, 4),))
    copy = article("Talks fail\n\nMoscow refused.", headline="Talks fail", headline_span=Span(0, 10))
    assert [each.change for each in differences(first, copy)] == [Change.KEPT]


def test_a_sentence_without_end_is_not_compared_word_by_word() -> None:
    first, copy = (article(" ".join(f"{word}{number}" for number in range(900))) for word in ("a", "b"))
    assert [each.change for each in differences(first, copy)] == [Change.LEFT_OUT, Change.ADDED]
    (passage,) = differences(first, article(f"{first.text} more"))
    assert [each.change for each in passage.pieces] == [Change.LEFT_OUT, Change.ADDED]


@settings(deadline=None)
@given(st.text(alphabet="ab .!\n”", max_size=80), st.text(alphabet="ab .!\n”", max_size=80))
def test_the_pieces_of_all_passages_are_the_words_of_both_texts(first: str, copy: str) -> None:
    one, other = article(first), article(copy)
    for passage in differences(one, other):
        theirs = "".join(piece.words for piece in passage.pieces if piece.change is not Change.LEFT_OUT)
        ours = "".join(piece.words for piece in passage.pieces if piece.change is not Change.ADDED)
        assert theirs == (other.text[slice(*passage.span)] if passage.span else "")
        assert ours == (one.text[slice(*passage.first_span)] if passage.first_span else "")
    spans = [each.span for each in differences(one, other) if each.span]
    assert spans == sorted(spans)
    assert "".join("".join(other.text[slice(*span)] for span in spans).split()) == "".join(copy.split())
