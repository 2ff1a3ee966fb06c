"""Which reply answers which demand."""

from collections.abc import Callable

import pytest

from standoff.language.events.answers import link
from standoff.language.syntax import Parse
from standoff.plover import EventType, Status
from standoff.types import Citation, Event, Span
from tests.readings import EVENTS
from tests.stage import Stage, of_type

Parsed = Callable[..., Parse]


@pytest.fixture(scope="session")
def stage() -> Stage:
    return Stage()


def test_a_refusal_of_the_demands_answers_all_of_them(parse: Parsed, stage: Stage) -> None:
    text = "Russia demands that NATO withdraw and that NATO disarm. NATO has rejected the Russian demands."
    events = stage.code(parse(text))
    asked = tuple(event.id for event in of_type(events, EventType.REQUEST))
    [refused] = of_type(events, EventType.REJECT)
    assert asked
    assert refused.answers == asked


def test_a_member_answers_for_its_bloc(parse: Parsed, stage: Stage) -> None:
    text = "Russia demands that NATO withdraw. The West has ignored the Russian demands."
    events = stage.code(parse(text))
    [refused] = of_type(events, EventType.REJECT)
    assert refused.answers == tuple(event.id for event in of_type(events, EventType.REQUEST))


def test_a_refusal_to_a_third_party_answers_nothing(parse: Parsed, stage: Stage) -> None:
    text = "Russia demands that NATO withdraw. Hungary has rejected the German proposal."
    [refused] = of_type(stage.code(parse(text)), EventType.REJECT)
    assert refused.answers == ()


def test_an_unlike_consent_is_left_open(parse: Parsed, stage: Stage) -> None:
    text = "Turkey demands that Greece withdraw its ships. Greece agreed to buy gas from Turkey."
    [agreed] = of_type(stage.code(parse(text)), EventType.AGREE)
    assert agreed.answers == ()


def test_the_names_of_the_parties_alone_link_no_answer(parse: Parsed, stage: Stage) -> None:
    text = "Russia demands that NATO keep Ukraine out. NATO rejected Russia's view of Ukraine and NATO history."
    assert [event.answers for event in of_type(stage.code(parse(text)), EventType.REJECT)] in ([()], [])


def test_rejecting_what_one_calls_claims_is_denying(parse: Parsed, stage: Stage) -> None:
    for text in (
        "NATO rejected what it called false Russian claims.",
        "Iran dismissed what it described as accusations.",
    ):
        assert [event.type for event in stage.code(parse(text))] == [EventType.DENY]


def _answered(parse: Parsed, stage: Stage, text: str) -> list[str]:
    """Return the words of the requests that a reply of the text answers."""
    events = stage.code(parse(text))
    answers = {each for event in events for each in event.answers}
    return [event.anchor.exact for event in events if event.id in answers]


def test_a_proposal_that_says_what_it_is_answers_no_other_request(parse: Parsed, stage: Stage) -> None:
    text = "Ukraine demands that Russia rebuild the cities. Russia rejected the proposal to establish an Easter truce."
    assert _answered(parse, stage, text) == []


def test_a_refusal_of_demands_reaches_no_further_than_its_passage(parse: Parsed, stage: Stage) -> None:
    filler = "\n\nThe weather was fine." * 3
    asked, refused = "Russia demands that NATO withdraw.", "NATO rejected the demands."
    assert _answered(parse, stage, f"{asked}\n\n{refused}") != []
    assert _answered(parse, stage, f"{asked}{filler}\n\n{refused}") == []


def test_demands_that_a_lead_calls_refused_are_those_told_after_it(parse: Parsed, stage: Stage) -> None:
    text = "NATO rejected Russia's demands.\n\nRussia demands that NATO withdraw."
    assert len(_answered(parse, stage, text)) == 1


def test_two_whom_nobody_names_do_not_answer_each_other(parse: Parsed, stage: Stage) -> None:
    text = "Residents demanded that officials resign. Officials rejected the demands."
    assert _answered(parse, stage, text) == []


def test_a_part_of_a_demand_is_no_answer_to_it(parse: Parsed) -> None:
    words = "Russia must confirm its readiness to negotiate"
    request, reply = _event(EventType.REQUEST, words, 0, "UKR", "RUS"), _event(EventType.AGREE, words, 20, "RUS", "UKR")
    assert [event.answers for event in link([request, reply], parse(words))] == [(), ()]


def _event(kind: EventType, text: str, at: int, by: str, of: str) -> Event:
    anchor = Citation("a", (Span(at, len(text)),), text[at:])
    return Event(Event.make_id("a", kind, anchor.spans), kind, (by,), (of,), anchor, Status.ACTUAL, EVENTS, 0.9)


def test_a_request_within_its_answer_is_answered(parse: Parsed) -> None:
    words = "Ukraine rejected Russia's demand for demilitarization"
    reply, request = (
        _event(EventType.REJECT, words, 0, "UKR", "RUS"),
        _event(EventType.REQUEST, words, 37, "RUS", "UKR"),
    )
    assert [event.answers for event in link([reply, request], parse(words))] == [(request.id,), ()]


ASKED = "Ukraine demands that Russia withdraw its troops from the border."


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("Russia has withdrawn its troops from the border.", Status.ACTUAL),
        ("It is too early to say that Russia has withdrawn its troops from the border.", Status.NEGATED),
    ],
)
def test_a_withdrawal_that_is_doubted_has_not_happened(parse: Parsed, stage: Stage, told: str, status: Status) -> None:
    [left] = of_type(stage.code(parse(f"{ASKED} {told}")), EventType.RETREAT)
    assert left.status is status
    assert left.answers


def test_a_withdrawal_that_is_but_a_noun_meets_no_demand(parse: Parsed, stage: Stage) -> None:
    text = f"{ASKED} Ukraine spoke of a withdrawal of Russia's troops from the border."
    assert _answered(parse, stage, text) == []
