"""Reading in many processes, and reading that is killed, as a user's shell has them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from tests.cli.conftest import REPORT, Run, command_line
from tests.cli.pipes import articles_in, holds, listening, next_line, send, until

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")

REPORTS = 10


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Put reports into a folder, two of them with the same text, one that copies another, one that is none."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(REPORTS):
        (folder / f"{number:03}.txt").write_text(REPORT.replace("Tuesday", f"Tuesday, {number} times,") * 3, "utf-8")
    (folder / "100.txt").write_text(REPORT.replace("Tuesday", "Tuesday, 3 times,") * 3, "utf-8")
    (folder / "101.txt").write_text(REPORT.replace("Tuesday", "Tuesday, 4 times,") * 3 + "\nMore later.\n", "utf-8")
    (folder / "102.txt").write_bytes(b"")
    return tmp_path


def canonical(folder: Path, db: str) -> str:
    done = command_line("export", "--format", "canonical", "--db", db, cwd=folder)
    assert done.returncode == 0
    return done.stdout


def test_two_processes_read_what_one_reads(reports: Path) -> None:
    one = command_line("read", "reports", "--db", "one.db", cwd=reports)
    two = command_line("read", "reports", "--db", "two.db", "--jobs", "2", cwd=reports)
    assert (one.returncode, two.returncode) == (1, 1)
    assert one.stdout == two.stdout.replace("two.db", "one.db")
    assert "102.txt" in two.stderr
    assert canonical(reports, "one.db") == canonical(reports, "two.db")


def test_json_lines_come_in_the_order_of_the_input(reports: Path) -> None:
    lines = command_line("read", "reports", "--format", "jsonl", "--jobs", "2", cwd=reports).stdout.splitlines()
    uris = [json.loads(line)["article"]["uri"] for line in lines]
    assert uris == sorted(uris)
    assert len(uris) == REPORTS + 2


@pytest.mark.parametrize("jobs", ["-1", "many", "1.5", "²"])
def test_a_number_of_processes_that_is_none_is_wrong_usage(run: Run, report: Path, jobs: str) -> None:
    result = run("read", str(report), "--jobs", jobs)
    assert result.exit_code == 2
    assert "--jobs" in result.stderr


def test_ctrl_c_ends_all_processes_and_says_so_once(reports: Path) -> None:
    os.mkfifo(reports / "endless.txt")  # so that it cannot be done before
    process = _begun(reports, "record.db", "2", least=3, more=["endless.txt"])
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert errors.count("what was read is kept") == 1
    assert "Traceback" not in errors
    assert command_line("check", "--db", "record.db", cwd=reports).returncode == 0


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_report_of_a_slow_pipe_is_written_before_the_next_one_is_sent(reports: Path, jobs: str) -> None:
    for form in (("--db", "slow.db"), ("--format", "jsonl")):
        process = listening(reports, *form, "--jobs", jobs)
        assert process.stdin
        assert process.stdout
        for kept, text in enumerate([REPORT, f"Later. {REPORT}"], start=1):
            send(process.stdin, text)
            if "--db" in form:
                until(process, partial(holds, reports / "slow.db", kept))
            else:
                assert json.loads(next_line(process.stdout))["article"]["text"] == text
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors


def test_ctrl_c_while_a_pipe_says_nothing_ends_quietly(reports: Path) -> None:
    process = listening(reports, "--db", "slow.db", "--jobs", "2")
    assert process.stdin
    send(process.stdin, REPORT)
    until(process, partial(holds, reports / "slow.db", 1))
    os.killpg(process.pid, signal.SIGINT)
    process.wait(60)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors.strip()) == (130, b"standoff: stopped; what was read is kept")


# How many articles are kept when it is killed, and how many processes read.
KILLS = ((0, "1"), (1, "2"), (3, "1"), (5, "2"), (7, "1"))


def test_reading_that_is_killed_five_times_ends_with_the_record_of_one_that_was_not(reports: Path) -> None:
    for least, jobs in KILLS:
        process = _begun(reports, "record.db", jobs, least)
        with suppress(ProcessLookupError):  # it may be done
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)
    for db in ("record.db", "undisturbed.db"):
        done = command_line("read", "reports", "--db", db, cwd=reports)
        assert "102.txt" in done.stderr
    assert canonical(reports, "record.db") == canonical(reports, "undisturbed.db")
    assert command_line("check", "--db", "record.db", cwd=reports).returncode == 0


def _begun(folder: Path, db: str, jobs: str, least: int, more: Sequence[str] = ()) -> subprocess.Popen[str]:
    """Start reading, in a group of processes of its own, and return when so many articles are kept."""
    process = subprocess.Popen(
        [sys.executable, "-m", "standoff", "read", "reports", *more, "--db", db, "--jobs", jobs],
        cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + 120
    while process.poll() is None and articles_in(folder / db) < least:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return process
