"""How much faster several processes keep readings in one database of PostgreSQL than one does.

    python bench/writers.py postgresql://USER@HOST/DATABASE [--articles 600] [--writers 1 2]

DATABASE is empty, and empty again afterwards. The readings are those of `bench/store.py` (22 statements, 11 events),
made before the clock starts, so that only the store works: once as `Store.add` writes them, once as `standoff read`
keeps them, with the stories worked out after each. Each writer has its share of the articles, every second one if there
are two. The same is done once with one writer and an SQLite file. Seconds of the processor are those of the writers,
the server's are not among them.
"""

import argparse
import multiprocessing
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier
from pathlib import Path

import psycopg

from standoff.pipeline import keep
from standoff.store import open_store
from store import readings

WAIT = 600


@dataclass(frozen=True)
class Share:
    """What a writer writes, and how: every `of`-th article from `first` on."""

    where: str
    articles: int
    first: int
    of: int
    stories: bool


@dataclass(frozen=True)
class Took:
    """Seconds of the clock and of the processor."""

    clock: float
    processor: float


def write(share: Share, ready: Barrier, told: "SimpleQueue[Took]") -> None:
    """Make the readings, wait until all writers have theirs, and write them."""
    made = list(readings(share.articles, random.Random(0)))[share.first :: share.of]
    with open_store(share.where) as store:
        ready.wait(WAIT)
        began, used = time.perf_counter(), time.process_time()
        for each in made:
            if share.stories:
                keep(each, store)
            else:
                store.add(each)
        told.put(Took(time.perf_counter() - began, time.process_time() - used))


def measured(where: str, articles: int, writers: int, *, stories: bool) -> Took:
    """Return how long so many writers take for all of it: the clock of the slowest, the processor of all."""
    spawned = multiprocessing.get_context("spawn")
    ready, told = spawned.Barrier(writers), spawned.SimpleQueue()
    shares = [Share(where, articles, first, writers, stories) for first in range(writers)]
    processes = [spawned.Process(target=write, args=(each, ready, told)) for each in shares]
    for each in processes:
        each.start()
    for each in processes:
        each.join()
    if failed := [each.exitcode for each in processes if each.exitcode]:
        sys.exit(f"a writer ended with {failed[0]}")
    took = [told.get() for _ in processes]
    with open_store(where) as store:
        found = store.counts().articles
    if found != articles:
        sys.exit(f"{found} articles are there, {articles} were written")
    return Took(max(each.clock for each in took), sum(each.processor for each in took))


def empty(address: str, *, at_first: bool = False) -> None:
    """Remove the record; at first only make sure that there is none."""
    with psycopg.connect(address, autocommit=True) as connection:
        there = connection.execute("SELECT to_regnamespace('standoff')").fetchone()
        if at_first and there and there[0]:
            sys.exit(f"{address} holds a record; name an empty database")
        connection.execute("DROP SCHEMA IF EXISTS standoff CASCADE")


def show(what: str, articles: int, took: Took, base: Took | None = None) -> None:
    more = f", {base.clock / took.clock:.2f} times one" if base else ""
    each = took.processor / articles * 1000
    print(
        f"{what:<34}{articles / took.clock:>8.1f} articles/s, {each:.1f} ms of processor an article{more}", flush=True
    )


def main(address: str, articles: int, writers: Sequence[int]) -> None:
    empty(address, at_first=True)
    for stories in (False, True):
        how = "with stories" if stories else "added alone"
        with tempfile.TemporaryDirectory() as folder:
            show(f"SQLite, {how}", articles, measured(str(Path(folder) / "bench.db"), articles, 1, stories=stories))
        base = None
        for count in writers:
            took = measured(address, articles, count, stories=stories)
            empty(address)
            show(f"PostgreSQL, {how}, {count} writing", articles, took, base)
            base = base or took
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("address")
    arguments.add_argument("--articles", type=int, default=600)
    arguments.add_argument("--writers", type=int, nargs="+", default=[1, 2])
    given = arguments.parse_args()
    main(given.address, given.articles, given.writers)
