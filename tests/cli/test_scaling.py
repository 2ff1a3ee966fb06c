"""`standoff read --out`, `standoff export --format parquet` and `standoff query` at the command line."""

import csv
import io
import json
from pathlib import Path

import pytest

from standoff.cli import extras
from tests.cli.conftest import Run
from tests.scale.articles import files

pytest.importorskip("pyarrow", reason="needs pyarrow: make .venv/.scale")


def counts(run: Run, *where: str) -> list[dict[str, int]]:
    pytest.importorskip("duckdb", reason="needs DuckDB: make .venv/.scale")
    sql = "SELECT (SELECT count(*) FROM articles) AS a, (SELECT count(*) FROM events) AS e"
    found: list[dict[str, int]] = json.loads(run("query", sql, *where, "--json").stdout)
    return found


def test_the_same_rows_are_read_into_a_folder_exported_and_asked(run: Run, tmp_path: Path) -> None:
    files(tmp_path / "in", 2, 3)
    assert run("read", "in", "--out", "rows").exit_code == 0
    assert run("read", "in", "--db", "record.db").exit_code == 0
    assert run("export", "--format", "parquet", "--db", "record.db", "--out", "exported").exit_code == 0
    asked = counts(run, "--db", "record.db")
    assert asked[0]["a"] == 6
    assert counts(run, "--parquet", "rows") == counts(run, "--parquet", "exported") == asked


def test_what_was_read_is_not_read_again_unless_it_changed(run: Run, tmp_path: Path) -> None:
    found = files(tmp_path / "in", 2, 2)
    summary = json.loads(run("read", "in", "--out", "rows", "--json").stdout)
    assert (summary["articles"], summary["added"]) == (4, 4)
    summary = json.loads(run("read", "in", "--out", "rows", "--json").stdout)
    assert (summary["articles"], summary["added"]) == (4, 0)
    Path(found[0]).write_text('{"text": "Moscow refused to sign the treaty of Zenda on Tuesday."}\n')
    summary = json.loads(run("read", "in", "--out", "rows", "--json").stdout)
    assert (summary["articles"], summary["added"]) == (3, 1)
    assert counts(run, "--parquet", "rows")[0]["a"] == 3


def test_what_cannot_be_read_is_told_each_time(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"text": "Moscow refused."}\n{"words": 1}\n')
    for _ in range(2):
        result = run("read", "bad.jsonl", "nowhere", "--out", "rows")
        assert result.exit_code == 1
        assert "bad.jsonl line 2" in result.stderr
        assert "nowhere: no such file" in result.stderr


def test_an_answer_is_lines_json_or_csv(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="needs DuckDB: make .venv/.scale")
    files(tmp_path / "in", 1, 1)
    run("read", "in", "--out", "rows")
    sql = "SELECT type, actors, NULL AS nothing, '=1' AS formula, chr(27) AS escape FROM events ORDER BY type"
    lines = run("query", sql, "--parquet", "rows").stdout.splitlines()
    assert lines[0].split("\t") == ["type", "actors", "nothing", "formula", "escape"]
    assert lines[1].split("\t") == ["REJECT", '["RUS"]', "", "=1", "\u241b"]
    row = json.loads(run("query", sql, "--parquet", "rows", "--format", "json").stdout)[0]
    assert row == {"type": "REJECT", "actors": ["RUS"], "nothing": None, "formula": "=1", "escape": "\x1b"}
    cells = next(csv.DictReader(io.StringIO(run("query", sql, "--parquet", "rows", "--format", "csv").stdout)))
    assert (cells["actors"], cells["nothing"], cells["formula"]) == ('["RUS"]', "", "'=1")
    assert run("query", f"{sql} LIMIT 0", "--parquet", "rows", "--json").stdout == "[]\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--out", "rows", "--format", "jsonl"),
        ("--out", "rows", "--workers", "2"),
        ("--out", "rows", "--cluster", "auto"),
        ("--workers", "2"),
    ],
)
def test_options_that_do_not_go_together_are_refused(run: Run, report: Path, arguments: tuple[str, ...]) -> None:
    assert run("read", str(report), *arguments).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "extra"),
    [
        (("read", "in", "--out", "rows"), "parquet"),
        (("read", "in", "--engine", "ray"), "ray"),
        (("query", "SELECT 1"), "query"),
        (("export", "--format", "parquet", "-o", "rows"), "parquet"),
    ],
)
def test_what_is_not_installed_is_named(
    run: Run, report: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], extra: str
) -> None:
    run("read", str(report))
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    assert f"pip install 'standoff[{extra}]'" in str(run(*arguments).exception)


def test_parquet_is_not_written_to_standard_output(run: Run, report: Path) -> None:
    run("read", str(report))
    assert run("export", "--format", "parquet").exit_code == 2
