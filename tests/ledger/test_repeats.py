from datetime import date
from typing import Any

import pytest

from standoff.ledger.repeats import repeats
from standoff.plover import EventType
from standoff.types import Article, Event, Reading, Statement
from tests.readings import article, event, statement

SAID = "that Russia must pull back its troops from the border of Ukraine before talks begin"


def told(words: str, uri: str, **more: Any) -> tuple[Article, Statement]:
    at = article(f"({uri}) Zelensky said {words}.", uri=uri)
    return at, statement(at, words, **{"speaker": "volodymyr-zelenskyy", **more})


def repeated(one: tuple[Article, Statement], other: tuple[Article, Statement]) -> bool:
    found = repeats([Reading(at, statements=(row,)) for at, row in (one, other)])
    assert found in ({}, {other[1].id: one[1].id})
    return bool(found)


@pytest.mark.parametrize(
    "words",
    [
        SAID,
        SAID.removeprefix("that "),
        f"“{SAID.removeprefix('that ').upper()}”",
        SAID.replace("pull back", "withdraw"),
        SAID.replace("before talks begin", "before talks start"),
    ],
)
def test_the_same_words_of_the_same_speaker_are_said_once(words: str) -> None:
    assert repeated(told(SAID, "one"), told(words, "other"))


@pytest.mark.parametrize(
    ("words", "more"),
    [
        (SAID, {"speaker": None}),
        (SAID, {"addressees": ("RUS",)}),
        (SAID.replace("must", "must not"), {}),
        (SAID.replace("Ukraine", "Belarus"), {}),
        (SAID.replace("its troops", "300 troops"), {}),
        (SAID.replace("pull back its troops from the border", "answer the letter of the council"), {}),
        (f"{SAID}, and that its ships must leave the harbours of the south", {}),
    ],
)
def test_another_speaker_denial_name_figure_or_matter_is_another_statement(words: str, more: dict[str, Any]) -> None:
    assert not repeated(told(SAID, "one"), told(words, "other", **more))


def test_a_few_words_must_be_the_same_to_the_word() -> None:
    assert repeated(told("no comment", "one"), told("“No comment”", "other"))
    assert not repeated(told("talks failed yesterday", "one"), told("talks resumed yesterday", "other"))


def test_another_day_is_another_statement_and_no_day_is_any() -> None:
    assert not repeated(told(SAID, "one", said_on="2022-02-01"), told(SAID, "other", said_on="2022-02-02"))
    assert repeated(told(SAID, "one", said_on="2022-02-01"), told(SAID, "other"))


@pytest.mark.parametrize(
    ("days", "same"), [(("2022-02-01", "2022-02-02"), True), (("2022-01-31", "2022-02-02"), False)]
)
def test_a_copy_of_the_next_day_says_today_of_the_day_before(days: tuple[str, str], same: bool) -> None:
    readings = []
    for number, on in enumerate(days):
        at = article(f"({number}) Zelensky said {SAID}.", uri=on, published_on=date(2022, 2, 1 + number))
        readings.append(Reading(at, statements=(statement(at, SAID, said_on=on),)))
    assert bool(repeats(readings)) is same


def test_each_row_repeats_another_and_one_more_than_there_were_is_new() -> None:
    texts = ("Moscow refused. Asked again, Moscow refused.", "Moscow refused. Asked again, Moscow refused!")
    first, second = (article(text, uri=text) for text in texts)
    two = [_refusal(first, at) for at in (0, 1)]
    again = [_refusal(second, at) for at in (0, 1)]
    found = repeats([Reading(first, events=tuple(two)), Reading(second, events=tuple(again))])
    assert found == {again[0].id: two[0].id, again[1].id: two[1].id}
    assert repeats([Reading(first, events=tuple(two[:1])), Reading(second, events=tuple(again))]) == {
        again[0].id: two[0].id
    }
    assert repeats([Reading(first, events=tuple(two))]) == {}


def test_of_two_rows_that_are_alike_the_one_in_the_same_words_is_repeated() -> None:
    close = SAID.replace("pull back", "withdraw")
    one, other = (article(f"{n}: Zelensky said {close}. He said {SAID}.", uri=f"{n}") for n in (1, 2))
    firsts = [statement(one, words, speaker="volodymyr-zelenskyy") for words in (close, SAID)]
    again = statement(other, SAID, speaker="volodymyr-zelenskyy")
    found = repeats([Reading(one, statements=tuple(firsts)), Reading(other, statements=(again,))])
    assert found == {again.id: firsts[1].id}


def _refusal(at: Article, number: int) -> Event:
    words = ("Moscow refused", "again, Moscow refused")[number]
    return event(at, EventType.REJECT, words, ("RUS",), ("USA",))


@pytest.mark.parametrize("kept", ["type", "actors", "recipients", "status", "mode"])
def test_an_event_of_other_parties_or_another_kind_is_another(kept: str) -> None:
    others = {
        "type": EventType.DEFER, "actors": ("BLR",), "recipients": (), "status": "future", "mode": "other",
    }  # fmt: skip
    given = {"type": EventType.REJECT, "actors": ("RUS",), "recipients": ("USA",), "status": "actual", "mode": None}
    rows = []
    for uri, facts in (("one", given), ("two", given), ("three", {**given, kept: others[kept]})):
        at = article(f"({uri}) Moscow refused.", uri=uri)
        kind, actors, recipients, status, mode = facts.values()
        rows.append((at, event(at, kind, "Moscow refused", actors, recipients, status=status, mode=mode)))  # type: ignore[arg-type]
    found = repeats([Reading(at, events=(row,)) for at, row in rows])
    assert found == {rows[1][1].id: rows[0][1].id}


def test_what_a_report_says_itself_is_not_what_somebody_claims() -> None:
    one, other = article("(1) Zelensky said Moscow refused."), article("(2) Moscow refused.", uri="two")
    said = statement(one, "Moscow refused", speaker="volodymyr-zelenskyy")
    claimed = event(one, EventType.REJECT, "Moscow refused", ("RUS",), according_to=said.id)
    stated = event(other, EventType.REJECT, "Moscow refused", ("RUS",))
    assert repeats([Reading(one, statements=(said,), events=(claimed,)), Reading(other, events=(stated,))]) == {}
