"""Reading for which there is no room, or that somebody locks out, stops with the reason; the same command goes on."""

import base64
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random

import pytest

from standoff.archive import Archive
from standoff.queries import Captured, canonical
from standoff.queries.captured import check_captures
from standoff.store import open_store
from tests.cli.conftest import REPORT, command_line
from tests.cli.pipes import holds, listening, send, until

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits and mounts are POSIX")

REPORTS = 12
NOISE = 300_000
"""Bytes of a page that cannot be compressed and are no text."""

ON_A_SMALL_DISK = """
mount -t tmpfs -o size={room}k none small
"$@"; echo $? > first; mkdir stopped done; cp -r small record.* stopped
mount -o remount,size=64m small
"$@"; echo $? > second; cp -r small record.* done
"""
WITH_A_LIMIT = """
(ulimit -f {room}; "$@"); echo $? > first; mkdir stopped done; cp -r small record.* stopped
"$@"; echo $? > second; cp -r small record.* done
"""
"""The same where nothing may be mounted: files may only be so long, in blocks of 512 bytes."""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Put pages into a folder, and read them undisturbed."""
    folder, dice = tmp_path_factory.mktemp("undisturbed"), Random(0)
    (folder / "reports").mkdir()
    for number in range(REPORTS):
        words = REPORT.replace("Tuesday", f"Tuesday, {number} times,")
        paragraphs = "".join(f"<p>{each}</p>" for each in words.split("\n\n"))
        noise = base64.b64encode(dice.randbytes(NOISE)).decode()
        page = f"<html><body><article>{paragraphs}</article><!-- {noise} --></body></html>"
        (folder / "reports" / f"{number:03}.html").write_text(page, "utf-8")
    assert command_line("read", str(folder / "reports"), "--db", "record.db", cwd=folder).returncode == 0
    return folder


def dump(db: Path) -> list[bytes]:
    with open_store(db, create=False) as store:
        store.check()
        return list(canonical(store))


def can_mount() -> bool:
    """Whether this user may mount a file system that nobody else sees."""
    try:
        mounting = ["unshare", "-Urm", "mount", "-t", "tmpfs", "none", tempfile.gettempdir()]
        trying = subprocess.run(mounting, capture_output=True, check=False)
    except OSError:
        return False
    return trying.returncode == 0


def run_out(folder: Path, script: str, *command: str) -> tuple[subprocess.CompletedProcess[str], list[int]]:
    """Run a command with too little room, then with enough; return what was said and both exit statuses."""
    (folder / "small").mkdir()
    whole = ["sh", "-c", script, "sh", sys.executable, "-m", "standoff", *command]
    alone = ["unshare", "-Urm"] if "mount" in script else []
    done = subprocess.run([*alone, *whole], cwd=folder, capture_output=True, text=True, check=False)
    return done, [int((folder / name).read_text()) for name in ("first", "second")]


def ways(disk: int, limit: int) -> "pytest.MarkDecorator":
    """Run out of room in each way, at so many kilobytes of a disk, at so many blocks of a file."""
    mounting = pytest.mark.skipif(not can_mount(), reason="this user may not mount anything: unshare -Urm is refused")
    return pytest.mark.parametrize(
        "script",
        [
            pytest.param(ON_A_SMALL_DISK.format(room=disk), marks=mounting, id="small-disk"),
            pytest.param(WITH_A_LIMIT.format(room=limit), id="limit"),
        ],
    )


@ways(disk=1500, limit=2000)
def test_a_database_for_which_there_is_no_room_stops_the_reading_and_loses_nothing(
    reports: Path, tmp_path: Path, script: str
) -> None:
    command = ("read", str(reports / "reports"), "--db", "small/record.db", "--no-captures")
    done, statuses = run_out(tmp_path, script, *command)
    assert statuses == [1, 0], done.stderr
    assert "standoff: small/record.db: " in done.stderr
    assert "free some" in done.stderr
    assert "run the same command again" in done.stderr
    assert "Traceback" not in done.stderr
    before, after = (dump(tmp_path / each / "small" / "record.db") for each in ("stopped", "done"))
    assert 0 < len(before) < len(after)
    assert after == dump(reports / "record.db")


@ways(disk=1500, limit=2000)
def test_captures_for_which_there_is_no_room_stop_the_reading_and_no_row_is_without_its_bytes(
    reports: Path, tmp_path: Path, script: str
) -> None:
    command = ("read", str(reports / "reports"), "--db", "record.db", "--captures-in", "small/kept")
    done, statuses = run_out(tmp_path, script, *command)
    assert statuses == [1, 0], done.stderr
    assert "standoff: small/kept/captures-00001.warc.gz: captures cannot be kept or read here" in done.stderr
    assert "run the same command again" in done.stderr
    assert "Traceback" not in done.stderr
    found = []
    for state in (tmp_path / "stopped", tmp_path / "done"):
        with open_store(state / "record.db") as store, Archive(state / "small" / "kept") as archive:
            found.append(check_captures(store, archive))
            assert archive.count() - found[-1].give_the_text in {0, 1}  # one may have been kept without its article
    assert found == [Captured(give_the_text=found[0].give_the_text), Captured(give_the_text=REPORTS)]
    assert 0 < found[0].give_the_text < REPORTS
    assert dump(tmp_path / "done" / "record.db") == dump(reports / "record.db")


def test_a_database_that_is_locked_stops_the_reading_which_goes_on_later(tmp_path: Path) -> None:
    texts = [REPORT, f"Later. {REPORT}", f"Still later. {REPORT}"]
    process = listening(tmp_path, "--db", "record.db")
    assert process.stdin
    send(process.stdin, texts[0])
    until(process, partial(holds, tmp_path / "record.db", 1))
    with closing(sqlite3.connect(tmp_path / "record.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for text in texts[1:]:
            send(process.stdin, text)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert b"standoff: record.db: another process is writing to it and did not finish in time" in errors
    assert b"run the same command again later" in errors
    assert b"Traceback" not in errors
    assert holds(tmp_path / "record.db", 1)
    for db in ("record.db", "undisturbed.db"):
        process = listening(tmp_path, "--db", db)
        assert process.stdin
        for text in texts:
            send(process.stdin, text)
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    assert dump(tmp_path / "record.db") == dump(tmp_path / "undisturbed.db")
