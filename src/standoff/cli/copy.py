"""`standoff copy`: the record, in another database."""

import click

from standoff.archive import folder_beside
from standoff.cli import options, printing
from standoff.cli.progress import counting
from standoff.store import connected
from standoff.store.copying import End, copy, count


@click.command(short_help="Copy a record to another database.")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@options.answer
def command(source: str, target: str, as_json: bool) -> None:
    """Copy a record to another database, whole.

    Articles and where they were found, the rows of all who read them, corrections, and stories are there as they are
    here. FROM and TO are files or addresses of PostgreSQL. TO is a new database, or an earlier copy of FROM, which is
    brought up to date; one that was interrupted goes on. The captures are no part of a database: copy their folder.

    \b
    Examples:
      standoff copy crisis.db postgresql://jane@db.example/crisis
      standoff copy postgresql://jane@db.example/crisis laptop.db && standoff check --db laptop.db
    """
    there = End(*connected(source, create=False))
    here = End(*connected(target))
    try:
        with counting("copying", count(there)) as show:
            done = 0
            for done in copy(there, here):
                show(done)
    finally:
        there.connection.close()
        here.connection.close()
    if as_json:
        printing.write_json({"from": there.where, "to": here.where, "articles": done})
    else:
        click.echo(f"{here.where} has {printing.counted(done, 'article')} of {there.where}")
    folder = folder_beside(source)
    if folder is not None and folder.is_dir():
        named = "" if folder_beside(target) else ", and name the copy with --captures-in DIR"
        click.echo(f"standoff: the captures stay in {folder}; copy the folder as well{named}", err=True)
