"""What only PostgreSQL does: many who write at once, and a server that says no."""

import multiprocessing
import os
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from standoff.errors import StoreBusyError, StoreError
from standoff.queries import canonical
from standoff.store import StatementFilter, Store, Witness, connected, open_store
from standoff.store.addresses import shown
from standoff.store.migrations.steps import POSTGRES
from standoff.types import Article, Reading
from tests import stories
from tests.readings import PUTIN, RUSSIA, article, reading, statement

if TYPE_CHECKING:
    from tests.servers import Server


def _report(number: int) -> Reading:
    at: Article = article(f"Report {number}: Moscow said that it will not sign paper {number}.", uri=f"{number}.txt")
    said = statement(at, f"will not sign paper {number}", "Moscow", "said", speaker="RUS", addressees=("USA",))
    people = (RUSSIA, PUTIN) if number % 2 else (PUTIN, RUSSIA)
    return Reading(at, actors=people, statements=(said,))


def _fill(address: str, numbers: range) -> int:
    """Keep reports and work out their stories, as a process that reads does."""
    added = 0
    with open_store(address) as store:
        for number in numbers:
            added += store.add(_report(number))
            stories.tell_all(store)
    return added


@pytest.fixture
def database(postgres: "Server") -> Iterator[str]:
    with postgres.database() as address:
        yield address


def test_processes_that_read_different_and_the_same_articles_at_once_lose_and_double_nothing(database: str) -> None:
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(3, mp_context=spawned) as pool:
        parts = [range(40), range(39, -1, -1), range(20, 60)]
        added = list(pool.map(_fill, [database] * 3, parts))
    assert sum(added) == 60
    with open_store(database) as store:
        assert store.counts().articles == store.counts().statements == store.counts().witnesses == 60
        assert {each.content.exact for each in store.statements()} == {
            f"will not sign paper {number}" for number in range(60)
        }
        assert set(store.actors()) == {"RUS", PUTIN.id}
        assert store.check() == 180
        with store.shelf() as shelf:
            assert shelf.untold(9) == []
        many = list(canonical(store))
    with open_store(":memory:") as store:
        for number in range(60):
            store.add(_report(number))
            stories.tell_all(store)
        assert many == list(canonical(store))
    connection, _ = connected(database)
    doubled = [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("coders", "actors")]
    connection.close()
    assert doubled == [1, 2]


def test_who_opens_a_new_database_at_once_makes_one_schema(postgres: "Server") -> None:
    address = postgres.address(postgres.create())
    opened = []

    def join() -> None:
        with open_store(address) as store:
            opened.append(store.counts().articles)

    threads = [threading.Thread(target=join) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert opened == [0] * 4


def test_who_reads_waits_for_nobody_and_who_writes_says_when_it_waited_too_long(database: str) -> None:
    with open_store(database) as one, open_store(database, busy_timeout=0.05) as other:
        one.add(reading())
        with one.shelf():
            assert other.reading("one.txt") == reading()
            with pytest.raises(StoreBusyError, match="another process is writing"):
                other.add(_report(1))
        assert other.add(_report(1))
        assert one.counts().articles == 2  # what others write is seen at once


def test_new_articles_are_written_side_by_side(database: str) -> None:
    with open_store(database) as store:
        store.add(_report(0))  # the coder is known by now
    slow, _ = connected(database)
    with slow.transaction(alone=False):
        slow.hold(_report(1).article.id)
        with open_store(database, busy_timeout=0.05) as store:
            assert store.add(_report(2))
            with pytest.raises(StoreBusyError):
                store.add(_report(1))
    slow.close()


def test_whoever_goes_on_from_the_last_number_misses_nothing_that_is_written_meanwhile(database: str) -> None:
    with open_store(database) as store:
        store.add(_report(0))  # the coder is known by now
    articles: list[int] = []
    rows: list[int] = []
    with ThreadPoolExecutor(4) as pool, open_store(database, read_only=True) as reader:
        writers = [pool.submit(_add, database, range(at, at + 40)) for at in (0, 40, 80, 120)]
        while not all(each.done() for each in writers):
            _go_on(reader, articles, rows)
        _go_on(reader, articles, rows)
        assert articles == [each.number for each in reader.article_outlines()]
        assert rows == [each.number for each in reader.statement_outlines()]
    assert len(articles) == len(rows) == 160


def _add(address: str, numbers: range) -> None:
    with open_store(address) as store:
        for number in numbers:
            store.add(_report(number))


def _go_on(store: Store, articles: list[int], rows: list[int]) -> None:
    with store.still():
        articles.extend(each.number for each in store.article_outlines(articles[-1] if articles else 0))
        rows.extend(each.number for each in store.statement_outlines(rows[-1] if rows else 0))


def test_a_standby_whose_writers_nobody_can_wait_for_is_refused(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from standoff.store.postgres import PostgresConnection

    execute = PostgresConnection.execute

    def follows(self: PostgresConnection, sql: str, values: Any = (), /) -> Any:
        return execute(self, sql.replace("pg_is_in_recovery()", "true"), values)

    with open_store(database) as store:
        monkeypatch.setattr(PostgresConnection, "execute", follows)
        with pytest.raises(StoreError, match=r"127\.0\.0\.1/record\d+: is a standby"), store.still():
            pass


def test_a_very_long_address_and_a_very_long_statement_are_kept(database: str) -> None:
    words = "of the treaty that nobody signed " * 40_000
    at = article(f"Moscow said {words}", uri="data:," + os.urandom(4000).hex())
    with open_store(database) as store:
        store.add(Reading(at, statements=(statement(at, words.strip()),)))
        assert store.article(at.uri) == at
        assert len(store.statements(StatementFilter(words='"nobody signed"'))) == 1
        assert not store.add(Reading(at))


def test_names_with_a_nul_are_found(database: str) -> None:
    at = article("Moscow said so.")
    rows = [statement(at, each, addressees=(name,)) for each, name in [("so", "a\x00\x00b"), ("said", "\\u0000\ue000")]]
    with open_store(database) as store:
        store.add(Reading(at, statements=tuple(rows)))
        for row in rows:
            assert store.statements(StatementFilter(addressees=frozenset(row.addressees))) == [row]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("postgresql://jane:se%zzcret@127.0.0.1/crisis", "is no address of PostgreSQL; write postgresql://USER"),
        (
            "postgresql://jane:secret@127.0.0.1:1/crisis",
            r"jane@127\.0\.0\.1:1/crisis: no server answers there; start it",
        ),
        ("postgresql://jane:secret@nowhere.invalid/crisis", "nowhere.invalid/crisis: .*(not known|cannot be opened)"),
    ],
)
def test_a_server_that_is_not_there_is_named_without_the_password(address: str, found: str) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match=found) as raised:
        open_store(address)
    assert "cret" not in str(raised.value)


