import pytest

from standoff.corrections.matching import Words, as_words, beside, gives_way, likeness, standing
from standoff.plover import EventType
from standoff.types import Span, Spans
from tests.readings import article, event, statement

TEXT = "Moscow asked that NATO withdraw its troops from Bulgaria and Romania and never come back. Kyiv agreed."
AT = article(TEXT)


def _at(words: str) -> Spans:
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


CLAUSE = "NATO withdraw its troops from Bulgaria and Romania"
SENTENCE = TEXT.partition(".")[0]


def test_the_clause_and_the_sentence_are_one_event_for_whoever_keeps_it_and_two_for_whoever_rejects_it() -> None:
    clause, word = Words(EventType.REQUEST, _at("withdraw its troops")), Words(EventType.REQUEST, _at(SENTENCE))
    assert likeness(TEXT, clause, word) > 0
    assert likeness(TEXT, clause, word, kept=False) == 0


def test_another_type_is_the_same_event_only_at_nearly_the_same_words() -> None:
    asked = Words(EventType.REQUEST, _at(CLAUSE))
    assert likeness(TEXT, asked, Words(EventType.ACCUSE, _at(CLAUSE + " and"))) > 0
    assert likeness(TEXT, asked, Words(EventType.ACCUSE, _at("NATO withdraw its troops"))) == 0
    assert likeness(TEXT, asked, Words(EventType.ACCUSE, _at(CLAUSE)), kept=False) == 0


def test_the_same_type_is_liker_than_another_at_better_words() -> None:
    asked = Words(EventType.REQUEST, _at(CLAUSE))
    other, same = Words(EventType.ACCUSE, _at(CLAUSE)), Words(EventType.REQUEST, _at("NATO withdraw its troops from"))
    assert likeness(TEXT, asked, same) > likeness(TEXT, asked, other) > 0


def test_a_statement_is_no_event_and_one_within_another_is_another() -> None:
    said, inner = Words(None, _at(SENTENCE)), Words(None, _at("never come back"))
    assert likeness(TEXT, said, Words(EventType.REQUEST, _at(SENTENCE))) == 0
    assert likeness(TEXT, said, inner) == 0
    assert likeness(TEXT, said, Words(None, _at(SENTENCE[:-10]))) > 0


def test_words_without_a_letter_are_compared_by_their_place() -> None:
    dots, others = Words(None, (Span(0, 3),)), Words(None, (Span(3, 6),))
    assert likeness("......", dots, dots) == 1
    assert likeness("......", dots, others) == 0


def test_a_row_that_a_person_saw_beside_the_corrected_one_does_not_give_way() -> None:
    asked = event(AT, EventType.REQUEST, CLAUSE)
    refused = event(AT, EventType.REJECT, CLAUSE)
    seen = beside(TEXT, asked, [asked, refused, statement(AT, CLAUSE)])
    assert [each.id for each in seen] == [refused.id]
    again = event(AT, EventType.REJECT, CLAUSE + " and")
    assert gives_way(TEXT, [as_words(asked)], (), again, kept=True) > 0
    assert gives_way(TEXT, [as_words(asked)], seen, again, kept=True) == 0
    assert gives_way(TEXT, [as_words(asked)], seen, refused, kept=True) == 0


@pytest.mark.parametrize(("words", "found"), [(CLAUSE, True), ("NATO withdraw its troops from", True), ("Kyiv", False)])
def test_a_row_stands_where_its_words_are_read(words: str, *, found: bool) -> None:
    asked, shown = event(AT, EventType.REQUEST, CLAUSE), event(AT, EventType.REQUEST, words)
    assert (standing(TEXT, asked, [shown, statement(AT, CLAUSE)]) == shown.id) is found
