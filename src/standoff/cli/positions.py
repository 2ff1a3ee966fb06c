"""`standoff positions`: where an actor stands on an issue."""

from datetime import date

import click
from rich.text import Text

from standoff import queries
from standoff.cli import options, printing
from standoff.store import open_store


@click.command(short_help="Show where an actor stands on an issue.")
@click.argument("actor", metavar="ACTOR")
@options.db
@click.option("--issue", metavar="WORDS", help="Only what speaks of this: all the words, in any form.")
@options.as_of
@options.every_witness
@options.limit
@options.answer
def command(
    actor: str, db: str, issue: str | None, as_of: date | None, limit: int, every_witness: bool, as_json: bool
) -> None:
    """Show where an actor stands on an issue.

    ACTOR is a code, a name or a part of one; who speaks for a party is heard with it. What it said, asked and answered
    comes in order, the newest last; --limit keeps the newest. A shift is marked only where two steps towards the same
    demand show it; a reply of which nobody knows what it answers stands without a demand.

    \b
    Examples:
      standoff positions RUS --issue "NATO expansion"
      standoff positions Ukraine --issue Minsk --as-of 2022-02-01 --format json
    """
    with open_store(db, create=False) as store:
        found = queries.positions(store, actor, issue=issue, as_of=as_of, limit=limit)
    if as_json:
        printing.write_json(found)
        return
    out = printing.console()
    on = f" on {found.issue}" if found.issue else ""
    printing.write(out, Text(f"{found.actor}{on}", style="bold"))
    if found.newest:
        printing.write(out, Text("  newest  ", style="bold").append_text(_line(found.newest)))
    printing.part(out, "In order", printing.rows(found.lines, _line, every_witness=every_witness))
    printing.note_extent(out, len(found.lines), limit)


def _line(row: queries.PositionLine) -> Text:
    line = Text(f"{printing.day(row.on)}  ")
    if row.step is None and row.act is not None:
        return printing.cited(line.append(f"{row.act.lower():11} {printing.says(row.according_to)}"), row.evidence)
    if row.step is None:
        line.append(f"{'said':11} ").append(f"{row.speaker or '(nobody named)'}: ", style="bold")
        return printing.cited(line, row.evidence)
    line.append(printing.status(row.step))
    if row.was:
        line.append(f"(shift from {row.was}) ", style="bold")
    printing.cited(line.append(f"{row.what}: {printing.says(row.according_to)}"), row.evidence)
    return line.append(f"  {row.demand}", style="dim")
