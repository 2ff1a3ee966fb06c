"""WARC files: which records are pages, and how what is broken is passed over."""

import gzip
import io
import tracemalloc
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.stream_io import BrotliWriter, ZstdWriter
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.archive import captures, count
from standoff.errors import CaptureError
from standoff.settings import Settings
from standoff.types import Capture
from tests import warcs
from tests.warcs import PAGE, answer, record

SMALL = Settings(max_bytes=100_000)
ENDINGS = ("a.warc", "a.warc.gz")


def packed(page: bytes, writer: type[BrotliWriter] | type[ZstdWriter]) -> bytes:
    out = io.BytesIO()
    with writer(out) as stream:
        stream.write(page)
        stream.finish()
    return out.getvalue()


def items(path: Path) -> list[Capture | CaptureError]:
    return list(captures([str(path)], SMALL))


def numbers(path: Path) -> list[str]:
    """Return the numbers of the records that were read as pages."""
    return [(item.record or "").rpartition(":")[2] for item in items(path) if isinstance(item, Capture)]


def faults(path: Path) -> list[str]:
    return [str(item) for item in items(path) if isinstance(item, CaptureError)]


@pytest.mark.parametrize("name", ENDINGS)
def test_a_page_has_the_address_the_time_and_the_id_of_its_record(tmp_path: Path, name: str) -> None:
    assert items(warcs.write(tmp_path / name, [record(1)])) == [
        Capture(
            "http://news.example/1",
            "text/html",
            PAGE,
            captured_at=datetime(2022, 2, 1, 10, tzinfo=UTC),
            record="urn:uuid:1",
        )
    ]


@pytest.mark.parametrize("name", ENDINGS)
def test_only_answers_of_status_200_that_are_pages_or_text_are_read(tmp_path: Path, name: str) -> None:
    path = warcs.write(
        tmp_path / name,
        [
            record(0, b"software: ours\r\n", kind=b"warcinfo", media=b"application/warc-fields"),
            record(1, b"GET / HTTP/1.1\r\n\r\n", kind=b"request"),
            record(2),
            record(3, PAGE, kind=b"resource", media=b"text/html"),
            record(4, answer(b"\x89PNG", media=b"image/png")),
            record(5, answer(status=b"404 Not Found")),
            record(6, answer(b"The talks failed.", media=b"text/plain")),
            record(7, answer(media=b"application/xhtml+xml; charset=utf-8")),
            record(8, answer(status=b"301 Moved", media=b"text/html")),
            record(9, b"HTTP/1.1 200 OK\r\n\r\n" + PAGE),
            record(10, b"HTTP/1.1 200 OK\r\n\r\n\x00\x01"),
            record(11, b"", kind=b"revisit"),
        ],
    )
    assert numbers(path) == ["2", "6", "7", "9"]
    assert faults(path) == []


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (gzip.compress(PAGE), b"Content-Encoding: gzip"),
        (zlib.compress(PAGE), b"Content-Encoding: deflate"),
        (zlib.compress(PAGE, wbits=-15), b"Content-Encoding: deflate"),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), b"Transfer-Encoding: chunked"),
        (b"5\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (PAGE[:5], len(PAGE) - 5, PAGE[5:]), b"Transfer-Encoding: chunked"),
        (PAGE, b"Content-Encoding: gzip"),  # taken off by the crawler, which kept the header
        (PAGE, b"Content-Encoding: br"),
        (PAGE, b"Transfer-Encoding: chunked"),
        (PAGE, b"Content-Encoding: utf-8"),
        (packed(PAGE, BrotliWriter), b"Content-Encoding: br"),
        (packed(PAGE, ZstdWriter), b"Content-Encoding: zstd"),
    ],
)
def test_what_http_wraps_around_a_page_is_taken_off(tmp_path: Path, body: bytes, header: bytes) -> None:
    (item,) = items(warcs.write(tmp_path / "a.warc.gz", [record(1, answer(body, header))]))
    assert isinstance(item, Capture)
    assert item.payload == PAGE


def test_a_page_in_chunks_and_gzip_is_unpacked_from_both(tmp_path: Path) -> None:
    packed = gzip.compress(PAGE)
    body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    block = answer(body, b"Transfer-Encoding: chunked", b"Content-Encoding: gzip")
    (item,) = items(warcs.write(tmp_path / "a.warc.gz", [record(1, block)]))
    assert isinstance(item, Capture)
    assert item.payload == PAGE


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (b"\x1f\x8b\x08" + b"\xff" * 30, b"Content-Encoding: gzip"),
        (b"\xff" * 30, b"Content-Encoding: br"),
        (b"5\r\nhello\r\nworld\r\n", b"Transfer-Encoding: chunked"),
        (gzip.compress(bytes(10_000_000)), b"Content-Encoding: gzip"),
        (b"x" * 100_001, b"X-Nothing: special"),
    ],
)
def test_a_page_that_cannot_be_unpacked_is_named_and_the_rest_is_read(
    tmp_path: Path, body: bytes, header: bytes
) -> None:
    path = warcs.write(tmp_path / "a.warc.gz", [record(1), record(2, answer(body, header)), record(3)])
    assert numbers(path) == ["1", "3"]
    (message,) = faults(path)
    assert "urn:uuid:2" in message


