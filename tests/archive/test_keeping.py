"""The kept captures: what comes back, what is kept once, and what is left by who is killed while writing."""

import errno
import gzip
import io
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.archive import Archive, captures, folder_beside
from standoff.archive.records import Response
from standoff.errors import ArchiveError, CaptureError
from standoff.settings import Settings
from standoff.types import Capture
from tests.warcs import PAGE, record

NOON = datetime(2022, 2, 1, 12, tzinfo=UTC)
TEXT = Capture("reports/a.txt", "text/plain", b"The talks failed.\r\n", NOON)


def warc_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.warc.gz"))


def kinds(folder: Path) -> list[str | None]:
    """Return the kinds of the records, in order, as another reader of WARC files finds them."""
    return [
        record.headers.get("WARC-Type")
        for path in warc_files(folder)
        for record in ArchiveIterator(str(path), parse_http=False)
        if record.freeze() and record.verify_block_digest()
    ]


def response(uri: str = "http://news.example/1", body: bytes = PAGE, status: int = 200, *headers: bytes) -> Response:
    pairs = [(b"Content-Type", b"text/html"), *(tuple(header.split(b": ")) for header in headers)]
    return Response(uri, status, tuple((name, value) for name, value in pairs), body, NOON)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "crisis.captures"


def test_captures_lie_beside_the_database() -> None:
    assert folder_beside("x/crisis.db") == Path("x/crisis.captures")
    assert folder_beside("sqlite:///x/crisis.db") == Path("x/crisis.captures")
    assert folder_beside(":memory:") is None
    assert folder_beside("postgresql://localhost/crisis") is None


def test_a_capture_comes_back_as_it_was(folder: Path) -> None:
    with Archive(folder) as archive:
        assert archive.keep(TEXT)
        assert archive.find(TEXT.digest) == TEXT
    with Archive(folder) as archive:
        assert archive.find(TEXT.digest) == TEXT
        assert archive.find("sha256:0") is None


def test_nothing_is_made_before_something_is_kept(folder: Path) -> None:
    with Archive(folder) as archive:
        assert archive.find(TEXT.digest) is None
        assert list(archive.unread()) == []
        assert archive.wanted(3) == []
        assert archive.newest("http://news.example/1") is None
    assert not folder.exists()


def test_the_same_bytes_are_kept_once_and_another_address_is_noted(folder: Path) -> None:
    copy = Capture("reports/b.txt", "text/plain", TEXT.payload, NOON)
    with Archive(folder) as archive:
        assert [archive.keep(each) for each in (TEXT, TEXT, copy, copy)] == [True, False, True, False]
        assert archive.count() == 1
    assert kinds(folder) == ["warcinfo", "resource", "revisit"]


def test_a_page_of_another_archive_names_the_record_that_it_came_from(folder: Path) -> None:
    page = Capture("http://news.example/1", "text/html", PAGE, NOON, record="urn:uuid:1")
    with Archive(folder) as archive:
        archive.keep(page)
        assert archive.find(page.digest) == page
    assert kinds(folder) == ["warcinfo", "conversion"]


def test_an_answer_comes_back_without_what_http_wraps_around_it(folder: Path) -> None:
    with Archive(folder) as archive:
        archive.keep_responses([response(body=gzip.compress(PAGE), status=200)], is_report=True)
        (found,) = archive.unread()
        assert found.payload != PAGE
    other = folder.with_name("other.captures")
    with Archive(other) as archive:
        packed = response("http://news.example/1", gzip.compress(PAGE), 200, b"Content-Encoding: gzip", b'ETag: "7"')
        archive.keep_responses([packed], is_report=True)
        (found,) = archive.unread()
        assert (found.uri, found.media_type, found.payload, found.captured_at) == (packed.uri, "text/html", PAGE, NOON)
        assert archive.find(found.digest) == found
        newest = archive.newest(packed.uri)
        assert newest is not None
        assert newest[0].etag == '"7"'
        assert archive.keep(found) is False
    (item,) = captures([str(warc_files(other)[0])], Settings())
    assert isinstance(item, Capture)
    assert item.payload == PAGE


def test_what_was_not_read_is_given_again_until_it_was(folder: Path) -> None:
    with Archive(folder) as archive:
        for number in range(3):
            archive.keep_responses([response(f"http://news.example/{number}", b"%d" % number + PAGE)], is_report=True)
        archive.keep_responses([response("http://news.example/feed")], is_report=False)
        waiting = archive.unread()
        assert next(waiting).uri.endswith("/0")
        assert next(waiting).uri.endswith("/1")
    with Archive(folder) as archive:
        assert [found.uri[-1] for found in archive.unread()] == ["1", "2"]
        assert list(archive.unread()) == []


