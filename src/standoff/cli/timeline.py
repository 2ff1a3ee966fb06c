"""`standoff timeline`: what happened, and what is to come."""

from datetime import date

import click
from rich.text import Text

from standoff import queries
from standoff.cli import options, printing
from standoff.plover import EventType
from standoff.store import open_store


@click.command(short_help="List what happened, and what is to come.")
@options.db
@click.option("--party", metavar="PARTY", help="Only events in which this party acts or is acted upon.")
@click.option(
    "--type",
    "types",
    multiple=True,
    type=click.Choice([each.value for each in EventType], case_sensitive=False),
    help="Only events of this type. Repeatable.",
)
@options.since
@options.until
@options.limit
@options.as_of
@options.every_witness
@options.answer
def command(
    db: str,
    party: str | None,
    types: tuple[str, ...],
    since: date | None,
    until: date | None,
    as_of: date | None,
    limit: int,
    every_witness: bool,
    as_json: bool,
) -> None:
    """List what happened in its order, and what is planned, possible or denied, each marked as such.

    An event without a day of its own stands at the day of its report; --limit keeps the newest. What the copies
    of a report repeat is one line.

    \b
    Examples:
      standoff timeline --since 2022-01-26 --party RUS
      standoff timeline --type consult --type agree
    """
    with open_store(db, create=False) as store:
        found = queries.timeline(
            store,
            since=since,
            until=options.day_after(until),
            party=party,
            types=frozenset(map(EventType, types)) or None,
            as_of=as_of,
            limit=limit,
        )

    def lines(row: queries.EventLine) -> list[Text]:
        return printing.with_witnesses(printing.event(row), row.evidence, shown=every_witness)

    printing.answer(found, lines, limit=limit, as_json=as_json)
