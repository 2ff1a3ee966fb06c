from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from standoff.web.drawing.circle import Circle, Point, crossings, order, seats, spread

_pairs = st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] < pair[1])


@given(st.dictionaries(_pairs, st.floats(0.5, 9), max_size=20))
def test_everybody_has_one_seat(pull: dict[tuple[int, int], float]) -> None:
    assert sorted(order(9, pull)) == list(range(9))


@given(st.dictionaries(_pairs, st.just(1.0), max_size=20))
def test_the_order_never_crosses_more_ties_than_the_one_given(pull: dict[tuple[int, int], float]) -> None:
    assert crossings(order(9, pull), pull) <= crossings(range(9), pull)


def test_a_ring_that_was_shuffled_is_a_ring_again() -> None:
    ring = [0, 5, 2, 7, 4, 1, 6, 3]
    pull = {(min(a, b), max(a, b)): 1.0 for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)}
    assert crossings(range(8), pull) > 0
    assert crossings(order(8, pull), pull) == 0


def test_two_camps_sit_apart() -> None:
    pull = {(a, b): 1.0 for a, b in combinations(range(8), 2) if a % 2 == b % 2}
    around = order(8, pull)
    changes = sum(a % 2 != b % 2 for a, b in zip(around, [*around[1:], around[0]], strict=True))
    assert changes == 2


@given(st.lists(st.floats(0, 500), max_size=30).map(sorted), st.floats(1, 40))
def test_lines_are_spread_in_their_order_and_move_no_more_than_they_must(wanted: list[float], apart: float) -> None:
    found = spread(wanted, apart)
    assert len(found) == len(wanted)
    assert all(b - a >= apart - 1e-6 for a, b in pairwise(found))
    if all(b - a >= apart for a, b in pairwise(wanted)):
        assert found == wanted


def test_the_first_is_to_the_left() -> None:
    around = order(8, {(0, 1): 3.0, (0, 2): 1.0, (1, 5): 2.0})
    places = seats([5.0] * 8, Circle(Point(0, 0), 100))
    assert places[around.index(0)].at.x < -90