def test_redirections_are_kept_with_the_answer_that_they_led_to(folder: Path) -> None:
    hops = [response("http://news.example/b"), response("http://news.example/a", b"", 301, b"Location: /b")]
    with Archive(folder) as archive:
        archive.keep_responses(hops, is_report=True)
        archive.want(each.uri for each in hops)
        assert archive.wanted(3) == []
        assert [found.uri for found in archive.unread()] == ["http://news.example/b"]


def test_a_new_file_is_begun_when_one_is_full(folder: Path) -> None:
    many = [Capture(f"{number}.txt", "text/plain", Random(number).randbytes(2000)) for number in range(10)]
    with Archive(folder, file_size=5000) as archive:
        for each in many:
            archive.keep(each)
        assert len(warc_files(folder)) > 2
        assert all(archive.find(each.digest) for each in many)
    assert kinds(folder).count("resource") == 10


def test_the_index_is_made_anew_from_the_files(folder: Path) -> None:
    with Archive(folder) as archive:
        archive.keep(TEXT)
        archive.keep_responses([response()], is_report=True)
    for path in folder.glob("index.db*"):
        path.unlink()
    with Archive(folder) as archive:
        assert archive.find(TEXT.digest) == TEXT
        assert len(list(archive.unread())) == 1
        assert archive.keep(TEXT) is False


def test_a_record_written_half_is_cut_off_wherever_it_was_cut(folder: Path) -> None:
    with Archive(folder) as archive:
        archive.keep(TEXT)
    (path,) = warc_files(folder)
    whole = path.read_bytes()
    with Archive(folder) as archive:
        archive.keep(Capture("b.txt", "text/plain", PAGE))
    longer = path.read_bytes()
    for size in range(len(whole), len(longer)):
        path.write_bytes(longer[:size])
        for index in folder.glob("index.db*"):
            index.unlink()
        with Archive(folder) as archive:
            assert archive.find(TEXT.digest) == TEXT
        assert path.read_bytes() == whole, size


def test_a_whole_record_that_the_index_does_not_know_is_found(folder: Path) -> None:
    with Archive(folder) as archive:
        archive.keep(TEXT)
    index = {path: path.read_bytes() for path in folder.glob("index.db*")}
    with Archive(folder) as archive:
        archive.keep(Capture("b.txt", "text/plain", PAGE))
    for path, before in index.items():
        path.write_bytes(before)
    with Archive(folder) as archive:
        found = archive.find(Capture("", "", PAGE).digest)
        assert found is not None
        assert found.uri == "b.txt"


def test_damage_in_the_middle_costs_one_record_when_the_index_is_made_anew(folder: Path) -> None:
    many = [Capture(f"{number}.txt", "text/plain", Random(number).randbytes(500)) for number in range(5)]
    with Archive(folder) as archive:
        for each in many:
            archive.keep(each)
    (path,) = warc_files(folder)
    held = path.read_bytes()
    path.write_bytes(held[: len(held) // 2] + bytes(20) + held[len(held) // 2 + 20 :])
    with Archive(folder) as archive, pytest.raises(ArchiveError, match="restore a copy"):
        [archive.find(each.digest) for each in many]
    for index in folder.glob("index.db*"):
        index.unlink()
    with Archive(folder) as archive:
        assert sum(archive.find(each.digest) is not None for each in many) == 4
    assert path.stat().st_size == len(held)


@pytest.mark.parametrize(
    "junk",
    [
        gzip.compress(b"no record"),
        gzip.compress(record(1, b"no headers of HTTP")),
        gzip.compress(record(1, PAGE, b"Standoff-Fields: {", kind=b"resource", media=b"text/html")),
        gzip.compress(record(1, size=9999)),
        bytes(100),
        b"WARC/1.1\r\n",
    ],
)
def test_what_is_no_record_of_ours_is_passed_over(folder: Path, junk: bytes) -> None:
    with Archive(folder) as archive:
        archive.keep(TEXT)
    (path,) = warc_files(folder)
    with path.open("ab") as out:
        out.write(junk)
    with Archive(folder) as archive:
        assert archive.find(TEXT.digest) == TEXT
        assert archive.keep(Capture("b.txt", "text/plain", PAGE))
        assert archive.find(Capture("", "", PAGE).digest) is not None


def test_a_file_that_became_shorter_is_an_error_that_says_what_to_do(folder: Path) -> None:
    with Archive(folder) as archive:
        archive.keep(TEXT)
    (path,) = warc_files(folder)
    path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(ArchiveError, match="restore a copy"), Archive(folder) as archive:
        archive.find(TEXT.digest)


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "crisis.captures").write_bytes(b"a file")
    with pytest.raises(ArchiveError, match="--no-captures"), Archive(tmp_path / "crisis.captures") as archive:
        archive.keep(TEXT)


def test_a_folder_with_other_files_is_left_as_it_is(folder: Path) -> None:
    folder.mkdir()
    (folder / "letter.txt").write_text("Dear", encoding="utf-8")
    with pytest.raises(ArchiveError, match=r"other files.*name a folder that is new"), Archive(folder) as archive:
        archive.keep(TEXT)
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


def test_a_folder_with_the_database_of_another_program_is_left_as_it_is(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / "index.db")) as other, other:
        other.execute("CREATE TABLE letters (words)")
    before = (folder / "index.db").read_bytes()
    with pytest.raises(ArchiveError, match="another program; name another folder"), Archive(folder) as archive:
        archive.keep(TEXT)
    assert (folder / "index.db").read_bytes() == before


