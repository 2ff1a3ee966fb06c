"""How fast readings become Parquet, how much room they take, and how fast questions in SQL are answered.

usage: python bench/parquet.py [ARTICLES]

The readings are those of bench/store.py: 22 statements and 11 events of made-up words each. Seconds are of the
processor, all threads of DuckDB together. What it printed is in bench/README.md.
"""

import random
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import process_time

from standoff.export.parquet.partitions import TABLES
from standoff.export.parquet.whole import write
from standoff.queries.sql import ask_partitions
from store import readings

QUESTIONS = (
    "SELECT count(*) FROM statements",
    "SELECT type, count(*) FROM events GROUP BY type",
    "SELECT uri, content_exact FROM statements s JOIN articles a ON a.id = article_id WHERE speaker = 'person-1'",
    "SELECT status, count(*) FROM demands GROUP BY status",
)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    found = list(readings(count, random.Random(1)))
    with tempfile.TemporaryDirectory() as folder:
        seconds = clock(lambda: write(found, folder, articles=1_000))
        print(f"{count:,} articles written in {seconds:.1f} s, {seconds / count * 1000:.2f} ms each")
        for table in TABLES:
            size = sum(each.stat().st_size for each in Path(folder, table).iterdir())
            print(f"  {table:12} {size / 1e6:7.1f} MB")
        for question in QUESTIONS:
            print(f"{clock(partial(ask, question, folder)):7.2f} s  {question}")


def ask(sql: str, folder: str) -> None:
    with ask_partitions(sql, folder) as answer:
        for _ in answer.rows:
            pass


def clock(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return process_time() - began


if __name__ == "__main__":
    main()
