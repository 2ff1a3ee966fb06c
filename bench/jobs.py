"""How much faster two processes read than one, and how much of that the machine allows.

    python bench/jobs.py [--jobs 2] [--articles 300] [--rounds 3]

Reports of `bench/kills.py`, longer, are read into a new database by one process and by many, in turn. The first
articles, while readers load, do not count. Beside words a second stand the seconds of processor time for a thousand
words, of all processes and of the one that keeps alone: those hardly depend on other work. Before and after, a loop
that needs nothing but a core is run on one core and, each pinned to its own, on all that are used: where two "cores"
are one, two loops take twice as long.
"""

import argparse
import multiprocessing
import os
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from kills import reports

from standoff.language.reader import Reader
from standoff.pipeline import Outcome, kept, read_captures
from standoff.settings import Settings
from standoff.store import open_store
from standoff.types import Capture
from standoff.workers import Crew, Task

SKIPPED = 30
LOOP = 6_000_000


def found(count: int) -> list[Capture]:
    """Return texts of about 400 words, each made of some reports."""
    short = reports(count * 8, random.Random(0))
    texts = ["\n\n".join(islice(short, 8)) for _ in range(count)]
    return [Capture(f"{number}.txt", "text/plain", text.encode()) for number, text in enumerate(texts)]


def run(captures: list[Capture], jobs: int) -> tuple[float, float, float]:
    """Return words a second, and processor seconds for a thousand words: of all, of the process that keeps."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "bench.db") as store:
        before = _used()
        if jobs == 1:
            rate, words = _rate(read_captures(captures, Reader(), Settings(), store))
        else:
            with Crew(Task(partial(Reader), Settings(), str(Path(folder) / "bench.db")), jobs) as crew:
                rate, words = _rate(kept(crew.looks(captures), store, None))
        ours, theirs = (now - then for now, then in zip(_used(), before, strict=True))
    return rate, (ours + theirs) / words * 1_000, ours / words * 1_000


def _rate(outcomes: Iterator[Outcome]) -> tuple[float, int]:
    skipped = sum(map(_words, islice(outcomes, SKIPPED)))
    started = time.perf_counter()
    words = sum(map(_words, outcomes))
    return words / (time.perf_counter() - started), skipped + words


def _words(outcome: Outcome) -> int:
    return len(outcome.reading.article.text.split()) if outcome.reading else 0


def _used() -> tuple[float, float]:
    """Return the processor seconds of this process and of those that it started and that have ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    ours, theirs = (each.ru_utime + each.ru_stime for each in both)
    return ours, theirs


def loops(cores: list[int]) -> float:
    """Return the seconds that a loop takes on each of these cores at once."""
    processes = [multiprocessing.Process(target=_loop, args=(core,)) for core in cores]
    started = time.perf_counter()
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return time.perf_counter() - started


def _loop(core: int) -> None:
    os.sched_setaffinity(0, {core})
    total = 0
    for number in range(LOOP):
        total += number


def machine(jobs: int) -> str:
    """Say how much more work so many cores do than one."""
    cores = sorted(os.sched_getaffinity(0))[:jobs]
    alone = min(loops([core]) for core in cores for _ in range(2))
    together = min(loops(cores) for _ in range(3))
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    times = f"{alone:.2f} s alone, {together:.2f} s on {len(cores)} cores at once: {len(cores) * alone / together:.2f}"
    return f"loops: {times} times; load {load}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    captures = found(options.articles)
    print(machine(options.jobs), flush=True)
    for _ in range(options.rounds):
        rates = []
        for jobs in (1, options.jobs):
            rate, used, keeping = run(captures, jobs)
            rates.append(rate)
            print(
                f"{jobs} jobs: {rate:>7,.0f} words/s, {used:.2f} s of the processor for 1,000 words, "
                f"{keeping:.2f} of them where rows are kept; load {os.getloadavg()[0]:.1f}",
                flush=True,
            )
        print(f"{rates[1] / rates[0]:.2f} times as fast", flush=True)
    print(machine(options.jobs))


if __name__ == "__main__":
    main()
