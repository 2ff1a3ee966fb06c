"""Who did what to whom, on sentences of our own."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standoff.language.syntax import Parse
from standoff.plover import EventType, Status
from standoff.types import Span, Time
from tests.stage import Said, Stage, of_type, row, rows

Parsed = Callable[..., Parse]


@pytest.fixture(scope="session")
def stage() -> Stage:
    return Stage()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("China lodged a protest with Japan.", ("ACCUSE", ("CHN",), ("JPN",))),
        ("Germany summoned the Iranian ambassador on Friday.", ("ACCUSE", ("DEU",), ("IRN",))),
        ("The EU imposed sanctions on two Russian banks.", ("SANCTION", ("EU",), ("RUS",))),
        ("Poland expelled three Russian diplomats.", ("SANCTION", ("POL",), ("RUS",))),
        ("Turkey recalled its ambassador from Greece.", ("SANCTION", ("TUR",), ("GRC",))),
        ("Israeli warplanes bombed an Iranian depot.", ("ASSAULT", ("ISR",), ("IRN",))),
        ("Iran seized a Greek tanker.", ("COERCE", ("IRN",), ("GRC",))),
        ("Germany is sending tanks to Ukraine.", ("AID", ("DEU",), ("UKR",))),
        ("Serbia has massed troops near Kosovo.", ("MOBILIZE", ("SRB",), ("XKX",))),
        ("Iran released two French prisoners.", ("RETREAT", ("IRN",), ("FRA",))),
        ("Russia withdrew its troops from Kosovo.", ("RETREAT", ("RUS",), ("XKX",))),
        ("France recognized Kosovo.", ("SUPPORT", ("FRA",), ("XKX",))),
        ("Turkey thanked Germany for the search teams.", ("SUPPORT", ("TUR",), ("DEU",))),
        ("Japan apologised to China.", ("CONCEDE", ("JPN",), ("CHN",))),
        ("Hungary vetoed the EU proposal.", ("REJECT", ("HUN",), ("EU",))),
        ("Hungary rejected the demand of the EU.", ("REJECT", ("HUN",), ("EU",))),
        ("Tehran denied the Israeli allegations.", ("DENY", ("IRN",), ("ISR",))),
        ("The Kremlin is still studying the American reply.", ("DEFER", ("RUS",), ("USA",))),
        ("Germany halted talks with Iran.", ("SANCTION", ("DEU",), ("IRN",))),
        ("Greece was accused by Turkey of arming the islands.", ("ACCUSE", ("TUR",), ("GRC",))),
        ("Turkey agreed to meet with Greece.", ("AGREE", ("TUR",), ("GRC",))),
    ],
)
def test_a_verb_names_who_did_what_to_whom(
    parse: Parsed, stage: Stage, text: str, expected: tuple[str, tuple[str, ...], tuple[str, ...]]
) -> None:
    assert expected in rows(stage.code(parse(text)))


def test_the_weapons_of_a_party_act_for_it_and_a_submarine_is_one_of_its_forces(parse: Parsed, stage: Stage) -> None:
    events = stage.code(parse("A Chinese submarine entered Japanese waters."))
    assert rows(events) == [("MOBILIZE", ("CHN",), ("JPN",))]


def test_a_passive_without_its_doer_is_unknown_only_for_arms_sent_and_attacks_made(parse: Parsed, stage: Stage) -> None:
    assert rows(stage.code(parse("Weapons are being pumped into Ukraine."))) == [("AID", ("UNKNOWN",), ("UKR",))]
    assert rows(stage.code(parse("Ukraine was praised."))) == []


def test_a_noun_counts_only_if_its_actor_is_named(parse: Parsed, stage: Stage) -> None:
    named = stage.code(parse("The refusal by Japan to apologise still rankles."))
    assert rows(of_type(named, EventType.REJECT)) == [("REJECT", ("JPN",), ())]
    assert rows(stage.code(parse("The refusal to apologise still rankles."))) == []


def test_a_feared_invasion_is_no_event(parse: Parsed, stage: Stage) -> None:
    assert rows(stage.code(parse("The threat of a Russian invasion of Ukraine alarmed the markets."))) == []
    told = stage.code(parse("The Russian invasion of Ukraine alarmed the markets."))
    assert rows(told) == [("ASSAULT", ("RUS",), ("UKR",))]


def test_land_annexed_by_a_party_names_the_deed_before_a_hyphen(parse: Parsed, stage: Stage) -> None:
    [event] = stage.code(parse("The leaders argued about Moscow-annexed Crimea."))
    assert (row(event), event.anchor.exact) == (("COERCE", ("RUS",), ("UKR",)), "Moscow-annexed Crimea")


def test_what_somebody_is_accused_of_is_a_row_of_its_own(parse: Parsed, stage: Stage) -> None:
    events = stage.code(parse("The West has accused Russia of massing troops near Ukraine."))
    assert rows(events) == [("ACCUSE", ("WEST",), ("RUS",)), ("MOBILIZE", ("RUS",), ("UKR",))]


def test_a_relative_clause_under_a_promise_tells_a_deed(parse: Parsed, stage: Stage) -> None:
    text = "Turkey was ready for more talks with Russia, which has accused Greece of spying."
    assert ("ACCUSE", ("RUS",), ("GRC",)) in rows(stage.code(parse(text)))


def test_what_somebody_promises_or_refuses_is_no_row_of_its_own(parse: Parsed, stage: Stage) -> None:
    assert rows(stage.code(parse("Germany promised to send tanks to Ukraine."))) == [("AGREE", ("DEU",), ("UKR",))]
    assert rows(stage.code(parse("Japan refused to withdraw its troops."))) == [("REJECT", ("JPN",), ())]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The French army attacked Iran.", Status.ACTUAL),
        ("The French army will attack Iran.", Status.FUTURE),
        ("The French army could attack Iran.", Status.HYPOTHETICAL),
        ("The French army is plotting to attack Iran.", Status.FUTURE),
    ],
)
def test_the_verb_says_whether_a_deed_was_done(parse: Parsed, stage: Stage, text: str, status: Status) -> None:
    assert [event.status for event in stage.code(parse(text))] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "The French army did not attack Iran.",
        "If the French army attacks Iran, prices rise.",
        "Did the French army attack Iran?",
        "France sent a general to Iran to prevent an attack.",
    ],
)
def test_a_deed_that_nobody_is_said_to_have_done_is_no_row(parse: Parsed, stage: Stage, text: str) -> None:
    assert of_type(stage.code(parse(text)), EventType.ASSAULT) == []


def test_a_negated_speech_act_keeps_its_type(parse: Parsed, stage: Stage) -> None:
    [event] = stage.code(parse("Turkey does not accuse Greece of anything."))
    assert (event.type, event.status) == (EventType.ACCUSE, Status.NEGATED)


def test_a_party_that_will_never_give_way_refuses(parse: Parsed, stage: Stage) -> None:
    assert rows(stage.code(parse("Iran will never negotiate under pressure."))) == [("REJECT", ("IRN",), ())]
    assert rows(stage.code(parse("Mexico has no intention of discussing the border."))) == [("REJECT", ("MEX",), ())]


def test_words_within_one_government_are_no_event(parse: Parsed, stage: Stage) -> None:
    assert rows(stage.code(parse("The Kremlin criticized Russia."))) == []


def test_the_same_act_told_twice_is_one_row_and_the_first_is_kept(parse: Parsed, stage: Stage) -> None:
    text = "Iran ignored the top demands of Israel. Later, officials said that Iran has ignored the Israeli demands."
    [event] = of_type(stage.code(parse(text)), EventType.REJECT)
    assert event.anchor.spans[0].start == 0


def test_we_is_the_party_that_speaks(parse: Parsed, stage: Stage) -> None:
    text = '"We are ready for talks with Greece," he said.'
    events = stage.code(parse(text), [Said("We are ready for talks with Greece", "TUR")])
    assert rows(events) == [("AGREE", ("TUR",), ("GRC",))]


def test_whoever_reports_an_act_is_the_statement_that_holds_its_word(parse: Parsed, stage: Stage) -> None:
    text = "Turkey urged Greece to withdraw. Its minister said Greece attacked a boat of Turkey."
    asked, attacked = stage.code(parse(text), [Said("Greece attacked a boat of Turkey", "TUR")])
    assert (asked.type, asked.according_to) == (EventType.REQUEST, None)
    assert attacked.type is EventType.ASSAULT
    assert attacked.according_to is not None


def test_a_statement_that_names_another_party_as_a_menace_blames_it(parse: Parsed, stage: Stage) -> None:
    text = "Washington's main goal is to contain Russia, he said."
    said = [Said("Washington's main goal is to contain Russia", "RUS")]
    assert rows(stage.code(parse(text), said)) == [("ACCUSE", ("RUS",), ("USA",))]
    assert rows(stage.code(parse(text))) == []


def test_a_norm_that_another_breaks_is_invoked_and_not_accused_too(parse: Parsed, stage: Stage) -> None:
    text = "Kyiv is violating the Minsk agreements, he said."
    events = stage.code(parse(text), [Said("Kyiv is violating the Minsk agreements", "RUS")])
    assert rows(events) == [("INVOKE", ("RUS",), ("UKR",))]
    assert rows(stage.code(parse("Turkey accused Greece of arming islands in breach of the treaty."))) == [
        ("INVOKE", ("TUR",), ("GRC",))
    ]


def test_an_official_passive_is_the_act_of_the_issuer(parse: Parsed, stage: Stage) -> None:
    text = "The President met with the leader of Greece. Gratitude was expressed for the aid of Germany."
    events = stage.code(parse(text, published_on=None), also={"The President": "TUR"})
    assert ("SUPPORT", ("TUR",), ("DEU",)) in rows(events)


def test_a_speech_act_takes_the_day_on_which_its_statement_was_said(parse: Parsed, stage: Stage) -> None:
    text = "We are ready for talks with Greece, he said."
    said = [Said("We are ready for talks with Greece", "TUR", said_on="2022-02-01")]
    assert [event.date for event in stage.code(parse(text), said)] == ["2022-02-01"]


def test_a_day_in_the_clause_dates_the_event_and_a_vague_one_leaves_it_open(parse: Parsed, stage: Stage) -> None:
    text = "Poland expelled three Russian diplomats on Tuesday."
    at = text.index("Tuesday")
    day = Time(Span(at, at + len("Tuesday")), "2022-02-01")
    assert [event.date for event in stage.code(parse(text), times=[day])] == ["2022-02-01"]
    assert [event.date for event in stage.code(parse(text))] == [None]


def test_what_and_contexts_are_plain_words(parse: Parsed, stage: Stage) -> None:
    [event] = stage.code(parse("The EU imposed sanctions on two Russian banks."))
    assert (event.what, event.contexts, event.mode) == (
        "imposed sanctions on two Russian banks", ("economic",), "discontinue",
    )  # fmt: skip


def test_a_sentence_too_long_to_be_one_is_left_out(
    parse: Parsed, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = parse("Russia attacked Ukraine.")
    assert stage.code(found) != []
    monkeypatch.setattr("standoff.language.events.findings.LONGEST", len(found.doc) - 1)
    assert stage.code(found) == []


_WORDS = st.sampled_from([
    "Russia", "Ukraine", "NATO", "demanded", "that", "must", "withdraw", "attack", "talks", "with", "of", "if", "will",
    "threatened", "to", "the", "troops", "sanctions", "on", "by", "and", ",", ".", "not", "who", "said", "“", "”",
    "\n\n", "the President",
])  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_WORDS, max_size=40).map(" ".join) | st.text(max_size=120))
def test_any_text_gives_rows_that_cite_it(parse: Parsed, stage: Stage, text: str) -> None:
    parsed = parse(text)
    said = [Said(text, "RUS")] if text[:1].isascii() and text.strip() else []
    for event in stage.code(parsed, said):
        for citation in (event.anchor, event.condition, event.consequence):
            if citation is not None:
                citation.check(parsed.article)
        assert event.actors


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("NATO urged Russia to leave and rejected its claims.", ["REQUEST", "DENY"]),
        ("Israel asked Egypt to mediate and accused Iran of bad faith.", ["REQUEST", "ACCUSE"]),
        ("Japan urged China to withdraw and condemned the attack on Japan.", ["REQUEST", "ACCUSE"]),
    ],
)
def test_a_second_act_is_no_part_of_what_the_first_asks_for(
    text: str, wanted: list[str], parse: Parsed, stage: Stage
) -> None:
    assert [event.type.value for event in stage.code(parse(text))] == wanted
