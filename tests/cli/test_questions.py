import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, command_line


@pytest.fixture
def record(run: Run, report: Path) -> Path:
    assert run("read", str(report)).exit_code == 0
    return report


def test_the_brief_has_all_its_parts_and_cites(run: Run, record: Path) -> None:
    output = run("brief").output
    for part in ("PARTIES", "DEMANDS", "WARNINGS", "ACCUSATIONS", "DENIALS", "MEETINGS HELD", "MEETINGS AHEAD"):
        assert part in output
    assert "report.txt:" in output


def test_the_demand_shows_its_chain(run: Run, record: Path) -> None:
    (demand,) = json.loads(run("demands", "--json").stdout)
    assert demand["holder"] == ["Ukraine"]
    assert demand["addressees"] == ["Russia"]
    assert [step["step"]["step"] for step in demand["chain"]] == ["raised", "rejected"]
    assert "rejected" in run("demands").output


def test_a_party_includes_who_acts_for_it(run: Run, record: Path) -> None:
    output = run("statements", "--speaker", "Russia").output
    assert "Sergei Lavrov" in output
    assert "We are ready for talks" in output
    assert "Zelensky" not in output


def test_words_are_searched_in_any_grammatical_form(run: Run, record: Path) -> None:
    assert "withdraw" in run("statements", "withdrawing troop").output
    assert run("statements", "submarine").output == ""


def test_until_includes_its_day(run: Run, record: Path) -> None:
    assert run("statements", "--until", "2022-02-01").output != ""
    assert run("statements", "--until", "2022-01-31").output == ""


def test_the_timeline_is_in_order_and_filtered_by_party(run: Run, record: Path) -> None:
    lines = json.loads(run("timeline", "--party", "RUS", "--json").stdout)
    assert lines == sorted(lines, key=lambda line: line["on"])
    assert {line["event"]["type"] for line in lines} >= {"REQUEST", "REJECT"}


def test_show_marks_the_rows_in_the_text(run: Run, record: Path) -> None:
    output = run("show", "report.txt").output
    assert "[1]" in output
    assert "[a]" in output
    assert "2022-02-01" in output


def test_check_counts_the_citations(run: Run, record: Path) -> None:
    assert "hold" in run("check").output
    assert json.loads(run("check", "--json").stdout)["citations"] > 5


def test_export_writes_csv_and_json_lines(run: Run, record: Path) -> None:
    assert run("export", "--rows", "statements").stdout.startswith('"id","said_on"')
    reading = json.loads(run("export", "--format", "jsonl").stdout)
    assert reading["schema"] == "standoff/1"
    assert reading["demands"]
    assert run("export", "-o", "events.csv").exit_code == 0
    assert Path("events.csv").read_text(encoding="utf-8").startswith('"id","date"')


def test_nobody_of_that_name_is_an_error_that_helps(record: Path) -> None:
    result = command_line("statements", "--speaker", "Zelenskey", cwd=record.parent)
    assert result.returncode == 1
    assert "Zelenskey" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_database_that_is_not_there_is_not_made(run: Run, tmp_path: Path) -> None:
    result = command_line("brief", cwd=tmp_path)
    assert result.returncode == 1
    assert "standoff.db" in result.stderr
    assert not (tmp_path / "standoff.db").exists()


def test_a_bad_day_is_wrong_usage(run: Run) -> None:
    assert run("timeline", "--since", "tuesday").exit_code == 2


def test_no_colour_goes_into_a_pipe(record: Path) -> None:
    assert "\x1b" not in command_line("brief", cwd=record.parent).stdout
