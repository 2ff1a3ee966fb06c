"""`standoff copy`, and other commands with a database of PostgreSQL."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from standoff.store import open_store
from tests import stories
from tests.cli.conftest import Run

if TYPE_CHECKING:
    from tests.servers import Server


def test_a_record_is_copied_and_the_copy_answers_the_same(run: Run) -> None:
    with open_store("standoff.db") as store:
        stories.fill(store)
    result = run("copy", "standoff.db", "copy.db")
    assert (result.exit_code, result.stdout) == (0, "copy.db has 3 articles of standoff.db\n")
    again = run("copy", "standoff.db", "copy.db", "--json").stdout
    assert json.loads(again) == {"from": "standoff.db", "to": "copy.db", "articles": 3}
    assert run("brief", "--db", "copy.db", "--json").stdout == run("brief", "--json").stdout
    assert run("check", "--db", "copy.db").exit_code == 0


def test_the_captures_that_stay_behind_are_named(run: Run) -> None:
    with open_store("standoff.db"):
        pass
    Path("standoff.captures").mkdir()
    said = run("copy", "standoff.db", "copy.db").stderr
    assert said == "standoff: the captures stay in standoff.captures; copy the folder as well\n"


def test_the_captures_of_a_copy_that_is_no_file_must_be_named(run: Run, postgres: "Server") -> None:
    with open_store("standoff.db"):
        pass
    Path("standoff.captures").mkdir()
    with postgres.database() as address:
        assert "and name the copy with --captures-in DIR" in run("copy", "standoff.db", address).stderr


def test_a_record_that_is_not_there_is_not_copied(run: Run) -> None:
    result = run("copy", "standoff.db", "copy.db")
    assert "there is no such database" in str(result.exception)
    assert not Path("copy.db").exists()


def test_reading_and_asking_take_an_address_of_postgresql_and_never_show_its_password(
    run: Run, report: Path, postgres: "Server"
) -> None:
    with postgres.database() as address:
        secret = address.replace("standoff@", "standoff:hu5h@")
        result = run("read", str(report), "--db", secret)
        assert result.exit_code == 0, result.output
        assert f"new in {address}" in result.output
        assert "hu5h" not in result.output
        assert run("read", str(report), "--db", "file.db", "--no-captures").exit_code == 0
        for question in ("brief", "demands", "statements", "timeline", "stories", "review"):
            there = run(question, "--db", secret, "--json")
            assert there.exit_code == 0, there.output
            assert there.stdout == run(question, "--db", "file.db", "--json").stdout
        assert run("check", "--db", secret).exit_code == 0
        copied = run("copy", secret, "back.db")
        assert copied.stdout == f"back.db has 1 article of {address}\n"
        refused = run("follow", "https://news.example/rss", "--once", "--db", secret)
        assert "name a folder for it with --captures-in DIR" in str(refused.exception)
        assert "hu5h" not in f"{refused.output}{refused.exception}"
