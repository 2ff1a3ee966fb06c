"""`standoff merge`: two demands, or two actors, that are one."""

import click

from standoff import correcting
from standoff.cli import options
from standoff.cli.corrections import report
from standoff.store import open_store


@click.command(short_help="Say that two demands, or two actors, are one.")
@click.argument("one", metavar="ONE")
@click.argument("other", metavar="OTHER")
@options.db
@options.correcting
@options.answer
def command(one: str, other: str, db: str, author: str | None, reason: str | None, as_json: bool) -> None:
    """Say that two demands, or two actors, are one: OTHER is ONE.

    Demands are named by their ids, `d:` and at least the beginning of the rest; actors by their ids or whole names. It
    holds for all articles, also for those that are read later.

    \b
    Examples:
      standoff merge d:7f14 d:02bc --reason "the same guarantees"
      standoff merge sergei-lavrov sergey-lavrov
    """
    with open_store(db, create=False) as store:
        report(store, [correcting.merge(store, one, other, options.by(author, reason))], as_json=as_json)
