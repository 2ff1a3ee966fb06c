"""SQLite files that are not what they should be, and what happens when writing is cut short."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import pytest

from standoff.errors import CitationError, StoreBusyError, StoreError
from standoff.store import StatementFilter, Store, Witness, migrations, open_store
from standoff.store.migrations import APPLICATION_ID, MIGRATIONS, NEWEST
from standoff.types import Reading
from tests import stories
from tests.readings import TEXT, article, reading, statement


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a database that holds one reading."""
    with open_store(tmp_path / "kept.db") as store:
        store.add(reading())
    return tmp_path / "kept.db"


def _run(path: Path, *commands: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for command in commands:
            connection.execute(command)


def _files(path: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted(path.parent.iterdir())}


def _long(number: int) -> Reading:
    at = article(f"Report {number}. " + TEXT * 50, uri=f"{number}.txt")
    return Reading(at, statements=(statement(at, "Kyiv is studying it"),))


def test_what_was_kept_is_there_when_the_file_is_opened_again(path: Path) -> None:
    with open_store(f"sqlite:///{path}") as store:
        assert store.reading("one.txt") == reading()
        assert not store.add(reading())


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    (tmp_path / "new.db").touch()
    with open_store(tmp_path / "new.db") as store:
        assert store.add(reading())


def test_a_database_that_is_not_there_is_not_made_where_it_is_only_asked(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no such database"):
        open_store(tmp_path / "new.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"the folder .*absent does not exist"):
        open_store(tmp_path / "absent" / "new.db")


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        open_store(tmp_path)


def test_an_unknown_kind_of_address_is_refused() -> None:
    with pytest.raises(StoreError, match="no store is known"):
        open_store("mysql://localhost/standoff")


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "notes.db"
    file.write_text("Some notes of mine, longer than the header of a database. " * 5)
    before = _files(file)
    with pytest.raises(StoreError, match="is no database"):
        open_store(file)
    assert _files(file) == before


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_a_database_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path, journal: str) -> None:
    file = tmp_path / "theirs.db"
    _run(file, f"PRAGMA journal_mode = {journal}", "CREATE TABLE birds (name TEXT)")
    before = _files(file)
    with pytest.raises(StoreError, match="a database of another program"):
        open_store(file)
    assert _files(file) == before


def test_a_database_of_a_newer_standoff_is_refused_saying_so(path: Path) -> None:
    _run(path, f"PRAGMA user_version = {NEWEST + 1}")
    with pytest.raises(StoreError, match=rf"a newer standoff \(schema {NEWEST + 1}, this one knows {NEWEST}\)"):
        open_store(path)


def test_a_file_cut_off_in_its_header_is_refused(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])
    with pytest.raises(StoreError, match="is damaged, it ends within its first 100 bytes"):
        open_store(path)


def test_a_damaged_file_is_refused(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * 4000 + content[4100:])
    with pytest.raises(StoreError, match="damaged"), open_store(path) as store:
        store.check()


def test_check_finds_damage_far_inside_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "kept.db"
    with open_store(file) as store:
        for number in range(20):
            store.add(_long(number))
    content = bytearray(file.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\x05" * 4096
    file.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"), open_store(file) as store:
        store.check()


def test_a_file_without_permission_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(StoreError, match=r"kept.db: cannot be read \(Permission denied\)"):
        open_store(path)


def test_a_locked_database_is_waited_for_and_then_named_busy(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other, open_store(path, busy_timeout=0.05) as store:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusyError, match="another process is writing"):
            store.add(_long(1))
        assert store.counts().articles == 1
        other.execute("ROLLBACK")
        assert store.add(_long(1))


def test_two_writers_at_once_lose_nothing(path: Path) -> None:
    def fill(numbers: range) -> int:
        with open_store(path, busy_timeout=30) as store:
            return sum(store.add(_long(number)) for number in numbers)

    with ThreadPoolExecutor(2) as pool:
        added = pool.map(fill, [range(30), range(10, 40)])
    with open_store(path) as store:
        assert sum(added) == 40
        assert store.counts().articles == 41
        assert store.check() > 40


def test_a_database_can_be_read_while_another_process_writes(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other, open_store(path, busy_timeout=0) as store:
        other.execute("BEGIN IMMEDIATE")
        assert store.reading("one.txt") == reading()


def test_a_full_disk_keeps_what_was_kept_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "kept.db"
    with open_store(file) as store:
        store.add(_long(0))
        _limit(store, pages=12)
        with pytest.raises(StoreError, match=r"no space left on the disk to keep \d+.txt; the \d+ articles before it"):
            _fill(store)
        kept = store.counts().articles
        assert 1 <= kept < 100
        assert store.check() == kept
    with open_store(file) as store:
        assert [store.add(_long(number)) for number in range(kept + 1)] == [False] * kept + [True]


def _fill(store: Store) -> None:
    for number in range(1, 100):
        store.add(_long(number))


def _limit(store: Store, pages: int) -> None:
    """Let the file grow by no more than `pages`, as a disk would."""
    connection: sqlite3.Connection = vars(store)["_connection"]
    used = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {used + pages}")


def test_an_interrupted_add_leaves_nothing_of_its_article(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> NoReturn:
        raise KeyboardInterrupt

    with open_store(path) as store:
        before = store.counts()
        with monkeypatch.context() as patched:
            patched.setattr("standoff.store.writing._write_rows", interrupt)
            with pytest.raises(KeyboardInterrupt):
                store.add(_long(1))
        assert store.counts() == before
        assert store.check() == 6
        assert store.add(_long(1))


@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        ("UPDATE statements SET content_exact = 'It never was'", r"row s:\w+: reports/one.txt: .*It never was"),
        ("UPDATE statements SET source_spans = '[[44,57]]'", r"row s:\w+: .*Vladimir Puti'.*Vladimir Putin'"),
        ("UPDATE statements SET cue_spans = '[[59,63],[50,52]]'", r"row s:\w+: .*out of order"),
        ("UPDATE statements SET content_spans = '[]'", r"row s:\w+: .*without a span"),
        ("UPDATE events SET anchor_exact = 'x'", r"row e:\w+: reports/one.txt: .*the row cites 'x'"),
        ("UPDATE events SET actor_spans = '[[5000,5001]]'", r"row e:\w+: .*outside"),
        ("UPDATE mentions SET past = 5000", "mention of RUS: .*outside"),
        ("UPDATE articles SET text = replace(text, 'Moscow', 'Berlin')", "reports/one.txt: the text was changed"),
    ],
)
def test_check_names_the_first_row_that_was_tampered_with(path: Path, tampering: str, found: str) -> None:
    _run(path, tampering)
    with open_store(path) as store, pytest.raises(CitationError, match=found):
        store.check()


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE events SET type = 'DANCE'",
        "UPDATE events SET anchor_spans = 'nonsense'",
        "UPDATE statements SET content_spans = '[[1]]'",
        "UPDATE articles SET published_on = 'yesterday'",
        "UPDATE articles SET published_at = 'at noon'",
        "UPDATE statements SET coder = 99",
    ],
)
def test_a_row_that_cannot_be_read_is_our_error(path: Path, tampering: str) -> None:
    _run(path, tampering)
    with open_store(path) as store, pytest.raises(StoreError, match=r"kept.db: .*cannot be read"):
        store.check()


