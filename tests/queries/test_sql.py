"""Questions in SQL."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from standoff.errors import PartitionError, QueryError
from standoff.store import open_store
from tests.readings import article, reading

pytest.importorskip("duckdb", reason="needs DuckDB: make .venv/.scale")
pytest.importorskip("pyarrow", reason="needs pyarrow: make .venv/.scale")

from standoff.export.parquet.partitions import file_of
from standoff.export.parquet.whole import write
from standoff.queries.sql import ask_partitions, ask_store

Ask = Callable[[str], list[tuple[Any, ...]]]
ONE = datetime(2022, 2, 1, 22, 30, tzinfo=timezone(timedelta(hours=-5)))
TWO = datetime(2022, 2, 2, 0, 15, tzinfo=UTC)
READINGS = [
    reading(
        article(
            uri="reports/one.txt", published_on=ONE.date(), published_at=ONE, canonical="https://herald.example/one"
        )
    ),
    reading(article(reading().article.text + " It was cold.", "reports/two.txt", TWO.date(), published_at=TWO)),
]


@pytest.fixture(params=["partitions", "store"])
def ask(request: pytest.FixtureRequest, tmp_path: Path) -> Ask:
    """Ask the same two articles, as partitions of one article each and as a database."""
    if request.param == "partitions":
        write(READINGS, str(tmp_path / "rows"), articles=1)
    else:
        with open_store(tmp_path / "record.db") as store:
            for each in READINGS:
                store.add(each)

    def answer(sql: str) -> list[tuple[Any, ...]]:
        if request.param == "partitions":
            with ask_partitions(sql, str(tmp_path / "rows")) as found:
                return list(found.rows)
        with open_store(tmp_path / "record.db") as store, ask_store(sql, store) as found:
            return list(found.rows)

    return answer


def test_rows_are_counted(ask: Ask) -> None:
    assert ask("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM events)") == [(2, 4)]


def test_tables_are_joined(ask: Ask) -> None:
    sql = """
        SELECT a.uri, s.content_exact FROM statements s JOIN articles a ON a.id = s.article_id
        WHERE s.speaker = 'vladimir-putin' AND a.published_on >= DATE '2022-02-02'
    """
    assert ask(sql) == [("reports/two.txt", "the answer had ignored it")]


def test_instants_in_several_offsets_are_compared(ask: Ask) -> None:
    sql = """
        SELECT uri, published_at, canonical FROM articles ORDER BY published_at::TIMESTAMPTZ
    """
    assert ask(sql) == [
        ("reports/two.txt", "2022-02-02T00:15:00Z", None),
        ("reports/one.txt", "2022-02-01T22:30:00-05:00", "https://herald.example/one"),
    ]


def test_partitions_that_were_written_before_there_was_a_column_lack_its_values(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    write(READINGS, str(tmp_path))
    for table in ("articles", "witnesses"):
        file = file_of(str(tmp_path), table, "record-00000")
        pq.write_table(pq.read_table(file).drop_columns(["published_at", "canonical"]), file)
    with ask_partitions("SELECT uri, published_at, canonical FROM articles ORDER BY uri", str(tmp_path)) as found:
        assert list(found.rows) == [("reports/one.txt", None, None), ("reports/two.txt", None, None)]
    with ask_partitions("SELECT uri, canonical FROM witnesses ORDER BY uri", str(tmp_path)) as found:
        assert list(found.rows) == [("reports/one.txt", None), ("reports/two.txt", None)]


def test_words_are_where_the_spans_say(ask: Ask) -> None:
    sql = """
        SELECT count(*), bool_and(substring(text, span.start + 1, span.end - span.start) = anchor_exact)
        FROM (SELECT text, anchor[1] AS span, anchor_exact FROM events e JOIN articles a ON a.id = e.article_id)
    """
    assert ask(sql) == [(4, True)]


def test_demands_are_those_of_all_articles(ask: Ask) -> None:
    (found,) = ask("SELECT holder, addressees, what, len(chain) FROM demands")
    assert found[:2] == (["RUS"], ["NATO"])


@pytest.mark.parametrize("table", ["articles", "witnesses", "actors", "statements", "events", "demands"])
def test_every_table_is_there_and_described(ask: Ask, table: str) -> None:
    assert len(ask(f"DESCRIBE {table}")) > 4


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT content FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM sqlite_scan('record.db', 'articles')",
        "SELECT * FROM ask",
        "SELECT getenv('HOME')",
    ],
)
def test_a_question_sees_no_file_and_no_variable_of_ours(ask: Ask, sql: str) -> None:
    with pytest.raises(QueryError, match="cannot be answered"):
        ask(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "COPY events TO 'events.csv'",
        "ATTACH 'other.db'",
        "INSTALL httpfs",
        "LOAD sqlite",
        "SET enable_external_access = true",
        "CREATE TABLE mine AS SELECT 1",
        "DROP VIEW events",
        "SELECT 1; SELECT 2",
        "EXPORT DATABASE 'all'",
        "PRAGMA database_list",
        "",
    ],
)
def test_a_question_is_one_select(ask: Ask, sql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(QueryError, match="expected one SELECT"):
        ask(sql)
    assert not list(tmp_path.glob("*.csv"))


@pytest.mark.parametrize("sql", ["SELEC 1", "SELECT nothing FROM events", "SELECT 1/'a' FROM events"])
def test_what_is_wrong_with_a_question_is_said(ask: Ask, sql: str) -> None:
    with pytest.raises(QueryError, match="Error"):
        ask(sql)


def test_an_article_of_two_partitions_is_counted_once_with_both_witnesses(tmp_path: Path) -> None:
    write([READINGS[0], reading(article(uri="elsewhere", published_on=date(2022, 3, 1)))], str(tmp_path), articles=1)
    tables = ("articles", "events", "every_events", "witnesses")
    sql = f"SELECT {', '.join(f'(SELECT count(*) FROM {table})' for table in tables)}"
    with ask_partitions(sql, str(tmp_path)) as found:
        assert list(found.rows) == [(1, 2, 4, 2)]
    with ask_partitions("SELECT uri FROM articles", str(tmp_path)) as found:
        assert list(found.rows) == [("reports/one.txt",)]


def test_columns_of_one_name_are_told_apart(tmp_path: Path) -> None:
    write(READINGS, str(tmp_path))
    with ask_partitions("SELECT 1 AS a, 2 AS a, 3 AS a", str(tmp_path)) as found:
        assert found.columns == ("a", "a_2", "a_3")


def test_a_folder_without_a_partition_is_named(tmp_path: Path) -> None:
    with pytest.raises(PartitionError, match="no partition in it"), ask_partitions("SELECT 1", str(tmp_path)):
        pass


def test_a_partition_that_lost_a_file_is_an_error_of_ours(tmp_path: Path) -> None:
    write(READINGS, str(tmp_path))
    Path(file_of(str(tmp_path), "events", "record-00000")).unlink()
    with pytest.raises((PartitionError, QueryError)), ask_partitions("SELECT * FROM events", str(tmp_path)) as found:
        list(found.rows)


def test_partitions_of_other_file_systems_are_asked() -> None:
    pytest.importorskip("fsspec")
    write(READINGS, "memory://asked/rows")
    with ask_partitions("SELECT count(*) FROM events", "memory://asked/rows") as found:
        assert list(found.rows) == [(4,)]
