"""Reading what a test writes into a pipe, a report at a time, and looking meanwhile at what is kept."""

import json
import select
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import IO


def listening(folder: Path, *options: str) -> "subprocess.Popen[bytes]":
    """Start reading standard input, in a group of processes of its own."""
    command = [sys.executable, "-m", "standoff", "read", "-", "--field", "text=body", *options]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=folder, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True)


def send(pipe: IO[bytes], text: str) -> None:
    pipe.write(json.dumps({"body": text}).encode() + b"\n")
    pipe.flush()


def next_line(pipe: IO[bytes]) -> bytes:
    """Return the next line that a process writes, none if it takes too long."""
    return pipe.readline() if select.select([pipe], [], [], 60)[0] else b""


def until(process: "subprocess.Popen[bytes]", true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)


def holds(path: Path, count: int) -> bool:
    return articles_in(path) == count


def articles_in(path: Path) -> int:
    """Return how many articles are kept; -1 if there is no database yet."""
    if path.exists():
        with closing(sqlite3.connect(path, timeout=60)) as connection, suppress(sqlite3.OperationalError):
            found: int = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
            return found
    return -1
