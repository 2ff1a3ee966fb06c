"""`standoff export`: the rows in other programs' formats."""

from collections.abc import Iterator
from dataclasses import replace
from io import TextIOWrapper

import click

from standoff.cli import options
from standoff.cli.output import written
from standoff.export import csv, jsonl
from standoff.ledger.demands import demands
from standoff.store import Store, open_store
from standoff.types import Reading


@click.command(short_help="Write rows as CSV or JSON lines.")
@options.db
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "jsonl"]),
    default="csv",
    show_default=True,
    help="csv: a row a line. jsonl: an article a line, as docs/record.md describes it.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format jsonl.")
@click.option(
    "--rows",
    type=click.Choice([each.value for each in csv.Table]),
    default=csv.Table.EVENTS.value,
    show_default=True,
    help="Which rows, for csv.",
)
@click.option("--output", "-o", metavar="FILE", default="-", help="Where to; standard output if absent.")
def command(db: str, form: str, as_json: bool, rows: str, output: str) -> None:
    """Write rows as CSV or JSON lines.

    CSV is UTF-8 with the exact words of each row and their place; a cell that a spreadsheet would run as a formula
    gets a single quotation mark before it.

    \b
    Examples:
      standoff export --rows statements -o statements.csv
      standoff export --format jsonl | jq .demands
    """
    with open_store(db, create=False) as store, written(output) as out:
        if as_json or form == "jsonl":
            for reading in _readings(store):
                out.write(jsonl.line(_with_demands(reading)) + b"\n")
        else:
            text = TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
            try:
                csv.write(csv.Table(rows), _readings(store), text)
            finally:
                text.detach()


def _readings(store: Store) -> Iterator[Reading]:
    return (store.reading(article.id) for article in store.articles())


def _with_demands(reading: Reading) -> Reading:
    published = {reading.article.id: reading.article.published_on}
    return replace(reading, demands=tuple(demands(reading.events, published)))
