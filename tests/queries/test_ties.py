from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from standoff import queries
from standoff.plover import EventType, Quad, Status
from standoff.store import open_store
from standoff.types import UNKNOWN, Event, Reading
from tests.readings import RUSSIA, article, event, readings

REPORT = article(
    "Moscow warned Kyiv and Warsaw. Moscow and Paris met. Berlin and Paris urged calm. Moscow denied it. "
    "Officials blamed Moscow. Moscow may attack Kyiv. Moscow shelled Kyiv.",
    published_on=date(2022, 2, 1),
)
MEETING = event(REPORT, EventType.CONSULT, "Moscow and Paris met", ("RUS", "FRA"))
WARNING = event(REPORT, EventType.THREATEN, "warned Kyiv and Warsaw", ("RUS",), ("UKR", "POL"))
SHELLING = event(REPORT, EventType.ASSAULT, "shelled Kyiv", ("RUS",), ("UKR",), date="2022-01-10")


def _told(*events: Event) -> list[tuple[str, str, Quad | None, int]]:
    return [(line.actor, line.recipient, line.quad, line.number) for line in queries.ties(events)]


def test_an_act_counts_once_for_each_who_does_it_and_each_to_whom() -> None:
    assert _told(WARNING, WARNING) == [
        ("RUS", "POL", Quad.VERBAL_CONFLICT, 2), ("RUS", "UKR", Quad.VERBAL_CONFLICT, 2),
    ]  # fmt: skip


def test_those_who_meet_do_so_with_one_another() -> None:
    assert [tie[:2] for tie in _told(MEETING)] == [("FRA", "RUS"), ("RUS", "FRA")]


def test_those_who_urge_side_by_side_do_nothing_to_one_another() -> None:
    assert _told(event(REPORT, EventType.REQUEST, "urged calm", ("DEU", "FRA"))) == []


def test_a_type_that_plover_lacks_has_no_quarter_and_the_unnamed_no_ties() -> None:
    denied = event(REPORT, EventType.DENY, "denied it", ("RUS",), ("USA",))
    blamed = event(REPORT, EventType.ACCUSE, "blamed Moscow", (UNKNOWN,), ("RUS",))
    assert _told(denied, blamed) == [("RUS", "USA", None, 1)]


def test_only_what_happened_in_the_range_of_days_is_counted() -> None:
    may = event(REPORT, EventType.ASSAULT, "may attack Kyiv", ("RUS",), ("UKR",), status=Status.HYPOTHETICAL)
    with open_store(":memory:") as store:
        store.add(Reading(REPORT, actors=(RUSSIA,), events=(MEETING, WARNING, SHELLING, may)))
        whole = queries.who_to_whom(store)
        before = queries.who_to_whom(store, until=date(2022, 2, 1))
        after = queries.who_to_whom(store, since=date(2022, 2, 1))
        none = queries.who_to_whom(store, as_of=date(2022, 1, 31))
    assert sum(tie.number for tie in whole.ties) == 5
    assert [(tie.actor, tie.recipient, tie.quad) for tie in before.ties] == [("RUS", "UKR", Quad.MATERIAL_CONFLICT)]
    assert before.names == {"RUS": "Russia", "UKR": "UKR"}
    assert len(after.ties) == 4
    assert none.ties == ()


@given(st.lists(readings(), max_size=4))
def test_ties_are_the_same_in_whatever_order_events_come(found: list[Reading]) -> None:
    events = [each for reading in found for each in reading.events]
    assert queries.ties(events) == queries.ties(events[::-1])
    assert all(UNKNOWN not in (tie.actor, tie.recipient) and tie.number > 0 for tie in queries.ties(events))
