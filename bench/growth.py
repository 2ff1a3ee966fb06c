"""How long one article takes to keep, with its rows and its story, the more articles there are.

    python bench/growth.py [--profile] [ARTICLES ...]

The articles are those of `bench/stories.py`, each with a few rows, written straight to the store: no model is loaded.
At each size some more come one by one, as `standoff read` keeps them. Times are of the processor, which other work
disturbs less than the clock. Those of adding and of stories are apart, with the middle and the mean of them: a large
story makes the mean larger. With `--profile`, where the time goes at the last size.
"""

import argparse
import cProfile
import pstats
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from statistics import mean, median

from standoff.ledger.stories import tell
from standoff.store import Store, open_store
from standoff.types import Article, Event, Reading, Span
from store import PEOPLE, STATES, done, said
from stories import Press

SIZES = (1_000, 10_000, 50_000, 100_000)
SPARE = 10_000
"""Articles beyond the largest size, so that days and copies are spread as evenly at its end."""

MORE, AT_ONCE, ROWS = 500, 500, 5


def readings(count: int) -> Iterator[Reading]:
    dice = random.Random(1)
    for made in Press().articles(count):
        yield reading(made.article, dice)


def reading(article: Article, dice: random.Random) -> Reading:
    """Return an article with five statements and five events, cited in order from its text."""
    step = len(article.text) // (2 * ROWS + 1)
    places = [Span(at * step, (at + 1) * step) for at in range(2 * ROWS)]
    statements = tuple(said(article, place, dice) for place in places[::2])
    events: list[Event] = []
    for place in places[1::2]:
        events.append(done(article, place, events, dice))
    return Reading(article, tuple(dice.sample(STATES + PEOPLE, 6)), (), statements, tuple(events))


def fill(db: Path, found: Iterator[Reading], count: int) -> None:
    """Add so many articles, their stories worked out for many at once, without care for what a power cut would cost."""
    with open_store(db) as store:
        connection: sqlite3.Connection = vars(store)["_connection"]
        for setting in ("synchronous = OFF", "wal_autocheckpoint = 100000", "cache_size = -1000000"):
            connection.execute(f"PRAGMA {setting}")
        while count > 0 and (some := list(islice(found, min(count, AT_ONCE)))):
            for each in some:
                store.add(each)
            told(store)
            count -= len(some)


def told(store: Store) -> None:
    for _ in tell(store.shelf):
        pass


def milliseconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="ARTICLES")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    found, at = readings(max(options.sizes) + SPARE), 0
    print(f"{'articles':>9} {'adding: middle':>15} {'mean':>6} {'stories: middle':>16} {'mean':>6} {'both, mean':>11}")
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "bench.db"
        for size in options.sizes:
            fill(db, found, size - at)
            at = size + MORE
            with open_store(db) as store:
                times = [_one(store, each) for each in islice(found, MORE)]
                added, worked = ([pair[part] for pair in times] for part in (0, 1))
                print(
                    f"{size:>9,} {median(added):>12.2f} ms {mean(added):>6.2f} {median(worked):>13.2f} ms "
                    f"{mean(worked):>6.2f} {mean(added) + mean(worked):>8.2f} ms",
                    flush=True,
                )
        if options.profile:
            with open_store(db) as store, cProfile.Profile() as profile:
                for each in islice(found, MORE):
                    _one(store, each)
            pstats.Stats(profile).sort_stats("tottime").print_stats(25)


def _one(store: Store, each: Reading) -> tuple[float, float]:
    return milliseconds(lambda: store.add(each)), milliseconds(lambda: told(store))


if __name__ == "__main__":
    main()
