"""`standoff export`: the rows in other programs' formats."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

import click

from standoff import queries
from standoff.cli import options, printing
from standoff.cli.extras import check_installed
from standoff.cli.output import STDOUT, written
from standoff.corrections import Steering
from standoff.errors import SettingsError
from standoff.export import csv, gold, jsonl, plover, polecat
from standoff.export.coding import LeftOut, Tally
from standoff.ledger.demands import demands
from standoff.store import Store, open_store
from standoff.types import Reading


@click.command(short_help="Write rows as CSV, JSON lines, PLOVER event data, Parquet, or gold.")
@options.db
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "jsonl", "polecat", "plover", "gold", "parquet", "canonical"]),
    default="csv",
    show_default=True,
    help="csv: a row a line. jsonl: an article a line, as docs/record.md describes it. "
    "polecat, plover: an event a line, as docs/export.md describes it. gold: what persons corrected, into a folder. "
    "parquet: all tables, into a folder, as docs/parquet.md describes them. "
    "canonical: all that is kept, to compare two databases.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format jsonl.")
@click.option(
    "--rows",
    type=click.Choice([each.value for each in csv.Table]),
    default=csv.Table.EVENTS.value,
    show_default=True,
    help="Which rows, for csv.",
)
@click.option("--output", "--out", "-o", metavar="FILE", default="-", help="Where to; standard output if absent.")
def command(db: str, form: str, as_json: bool, rows: str, output: str) -> None:
    """Write rows as CSV, JSON lines, PLOVER event data, Parquet, or gold.

    CSV is UTF-8 with the exact words of each row and their place; a cell that a spreadsheet would run as a formula
    gets a single quotation mark before it.

    polecat is the tab-separated table that POLECAT publishes, with columns of ours after its forty; plover is JSON
    lines with the names of PLOVER's manual. Both have only what PLOVER counts as an event; how many were left out,
    and why, is said on standard error.

    gold is three files for each article of which a person corrected or confirmed a row, with all its rows, as
    docs/gold.md describes them: what `standoff score` measures a reader on. FILE is a folder then. Look at all rows of
    an article before you call it gold; what nobody corrected is there as it was read, and its `coder` says so.

    canonical is all that is kept, a line of JSON for each article, story and correction, ordered by their ids: two
    databases that hold the same give the same bytes, in whatever order it came.

    \b
    Examples:
      standoff export --rows statements -o statements.csv
      standoff export --format jsonl | jq .demands
      standoff export --format polecat -o events.txt
      standoff export --format plover | jq -r '[.date, .event, .event_text] | @tsv'
      standoff export --format gold -o gold/
      standoff export --format parquet --out rows/
    """
    if form == "parquet" and not as_json:
        with open_store(db, create=False) as store:
            _write_parquet(store, output)
        return
    if form == "gold" and not as_json:
        with open_store(db, create=False) as store:
            _write_gold(store, output)
        return
    with open_store(db, create=False) as store, written(output) as out:
        match "jsonl" if as_json else form:
            case "jsonl":
                steering = store.steering()
                for reading in _readings(store):
                    out.write(jsonl.line(_with_demands(reading, steering)) + b"\n")
            case "canonical":
                out.writelines(line + b"\n" for line in queries.canonical(store))
            case "plover":
                _say(plover.write(_readings(store), out))
            case "polecat":
                with _text(out) as text:
                    _say(polecat.write(_readings(store), text))
            case _:
                with _text(out) as text:
                    csv.write(csv.Table(rows), _readings(store), text)


def _write_gold(store: Store, output: str) -> None:
    """Write the articles that a person corrected as gold into the folder `output`."""
    if output == STDOUT:
        raise click.UsageError("gold is three files an article; write -o FOLDER")
    corrected = _corrected(store)
    articles = [each for each in store.articles() if each.id in corrected]
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        found = [
            gold.write(store.reading(article.id), folder, name)
            for article, name in zip(articles, gold.names(articles), strict=True)
        ]
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SettingsError(f"{output}: cannot be written ({reason}); expected a folder that can be written") from error
    left_out, rows = sum(each.left_out for each in found), sum(each.rows for each in found)
    rest = f"; {printing.counted(left_out, 'row')} without a word left out" if left_out else ""
    persons = f"{sum(each.by_persons for each in found)} of {printing.counted(rows, 'row')} by persons"
    click.echo(f"{printing.counted(len(found), 'article')} in {output}, {persons}{rest}", err=True)


def _write_parquet(store: Store, output: str) -> None:
    """Write all articles with their rows as partitions into the folder `output`, which must hold none."""
    if output == STDOUT:
        raise click.UsageError("parquet is several files; write --out FOLDER")
    check_installed("parquet", "pyarrow")
    from standoff.export.parquet.whole import write

    found = write(_readings(store), output)
    click.echo(f"{printing.counted(found, 'article')} in {output}", err=True)


def _corrected(store: Store) -> frozenset[str]:
    """Return the articles of which a person corrected a row, and did not undo it."""
    kept = (each.correction for each in store.corrections() if each.undone_by is None)
    return frozenset(each.article_id for each in kept if each.article_id)


@contextmanager
def _text(out: BinaryIO) -> Iterator[TextIOWrapper]:
    text = TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        yield text
    finally:
        text.detach()


def _say(tally: Tally) -> None:
    """Say how many events are rows, and why the others are not."""
    reasons = [f"{tally[each]} {each}" for each in LeftOut if tally[each]]
    left_out = f"; left out: {', '.join(reasons)}" if reasons else ""
    click.echo(f"{tally[None]} of {tally.total()} events{left_out}", err=True)


def _readings(store: Store) -> Iterator[Reading]:
    return (store.reading(article.id) for article in store.articles())


def _with_demands(reading: Reading, steering: Steering) -> Reading:
    published = {reading.article.id: reading.article.published_on}
    return replace(reading, demands=tuple(demands(reading.events, published, steering)))
