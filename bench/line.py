"""Words a second of the whole line and of its parts, in ratio to the syntax model alone, with load time and memory.

usage: taskset -c 0 python bench/line.py [PATH...]   reports to read; without one, the examples, repeated

Processor time, so that other work on the machine disturbs little; `taskset` keeps it to one core. Ratios within one run
are comparable between machines; words a second are not. What it printed is in bench/README.md.
"""

import resource
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

from standoff.archive import captures
from standoff.errors import CaptureError
from standoff.extract import extract
from standoff.language import encoder
from standoff.language.attribution import ModelAttributor, RuleAttributor
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
    reader = Reader()
    print(f"reader loaded in {perf_counter() - started:.2f} s, {memory()}")
    articles = load(sys.argv[1:])
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} articles, {words:,} words")
    syntax, rules, shared = Syntax(), RuleAttributor(), encoder.packaged()
    parses = []
    alone = clock("syntax alone", words, lambda: parses.extend(syntax.parse(article) for article in articles))
    if shared is not None:
        model = ModelAttributor(shared)
        clock("attribution by model", words, lambda: [model.attribute(parse) for parse in parses])
    clock("attribution by rules", words, lambda: [rules.attribute(parse) for parse in parses])
    readings = []
    whole = clock("whole line", words, lambda: readings.extend(read_article(article, reader) for article in articles))
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/bench.db") as store:
        kept = clock("store", words, lambda: [store.add(reading) for reading in readings])
    print(f"whole line and store against syntax alone: {alone / (whole + kept):.2f}")
    print(memory())


def memory() -> str:
    """Say the most memory that this process has held."""
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB at most"


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
    print(f"{name:20} {words / seconds:8,.0f} words/s")
    return seconds


if __name__ == "__main__":
    main()
