"""Measure what is found in saved web pages: the text, when it was published, and the way back from it to the page.

usage: pages.py [--each] [FOLDER]

A folder holds pages (`NAME_DAY.html.gz`) and for each NAME a file of gold (`NAME.json`): of each version of the layout
the instant of publication and the body. Of several versions a page's is the one most of whose paragraphs begin on it.

body    words (letters and digits, small) of the article's text less its headline, against those of the gold's summary,
        headings and paragraphs: F1 of the two bags, the mean over pages
date    share of pages with the right day, in the zone in which the page gives it
instant share of pages with the right instant; none is right where the gold has midnight, which stands for the day
spans   share of spans that the page shows as the article has them, at the places that the map gives: each sentence, and
        200 random spans a page. Entities are read, white space and invisible characters are not compared
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from html import unescape
from pathlib import Path
from random import Random
from typing import Any
from unicodedata import category, normalize

from standoff.archive import captures
from standoff.errors import CaptureError
from standoff.extract import extract
from standoff.extract.html import places
from standoff.extract.pagemap import PageMap
from standoff.settings import Settings
from standoff.types import Article, Capture, Span

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared/data/pages/uk"
RANDOM, LONGEST = 200, 300
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


@dataclass(frozen=True, slots=True)
class Gold:
    """What people found in a page."""

    day: date
    at: datetime | None
    body: str


@dataclass(frozen=True, slots=True)
class Measured:
    """What was right of one page; spans are those that read the same, of all."""

    name: str
    precision: float
    recall: float
    day: bool
    instant: bool
    same: int
    spans: int

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--each", action="store_true", help="print each page")
    args = parser.parse_args()
    if not args.folder.is_dir():
        print(f"{args.folder}: not here; nothing measured")
        return 0
    pages = measured(args.folder)
    for page in pages if args.each else ():
        print(
            f"{page.name:36} P {page.precision:.3f} R {page.recall:.3f} F1 {page.f1:.3f}  "
            f"date {'right' if page.day else 'WRONG'}  instant {'right' if page.instant else 'WRONG'}  "
            f"spans {page.same}/{page.spans}"
        )
    print(f"{len(pages)} pages: " + ", ".join(f"{name} {value:.4f}" for name, value in scores(pages).items()))
    return 0


def score(folder: Path) -> dict[str, float]:
    return scores(measured(folder))


def scores(pages: list[Measured]) -> dict[str, float]:
    count = len(pages)
    return {
        "body": sum(page.f1 for page in pages) / count,
        "date": sum(page.day for page in pages) / count,
        "instant": sum(page.instant for page in pages) / count,
        "spans": sum(page.same for page in pages) / sum(page.spans for page in pages),
    }


def measured(folder: Path) -> list[Measured]:
    found = captures([str(path) for path in sorted(folder.glob("*.html.gz"))], Settings())
    return [measure(each, folder) for each in found if not isinstance(each, CaptureError)]


def measure(capture: Capture, folder: Path) -> Measured:
    name = Path(capture.uri).name.removesuffix(".gz").removesuffix(".html")
    article = extract(capture, Settings())
    page = places(capture, article)
    gold = gold_of(json.loads((folder / f"{name.partition('_')[0]}.json").read_text(encoding="utf-8")), page.page)
    head = article.headline_span or Span(0, 0)
    found, wanted = bag(article.text[: head.start] + article.text[head.end :]), bag(gold.body)
    right = (found & wanted).total()
    spans = [*sentences(article), *drawn(article, Random(name))]
    same = sum(shown(page, span) == seen(article.text[slice(*span)]) for span in spans)
    return Measured(
        name,
        right / max(found.total(), 1),
        right / wanted.total(),
        article.published_on == gold.day,
        article.published_at == gold.at,
        same,
        len(spans),
    )


def gold_of(versions: dict[str, Any], page: str) -> Gold:
    """Return the gold of the version that a page is of."""

    def share(version: Any) -> float:
        paragraphs = [words for part in version["body"]["sections"] for words in part["paragraphs"]]
        return sum(words[:25] in page for words in paragraphs) / len(paragraphs)

    found = max(versions.values(), key=share)
    body = found["body"]
    words = [*body["summary"], *(each for part in body["sections"] for each in part["headline"] + part["paragraphs"])]
    at = datetime.fromisoformat(found["publishing_date"])
    return Gold(at.date(), at if at.time() != time.min else None, "\n".join(words))


def bag(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def sentences(article: Article) -> Iterator[Span]:
    yield from (Span(*found.span()) for found in _SENTENCE.finditer(article.text))


def drawn(article: Article, random: Random) -> Iterator[Span]:
    """Draw spans; one that cuts a letter from its marks is widened, as no citation may."""
    for _ in range(RANDOM):
        start = random.randrange(len(article.text))
        end = min(start + random.randint(1, LONGEST), len(article.text))
        while start and category(article.text[start]).startswith("M"):
            start -= 1
        while end < len(article.text) and category(article.text[end]).startswith("M"):
            end += 1
        yield Span(start, end)


def shown(page: PageMap, span: Span) -> str:
    """Read what the page shows at the places of a span, by Python's own reading of entities."""
    return seen("".join(unescape(page.page[slice(*place)]) for place in page.spans(span)))


def seen(text: str) -> str:
    return "".join(each for each in normalize("NFC", text) if each.isprintable() and not each.isspace())


if __name__ == "__main__":
    sys.exit(main())