def test_a_database_that_is_not_there_is_named_with_what_to_do(postgres: "Server") -> None:
    with pytest.raises(StoreError, match="nowhere: there is no such database; create it with `createdb`"):
        open_store(postgres.address("nowhere"))
    with pytest.raises(StoreError, match="the server does not know this user; create it"):
        open_store(postgres.address("postgres", user="nobody-knows"))


def test_an_empty_database_is_not_opened_where_a_record_must_be(postgres: "Server") -> None:
    address = postgres.address(postgres.create())
    with pytest.raises(StoreError, match="holds no record; read some reports into it first"):
        open_store(address, create=False)
    with open_store(address):
        pass
    with open_store(address, create=False) as store:
        assert store.counts().articles == 0


def test_a_wrong_password_is_refused_and_not_shown(postgres: "Server") -> None:
    postgres.run("CREATE USER guarded PASSWORD 'right'")
    address = postgres.address("postgres", user="guarded:wr0ng")
    with pytest.raises(
        StoreError, match=r"guarded@.*: the server does not accept this user with this password"
    ) as raised:
        open_store(address)
    assert "wr0ng" not in str(raised.value)
    with pytest.raises(StoreError, match="the server wants a password; write it into"):
        open_store(postgres.address("postgres", user="guarded"))


def test_a_user_who_may_only_read_can_ask_and_is_told_what_writing_needs(postgres: "Server", database: str) -> None:
    with open_store(database) as store:
        store.add(reading())
    name = database.rpartition("/")[2]
    postgres.run("DROP USER IF EXISTS onlooker; CREATE USER onlooker", name)
    with pytest.raises(StoreError, match=r"onlooker@.*: this user may not do that; let the owner GRANT"):
        open_store(postgres.address(name, user="onlooker"))
    postgres.run("GRANT USAGE ON SCHEMA standoff TO onlooker", name)
    postgres.run("GRANT SELECT ON ALL TABLES IN SCHEMA standoff TO onlooker", name)
    with open_store(postgres.address(name, user="onlooker"), create=False) as store:
        assert store.reading("one.txt") == reading()
        assert store.check() == 6
        with pytest.raises(StoreError, match="to write: INSERT, UPDATE and DELETE too"):
            store.add(_report(1))
    postgres.run("DROP OWNED BY onlooker", name)
    other = postgres.address(postgres.create(), user="onlooker")
    with pytest.raises(StoreError, match="this user may not change it; let the owner open it once, or GRANT CREATE"):
        open_store(other)


