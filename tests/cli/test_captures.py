"""`read` keeps what it received, and `check` goes from rows to words to text to those bytes."""

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import warcs
from tests.cli.conftest import REPORT, Run

if TYPE_CHECKING:
    from tests.servers import Server

PARAGRAPHS = "".join(f"<p>{words}</p>" for words in REPORT.split("\n\n"))
PAGE = f"<html><head><title>Talks</title></head><body><article>{PARAGRAPHS}</article></body></html>"


@pytest.fixture
def inputs(tmp_path: Path, report: Path) -> Path:
    """Return a folder with a text, a page, a line of JSON, and an archive of two pages."""
    folder = report.parent / "inputs"
    folder.mkdir()
    report.rename(folder / "report.txt")
    (folder / "page.html").write_text(PAGE.replace("Tuesday", "Wednesday"), encoding="utf-8")
    line = {"body": REPORT.replace("Tuesday", "Thursday"), "other": "words"}
    (folder / "lines.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    german = "<p>" + "Der Minister erklärte am Dienstag, dass die Gespräche noch eine Woche dauern. " * 5
    pages = [PAGE.replace("Tuesday", "Friday"), german]
    warcs.write(
        folder / "crawl.warc.gz", [warcs.record(at, warcs.answer(page.encode())) for at, page in enumerate(pages)]
    )
    return folder


def read(run: Run, *more: str) -> dict[str, object]:
    result = run("read", "inputs", "--field", "text=body", "--json", *more)
    assert result.exit_code == 0, result.output
    found: dict[str, object] = json.loads(result.stdout)
    return found


def test_what_was_received_is_kept_and_gives_the_text_again(run: Run, inputs: Path, kept: Path) -> None:
    summary = read(run)
    assert (summary["articles"], summary["passed_over"]) == (4, {"de": 1})
    assert json.loads(run("check", "--json").stdout)["captures"] == {
        "give_the_text": 4,
        "same_bytes": 0,
        "not_kept": 0,
    }
    assert "4 captures give the text again" in run("check").stdout
    assert [path.name for path in kept.glob("*.warc.gz")] == ["captures-00001.warc.gz"]


def test_an_article_of_an_archive_leads_to_its_record(run: Run, inputs: Path, kept: Path) -> None:
    read(run)
    shown = run("show", "http://news.example/0").stdout
    assert "2022-02-01 10:00 UTC, record urn:uuid:0" in shown
    digest = json.loads(run("show", "http://news.example/0", "--json").stdout)["article"]["capture"]
    assert digest[:19] in shown


def test_reading_again_keeps_nothing_twice(run: Run, inputs: Path, kept: Path) -> None:
    read(run)
    (file,) = kept.glob("*.warc.gz")
    before = file.read_bytes()
    read(run)
    assert file.read_bytes() == before


def test_captures_can_be_left_out(run: Run, inputs: Path, kept: Path) -> None:
    read(run, "--no-captures")
    assert not kept.exists()
    assert json.loads(run("check", "--no-captures", "--json").stdout)["captures"] is None


def test_a_record_of_which_no_captures_were_kept_is_sound(run: Run, inputs: Path) -> None:
    read(run, "--no-captures")
    assert json.loads(run("check", "--json").stdout)["captures"] is None


def test_a_folder_that_is_named_and_not_there_fails_the_check(run: Run, inputs: Path) -> None:
    read(run)
    result = run("check", "--captures-in", "elsewhere")
    assert result.exit_code == 1
    assert "elsewhere: there are no captures" in str(result.exception)


def test_a_folder_on_the_command_line_wins_over_the_one_beside_the_database(run: Run, inputs: Path) -> None:
    read(run, "--captures-in", "elsewhere")
    assert Path("elsewhere").is_dir()
    assert not Path("standoff.captures").exists()
    assert "4 captures give the text again" in run("check", "--captures-in", "elsewhere").stdout


def test_with_postgresql_and_no_folder_it_is_said_that_nothing_is_kept_and_how_to_keep_it(
    run: Run, inputs: Path, postgres: "Server"
) -> None:
    with postgres.database() as address:
        secret = address.replace("standoff@", "standoff:hu5h@")
        done = run("read", "inputs/report.txt", "--db", secret)
        assert done.exit_code == 0
        assert f"captures are not kept, since {address} is no file" in done.stderr
        assert "--captures-in DIR" in done.stderr
        assert "captures" not in run("read", "inputs/report.txt", "--db", secret, "--no-captures").stderr
        checked = run("check", "--db", secret)
        assert checked.exit_code == 0
        assert "no captures were looked at; name their folder with --captures-in DIR" in checked.stderr
        assert "hu5h" not in done.output + checked.output


def test_captures_that_are_not_there_are_counted(run: Run, inputs: Path, kept: Path) -> None:
    read(run, "--no-captures")
    Path("more.txt").write_text(REPORT.replace("Tuesday", "Sunday"), encoding="utf-8")
    run("read", "more.txt")
    counts = json.loads(run("check", "--json").stdout)["captures"]
    assert (counts["give_the_text"], counts["not_kept"]) == (1, 4)


def test_what_another_extractor_read_is_compared_by_its_bytes(run: Run, inputs: Path) -> None:
    Path("inputs/page.html").write_text(PAGE, encoding="utf-8")
    read(run)
    with closing(sqlite3.connect("standoff.db")) as connection, connection:
        connection.execute("UPDATE articles SET extractor = 'html/0', text = text || '.' WHERE uri LIKE '%.html'")
        _sign_anew(connection)
    counts = json.loads(run("check", "--json").stdout)["captures"]
    assert (counts["give_the_text"], counts["same_bytes"]) == (3, 1)


def test_a_capture_that_gives_another_text_fails_the_check(run: Run, inputs: Path) -> None:
    read(run)
    with closing(sqlite3.connect("standoff.db")) as connection, connection:
        connection.execute("UPDATE articles SET text = text || '.' WHERE uri LIKE '%.txt'")
        _sign_anew(connection)
    result = run("check")
    assert result.exit_code == 1
    assert "does not give the text of inputs/report.txt" in str(result.exception)
    assert run("check", "--no-captures").exit_code == 0


def test_changed_bytes_fail_the_check(run: Run, inputs: Path, kept: Path) -> None:
    read(run)
    (file,) = kept.glob("*.warc.gz")
    held = file.read_bytes()
    file.write_bytes(held[:-40] + bytes(20) + held[-20:])
    result = run("check")
    assert result.exit_code == 1
    assert "restore a copy" in str(result.exception)


def _sign_anew(connection: sqlite3.Connection) -> None:
    """Let the ids be those of the texts, as of a record that is sound in itself."""
    for number, text in connection.execute("SELECT n, text FROM articles").fetchall():
        identity = "sha256:" + hashlib.sha256(text.encode()).hexdigest()
        connection.execute("UPDATE articles SET id = ? WHERE n = ?", (identity, number))
