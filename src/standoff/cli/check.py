"""`standoff check`: verify every citation."""

import click

from standoff import queries
from standoff.cli import options, printing
from standoff.store import open_store


@click.command(short_help="Verify every citation of a record.")
@options.db
@options.answer
def command(db: str, as_json: bool) -> None:
    """Verify every citation of a record against the texts it keeps.

    Exit status 1 at the first row whose words are not where it says; the row is named.

    \b
    Examples:
      standoff check --db crisis.db && echo sound
    """
    with open_store(db, create=False) as store:
        checked = queries.check(store)
    if as_json:
        printing.write_json(checked)
        return
    click.echo(f"all {checked.citations:,} citations in {printing.counted(checked.counts.articles, 'article')} hold")
