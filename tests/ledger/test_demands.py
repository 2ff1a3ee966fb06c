from datetime import date
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.ledger.demands import demands
from standoff.ledger.founding import JOINING
from standoff.plover import EventType, Status
from standoff.types import Citation, Demand, Event, Span, Step
from tests.readings import EVENTS

PUBLISHED = MappingProxyType(
    {"first": date(2022, 2, 1), "same-day": date(2022, 2, 1), "later": date(2022, 2, 3), "undated": None}
)
EXPANSION = "NATO will not expand to Ukraine"


def _event(kind: EventType, words: str, within: str, at: int, by: str, of: str, **more: Any) -> Event:
    anchor = Citation(within, (Span(at, at + len(words)),), words)
    rest = {"status": Status.ACTUAL, "coder": EVENTS, "score": 0.9, **more}
    return Event(Event.make_id(within, kind, anchor.spans), kind, tuple(by.split()), tuple(of.split()), anchor, **rest)


def asked(words: str, within: str = "first", at: int = 0, by: str = "RUS", of: str = "NATO", **more: Any) -> Event:
    return _event(EventType.REQUEST, words, within, at, by, of, **more)


def answered(
    kind: EventType, *requests: Event, within: str = "first", at: int = 500, by: str = "NATO", **more: Any
) -> Event:
    return _event(kind, "they answered", within, at, by, "RUS", answers=tuple(each.id for each in requests), **more)


def ledger(*events: Event) -> list[Demand]:
    return demands(events, PUBLISHED)


def steps(*events: Event) -> list[str]:
    (demand,) = ledger(*events)
    return [str(each.step) for each in demand.chain]


def test_a_request_is_a_demand_that_cites_its_event() -> None:
    request = asked(EXPANSION, what="NATO not to expand to Ukraine", date="2022-02-01")
    (demand,) = ledger(request)
    assert (demand.holder, demand.addressees, demand.what) == (("RUS",), ("NATO",), "NATO not to expand to Ukraine")
    assert demand.chain == (Step(request.id, demand.status, "2022-02-01", score=0.9),)
    assert demand.status == "raised"
    assert demand.id.startswith("d:")


@pytest.mark.parametrize(
    ("kind", "step"),
    [
        (EventType.REJECT, "rejected"),
        (EventType.AGREE, "accepted"),
        (EventType.CONCEDE, "accepted"),
        (EventType.DEFER, "under-study"),
        (EventType.RETREAT, "met"),
    ],
)
def test_an_answer_is_a_step(kind: EventType, step: str) -> None:
    request = asked(EXPANSION)
    assert steps(request, answered(kind, request)) == ["raised", step]


def test_one_answer_to_two_demands_is_a_step_of_each() -> None:
    first, second = asked(EXPANSION), asked("it will roll back its deployments", at=100)
    found = ledger(first, second, answered(EventType.REJECT, first, second))
    assert [demand.status for demand in found] == ["rejected", "rejected"]


@pytest.mark.parametrize("status", [Status.HYPOTHETICAL, Status.FUTURE, Status.NEGATED])
def test_an_answer_that_did_not_happen_is_no_step(status: Status) -> None:
    request = asked(EXPANSION)
    assert steps(request, answered(EventType.REJECT, request, status=status)) == ["raised"]


def test_an_answer_promised_for_later_leaves_the_demand_under_study() -> None:
    request = asked(EXPANSION)
    assert steps(request, answered(EventType.DEFER, request, status=Status.FUTURE)) == ["raised", "under-study"]
    assert steps(request, answered(EventType.DEFER, request, status=Status.NEGATED)) == ["raised"]


def test_a_holder_that_gives_in_withdraws_the_demand() -> None:
    request = asked(EXPANSION)
    assert steps(request, answered(EventType.CONCEDE, request, by="RUS")) == ["raised", "withdrawn"]


def test_a_holder_does_not_answer_itself() -> None:
    request = asked(EXPANSION)
    assert steps(request, answered(EventType.REJECT, request, by="RUS")) == ["raised"]


