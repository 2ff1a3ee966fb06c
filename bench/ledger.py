"""How long one article more takes in a ledger of so many demands, beside making the whole ledger anew.

usage: ledger.py [DEMANDS ...]

Events are made, some 12 requests and 4 replies an article; a fifth of the requests are repeated by later articles in
nearly the same words. Articles that are added later come from the newest day, and from the middle of the time.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from standoff.ledger.demands import Ledger, told
from standoff.plover import EventType, Status
from standoff.types import Citation, Coder, Event, Span

SIZES = (1_000, 2_000, 5_000, 10_000, 20_000)
REQUESTS, REPLIES, ADDED = 12, 4, 40
_ENDS = [f"{a}{b}{c}" for a in "mnkrtpl" for b in "aeiou" for c in ("k", "b")]
CODES = ("RUS", "USA", "UKR", "GBR", "FRA", "DEU", "CHN", "TUR", "POL", "NATO", "EU", "BLR")
TERMS, LENGTH = 3_000, (4, 9)
WORDS = [f"{a}{b}{c}" for a in "kmptbdgvlr" for b in ("a", "e", "i", "o", "u", "ai") for c in _ENDS][:TERMS]
WEIGHTS = [1 / (at + 3) for at in range(TERMS)]
"""Words of no language, so distributed that the first is in a fifth of the requests, as in those of 1,796 releases."""

REPLY = (EventType.REJECT, EventType.AGREE, EventType.DEFER, EventType.CONCEDE)
CODER = Coder("bench", "1")
SCORE = 0.95
"""A request that is less sure founds no demand."""
FIRST = date(2022, 1, 1)

Article = tuple[list[Event], dict[str, date | None]]


class Press:
    """Makes articles."""

    def __init__(self) -> None:
        self._dice = random.Random(0)
        self._asked: list[Event] = []
        self._count = 0

    def article(self, on: date) -> Article:
        self._count += 1
        name = f"sha256:{self._count}"
        events = [self._event(name, number, on) for number in range(REQUESTS + REPLIES)]
        self._asked += events[:REQUESTS]
        return events, {name: on}

    def _event(self, article: str, number: int, on: date) -> Event:
        dice = self._dice
        earlier = dice.choice(self._asked) if self._asked and dice.random() < 0.2 else None
        kind = EventType.REQUEST if number < REQUESTS else dice.choice(REPLY)
        words = earlier.anchor.exact.split() if earlier else dice.choices(WORDS, WEIGHTS, k=dice.randint(*LENGTH))
        dice.shuffle(words)
        exact = " ".join(words[: max(4, len(words) - 1)] if earlier else words)
        actors, recipients = (earlier.actors, earlier.recipients) if earlier else _pair(dice)
        if kind is not EventType.REQUEST:
            actors, recipients = recipients, actors
        anchor = Citation(article, (Span(number * 100, number * 100 + len(exact)),), exact)
        identity = Event.make_id(article, kind, anchor.spans)
        return Event(identity, kind, actors, recipients, anchor, Status.ACTUAL, CODER, SCORE, date=on.isoformat())


def _pair(dice: random.Random) -> tuple[tuple[str, ...], tuple[str, ...]]:
    # Two parties of a dispute speak most: that is what makes a block large.
    one, other = dice.choices(CODES, [1 / (at + 1) for at in range(len(CODES))], k=2)
    return (one,), (other,) if other != one else ()


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def measure(size: int) -> None:
    press, ledger = Press(), Ledger()
    articles: list[Article] = []
    while len(ledger.told()) < size:
        articles.append(press.article(FIRST + timedelta(days=len(articles) // 2)))
        ledger.add(*articles[-1])
    last = FIRST + timedelta(days=len(articles) // 2)
    anew = _seconds(
        lambda: told([e for events, _ in articles for e in events], {k: v for _, p in articles for k, v in p.items()})
    )
    newest = [_seconds(partial(_added, ledger, press.article(last))) for _ in range(ADDED)]
    older = [_seconds(partial(_added, ledger, press.article(FIRST + (last - FIRST) / 2))) for _ in range(ADDED)]
    print(
        f"{size:>7,} demands of {len(articles):>6,} articles: one article more {_ms(newest)}, "
        f"an old one {_ms(older)}, all anew {anew * 1000:>8,.0f} ms"
    )


def _added(ledger: Ledger, article: Article) -> None:
    ledger.add(*article)
    ledger.told()


def _ms(seconds: list[float]) -> str:
    return f"{statistics.median(seconds) * 1000:5.1f} ms (at most {max(seconds) * 1000:5.1f})"


def main() -> None:
    for size in map(int, sys.argv[1:]) if len(sys.argv) > 1 else SIZES:
        measure(size)


if __name__ == "__main__":
    main()
