"""`standoff follow`: from feeds on loopback to a record, stopped at any moment."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from standoff.cli import extras
from tests.cli.conftest import REPORT, Run, command_line
from tests.misbehaving import Site, says, serving

FEEDS = '<opml version="2.0"><body><outline text="News"><outline type="rss" xmlUrl="{}"/></outline></body></opml>'


def page(number: int) -> bytes:
    words = REPORT.replace("Tuesday", f"Tuesday, {number} times,")
    paragraphs = "".join(f"<p>{each}</p>" for each in words.split("\n\n"))
    return (
        f"<html><head><title>Talks {number}</title></head><body><article>{paragraphs}</article></body></html>".encode()
    )


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        made.answers |= {f"/{number}": says(page(number)) for number in range(6)}
        yield made


OPTIONS = ("--once", "--allow-private", "--delay", "0", "--json")


def test_what_feeds_link_to_is_read_kept_and_checked(run: Run, site: Site, kept: Path) -> None:
    feed = site.feed("/0", "/1")
    first = json.loads(run("follow", feed, *OPTIONS).stdout)
    assert (first["articles"], first["added"], first["failed"]) == (2, 2, 0)
    second = run("follow", feed, *OPTIONS)
    assert json.loads(second.stdout)["articles"] == 0
    assert second.exit_code == 0
    assert json.loads(run("check", "--json").stdout)["captures"]["give_the_text"] == 2


def test_the_feeds_of_an_opml_list_are_followed(run: Run, site: Site) -> None:
    Path("feeds.opml").write_text(FEEDS.format(site.feed("/0")), encoding="utf-8")
    assert json.loads(run("follow", "--opml", "feeds.opml", *OPTIONS).stdout)["articles"] == 1


@pytest.mark.parametrize(
    "words", ["no XML", "<opml/>", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>']
)
def test_a_list_that_is_none_is_an_error(run: Run, words: str) -> None:
    Path("feeds.opml").write_text(words, encoding="utf-8")
    result = run("follow", "--opml", "feeds.opml", *OPTIONS)
    assert result.exit_code == 1
    assert "feeds.opml" in str(result.exception)


def test_what_could_not_be_fetched_is_named_and_the_exit_status_is_1(run: Run, site: Site) -> None:
    result = run("follow", site.feed("/0", "/none"), *OPTIONS)
    assert result.exit_code == 1
    assert "status 404" in result.stderr
    assert json.loads(result.stdout)["articles"] == 1


def test_loopback_is_refused_unless_it_is_allowed(run: Run, site: Site) -> None:
    result = run("follow", site.feed("/0"), "--once")
    assert result.exit_code == 1
    assert "--allow-private" in result.stderr
    assert not site.requests


@pytest.mark.parametrize(
    "wrong", [[], ["http://a.example/", "--every", "5s"], ["http://a.example/", "--every", "soon"]]
)
def test_wrong_usage_is_said_at_once(run: Run, wrong: list[str]) -> None:
    assert run("follow", *wrong, "--once").exit_code == 2


def test_a_record_without_a_file_cannot_keep_what_is_fetched(run: Run) -> None:
    refused = run("follow", "http://a.example/", "--db", ":memory:").exception
    assert "name a folder for it with --captures-in DIR" in str(refused)


def test_what_is_not_installed_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    assert "pip install 'standoff[feeds]'" in str(run("follow", "http://a.example/").exception)


@pytest.mark.parametrize("kept", ["beside a file", "with postgresql"], indirect=True)
def test_killed_at_any_moment_nothing_is_lost(site: Site, tmp_path: Path, kept: Path) -> None:
    """However often it is killed, at the end every page was fetched once and is in the record."""
    site.feed(*(f"/{number}" for number in range(6)))
    line = ("follow", site.uri("/feed"), *OPTIONS)
    for pause in (0.0, 0.15, 0.3):
        before = len(site.requests)
        process = subprocess.Popen(
            [sys.executable, "-m", "standoff", *line], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        deadline = time.monotonic() + 60
        while len(site.requests) == before and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(pause)
        process.kill()
        process.communicate()
    assert command_line(*line, cwd=tmp_path).returncode == 0
    checked = json.loads(command_line("check", "--json", cwd=tmp_path).stdout)
    assert checked["counts"]["articles"] == 6
    assert checked["captures"]["give_the_text"] == 6
