import json
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from standoff.store import open_store
from standoff.types import Reading
from tests import stories
from tests.cli.conftest import Run


@pytest.fixture
def kept(run: Run) -> Run:
    """Run command lines beside a record with copies whose stories are not worked out yet."""
    with open_store("standoff.db") as store:
        stories.fill(store, work_out=False)
    return run


def test_stories_are_worked_out_and_listed(kept: Run) -> None:
    lines = kept("stories").stdout.splitlines()
    assert lines[0].startswith("Asked  (2 articles, 2 reports, st:")
    assert lines[1:] == [
        "  2022-02-01  100%  Wire  [wire/first.txt]",
        "  2022-02-02   97%  Daily  [daily/copy.txt]",
    ]
    assert [len(each["articles"]) for each in json.loads(kept("stories", "--least", "1", "--json").stdout)] == [2, 1]
    assert kept("stories", "--least", "3").stdout == ""


def test_a_story_shows_its_articles_and_their_differences(kept: Run) -> None:
    kept("stories")
    shown = kept("story", "copy.txt").stdout
    assert "  Moscow asks\n" in shown
    assert "  ~ Moscow{+ has+} asked that NATO will not expand to Ukraine.\n" in shown
    assert "  = 13 sentences\n  + Kyiv denied it.\n" in shown
    told = json.loads(kept("story", "first.txt", "--json").stdout)
    assert [each["uri"] for each in told["articles"]] == ["wire/first.txt", "daily/copy.txt"]
    assert kept("story", told["id"][:8]).stdout == shown


def test_a_story_that_is_not_there_is_named(kept: Run) -> None:
    result = kept("story", "st:00000000")
    assert "no article has the address or id" in str(result.exception)


def test_repeated_lines_say_how_many_reports_and_show_them(kept: Run) -> None:
    kept("stories")
    (line,) = kept("statements").stdout.splitlines()
    assert line.endswith(", 2 reports]")
    assert kept("statements", "--witnesses").stdout.splitlines()[1].startswith("      also [daily/copy.txt:")
    assert kept("timeline").stdout.count("2 reports") == 2
    assert kept("timeline", "--witnesses").stdout.count("also [daily/copy.txt:") == 2
    assert kept("demands", "--witnesses").stdout.count("          also [daily/copy.txt:") == 2
    assert kept("brief").stdout.startswith("3 articles of 2 stories, 1 statement, 3 events, 1 demand\n")
    assert kept("brief", "--witnesses").stdout.count("also [daily/copy.txt:") == 3


def test_one_demand_positions_and_changes_show_them_too(kept: Run) -> None:
    kept("stories")
    (demand,) = json.loads(kept("demands", "--format", "json").stdout)
    days = ("--from", "2022-01-31", "--to", "2022-02-02")
    for question, lines in ((("demand", demand["id"]), 3), (("positions", "NATO"), 1), (("changes", *days), 1)):
        assert ", 2 reports]" in kept(*question).stdout
        assert "also [" not in kept(*question).stdout
        assert kept(*question, "--witnesses").stdout.count("also [daily/copy.txt:") == lines
    assert "  rejected    NATO: says Vladimir Putin: " in kept("demand", demand["id"]).stdout


def test_as_of_the_day_of_the_first_report_there_is_no_story_yet(kept: Run) -> None:
    assert kept("stories", "--as-of", "2022-02-01").stdout == ""
    assert len(kept("story", "copy.txt", "--as-of", "2022-02-01").stdout.splitlines()) == 3
    assert kept("stories", "--as-of", "2022-02-02").stdout == kept("stories").stdout
    told = kept("story", "copy.txt", "--format", "json").stdout
    assert told == kept("story", "copy.txt", "--json").stdout != kept("story", "copy.txt").stdout


def test_an_article_says_that_it_is_one_of_a_story(kept: Run) -> None:
    kept("stories")
    assert "one of 2 articles of a story: standoff story st:" in kept("show", "copy.txt").stdout
    assert "of a story" not in kept("show", "other.txt").stdout


def test_reports_that_copy_one_another_are_told_once_as_they_are_read(run: Run, report: Path) -> None:
    text = report.read_text(encoding="utf-8")
    (report.parent / "copy.txt").write_text(text.replace("Freedonia rejects", "No to"), encoding="utf-8")
    run("read", str(report), str(report.parent / "copy.txt"))
    assert len(json.loads(run("stories", "--json").stdout)) == 1
    found = json.loads(run("statements", "--json").stdout)
    assert found
    assert all(len(line["evidence"]["witnesses"]) == 1 for line in found)


def test_control_characters_of_a_report_are_pictures(kept: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    text = stories.copy().text.replace("Kyiv denied it.", "Kyiv \x1b[2J denied it.")
    with open_store("standoff.db") as store:
        store.add(Reading(replace(stories.copy(), uri="evil\x1b[2J.txt", text=text)))
    kept("stories")
    monkeypatch.setattr(Console, "is_terminal", True)
    shown = kept("story", "copy.txt").stdout
    assert "\x1b[2J" not in shown
    assert "␛[2J" in shown
