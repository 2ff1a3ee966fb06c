import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from standoff.errors import CaptureError, ModelError, WorkerError
from standoff.pipeline import Found, Outcome, kept, read_captures
from standoff.queries import canonical
from standoff.settings import Settings
from standoff.store import open_store
from standoff.types import Capture
from standoff.workers import Crew, Task
from standoff.workers.crew import BEHIND
from tests.workers import readers

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")


def capture(text: str, uri: str | None = None) -> Capture:
    return Capture(uri or f"{text[:20]}.txt", "text/plain", text.encode())


def crew(jobs: int = 2, reader: Any = readers.Quick, db: Path | None = None) -> Crew:
    return Crew(Task(reader, Settings(max_characters=10_000_000), str(db) if db else None), jobs)


def looks(found: list[Found], jobs: int = 2) -> list[Outcome]:
    with crew(jobs) as workers:
        pairs = list(workers.looks(found))
    assert [each for each, _ in pairs] == found
    return [outcome for _, outcome in pairs]


def texts(outcomes: list[Outcome]) -> list[str | None]:
    return [each.reading.article.text if each.reading else None for each in outcomes]


def test_what_is_read_in_many_processes_is_what_one_reads_in_the_same_order(tmp_path: Path) -> None:
    found: list[Found] = [capture(f"text {n % 15}", f"{n}.txt") for n in range(20)]
    found[3:3] = [CaptureError("gone.txt: no such file"), capture(" "), capture("refuses")]
    with open_store(tmp_path / "one.db") as store:
        one = list(read_captures(found, readers.Quick(), Settings(), store))  # type: ignore[arg-type]
        wanted = list(canonical(store))
    with open_store(tmp_path / "many.db") as store, crew(3, db=tmp_path / "many.db") as workers:
        many = list(kept(workers.looks(found), store, None))
        assert list(canonical(store)) == wanted
    assert [(each.uri, each.added, str(each.error)) for each in many] == [
        (each.uri, each.added, str(each.error)) for each in one
    ]


def test_an_article_that_takes_longer_than_those_after_it_still_comes_first(tmp_path: Path) -> None:
    flag = tmp_path / "flag"
    slow, fast = f"waits for {flag}", f"makes {flag}"
    assert texts(looks([capture(slow), capture(fast)])) == [slow, fast]


def test_what_a_killed_worker_was_reading_is_read_by_another_and_nothing_comes_twice(tmp_path: Path) -> None:
    once = [f"dies once {tmp_path / name}" for name in ("a", "b")]
    given = ["text 1", once[0], "text 2", "text 3", once[1], "text 4", "text 5", "text 6"]
    assert texts(looks([capture(each) for each in given])) == given


def test_an_article_over_which_two_workers_ended_is_named_and_the_rest_is_read() -> None:
    given = ["text 1", "dies", "text 2", "text 3", "text 4"]
    outcomes = looks([capture(each) for each in given])
    assert texts(outcomes) == ["text 1", None, "text 2", "text 3", "text 4"]
    assert isinstance(outcomes[1].error, WorkerError)
    assert "dies.txt" in str(outcomes[1].error)
    assert "SIGKILL" in str(outcomes[1].error)


def test_workers_that_cannot_begin_end_the_line_with_the_reason() -> None:
    with crew(reader=readers.without_a_model) as workers, pytest.raises(ModelError, match="install them again"):
        list(workers.looks([capture("text")]))
    with crew(reader=readers.ending) as workers, pytest.raises(WorkerError, match=r"exit status 3.*--jobs"):
        list(workers.looks([capture("text")]))


def test_texts_larger_than_any_pipe_go_there_and_back() -> None:
    given = [f"{n} " + "word " * 100_000 for n in range(4)]
    assert texts(looks([capture(each) for each in given])) == given


def test_no_more_is_taken_than_can_be_worked_on() -> None:
    taken = 0

    def endless() -> Iterator[Found]:
        nonlocal taken
        while True:
            taken += 1
            yield capture(f"text {taken}")

    with crew(2) as workers:
        found = workers.looks(endless())
        for _ in range(30):
            next(found)
        assert taken <= 30 + 2 * BEHIND


def test_what_was_read_comes_out_while_the_next_is_still_waited_for() -> None:
    seen = threading.Event()

    def slow() -> Iterator[Found]:
        for number in range(3):
            yield capture(f"text {number}")
            assert seen.wait(readers.PATIENCE), "nothing came out before more went in"
            seen.clear()

    with crew(2) as workers:
        for _, outcome in workers.looks(slow()):
            assert outcome.reading
            seen.set()


def test_what_is_raised_where_captures_come_from_is_raised_where_they_are_read() -> None:
    def breaking() -> Iterator[Found]:
        yield capture("text 1")
        raise ZeroDivisionError

    with crew(2) as workers, pytest.raises(ZeroDivisionError):
        list(workers.looks(breaking()))


def test_who_takes_no_more_leaves_nothing_running() -> None:
    before = threading.active_count()
    with crew(2) as workers:
        looked: Any = workers.looks(capture(f"text {number}") for number in range(100))
        next(looked)
        looked.close()
    assert threading.active_count() == before


def test_a_single_worker_that_is_killed_is_replaced(tmp_path: Path) -> None:
    given = [f"dies once {tmp_path / str(number)}" for number in range(2)]
    assert texts(looks([capture(each) for each in given], jobs=1)) == given


def test_nothing_to_read_starts_no_process() -> None:
    with crew(2) as workers:
        assert list(workers.looks([])) == []
        assert list(workers.looks([CaptureError("gone.txt: no such file")]))
        assert not vars(workers)["_workers"]


_PARENT = """
import os
from pathlib import Path
from tests.workers.test_crew import capture, crew

if __name__ == "__main__":
    with crew(2) as workers:
        list(workers.looks([capture("makes begun"), capture("waits for ever"), capture("waits for good")]))
"""


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="no /proc here")
def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    (tmp_path / "parent.py").write_text(_PARENT, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    parent = subprocess.Popen([sys.executable, "parent.py"], cwd=tmp_path, env=environment)
    _until(lambda: (tmp_path / "begun").exists())
    children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text("ascii").split()
    assert len(children) >= 2
    parent.kill()
    parent.wait()
    _until(lambda: not any(Path(f"/proc/{each}/cmdline").exists() and _runs(each) for each in children))


def _runs(pid: str) -> bool:
    """Tell whether a process runs; one that ended may be left where nobody takes notice."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _until(true: Any) -> None:
    deadline = time.monotonic() + readers.PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)
