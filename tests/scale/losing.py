"""A cluster of two processes that loses workers: what it makes is compared by `test_cluster.py`.

usage: python -m tests.scale.losing FOLDER

A process of its own, since Ray leaves threads and sockets behind that the rules of our tests take for faults.
"""

import json
import os
import signal
import sys
from pathlib import Path

from standoff.archive import Archive
from standoff.language.reader import Reader
from standoff.pipeline import kept
from standoff.scale.cluster import Cluster, connected, read_outcomes, read_partitions
from standoff.scale.partitions import place
from standoff.scale.plans import Plan, Task, plan, tasks
from standoff.settings import Settings
from standoff.store import open_store
from standoff.types import Article, Reading

TWO = Cluster(workers=2)


class DeadlyReader(Reader):
    """Reads, but some texts are the end of its process, as if the system had killed it: once, or every time."""

    def __init__(self, marks: Path) -> None:
        super().__init__()
        self._marks = marks

    def read(self, article: Article) -> Reading:
        if "ALWAYS" in article.text:
            self._die("always")
        if "ONCE" in article.text and not (self._marks / "once").exists():
            self._die("once")
        return super().read(article)

    def _die(self, mark: str) -> None:
        with (self._marks / mark).open("a") as file:
            file.write("died\n")
        os.kill(os.getpid(), signal.SIGKILL)


class MakeReader:
    """Makes the reader where the worker is."""

    def __init__(self, marks: Path) -> None:
        self._marks = marks

    def __call__(self) -> Reader:
        self._marks.mkdir(exist_ok=True)
        return DeadlyReader(self._marks)


def deadly(marks: Path) -> Plan:
    usual = plan(Settings())
    return Plan(usual.settings, MakeReader(marks), usual.made_by)


def work_in(folder: Path) -> list[Task]:
    return [each for each in tasks([str(folder)]) if isinstance(each, Task)]


def into_partitions(folder: Path, name: str) -> list[str]:
    """Read the files of a folder into partitions; return what went wrong."""
    with place(str(folder / f"{name}.rows")) as where:
        made = list(read_partitions(work_in(folder / name), deadly(folder / f"{name}.marks"), where, TWO))
    return [fault for each in made for fault in each.faults]


def into_store(folder: Path, name: str) -> list[str]:
    with open_store(folder / f"{name}.db") as store, Archive(folder / f"{name}.captures") as archive:
        found = read_outcomes(work_in(folder / name), deadly(folder / f"{name}.db-marks"), TWO)
        return [str(each.error) for each in kept(found, store, archive) if each.error]


def main() -> None:
    folder = Path(sys.argv[1])
    with connected(TWO):
        found = {
            "once": into_partitions(folder, "once"),
            "always": into_partitions(folder, "always"),
            "store": into_store(folder, "once"),
        }
    (folder / "faults.json").write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    from tests.scale import losing  # under this name workers find the classes

    losing.main()
