"""Whatever is read, corrected and undone, PostgreSQL shows the same as SQLite."""

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.corrections import By, Correction
from standoff.store import StatementFilter, Store, open_store
from standoff.types import Reading
from tests.readings import article, reading, readings, statement
from tests.store.test_any_corrections import STEPS
from tests.store.test_corrections import AT, another, everything

if TYPE_CHECKING:
    from tests.servers import Server


@given(steps=STEPS, read_again=st.booleans())
@settings(deadline=None, max_examples=20)
def test_any_corrections_and_undoings_come_to_the_same(
    postgres: "Server", steps: list[Correction | int], read_again: bool
) -> None:
    with open_store(":memory:") as one, postgres.store() as other:
        for store in (one, other):
            store.add(reading())
            for at, step in enumerate(steps):
                _take(store, step, at)
            if read_again:
                store.add(another())
        assert everything(one) == everything(other)
        assert one.corrections() == other.corrections()
        assert one.check() == other.check()


def _take(store: Store, step: Correction | int, at: int) -> None:
    if isinstance(step, Correction):
        store.correct(step)
    elif held := [each for each in store.corrections() if not each.undone_by]:
        store.undo(held[step % len(held)].correction.id, By("John Roe", AT + timedelta(seconds=at)))


@given(made=st.lists(readings(), max_size=3))
@settings(deadline=None, max_examples=20)
def test_any_readings_are_shown_in_the_same_order(postgres: "Server", made: list[Reading]) -> None:
    with open_store(":memory:") as one, postgres.store() as other:
        for each in made:
            assert one.add(each) == other.add(each)
        assert everything(one) == everything(other)
        counted = [msgspec.json.encode([each.appearances(), each.counts()]) for each in (one, other)]
        assert counted[0] == counted[1]  # a sum of PostgreSQL is a decimal, which is equal and looks different
        newest = StatementFilter(newest_first=True, limit=3)
        assert one.statements(newest) == other.statements(newest)


SAID = (
    "The Élysée said Café-owners were re-reading the N.A.T.O. treaty of 1949",
    "NATO’s expansion is unacceptable; expanding it (again) won’t do",
    "it deployed 100,000 troops/tanks at https://example.org/a_b on 2022-02-01",
    "He is the one: to be or not to be. 👍 It was “never” agreed—never",
    "Путин сказал, что переговоры не удались",
)


@pytest.mark.parametrize(
    "words",
    [
        "elysee",
        "café owner",
        '"cafe owners"',
        "reread",
        "re-read",
        "nato",
        '"n a t o"',
        "expand",
        "the",
        '"to be or"',
        '"or to be"',
        "won't",
        "wont",
        "100000",
        "100",
        "troops tanks",
        '"troops tanks"',
        "example.org",
        "a_b",
        "a b",
        "2022-02-01",
        "never-agreed",
        '"never agreed"',
        "—",
        "&",
        "!",
        "|",
        "a:*",
        "<->",
        "переговоры",
        "POLE",
        "deploy",
        "agreed 👍",
        "unaccept",
        "1949",
        "treaties",
    ],
)
def test_words_find_the_same_statements(postgres: "Server", words: str) -> None:
    at = article(". ".join(SAID))
    kept = Reading(at, statements=tuple(statement(at, each) for each in SAID))
    with open_store(":memory:") as one, postgres.store() as other:
        one.add(kept)
        other.add(kept)
        which = StatementFilter(words=words)
        assert other.statements(which) == one.statements(which)
