import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from standoff.cli import serve
from standoff.errors import SettingsError, StoreError
from standoff.store import open_store
from tests.cli.conftest import Run


@pytest.fixture
def db(tmp_path: Path) -> Path:
    with open_store(tmp_path / "standoff.db"):
        return tmp_path / "standoff.db"


def test_users_are_added_listed_and_removed(run: Run, db: Path) -> None:
    added = run("user", "add", "ada", input="correct horse battery\ncorrect horse battery\n")
    assert added.exit_code == 0
    assert "battery" not in added.output
    assert json.loads(run("user", "list", "--json").output) == ["ada"]
    assert run("user", "remove", "ada").exit_code == 0
    assert run("user", "list").output == ""
    assert isinstance(run("user", "remove", "ada").exception, SettingsError)


def test_a_short_password_and_a_strange_name_are_refused(run: Run, db: Path) -> None:
    short = run("user", "add", "ada", input="short\nshort\n")
    assert isinstance(short.exception, SettingsError)
    assert "at least 12" in str(short.exception)
    for name in ("", " ada", "a\nb", "x" * 65):
        assert isinstance(run("user", "add", name).exception, SettingsError)
    assert run("user", "list").output == ""


def test_a_database_that_is_not_there_is_neither_served_nor_given_users(run: Run) -> None:
    for arguments in (("serve",), ("user", "add", "ada")):
        assert isinstance(run(*arguments).exception, StoreError)


def test_to_serve_to_other_machines_without_a_user_is_refused(run: Run, db: Path) -> None:
    refused = run("serve", "--host", "0.0.0.0")
    assert isinstance(refused.exception, SettingsError)
    assert "standoff user add" in str(refused.exception)


def test_without_what_it_needs_the_server_says_what_to_install(
    run: Run, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "find_spec", lambda name: None if name == "uvicorn" else find_spec(name))
    refused = run("serve")
    assert isinstance(refused.exception, SettingsError)
    assert "needs uvicorn" in str(refused.exception)
    assert "standoff[web]" in str(refused.exception)


def test_the_file_of_those_who_may_sign_in_can_be_named(run: Run, db: Path, tmp_path: Path) -> None:
    named = ("--users", str(tmp_path / "others.json"))
    password = "correct horse battery\ncorrect horse battery\n"
    assert run("user", "add", "ada", *named, input=password).exit_code == 0
    assert run("user", "list", *named).output == "ada\n"
    assert run("user", "list").output == ""


def test_for_a_record_on_a_server_that_file_must_be_named(run: Run) -> None:
    for command in (("user", "list"), ("user", "add", "ada"), ("user", "remove", "ada")):
        refused = run(*command, "--db", "postgresql://jane:secret@db.example/crisis")
        assert isinstance(refused.exception, SettingsError)
        assert str(refused.exception).startswith("postgresql://jane@db.example/crisis: who may sign in")
