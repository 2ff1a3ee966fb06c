import pytest

from standoff.corrections.matching import Row, Words, beside, retyped, same, standing
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


def _asked(words: str, kind: EventType = EventType.REQUEST, *by: str) -> Words:
    return Words(kind, _at(words), frozenset(by))


def test_the_clause_and_the_sentence_are_one_event_for_whoever_keeps_it_and_two_for_whoever_rejects_it() -> None:
    clause, sentence = _asked("withdraw its troops"), _asked(SENTENCE)
    assert same(TEXT, clause, sentence) > 0
    assert same(TEXT, clause, sentence, kept=False) == 0


def test_another_type_is_the_same_act_only_of_the_same_actor_at_nearly_the_same_words() -> None:
    asked = _asked(CLAUSE, EventType.REQUEST, "RUS")
    assert same(TEXT, asked, _asked(CLAUSE, EventType.ACCUSE, "RUS")) == 0
    assert retyped(TEXT, asked, _asked(CLAUSE + " and", EventType.ACCUSE, "RUS", "CHN")) > 0
    assert retyped(TEXT, asked, _asked(CLAUSE, EventType.ACCUSE)) > 0
    assert retyped(TEXT, asked, _asked(CLAUSE, EventType.ACCUSE, "NATO")) == 0
    assert retyped(TEXT, asked, _asked("NATO withdraw its troops", EventType.ACCUSE, "RUS")) == 0
    assert retyped(TEXT, asked, asked) == 0


def test_a_statement_is_no_event_and_one_within_another_is_another() -> None:
    said, inner = Words(None, _at(SENTENCE)), Words(None, _at("never come back"))
    assert same(TEXT, said, _asked(SENTENCE)) == retyped(TEXT, said, _asked(SENTENCE)) == 0
    assert same(TEXT, said, inner) == 0
    assert same(TEXT, said, Words(None, _at(SENTENCE[:-10]))) > 0


def test_words_without_a_letter_are_compared_by_their_place() -> None:
    dots, others = Words(None, (Span(0, 3),)), Words(None, (Span(3, 6),))
    assert same("......", dots, dots) == 1
    assert same("......", dots, others) == 0


def test_what_stands_beside_a_row_shares_words_with_it_and_is_of_its_kind() -> None:
    asked = event(AT, EventType.REQUEST, CLAUSE)
    refused = event(AT, EventType.REJECT, "troops")
    rows: list[Row] = [asked, refused, statement(AT, CLAUSE), event(AT, EventType.AGREE, "Kyiv agreed")]
    assert [each.id for each in beside(TEXT, asked, rows)] == [refused.id]


@pytest.mark.parametrize(("words", "found"), [(CLAUSE, True), ("NATO withdraw its troops from", True), ("Kyiv", False)])
def test_a_row_stands_where_its_words_are_read(words: str, *, found: bool) -> None:
    asked, shown = event(AT, EventType.REQUEST, CLAUSE), event(AT, EventType.REQUEST, words)
    assert (standing(TEXT, asked, [shown, statement(AT, CLAUSE)]) == shown.id) is found