def test_a_request_that_was_not_made_is_no_demand() -> None:
    assert ledger(asked(EXPANSION, status=Status.NEGATED)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (EXPANSION, "no further NATO expansion"),
        (EXPANSION, "halt NATO's expansion to Ukraine"),
        (EXPANSION, "NATO won't expand to Ukraine"),
        ("withdraw all troops from the border", "the troops be withdrawn from the borders"),
        ("Implement the Minsk agreements", "implementing the Minsk agreement"),
        ("no NATO expansion", "NATO will not expand to any country of the former Soviet Union"),
        ("NATO will not expand to any country of the former Soviet Union", "no NATO expansion"),
    ],
)
def test_the_same_thing_asked_in_other_words_is_one_demand(one: str, other: str) -> None:
    assert len(ledger(asked(one), asked(other, "later"))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("refrain from deploying offensive weapons", "roll back deployments"),
        (EXPANSION, "NATO will expand to Ukraine"),
        ("withdraw its troops from the border", "withdraw its troops from Donbas"),
        ("supply weapons", "stop supplying weapons"),
        ("release the sailors", "lift the sanctions"),
        ("withdraw troops", "withdraw troops and heavy weapons from Donbas"),
    ],
)
def test_another_thing_asked_is_another_demand(one: str, other: str) -> None:
    assert len(ledger(asked(one), asked(other, "later"))) == 2


def test_plain_words_tell_that_two_requests_are_one() -> None:
    one = asked("the bloc must not move", what="no NATO expansion")
    other = asked("it shall never open its door to the east", "later", what="NATO not to expand")
    assert len(ledger(one, other)) == 1


def test_plain_words_that_lost_their_no_are_not_believed() -> None:
    (demand,) = ledger(asked("NATO admit no new members", what="admit new members"))
    assert demand.what == "NATO admit no new members"
    other = asked("admit new members to NATO", "later", what="admit new members")
    assert len(ledger(asked("NATO admit no new members", what="admit new members"), other)) == 2


def test_an_addressee_is_the_same_by_whatever_name() -> None:
    one = asked("NATO admit no members", recipient_spans=(Span(0, 4),))
    other = asked("the alliance stop admitting members", "later", recipient_spans=(Span(0, 12),))
    assert len(ledger(one, other)) == 1


@pytest.mark.parametrize(
    ("by", "of", "count"), [("CHN", "NATO", 2), ("RUS CHN", "NATO", 1), ("RUS", "UKR", 2), ("RUS", "", 1)]
)
def test_demands_are_one_only_of_the_same_holder_to_the_same_addressee(by: str, of: str, count: int) -> None:
    assert len(ledger(asked(EXPANSION), asked(EXPANSION, "later", by=by, of=of))) == count


def test_a_request_to_nobody_stands_apart_unless_its_words_name_who_is_asked() -> None:
    to_usa = asked("withdraw the troops", of="USA")
    to_nobody = asked("withdraw the troops", "same-day", of="")
    to_ukraine = asked("withdraw the troops", "later", of="UKR")
    assert [demand.addressees for demand in ledger(to_usa, to_nobody, to_ukraine)] == [("USA",), (), ("UKR",)]


def test_all_who_were_addressed_are_addressees() -> None:
    (demand,) = ledger(asked(EXPANSION, of="USA NATO"), asked(EXPANSION, "later", of="NATO OSCE UNKNOWN"))
    assert demand.addressees == ("NATO", "OSCE", "USA")


@pytest.mark.parametrize("by", ["UNKNOWN", ""])
def test_what_nobody_known_asks_is_no_demand(by: str) -> None:
    assert ledger(asked(EXPANSION, by=by), asked(EXPANSION, "later", by=by)) == []


def test_what_is_less_sure_joins_a_demand_and_founds_none() -> None:
    sure, unsure = asked(EXPANSION), asked(EXPANSION, "later", of="NATO HUN", score=JOINING)
    assert ledger(unsure) == []
    (demand,) = ledger(sure, unsure)
    assert [step.event for step in demand.chain] == [sure.id, unsure.id]
    assert demand.addressees == ("NATO",)
    (demand,) = ledger(sure, asked(EXPANSION, "later", of="NATO HUN", score=JOINING - 0.01))
    assert [step.event for step in demand.chain] == [sure.id]


