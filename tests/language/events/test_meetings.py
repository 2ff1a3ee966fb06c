"""Meetings held, planned, possible and called off."""

from collections.abc import Callable

import pytest

from standoff.language.cast import Party
from standoff.language.events.drafts import Draft
from standoff.language.events.lexicon import Lexicon
from standoff.language.events.meetings import seated
from standoff.language.events.sides import codes
from standoff.language.syntax import Parse, word_span
from standoff.plover import EventType, Status
from tests.language.events.observers import scene_of, word
from tests.stage import STATES, Stage, rows

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


@pytest.mark.parametrize(
    "text",
    [
        "Talks with the French president in Moscow were possible soon, Russia said.",
        "A summit between Russia and the United States is possible.",
        "A meeting of Greece and Turkey is likely next month.",
        "A visit by the Chinese president to Moscow could be arranged.",
        "Talks between Iran and the United States may be held in Doha.",
        "A meeting between Greece and Turkey has been proposed.",
        "A summit between Iran and Israel was being considered.",
    ],
)
def test_a_meeting_said_to_be_possible_has_not_happened(parse: Parsed, stage: Stage, text: str) -> None:
    [event] = stage.code(parse(text))
    assert (event.type, event.status) == (EventType.AGREE, Status.HYPOTHETICAL)


@pytest.mark.parametrize(
    "text",
    [
        "A summit between China and Japan will take place in May.",
        "Talks between Russia and Ukraine are planned for Monday.",
        "A new round of talks between Iran and the EU is expected this week.",
        "Talks between Greece and Turkey were to begin on Wednesday.",
        "A meeting between France and Germany is set for Friday.",
        "Talks with Poland would follow on Thursday, Germany said.",
        "A summit of Greece and Turkey, to be held in May, was announced.",
    ],
)
def test_a_meeting_said_to_be_arranged_lies_ahead(parse: Parsed, stage: Stage, text: str) -> None:
    [event] = stage.code(parse(text))
    assert (event.type, event.status) == (EventType.AGREE, Status.FUTURE)


@pytest.mark.parametrize(
    "text",
    [
        "Russia will decide after its talks with NATO on Wednesday.",
        "Ukraine will give its answer following a meeting with Poland on Monday.",
        "Iran is going to publish its plan at its talks with China next week.",
        "Germany will name its envoys before its talks with Hungary.",
        "Ahead of talks with Turkey, Greece sent a letter.",
        "The French president spoke in Berlin ahead of a meeting with the German chancellor.",
    ],
)
def test_talks_by_which_something_ahead_is_timed_lie_ahead(parse: Parsed, stage: Stage, text: str) -> None:
    [event] = stage.code(parse(text))
    assert (event.type, event.status) == (EventType.AGREE, Status.FUTURE)


@pytest.mark.parametrize(
    "text",
    [
        "A meeting of Iran and Israel is impossible.",
        "A meeting of Iran and Israel is unlikely.",
        "Talks between Iran and Israel did not take place.",
        "Talks between Iran and Israel have been cancelled.",
        "The talks planned between Greece and Turkey were called off.",
        "Talks between Russia and Ukraine would help.",
        "If talks between Russia and Ukraine fail, prices will rise.",
        "After talks with China, Japan will decide.",
        "France said nothing about a meeting between Russia and Ukraine.",
    ],
)
def test_a_meeting_that_nobody_says_was_held_or_will_be_is_no_row(parse: Parsed, stage: Stage, text: str) -> None:
    assert rows(stage.code(parse(text))) == []


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Talks with Iran were cancelled by Washington.", (("USA",), ("IRN",))),
        ("The summit with Japan was called off by Moscow.", (("RUS",), ("JPN",))),
        ("Washington ruled out a meeting with Iran.", (("USA",), ("IRN",))),
    ],
)
def test_who_calls_a_meeting_off_rejects_it(
    parse: Parsed, stage: Stage, text: str, parties: tuple[tuple[str, ...], ...]
) -> None:
    assert rows(stage.code(parse(text))) == [("REJECT", *parties)]


