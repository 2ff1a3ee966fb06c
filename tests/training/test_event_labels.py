"""The labels of events: well formed wherever they are, and of the texts that were labelled where these are present."""

import csv
import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from standoff.plover import EventType, Status

ROOT = Path(__file__).resolve().parents[2]
LABELS = ROOT / "training/events/labels.jsonl"
DATA = ROOT.parent / "shared/data"
pytestmark = pytest.mark.skipif(not LABELS.is_file(), reason="training/ is not part of what was installed")
REPORTS = LABELS.with_name("reports.txt")
_SOURCES = {"plv_train", "synthetic_stories", "kremlin", "president-gov-ua", "polnear", "reports"}
_FIELDS = {"type", "cue", "actors", "recipients", "status"}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]


def events(rows: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    return ((row, event) for row in rows for event in row["events"])


def test_each_piece_says_of_which_text_it_is(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        assert set(row) == {"source", "text", "span", "digest", "events"}
        assert row["source"] in _SOURCES
        assert isinstance(row["text"], str)
        assert re.fullmatch("[0-9a-f]{16}", row["digest"])
        start, end = row["span"]
        assert 0 <= start < end


def test_types_and_statuses_are_known(rows: list[dict[str, Any]]) -> None:
    assert {event["type"] for _, event in events(rows)} == set(EventType)
    assert {event["status"] for _, event in events(rows)} == set(Status)
    assert all(set(event) - {"marked"} == _FIELDS for _, event in events(rows))


def test_spans_are_words_inside_the_piece(rows: list[dict[str, Any]]) -> None:
    for row, event in events(rows):
        length = row["span"][1] - row["span"][0]
        for start, end in (event["cue"], *event["actors"], *event["recipients"]):
            assert 0 <= start < end <= length, (row["source"], row["text"])


def test_nobody_does_anything_to_the_same_words(rows: list[dict[str, Any]]) -> None:
    for row, event in events(rows):
        actors, recipients = ({tuple(span) for span in event[side]} for side in ("actors", "recipients"))
        assert not actors & recipients, (row["source"], row["text"])


def test_the_marked_event_is_the_first_and_has_both_parties_and_only_marked_sentences_have_one(
    rows: list[dict[str, Any]],
) -> None:
    marked = [row for row, event in events(rows) if "marked" in event]
    assert {row["source"] for row in marked} == {"plv_train"}
    for row in marked:
        first, *rest = row["events"]
        assert first["marked"] is True
        assert not any("marked" in event for event in rest)
        assert first["actors"]
        assert first["recipients"]


def test_a_piece_that_is_labelled_again_has_the_same_digest_and_pieces_of_a_text_do_not_overlap(
    rows: list[dict[str, Any]],
) -> None:
    pieces: dict[tuple[str, str], dict[tuple[int, int], set[str]]] = {}
    for row in rows:
        start, end = row["span"]
        pieces.setdefault((row["source"], row["text"]), {}).setdefault((start, end), set()).add(row["digest"])
    for found in pieces.values():
        assert all(len(digests) == 1 for digests in found.values())
        spans = sorted(found)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_the_readme_counts_what_is_there(rows: list[dict[str, Any]]) -> None:
    readme = (LABELS.parent / "README.md").read_text(encoding="utf-8")
    assert f"{len(rows):,} pieces of texts with {sum(1 for _ in events(rows)):,} events" in readme
    found = Counter(row["source"] for row in rows)
    releases = found.pop("kremlin") + found.pop("president-gov-ua")
    for name, number in (*((f"`{name}`", number) for name, number in found.items()), ("`president-gov-ua`", releases)):
        assert f"{name} | {number:,} |" in readme


def reports() -> dict[str, str]:
    """Return the reports that were written for training, by name."""
    parts = re.split(r"^## (\S+)\n", REPORTS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {name: text.strip() for name, text in zip(parts[1::2], parts[2::2], strict=True)}


def test_the_reports_are_those_that_were_labelled(rows: list[dict[str, Any]]) -> None:
    check([row for row in rows if row["source"] == "reports"], {"reports": reports()})
    assert {row["text"] for row in rows if row["source"] == "reports"} == set(reports())


@pytest.mark.skipif(not DATA.is_dir(), reason="the labelled texts (../shared) are not on this machine")
def test_the_texts_are_those_that_were_labelled(rows: list[dict[str, Any]]) -> None:
    check([row for row in rows if row["source"] != "reports"], sources(DATA))


def check(rows: list[dict[str, Any]], texts: Mapping[str, Mapping[str, str]]) -> None:
    for row in rows:
        piece = texts[row["source"]][row["text"]][slice(*row["span"])].replace("\n", " ")
        assert len(piece) == row["span"][1] - row["span"][0]
        assert hashlib.sha256(piece.encode()).hexdigest()[:16] == row["digest"], (row["source"], row["text"])
        for event in row["events"]:
            for span in (event["cue"], *event["actors"], *event["recipients"]):
                assert piece[slice(*span)].strip(), (row["source"], row["text"], span)


def sources(data: Path) -> dict[str, Mapping[str, str]]:
    """Return the texts as training/reading/acts.py finds them, which needs what only training installs."""
    found: dict[str, Mapping[str, str]] = {}
    for name in ("kremlin", "president-gov-ua"):
        lines = (data / "releases" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        releases = (json.loads(line) for line in lines)
        found[name] = {str(number): f"{each['headline']}\n\n{each['body']}" for number, each in enumerate(releases)}
    with gzip.open(data / "plover/synthetic_stories.csv.gz", "rt", encoding="utf-8") as table:
        found["synthetic_stories"] = {str(number): row["text"] for number, row in enumerate(csv.DictReader(table))}
    with (data / "plover/plv_train.tsv").open(encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table, delimiter="\t")
        found["plv_train"] = {row["sentence_id"]: re.sub("</?[st]>", "", row["marked_sentence"]) for row in rows}
    folder = data / "polnear/train/text"
    found["polnear"] = {path.name: path.read_bytes().decode() for path in folder.glob("*.txt")}
    return found
