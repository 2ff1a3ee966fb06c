"""`standoff query`: a question in SQL."""

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from itertools import chain, islice
from typing import Any

import click
import msgspec
from rich.table import Table

from standoff.cli import options, printing
from standoff.cli.extras import check_installed
from standoff.export.csv import text_of
from standoff.store import open_store

_SHOWN = 200

Rows = Iterator[tuple[Any, ...]]


@click.command(short_help="Answer a question in SQL.")
@click.argument("sql")
@options.db
@click.option("--parquet", metavar="DIR", help="Ask the partitions in this folder, in place of a database.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="table: for a reader; in a pipe a line a row, with tabs. json: an object a row. csv: for a spreadsheet.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
def command(sql: str, db: str, parquet: str | None, form: str, as_json: bool) -> None:
    """Answer a question in SQL, the one of DuckDB.

    The tables are articles, witnesses, actors, statements, events and demands; docs/parquet.md has their columns. The
    question is one SELECT. It sees these tables and nothing else: no file, no network, and nothing is changed. Demands
    are worked out of all events, and those of a database are read into memory, if the question names them.

    \b
    Examples:
      standoff query "SELECT speaker, count(*) AS said FROM statements GROUP BY speaker ORDER BY said DESC"
      standoff query "SELECT date, what, anchor_exact FROM events WHERE type = 'THREATEN' ORDER BY date" --format csv
      standoff query "SELECT status, count(*) FROM demands GROUP BY status" --parquet rows/
    """
    check_installed("query", "duckdb", "pyarrow")
    with _asked(sql, db, parquet) as (columns, rows):
        match "json" if as_json else form:
            case "json":
                _write_json(columns, rows)
            case "csv":
                _write_csv(columns, rows)
            case _:
                _write_table(columns, rows)


@contextmanager
def _asked(sql: str, db: str, parquet: str | None) -> Iterator[tuple[tuple[str, ...], Rows]]:
    from standoff.queries.sql import ask_partitions, ask_store

    if parquet is not None:
        with ask_partitions(sql, parquet) as answer:
            yield answer.columns, answer.rows
        return
    with open_store(db, create=False) as store, ask_store(sql, store) as answer:
        yield answer.columns, answer.rows


def _write_json(columns: Sequence[str], rows: Rows) -> None:
    """Write a list, an object a line, without holding it."""
    out = sys.stdout.buffer
    between = b"[\n"
    for row in rows:
        out.write(between + msgspec.json.encode(dict(zip(columns, row, strict=True)), enc_hook=str))
        between = b",\n"
    out.write(b"\n]\n" if between == b",\n" else b"[]\n")


def _write_csv(columns: Sequence[str], rows: Rows) -> None:
    out = TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([text_of(_plain(cell)) for cell in row] for row in rows)
    finally:
        out.detach()


def _write_table(columns: Sequence[str], rows: Rows) -> None:
    out = printing.console()
    if not out.is_terminal:
        for row in chain([columns], rows):
            click.echo("\t".join(_line(row)))
        return
    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for row in islice(rows, _SHOWN):
        table.add_row(*_line(row))
    out.print(table)
    if next(rows, None) is not None:
        out.print(f"cut at {_SHOWN} rows; --format csv has all", style="dim")


def _line(row: Iterable[object]) -> list[str]:
    return [printing.visible(str(_plain("" if cell is None else cell))) for cell in row]


def _plain(cell: object) -> object:
    """Return a cell as one value; lists and structures as JSON."""
    return msgspec.json.encode(cell, enc_hook=str).decode() if isinstance(cell, list | dict | tuple) else cell
