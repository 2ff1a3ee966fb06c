"""Captures: what is read of a list of paths, and what is said of those that cannot be read."""

import gzip
import io
import os
import sys
import time
import tracemalloc
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest

from standoff.archive import captures, count
from standoff.errors import CaptureError
from standoff.settings import Settings
from standoff.types import Capture

SMALL = Settings(max_bytes=1000)


def found(*paths: Path | str, settings: Settings = SMALL) -> list[Capture]:
    """Return the captures, of which none may be an error."""
    items = list(captures([str(path) for path in paths], settings))
    assert all(isinstance(item, Capture) for item in items), items
    return [item for item in items if isinstance(item, Capture)]


def faults(*paths: Path | str, settings: Settings = SMALL) -> list[str]:
    """Return the messages of the errors among what is yielded."""
    return [str(item) for item in captures([str(path) for path in paths], settings) if isinstance(item, CaptureError)]


def give_stdin(monkeypatch: pytest.MonkeyPatch, payload: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(payload)))


def test_a_text_file_is_one_capture_with_its_path_as_address(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"The talks failed.\r\n")
    assert found(path) == [Capture(path.as_posix(), "text/plain", b"The talks failed.\r\n")]


def test_a_folder_is_read_to_the_bottom_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.html", "a/y.htm.gz", ".hidden.txt", ".git/c.txt", "d.pdf", "c.TXT"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(b"<html>") if name.endswith(".gz") else b"<html>")
    names = [item.uri.removeprefix(f"{tmp_path.as_posix()}/") for item in found(tmp_path)]
    assert names == ["a/y.htm.gz", "a/z.html", "b.txt", "c.TXT"]


def test_json_lines_are_one_capture_a_line_and_blank_lines_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "one"}\n\n  \r\n{"text": "two"}')
    assert [(item.uri, item.media_type, item.payload) for item in found(path)] == [
        (f"{path.as_posix()}#1", "application/json", b'{"text": "one"}\n'),
        (f"{path.as_posix()}#4", "application/json", b'{"text": "two"}'),
    ]


def test_gzip_is_opened_by_its_content_whatever_the_name(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"text": "one"}\n'))
    (tmp_path / "b.txt").write_bytes(gzip.compress(b"The talks failed."))
    assert [item.payload for item in found(tmp_path)] == [b'{"text": "one"}\n', b"The talks failed."]


def test_a_pattern_that_the_shell_left_alone_is_expanded(tmp_path: Path) -> None:
    for name in ("b1.txt", "a1.txt", "a2.html"):
        (tmp_path / name).write_bytes(b"Words")
    assert [Path(item.uri).name for item in found(tmp_path / "*.txt")] == ["a1.txt", "b1.txt"]
    (message,) = faults(tmp_path / "*.doc")
    assert "no file matches this pattern" in message


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    path = tmp_path / "report [final].txt"
    path.write_bytes(b"Words")
    assert found(path)[0].payload == b"Words"


def test_a_named_file_with_another_ending_is_told_by_its_content(tmp_path: Path) -> None:
    contents = {
        "a.md": (b"# The talks", "text/plain"),
        "b.page": (b"\n<!-- saved -->\n<!DOCTYPE html><html>", "text/html"),
        "c.json": (b'{"text": "one"}\n', "application/json"),
        "d.page": ("<html><p>Words".encode("utf-16"), "text/html"),
        "e.note": (b"{sic} is what he wrote", "text/plain"),
    }
    for name, (payload, media_type) in contents.items():
        (tmp_path / name).write_bytes(payload)
        assert [item.media_type for item in found(tmp_path / name)] == [media_type], name


def test_standard_input_may_be_text_a_page_or_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    for payload, expected in (
        (b"The talks failed.", [("-", "text/plain")]),
        (b"<html><body>", [("-", "text/html")]),
        (b'{"text": "one"}\n{"text": "two"}\n', [("-#1", "application/json"), ("-#2", "application/json")]),
        (gzip.compress(b"The talks failed."), [("-", "text/plain")]),
    ):
        give_stdin(monkeypatch, payload)
        assert [(item.uri, item.media_type) for item in found("-")] == expected


def test_an_error_takes_the_place_of_its_file_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"First")
    (tmp_path / "b.txt").write_bytes(b"Last")
    paths = [tmp_path / "a.txt", tmp_path / "absent.txt", tmp_path / "b.txt"]
    items = list(captures([str(path) for path in paths], SMALL))
    assert [type(item) for item in items] == [Capture, CaptureError, Capture]
    assert "absent.txt: no such file or folder" in str(items[1])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_an_error_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Words")
    path.chmod(0)
    (message,) = faults(path)
    assert "no permission to read it" in message