def test_a_closed_store_is_our_error(path: Path) -> None:
    store = open_store(path)
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.counts()


def test_each_step_of_the_schema_is_recorded_and_the_file_bears_our_mark(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT number, name FROM migrations").fetchall() == list(MIGRATIONS.items())
        assert connection.execute("PRAGMA user_version").fetchone() == (NEWEST,)
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert sorted(MIGRATIONS) == list(range(1, NEWEST + 1))


def test_a_step_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: int) -> Iterator[str]:
        yield "CREATE TABLE migrations (number INTEGER, name TEXT)"
        yield "CREATE TABLE nonsense"

    file = tmp_path / "kept.db"
    with monkeypatch.context() as patched:
        patched.setattr("standoff.store.migrations._commands", broken)
        with pytest.raises(StoreError):
            open_store(file)
    with open_store(file) as store:
        assert store.add(reading())


def test_a_database_of_the_first_schema_goes_on_working_and_gets_its_stories(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with open_store(tmp_path / "new.db") as store:
        stories.fill(store)
    _as_of_the_first_schema(path, tmp_path / "new.db")
    with open_store(path, create=False) as store:
        assert len(store.statements(StatementFilter(once=True))) == 2
        assert store.check() > 0
        stories.tell_all(store)
        assert len(store.statements(StatementFilter(once=True))) == 1
        assert [len(each.articles) for each in store.stories()] == [2]
        assert store.add(reading())


def test_a_read_only_database_answers_and_one_of_an_older_standoff_says_what_to_do(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _as_of_the_first_schema(tmp_path / "old.db", path)
    connect = sqlite3.connect
    # Permissions do not bind whoever runs tests as root; the mode does.
    monkeypatch.setattr(sqlite3, "connect", lambda at, **rest: connect(f"file:{at}?mode=ro", **{**rest, "uri": True}))
    with open_store(path) as store:
        assert store.counts().articles == 1
    complaint = (
        rf"old\.db: was written by an older standoff \(schema 1, this one needs {NEWEST}\) and is read-only; make"
    )
    with pytest.raises(StoreError, match=complaint):
        open_store(tmp_path / "old.db")


@pytest.mark.parametrize("schema", range(1, NEWEST))
def test_a_database_of_any_earlier_schema_keeps_all_and_learns_what_pages_say_of_themselves(
    tmp_path: Path, schema: int
) -> None:
    at = datetime(2022, 2, 1, 23, 30, tzinfo=UTC)
    known = article(uri="known.txt", published_on=at.date())
    with open_store(tmp_path / "new.db") as store:
        store.add(reading(known))
    _as_of_schema(schema, tmp_path / "old.db", tmp_path / "new.db")
    with open_store(tmp_path / "old.db", create=False) as store:
        assert store.reading(known.id) == reading(known)
        assert store.witnesses() == [Witness(known.id, known.uri, published_on=at.date())]
        assert not store.add(reading(known))
        told = article("Another text.", "told.txt", at.date(), published_at=at, canonical="https://herald.example/told")
        assert store.add(Reading(told))
        assert store.article(told.id) == told
        assert store.check() == 6


def _as_of_the_first_schema(path: Path, newer: Path) -> None:
    """Write the rows of a database into one as the first release made it."""
    _as_of_schema(1, path, newer)


def _as_of_schema(number: int, path: Path, newer: Path) -> None:
    """Write the rows of a database into one as the standoff of some schema made it."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for step in range(1, number + 1):
            for command in migrations._commands(step):
                connection.execute(command)
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        connection.execute("ATTACH ? AS newer", (str(newer),))
        for table in tables:
            if not table.startswith(("statement_words", "migrations", "addressees", "event_parties", "untold")):
                columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
                connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM newer.{table}")
        notes = [(step, MIGRATIONS[step]) for step in range(1, number + 1)]
        connection.executemany("INSERT INTO migrations VALUES (?, ?)", notes)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {number}")
