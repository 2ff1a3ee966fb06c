"""Pages a second from the bytes of a web page to its article, on pages made here and on saved ones where there are any.

usage: taskset -c 0 python bench/pages.py [--profile] [PATH...]

A page made here is as a newspaper's is: a menu, a report of 30 paragraphs with links and pictures in it, teasers, a
foot, metadata, scripts and styles. Saved pages are those of ../shared, or PATHS. What it printed is in bench/README.md.
"""

import cProfile
import json
import pstats
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

from warc import DID, WHO

from standoff.archive import captures
from standoff.errors import CaptureError
from standoff.extract import extract
from standoff.extract.decode import decode_page
from standoff.extract.markup import cut
from standoff.settings import Settings
from standoff.types import Capture

SAVED = Path(__file__).resolve().parent.parent.parent / "shared/data/pages"
REPEATS = 5
PAGES, PARAGRAPHS, LINKS, TEASERS = 200, 30, 60, 24
WHAT = (
    "the treaty would not be signed before the autumn, whatever was agreed at the talks &amp; afterwards",
    "troops had been moved to the border, and that they would stay there for as long as it took",
    "nobody had asked for a ceasefire, though both sides&#8217; envoys were <em>still</em> in the city",
    "the bridge at <a href=/places/hentzau>Hentzau</a> had to be opened again by the end of the month",
)


def main() -> None:
    profiled, paths = "--profile" in sys.argv, [path for path in sys.argv[1:] if path != "--profile"]
    made = [Capture(f"{number}.html", "text/html", page(Random(number)).encode()) for number in range(PAGES)]
    clock("made here", made)
    saved = load(paths or ([str(SAVED)] if SAVED.is_dir() else []))
    if saved:
        clock("saved", saved)
    if profiled:
        profile = cProfile.Profile()
        profile.runcall(lambda: [extract(each, Settings()) for each in saved or made])
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


def load(paths: Sequence[str]) -> list[Capture]:
    found = captures(list(paths), Settings()) if paths else []
    return [each for each in found if not isinstance(each, CaptureError) and each.media_type == "text/html"]


def clock(name: str, pages: Sequence[Capture]) -> None:
    """Read the pages five times and print the best time, and how large the pages are."""
    settings, seconds = Settings(), []
    for _ in range(REPEATS):
        started = process_time()
        for each in pages:
            extract(each, settings)
        seconds.append(process_time() - started)
    decoded = [decode_page(each.payload, each.uri) for each in pages]
    size, tags = median(map(len, decoded)), median(len(cut(each).tags) for each in decoded)
    rate = len(pages) / min(seconds)
    print(f"{name:10} {len(pages):4} pages, median {size / 1000:.0f} kB and {tags:,.0f} tags: {rate:6.1f} pages/s")


def page(random: Random) -> str:
    """Write a page of a newspaper."""
    body = "".join(
        f'<p class="story__text" data-n="{number}">{" ".join(sentence(random) for _ in range(2))}</p>'
        + (
            '<figure class="picture"><img src="/p.jpg" alt="The border"><figcaption>The border</figcaption></figure>'
            * (not number % 10)
        )
        for number in range(PARAGRAPHS)
    )
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{HEADLINE} | Herald</title>{metadata()}"
        f"<style>{'.story__text{margin:0}' * 1000}</style></head><body><header>{menu(random)}</header>"
        f'<main><article class="story"><h1>{HEADLINE}</h1><p class="byline">By Anthony Hope</p>{body}</article>'
        f"{teasers(random)}</main><footer>{menu(random)}<p>© 2022 Herald</p></footer>"
        f"<script>{'window.x = {a: [1, 2, 3], b: `<p>`};' * 2000}</script></body></html>"
    )


HEADLINE = "Ruritania will not sign before the autumn"


def sentence(random: Random) -> str:
    return f"{random.choice(WHO)} {random.choice(DID)} {random.choice(WHAT)}."


def metadata() -> str:
    linked = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": HEADLINE,
        "datePublished": "2022-02-01T10:00:00+01:00",
        "author": [{"@type": "Person", "name": "Anthony Hope"}],
        "publisher": {"@type": "Organization", "name": "Herald"},
    }
    return (
        f'<script type="application/ld+json">{json.dumps(linked)}</script>'
        f'<meta property="og:title" content="{HEADLINE}"><meta property="og:site_name" content="Herald">'
        + "".join(
            f'<meta name="setting-{number}" content="{number}"><link rel=preload href="/{number}.js">'
            for number in range(30)
        )
    )


def menu(random: Random) -> str:
    items = "".join(f'<li class="menu__item"><a href="/{n}">{random.choice(WHO)}</a></li>' for n in range(LINKS))
    return f'<nav class="menu"><ul>{items}</ul></nav>'


def teasers(random: Random) -> str:
    one = (
        '<div class="card"><a href="/{n}"><img src="/{n}.jpg" alt=""><h3>{words}</h3></a><span>1 hour ago</span></div>'
    )
    return (
        '<section class="related">'
        + "".join(one.format(n=n, words=sentence(random)) for n in range(TEASERS))
        + "</section>"
    )


if __name__ == "__main__":
    main()
