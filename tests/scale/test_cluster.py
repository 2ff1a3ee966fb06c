"""The same rows on a cluster as on one machine, whatever is lost on the way."""

import json
import os
import socket
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from standoff.archive import Archive
from standoff.pipeline import default_reader, read
from standoff.settings import Settings
from standoff.store import open_store
from tests.scale.articles import files

pytestmark = pytest.mark.skipif(find_spec("ray") is None, reason="needs Ray: make .venv/.scale")

ROOT = Path(__file__).parents[2]
FILES, ARTICLES = 4, 4


@pytest.fixture(scope="module")
def lost(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read on a cluster of two processes; in `once` one dies in the middle of a file, in `always` at each try."""
    folder = tmp_path_factory.mktemp("lost")
    files(folder / "once", FILES, ARTICLES, "ONCE")
    files(folder / "always", 2, 3, "ALWAYS")
    ended = subprocess.run(
        [sys.executable, "-m", "tests.scale.losing", str(folder)],
        cwd=ROOT,
        env={**os.environ, "HOME": str(folder), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return folder


def faults(lost: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads((lost / "faults.json").read_text(encoding="utf-8"))
    return found


def content(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file()}


def test_a_worker_that_is_killed_in_the_middle_changes_no_byte_of_the_partitions(lost: Path) -> None:
    from standoff.scale import plan
    from standoff.scale.partitions import place, read_here
    from tests.scale.losing import work_in

    with place(str(lost / "here.rows")) as where:
        made = list(read_here(work_in(lost / "once"), plan(Settings()), where))
    assert sum(each.rows["articles"] for each in made) == FILES * ARTICLES
    assert (lost / "once.marks/once").read_text() == "died\n"
    assert faults(lost)["once"] == []
    assert content(lost / "once.rows") == content(lost / "here.rows")


def test_one_writer_keeps_what_workers_read_as_one_machine_does(lost: Path) -> None:
    with open_store(lost / "here.db") as store, Archive(lost / "here.captures") as archive:
        for _ in read([str(lost / "once")], default_reader(), Settings(), store, archive):
            pass
        with open_store(lost / "once.db") as other:
            assert [other.reading(each.id) for each in other.articles()] == [
                store.reading(each.id) for each in store.articles()
            ]
            assert other.witnesses() == store.witnesses()
            assert other.counts() == store.counts()
    with Archive(lost / "once.captures") as archive:
        assert archive.count() == FILES * ARTICLES
    assert (lost / "once.db-marks/once").read_text() == "died\n"
    assert faults(lost)["store"] == []


def test_an_article_that_is_the_end_of_every_worker_is_named_and_the_rest_is_read(lost: Path) -> None:
    from standoff.export.parquet.partitions import manifests

    (fault,) = faults(lost)["always"]
    assert "1.jsonl#2: 3 workers were lost while they read it" in fault
    assert (lost / "always.marks/always").read_text() == "died\n" * 3
    assert [each.rows["articles"] for each in manifests(str(lost / "always.rows"))] == [3, 2]


def test_nothing_is_left_of_what_killed_workers_had_begun(lost: Path) -> None:
    for name in ("once.rows", "always.rows"):
        assert [each.name for each in (lost / name).iterdir() if each.name.startswith(".")] == []


def test_a_cluster_that_does_not_answer_is_named_at_once(tmp_path: Path) -> None:
    files(tmp_path / "in", 1, 1)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{closed.getsockname()[1]}"
        command = [sys.executable, "-m", "standoff", "read", "in", "--engine", "ray", "--out", "rows"]
        ended = subprocess.run(
            [*command, "--cluster", address], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
        )
    assert ended.returncode != 0
    assert f"{address}: Ray cannot be started or reached" in ended.stderr
