import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from standoff.errors import GoldError
from standoff.scoring import Gold, gold_files, read_gold
from tests.scoring.labelling import TEXT, event, faults, gold, labels, put, refusal, statement


def found(*paths: Path) -> list[str]:
    return [each.name if isinstance(each, Path) else str(each) for each in gold_files(map(str, paths))]


def test_a_row_stands_where_its_words_stand(tmp_path: Path) -> None:
    rows = gold(tmp_path, statement(), event(), refusal()).rows
    assert [row.exact for row in rows.statements] == ["We will not open the border"]
    assert [row.exact for row in rows.events] == ["open the border by May", "We will not open the border"]
    assert [TEXT[slice(*row.spans[0])] for row in rows.events] == [row.exact for row in rows.events]


def test_occurrence_says_which_copy_of_the_words_is_meant(tmp_path: Path) -> None:
    first, second = (gold(tmp_path, event(anchor="Jane Doe said", occurrence=number)).rows for number in (1, 2))
    assert first.events[0].spans[0].start < second.events[0].spans[0].start


def test_what_may_be_left_out_may_be_null(tmp_path: Path) -> None:
    bare, full = event(), event(occurrence=None, date=None, answers=None, note="for us")
    assert gold(tmp_path, bare).rows == gold(tmp_path, full).rows


def test_the_text_is_kept_to_the_character_less_a_byte_order_mark(tmp_path: Path) -> None:
    text = "\ufeffFreedonia said:\r\n“No.”\r"
    assert gold(tmp_path, text=text).text == text[1:]


@pytest.mark.parametrize(
    ("meta", "published", "day"),
    [
        ({"published": "2022-02-02"}, "2022-02-01", date(2022, 2, 2)),
        (None, "2022-02-01", date(2022, 2, 1)),
        ({"words": 12}, "2022-02-01", date(2022, 2, 1)),
        (None, None, None),
    ],
)
def test_the_meta_file_tells_the_day_of_publication_before_the_labels(
    tmp_path: Path, meta: dict[str, Any] | None, published: str | None, day: date | None
) -> None:
    path = put(tmp_path, "report", labels(published=published))
    if meta:
        (tmp_path / "report.meta.json").write_text(json.dumps(meta), encoding="utf-8")
    read = read_gold(path)
    assert isinstance(read, Gold)
    assert (read.name, read.published_on) == ("report", day)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (event(anchor="close the border"), ["event e1", "'close the border'", "not in the report", "copy"]),
        (event(anchor="Open  the border"), ["'Open  the border'", "it has 'open the border'"]),
        (event(anchor="“”"), ["event e1", "no word"]),
        (event(anchor="Jane Doe", occurrence=3), ["occurrence 3 of 'Jane Doe'", "2 times"]),
        (event(anchor="by May", occurrence=2), ["occurrence 2 of 'by May'", "once"]),
        (event(occurrence=-1), ["occurrence -1", "1 or more"]),
        (event(type="DEMAND"), ["event e1", "'DEMAND'", "REQUEST, ACCUSE"]),
        (event(status="past"), ["the status", "'past'", "actual, future"]),
        (event(date="1 February"), ["'1 February'", "2022-02-01"]),
        (event(date="2022-01-30/2022-01-24"), ["2022-01-30/2022-01-24", "interval"]),
        (event(actor="FRE"), ["event e1", "expected `array`, got `str`", "actor"]),
        (event(answers=["e9"]), ["event e1", "'e9'", "no event has this id"]),
        ({key: value for key, value in event().items() if key != "status"}, ["event e1", "status"]),
        ({key: value for key, value in event().items() if key != "id"}, ["event number 1", "`id`"]),
        (statement(content="nothing of it"), ["statement s1", "'nothing of it'"]),
        (statement(form="free"), ["statement s1", "'free'", "direct, indirect, mixed"]),
    ],
)
def test_a_bad_row_is_named_with_what_was_found_and_expected(
    tmp_path: Path, row: dict[str, Any], said: list[str]
) -> None:
    path = put(tmp_path, "report", labels(row))
    (fault,) = faults(path)
    assert fault.startswith(path.as_posix())
    for words in said:
        assert words in fault


def test_every_bad_row_of_a_file_is_named_and_a_row_that_answers_one_is_not_bad_for_it(tmp_path: Path) -> None:
    rows = statement(), statement(), event(anchor="close the border"), refusal(), event(id="e3", status="past")
    twice, absent, past = faults(put(tmp_path, "report", labels(*rows)))
    assert "statement s1: an earlier row has this id too" in twice
    assert "event e1" in absent
    assert "event e3" in past


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ('{"statements": [}', "not JSON"),
        ("[" * 200_000, "not JSON"),
        ("[]", "no list of statements"),
        ({"statements": []}, "no list of events"),
        ({"statements": [], "events": ["e1"]}, "event number 1"),
        (labels(published="yesterday"), "published is 'yesterday'"),
        (labels(published=2022), "published is 2022"),
    ],
)
def test_a_file_that_holds_no_labels_says_what_is_wrong(tmp_path: Path, cells: Any, said: str) -> None:
    path = put(tmp_path, "report", cells)
    assert any(said in fault and path.as_posix() in fault for fault in faults(path))


def test_a_text_that_is_not_there_or_not_utf_8_is_an_error_that_helps(tmp_path: Path) -> None:
    path = put(tmp_path, "report", labels())
    path.with_suffix(".txt").write_bytes("Čapek".encode("utf-16"))
    assert "not UTF-8" in faults(path)[0]
    path.with_suffix(".txt").unlink()
    (fault,) = faults(path)
    assert "report.txt beside it" in fault


def test_a_folder_is_searched_to_the_bottom_in_order_and_no_file_is_met_twice(tmp_path: Path) -> None:
    for folder, name in (("b", "two"), ("a/deep", "one"), (".hidden", "three")):
        put(tmp_path / folder, name, labels())
    (tmp_path / "b" / "two.meta.json").write_text("{}", encoding="utf-8")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    assert found(tmp_path) == ["one.json", "two.json"]
    assert found(tmp_path / "b", tmp_path, tmp_path / "b" / "two.json") == ["two.json", "one.json"]


def test_a_path_that_means_no_gold_is_an_error_in_its_place(tmp_path: Path) -> None:
    path = put(tmp_path / "full", "report", labels())
    (tmp_path / "empty").mkdir()
    missing, empty, text, first = found(tmp_path / "gone", tmp_path / "empty", path.with_suffix(".txt"), path)
    assert "no such file" in missing
    assert "no gold in this folder" in empty
    assert "NAME.json" in text
    assert first == "report.json"


def test_a_meta_file_is_passed_over_where_a_shell_named_it(tmp_path: Path) -> None:
    path = put(tmp_path, "report", labels())
    meta = tmp_path / "report.meta.json"
    meta.write_text("{}", encoding="utf-8")
    assert found(meta, path) == ["report.json"]


def test_errors_are_of_one_kind(tmp_path: Path) -> None:
    assert all(isinstance(each, GoldError) for each in gold_files([str(tmp_path), str(tmp_path / "gone")]))
