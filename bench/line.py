"""Words a second of the whole line and of its parts, on one core, in ratio to the syntax model alone.

usage: line.py [PATH...]   reports to read; without one, the examples, repeated

Ratios within one run are comparable between machines; words a second are not.
"""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

from standoff.archive import captures
from standoff.errors import CaptureError
from standoff.extract import extract
from standoff.language.reader import Reader
from standoff.language.syntax import Syntax
from standoff.pipeline import read_article
from standoff.settings import Settings
from standoff.store import open_store
from standoff.types import Article

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
REPEATS = 20


def main() -> None:
    started = perf_counter()
    reader, syntax = Reader(), Syntax()
    print(f"models loaded in {perf_counter() - started:.2f} s")
    articles = load(sys.argv[1:])
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} articles, {words:,} words")
    alone = clock("syntax alone", words, lambda: [syntax.parse(article) for article in articles])
    readings = []
    whole = clock("whole line", words, lambda: readings.extend(read_article(article, reader) for article in articles))
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/bench.db") as store:
        kept = clock("store", words, lambda: [store.add(reading) for reading in readings])
    print(f"whole line and store against syntax alone: {alone / (whole + kept):.2f}")


def load(paths: list[str]) -> list[Article]:
    settings = Settings()
    found = [
        extract(c, settings) for c in captures(paths or [str(EXAMPLES)], settings) if not isinstance(c, CaptureError)
    ]
    if paths:
        return found
    # Another last line makes another article: the store would keep a copy only once.
    return [replace(each, text=f"{each.text}\n\n{number}") for number in range(REPEATS) for each in found]


def clock(name: str, words: int, work: Callable[[], object]) -> float:
    """Run `work` once and print its words a second; return its processor seconds."""
    started = process_time()
    work()
    seconds = process_time() - started
    print(f"{name:14} {words / seconds:8,.0f} words/s")
    return seconds


if __name__ == "__main__":
    main()
