"""Hold the ledger of a record against itself: its articles added in several orders must give the same demands.

usage: orders.py DATABASE [--orders N]
"""

import argparse
import random
import sys
from itertools import groupby
from pathlib import Path

import msgspec

from standoff.ledger.demands import Ledger
from standoff.store import open_store

SEED = 11


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("--orders", type=int, default=3)
    args = parser.parse_args()
    with open_store(args.database, create=False) as store:
        events = sorted(store.events(), key=lambda event: event.anchor.article_id)
        published = {witness.article_id: witness.published_on for witness in reversed(store.witnesses())}
    articles = [list(group) for _, group in groupby(events, key=lambda event: event.anchor.article_id)]
    found = set()
    for number in range(args.orders):
        random.Random(SEED + number).shuffle(articles)
        ledger = Ledger()
        for group in articles:
            article = group[0].anchor.article_id
            ledger.add(group, {article: published.get(article)})
        told = [demand for demand, *_ in ledger.told()]
        found.add(msgspec.json.encode(told))
        steps = sum(len(each.chain) for each in told)
        print(f"order {number + 1}: {len(articles)} articles, {len(told)} demands, {steps} steps")
    print("the same ledger" if len(found) == 1 else "the ledgers differ")
    return 0 if len(found) == 1 else 1


if __name__ == "__main__":
    sys.exit(main())
