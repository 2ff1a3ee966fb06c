"""Measure whether two wordings of a demand are known to be one, on pairs that were judged by reading them.

usage: same_demand.py

The pairs are in same_demand.tsv, the texts in ../shared, which is not on every machine: without them it says so.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from standoff.archive import captures
from standoff.errors import CaptureError
from standoff.extract import extract
from standoff.ledger.wording import LIKENESS, likeness, wording
from standoff.settings import Settings

HERE = Path(__file__).resolve().parent
RELEASES = HERE.parent.parent / "shared/data/releases"
DIGITS = 20


def main() -> int:
    if not RELEASES.is_dir():
        print(f"{RELEASES}: not here; nothing measured")
        return 0
    for half in ("choose", "test"):
        counts = Counter((same, joined) for of, same, joined in _judged(_texts()) if of == half)
        right, wrong, missed = counts["yes", True], counts["no", True], counts["yes", False]
        print(f"{half:6} precision {right}/{right + wrong}, recall {right}/{right + missed}, {counts.total()} pairs")
    return 0


def _texts() -> dict[str, str]:
    found = (each for each in captures([str(RELEASES)], Settings()) if not isinstance(each, CaptureError))
    articles = (extract(each, Settings()) for each in found)
    return {article.id.removeprefix("sha256:")[:DIGITS]: article.text for article in articles}


def _judged(texts: dict[str, str]) -> Iterator[tuple[str, str, bool]]:
    """Yield of each pair its half, what was judged, and whether its wordings are held to be one."""
    for row in (HERE / "same_demand.tsv").read_text(encoding="utf-8").splitlines():
        if row.startswith("#"):
            continue
        one, first, past, other, start, end, same, half = row.split("\t")
        wordings = wording(texts[one][int(first) : int(past)]), wording(texts[other][int(start) : int(end)])
        yield half, same, likeness(*wordings) >= LIKENESS


if __name__ == "__main__":
    sys.exit(main())
