"""A record is copied between databases of every kind without loss."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from standoff.corrections import NOTHING, Change, Correction, Kind
from standoff.errors import StoreError
from standoff.plover import EventType
from standoff.store import Store, connected, copying, open_store
from standoff.store.copying import End, copy, count
from standoff.types import Article, Reading, Time
from tests import stories
from tests.readings import PUTIN, RUSSIA, article, reading, statement
from tests.store.test_corrections import ASKED, BY, SAID, another, everything

if TYPE_CHECKING:
    from tests.servers import Server

TABLES = {
    "articles": "n, id, uri, text, published_on, furniture, headline_span, capture, published_at, canonical",
    **{table: ", ".join(columns) for table, columns in copying._SHARED.items()},
    **{table: ", ".join(columns) for table, columns in copying._GROWING.items()},
    **{table: ", ".join(columns) for table, columns in copying._CHANGING.items()},
    "bands": ", ".join(copying._BANDS),
    "corrections": ", ".join(copying._CORRECTION),
    "addressees": "actor, statement",
    "event_parties": "actor, part, event",
}
"""Whatever either database holds."""


def fill(store: Store) -> None:
    """Keep two readings of an article, copies, odd characters, corrections that hold and that were undone."""
    store.add(replace(reading(), times=(Time(reading().mentions[0].span, "2022-02-01"),)))
    store.add(another())
    store.add(replace(reading(), article=replace(reading().article, uri="elsewhere.txt", publisher="Paper")))
    stories.fill(store)
    at = datetime(2022, 2, 1, 23, 30, tzinfo=timezone(timedelta(hours=-3, minutes=-30)))
    own = "https://herald.example/odd"
    odd = article(
        "A NUL \x00 and \ue000\ue001\\u0000 said so", "odd\x00.txt", at.date(), published_at=at, canonical=own,
        byline="\ue000",
    )  # fmt: skip
    store.add(
        Reading(odd, statements=(statement(odd, "said so", speaker="a\x00b", addressees=("c\ue000", "d\\u0000")),))
    )
    correct(store, Kind.CHANGE, SAID.id, Change(speaker="UKR"))
    correct(store, Kind.REJECT, ASKED.id)
    store.correct(Correction.of(Kind.MERGE_ACTORS, BY, actors=(PUTIN.id, RUSSIA.id)))
    store.undo(store.corrections()[0].correction.id, BY)


def correct(store: Store, kind: Kind, row: str, sets: Change = NOTHING) -> None:
    store.correct(Correction.of(kind, BY, target=store.target(row), sets=sets))


def dump(where: str) -> dict[str, list[Any]]:
    connection, _ = connected(where, create=False)
    with closing(connection):
        return {
            table: sorted((tuple(row) for row in connection.execute(f"SELECT {columns} FROM {table}")), key=repr)
            for table, columns in TABLES.items()
        }


def copied(source: str, target: str) -> int:
    """Copy a record and return how many articles it has."""
    with _ends(source, target) as ends:
        return list(copy(*ends))[-1]


@contextmanager
def _ends(source: str, target: str) -> Iterator[tuple[End, End]]:
    one, other = End(*connected(source, create=False)), End(*connected(target))
    with closing(one.connection), closing(other.connection):
        yield one, other


def shows(where: str) -> tuple[object, ...]:
    with open_store(where, create=False) as store:
        return (*everything(store), store.corrections(), store.stories(1), store.witnesses(), store.check())


def test_a_record_is_the_same_in_postgresql_and_back_in_a_file(tmp_path: Path, postgres: "Server") -> None:
    source, back = str(tmp_path / "one.db"), str(tmp_path / "back.db")
    with open_store(source) as store:
        fill(store)
    with postgres.database() as there:
        assert copied(source, there) == 5
        assert dump(there) == dump(source)
        assert shows(there) == shows(source)
        copied(there, back)
        assert dump(back) == dump(source)
        assert shows(back) == shows(source)
        _goes_on_alike(there, back)


def _goes_on_alike(*places: str) -> None:
    """Add to each, correct each, and find that they show the same: the numbers go on where they were."""
    for where in places:
        with open_store(where, create=False) as store:
            store.add(Reading(article("Something new.", uri="new.txt")))
            correct(store, Kind.CHANGE, another().events[1].id, Change(type=EventType.DENY))
            stories.tell_all(store)
    first, *others = map(shows, places)
    assert others == [first]


@pytest.fixture
def paths(tmp_path: Path) -> tuple[str, str]:
    source, target = str(tmp_path / "one.db"), str(tmp_path / "other.db")
    with open_store(source) as store:
        fill(store)
    return source, target


def test_copying_again_changes_nothing_and_brings_a_copy_up_to_date(paths: tuple[str, str]) -> None:
    source, target = paths
    copied(*paths)
    once = dump(target)
    copied(*paths)
    assert dump(target) == once
    with open_store(source) as store:
        for kept in store.corrections():
            if kept.undone_by is None and kept.correction.undoes is None:
                store.undo(kept.correction.id, BY)
        correct(store, Kind.CHANGE, another().events[1].id, Change(type=EventType.DENY))
        store.add(Reading(article("Something new.", uri="new.txt")))
        stories.tell_all(store)
    copied(*paths)
    assert dump(target) == dump(source) != once


def test_a_copy_that_was_interrupted_goes_on(paths: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "BATCH", 2)
    with _ends(*paths) as ends:
        assert next(copy(*ends)) == 2
    with open_store(paths[1]) as store:
        assert store.counts().articles == 2
        assert store.check() > 0
    assert copied(*paths) == 5
    assert dump(paths[1]) == dump(paths[0])


def test_what_is_written_during_a_copy_is_not_of_it(paths: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "BATCH", 2)
    before = dump(paths[0])
    with _ends(*paths) as ends, open_store(paths[0]) as store:
        going = copy(*ends)
        next(going)
        store.add(Reading(article("Something new.", uri="new.txt")))
        assert list(going)[-1] == 5
        assert count(ends[0]) == 6
    assert dump(paths[1]) == before


def _add(where: str, *articles: Article) -> None:
    with open_store(where) as store:
        for each in articles:
            store.add(Reading(each))


@pytest.mark.parametrize("stretch", [1, 7, 1_000])
def test_bands_are_copied_by_stretches_of_any_length(
    paths: tuple[str, str], monkeypatch: pytest.MonkeyPatch, stretch: int
) -> None:
    monkeypatch.setattr(copying, "STRETCH", stretch)
    copied(*paths)
    assert dump(paths[1])["bands"] == dump(paths[0])["bands"] != []
    with _ends(*paths) as (source, target):
        source.connection.execute("DELETE FROM bands WHERE article = (SELECT max(article) FROM bands)")
        source.connection.execute("UPDATE bands SET member = 1 - member")
        target.connection.execute("INSERT INTO bands VALUES (9223372036854775807, 1, 1)")
    copied(*paths)
    assert dump(paths[1])["bands"] == dump(paths[0])["bands"] != []


def test_a_new_copy_removes_nothing_row_by_row_and_looks_at_the_bands_once(
    paths: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each would take longer the more there is; PostgreSQL looked at a whole table for a row."""
    monkeypatch.setattr(copying, "BATCH", 1)
    said: list[str] = []
    with _ends(*paths) as ends:
        for each in ends:
            assert isinstance(each.connection, sqlite3.Connection)
            each.connection.set_trace_callback(said.append)
        articles = list(copy(*ends))[-1]
    assert len([sql for sql in said if sql.startswith("DELETE") and "WHERE n " in sql]) <= 2 * articles
    assert len([sql for sql in said if "FROM bands" in sql]) == 2


def test_a_database_that_holds_another_record_is_refused_and_left_as_it_is(paths: tuple[str, str]) -> None:
    _add(paths[1], article("Another record.", uri="two.txt"))
    before = dump(paths[1])
    with pytest.raises(StoreError, match=r"other\.db: holds another record than .*one\.db"):
        copied(*paths)
    assert dump(paths[1]) == before


def test_a_copy_that_was_added_to_is_refused(paths: tuple[str, str]) -> None:
    copied(*paths)
    _add(paths[1], article("What the source does not have.", uri="two.txt"))
    with pytest.raises(StoreError, match="what was added to a copy of it"):
        copied(*paths)


def test_a_record_is_not_copied_onto_itself(paths: tuple[str, str]) -> None:
    with pytest.raises(StoreError, match="name another database"):
        copied(paths[0], paths[0])


def test_an_empty_record_is_copied_too(tmp_path: Path) -> None:
    source, target = str(tmp_path / "one.db"), str(tmp_path / "other.db")
    with open_store(source):
        pass
    with _ends(source, target) as ends:
        assert list(copy(*ends)) == []
    assert dump(target) == dump(source)
    assert all(rows == [] for rows in dump(target).values())