def test_a_refusal_of_the_system_is_told_in_plain_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Words")

    def refuse(self: Path, *args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    (message,) = faults(path)
    assert message.endswith("no permission to read it; ask its owner, or change it with chmod")


def test_broken_gzip_names_the_file_and_what_is_wrong(tmp_path: Path) -> None:
    whole = gzip.compress(Random(0).randbytes(3000))
    (tmp_path / "a.txt.gz").write_bytes(whole[:-20])
    (tmp_path / "b.txt.gz").write_bytes(b"not gzip at all")
    (tmp_path / "c.txt.gz").write_bytes(whole[:20] + b"\xff" * 20 + whole[40:])
    messages = faults(tmp_path)
    assert [message.partition(": ")[0].rpartition("/")[2] for message in messages] == [
        "a.txt.gz",
        "b.txt.gz",
        "c.txt.gz",
    ]
    assert "ends too early" in messages[0]
    assert all("broken gzip" in message for message in messages[1:])


def test_json_lines_before_a_break_in_the_gzip_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    line = b'{"text": "' + Random(0).randbytes(50_000).hex().encode() + b'"}\n'
    path.write_bytes(gzip.compress(b'{"text": "one"}\n' * 10 + line)[:-9000])
    items = list(captures([str(path)], Settings()))
    assert sum(isinstance(item, Capture) for item in items) == 10
    assert isinstance(items[-1], CaptureError)


def test_a_gzip_bomb_is_refused_in_constant_memory(tmp_path: Path) -> None:
    path = tmp_path / "bomb.txt.gz"
    with gzip.open(path, "wb", compresslevel=1) as stream:
        for _ in range(200):
            stream.write(bytes(1 << 20))
    tracemalloc.start()
    (message,) = faults(path, settings=Settings(max_bytes=1 << 20))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "more than 1,048,576 bytes" in message
    assert peak < 8 << 20


def test_a_file_over_the_limit_is_refused_and_one_at_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 1000)
    (tmp_path / "b.txt").write_bytes(b"x" * 1001)
    assert len(found(tmp_path / "a.txt")[0].payload) == 1000
    (message,) = faults(tmp_path)
    assert "b.txt: more than 1,000 bytes" in message


def test_a_line_over_the_limit_is_an_error_of_that_line_only(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "one"}\n' + b"x" * 5_000_000 + b'\n{"text": "two"}\n')
    items = list(captures([str(path)], SMALL))
    assert [item.uri.rpartition("#")[2] for item in items if isinstance(item, Capture)] == ["1", "3"]
    assert "a.jsonl line 2: more than 1,000 bytes" in str(items[1])


def test_json_lines_are_read_in_constant_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes((b'{"text": "' + b"x" * 1000 + b'"}\n') * 20_000)
    tracemalloc.start()
    assert sum(1 for _ in captures([str(path)], Settings())) == 20_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 << 20


def test_json_that_is_not_in_lines_says_how_to_convert_it(tmp_path: Path) -> None:
    for name, payload in (("a.json", b'[\n{"text": "one"}\n]'), ("b.jsonl", b'{\n  "text": "one"\n}')):
        (tmp_path / name).write_bytes(payload)
        (message,) = faults(tmp_path / name)
        assert "not one object a line" in message
        assert "jq -c" in message


def test_json_lines_in_utf_16_say_how_to_convert_them(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "one"}\n'.encode("utf-16"))
    (message,) = faults(path)
    assert "UTF-16" in message


def test_an_empty_file_of_json_lines_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n\n")
    assert "no line in it" in faults(path)[0]


def test_a_folder_with_nothing_to_read_is_an_error_that_says_what_was_expected(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    (message,) = faults(tmp_path)
    assert "nothing to read in this folder" in message
    assert ".txt" in message


def test_a_link_to_a_parent_folder_is_not_followed_for_ever(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Words")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert len(found(tmp_path)) == 1


def test_a_link_to_itself_and_a_link_to_nothing_are_errors(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "absent.txt")
    assert len(faults(tmp_path)) == 2
    assert len(faults(tmp_path / "a.txt")) == 1


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_bytes(b"Words")
    assert len(found(tmp_path)) == 1


def test_a_name_that_is_no_utf_8_is_read_and_its_address_can_be_written(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_bytes(b"Words")
    (item,) = found(tmp_path)
    assert item.uri.endswith(r"/caf\xe9.txt")
    assert item.uri.encode()


@pytest.mark.parametrize(
    "name", ["-dash.txt", "two\nlines.txt", "mit Leerzeichen é.txt", "#3.txt", "[ab]*.txt", "~.txt"]
)
def test_any_name_is_only_a_name(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / name).write_bytes(b"Words")
    monkeypatch.chdir(tmp_path)
    for path in (name, "."):
        (item,) = found(path)
        assert (item.uri, item.payload) == (name, b"Words")


def test_a_path_with_a_nul_is_an_error_and_not_a_crash() -> None:
    assert "NUL" in faults("a\0b.txt")[0]


def test_the_count_is_what_will_be_yielded(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Words")
    (tmp_path / "b.jsonl").write_bytes(b'{"text": "one"}\n{"text": "two"}')
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(b'{"text": "one"}\n' * 5))
    paths = [str(tmp_path), str(tmp_path / "absent.txt")]
    assert count(paths) == 9 == len(list(captures(paths, SMALL)))


def test_standard_input_cannot_be_counted_ahead() -> None:
    assert count(["-"]) is None


def test_fifty_megabytes_of_one_line_are_refused_or_passed_on_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"word " * 10_000_000)
    begun = time.perf_counter()
    assert len(found(path, settings=Settings())[0].payload) == 50_000_000
    assert "more than 1,000 bytes" in faults(path)[0]
    assert time.perf_counter() - begun < 5
