"""Warnings, with condition and consequence."""

from collections.abc import Callable

import pytest

from standoff.language.syntax import Parse
from standoff.plover import EventType, Status
from tests.stage import Said, Stage, of_type, rows

Parsed = Callable[..., Parse]


@pytest.fixture(scope="session")
def stage() -> Stage:
    return Stage()


def test_a_threat_has_its_condition_and_consequence(parse: Parsed, stage: Stage) -> None:
    [event] = stage.code(parse("Washington threatened Iran with sanctions if it builds the plant."))
    assert (event.type, event.actors, event.recipients) == (EventType.THREATEN, ("USA",), ("IRN",))
    assert event.status is Status.ACTUAL
    assert event.condition is not None
    assert event.condition.exact == "it builds the plant"
    assert event.consequence is not None
    assert event.consequence.exact == "sanctions"


def test_the_war_that_is_warned_of_is_no_event(parse: Parsed, stage: Stage) -> None:
    text = "Moscow raised the possibility of war with NATO if Ukraine joined the alliance and attacked Crimea."
    [event] = stage.code(parse(text))
    assert (event.type, event.actors, event.recipients) == (EventType.THREATEN, ("RUS",), ("NATO",))
    assert event.condition is not None
    assert event.condition.exact == "Ukraine joined the alliance and attacked Crimea"


def test_a_conditional_that_hurts_is_a_warning_of_whoever_says_it(parse: Parsed, stage: Stage) -> None:
    text = "If Russia attacks Ukraine, there will be a harsh response, he said."
    said = [Said("If Russia attacks Ukraine, there will be a harsh response", "USA")]
    [event] = stage.code(parse(text), said)
    assert (event.type, event.actors, event.recipients) == (EventType.THREATEN, ("USA",), ("RUS",))
    assert stage.code(parse(text)) == []


def test_a_condition_that_hurts_nobody_is_no_threat(parse: Parsed, stage: Stage) -> None:
    text = "If Russia agrees, the fair will open in May, he said."
    assert stage.code(parse(text), [Said("If Russia agrees, the fair will open in May", "USA")]) == []


def test_a_warning_to_nobody_on_no_condition_is_no_row(parse: Parsed, stage: Stage) -> None:
    assert of_type(stage.code(parse("Germany warned of bad weather.")), EventType.THREATEN) == []


def test_who_vows_to_retaliate_threatens(parse: Parsed, stage: Stage) -> None:
    assert rows(stage.code(parse("Iran vowed to retaliate against Israel."))) == [("THREATEN", ("IRN",), ("ISR",))]


@pytest.mark.parametrize(
    "text",
    [
        "If Hamas fired again, Israel warned, its army would strike Gaza.",
        "If the rockets kept falling, Israel warned, it would be at war with Hamas.",
    ],
)
def test_a_warning_around_its_cue_is_cited_whole(text: str, parse: Parsed, stage: Stage) -> None:
    [event] = of_type(stage.code(parse(text)), EventType.THREATEN)
    assert event.anchor.exact == text.removesuffix(".")
    assert event.condition is not None
    assert event.condition.exact in text.partition(",")[0]
    assert event.consequence is not None
    assert event.consequence.exact == text.removesuffix(".").rpartition(", ")[2]
