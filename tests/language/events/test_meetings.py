"""Meetings held, planned, possible and called off."""

from collections.abc import Callable

import pytest

from standoff.language.syntax import Parse
from standoff.plover import EventType, Status
from tests.stage import Stage, rows

Parsed = Callable[..., Parse]


@pytest.fixture(scope="session")
def stage() -> Stage:
    return Stage()


def test_all_who_meet_are_actors(parse: Parsed, stage: Stage) -> None:
    text = "The French president met with the leaders of Germany and Poland."
    assert rows(stage.code(parse(text))) == [("CONSULT", ("FRA", "DEU", "POL"), ())]


def test_the_one_at_home_is_the_host(parse: Parsed, stage: Stage) -> None:
    text = "The French president held talks with the Ukrainian leader in Kyiv."
    assert rows(stage.code(parse(text))) == [("CONSULT", ("FRA",), ("UKR",))]


def test_an_ambassador_is_no_guest_where_he_serves(parse: Parsed, stage: Stage) -> None:
    text = "The Chinese minister met with the Japanese ambassador in Beijing."
    assert rows(stage.code(parse(text))) == [("CONSULT", ("CHN", "JPN"), ())]


def test_talks_mentioned_in_passing_were_held_by_whoever_speaks_after_them(parse: Parsed, stage: Stage) -> None:
    text = "Speaking after talks with Hungary, Russia said nothing new."
    [event] = stage.code(parse(text))
    assert (event.type, event.actors) == (EventType.CONSULT, ("RUS", "HUN"))
    assert event.anchor.exact == "talks with Hungary"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The French president will meet with the German chancellor.", Status.FUTURE),
        ("The French president could visit Germany.", Status.HYPOTHETICAL),
    ],
)
def test_a_meeting_ahead_is_agreed(parse: Parsed, stage: Stage, text: str, status: Status) -> None:
    [event] = stage.code(parse(text))
    assert (event.type, event.status) == (EventType.AGREE, status)


def test_a_meeting_called_off_is_rejected(parse: Parsed, stage: Stage) -> None:
    assert rows(stage.code(parse("Washington cancelled a summit with Russia."))) == [("REJECT", ("USA",), ("RUS",))]


def test_a_meeting_with_nobody_named_is_no_row(parse: Parsed, stage: Stage) -> None:
    assert rows(stage.code(parse("The French president held talks with reporters."))) == []


def test_the_parties_are_those_who_sat_at_the_table_last(parse: Parsed, stage: Stage) -> None:
    text = "The Greek premier met with the Turkish president. The parties agreed to build a bridge."
    assert rows(stage.code(parse(text)))[1] == ("AGREE", ("GRC", "TUR"), ())
