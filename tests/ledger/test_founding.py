"""Which requests found a demand."""

import pytest

from standoff.ledger.founding import NAMING, SURE, founds
from standoff.plover import EventType, Status
from standoff.types import Citation, Event, Span
from tests.readings import EVENTS


def asked(words: str, by: str = "UKR", of: str = "", score: float = SURE, naming: str = "") -> Event:
    anchor = Citation("report", (Span(100, 100 + len(words)),), words)
    at = 100 + words.index(naming)
    spans = (Span(at, at + len(naming)),) if naming else ()
    return Event(
        Event.make_id("report", EventType.REQUEST, anchor.spans), EventType.REQUEST, tuple(by.split()),
        tuple(of.split()), anchor, Status.ACTUAL, EVENTS, score, recipient_spans=spans,
    )  # fmt: skip


@pytest.mark.parametrize(
    "words", ["to hold talks", "demilitarisation", "a ceasefire in the east", "withdraw its troops from the border"]
)
def test_what_says_something_founds_a_demand(words: str) -> None:
    assert founds(asked(words))


@pytest.mark.parametrize(
    "words",
    [
        "weapons", "the weapons", "them", "do so at once", "we expect", "urged", "the most important of which",
        "is not unconditional", "how this can be explained", "We are being urged to honour the agreement",
    ],
)  # fmt: skip
def test_half_a_thing_founds_none(words: str) -> None:
    assert not founds(asked(words))


def test_nobody_asks_himself_and_nobody_known_asks() -> None:
    assert not founds(asked("to hold talks", by="UKR", of="UKR RUS"))
    assert not founds(asked("to hold talks", by="UNKNOWN"))
    assert founds(asked("to hold talks", by="UKR UNKNOWN", of="RUS"))


def test_what_is_less_sure_founds_a_demand_if_it_names_who_must_act() -> None:
    words = "Russian troops must leave the city"
    assert founds(asked(words, of="RUS", naming="Russian", score=NAMING))
    assert not founds(asked(words, of="RUS", naming="Russian", score=NAMING - 0.01))
    assert not founds(asked(words, score=SURE - 0.01))


@pytest.mark.parametrize(
    ("words", "naming"),
    [
        ("All Russian banks must be immediately isolated", "Russian"),
        ("to limit the price of Russian oil", "Russian"),
        ("Russia pushed through a decision", "Russia"),
        ("Russia would feel uneasy", "Russia"),
        ("I would not call it a withdrawal by Russia", "Russia"),
    ],
)
def test_who_bears_what_is_asked_is_not_asked(words: str, naming: str) -> None:
    assert not founds(asked(words, of="RUS", naming=naming, score=0.7))
