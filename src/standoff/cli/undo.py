"""`standoff undo`: a correction taken back."""

import click

from standoff import correcting
from standoff.cli import options
from standoff.cli.corrections import report
from standoff.store import open_store


@click.command(short_help="Undo a correction.")
@click.argument("correction", metavar="ID")
@options.db
@options.correcting
@options.answer
def command(correction: str, db: str, author: str | None, reason: str | None, as_json: bool) -> None:
    """Undo a correction: the record is as if it had not been made.

    ID is that of `standoff corrections`, or the beginning of it. Nothing is forgotten: the correction and its undoing
    stay listed, and an undoing can be undone.

    \b
    Examples:
      standoff undo c:1fa7
      standoff undo c:1fa7 --reason "the minister did say it"
    """
    with open_store(db, create=False) as store:
        report(store, [correcting.undo(store, correction, options.by(author, reason))], as_json=as_json)
