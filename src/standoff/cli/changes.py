"""`standoff changes`: what changed between two days."""

from datetime import date
from functools import partial

import click
from rich.console import Console
from rich.text import Text

from standoff import queries
from standoff.cli import options, printing
from standoff.store import open_store


@click.command(short_help="List what changed between two days.")
@options.db
@click.option("--from", "since", type=options.Day(), required=True, metavar="DAY", help="What was known on this day.")
@click.option("--to", "until", type=options.Day(), required=True, metavar="DAY", help="Up to this day, included.")
@click.option("--top", type=click.IntRange(min=1), default=queries.TOP, show_default=True, help="Lines of each part.")
@options.every_witness
@options.answer
def command(db: str, since: date, until: date, top: int, every_witness: bool, as_json: bool) -> None:
    """List what changed between two days.

    What articles published after the first day, up to the last, brought: demands that are new, answered, met or
    withdrawn; how often who speaks for a party was heard; warnings; meetings held and ahead.

    \b
    Examples:
      standoff changes --from 2022-01-26 --to 2022-02-01
      standoff changes --from 2022-01-01 --to 2022-02-01 --format json | jq '.demands[] | select(.now == "rejected")'
    """
    with open_store(db, create=False) as store:
        found = queries.changes(store, since=since, until=until, top=top)
    if as_json:
        printing.write_json(found)
    else:
        _render(printing.console(), found, every_witness=every_witness)


def _render(out: Console, found: queries.Changes, *, every_witness: bool) -> None:
    out.print(
        f"{printing.counted(found.articles, 'article')} published after {found.since} up to {found.until}; "
        f"{printing.counted(found.demand_count, 'demand')} new or in another state"
    )

    rows, event = partial(printing.rows, every_witness=every_witness), partial(printing.event, kind=False)
    demands = (text for each in found.demands for text in _demand(each, every_witness=every_witness))
    printing.part(out, "Demands", demands)
    printing.part(out, "Who spoke", (_speaker(line) for line in found.speakers))
    printing.part(out, "Warnings", rows(found.warnings, printing.warning))
    printing.part(out, "Meetings held", rows(found.meetings_held, event))
    printing.part(out, "Meetings ahead", rows(found.meetings_ahead, event))


def _demand(row: queries.DemandChange, *, every_witness: bool) -> list[Text]:
    """Render a demand that is new with its words, one that moved with the step that moved it."""
    step = row.demand.chain[-1]
    before = f"was {row.was}; " if row.was else "new; "
    line = printing.cited(Text(f"      {before}{printing.day(step.on)}  "), step.evidence)
    shown = printing.with_witnesses(line, step.evidence, shown=every_witness, indent=10)
    return [printing.demand_head(row.demand), *shown]


def _speaker(row: queries.PartyLine) -> Text:
    return Text("  ").append(row.name, style="bold").append(f": {printing.counted(row.statements, 'statement')}")
