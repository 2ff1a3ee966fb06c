"""The best tree of a sentence: well-formed whatever the odds, and the best one."""

from collections.abc import Sequence
from functools import cache
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.language.encoder import Floats
from standoff.language.parsing.trees import _eisner, tree

_MANY = 5


def random_odds(words: int, seed: int, digits: int | None = None) -> Floats:
    """Return any odds; with few digits many are equal."""
    odds = np.random.default_rng(seed).normal(size=(words, words + 1)) * 3
    return (odds if digits is None else odds.round(digits)).astype(np.float32)


def odds_for(heads: Sequence[int], seed: int) -> Floats:
    """Return odds by which this tree is the best by far."""
    odds = random_odds(len(heads), seed).clip(-5, 5)
    for at, head in enumerate(heads):
        odds[at, 0 if head == at else head + 1] += 20
    return odds


def worth(odds: Floats, heads: Sequence[int]) -> float:
    return float(sum(odds[at, 0 if head == at else head + 1] for at, head in enumerate(heads)))


def is_well_formed(heads: Sequence[int]) -> bool:
    """Tell a tree with one root and contiguous subtrees."""
    roots = [at for at, head in enumerate(heads) if head == at]
    return len(roots) == 1 and all(_leads_up(heads, at) for at in range(len(heads))) and not crosses(heads)


def _leads_up(heads: Sequence[int], at: int) -> bool:
    for _ in heads:
        at = heads[at]
    return heads[at] == at


def crosses(heads: Sequence[int]) -> bool:
    """Tell whether two arcs cross, or one spans the root."""
    arcs = [(min(at, head), max(at, head)) if head != at else (at, len(heads)) for at, head in enumerate(heads)]
    return any(a < c < b < d or c < a < d < b for (a, b), (c, d) in combinations(arcs, 2))


@cache
def all_trees(words: int) -> list[tuple[int, ...]]:
    return [heads for heads in product(range(words), repeat=words) if is_well_formed(heads)]


@st.composite
def projective(draw: st.DrawFn, longest: int = 12) -> list[int]:
    """Any well-formed tree: the head of each stretch of words is drawn, then those of what stands to its sides."""
    heads = [0] * draw(st.integers(1, longest))
    todo = [(0, len(heads), -1)]
    while todo:
        start, end, above = todo.pop()
        if start == end:
            continue
        at = draw(st.integers(start, end - 1))
        heads[at] = at if above < 0 else above
        # What stands between a word and its head may depend on either, so a side falls into two stretches.
        left, right = draw(st.integers(start, at)), draw(st.integers(at + 1, end))
        outer = at if above < 0 else above
        todo += [(left, at, at), (at + 1, right, at)]
        todo += [(start, left, outer if above < at else at), (right, end, outer if above >= end else at)]
    return heads


def test_there_are_as_many_trees_as_known() -> None:
    assert [len(all_trees(words)) for words in range(1, 6)] == [1, 2, 7, 30, 143]


@settings(deadline=None)
@given(words=st.integers(1, 30), seed=st.integers(0, 10_000), digits=st.none() | st.just(0))
def test_any_odds_give_one_root_no_circle_and_no_arcs_that_cross(words: int, seed: int, digits: int | None) -> None:
    heads = tree(random_odds(words, seed, digits))
    assert len(heads) == words
    assert all(0 <= head < words for head in heads)
    assert is_well_formed(heads)


@settings(deadline=None)
@given(
    words=st.integers(1, 20),
    odds=st.sampled_from([0.0, -50.0, 50.0, 1e6, -1e6]),
    seed=st.integers(0, 1_000),
    column=st.integers(0, 20),
)
def test_odds_that_are_all_alike_or_all_for_one_head_give_a_tree(
    words: int, odds: float, seed: int, column: int
) -> None:
    alike = np.full((words, words + 1), odds, dtype=np.float32)
    alike[:, min(column, words)] += 10
    assert is_well_formed(tree(alike))
    alike[:, 0] = -100
    alike += random_odds(words, seed) / 100
    assert is_well_formed(tree(alike))


@settings(deadline=None, max_examples=200)
@given(words=st.integers(1, _MANY), seed=st.integers(0, 100_000), digits=st.none() | st.just(0))
def test_no_tree_is_better(words: int, seed: int, digits: int | None) -> None:
    odds = random_odds(words, seed, digits)
    best = max(worth(odds, heads) for heads in all_trees(words))
    assert worth(odds, tree(odds)) == pytest.approx(best, abs=1e-4)


@settings(deadline=None, max_examples=200)
@given(words=st.integers(1, _MANY), seed=st.integers(0, 100_000))
def test_no_tree_is_better_than_that_of_the_chart(words: int, seed: int) -> None:
    odds = random_odds(words, seed)
    heads = _eisner(odds[:, 1:].astype(np.float64), odds[:, 0].astype(np.float64))
    assert is_well_formed(heads)
    assert worth(odds, heads) == pytest.approx(max(worth(odds, each) for each in all_trees(words)), abs=1e-4)


@settings(deadline=None, max_examples=200)
@given(heads=projective(), seed=st.integers(0, 10_000))
def test_where_the_best_head_of_each_word_makes_a_tree_the_chart_finds_the_same(heads: list[int], seed: int) -> None:
    assert is_well_formed(heads)
    odds = odds_for(heads, seed)
    assert tree(odds) == heads
    assert _eisner(odds[:, 1:].astype(np.float64), odds[:, 0].astype(np.float64)) == heads


@pytest.mark.parametrize(
    "best",
    [[1, 0], [1, 2, 0], [2, 3, 2, 2], [0, 1], [1, 1, 1, 0]],
    ids=["circle of two", "circle of three", "arcs that cross", "two roots", "over the root"],
)
def test_best_heads_that_make_no_tree_are_not_taken(best: list[int]) -> None:
    odds = odds_for(best, seed=3)
    assert not is_well_formed(best)
    found = tree(odds)
    assert is_well_formed(found)
    assert worth(odds, found) == pytest.approx(max(worth(odds, each) for each in all_trees(len(best))), abs=1e-4)


def test_no_word_is_its_own_head_though_the_odds_are_for_it() -> None:
    odds = np.zeros((3, 4), dtype=np.float32)
    odds[:, 1:] = 50 * np.eye(3)
    assert is_well_formed(tree(odds))


def test_the_odds_are_left_as_they_were() -> None:
    odds = random_odds(8, seed=1)
    before = odds.copy()
    tree(odds)
    np.testing.assert_array_equal(odds, before)


@pytest.mark.parametrize("seed", range(3))
def test_a_sentence_of_250_words_has_a_tree(seed: int) -> None:
    heads = tree(random_odds(250, seed))
    assert len(heads) == 250
    assert is_well_formed(heads)


@settings(deadline=None, max_examples=5)
@given(heads=projective(longest=250), seed=st.integers(0, 99))
def test_the_tree_of_a_long_sentence_is_found_by_either_way(heads: list[int], seed: int) -> None:
    odds = odds_for(heads, seed)
    assert tree(odds) == heads
    assert _eisner(odds[:, 1:].astype(np.float64), odds[:, 0].astype(np.float64)) == heads
