"""Which reply answers which demand."""

from collections.abc import Callable

import pytest

from standoff.language.syntax import Parse
from standoff.plover import EventType
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
