from hypothesis import given
from hypothesis import strategies as st

from standoff.corrections.judging import undone


def test_an_undoing_that_was_undone_undoes_nothing() -> None:
    assert undone([("a", None), ("b", "a")]) == {"a": "b"}
    assert undone([("a", None), ("b", "a"), ("c", "b")]) == {"b": "c"}
    assert undone([("a", None), ("b", "a"), ("c", "b"), ("d", "c")]) == {"c": "d", "a": "b"}


@given(st.lists(st.integers(0, 30), max_size=12))
def test_a_correction_holds_if_nothing_that_holds_undoes_it(steps: list[int]) -> None:
    made = [(f"{n}", f"{step % n}" if n and step % 2 else None) for n, step in enumerate(steps)]
    gone = undone(made)
    for identity, _ in made:
        undoing = [other for other, undoes in made if undoes == identity]
        assert (identity in gone) == any(each not in gone for each in undoing)
