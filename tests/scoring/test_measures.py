from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.scoring import Count, EventRow, Rows, Scores, StatementRow, match, measure, mistakes, read_line, total
from standoff.scoring.matching import Overlap, _overlaps
from standoff.scoring.speakers import same_speaker
from standoff.types import Span
from tests.scoring.labelling import (
    event,
    gold,
    line,
    read_event,
    read_refusal,
    read_statement,
    refusal,
    statement,
)

TEXT = "one two three four five six seven eight nine ten"


def said(id: str, words: str, speaker: str | None = "Jane Doe", form: str = "direct") -> StatementRow:  # noqa: A002
    at = TEXT.index(words)
    return StatementRow(id, (Span(at, at + len(words)),), words, speaker, form)


def done(id: str, words: str, type: str = "REQUEST", **more: Any) -> EventRow:  # noqa: A002 (the noun's own words)
    at = TEXT.index(words)
    row = {"actors": ("FRE",), "recipients": ("SYL",), "status": "actual", "according_to": "reporter"}
    rest = {**row, "date": None, "answers": (), **more}
    return EventRow(id=id, type=type, spans=(Span(at, at + len(words)),), exact=words, **rest)


def scores(folder: Path, ours: tuple[dict[str, Any], ...], theirs: bytes) -> Scores:
    labelled = gold(folder, *ours)
    return measure(match(labelled.text, labelled.rows, read_line(theirs, "line 1").rows))


def test_a_reading_that_says_what_the_gold_says_is_right_in_everything(tmp_path: Path) -> None:
    read = line(statements=(read_statement(),), events=(read_event(), read_refusal()))
    found = scores(tmp_path, (statement(), event(), refusal()), read)
    assert all(count.f1 == 1 for count in found.measures.values())
    assert found.measures["event"] == Count(2, 2, 2)
    assert found.measures["reply"] == found.measures["date"] == found.measures["request"] == Count(1, 1, 1)
    assert found.by_type == {"REQUEST": Count(1, 1, 1), "REJECT": Count(1, 1, 1)}
    assert found.by_form == {"direct": Count(1, 1, 1)}


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"recipients": ["USA"]}, {"event +parties", "event +status", "event +whose"}),
        ({"actors": ["USA"]}, {"event +parties", "event +status", "event +whose"}),
        ({"status": "negated"}, {"event +status", "event +whose"}),
        ({"according_to": None}, {"event +whose"}),
        ({"date": "2022-02-02"}, {"date"}),
        ({"date": None}, {"date"}),
        ({"answers": []}, {"reply"}),
        ({"answers": ["e:7"]}, {"reply"}),
        ({"type": "DEFER"}, {"event", "event +parties", "event +status", "event +whose", "date", "reply"}),
    ],
)
def test_each_measure_asks_for_its_own_and_for_those_before_it(
    tmp_path: Path, change: dict[str, Any], wrong: set[str]
) -> None:
    read = line(statements=(read_statement(),), events=(read_event(), read_refusal(**change)))
    found = scores(tmp_path, (statement(), event(), refusal()), read)
    assert {name for name, count in found.measures.items() if count.f1 < 1} == wrong


def test_nothing_read_and_nothing_labelled_is_a_score_of_0_and_no_error(tmp_path: Path) -> None:
    nothing = total([])
    assert set(nothing.measures.values()) == {Count()}
    assert Count().f1 == 0
    assert scores(tmp_path, (statement(), event()), line()).measures["event"] == Count(0, 0, 1)


def test_precision_is_of_what_was_read_and_recall_of_the_gold() -> None:
    count = Count(right=3, read=4, gold=6)
    assert (count.precision, count.recall) == (0.75, 0.5)
    assert count.f1 == pytest.approx(0.6)


def test_reports_are_added_row_by_row_and_kinds_stand_in_the_order_of_the_ontology() -> None:
    one = Scores({"event": Count(1, 1, 1)}, {"DENY": Count(1, 1, 1), "ASSAULT": Count(0, 0, 1)}, {"mixed": Count()})
    other = Scores({"event": Count(0, 9, 9)}, {"NOVEL": Count(0, 1, 0), "AGREE": Count(0, 0, 1)}, {"direct": Count()})
    found = total([one, other])
    assert found.measures["event"] == Count(1, 10, 10)
    assert list(found.by_type) == ["AGREE", "ASSAULT", "DENY", "NOVEL"]
    assert list(found.by_form) == ["direct", "mixed"]


