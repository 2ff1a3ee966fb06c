"""Duties that fall on nobody in particular, and whom they are found to fall on."""

from collections.abc import Callable

import pytest

from standoff.language.events.rules import WISHED
from standoff.language.syntax import Parse
from standoff.plover import EventType
from tests.stage import Said, Stage, of_type, rows

Parsed = Callable[..., Parse]


@pytest.fixture(scope="session")
def stage() -> Stage:
    return Stage()


def asked(parse: Parse, stage: Stage, *said: Said) -> list[tuple[tuple[str, ...], tuple[str, ...], str]]:
    events = of_type(stage.code(parse, said), EventType.REQUEST)
    return [(event.actors, event.recipients, event.anchor.exact) for event in events]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("the border must be reopened", "the border must be reopened"),
        ("the dispute should be settled at the negotiating table", "the dispute should be settled"),
        ("it is vital to keep the ceasefire", "to keep the ceasefire"),
        ("it is essential that the truce be extended", "the truce be extended"),
        ("the prisoners have to be exchanged", "to be exchanged"),
        ("a withdrawal of foreign troops is necessary", "a withdrawal of foreign troops is necessary"),
    ],
)
def test_a_duty_without_a_doer_is_asked_of_nobody(parse: Parsed, stage: Stage, said: str, words: str) -> None:
    [(actors, recipients, anchor)] = asked(parse(f"Turkey said {said}."), stage, Said(said, "TUR"))
    assert (actors, recipients) == (("TUR",), ())
    assert words in anchor or anchor in words


@pytest.mark.parametrize(
    "said",
    [
        "the schools must be repaired",
        "it is important that the harvest was good",
        "Turkey must defend its islands",
        "the envoy must have known about the troops",
        "we should repair our roads",
    ],
)
def test_what_a_party_asks_of_itself_or_only_remarks_is_no_request(parse: Parsed, stage: Stage, said: str) -> None:
    assert asked(parse(f"Turkey said {said}."), stage, Said(said, "TUR")) == []


@pytest.mark.parametrize(
    ("said", "whom"),
    [
        ("the importance of the fulfilment by Greece of the accords", "GRC"),
        ("the need for the withdrawal by Greece of its ships", "GRC"),
        ("the importance of expanding Greek assistance", "GRC"),
        ("the importance of immediately starting talks with Greece", "GRC"),
        ("the need to increase the sanctions on the part of Greece", "GRC"),
        ("the need for Greece to respond", "GRC"),
    ],
)
def test_what_is_needed_falls_on_whoever_the_noun_names(parse: Parsed, stage: Stage, said: str, whom: str) -> None:
    [(actors, recipients, _)] = asked(parse(f"Turkey stressed {said}."), stage, Said(said, "TUR"))
    assert (actors, recipients) == (("TUR",), (whom,))


def test_those_who_speak_together_ask_together(parse: Parsed, stage: Stage) -> None:
    said = "the ceasefire must hold"
    assert asked(parse(f"Russia and Turkey said {said}."), stage, Said(said, "rus+tur".upper())) == [
        (("RUS", "TUR"), (), "the ceasefire must hold")
    ]


def test_both_sides_are_those_who_fight(parse: Parsed, stage: Stage) -> None:
    text = "Iran shelled Turkish villages. China urged both sides to stop."
    assert asked(parse(text), stage) == [(("CHN",), ("IRN", "TUR"), "to stop")]


@pytest.mark.parametrize("pair", ["the two neighbours", "both countries", "the two sides"])
def test_a_pair_without_talks_is_the_two_of_whom_the_report_tells(parse: Parsed, stage: Stage, pair: str) -> None:
    text = f"Greece is a neighbour of Turkey. Greece and Turkey share a sea. China urged {pair} to stop."
    assert asked(parse(text), stage)[0][1] in (("GRC", "TUR"), ("TUR", "GRC"))


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Japan criticised the embargo.", ("ACCUSE", ("JPN",), ("USA",))),
        ("Israel welcomed the sanctions.", ("SUPPORT", ("ISR",), ("USA",))),
        ("China rejected the measures.", ("REJECT", ("CHN",), ("USA",))),
        ("Germany condemned the move.", ("ACCUSE", ("DEU",), ("USA",))),
        ("Iran called the decision unfair.", ("ACCUSE", ("IRN",), ("USA",))),
        ("France regretted the decision.", None),
    ],
)
def test_an_answer_to_a_deed_is_aimed_at_whoever_did_it(parse: Parsed, stage: Stage, text: str, row: object) -> None:
    found = rows(stage.code(parse(f"The United States imposed sanctions on Iran. {text}")))
    assert found[1:] == ([row] if row else [])


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The EU agreed to ban imports of Iranian oil and to freeze the assets of Iran.", ["SANCTION", "SANCTION"]),
        ("The EU voted to suspend its cooperation with Iran.", ["SANCTION"]),
        ("The EU agreed to open talks with Iran.", ["AGREE"]),
    ],
)
def test_a_sanction_resolved_upon_is_the_row(parse: Parsed, stage: Stage, text: str, types: list[str]) -> None:
    assert [event.type.value for event in stage.code(parse(text))] == types