def test_a_database_of_a_newer_standoff_is_refused(postgres: "Server") -> None:
    address = postgres.address(postgres.create())
    with open_store(address):
        pass
    postgres.run("INSERT INTO standoff.migrations VALUES (99, 'p0099_later')", address.rpartition("/")[2])
    with pytest.raises(StoreError, match=rf"newer standoff \(schema 99, this one knows {max(POSTGRES)}\)"):
        open_store(address)


def test_a_database_of_the_first_schema_keeps_all_and_learns_what_pages_say_of_themselves(
    postgres: "Server", monkeypatch: pytest.MonkeyPatch
) -> None:
    from standoff.store import joining

    address, at = postgres.address(postgres.create()), datetime(2022, 2, 1, 23, 30, tzinfo=UTC)
    with monkeypatch.context() as patched:
        patched.setattr(joining, "_NEWEST", 1)
        joining.join(address, create=True)[0].close()
    _keep_as_of_the_first_schema(postgres, address)
    with pytest.raises(StoreError, match=rf"older standoff \(schema 1, this one needs {max(POSTGRES)}\) and is opened"):
        open_store(address, read_only=True)
    with open_store(address, create=False) as store:
        assert store.witnesses() == [Witness(_report(0).article.id, "old.txt")]
        told = article("Another text.", "told.txt", at.date(), published_at=at, canonical="https://herald.example/told")
        assert store.add(Reading(told))
        assert store.article(told.id) == told
        assert store.article("old.txt").canonical is None


def _keep_as_of_the_first_schema(postgres: "Server", address: str) -> None:
    at = _report(0).article
    columns, values = "id, uri, text, extractor, furniture", f"'{at.id}', 'old.txt', '{at.text}', 'text/1', '[]'"
    postgres.run(
        f"INSERT INTO standoff.articles ({columns}) VALUES ({values}); "
        "INSERT INTO standoff.witnesses (article, uri) SELECT n, uri FROM standoff.articles",
        address.rpartition("/")[2],
    )


def test_a_database_in_another_encoding_is_refused(postgres: "Server") -> None:
    name = postgres.create("ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    with pytest.raises(StoreError, match="keeps texts in LATIN1, expected UTF8; create one"):
        open_store(postgres.address(name))


def test_a_row_that_was_changed_from_outside_is_found(postgres: "Server", database: str) -> None:
    name = database.rpartition("/")[2]
    with open_store(database) as store:
        store.add(reading())
        postgres.run("UPDATE standoff.events SET type = 'DANCE'", name)
        with pytest.raises(StoreError, match="a row was changed from outside and cannot be read"):
            store.check()


def test_a_correction_cannot_be_changed_or_removed_from_outside(postgres: "Server", database: str) -> None:
    import psycopg

    for command in ("UPDATE standoff.corrections SET author = 'x'", "DELETE FROM standoff.corrections"):
        with pytest.raises(psycopg.errors.RaiseException, match="never changed or removed"):
            postgres.run(command, database.rpartition("/")[2])


def test_a_connection_that_was_lost_is_our_error(postgres: "Server", database: str) -> None:
    with open_store(database) as store:
        name = database.rpartition("/")[2]
        others = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        postgres.run(others)
        with pytest.raises(StoreError, match=r"shut down|connection was lost"):
            store.counts()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("crisis.db", "crisis.db"),
        ("sqlite:///a/crisis.db", "a/crisis.db"),
        ("postgresql://db.example/crisis", "postgresql://db.example/crisis"),
        ("postgresql://jane:p?ss@db.example:5433/crisis", "postgresql://jane@db.example:5433/crisis"),
        ("postgresql://jane@[::1]:5433,other:5434/", "postgresql://jane@[::1]:5433,other:5434/"),
        ("postgresql://jane:p@ss@db.example/crisis", "postgresql://…"),
        ("postgresql://jane:p/ss@db.example/crisis", "postgresql://…"),
        ("postgresql://jane:p@ss/w?rd@db.example/crisis", "postgresql://…"),
        ("postgresql://jane:secret/crisis", "postgresql://…"),
        ("postgres://jane@db/crisis?password=hush&sslmode=require", "postgres://jane@db/crisis"),
        ("postgresql:///crisis?user=jane&password=hu@sh", "postgresql://…"),
    ],
)
def test_an_address_is_shown_without_its_password(address: str, said: str) -> None:
    assert shown(address) == said


def test_without_psycopg_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "standoff.store.joining", None)
    with pytest.raises(StoreError, match=r"crisis: needs psycopg, .*pip install 'standoff\[postgres\]'"):
        open_store("postgresql://db.example/crisis")
    with open_store(tmp_path / "a.db") as store:
        assert store.counts().articles == 0
