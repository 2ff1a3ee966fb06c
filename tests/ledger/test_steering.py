"""What persons said of demands is what the ledger goes by."""

from dataclasses import replace

from standoff.corrections import PERSON, Steering
from standoff.ledger.demands import demands, told
from standoff.ledger.founding import founds
from standoff.plover import EventType
from standoff.types import Demand, Event
from tests.ledger.test_demands import PUBLISHED, answered, asked

FIRST = asked("withdraw its troops from the border")
AGAIN = asked("withdraw its troops from the border", within="later")
OTHER = asked("the alliance stop its expansion at once", at=200)


def _steps(found: list[Demand]) -> list[list[str]]:
    return [[step.event for step in demand.chain] for demand in found]


def test_two_demands_that_a_person_merged_are_one_with_the_steps_of_both() -> None:
    refused = answered(EventType.REJECT, OTHER, within="later")
    events = [FIRST, OTHER, refused]
    assert len(demands(events, PUBLISHED)) == 2
    ((demand, tellers),) = told(events, PUBLISHED, Steering(merged=frozenset({(FIRST.id, OTHER.id)})))
    assert demand.id == demands([FIRST], PUBLISHED)[0].id
    assert [step.event for step in demand.chain] == [FIRST.id, refused.id]
    assert {event.id for event in tellers} == {event.id for event in events}


def test_three_demands_are_one_by_two_merges_in_any_order() -> None:
    third = asked("let the observers in before winter", at=300)
    for pairs in ([(FIRST.id, OTHER.id), (third.id, OTHER.id)], [(third.id, FIRST.id), (FIRST.id, OTHER.id)]):
        assert len(demands([FIRST, OTHER, third], PUBLISHED, Steering(merged=frozenset(pairs)))) == 1


def test_a_request_that_a_person_parted_makes_a_demand_of_its_own_and_takes_along_what_repeats_it() -> None:
    unsure = replace(AGAIN, score=0.7)
    last = asked("withdraw its troops from the border", within="undated")
    steering = Steering(parted=frozenset({(FIRST.id, unsure.id)}))
    assert _steps(demands([FIRST, unsure], PUBLISHED)) == [[FIRST.id, unsure.id]]
    assert _steps(demands([FIRST, unsure, last], PUBLISHED, steering)) == [[FIRST.id, last.id], [unsure.id]]


def test_a_reply_that_a_person_unlinked_is_no_step_of_the_demand_nor_of_what_repeats_it() -> None:
    reply = Event(
        "e:reply", EventType.REJECT, ("NATO",), ("RUS",),
        replace(AGAIN.anchor, exact="refused to withdraw its troops from the border"), FIRST.status, FIRST.coder, 0.9,
    )  # fmt: skip
    assert _steps(demands([FIRST, reply], PUBLISHED)) == [[FIRST.id, reply.id]]
    for request in (FIRST.id, asked(FIRST.anchor.exact, within="same-day").id):
        steering = Steering(unanswered=frozenset({(reply.id, request)}))
        events = [FIRST, asked(FIRST.anchor.exact, within="same-day"), reply]
        assert reply.id not in _steps(demands(events, PUBLISHED, steering))[0]


def test_a_request_of_a_person_founds_a_demand_if_its_party_is_known() -> None:
    short = asked("weapons", by="RUS", of="")
    assert not founds(short)
    assert founds(replace(short, coder=PERSON, score=1.0))
    assert not founds(replace(short, coder=PERSON, actors=("UNKNOWN",)))
