"""Things asked, one row each."""

from collections.abc import Callable

import pytest

from standoff.language.syntax import Parse
from standoff.plover import EventType, Status
from tests.stage import Said, Stage, of_type, rows

Parsed = Callable[..., Parse]


@pytest.fixture(scope="session")
def stage() -> Stage:
    return Stage()


def asked(parse: Parse, stage: Stage, *said: Said) -> list[tuple[tuple[str, ...], tuple[str, ...], str]]:
    events = of_type(stage.code(parse, said), EventType.REQUEST)
    return [(event.actors, event.recipients, event.anchor.exact) for event in events]


def test_each_thing_demanded_is_a_row_of_its_own(parse: Parsed, stage: Stage) -> None:
    text = (
        "The West has ignored the Russian demands that NATO will not grow, stop its drills and pull back its missiles."
    )
    assert asked(parse(text), stage) == [
        (("RUS",), ("NATO",), "NATO will not grow"),
        (("RUS",), ("NATO",), "stop its drills"),
        (("RUS",), ("NATO",), "pull back its missiles"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Turkey urged Greece to withdraw its ships.", "to withdraw its ships"),
        ("Turkey called on Greece to withdraw its ships.", "to withdraw its ships"),
        ("Turkey demanded that Greece withdraw its ships.", "Greece withdraw its ships"),
        ("Greece was urged by Turkey to withdraw its ships.", "to withdraw its ships"),
        ("Turkey insists that Greece must withdraw its ships.", "Greece must withdraw its ships"),
        ("Turkey asked Greece for help.", "asked Greece for help"),
        ("Turkey wants Greece to withdraw its ships.", "Greece to withdraw its ships"),
    ],
)
def test_verbs_of_asking_aim_at_whoever_is_to_do_it(parse: Parsed, stage: Stage, text: str, words: str) -> None:
    assert asked(parse(text), stage) == [(("TUR",), ("GRC",), words)]


def test_two_infinitives_are_two_requests(parse: Parsed, stage: Stage) -> None:
    text = "Beijing urged the United States to stop the sale and to respect its borders."
    assert [words for _, _, words in asked(parse(text), stage)] == ["to stop the sale", "to respect its borders"]


def test_a_demand_for_a_thing_is_shown_with_its_verb(parse: Parsed, stage: Stage) -> None:
    assert asked(parse("Germany called for an immediate ceasefire."), stage) == [
        (("DEU",), (), "called for an immediate ceasefire")
    ]


def test_a_guarantee_demanded_asks_for_what_it_guarantees(parse: Parsed, stage: Stage) -> None:
    text = "Russia demanded guarantees that NATO would stop its expansion."
    assert asked(parse(text), stage) == [(("RUS",), ("NATO",), "NATO would stop its expansion")]


def test_must_is_a_request_only_if_a_party_says_it_of_another(parse: Parsed, stage: Stage) -> None:
    text = "Russia must withdraw its troops, he said."
    parsed = parse(text)
    assert asked(parsed, stage, Said("Russia must withdraw its troops", "UKR")) == [
        (("UKR",), ("RUS",), "Russia must withdraw its troops")
    ]
    assert asked(parsed, stage, Said("Russia must withdraw its troops", "RUS")) == []
    assert asked(parsed, stage) == []


def test_the_need_for_another_to_act_is_a_request(parse: Parsed, stage: Stage) -> None:
    text = "He stressed the need for NATO to answer in writing."
    assert asked(parse(text), stage, Said("the need for NATO to answer in writing", "RUS")) == [
        (("RUS",), ("NATO",), "NATO to answer in writing")
    ]


def test_what_is_asked_is_no_event_itself(parse: Parsed, stage: Stage) -> None:
    assert rows(stage.code(parse("Turkey urged Greece to release two prisoners."))) == [("REQUEST", ("TUR",), ("GRC",))]


def test_a_request_within_one_government_is_no_row(parse: Parsed, stage: Stage) -> None:
    assert asked(parse("The Kremlin ordered Russia to close the port."), stage) == []


def test_a_demand_that_is_not_made_is_negated(parse: Parsed, stage: Stage) -> None:
    [event] = stage.code(parse("Turkey does not demand that Greece withdraw."))
    assert (event.type, event.status) == (EventType.REQUEST, Status.NEGATED)


def test_whom_a_measure_is_to_hit_is_not_asked_for_it(parse: Parsed, stage: Stage) -> None:
    [(actors, recipients, _)] = asked(parse("Turkey is calling for a full embargo on Greek oil and Greek gas."), stage)
    assert (actors, recipients) == (("TUR",), ())


def test_how_a_thing_is_asked_for_is_not_asked(parse: Parsed, stage: Stage) -> None:
    text = "Turkey called for sanctions against Greece without waiting for its next attack."
    assert [words for _, _, words in asked(parse(text), stage)] == ["called for sanctions against Greece"]


def test_what_is_to_be_done_in_no_way_is_denied(parse: Parsed, stage: Stage) -> None:
    text = "Turkey called on Greece to join the embargo and in no way assist Iran."
    assert [words for _, _, words in asked(parse(text), stage)] == ["to join the embargo", "in no way assist Iran"]