def test_an_index_for_which_there_is_no_room_says_what_to_do_and_goes_on_later(folder: Path) -> None:
    with Archive(folder) as archive:
        archive.keep(TEXT)
        connection: sqlite3.Connection = vars(archive)["_opened"]._connection
        connection.execute("PRAGMA max_page_count = 1")
        with pytest.raises(ArchiveError, match=r"index\.db: .*free some space and run the same command again"):
            archive.want(f"http://news.example/{number}" for number in range(5_000))
    with Archive(folder) as archive:
        archive.want(["http://news.example/1"])
        assert archive.wanted(1) == ["http://news.example/1"]


def test_an_index_that_another_process_holds_is_an_error_that_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("standoff.archive.index._TIMEOUT", 0.05)
    with Archive(folder) as archive:
        archive.keep(TEXT)
    with Archive(folder) as archive, closing(sqlite3.connect(folder / "index.db", isolation_level=None)) as other:
        assert not archive.keep(TEXT)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveError, match="another process is writing to it; run the same command again later"):
            archive.keep(Capture("b.txt", "text/plain", PAGE))
        other.execute("ROLLBACK")
        assert archive.keep(Capture("b.txt", "text/plain", PAGE))


class _Full(io.FileIO):
    """A file on a disk with room for ten bytes more."""

    room = 10

    def write(self, data: Any) -> int:
        if not self.room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.room, fits = 0, bytes(data)[: self.room]
        return super().write(fits)


def test_a_full_disk_leaves_what_was_kept_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Capture("b.txt", "text/plain", PAGE)
    with Archive(folder) as archive:
        archive.keep(TEXT)
        (path,) = warc_files(folder)
        before = path.read_bytes()
        with monkeypatch.context() as patch:
            patch.setattr(Path, "open", lambda self, mode, **_: _Full(self, mode))
            with pytest.raises(ArchiveError, match="no space left"):
                archive.keep(other)
        assert path.read_bytes() == before
        assert archive.keep(other)
        assert archive.find(other.digest) is not None


def test_two_may_keep_at_once(folder: Path) -> None:
    with Archive(folder) as one, Archive(folder) as other:
        for number in range(20):
            (one, other)[number % 2].keep(Capture(f"{number}.txt", "text/plain", b"%d" % number))
        assert one.count() == other.count() == 20
    assert kinds(folder) == ["warcinfo"] + ["resource"] * 20


_WRITER = """
import sys
from pathlib import Path
from random import Random
from standoff.archive import Archive
from standoff.types import Capture
with Archive(Path(sys.argv[1])) as archive:
    for number in range(100_000):
        name = sys.argv[2] + str(number)
        archive.keep(Capture(f"{name}.txt", "text/plain", Random(name).randbytes(20_000)))
        print(number, flush=True)
"""


def test_who_is_killed_at_any_moment_leaves_a_sound_archive(folder: Path) -> None:
    dice = Random(1)
    for turn in "abcdefgh":
        writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(folder), turn], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(dice.random() / 20)
        writer.kill()
        told = len(writer.stdout.read().splitlines()) + 1
        writer.wait()
        writer.stdout.close()
        with Archive(folder) as archive:
            for number in range(told):
                payload = Random(turn + str(number)).randbytes(20_000)
                assert archive.find(Capture("", "", payload).digest) is not None, (turn, number)
    assert kinds(folder).count("warcinfo") == 1
    assert not [item for item in captures([str(folder)], Settings()) if isinstance(item, CaptureError)]


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.binary(max_size=300),
    st.dictionaries(st.sampled_from(["publisher", "published_on"]), st.text(st.characters(exclude_categories=["Cs"]))),
)
@settings(max_examples=60, deadline=None)
def test_any_address_and_any_bytes_come_back(
    tmp_path_factory: pytest.TempPathFactory, uri: str, payload: bytes, fields: dict[str, str]
) -> None:
    capture = Capture(uri, "text/plain", payload, NOON, tuple(fields.items()))
    with Archive(tmp_path_factory.mktemp("any")) as archive:
        archive.keep(capture)
        found = archive.find(capture.digest)
    assert found is not None
    assert (found.payload, found.fields) == (payload, capture.fields)
    assert found.uri == uri or uri.lower().startswith(("http:", "https:"))