@pytest.mark.parametrize(
    "text",
    [
        "Talks between Russia and Ukraine took place in Minsk.",
        "The talks between Iran and the EU were difficult.",
        "A meeting between China and Japan was held in Beijing.",
        "Talks between Greece and Turkey are under way.",
        "The negotiations between Serbia and Kosovo have ended without an agreement.",
        "Poland briefed the EU on the talks between Russia and Ukraine.",
    ],
)
def test_a_meeting_told_as_a_fact_was_held(parse: Parsed, stage: Stage, text: str) -> None:
    [event] = stage.code(parse(text))
    assert (event.type, event.status) == (EventType.CONSULT, Status.ACTUAL)


Seat = Callable[..., Draft | None]


@pytest.fixture
def seat(parse: Parsed, lexicon: Lexicon) -> Seat:
    """Return a function that seats parties named by words: `seat(text, "met", ["Turkish"], ["Greek"])`."""

    def of(
        text: str, cue: str, *sides: list[str], status: Status = Status.ACTUAL, mode: str | None = None
    ) -> Draft | None:
        parsed = parse(text)
        actors, recipients = (
            tuple(Party(STATES[each], word_span(word(parsed, each))) for each in side) for side in sides
        )
        at = word(parsed, cue)
        draft = Draft(EventType.CONSULT, at, actors, recipients, (at.i, at.i + 1), 0.8, status, mode)
        return seated(draft, scene_of(parsed, lexicon))

    return of


def guests_and_hosts(draft: Draft | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    assert draft is not None
    return codes(draft.actors), codes(draft.recipients)


def test_those_seated_are_actors_and_who_is_at_home_is_the_host_on_whichever_side(seat: Seat) -> None:
    text = "The Turkish minister met the Greek minister and a French envoy in {}."
    everyone = ["Turkish", "Greek", "French"]
    assert guests_and_hosts(seat(text.format("Tehran"), "met", everyone, [])) == (("TUR", "GRC", "FRA"), ())
    for actors, recipients in ((["Turkish"], ["Greek", "French"]), (everyone, [])):
        at_home = seat(text.format("Greece"), "met", actors, recipients)
        assert guests_and_hosts(at_home) == (("TUR", "FRA"), ("GRC",))


def test_a_place_alone_is_no_host(seat: Seat) -> None:
    assert guests_and_hosts(seat("Turkey met Greece in Israel.", "met", ["Turkey"], ["Greece"])) == (("TUR", "GRC"), ())


def test_whom_one_visits_is_the_host_wherever(seat: Seat) -> None:
    visit = seat("The Turkish minister visited the Greek minister.", "visited", ["Turkish"], ["Greek"], mode="visit")
    assert guests_and_hosts(visit) == (("TUR",), ("GRC",))


def test_nobody_meets_himself(seat: Seat) -> None:
    assert seat("The Turkish minister met Turkey.", "met", ["Turkish"], ["Turkey"]) is None
    assert seat("The Turkish minister convened.", "convened", ["Turkish"], []) is None
    assert seat("The minister convened.", "convened", [], []) is None


@pytest.mark.parametrize("mode", ["visit", None])
def test_those_who_will_be_seated_agree_and_those_who_are_not_are_no_row(seat: Seat, mode: str | None) -> None:
    for status in (Status.FUTURE, Status.HYPOTHETICAL):
        ahead = seat("Turkey meets Greece.", "meets", ["Turkey"], ["Greece"], status=status, mode=mode)
        assert ahead is not None
        assert (ahead.type, ahead.status, ahead.mode) == (EventType.AGREE, status, None)
        assert ahead.score == pytest.approx(0.9 * 0.8)
    assert seat("Turkey meets Greece.", "meets", ["Turkey"], ["Greece"], status=Status.NEGATED, mode=mode) is None
