from pathlib import Path

import pytest

from standoff import queries
from standoff.queries.desk import Desk, ranked_demands
from standoff.store import Store, open_store
from standoff.web.overview import lines as lines_of
from standoff.web.overview.lines import Lines
from tests.readings import reading


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = open_store(tmp_path / "record.db")
    made.add(reading())
    return made


def test_lines_are_those_of_the_query_and_made_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, lines = Desk.of(store), Lines()
    told = ranked_demands(store, desk)
    first = lines.of(store, desk, told)
    assert list(first) == queries.demands(store)
    monkeypatch.setattr(lines_of, "demand_lines", lambda *given: pytest.fail("made again") if given[2] else ())
    assert lines.of(store, desk, told)[0] is first[0]
    store.close()


def test_no_more_lines_are_held_than_are_allowed_and_all_are_given(store: Store) -> None:
    desk, lines = Desk.of(store), Lines(most=0)
    told = ranked_demands(store, desk)
    assert lines.of(store, desk, told) == lines.of(store, desk, told) != ()
    store.close()
