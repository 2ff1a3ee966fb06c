"""What is written as gold is read as gold, and the record from which it came scores 1 against it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from standoff.corrections import PERSON
from standoff.export import gold, jsonl
from standoff.plover import EventType
from standoff.scoring import Gold, match, measure, read_gold, read_line
from standoff.types import Citation, Reading, Span
from tests.readings import article, event, reading, readings, statement


def _gold(kept: Reading, folder: Path, name: str = "one") -> Gold:
    gold.write(kept, folder, name)
    found = read_gold(folder / f"{name}.json")
    assert isinstance(found, Gold), found
    return found


def test_a_record_scores_one_against_its_own_gold(tmp_path: Path) -> None:
    kept = reading()
    found = _gold(kept, tmp_path)
    assert (found.text, found.published_on) == (kept.article.text, kept.article.published_on)
    scores = measure(match(found.text, found.rows, read_line(jsonl.line(kept), "one").rows))
    measures = {name: (count.precision, count.recall) for name, count in scores.measures.items() if count.gold}
    assert set(measures.values()) == {(1.0, 1.0)}
    assert "reply" in measures


@given(given_reading=readings())
@settings(deadline=None, max_examples=100)
def test_any_reading_is_gold_without_a_fault(tmp_path_factory: pytest.TempPathFactory, given_reading: Reading) -> None:
    # Of several rows with one id, as two coders may have them, a record shows one.
    statements = tuple({row.id: row for row in given_reading.statements}.values())
    # Days are left out: those of any reading may end before they begin.
    events = tuple({row.id: replace(row, date=None) for row in given_reading.events}.values())
    kept = replace(given_reading, statements=statements, events=events)
    written = gold.write(kept, tmp_path_factory.mktemp("gold"), "any")
    found = _gold(kept, tmp_path_factory.mktemp("gold"), "any")
    assert found.text == kept.article.text
    assert len(found.rows.statements) + len(found.rows.events) == written.rows
    assert written.rows + written.left_out == len(statements) + len(events)


def test_each_label_says_whose_it_is_and_which_copy_of_its_words_is_meant(tmp_path: Path) -> None:
    at = article("No no no. Oslo said no. No.")
    said = statement(at, "no. Oslo")
    said = replace(said, content=Citation.of(at, (Span(3, 5), Span(6, 8))))
    done = replace(event(at, EventType.REJECT, "Oslo said no", answers=("e:elsewhere",)), coder=PERSON)
    done = replace(done, anchor=Citation.of(at, (Span(20, 22),)))
    written = gold.write(Reading(at, statements=(said,), events=(done,)), tmp_path, "one")
    labels = json.loads((tmp_path / "one.json").read_text())
    assert (written.rows, written.by_persons, written.left_out) == (2, 1, 0)
    assert [(row["content"], row["occurrence"]) for row in labels["statements"]] == [("no", 1)]
    assert [(row["anchor"], row["occurrence"]) for row in labels["events"]] == [("no", 3)]
    assert [row["coder"] for row in (*labels["statements"], *labels["events"])] == ["attribution/1", "person/1"]
    assert labels["events"][0]["answers"] == []
    assert labels["events"][0]["according_to"] == "reporter"


def test_files_are_named_after_the_address_and_no_two_alike() -> None:
    addresses = [
        "reports/a b.txt",
        "other/A b.html",
        "https://example.org/x/?q=../..",
        "https://example.org/",
        "x/a b.txt",
    ]
    found = list(gold.names(article(f"Text {n}.", uri=uri) for n, uri in enumerate(addresses)))
    assert found[0] == "a-b"
    assert len({each.casefold() for each in found}) == len(found)
    assert all("/" not in each and not each.startswith(".") for each in found)


def test_a_byte_order_mark_that_is_part_of_a_text_stays_there(tmp_path: Path) -> None:
    kept = Reading(article("\ufeffMoscow refused."))
    assert _gold(kept, tmp_path).text == kept.article.text
