"""The likeliest names of a sentence, each of which has a beginning."""

from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.language.encoder import Floats
from standoff.language.parsing.naming import Columns, _path, names

NAMES = ("O", "B-GPE", "I-GPE", "B-PERSON", "I-PERSON")
COLUMNS = Columns.of(NAMES)


def random_odds(words: int, seed: int, outside: float = 0.0) -> Floats:
    odds = np.random.default_rng(seed).normal(size=(words, len(NAMES))) * 3
    odds[:, 0] += outside
    return odds.astype(np.float32)


def is_well_formed(columns: Sequence[int]) -> bool:
    """Tell whether what goes on has begun."""
    found = ["O", *(NAMES[at] for at in columns)]
    return all(not now.startswith("I-") or before[2:] == now[2:] for before, now in pairwise(found))


def worth(odds: Floats, columns: Sequence[int]) -> float:
    return float(sum(odds[at, column] for at, column in enumerate(columns)))


def test_the_columns_are_what_their_names_say() -> None:
    assert COLUMNS.kinds.tolist() == [0, 1, 1, 2, 2]
    assert COLUMNS.begins.tolist() == [False, True, False, True, False]


@settings(deadline=None)
@given(words=st.integers(1, 40), seed=st.integers(0, 10_000), outside=st.sampled_from([0.0, 3.0, 6.0, 100.0]))
def test_whatever_goes_on_has_begun(words: int, seed: int, outside: float) -> None:
    found = names(random_odds(words, seed, outside), COLUMNS)
    assert len(found) == words
    assert is_well_formed(found)


@settings(deadline=None)
@given(words=st.integers(1, 4), seed=st.integers(0, 10_000))
def test_no_sequence_is_likelier(words: int, seed: int) -> None:
    odds = random_odds(words, seed)
    best = max(worth(odds, each) for each in product(range(len(NAMES)), repeat=words) if is_well_formed(each))
    assert worth(odds, _path(odds, COLUMNS)) == pytest.approx(best, abs=1e-4)


@settings(deadline=None)
@given(chosen=st.lists(st.integers(0, len(NAMES) - 1), min_size=1, max_size=30), seed=st.integers(0, 1_000))
def test_where_the_likeliest_names_of_the_words_are_well_formed_they_are_taken(chosen: list[int], seed: int) -> None:
    for at, column in enumerate(chosen):
        if not is_well_formed(chosen[: at + 1]):
            chosen[at] = column - 1
    odds = random_odds(len(chosen), seed).clip(-5, 5)
    odds[range(len(chosen)), chosen] += 20
    assert names(odds, COLUMNS) == chosen


@pytest.mark.parametrize(
    ("odds", "found"),
    [
        ([[0, 0, 9, 0, 0]], ["O"]),
        ([[0, 2, 9, 0, 0]], ["B-GPE"]),
        ([[9, 0, 0, 0, 0], [0, 3, 9, 0, 0], [0, 0, 9, 0, 0]], ["O", "B-GPE", "I-GPE"]),
        ([[1, 0, 0, 0, 0], [0, 1, 9, 0, 0]], ["B-GPE", "I-GPE"]),
        ([[0, 9, 0, 0, 0], [0, 0, 2, 0, 9]], ["B-GPE", "I-GPE"]),
        ([[0, 9, 0, 8, 0], [0, 0, 0, 0, 9]], ["B-PERSON", "I-PERSON"]),
    ],
)
def test_a_name_without_a_beginning_is_given_one_or_dropped(odds: list[list[float]], found: list[str]) -> None:
    assert [NAMES[at] for at in names(np.array(odds, dtype=np.float32), COLUMNS)] == found
