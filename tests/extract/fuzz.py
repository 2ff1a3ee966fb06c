"""Feed the readers of texts, pages and lines of JSON what nobody would write, until the time is over or one breaks.

usage: python -m tests.extract.fuzz text|html|json [--minutes 10] [--corpus FOLDER]

With atheris (pip install atheris; it is no dependency) bytes are changed by what code they reach, half of them as they
are, half as the choices by which hypothesis makes a page of our own blocks. Without it hypothesis alone makes them.
An input breaks a reader that raises anything but an ExtractionError, takes more than `SECONDS`, or maps a span of the
article to a place that reads otherwise. What was found is kept as a case in the tests beside this file.
"""

import argparse
import importlib
import json
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic
from types import FunctionType
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from standoff.errors import ExtractionError
from standoff.extract import extract
from standoff.extract.decode import decode
from standoff.settings import Settings
from standoff.types import Article, Capture, Citation, Span
from tests.extract.blocks import SENTENCES, encoded, lines, misread, pages, texts

SECONDS = 10
KINDS = {
    "text": ("text/plain", encoded(texts())),
    "html": ("text/html", encoded(pages())),
    "json": ("application/json", st.one_of(encoded(lines()), lines().map(str.encode))),
}


class BrokenError(Exception):
    """A reader did what it must never do."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--corpus", help="a folder of inputs to begin with, to which atheris adds")
    args = parser.parse_args()
    run = _with_atheris if find_spec("atheris") else _with_hypothesis
    run(args.kind, args.minutes * 60, args.corpus)
    return 0


def check(kind: str, payload: bytes) -> None:
    """Read an input; raise BrokenError where the article is not what the reader promises."""
    capture, begun = Capture("fuzz", KINDS[kind][0], payload), monotonic()
    try:
        article = extract(capture, Settings())
    except ExtractionError:
        article = None
    if monotonic() - begun > SECONDS:
        raise BrokenError(f"took {monotonic() - begun:.1f} s")
    if article:
        _check_article(kind, capture, article)


def _check_article(kind: str, capture: Capture, article: Article) -> None:
    Citation.of(article, (article.headline_span or Span(0, len(article.text)),))
    if not all(0 <= start < end <= len(article.text) for start, end in article.furniture):
        raise BrokenError(f"furniture outside of the text: {article.furniture}")
    if article.headline_span and article.text[slice(*article.headline_span)] != article.headline:
        raise BrokenError(f"{article.headline!r} does not stand at {article.headline_span}")
    if kind == "text" and article.text != decode(capture.payload, capture.uri):
        raise BrokenError("the text was changed")
    if kind == "html" and (words := misread(capture, article)):
        raise BrokenError(f"the page does not show {words[:3]}")


def _made(kind: str) -> Callable[[], None]:
    """Return a test of inputs that hypothesis makes."""
    limits = settings(
        deadline=None,
        database=None,
        max_examples=2000,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )

    @limits
    @given(KINDS[kind][1])
    def test(payload: bytes) -> None:
        check(kind, payload)

    return test


def _with_hypothesis(kind: str, seconds: float, _: str | None) -> None:
    end, number = monotonic() + seconds, 0
    while monotonic() < end:
        seed(number)(_made(kind))()
        number += 1
        print(f"{number * 2000:,} inputs of {kind}", flush=True)  # noqa: T201


def _with_atheris(kind: str, seconds: float, corpus: str | None) -> None:
    atheris: Any = importlib.import_module("atheris")
    made: Any = _made(kind)

    def one(data: bytes) -> None:
        if data[:1] < b"\x80":
            check(kind, data[1:])
        else:
            made.hypothesis.fuzz_one_input(data[1:])

    # All that is loaded would take minutes; what follows is the path through our own reading.
    for module in [module for name, module in sys.modules.items() if name.startswith("standoff.extract")]:
        for each in vars(module).values():
            if isinstance(each, FunctionType) and each.__module__ == module.__name__:
                atheris.instrument_func(each)
    limits = [f"-max_total_time={seconds:.0f}", f"-timeout={SECONDS * 2}", "-rss_limit_mb=2048"]
    with TemporaryDirectory() as empty:
        folder = Path(corpus or empty)
        _sow(folder)
        atheris.Setup([sys.argv[0], *limits, "-max_len=8192", "-len_control=0", str(folder)], one)
        atheris.Fuzz()


def _sow(folder: Path) -> None:
    """Write inputs to begin with: plain reports as text, page and line, and choices for hypothesis."""
    report = f"<article><p>{'</p><p>'.join(SENTENCES)}</p></article>"
    line = json.dumps({"text": "\n".join(SENTENCES), "date": "2022-02-01"})
    plain = [each.encode() for each in (report, line, "\n\n".join(SENTENCES))]
    choices = [Random(number).randbytes(4000) for number in range(40)]
    for number, seeds in enumerate([b"\0" + each for each in plain] + [b"\xff" + each for each in choices]):
        (folder / f"seed-{number}").write_bytes(seeds)


if __name__ == "__main__":
    sys.exit(main())
