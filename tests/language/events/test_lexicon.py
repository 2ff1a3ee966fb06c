"""The lexicon of acts, and what is wrong with a damaged one."""

from itertools import combinations

import pytest

from standoff.errors import ModelError
from standoff.language.events.lexicon import NOUN, VERB, Lexicon, _acts
from standoff.plover import EventType
from standoff.tables import rows

HEADER = "words\tpart\ttype\tmode\tneeds\trecipient\tnegated\tscore\tcontexts\n"
COLUMNS = ("words", "part", "type", "mode", "needs", "recipient", "negated", "score", "contexts")
READ_APART = {EventType.REQUEST, EventType.CONSULT}
"""Types that the rules look for by themselves, whatever else a word may name."""

SPECIAL = {"PARTY", "ANY", "NONE", "PERSON", "CLAUSE", "TO"}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


def test_every_type_has_words(lexicon: Lexicon) -> None:
    assert {act.type for acts in lexicon.acts.values() for act in acts} == set(EventType)


def test_it_holds_several_hundred_words(lexicon: Lexicon) -> None:
    assert sum(part == VERB for part, _ in lexicon.acts) > 500
    assert sum(part == NOUN for part, _ in lexicon.acts) > 60


def test_every_need_names_a_kind_that_exists(lexicon: Lexicon) -> None:
    named = {
        kind
        for acts in lexicon.acts.values()
        for act in acts
        for need in act.needs
        for kind in need.kinds | need.barred
    }
    assert named - SPECIAL <= set(lexicon.kinds)


def test_no_reading_is_hidden_by_one_before_it_that_needs_nothing(lexicon: Lexicon) -> None:
    hidden = [
        (act.word, act.type)
        for acts in lexicon.acts.values()
        for before, act in combinations(acts, 2)
        if not before.needs and before.particle in (None, act.particle) and before.type not in READ_APART
    ]
    assert hidden == []


@pytest.mark.parametrize(
    "line",
    [
        "attack\tx\tASSAULT\t\t\tobj\t-\t0.5\t",
        "attack\tv\tFIGHT\t\t\tobj\t-\t0.5\t",
        "attack\tv\tASSAULT\tvisit\t\tobj\t-\t0.5\t",
        "attack\tv\tASSAULT\t\t\tobj\t-\thalf\t",
        "attack\tv\tASSAULT\t\t\tobj\t-\t0.5\tweather",
    ],
)
def test_a_damaged_row_is_named(line: str) -> None:
    with pytest.raises(ModelError, match=r"acts\.tsv, line 2"):
        _acts(rows("acts.tsv", HEADER + line, COLUMNS))


def test_a_capital_is_the_land_of_its_state(lexicon: Lexicon) -> None:
    assert (lexicon.lands["Kyiv"], lexicon.lands["Crimea"]) == ("UKR", "UKR")
