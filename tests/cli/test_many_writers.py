"""Two processes that read into one database of PostgreSQL at once, as a team has them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import REPORT, command_line

if TYPE_CHECKING:
    from tests.servers import Server

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")

REPORTS = 12


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Put reports into a folder: some copy another, some have its text, and one is none."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(REPORTS):
        (folder / f"{number:03}.txt").write_text(_report(number), "utf-8")
    (folder / "003-copy.txt").write_text(_report(3), "utf-8")
    (folder / "009-rewritten.txt").write_text(_report(2) + "\nMore later.\n", "utf-8")
    (folder / "010-none.txt").write_bytes(b"")
    return tmp_path


def _report(number: int) -> str:
    return REPORT.replace("Tuesday", f"Tuesday, {number} times,") * 3


def canonical(folder: Path, db: str) -> str:
    done = command_line("export", "--format", "canonical", "--db", db, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_two_that_read_different_and_the_same_files_at_once_make_the_record_of_one(
    reports: Path, postgres: "Server"
) -> None:
    names = sorted(path.name for path in (reports / "reports").iterdir())
    first, second = names[: len(names) * 2 // 3], names[len(names) // 3 :]
    assert 3 < len({*first} & {*second}) < len(names)
    assert command_line("read", "reports", "--db", "one.db", cwd=reports).returncode == 1
    with postgres.database() as address:
        # The second goes from the end to the beginning, so that they meet.
        processes = [_waiting(reports, "a", address, first), _waiting(reports, "b", address, second[::-1])]
        for name in ("a", "b"):
            # Whoever opens such a pipe waits for the other end: both have loaded their models by then.
            with (reports / f"{name}.fifo").open("w", encoding="utf-8") as gate:
                gate.write(f"Gate {name} was opened, and nobody said anything.")
        summaries = [json.loads(process.communicate(timeout=120)[0]) for process in processes]
        assert all(each["added"] > 1 for each in summaries), summaries
        assert sum(each["added"] for each in summaries) == REPORTS + 1 + 2
        both = canonical(reports, address)
        checked = command_line("check", "--db", address, "--captures-in", "kept", cwd=reports)
        assert checked.returncode == 0, checked.stderr
        assert f"{REPORTS + 2 + 2} captures give the text again" in checked.stdout
    assert _without_gates(both) == canonical(reports, "one.db").splitlines()
    assert any('"story"' in each for each in _without_gates(both))


def _waiting(folder: Path, name: str, address: str, names: list[str]) -> "subprocess.Popen[str]":
    """Start reading, first what will come through a pipe."""
    os.mkfifo(folder / f"{name}.fifo")
    paths = [f"{name}.fifo", *(f"reports/{each}" for each in names)]
    options = ["--db", address, "--captures-in", "kept", "--json"]
    return subprocess.Popen(
        [sys.executable, "-m", "standoff", "read", *paths, *options], cwd=folder, stdout=subprocess.PIPE, text=True
    )


def _without_gates(lines: str) -> list[str]:
    """Leave out what came through the pipes."""
    return [line for line in lines.splitlines() if '.fifo"' not in line]
