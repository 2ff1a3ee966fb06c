import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.ledger.wording import LIKENESS, Wording, likeness, rarest, wording


def alike(one: str, other: str) -> bool:
    return likeness(wording(one), wording(other)) >= LIKENESS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NATO stop expanding", "that NATO admit no new members"),
        ("a halt to NATO's growth", "NATO will not expand"),
        ("strengthening sanctions on Ruritania", "sanctions against Ruritania must be increased"),
        ("the sixth package must be adopted", "agree on the sixth package as soon as possible"),
        ("pull its soldiers out of Ruritania", "withdraw its troops from Ruritania"),
        ("free the sailors and begin talks", "begin negotiations and free the sailors"),
    ],
)
def test_the_same_thing_is_known_in_other_words(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the sixth package of sanctions", "the seventh package of sanctions"),
        ("further sanctions against Ruritania", "a new package of sanctions against Ruritania with an oil embargo"),
        ("supply weapons", "supply weapons, aid and ammunition"),
        ("expand trade and cooperation with Ruritania", "expand trade and cooperation with Freedonia"),
        ("impose sanctions on Ruritania", "lift the sanctions on Ruritania"),
        ("withdraw the troops and weapons from the border", "withdraw the troops and weapons from Donbas"),
        ("not withdraw the troops", "withdraw the troops"),
        ("end the war", "hold out until the war with Ruritania and its allies in the north and the east is at an end"),
    ],
)
def test_what_differs_in_a_number_a_name_a_part_or_a_not_is_another_thing(one: str, other: str) -> None:
    assert not alike(one, other)
    assert not alike(other, one)


@pytest.mark.parametrize(
    "vague", ["this must stop", "it has to be strengthened", "they must work", "", "of the", "that"]
)
def test_a_pronoun_says_nothing(vague: str) -> None:
    assert wording(vague).terms == frozenset()


def test_this_before_a_word_that_tells_something_is_no_pronoun() -> None:
    assert wording("end this war") == wording("end the war")


def test_names_are_not_told_at_the_beginning_of_a_wording() -> None:
    assert wording("Leave Ruritania").names == wording("to leave Ruritania").names
    assert wording("Sanctions must go").names == frozenset()


_words = st.lists(
    st.sampled_from(["not", "stop", "troops", "Ruritania", "Freedonia", "sixth", "weapons", "leave", "no", "members"]),
    max_size=7,
).map(" ".join)
_wordings = st.one_of(_words, st.text(max_size=30)).map(wording)


@given(_wordings, _wordings)
def test_likeness_is_the_same_from_both_sides(one: Wording, other: Wording) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1


@given(_wordings)
def test_every_wording_that_says_something_is_like_itself(one: Wording) -> None:
    assert likeness(one, one) == (1.0 if one.terms else 0.0)


@given(_wordings, _wordings, st.dictionaries(st.sampled_from(["troop", "weapon", "not"]), st.integers(0, 9)))
def test_what_shares_enough_shares_one_of_the_rarest(one: Wording, other: Wording, frequency: dict[str, int]) -> None:
    shared = len(one.terms & other.terms)
    if shared and shared >= LIKENESS * max(len(one.terms), len(other.terms)):
        assert not other.terms.isdisjoint(rarest(one.terms, frequency))
