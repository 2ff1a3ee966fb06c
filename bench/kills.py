"""Reading is killed at random moments and begun again, until it is done; the record must be that of an undisturbed run.

    python bench/kills.py [--kills 100] [--articles 500] [--seed 0]

Short reports are made here: some are copies of others, some the same text at another address. An odd attempt reads in
one process, an even one in two, of which now and then a worker is killed instead. A record that is done is held
against that of a run that nobody disturbed: the canonical dump, then each row of each table but those of the full-text
index, then `standoff check`. After that the next record is begun, until there were so many kills. Exits with 1 if one
differs.
"""

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

PARTIES = ("Russia", "Ukraine", "NATO", "France", "China", "Japan", "Poland", "Turkey", "the United States", "Germany")
ACTS = (
    "{a} rejected the demand of {b}.",
    "{a} demanded that {b} withdraw its troops from the border by {n} February.",
    'The foreign minister of {a} said on Tuesday that {b} had broken the agreement of {n} points. "We wait," he said.',
    "{a} warned {b} that it would close its airspace if {n} more aircraft arrived.",
    "{a} and {b} met in Geneva for talks about {n} prisoners, according to {b}.",
    "The president of {a} told reporters that {b} must release {n} sailors.",
)
LOADING = 0.2
"""The share of attempts that are killed in their first seconds, most of them while they load."""

MOST = 16
"""Articles after which the others are killed at the latest."""


@dataclass
class Seen:
    """What happened so far."""

    kills: int = 0
    workers: int = 0
    loading: int = 0
    attempts: int = 0
    records: int = 0
    differing: list[str] = field(default_factory=list)


def reports(count: int, dice: random.Random) -> Iterator[str]:
    """Yield short reports; one of ten is a copy with a sentence more, one of twenty an earlier text again."""
    before: list[str] = []
    for number in range(count):
        chance = dice.random()
        if before and chance < 0.05:
            yield dice.choice(before)
            continue
        text = " ".join(_sentence(dice) for _ in range(dice.randint(2, 4)))
        if before and chance < 0.15:
            text = f"{dice.choice(before)}\n\n{_sentence(dice)}"
        before.append(f"Report {number}\n\nPublished {1 + number % 28} February 2022\n\n{text}\n")
        yield before[-1]


def _sentence(dice: random.Random) -> str:
    one, other = dice.sample(PARTIES, 2)
    sentence = dice.choice(ACTS).format(a=one, b=other, n=dice.randint(2, 28))
    return sentence[0].upper() + sentence[1:]


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "standoff", *arguments]


def reading(name: str, jobs: int) -> list[str]:
    return command("read", "reports", "--db", f"{name}.db", "--jobs", str(jobs))


def dump(folder: Path, name: str) -> bytes:
    done = subprocess.run(
        command("export", "--format", "canonical", "--db", f"{name}.db"), cwd=folder, capture_output=True, check=True
    )
    return done.stdout


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of all tables, with the numbers that the store gave them."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        names = sorted(name for (name,) in found if not name.startswith("statement_words_"))
        return {name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in names}


def disturbed(folder: Path, name: str, dice: random.Random, seen: Seen, kills: int) -> None:
    """Read into a record until an attempt comes to its end, as the last one may."""
    while True:
        seen.attempts += 1
        jobs = 1 + seen.attempts % 2
        process = subprocess.Popen(reading(name, jobs), cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        _some_time(process, folder / f"{name}.db", dice, left=kills - seen.kills)
        if seen.kills < kills and jobs > 1 and dice.random() < 0.3 and (worker := _worker(process, dice)):
            _kill(worker)
            seen.workers += 1
            seen.kills += 1
            _some_time(process, folder / f"{name}.db", dice, left=kills - seen.kills)
        if seen.kills < kills and process.poll() is None:
            seen.loading += not (folder / f"{name}.db").exists()
            process.kill()
            seen.kills += 1
        _, errors = process.communicate()
        if process.returncode == 0:
            return
        if process.returncode != -signal.SIGKILL:
            raise SystemExit(f"exit status {process.returncode}: {errors.decode()}")


def _some_time(process: subprocess.Popen[bytes], db: Path, dice: random.Random, left: int) -> None:
    """Wait a random time: some seconds, or until some articles more are kept and part of a second; or to the end."""
    if not left:
        return
    if dice.random() < LOADING:
        with suppress(subprocess.TimeoutExpired):
            process.wait(dice.uniform(0, 6))
        return
    wanted = _articles(db) + dice.randint(1, MOST)
    while process.poll() is None and _articles(db) < wanted:
        time.sleep(0.1)
    time.sleep(dice.uniform(0, 0.2))


def _articles(db: Path) -> int:
    if not db.exists():
        return 0
    with closing(sqlite3.connect(db, timeout=60)) as connection, suppress(sqlite3.OperationalError):
        found: int = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
        return found
    return 0


def _worker(process: subprocess.Popen[bytes], dice: random.Random) -> int | None:
    """Return a process that reads for another."""
    if process.poll() is not None:
        return None
    parent = process.pid
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    spawned = [each for each in children if b"spawn_main" in _command_line(each)]
    return int(dice.choice(spawned)) if spawned else None


def _command_line(pid: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def compare(folder: Path, name: str, wanted: bytes, seen: Seen) -> None:
    seen.records += 1
    if dump(folder, name) != wanted:
        seen.differing.append(f"{name}: the canonical dump")
    found, undisturbed = tables(folder / f"{name}.db"), tables(folder / "undisturbed.db")
    seen.differing += [f"{name}: table {each}" for each in undisturbed if found.get(each) != undisturbed[each]]
    if subprocess.run(command("check", "--db", f"{name}.db"), cwd=folder, capture_output=True, check=False).returncode:
        seen.differing.append(f"{name}: check")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    dice, seen = random.Random(options.seed), Seen()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "reports").mkdir()
        for number, text in enumerate(reports(options.articles, dice)):
            (folder / "reports" / f"{number:05}.txt").write_text(text, encoding="utf-8")
        started = time.perf_counter()
        subprocess.run(reading("undisturbed", 1), cwd=folder, check=True)
        wanted = dump(folder, "undisturbed")
        print(f"undisturbed: {time.perf_counter() - started:.1f} s, {len(wanted):,} bytes", flush=True)
        while seen.kills < options.kills:
            name = f"record-{seen.records}"
            disturbed(folder, name, dice, seen, options.kills)
            compare(folder, name, wanted, seen)
            print(f"{name}: {seen.kills} kills so far, {seen.differing or 'the same'}", flush=True)
    print(
        f"{seen.kills} kills in {seen.attempts} attempts, {seen.workers} of them of a worker, {seen.loading} before "
        f"there was a database; {seen.records} records, {len(seen.differing)} differ"
    )
    sys.exit(1 if seen.differing else 0)


if __name__ == "__main__":
    main()
