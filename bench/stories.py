"""How stories are worked out for many articles: seconds, memory, and which of the planted copies are found.

    python bench/stories.py [--peers] [ARTICLES ...]

The articles are made of words that are none. A fifth of them copy another: with another headline, a part cut or added,
sentences shuffled, words exchanged. One of fifty is a letter by a pattern, which others have with other names and
figures, on another day: those are no copies. Each size is measured in a process of its own. With `--peers`, sketches
are made here and by datasketch and rensa, where they are installed, in the same run.
"""

import argparse
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from standoff.ledger.shingles import BANDS, ROWS, RUN, bands, sketch
from standoff.ledger.stories import tell
from standoff.store import Store, open_store
from standoff.types import Article, Reading

SIZES = (10_000, 20_000, 50_000, 100_000)
COPIED, BY_PATTERN = 0.2, 0.02
ADDED = 200
SYLLABLES = tuple("ba ce di fo gu la me ni po ru sa te vi zo ka le mi no pu ra".split())  # noqa: SIM905 (it is unreadable)
WORD = re.compile(r"[^\W_]+")
Sentences = list[str]


@dataclass(frozen=True)
class Made:
    """An article and the number of the text that it copies; its own, if none."""

    article: Article
    of: int


class Press:
    """Writes articles, the same at every call."""

    def __init__(self, seed: int = 0) -> None:
        self.dice = random.Random(seed)
        self.words = ["".join(self.dice.choices(SYLLABLES, k=self.dice.randint(1, 4))) for _ in range(20_000)]
        # As in a language, the word of rank n is as frequent as 1 / n.
        self.weights = list(self._summed())
        self.phrases = [self.sentence() for _ in range(200)]
        self.patterns = [self.text(12) for _ in range(20)]

    def _summed(self) -> Iterator[float]:
        total = 0.0
        for rank in range(len(self.words)):
            total += 1 / (rank + 1)
            yield total

    def some(self, count: int) -> list[str]:
        return self.dice.choices(self.words, cum_weights=self.weights, k=count)

    def sentence(self) -> str:
        return " ".join(self.some(self.dice.randint(8, 30))).capitalize() + "."

    def text(self, sentences: int) -> Sentences:
        """Return sentences, a tenth of them set phrases."""
        return [
            self.dice.choice(self.phrases) if self.dice.random() < 0.1 else self.sentence() for _ in range(sentences)
        ]

    def articles(self, count: int) -> Iterator[Made]:
        kept: list[tuple[int, Sentences, date]] = []
        for number in range(count):
            on = date(2019, 1, 1) + timedelta(days=number * 1_000 // count)
            chance = self.dice.random()
            of, text = number, self.text(self.dice.randint(5, 30))
            if chance < COPIED and kept:
                of, original, first_on = self.dice.choice(kept)
                text, on = self.copied(original), first_on + timedelta(days=self.dice.randint(0, 2))
            elif chance < COPIED + BY_PATTERN:
                text = self.by_pattern()
            kept = [*kept[-50:], (of, text, on)] if of == number else kept
            yield Made(Article(f"{number}.txt", " ".join(text), "bench", published_on=on, language="en"), of)

    def copied(self, text: Sentences) -> Sentences:
        """Return a rewrite: one to three of its changes at once."""
        changes = (self.cut, self.longer, self.shuffled, self.reworded)
        changed = [self.sentence(), *text[1:]]
        for change in self.dice.sample(changes, self.dice.randint(1, 3)):
            changed = change(changed)
        return changed

    def cut(self, text: Sentences) -> Sentences:
        size = max(1, round(len(text) * self.dice.uniform(0.1, 0.3)))
        at = self.dice.randrange(len(text) - size + 1)
        return [*text[:at], *text[at + size :]]

    def longer(self, text: Sentences) -> Sentences:
        return [*text, *self.text(max(1, len(text) // 5))]

    def shuffled(self, text: Sentences) -> Sentences:
        return self.dice.sample(text, len(text))

    def reworded(self, text: Sentences) -> Sentences:
        """Return a text with three other words in a fifth of its sentences."""
        return [self._reworded(each) if self.dice.random() < 0.2 else each for each in text]

    def _reworded(self, sentence: str) -> str:
        words = sentence.split()
        for at in self.dice.sample(range(len(words)), 3):
            words[at] = self.some(1)[0]
        return " ".join(words)

    def by_pattern(self) -> Sentences:
        """Return a letter in which a name or a figure of each sentence is its own."""
        figures = [f"{self.dice.randint(100, 9_999)} {self.some(1)[0].capitalize()}" for _ in range(12)]
        return [f"{each[:-1]} {figure}." for each, figure in zip(self.dice.choice(self.patterns), figures, strict=True)]


def measured(count: int) -> str:
    """Return the line of the table for so many articles."""
    press = Press()
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "bench.db") as store:
        of: dict[str, int] = {}
        for made in press.articles(count):
            store.add(Reading(made.article))
            of[made.article.id] = made.of
        started = time.perf_counter()
        for _ in tell(store.shelf):
            pass
        seconds = time.perf_counter() - started
        size = (Path(folder) / "bench.db").stat().st_size
        precision, recall = _found(store, of)
        more = _one_more(store, press)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{count:>9,} {seconds:>9.1f} s {seconds / count * 1_000:>8.2f} ms {peak:>7.0f} MiB {size / 2**20:>7.0f} MiB "
        f"{precision:>9.4f} {recall:>8.4f} {more * 1_000:>10.1f} ms"
    )


def _found(store: Store, of: dict[str, int]) -> tuple[float, float]:
    """Return precision and recall of pairs of articles of one story."""
    planted = sum(size * (size - 1) // 2 for size in Counter(of.values()).values())
    found = right = 0
    for story in store.stories():
        sizes = Counter(of[article] for article in story.articles)
        found += len(story.articles) * (len(story.articles) - 1) // 2
        right += sum(size * (size - 1) // 2 for size in sizes.values())
    return right / max(found, 1), right / max(planted, 1)


def _one_more(store: Store, press: Press) -> float:
    """Return the seconds of the median of articles that come one by one, stored and told."""
    taken = []
    for number, made in enumerate(press.articles(ADDED)):
        reading = Reading(Article(f"more/{number}.txt", made.article.text, "bench", published_on=date(2021, 9, 27)))
        started = time.perf_counter()
        store.add(reading)
        for _ in tell(store.shelf):
            pass
        taken.append(time.perf_counter() - started)
    return sorted(taken)[ADDED // 2]


def peers() -> None:
    """Print how long sketches of the same texts take here and elsewhere, on one core."""
    texts = [made.article.text for made in Press().articles(2_000)]
    ours = _seconds(lambda text: bands(sketch(text)), texts)
    print(f"{'ours':<24} {ours / len(texts) * 1_000:>7.2f} ms an article   1.0")
    for name, sketching in _peers().items():
        taken = _seconds(sketching, texts)
        print(f"{name:<24} {taken / len(texts) * 1_000:>7.2f} ms an article {taken / ours:>5.1f}")


def _peers() -> dict[str, Callable[[str], object]]:
    found: dict[str, Callable[[str], object]] = {}
    hashes = BANDS * ROWS

    def runs(text: str) -> list[str]:
        words = WORD.findall(text.casefold())
        return [" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]

    try:
        import datasketch
    except ImportError:
        print("datasketch is not installed")
    else:

        def of_datasketch(text: str) -> object:
            made = datasketch.MinHash(num_perm=hashes)
            made.update_batch([run.encode() for run in runs(text)])
            return made

        found[f"datasketch {datasketch.__version__}"] = of_datasketch
    try:
        import rensa
    except ImportError:
        print("rensa is not installed")
    else:

        def of_rensa(text: str) -> object:
            made = rensa.RMinHash(num_perm=hashes, seed=0)
            made.update(runs(text))
            return made.digest()

        found["rensa"] = of_rensa
    return found


def _seconds(sketching: Callable[[str], object], texts: list[str]) -> float:
    best = float("inf")
    for _ in range(3):
        started = time.perf_counter()
        for text in texts:
            sketching(text)
        best = min(best, time.perf_counter() - started)
    return best


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("sizes", nargs="*", type=int, default=SIZES)
    arguments.add_argument("--peers", action="store_true")
    arguments.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.one:
        print(measured(given.one), flush=True)
        return
    if given.peers:
        peers()
        return
    columns = (
        ("articles", 9),
        ("stories", 11),
        ("each", 11),
        ("peak", 11),
        ("file", 11),
        ("precision", 9),
        ("recall", 8),
    )
    print(" ".join(f"{name:>{width}}" for name, width in (*columns, ("one more", 13))))
    for size in given.sizes:
        subprocess.run([sys.executable, __file__, "--one", str(size)], check=True)


if __name__ == "__main__":
    main()
