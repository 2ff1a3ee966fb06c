"""From scores to roles."""

from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.language.attribution.decoding import CONTENT, SOURCE, Role, paths, softmax
from standoff.language.encoder import Floats

_BEFORE = {Role.SOURCE_GOES_ON: Role.SOURCE_BEGINS, Role.CONTENT_GOES_ON: Role.CONTENT_BEGINS}


def read(odds: Floats) -> list[list[Role]]:
    return [[Role(role) for role in roles] for roles in paths(odds).tolist()]


def is_well_formed(roles: Sequence[Role]) -> bool:
    return all(role not in _BEFORE or before in (role, _BEFORE[role]) for before, role in pairwise([Role.NONE, *roles]))


def best(odds: Floats) -> float:
    """Return the sum of log chances of the likeliest well-formed sequence, by trying them all."""
    sequences = (roles for roles in product(Role, repeat=len(odds)) if is_well_formed(roles))
    return max(total(odds, list(roles)) for roles in sequences)


def total(odds: Floats, roles: list[Role]) -> float:
    chances = odds - np.log(np.exp(odds - odds.max(-1, keepdims=True)).sum(-1, keepdims=True))
    chances = chances - odds.max(-1, keepdims=True)
    return float(sum(chances[at, role] for at, role in enumerate(roles)))


def _odds(longest: int) -> st.SearchStrategy[Floats]:
    """Make odds of up to three cues over up to `longest` pieces."""
    number = st.floats(min_value=-15, max_value=15, width=32)
    shapes = st.tuples(st.integers(1, 3), st.integers(1, longest))
    return shapes.flatmap(
        lambda shape: st.lists(number, min_size=5 * shape[0] * shape[1], max_size=5 * shape[0] * shape[1]).map(
            lambda numbers: np.array(numbers, dtype=np.float32).reshape(*shape, 5)
        )
    )


@settings(deadline=None, max_examples=60)
@given(_odds(longest=4))
def test_the_likeliest_sequence_is_the_one_that_trying_all_finds(odds: Floats) -> None:
    for each, roles in zip(odds, read(odds), strict=True):
        assert total(each, roles) == pytest.approx(best(each), abs=1e-3)


@settings(deadline=None, max_examples=60)
@given(_odds(longest=30))
def test_no_role_goes_on_that_has_not_begun(odds: Floats) -> None:
    found = read(odds)
    assert [len(roles) for roles in found] == [odds.shape[1]] * odds.shape[0]
    assert all(is_well_formed(roles) for roles in found)


@settings(deadline=None, max_examples=30)
@given(_odds(longest=12))
def test_cues_are_read_each_for_itself(odds: Floats) -> None:
    assert read(odds) == [roles for at in range(len(odds)) for roles in read(odds[at : at + 1])]


def test_a_role_that_would_go_on_unbegun_begins_or_is_none() -> None:
    odds = np.full((1, 3, 5), -9, dtype=np.float32)
    odds[0, :, Role.CONTENT_GOES_ON] = 9
    odds[0, :, Role.CONTENT_BEGINS] = 5
    assert read(odds) == [[Role.CONTENT_BEGINS, Role.CONTENT_GOES_ON, Role.CONTENT_GOES_ON]]
    odds[0, :, Role.NONE] = 8
    odds[0, 1:, Role.CONTENT_GOES_ON] = -9
    assert read(odds) == [[Role.NONE] * 3]


def test_a_sequence_that_is_plain_is_taken_as_it_is() -> None:
    roles = [Role.CONTENT_BEGINS, Role.CONTENT_GOES_ON, Role.NONE, Role.SOURCE_BEGINS, Role.SOURCE_GOES_ON, Role.NONE]
    odds = np.zeros((1, len(roles), 5), dtype=np.float32)
    odds[0, range(len(roles)), roles] = 10
    assert read(odds) == [roles]


def test_a_role_is_of_the_source_or_of_the_content_or_neither() -> None:
    assert {*SOURCE, *CONTENT, Role.NONE} == set(Role)
    assert len({*SOURCE, *CONTENT}) == len(SOURCE) + len(CONTENT)


@settings(deadline=None)
@given(_odds(longest=6))
def test_chances_are_one_in_sum(odds: Floats) -> None:
    chances = softmax(odds)
    assert (chances >= 0).all()
    np.testing.assert_allclose(chances.sum(-1), 1, rtol=1e-5)


def test_chances_of_very_large_odds_are_numbers() -> None:
    assert softmax(np.array([[1e30, 0.0]], dtype=np.float32)).tolist() == [[1.0, 0.0]]
