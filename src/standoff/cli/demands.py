"""`standoff demands`: who wants what of whom, and what became of it."""

from datetime import date
from functools import partial

import click

from standoff import queries
from standoff.cli import options, printing
from standoff.store import open_store
from standoff.types import DemandStatus


@click.command(short_help="List the demands and what became of each.")
@options.db
@click.option("--holder", metavar="PARTY", help="Only demands of this party: a code or a name.")
@click.option("--addressee", metavar="PARTY", help="Only demands made of this party.")
@click.option("--status", type=click.Choice([each.value for each in DemandStatus]), help="Only demands in this state.")
@options.limit
@options.as_of
@options.every_witness
@options.answer
def command(
    db: str,
    holder: str | None,
    addressee: str | None,
    status: str | None,
    as_of: date | None,
    limit: int,
    every_witness: bool,
    as_json: bool,
) -> None:
    """List the demands and what became of each.

    Those that most articles tell of come first. Each step shows the words that prove it and where they stand. JSON
    has for each also the first and the last time, all wordings, and every place where it is raised.

    \b
    Examples:
      standoff demands --holder RUS --addressee NATO
      standoff demands --status rejected --format json
      standoff demands --as-of 2022-01-31
    """
    with open_store(db, create=False) as store:
        found = queries.demands(
            store,
            holder=holder,
            addressee=addressee,
            status=DemandStatus(status) if status else None,
            as_of=as_of,
            limit=limit,
        )
    printing.answer(found, partial(printing.demand, every_witness=every_witness), limit=limit, as_json=as_json)
