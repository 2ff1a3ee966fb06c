"""What is to be read, and what was read before."""

from pathlib import Path

import pytest

from standoff.errors import CaptureError, SettingsError
from standoff.scale import Task, plan, tasks
from standoff.settings import Settings


def names(folder: Path) -> list[list[str]]:
    return [[Path(place).name for place in each.places] for each in tasks([str(folder)]) if isinstance(each, Task)]


def test_files_of_many_articles_are_tasks_of_their_own_and_reports_are_bundled(tmp_path: Path) -> None:
    for name in ("a.txt", "b.html", "c.jsonl", "d.warc.gz", "e.txt"):
        (tmp_path / name).write_text("words")
    assert names(tmp_path) == [["a.txt", "b.html"], ["c.jsonl"], ["d.warc.gz"], ["e.txt"]]


def test_a_bundle_has_a_hundred_reports(tmp_path: Path) -> None:
    for number in range(205):
        (tmp_path / f"{number:03}.txt").write_text("words")
    assert [len(each) for each in names(tmp_path)] == [100, 100, 5]


def test_a_task_is_named_by_its_files_and_knows_their_size(tmp_path: Path) -> None:
    (tmp_path / "ä (1).jsonl").write_text("words")
    first, again = (next(tasks([str(tmp_path)])) for _ in range(2))
    assert isinstance(first, Task)
    assert first == again
    assert first.size == 5
    assert first.name.startswith("_1_.jsonl-")


def test_what_means_no_file_is_an_error_in_its_place(tmp_path: Path) -> None:
    assert [isinstance(each, CaptureError) for each in tasks([str(tmp_path / "no")])] == [True]


def test_standard_input_is_refused() -> None:
    with pytest.raises(SettingsError, match="standard input"):
        list(tasks(["-"]))


def test_other_options_make_another_plan() -> None:
    assert plan(Settings()).made_by == plan(Settings()).made_by
    assert plan(Settings()).made_by != plan(Settings(publisher="A")).made_by
    assert plan(Settings()).made_by != plan(Settings(), every_attribution=True).made_by