def test_who_is_asked_need_not_be_in_the_words_of_both() -> None:
    named = asked("Russia must seek peace", by="UKR", of="RUS", recipient_spans=(Span(0, 6),))
    assert len(ledger(named, asked("to seek peace", "later", by="UKR", of="RUS"))) == 1


def test_steps_come_by_the_day_of_the_event_else_of_publication() -> None:
    request = asked(EXPANSION, date="2021-12-17")
    again = asked(EXPANSION, "later")
    deferred = answered(EventType.DEFER, request, date="2022-01-10/2022-01-12")
    rejected = answered(EventType.REJECT, again, within="later", date="2022-01-26")
    assert steps(request, again, deferred, rejected) == ["raised", "under-study", "raised", "rejected"]


def test_a_step_without_a_date_stays_without_one() -> None:
    request = asked(EXPANSION)
    (demand,) = ledger(request, answered(EventType.REJECT, request))
    assert [each.date for each in demand.chain] == [None, None]


def test_a_demand_told_again_beside_its_earlier_rejection_stays_rejected() -> None:
    request = asked(EXPANSION, date="2022-02-01")
    assert steps(request, answered(EventType.REJECT, request, date="2022-01-26")) == ["raised", "rejected"]


def test_a_demand_told_again_on_the_day_of_its_rejection_stays_rejected() -> None:
    request, again = asked(EXPANSION), asked(EXPANSION, "same-day", date="2022-02-01")
    rejected = answered(EventType.REJECT, request, date="2022-01-26")
    assert steps(request, again, rejected) == ["raised", "raised", "rejected"]


def test_a_demand_raised_again_by_a_later_report_is_raised() -> None:
    request = asked(EXPANSION)
    rejected = answered(EventType.REJECT, request)
    assert steps(request, rejected, asked(EXPANSION, "later")) == ["raised", "rejected", "raised"]


def test_a_report_without_a_day_does_not_raise_a_demand_again() -> None:
    request = asked(EXPANSION)
    rejected = answered(EventType.REJECT, request)
    assert steps(request, rejected, asked(EXPANSION, "undated"))[-1] == "rejected"


def test_the_same_step_of_one_day_is_told_once() -> None:
    request, copy = asked(EXPANSION), asked(EXPANSION, "same-day")
    rejected = [answered(EventType.REJECT, request), answered(EventType.REJECT, copy, within="same-day")]
    assert steps(request, copy, *rejected) == ["raised", "rejected"]


def test_a_reply_still_studied_on_the_day_of_a_rejection_comes_before_it() -> None:
    request = asked(EXPANSION)
    study = answered(EventType.DEFER, request, at=900)
    assert steps(request, study, answered(EventType.REJECT, request)) == ["raised", "under-study", "rejected"]


def test_an_answer_to_a_request_that_is_not_there_is_left_out() -> None:
    assert ledger(answered(EventType.REJECT, asked(EXPANSION))) == []


_WORDS = ["troops", "withdraw", "border", "weapons", "not", "expand", "NATO", "talks"]
_requests = st.builds(
    asked,
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map(" ".join),
    st.sampled_from(sorted(PUBLISHED)),
    st.integers(0, 50),
    st.sampled_from(["RUS", "RUS CHN", "CHN", "UNKNOWN"]),
    st.sampled_from(["", "NATO", "USA NATO", "USA"]),
)

_answers = st.sampled_from([EventType.REJECT, EventType.DEFER, EventType.AGREE])


@given(st.lists(_requests, max_size=12, unique_by=lambda event: event.id), st.randoms(use_true_random=False), st.data())
@settings(deadline=None)
def test_the_order_of_events_makes_no_difference(requests: list[Event], random: Any, data: st.DataObject) -> None:
    answers = [
        answered(
            data.draw(st.sampled_from([EventType.REJECT, EventType.DEFER])), each, within=each.anchor.article_id, at=at
        )
        for at, each in enumerate(requests, 500)
    ]
    events = [*requests, *answers]
    found = ledger(*events)
    random.shuffle(events)
    assert ledger(*events) == found
    assert len({demand.id for demand in found}) == len(found)
    raised = [each.id for each in requests]
    assert all(demand.chain[0].event in raised for demand in found)
