import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import REPORT, Run, command_line


def test_reading_twice_adds_nothing(run: Run, report: Path) -> None:
    first = json.loads(run("read", str(report), "--json").stdout)
    second = json.loads(run("read", str(report), "--json").stdout)
    assert (first["added"], first["known"], first["articles"]) == (1, 0, 1)
    assert (second["added"], second["known"], second["articles"]) == (0, 1, 0)
    assert first["statements"] > 0


def test_json_lines_go_to_standard_output_and_need_no_database(run: Run, report: Path, tmp_path: Path) -> None:
    result = run("read", str(report), "--format", "jsonl")
    reading = json.loads(result.stdout)
    assert reading["article"]["text"] == REPORT
    assert reading["article"]["published_on"] == "2022-02-01"
    assert not (tmp_path / "standoff.db").exists()


def test_standard_input_is_read(run: Run) -> None:
    result = run("read", "-", "--format", "jsonl", "--published-on", "2022-02-01", input=REPORT.encode())
    assert json.loads(result.stdout)["statements"]


def test_what_cannot_be_read_is_named_and_the_rest_is_read(run: Run, report: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    result = run("read", str(tmp_path), "missing.txt", "--json")
    assert result.exit_code == 1
    summary = json.loads(result.stdout)
    assert (summary["articles"], summary["failed"]) == (1, 3)
    for name in ("empty.txt", "picture.txt", "missing.txt"):
        assert name in result.stderr


def test_a_bad_line_in_the_middle_is_numbered_and_the_rest_is_read(run: Run, tmp_path: Path) -> None:
    line = json.dumps({"body": REPORT, "link": "a", "date": "2022-02-01"})
    other = json.dumps({"body": REPORT + "\nMore.", "link": "b", "date": "2022-02-01"})
    (tmp_path / "articles.jsonl").write_text(f'{line}\n{{"body": \n{other}\n', encoding="utf-8")
    result = run("read", "articles.jsonl", "--field", "text=body", "--field", "uri=link", "--json")
    assert result.exit_code == 1
    assert "articles.jsonl" in result.stderr
    assert "2" in result.stderr
    assert json.loads(result.stdout)["articles"] == 2


def test_a_missing_column_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").write_text('{"words": "Something was said."}\n', encoding="utf-8")
    result = run("read", "articles.jsonl", "--field", "text=body")
    assert result.exit_code == 1
    assert "body" in result.stderr
    assert "words" in result.stderr


def test_another_language_is_kept_and_reported_as_not_read(run: Run, tmp_path: Path) -> None:
    text = (
        "Президент заявил во вторник, что переговоры будут продолжены на следующей неделе. "
        "Министр иностранных дел сообщил журналистам, что ответ будет дан позже.\n"
    )
    (tmp_path / "ru.txt").write_text(text, encoding="utf-8")
    result = run("read", "ru.txt")
    assert result.exit_code == 0
    assert "'ru'" in result.stderr
    assert "1 kept but not read" in result.output


def test_a_field_without_a_column_is_wrong_usage(run: Run, report: Path) -> None:
    assert run("read", str(report), "--field", "text").exit_code == 2


@pytest.mark.parametrize("fields", [["text=body", "title=head"], ["text=body", "text=content"]])
def test_a_field_that_there_is_not_or_that_is_named_twice_is_wrong_usage_at_once(
    run: Run, report: Path, fields: list[str]
) -> None:
    result = run("read", str(report), *(part for field in fields for part in ("--field", field)))
    assert result.exit_code == 2
    assert "--field" in result.stderr
    assert not Path("standoff.db").exists()


def test_a_limit_below_one_is_wrong_usage(run: Run, report: Path) -> None:
    assert run("read", str(report), "--max-characters", "0").exit_code == 2


def test_the_summary_has_the_same_keys_when_nothing_was_read(run: Run, report: Path) -> None:
    nothing, something = (json.loads(run("read", path, "--json").stdout) for path in ("missing.txt", str(report)))
    assert nothing.keys() == something.keys()
    assert (nothing["statements"], nothing["failed"]) == (0, 1)


def test_a_database_that_is_none_is_refused_and_left_alone(report: Path) -> None:
    path = report.parent / "notes.db"
    path.write_text("not a database, but somebody's notes " * 100, encoding="utf-8")
    before = path.read_bytes()
    result = command_line("read", str(report), "--db", str(path), cwd=report.parent)
    assert result.returncode == 1
    assert "notes.db" in result.stderr
    assert "Traceback" not in result.stderr
    assert path.read_bytes() == before


def test_a_closed_pipe_ends_quietly(report: Path) -> None:
    command = f"{sys.executable} -m standoff read {report} --format jsonl | true"
    result = subprocess.run(["bash", "-c", command], cwd=report.parent, capture_output=True, text=True, check=False)
    assert "Traceback" not in result.stderr
    assert "Exception ignored" not in result.stderr


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
def test_what_was_read_before_ctrl_c_is_kept_and_reading_again_completes(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(12):
        (reports / f"{number:03}.txt").write_text(REPORT.replace("Tuesday", f"Tuesday, {number} times,") * 4, "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "standoff", "read", "reports"],
        cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    _wait_for_rows(tmp_path / "standoff.db")
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "what was read is kept" in err
    assert command_line("check", cwd=tmp_path).returncode == 0
    assert command_line("read", "reports", cwd=tmp_path).returncode == 0
    counts = json.loads(command_line("check", "--json", cwd=tmp_path).stdout)["counts"]
    assert counts["articles"] == 12


def _wait_for_rows(path: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if path.exists():
            counted = command_line("check", "--json", cwd=path.parent)
            if counted.returncode == 0 and json.loads(counted.stdout)["counts"]["articles"] >= 2:
                return
        time.sleep(0.05)
    pytest.fail("nothing was read within a minute")