def broken() -> list[list[bytes]]:
    """Return the records of files in which the second of three is broken."""
    good, last = record(1), record(3)
    return [
        [good, record(2, size=100_000), last],
        [good, record(2, size=10), last],
        [good, b"junk \r\n\r\n junk", last],
        [good, record(2).replace(b"WARC/1.1", b"WRAC/1.1"), last],
        [good, record(2).replace(b"Content-Length: ", b"Content-Length: -"), last],
        [good, record(2, warcs.HTML + PAGE, b"WARC-Block-Digest: sha1:" + b"A" * 32), last],
    ]


@pytest.mark.parametrize("name", ENDINGS)
@pytest.mark.parametrize("at", range(6))
def test_a_broken_record_is_named_once_and_the_next_is_read(tmp_path: Path, name: str, at: int) -> None:
    path = warcs.write(tmp_path / name, broken()[at])
    assert [number for number in numbers(path) if number != "2"] == ["1", "3"]
    (message,) = faults(path)
    assert "broken WARC record" in message
    assert path.as_posix() in message


@pytest.mark.parametrize("damage", ["zeros", "cut", "header"])
def test_a_broken_member_in_the_middle_costs_no_other(tmp_path: Path, damage: str) -> None:
    members = [gzip.compress(record(number, answer(PAGE * 20)), mtime=0) for number in range(1, 6)]
    middle = members[2]
    members[2] = {
        "zeros": middle[:60] + bytes(30) + middle[90:],
        "cut": middle[: len(middle) // 2],
        "header": b"\x00" * 10 + middle[10:],
    }[damage]
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(members))
    assert numbers(path) == ["1", "2", "4", "5"]
    assert len(faults(path)) == 1


@pytest.mark.parametrize("name", ENDINGS)
def test_a_file_that_ends_too_early_is_read_up_to_there(tmp_path: Path, name: str) -> None:
    path = warcs.write(tmp_path / name, [record(1), record(2)])
    path.write_bytes(path.read_bytes()[:-60])
    assert numbers(path) == ["1"]
    assert len(faults(path)) == 1


@pytest.mark.parametrize("payload", [b"", b"hello", b"\x1f\x8b", gzip.compress(b"hello"), b"<html>" * 100])
def test_a_file_that_is_no_warc_says_so(tmp_path: Path, payload: bytes) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(payload)
    assert len(faults(path)) == 1


def test_a_record_without_an_address_is_named(tmp_path: Path) -> None:
    path = warcs.write(tmp_path / "a.warc", [record(1).replace(b"WARC-Target-URI", b"WARC-Target-URL"), record(2)])
    assert numbers(path) == ["2"]
    assert "without a WARC-Target-URI" in faults(path)[0]


def test_a_date_that_is_none_is_left_out(tmp_path: Path) -> None:
    (item,) = items(warcs.write(tmp_path / "a.warc", [record(1).replace(b"2022-02-01T", b"yesterday")]))
    assert isinstance(item, Capture)
    assert item.captured_at is None


def test_warc_files_are_found_in_folders_and_by_their_content(tmp_path: Path) -> None:
    warcs.write(tmp_path / "a.warc.gz", [record(1)])
    warcs.write(tmp_path / "b.warc", [record(2)])
    other = warcs.write(tmp_path / "crawl.gz", [record(3)])
    assert numbers(tmp_path) == ["1", "2"]
    assert numbers(other) == ["3"]
    assert count([str(tmp_path)]) is None


def test_a_large_archive_is_read_in_constant_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    member = gzip.compress(record(1, answer(PAGE * 500)))
    with path.open("wb") as out:
        for _ in range(2_000):
            out.write(member)
    tracemalloc.start()
    assert sum(1 for _ in captures([str(path)], SMALL)) == 2_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 << 20


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_bytes_changed_anywhere_never_stop_the_reading(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whatever is changed in one record, those that it does not touch are read."""
    packed = data.draw(st.booleans())
    members = [record(number) for number in range(1, 5)]
    members = [gzip.compress(each, mtime=0) for each in members] if packed else members
    hit = data.draw(st.integers(0, 3))
    at = data.draw(st.integers(0, len(members[hit]) - 1))
    junk = data.draw(st.binary(max_size=40))
    changed = members[hit][:at] + junk + members[hit][at + data.draw(st.integers(0, 40)) :]
    path = tmp_path_factory.getbasetemp() / ("fuzz.warc.gz" if packed else "fuzz.warc")
    path.write_bytes(b"".join([*members[:hit], changed, *members[hit + 1 :]]))
    found = numbers(path)
    assert set(found[:hit]) <= {"1", "2", "3", "4"}
    assert [str(number) for number in range(1, hit + 1)] == found[:hit]
    if packed:
        assert [str(number) for number in range(hit + 2, 5)] == found[len(found) - (3 - hit) :]


@pytest.mark.parametrize("hit", [0, 1, 2])
def test_a_gzip_header_that_swallows_the_rest_of_the_file_costs_one_record(tmp_path: Path, hit: int) -> None:
    members = [gzip.compress(record(number), mtime=0) for number in range(1, 5)]
    # A flag announces an extra field, and its length is greater than what follows.
    members[hit] = members[hit][:3] + b"\x04" + members[hit][4:10] + b"\xff\xff" + members[hit][10:]
    path = tmp_path / "swallowed.warc.gz"
    path.write_bytes(b"".join(members))
    assert numbers(path) == [str(number) for number in range(1, 5) if number != hit + 1]
    assert len(faults(path)) == 1
