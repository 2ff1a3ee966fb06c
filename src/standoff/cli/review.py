"""`standoff review`: which rows to look at first."""

import click
from rich.text import Text

from standoff import queries
from standoff.cli import options, printing
from standoff.store import open_store


@click.command(short_help="List the rows that a person should look at first.")
@options.db
@options.limit
@options.answer
def command(db: str, limit: int, as_json: bool) -> None:
    """List the rows that a person should look at first, each with its id for `standoff correct`.

    They are rows that nobody corrected. First come those of which the reader is least certain and on which most rests:
    what makes a demand or a step of one, and parties to many demands.

    \b
    Examples:
      standoff review --limit 10
      standoff review --json | jq -r '.[].id'
    """
    with open_store(db, create=False) as store:
        found = queries.review(store, limit=limit)
    printing.answer(found, lambda line: [_line(line)], limit=limit, as_json=as_json)


def _line(line: queries.ReviewLine) -> Text:
    text = Text(f"{line.doubt * line.weight:.2f}  ").append(line.id, style="dim").append("  ")
    if line.event:
        return text.append_text(printing.event(line.event))
    return text.append_text(printing.statement(line.statement)) if line.statement else text
