from datetime import date

import pytest

from standoff import queries
from standoff.plover import EventType, Quad, Status
from standoff.store import open_store
from standoff.types import Reading
from standoff.web.drawing.marks import Kind, Lanes, event_marks, kind_of, statement_marks
from standoff.web.drawing.period import Period
from tests.readings import PUTIN, RUSSIA, article, event, statement

REPORT = article(
    "Moscow and Paris agreed to talks. Officials warned Moscow. Vladimir Putin said it was late.",
    published_on=date(2022, 2, 1),
)
UNDATED = article("Paris thanked Moscow.", uri="reports/undated.txt")


@pytest.fixture
def answers() -> tuple[list[queries.EventLine], list[queries.StatementLine]]:
    events = (
        event(REPORT, EventType.AGREE, "agreed to talks", ("RUS", "FRA"), date="2022-01-24/2022-01-26"),
        event(REPORT, EventType.THREATEN, "warned Moscow", ("UNKNOWN",), ("RUS", "UNKNOWN"), status=Status.FUTURE),
        event(REPORT, EventType.DENY, "it was late", ("RUS",)),
    )
    said = statement(REPORT, "it was late", "Vladimir Putin", "said", speaker=PUTIN.id)
    with open_store(":memory:") as store:
        store.add(Reading(REPORT, actors=(PUTIN, RUSSIA), statements=(said,), events=events))
        store.add(Reading(UNDATED, events=(event(UNDATED, EventType.SUPPORT, "thanked Moscow", ("FRA",)),)))
        return queries.timeline(store), queries.statements(store)


def _href(line: queries.EventLine) -> str:
    return f"/rows/{line.event.id}"


def test_every_quarter_has_a_kind_and_so_have_the_types_that_plover_lacks() -> None:
    assert {kind_of(quad) for quad in (*Quad, None)} == set(Kind) - {Kind.STATEMENT}


def test_an_event_stands_in_the_lane_of_each_of_its_actors(
    answers: tuple[list[queries.EventLine], list[queries.StatementLine]],
) -> None:
    lines, _ = answers
    names = {"RUS": "Russia"}
    found = list(event_marks(lines, Lanes.PARTY, _href, lambda code: names.get(code, code)))
    assert [(mark.lane, mark.kind) for mark in found] == [
        ("Russia", Kind.WORD_FOR), ("FRA", Kind.WORD_FOR), ("unnamed", Kind.WORD_AGAINST), ("Russia", Kind.OTHER),
    ]  # fmt: skip
    assert found[0].period == Period.of("2022-01-24/2022-01-26")
    assert found[2].status is Status.FUTURE
    assert found[0].href == f"/rows/{lines[0].event.id}"


def test_who_has_no_name_is_not_written_as_a_code(
    answers: tuple[list[queries.EventLine], list[queries.StatementLine]],
) -> None:
    lines, _ = answers
    warned = [mark for mark in event_marks(lines, Lanes.KIND, _href, str) if mark.lane == "words against"]
    assert [mark.label for mark in warned] == ["threaten Russia: warned Moscow"]
    assert warned[0].title == "2022-02-01, unnamed → Russia: threaten (planned): “warned Moscow”"


def test_a_statement_stands_in_the_lane_of_the_party_for_which_its_speaker_speaks(
    answers: tuple[list[queries.EventLine], list[queries.StatementLine]],
) -> None:
    _, lines = answers
    (found,) = statement_marks(
        lines, Lanes.PARTY, lambda line: f"/rows/{line.statement.id}", {PUTIN.id: "Russia"}.__getitem__
    )
    assert (found.lane, found.kind, found.label) == ("Russia", Kind.STATEMENT, "it was late")
    assert found.title == "2022-02-01, Vladimir Putin said: “it was late”"
