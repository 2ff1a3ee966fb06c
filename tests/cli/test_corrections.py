"""Corrections on the command line, from a report that is read to gold that is scored."""

import json
from pathlib import Path

import pytest

from standoff.store import open_store
from standoff.types import Reading
from tests.cli.conftest import Run
from tests.readings import TEXT, reading

SAID = reading().statements[0]
ASKED, DEFERRED = reading().events


@pytest.fixture
def kept(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run command lines beside a record of one report, as Jane Doe."""
    monkeypatch.setenv("STANDOFF_AUTHOR", "Jane Doe")
    with open_store("standoff.db") as store:
        store.add(reading())
    return run


def _shown() -> Reading:
    with open_store("standoff.db") as store:
        return store.reading("one.txt")


def _ok(run: Run, *arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output or result.exception
    return result.stdout


def test_a_row_is_changed_listed_and_undone(kept: Run) -> None:
    line = _ok(
        kept, "correct", ASKED.id, "--type", "ACCUSE", "--actors", "Vladimir Putin,CHN", "--recipients", "none",
        "--date", "none", "--what", "staying out", "--words", "stay out", "--status", "future", "--reason", "no demand",
    )  # fmt: skip
    assert " change e:" in line
    assert "by Jane Doe: spans: 23-31; date: none; type: ACCUSE; actors: RUS, CHN; recipients: none" in line
    row = _shown().events[0]
    assert (row.id, row.type, row.actors, row.recipients) == (ASKED.id, "ACCUSE", ("RUS", "CHN"), ())
    assert (row.anchor.exact, row.status, row.what, str(row.coder)) == ("stay out", "future", "staying out", "person/1")
    assert "(no demand)" in _ok(kept, "corrections", "--row", ASKED.id)
    (listed,) = json.loads(_ok(kept, "corrections", "--json"))
    _ok(kept, "undo", listed["id"][:9])
    assert _shown() == reading()
    assert "undone by c:" in _ok(kept, "corrections").splitlines()[1]


def test_a_statement_is_changed_and_a_new_speaker_is_in_the_record(kept: Run) -> None:
    _ok(kept, "correct", SAID.id, "--speaker", "Jane Roe", "--addressees", "Russia", "--form", "direct")
    row = _shown().statements[0]
    assert (row.speaker, row.addressees, row.form) == ("jane-roe", ("RUS",), "direct")
    assert "Jane Roe" in _ok(kept, "statements")
    assert "Jane Roe" in _ok(kept, "show", "one.txt")


def test_answers_are_linked_and_unlinked(kept: Run) -> None:
    assert " and “NATO stay" in _ok(kept, "correct", DEFERRED.id, "--not-answers", ASKED.id)
    assert _shown().events[1].answers == ()
    _ok(kept, "correct", DEFERRED.id, "--answers", ASKED.id, "--according-to", SAID.id)
    assert (_shown().events[1].answers, _shown().events[1].according_to) == ((ASKED.id,), SAID.id)
    _ok(kept, "correct", DEFERRED.id, "--according-to", "reporter")
    assert _shown().events[1].according_to is None


def test_rows_are_added_by_their_words(kept: Run) -> None:
    _ok(kept, "add", "one.txt", "the answer", "--event", "ACCUSE", "--actors", "RUS", "--date", "2022-01-31")
    _ok(kept, "add", "one.txt", "stay out", "--statement", "--speaker", "Vladimir Putin", "--source", "Moscow")
    shown = _shown()
    added = next(row for row in shown.events if row.type == "ACCUSE")
    assert (added.anchor.exact, added.date, added.according_to) == ("the answer", "2022-01-31", SAID.id)
    (said,) = [row for row in shown.statements if row.content.exact == "stay out"]
    assert (said.speaker, said.source and said.source.exact) == ("vladimir-putin", "Moscow")


def test_actors_are_merged_and_mentions_are_split(kept: Run) -> None:
    assert "vladimir-putin is Russia" in _ok(kept, "merge", "RUS", "vladimir-putin")
    assert _shown().statements[0].speaker == "RUS"
    _ok(kept, "undo", json.loads(_ok(kept, "corrections", "--json"))[0]["id"])
    _ok(kept, "split", "vladimir-putin", "RUS", "--article", "one.txt", "--words", "Vladimir Putin")
    assert _shown().statements[0].speaker == "RUS"


def test_what_should_be_looked_at_is_listed_until_it_was(kept: Run) -> None:
    first = _ok(kept, "review").splitlines()[0]
    assert ASKED.id in first
    _ok(kept, "correct", ASKED.id, "--confirm")
    assert ASKED.id not in _ok(kept, "review")
    assert f"by a person  {ASKED.id}" in _ok(kept, "show", "one.txt")
    assert f"0.80  {DEFERRED.id}" in _ok(kept, "show", "one.txt")
    assert "all 8 citations" in _ok(kept, "check")


def test_what_was_corrected_is_gold_and_the_record_scores_one_against_it(kept: Run) -> None:
    _ok(kept, "correct", ASKED.id, "--type", "INVOKE")
    _ok(kept, "correct", SAID.id, "--confirm")
    result = kept("export", "--format", "gold", "-o", "gold")
    assert result.stderr == "1 article in gold, 2 of 4 rows by persons\n"
    assert sorted(each.name for each in Path("gold").iterdir()) == ["one.json", "one.meta.json", "one.txt"]
    assert Path("gold/one.txt").read_text(encoding="utf-8") == TEXT
    _ok(kept, "export", "--format", "jsonl", "-o", "record.jsonl")
    scored = json.loads(_ok(kept, "score", "gold", "--record", "record.jsonl", "--json", "--errors"))
    assert scored["mistakes"] == []
    assert {count["f1"] for count in scored["measures"].values() if count["gold"]} == {1.0}


def test_nothing_corrected_is_no_gold(kept: Run) -> None:
    _ok(kept, "correct", ASKED.id, "--confirm")
    _ok(kept, "undo", json.loads(_ok(kept, "corrections", "--json"))[0]["id"])
    assert kept("export", "--format", "gold", "-o", "gold").stderr == "0 articles in gold, 0 of 0 rows by persons\n"
    assert kept("export", "--format", "gold").exit_code == 2
    Path("file").touch()
    assert "file: cannot be written" in str(kept("export", "--format", "gold", "-o", "file").exception)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["correct", ASKED.id], "nothing to correct"),
        (["correct", ASKED.id, "--reject", "--what", "x"], "is of the whole row"),
        (["add", "one.txt", "x"], "write --statement, or --event"),
        (["add", "one.txt", "x", "--statement", "--event", "AID"], "write --statement, or --event"),
        (["split", "a", "b", "--words", "x"], "write both"),
    ],
)
def test_wrong_usage_says_what_to_write(kept: Run, arguments: list[str], complaint: str) -> None:
    result = kept(*arguments)
    assert (result.exit_code, complaint in result.stderr) == (2, True)
    with open_store("standoff.db") as store:
        assert store.corrections() == []


def test_who_corrects_is_the_user_of_the_computer_unless_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store("standoff.db") as store:
        store.add(reading())
    monkeypatch.delenv("STANDOFF_AUTHOR", raising=False)
    monkeypatch.setattr("getpass.getuser", lambda: "jroe")
    assert "by jroe" in run("correct", ASKED.id, "--confirm").stdout
    assert "by John" in run("correct", ASKED.id, "--confirm", "--author", "John").stdout

    def nobody() -> str:
        raise KeyError("uid")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert "write --author NAME" in run("correct", ASKED.id, "--confirm").stderr
