"""`standoff user`: who may sign in to the pages."""

from pathlib import Path

import click

from standoff.cli import options, printing
from standoff.errors import SettingsError
from standoff.store import open_store
from standoff.web.security import users
from standoff.web.security.passwords import LEAST, Passwords
from standoff.web.settings import users_file


@click.group(short_help="Say who may sign in to the pages.")
def command() -> None:
    """Say who may sign in to the pages of `standoff serve`.

    Users are kept in a file beside the database, which its owner alone can read; the database can be handed on without
    it. With PostgreSQL, --users names the file. Once there is one user, everybody has to sign in. A running server must
    be started again to know of a change.

    \b
    Examples:
      standoff user add ada --db crisis.db
      standoff user list --db crisis.db --json
      standoff user remove ada --db crisis.db
    """


@command.command(short_help="Add a user, or give one another password.")
@click.argument("name")
@options.db
@options.users
def add(name: str, db: str, users_at: Path | None) -> None:
    """Add a user, or give one another password; it is asked for, and kept only as what scrypt makes of it."""
    users.check_name(name)
    path = users_file(db, users_at)
    with open_store(db, create=False, read_only=True):
        pass
    password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    if len(password) < LEAST:
        raise SettingsError(
            f"the password has {len(password)} characters, expected at least {LEAST}; take a longer one"
        )
    known = users.read(path)
    users.write(path, users.Users({**known.kept, name: Passwords().keep(password)}))
    click.echo(f"{name} may sign in; kept in {path}", err=True)


@command.command("list", short_help="List who may sign in.")
@options.db
@options.users
@options.answer
def list_(db: str, users_at: Path | None, as_json: bool) -> None:
    """List who may sign in."""
    names = sorted(users.read(users_file(db, users_at)).kept)
    if as_json:
        printing.write_json(names)
        return
    for name in names:
        click.echo(printing.visible(name))


@command.command(short_help="Let a user sign in no more.")
@click.argument("name")
@options.db
@options.users
def remove(name: str, db: str, users_at: Path | None) -> None:
    """Let a user sign in no more."""
    path = users_file(db, users_at)
    known = users.read(path)
    if name not in known.kept:
        raise SettingsError(f"nobody is called {name!r} in {path}; `standoff user list` lists who is")
    users.write(path, users.Users({each: kept for each, kept in known.kept.items() if each != name}))
    click.echo(f"{name} may sign in no more", err=True)