@pytest.mark.parametrize(
    "said",
    [
        "that, in violation of the treaty, Greece is arming the islands",
        "Greece was arming the islands in breach of the accords",
    ],
)
def test_a_deed_in_breach_of_a_norm_invokes_it(parse: Parsed, stage: Stage, said: str) -> None:
    found = of_type(stage.code(parse(f"Turkey said {said}."), [Said(said, "TUR")]), EventType.INVOKE)
    assert [(event.actors, event.recipients) for event in found] == [(("TUR",), ("GRC",))]


@pytest.mark.parametrize(
    "said",
    [
        "this fully conforms to the principle of equality",
        "the sanctions are contrary to the UN charter",
        "that ran counter to the treaty",
    ],
)
def test_what_fits_or_offends_a_norm_invokes_it(parse: Parsed, stage: Stage, said: str) -> None:
    found = of_type(stage.code(parse(f"Turkey said {said}."), [Said(said, "TUR")]), EventType.INVOKE)
    assert [event.actors for event in found] == [("TUR",)]


@pytest.mark.parametrize("said", ["Greece is our closest friend", "the Greek people are the best advocates of peace"])
def test_whoever_calls_another_a_friend_supports_it(parse: Parsed, stage: Stage, said: str) -> None:
    assert rows(stage.code(parse(f"Turkey said {said}."), [Said(said, "TUR")])) == [("SUPPORT", ("TUR",), ("GRC",))]


def test_you_is_the_other_at_the_table(parse: Parsed, stage: Stage) -> None:
    text = "Turkey met Greece. You are our true friends, he said."
    found = rows(stage.code(parse(text), [Said("You are our true friends", "TUR")]))
    assert found[1:] == [("SUPPORT", ("TUR",), ("GRC",))]


@pytest.mark.parametrize("words", ["will not tolerate", "would not hesitate to punish", "will not stand idly by after"])
def test_a_party_that_will_not_stand_by_threatens(parse: Parsed, stage: Stage, words: str) -> None:
    [event] = stage.code(parse(f"Turkey {words} an attack by Greece."))
    assert (event.type, event.actors) == (EventType.THREATEN, ("TUR",))


def test_what_an_accused_party_rejects_it_denies(parse: Parsed, stage: Stage) -> None:
    found = rows(
        stage.code(parse("Turkey accused Greece of sinking a ship, which Athens has rejected."), also={"Athens": "GRC"})
    )
    assert found[1:] == [("DENY", ("GRC",), ("TUR",))]


def test_talks_in_a_foreign_capital_have_a_host(parse: Parsed, stage: Stage) -> None:
    found = rows(stage.code(parse("The Turkish foreign minister was due to hold talks in Athens on Monday.")))
    assert found == [("AGREE", ("TUR",), ("GRC",))]


def test_whoever_condemns_an_invasion_does_not_blame_the_invaded(parse: Parsed, stage: Stage) -> None:
    [event] = of_type(stage.code(parse("France condemned the Russian invasion of Ukraine.")), EventType.ACCUSE)
    assert event.recipients == ("RUS",)


@pytest.mark.parametrize(
    ("text", "said", "row"),
    [
        ("Turkey met Greece. You are fighting for us, he said.", "You are fighting for us", None),
        ("Turkey praised the help given by Greece since the Russian invasion.", None, ("SUPPORT", ("TUR",), ("GRC",))),
        ("Turkey felt the need to defend its border.", None, None),
        ("Greece believes that Turkey will attack Iran.", None, None),
    ],
)
def test_who_is_named_in_passing_takes_no_part(
    parse: Parsed, stage: Stage, text: str, said: str | None, row: object
) -> None:
    found = rows(stage.code(parse(text), [Said(said, "TUR")] if said else []))
    assert [each for each in found if each[0] != "CONSULT" and each[0] != "AID"] == ([row] if row else [])


def test_a_meeting_with_somebody_who_met_others_is_no_meeting_with_them(parse: Parsed, stage: Stage) -> None:
    found = rows(stage.code(parse("Turkey met with Greece, which had met with Iran.")))
    assert found[0] == ("CONSULT", ("TUR", "GRC"), ())


@pytest.mark.parametrize(
    ("said", "is_wish"),
    [
        ("Greece must withdraw its ships", False),
        ("it is necessary for Greece to withdraw its ships", False),
        ("it is important for Greece to withdraw its ships", True),
        ("Greece must feel the weight of sanctions", True),
        ("we hope that Greece will support the treaty", True),
        ("it is necessary to withdraw foreign troops", True),
    ],
)
def test_a_need_a_hope_or_a_view_is_never_sure(parse: Parsed, stage: Stage, said: str, is_wish: bool) -> None:
    [event] = of_type(stage.code(parse(f"Turkey said {said}."), [Said(said, "TUR")]), EventType.REQUEST)
    assert (event.score <= WISHED) == is_wish
