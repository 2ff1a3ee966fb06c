"""The command line: a file a command, loaded when it is called, so that `standoff brief` never waits for a model."""

import os
import signal
import sys
from importlib import import_module
from types import MappingProxyType
from typing import NoReturn

import click

from standoff import __version__
from standoff.errors import StandoffError

COMMANDS = MappingProxyType(
    {
        "read": "Read reports and keep the record of them.",
        "follow": "Follow news feeds and read what is new in them.",
        "serve": "Show the record in a browser.",
        "brief": "Print the brief of the standoff.",
        "demands": "List the demands and what became of each.",
        "demand": "Show one demand with its whole chain.",
        "changes": "List what changed between two days.",
        "positions": "Show where an actor stands on an issue.",
        "statements": "List who said what.",
        "timeline": "List what happened, and what is to come.",
        "stories": "List the articles that copy one another.",
        "story": "Show what sets the articles of a story apart.",
        "show": "Show an article with its rows marked.",
        "review": "List the rows that a person should look at first.",
        "correct": "Confirm, reject or change a row.",
        "add": "Add a statement or an event by its words.",
        "merge": "Say that two demands, or two actors, are one.",
        "split": "Say that two demands, or two actors, are not one.",
        "undo": "Undo a correction.",
        "corrections": "List what persons corrected.",
        "copy": "Copy a record to another database.",
        "check": "Verify every citation of a record.",
        "export": "Write rows as CSV, JSON lines, PLOVER event data, Parquet, or gold.",
        "query": "Answer a question in SQL.",
        "score": "Measure the reader on reports that you labelled.",
        "user": "Say who may sign in to the pages.",
    }
)
"""Commands in the order of their use, with the line that `standoff --help` says of each: listing them imports none."""

INTERRUPTED = 130


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"standoff.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # which click would make an exit status of 1
            _leave()

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="standoff")
def standoff() -> None:
    """Read news reports about a dispute and keep the record of it.

    Who said what, who demands what of whom and what became of it, who warned, accused, met, moved troops, and when:
    every row is anchored to the exact words of the report it came from.

    \b
    Examples:
      standoff read reports/               read a folder into standoff.db
      standoff brief                       the dispute on one screen
      standoff demands --holder RUS        what Russia demands, and what became of it
      standoff show 2022-02-01-orban.txt   an article with its rows marked
    """


def main() -> None:
    """Run the command line. Exit status: 0 all well, 1 something could not be done, 2 wrong usage, 130 Ctrl-C."""
    try:
        status = standoff(standalone_mode=False)
        sys.stdout.flush()
        sys.exit(status)
    except (click.Abort, KeyboardInterrupt):
        click.echo("standoff: stopped; what was read is kept", err=True)
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except StandoffError as error:
        click.echo(f"standoff: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        _leave()
    except OSError as error:
        # What reads files has its own errors, so this is the output; at its end Python would try to write it again.
        _write_nowhere()
        click.echo(
            f"standoff: the output cannot be written ({error.strerror}); free some space, or write elsewhere", err=True
        )
        sys.exit(1)


def _leave() -> NoReturn:
    """End quietly, as `cat` does, where the reader of our output has seen enough (`standoff statements | head`).

    Only here does the signal kill: what else breaks in the middle, a worker or the browser of a reader, is an error
    that is dealt with where it happens.
    """
    _write_nowhere()
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        signal.raise_signal(signal.SIGPIPE)
    sys.exit(1)


def _write_nowhere() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
