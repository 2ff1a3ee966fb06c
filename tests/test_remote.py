"""Files that lie elsewhere."""

from pathlib import Path
from typing import Any

import pytest

from standoff import remote
from standoff.archive import captures, count
from standoff.errors import CaptureError
from standoff.settings import Settings
from standoff.types import Capture
from tests import warcs

fsspec = pytest.importorskip("fsspec", reason="needs fsspec: make .venv/.scale")


@pytest.fixture
def bucket() -> Any:
    """Return an empty file system in memory."""
    system = fsspec.filesystem("memory")
    system.store.clear()
    return system


def found(*paths: str) -> list[Capture | CaptureError]:
    return list(captures(paths, Settings()))


def test_files_elsewhere_are_read_as_those_here(bucket: Any, tmp_path: Path) -> None:
    path = warcs.write(tmp_path / "crawl.warc.gz", [warcs.record(1), warcs.record(2)])
    bucket.pipe_file("/crawl/a.warc.gz", path.read_bytes())
    bucket.pipe_file("/crawl/b.jsonl", b'{"text": "one"}\n{"text": "two"}\n')
    bucket.pipe_file("/crawl/c.txt", b"Talks went on.")
    bucket.pipe_file("/crawl/d.pdf", b"%PDF")
    uris = [each.uri for each in found("memory://crawl") if isinstance(each, Capture)]
    pages = ["http://news.example/1", "http://news.example/2"]
    assert uris == [*pages, "memory:///crawl/b.jsonl#1", "memory:///crawl/b.jsonl#2", "memory:///crawl/c.txt"]
    assert [each.uri for each in found("memory://crawl/*.warc.gz") if isinstance(each, Capture)] == pages
    assert count(["memory://crawl"]) is None


def test_a_broken_file_elsewhere_is_named(bucket: Any) -> None:
    bucket.pipe_file("/crawl/a.txt.gz", b"\x1f\x8b broken")
    (error,) = found("memory://crawl/a.txt.gz")
    assert isinstance(error, CaptureError)
    assert str(error).startswith("memory:///crawl/a.txt.gz: gzip that ends too early")


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("memory://nowhere/a.txt", "no file there"),
        ("nonsense://bucket/a.txt", "cannot be reached"),
        ("https://news.example/a.html", "pages of the web are not read by address"),
        ("HTTP://127.0.0.1/a.html", "pages of the web are not read by address"),
    ],
)
def test_an_address_that_leads_nowhere_is_named(bucket: Any, address: str, says: str) -> None:
    (error,) = found(address)
    assert isinstance(error, CaptureError)
    assert says in str(error)


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "find_spec", lambda name: None)
    (error,) = found("s3://bucket/a.txt")
    assert "pip install 'standoff[ray]'" in str(error)


def test_a_file_is_put_whole_or_not_at_all(bucket: Any, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"whole")
    remote.put(tmp_path / "a", "memory://rows/a")
    assert remote.content("memory://rows/a") == b"whole"
    assert remote.names("memory://rows") == ["a"]
    remote.remove("memory://rows/a")
    remote.remove("memory://rows/a")
    assert remote.names("memory://rows") == []
    assert not (tmp_path / "a").exists()
