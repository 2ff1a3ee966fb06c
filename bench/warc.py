"""A WARC of 10,000 pages: pages a second out of it, and the memory that is held meanwhile.

usage: python bench/warc.py [--pages N] [--bare] [--extract] [--keep]

The pages are made here, each of other words: a menu, a report of 25 paragraphs, teasers, a foot; one in five is
German, with a request and a picture between them. Every 1,000 pages the rate, in time of the processor, and the
memory are printed. Without an option the pages are only taken out of the file and glanced at, with --bare not even
that, with --extract made into articles, with --keep kept. What it printed is in bench/README.md.
"""

import argparse
import gzip
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from standoff.archive import Archive, captures
from standoff.errors import CaptureError, ExtractionError
from standoff.extract import extract
from standoff.extract.glance import foreign
from standoff.settings import Settings
from standoff.types import Capture

EVERY = 1_000
WHO = (
    "The foreign minister of Ruritania",
    "The chancellor of Zenda",
    "A spokesman in Strelsau",
    "The envoy",
    "Her office",
)
DID = ("said on Tuesday that", "told reporters that", "denied that", "warned that", "wrote in a letter that")
WHAT = (
    "the treaty would not be signed before the autumn, whatever was agreed at the talks",
    "troops had been moved to the border, and that they would stay there for as long as it took",
    "nobody had asked for a ceasefire, though the envoys of both sides were still in the city",
    "the bridge at Hentzau had to be opened again by the end of the month",
)
WER = ("Die Außenministerin von Ruritanien", "Der Kanzler von Zenda", "Ein Sprecher in Strelsau")
TAT = ("erklärte am Dienstag, dass", "sagte vor der Presse, dass", "bestritt, dass")
WAS = (
    "der Vertrag nicht vor dem Herbst unterzeichnet werde",
    "die Truppen an die Grenze verlegt worden seien und dort bleiben würden",
    "niemand um eine Waffenruhe gebeten habe",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--extract", action="store_true")
    parser.add_argument("--keep", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.warc.gz"
        write(path, args.pages)
        size = path.stat().st_size / 1e6
        print(f"{args.pages:,} pages, {size:,.0f} MB compressed; memory at the start {held():.0f} MiB")
        with Archive(Path(folder) / "bench.captures") as archive:
            clock(path, archive if args.keep else None, args)


def clock(path: Path, archive: Archive | None, args: argparse.Namespace) -> None:
    settings, passed_over, articles = Settings(), 0, 0
    began = last = time.process_time()
    for number, page in enumerate(captures([str(path)], settings), 1):
        if isinstance(page, CaptureError):
            raise page
        if not args.bare and foreign(page):
            passed_over += 1
        else:
            articles += args.extract and is_article(page, settings)
            if archive:
                archive.keep(page)
        if number % EVERY == 0:
            now = time.process_time()
            print(f"{number:7,} pages {EVERY / (now - last):8,.0f} pages/s {held():6.0f} MiB")
            last = now
    rate = number / (time.process_time() - began)
    print(f"all: {rate:,.0f} pages/s; {passed_over:,} passed over, {articles:,} made into articles")


def is_article(page: Capture, settings: Settings) -> bool:
    try:
        return bool(extract(page, settings).text)
    except ExtractionError:
        return False


def held() -> float:
    """Return the memory that this process holds, in MiB."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def write(path: Path, pages: int) -> None:
    with path.open("wb") as out:
        for number in range(pages):
            for block in records(number):
                out.write(gzip.compress(block, 1, mtime=0))


def records(number: int) -> Iterator[bytes]:
    """Yield what a crawler writes for a page: a request, the answer, now and then a picture."""
    random = Random(number)
    uri = f"https://news.example/{number}"
    yield record("request", uri, b"GET / HTTP/1.1\r\nHost: news.example\r\n\r\n", f"{number}-1")
    yield record("response", uri, answer("text/html; charset=utf-8", page(random).encode()), f"{number}-2")
    if number % 10 == 0:
        yield record("response", uri + ".png", answer("image/png", random.randbytes(20_000)), f"{number}-3")


def record(kind: str, uri: str, block: bytes, name: str) -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:test:{name}>\r\nWARC-Target-URI: {uri}\r\n"
        f"WARC-Date: 2022-02-01T10:00:00Z\r\nContent-Type: application/http; msgtype={kind}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(media_type: str, body: bytes) -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def page(random: Random) -> str:
    parts = (WER, TAT, WAS) if random.random() < 0.2 else (WHO, DID, WHAT)
    paragraphs = "".join(f"<p>{' '.join(sentence(random, *parts) for _ in range(3))}</p>\n" for _ in range(25))
    menu = "".join(f'<li><a href="/part/{at}" class="menu__link">Part {at}</a></li>' for at in range(60))
    teasers = "".join(
        f'<div class="teaser"><a href="/t/{at}"><h3>{sentence(random, *parts)}</h3></a></div>' for at in range(20)
    )
    script = f"<script>window.data = {{{', '.join(f'k{at}: {random.random()}' for at in range(600))}}};</script>"
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{sentence(random, *parts)}</title>"
        f'<meta property="article:published_time" content="2022-02-01T10:00:00Z">{script}</head><body>'
        f"<nav><ul>{menu}</ul></nav><main><article><h1>{sentence(random, *parts)}</h1>{paragraphs}</article></main>"
        f"<aside>{teasers}</aside><footer><p>All rights reserved</p></footer></body></html>"
    )


def sentence(random: Random, who: tuple[str, ...], did: tuple[str, ...], what: tuple[str, ...]) -> str:
    return f"{random.choice(who)} {random.choice(did)} {random.choice(what)} ({random.randrange(1_000_000)})."


if __name__ == "__main__":
    main()
