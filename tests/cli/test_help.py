from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from standoff.cli import COMMANDS, standoff

README = Path(__file__).parents[2] / "README.md"


def test_the_list_of_commands_says_of_each_what_the_command_says_itself() -> None:
    for name, line in COMMANDS.items():
        assert import_module(f"standoff.cli.{name}").command.short_help == line


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = CliRunner().invoke(standoff, [name, "--help"])
    assert result.exit_code == 0
    assert f"standoff {name}" in result.output
    assert "--json" in result.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"standoff {name}" in README.read_text(encoding="utf-8")


def test_an_unknown_command_is_wrong_usage() -> None:
    assert CliRunner().invoke(standoff, ["reed"]).exit_code == 2