def test_statements_match_by_half_of_all_their_words_and_events_by_half_of_the_shorter() -> None:
    half = Rows((said("s1", "one two"),), (done("e1", "one two"),))
    long = Rows((said("s:1", "one two three four five"),), (done("e:1", "two three four five"),))
    found = match(TEXT, half, long)
    assert found.statements == ()
    assert found.events == ((0, 0),)
    assert match(TEXT, half, Rows((said("s:1", "one two three four"),))).statements == ((0, 0),)


def test_the_best_pair_is_matched_first_and_each_row_once() -> None:
    ours = Rows((said("s1", "one two three four"), said("s2", "one two three")))
    theirs = Rows((said("s:1", "one two three"), said("s:2", "one two three four five")))
    assert match(TEXT, ours, theirs).statements == ((0, 1), (1, 0))


def test_of_two_events_at_one_place_the_one_with_the_same_parties_is_matched() -> None:
    ours = Rows(events=(done("e1", "one two"), done("e2", "one two", actors=("USA",))))
    theirs = Rows(events=(done("e:1", "one two", actors=("USA",)), done("e:2", "one")))
    assert match(TEXT, ours, theirs).events == ((0, 1), (1, 0))


def test_a_statement_counts_under_the_form_of_the_gold_that_it_matches() -> None:
    ours = Rows((said("s1", "one two", form="direct"), said("s2", "ten", form="indirect")))
    theirs = Rows((said("s:1", "one two", form="mixed"), said("s:2", "six", form="mixed")))
    found = measure(match(TEXT, ours, theirs)).by_form
    assert found == {"direct": Count(1, 1, 1), "indirect": Count(0, 0, 1), "mixed": Count(0, 1, 0)}


@pytest.mark.parametrize(
    ("gold", "read", "same"),
    [
        ("Jane Doe", "Doe", True),
        ("Jane Doe", "Minister Jané DOE", True),
        ("Doe Jane", "Jane Doe", True),
        ("Jane Doe", "Jane Roe", False),
        ("Foreign Ministry of Sylvania", "Sylvania", True),
        (None, None, True),
        ("Jane Doe", None, False),
        (None, "Jane Doe", False),
    ],
)
def test_speakers_are_one_by_their_last_name_or_if_one_name_holds_the_other(
    gold: str | None, read: str | None, same: bool
) -> None:
    assert same_speaker(gold, read) is same


def test_mistakes_are_missed_wrong_and_different_rows_in_the_order_of_the_text() -> None:
    ours = Rows(
        (said("s1", "nine ten"),), (done("e1", "one two", date="2022-02-01"), done("e2", "five", answers=("e1",)))
    )
    theirs = Rows(
        (said("s:1", "seven"),),
        (done("e:1", "one two", recipients=()), done("e:2", "five", status="future", actors=("USA",))),
    )
    found = mistakes(match(TEXT, ours, theirs))
    assert [each.kind for each in found] == ["differs", "differs", "wrong", "missed"]
    assert [[each.field for each in mistake.differs] for mistake in found] == [
        ["recipient", "date"],
        ["actor", "status", "answers"],
        [],
        [],
    ]


_WORDS = st.lists(st.frozensets(st.integers(0, 12), max_size=6), max_size=6)


@given(_WORDS, _WORDS)
def test_the_pairs_that_share_a_word_are_found_without_looking_at_all_pairs(
    ours: list[frozenset[int]], theirs: list[frozenset[int]]
) -> None:
    every = [
        Overlap(one, other, len(left & right), min(len(left), len(right)), len(left | right))
        for one, left in enumerate(ours)
        for other, right in enumerate(theirs)
        if left & right
    ]
    assert sorted(_overlaps(ours, theirs), key=lambda each: (each.gold, each.read)) == every
