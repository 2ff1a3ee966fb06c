"""Demands told as a list, and drafts that would bind others."""

from collections.abc import Callable

import pytest

from standoff.language.syntax import Parse
from standoff.plover import EventType
from tests.stage import Said, Stage, of_type

Parsed = Callable[..., Parse]


@pytest.fixture(scope="session")
def stage() -> Stage:
    return Stage()


def asked(parse: Parse, stage: Stage, *said: Said) -> list[tuple[str, str, str]]:
    events = of_type(stage.code(parse, said), EventType.REQUEST)
    return [("+".join(e.actors), "+".join(e.recipients), e.anchor.exact) for e in events]


LISTS = [
    (
        "Turkey set out two conditions: that Greece withdraw its ships, and that it end its drills.",
        [("TUR", "GRC", "Greece withdraw its ships"), ("TUR", "GRC", "it end its drills")],
    ),
    (
        (
            "China's demands, which include an end to Japanese patrols, a halt to American drills and the withdrawal "
            "of Japanese troops, were discussed on Monday."
        ),
        [
            ("CHN", "JPN", "an end to Japanese patrols"),
            ("CHN", "USA", "a halt to American drills"),
            ("CHN", "JPN", "the withdrawal of Japanese troops"),
        ],
    ),
    (
        "Iran put two demands to Israel: to stop the raids and to release the prisoners.",
        [("IRN", "ISR", "to stop the raids"), ("IRN", "ISR", "to release the prisoners")],
    ),
    (
        (
            "Serbia repeated its three demands: that Kosovo lift the tariffs, that it free the officers, and that it "
            "recognise the vote."
        ),
        [
            ("SRB", "XKX", "Kosovo lift the tariffs"),
            ("SRB", "XKX", "it free the officers"),
            ("SRB", "XKX", "it recognise the vote"),
        ],
    ),
    (
        "Hungary named one condition: Ukraine must reopen the pipeline.",
        [("HUN", "UKR", "Ukraine must reopen the pipeline")],
    ),
]


@pytest.mark.parametrize(("text", "found"), LISTS)
def test_each_item_of_a_list_of_demands_is_a_row(
    parse: Parsed, stage: Stage, text: str, found: list[tuple[str, str, str]]
) -> None:
    assert asked(parse(text), stage) == found


DRAFTS = [
    (
        "The Turkish draft would bar Greece from drilling and oblige it to withdraw its ships.",
        [("TUR", "GRC", "bar Greece from drilling"), ("TUR", "GRC", "oblige it to withdraw its ships")],
    ),
    (
        "Iran published a draft treaty that would require Israel to free the prisoners.",
        [("IRN", "ISR", "require Israel to free the prisoners")],
    ),
    (
        "China presented a text on Monday. The text would commit Japan to end the patrols.",
        [("CHN", "JPN", "commit Japan to end the patrols")],
    ),
    (
        "Serbia's document asks Kosovo to lift the tariffs.",
        [("SRB", "XKX", "to lift the tariffs")],
    ),
    (
        "Two drafts were published by Russia. They ask Ukraine to withdraw its troops.",
        [("RUS", "UKR", "to withdraw its troops")],
    ),
]


@pytest.mark.parametrize(("text", "found"), DRAFTS)
def test_what_a_draft_would_bind_another_party_to_is_asked_by_its_authors(
    parse: Parsed, stage: Stage, text: str, found: list[tuple[str, str, str]]
) -> None:
    assert asked(parse(text), stage) == found


SUBJUNCTIVES = [
    (
        "Turkey demanded that Greece stop building forts and withdraw its ships.",
        ["Greece stop building forts", "withdraw its ships"],
    ),
    (
        "China insisted that Japan cease patrolling the strait and recall its ships.",
        ["Japan cease patrolling the strait", "recall its ships"],
    ),
    (
        "Iran proposed that Israel halt its raids and free the prisoners.",
        ["Israel halt its raids", "free the prisoners"],
    ),
]


@pytest.mark.parametrize(("text", "words"), SUBJUNCTIVES)
def test_verbs_under_that_share_its_subject(parse: Parsed, stage: Stage, text: str, words: list[str]) -> None:
    found = asked(parse(text), stage)
    assert [anchor for _, _, anchor in found] == words
    assert len({whom for _, whom, _ in found}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Turkey rejected three conditions: that it withdraw its ships, and that it end its drills.",
        "If Turkey lists demands: that Greece withdraw its ships, talks will fail.",
        "A German law would bar Iran from buying arms.",
        "The draft would not oblige Greece to withdraw its ships.",
        "Japan faces many demands, and an end to the crisis is far.",
    ],
)
def test_what_nobody_is_said_to_ask_is_no_row(parse: Parsed, stage: Stage, text: str) -> None:
    assert asked(parse(text), stage) == []


@pytest.mark.parametrize(
    "content",
    [
        "should Greece choose it",
        "should Greece attack",
        "should Greece ever want talks",
        "should Greece be ready",
        "should Greece withdraw its ships",
    ],
)
def test_a_modal_before_its_subject_is_a_condition(parse: Parsed, stage: Stage, content: str) -> None:
    text = f"The way to peace is open, {content}, the minister said."
    assert asked(parse(text), stage, Said(f"The way to peace is open, {content}", "TUR")) == []


def test_who_complains_that_another_lied_and_insists_asks_himself(parse: Parsed, stage: Stage) -> None:
    text = "Turkey complains that Greece has broken its word, and insists on the withdrawal of all Greek troops."
    assert [(by, whom) for by, whom, _ in asked(parse(text), stage)] == [("TUR", "GRC")]


def test_who_complains_of_two_deeds_and_insists_asks_himself(parse: Parsed, stage: Stage) -> None:
    text = (
        "Turkey complains that Greece has picked out two topics and ignored a third, "
        "and insists on the withdrawal of all Greek troops."
    )
    assert [(by, whom) for by, whom, _ in asked(parse(text), stage)] == [("TUR", "GRC")]


def test_what_is_called_mandatory_is_asked(parse: Parsed, stage: Stage) -> None:
    text = "It is mandatory that Greece withdraw its ships, the minister said."
    said = Said("It is mandatory that Greece withdraw its ships", "TUR")
    assert asked(parse(text), stage, said) == [("TUR", "GRC", "Greece withdraw its ships")]
