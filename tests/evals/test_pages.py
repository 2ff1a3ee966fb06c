"""The arithmetic of the score on saved web pages, on one page of our own."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from standoff.extract import extract
from standoff.extract.html import places
from standoff.extract.pagemap import Link
from standoff.settings import Settings
from standoff.types import Capture, Span
from tests.evals.scripts import loaded, needed
from tests.extract.blocks import SENTENCES

pytestmark = needed

DATED = "<meta property=article:published_time content=2022-02-01T10:00:00Z>"
BODY = "".join(f"<p>{words}</p>" for words in SENTENCES)


@pytest.fixture(scope="module")
def pages() -> Iterator[ModuleType]:
    with loaded("pages") as module:
        yield module


def version(day: str, *paragraphs: str, clock: str = "10:00:00") -> dict[str, Any]:
    body = {"summary": [], "sections": [{"headline": [], "paragraphs": list(paragraphs)}]}
    return {"publishing_date": f"{day} {clock}+00:00", "body": body}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    markup = f"<html><head>{DATED}</head><body><article><h1>No treaty</h1>{BODY}</article></body></html>"
    (tmp_path / "Herald_2022_02_03.html.gz").write_bytes(gzip.compress(markup.encode()))
    gold = {"V1": version("2021-01-01", "Another layout, another report."), "V2": version("2022-02-01", *SENTENCES)}
    (tmp_path / "Herald.json").write_text(json.dumps(gold), encoding="utf-8")
    return tmp_path


def test_a_page_that_was_read_well_has_full_marks(pages: ModuleType, folder: Path) -> None:
    assert pages.score(folder) == {"body": 1.0, "date": 1.0, "instant": 1.0, "spans": 1.0}


def test_words_too_many_and_a_wrong_day_cost_marks(pages: ModuleType, folder: Path) -> None:
    gold = {"V1": version("2022-02-02", *SENTENCES[:2])}
    (folder / "Herald.json").write_text(json.dumps(gold), encoding="utf-8")
    [page] = pages.measured(folder)
    assert page.recall == 1.0
    assert 0.3 < page.precision < 0.7
    assert not page.day
    assert not page.instant


@pytest.mark.parametrize(("clock", "right"), [("10:00:00", True), ("10:00:01", False), ("00:00:00", False)])
def test_an_instant_is_right_to_the_second_and_none_is_where_the_day_alone_is_known(
    pages: ModuleType, folder: Path, clock: str, right: bool
) -> None:
    gold = {"V1": version("2022-02-01", *SENTENCES, clock=clock)}
    (folder / "Herald.json").write_text(json.dumps(gold), encoding="utf-8")
    [page] = pages.measured(folder)
    assert page.day
    assert page.instant == right


def test_a_map_that_is_off_by_one_is_seen(pages: ModuleType) -> None:
    capture = Capture("page.html", "text/html", f"<html><body><article>{BODY}</article></body></html>".encode())
    article = extract(capture, Settings())
    right = places(capture, article)
    shifted = [Link(link.text, Span(link.page.start + 1, link.page.end + 1)) for link in right.links]
    wrong = replace(right, links=shifted)
    spans = list(pages.sentences(article))
    assert all(pages.shown(right, span) == pages.seen(article.text[slice(*span)]) for span in spans)
    assert not any(pages.shown(wrong, span) == pages.seen(article.text[slice(*span)]) for span in spans)
