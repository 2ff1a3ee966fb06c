from datetime import date
from types import MappingProxyType
from typing import Any

import pytest

from standoff.ledger.demands import demands
from standoff.plover import EventType, Status
from standoff.types import Citation, Event, Span, Step
from tests.readings import EVENTS

PUBLISHED = MappingProxyType({"first": date(2022, 2, 1), "second": date(2022, 4, 1), "undated": None})
ASKED = "withdraw its troops from the northern provinces"


def _event(kind: EventType, words: str, within: str, by: str, of: str, at: int = 0, **more: Any) -> Event:
    anchor = Citation(within, (Span(at, at + len(words)),), words)
    rest = {"status": Status.ACTUAL, "coder": EVENTS, "score": 0.9, **more}
    return Event(Event.make_id(within, kind, anchor.spans), kind, tuple(by.split()), tuple(of.split()), anchor, **rest)


def asked(words: str = ASKED, within: str = "first", by: str = "FRE", of: str = "RUR", **more: Any) -> Event:
    return _event(EventType.REQUEST, words, within, by, of, **more)


def replied(
    words: str,
    kind: EventType = EventType.REJECT,
    within: str = "second",
    by: str = "RUR",
    of: str = "FRE",
    **more: Any,
) -> Event:
    return _event(kind, words, within, by, of, **more)


def steps(*events: Event) -> list[str]:
    return [str(step.step) for demand in demands(events, PUBLISHED) for step in demand.chain]


@pytest.mark.parametrize(
    ("kind", "words", "step"),
    [
        (EventType.REJECT, "refused to withdraw its troops from the northern provinces", "rejected"),
        (EventType.REJECT, "will not pull its soldiers out of the northern camps", "rejected"),
        (EventType.AGREE, "agreed to withdraw troops from the northern provinces", "accepted"),
        (EventType.DEFER, "is studying whether to withdraw troops from the provinces", "under-study"),
        (EventType.RETREAT, "withdrew its troops from the northern provinces", "met"),
    ],
)
def test_a_reply_in_another_article_months_later_is_a_step(kind: EventType, words: str, step: str) -> None:
    assert steps(asked(), replied(words, kind)) == ["raised", step]


def test_the_step_cites_both_anchors_and_says_how_sure_it_is() -> None:
    request, reply = asked(), replied("refused to withdraw its troops from the north")
    (demand,) = demands([request, reply], PUBLISHED)
    raised, rejected = demand.chain
    assert raised == Step(request.id, demand.chain[0].step, score=0.9)
    assert (rejected.event, rejected.answers) == (reply.id, request.id)
    assert 0 < rejected.score < reply.score


def test_a_step_that_the_report_itself_shows_is_as_sure_as_its_event() -> None:
    request = asked()
    (demand,) = demands([request, replied("refused", within="first", answers=(request.id,))], PUBLISHED)
    assert demand.chain[1].score == 0.9


@pytest.mark.parametrize(
    "words",
    [
        "rejected the demands",
        "refused",
        "will not give way to Freedonia",
        "refused to withdraw from the treaty",
        "rejected talks on grain, troops, gas and the border",
    ],
)
def test_a_general_refusal_or_one_of_something_else_answers_nothing(words: str) -> None:
    assert steps(asked(), replied(words)) == ["raised"]


@pytest.mark.parametrize(
    ("by", "of"), [("FRE", "RUR"), ("USA", "FRE"), ("RUR", "USA"), ("RUR FRE", ""), ("UNKNOWN", "FRE"), ("", "FRE")]
)
def test_only_the_one_asked_answers_the_one_who_asked(by: str, of: str) -> None:
    assert steps(asked(), replied("refused to withdraw its troops from the northern provinces", by=by, of=of)) == [
        "raised"
    ]


def test_a_reply_to_nobody_named_must_say_more() -> None:
    assert steps(asked(), replied("refused to withdraw its troops from the northern provinces", of="")) == [
        "raised",
        "rejected",
    ]
    assert steps(asked(), replied("agreed to withdraw troops", EventType.AGREE, of="")) == ["raised"]


def test_a_request_to_nobody_is_answered_by_nobody() -> None:
    assert steps(asked(of=""), replied("refused to withdraw its troops from the northern provinces")) == ["raised"]


@pytest.mark.parametrize("within", ["first", "undated"])
def test_a_reply_of_the_same_article_or_of_no_known_day_is_left_to_the_reader(within: str) -> None:
    assert steps(
        asked(), replied("refused to withdraw its troops from the northern provinces", within=within, at=99)
    ) == ["raised"]


def test_a_reply_does_not_answer_what_is_asked_later() -> None:
    refused = replied("refused to withdraw its troops from the northern provinces", date="2022-01-15")
    assert steps(asked(), refused) == ["raised"]


def test_a_refusal_of_the_contrary_is_no_refusal() -> None:
    stop = asked("Ruritania stop moving weapons to the border")
    assert steps(stop, replied("will not move weapons to the border")) == ["raised"]
    assert steps(stop, replied("refused to stop moving weapons to the border")) == ["raised", "rejected"]


def test_a_withdrawal_that_is_only_much_like_it_does_not_meet_a_demand() -> None:
    assert steps(asked(), replied("withdrew troops from the southern camps", EventType.RETREAT)) == ["raised"]


def test_a_reply_that_fits_many_demands_answers_none() -> None:
    places = ("north", "south", "east")
    requests = [asked(f"withdraw troops and weapons from the {place}", at=at) for at, place in enumerate(places)]
    refused = replied("refused to withdraw troops and weapons")
    assert steps(*requests, refused) == ["raised"] * 3
    assert steps(*requests[:2], refused).count("rejected") == 2


@pytest.mark.parametrize("status", [Status.FUTURE, Status.HYPOTHETICAL, Status.NEGATED])
def test_a_reply_that_did_not_happen_is_no_step(status: Status) -> None:
    refused = replied("refused to withdraw its troops from the northern provinces", status=status)
    assert steps(asked(), refused) == ["raised"]
