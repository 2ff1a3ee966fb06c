"""Options that several commands share, and their types."""

import getpass
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from standoff.corrections import By

DEFAULT_DB = "standoff.db"

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class Day(click.ParamType[date]):
    """A day of the calendar, written 2022-02-01."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2022-02-01", param, ctx)


db: Decorator = click.option(
    "--db",
    default=DEFAULT_DB,
    show_default=True,
    envvar="STANDOFF_DB",
    show_envvar=True,
    metavar="DATABASE",
    help="The record's database: a file, or postgresql://USER@HOST/NAME.",
)
users: Decorator = click.option(
    "--users",
    "users_at",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="STANDOFF_USERS",
    show_envvar=True,
    metavar="FILE",
    help="Who may sign in. By default beside the database; to be named where that is no file.",
)
as_json: Decorator = click.option("--json", "as_json", is_flag=True, help="Write JSON to standard output.")
as_of: Decorator = click.option(
    "--as-of",
    type=Day(),
    metavar="DAY",
    help="Only what the record said on this day: of articles published until then.",
)
since: Decorator = click.option("--since", type=Day(), metavar="DAY", help="Only from this day on (2022-02-01).")
until: Decorator = click.option("--until", type=Day(), metavar="DAY", help="Only up to this day, included.")
every_witness: Decorator = click.option(
    "--witnesses", "every_witness", is_flag=True, help="Show all reports that tell the same, below the first."
)
captures: Decorator = click.option(
    "--captures/--no-captures",
    "with_captures",
    default=True,
    show_default=True,
    help="Keep the bytes of each report, as WARC.",
)
captures_in: Decorator = click.option(
    "--captures-in",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="STANDOFF_CAPTURES",
    show_envvar=True,
    metavar="DIR",
    help="Where captures are kept. By default beside the database, FILE.captures; to be named where that is no file.",
)
limit: Decorator = click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, help="At most this many rows."
)


occurrence: Decorator = click.option(
    "--occurrence",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Which copy of the words in the article is meant.",
)


def correcting(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add who corrects, and why, to a command that takes `author` and `reason`."""
    who = click.option(
        "--author",
        envvar="STANDOFF_AUTHOR",
        show_envvar=True,
        metavar="NAME",
        help="Who corrects; the name of this computer's user if absent.",
    )
    why = click.option("--reason", metavar="WORDS", help="Why; kept with the correction.")
    return who(why(command))


def by(author: str | None, reason: str | None) -> By:
    """Return who corrects, now, and why."""
    return By(author or _user(), datetime.now(UTC), reason)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise click.UsageError("this computer does not say who you are; write --author NAME") from error


def names(words: str) -> tuple[str, ...]:
    """Return the names in a list with commas; "none" is none.

    >>> names("RUS, NATO"), names("none")
    (('RUS', 'NATO'), ())
    """
    return () if is_none(words) else tuple(each.strip() for each in words.split(",") if each.strip())


def is_none(words: str) -> bool:
    """Tell whether a person wrote that the report does not say."""
    return words.strip().casefold() == "none"


_FORMAT = "standoff.format"


def answer(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--format` and its short form `--json` to a command that takes `as_json`."""
    form = click.option(
        "--format",
        type=click.Choice(["table", "json"]),
        default="table",
        show_default=True,
        is_eager=True,
        expose_value=False,
        callback=_keep_format,
        help="Lines for a reader, or JSON on standard output.",
    )
    short = click.option("--json", "as_json", is_flag=True, callback=_is_json, help="The same as --format json.")
    return form(short(command))


def _keep_format(ctx: click.Context, _: click.Parameter, value: str) -> None:
    ctx.meta[_FORMAT] = value


def _is_json(ctx: click.Context, _: click.Parameter, value: bool) -> bool:
    return value or ctx.meta[_FORMAT] == "json"


def day_after(until: date | None) -> date | None:
    """Return the end of a half-open range that includes `until`; the last day of the calendar has none after it."""
    return until + timedelta(days=1) if until and until < date.max else None
