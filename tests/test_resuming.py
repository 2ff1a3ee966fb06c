"""Reading that was stopped, by whatever, goes on where it was, and the record is that of one that was not."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from pkgutil import resolve_name

import pytest

from standoff.archive import Archive
from standoff.errors import StoreBusyError, StoreError
from standoff.pipeline import Outcome, read
from standoff.queries import canonical
from standoff.settings import Settings
from standoff.store import Store, open_store
from standoff.types import Article, Coder, Reading
from tests.readings import ATTRIBUTION, EVENTS, statement

TEXTS = [f"Report {n}. The talks of the parties went on in {n} rooms. " * (40 * (n % 3 + 1)) for n in range(8)]


@dataclass
class Counting:
    """Reads the first words as a statement, of one report in four none, and counts what it read."""

    by: frozenset[Coder] = frozenset({ATTRIBUTION, EVENTS})
    read_articles: list[str] = field(default_factory=list)

    def coders(self, article: Article) -> frozenset[Coder]:
        return self.by

    def read(self, article: Article) -> Reading:
        self.read_articles.append(article.uri)
        rows = () if "Report 3" in article.text else (statement(article, "The talks"),)
        return Reading(article, statements=rows)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number, text in enumerate(TEXTS):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    (folder / "copy.txt").write_text(TEXTS[2], encoding="utf-8")
    return folder


def run(reports: Path, store: Store, reader: Counting | None = None, archive: Archive | None = None) -> list[Outcome]:
    return list(read([str(reports)], reader or Counting(), Settings(), store, archive))  # type: ignore[arg-type]


@pytest.fixture
def undisturbed(reports: Path) -> list[bytes]:
    with open_store(":memory:") as store:
        run(reports, store)
        return list(canonical(store))


def test_what_is_known_is_not_read_again_though_nothing_was_found_in_it(reports: Path) -> None:
    with open_store(":memory:") as store:
        first, second = Counting(), Counting()
        assert [each.added for each in run(reports, store, first)].count(True) == len(TEXTS)
        assert len(first.read_articles) == len(TEXTS)
        assert not any(each.added for each in run(reports, store, second))
        assert second.read_articles == []


def test_a_known_text_at_another_address_is_another_witness_without_being_read(reports: Path) -> None:
    with open_store(":memory:") as store:
        run(reports, store)
        (reports / "elsewhere.txt").write_text(TEXTS[0], encoding="utf-8")
        again = Counting()
        run(reports, store, again)
        assert again.read_articles == []
        assert str(reports / "elsewhere.txt") in {each.uri for each in store.witnesses()}


def test_a_coder_that_is_new_reads_all_of_it_again(reports: Path) -> None:
    with open_store(":memory:") as store:
        run(reports, store)
        better = Counting(frozenset({ATTRIBUTION, Coder("events", "2")}))
        assert any(each.added for each in run(reports, store, better))
        assert len(better.read_articles) == len(TEXTS)


def test_a_reader_that_an_earlier_version_did_not_note_reads_once_more_and_changes_nothing(reports: Path) -> None:
    with open_store(":memory:") as store:
        for outcome in run(reports, store):
            assert outcome.reading
        connection: sqlite3.Connection = vars(store)["_connection"]
        connection.execute("DELETE FROM read_by WHERE coder NOT IN (SELECT coder FROM statements)")
        before = list(canonical(store))
        run(reports, store)
        assert list(canonical(store)) == before
        again = Counting()
        run(reports, store, again)
        assert again.read_articles == []


def test_a_database_that_is_locked_ends_the_line_and_reading_goes_on_later(
    reports: Path, tmp_path: Path, undisturbed: list[bytes]
) -> None:
    path = tmp_path / "record.db"
    with open_store(path, busy_timeout=0.05) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        outcomes = read([str(reports)], Counting(), Settings(), store)  # type: ignore[arg-type]
        for _ in range(3):
            next(outcomes)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusyError, match=r"another process is writing.*run the same command again"):
            next(outcomes)
        other.execute("ROLLBACK")
        assert store.counts().articles == 3
        run(reports, store)
        assert list(canonical(store)) == undisturbed


@pytest.mark.parametrize("pages", [0, 1, 3, 6, 10])
def test_a_full_disk_ends_the_line_and_reading_goes_on_when_there_is_space(
    reports: Path, tmp_path: Path, undisturbed: list[bytes], pages: int
) -> None:
    with open_store(tmp_path / "record.db") as store:
        connection: sqlite3.Connection = vars(store)["_connection"]
        used = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {used + pages}")
        with pytest.raises(StoreError, match=r"no space left on the disk.*run the same command again"):
            run(reports, store)
    with open_store(tmp_path / "record.db") as store:
        run(reports, store)
        assert list(canonical(store)) == undisturbed


class _StopError(Exception):
    """Stands for the end of the process: nothing catches it."""


def _after(times: int, call: Callable[..., object]) -> Callable[..., object]:
    """Return what does as `call` does so many times and then stops."""
    left = iter(range(times))

    def stopping(*given: object, **named: object) -> object:
        if next(left, None) is None:
            raise _StopError
        return call(*given, **named)

    return stopping


def _steps() -> Iterator[tuple[str, int]]:
    for place in (
        "standoff.archive.keeping.append",
        "standoff.archive.volumes._note",
        "standoff.store.sql.write",
        "standoff.store.opening.SqliteConnection.insert",
        "standoff.store.opening.SqliteConnection.bulk",
        "standoff.ledger.stories._settle",
        "standoff.ledger.stories._retell",
    ):
        yield from ((place, times) for times in (0, 1, 4))


@pytest.mark.parametrize(("place", "times"), [*_steps()])
def test_reading_that_stops_within_any_step_goes_on_to_the_same_record(
    reports: Path, tmp_path: Path, undisturbed: list[bytes], monkeypatch: pytest.MonkeyPatch, place: str, times: int
) -> None:
    real = resolve_name(place)
    path, folder = tmp_path / "record.db", tmp_path / "record.captures"
    with monkeypatch.context() as patched, open_store(path) as store, Archive(folder) as archive:
        patched.setattr(place, _after(times, real))
        with pytest.raises(_StopError):
            run(reports, store, archive=archive)
    with open_store(path) as store, Archive(folder) as archive:
        run(reports, store, archive=archive)
        assert list(canonical(store)) == undisturbed
        assert archive.count() == len(TEXTS)
        store.check()
