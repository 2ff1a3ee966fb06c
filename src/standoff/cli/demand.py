"""`standoff demand`: one demand, from its first words to what became of it."""

from collections.abc import Iterator
from datetime import date

import click
from rich.text import Text

from standoff import queries
from standoff.cli import options, printing
from standoff.store import open_store


@click.command(short_help="Show one demand with its whole chain.")
@click.argument("demand", metavar="ID")
@options.db
@options.as_of
@options.every_witness
@options.answer
def command(demand: str, db: str, as_of: date | None, every_witness: bool, as_json: bool) -> None:
    """Show one demand with its whole chain.

    ID is the id that `standoff demands` shows, or the beginning of it; an id that the demand had before an older
    report was read finds it as well. Every place where it is raised follows the chain. A step from another article
    shows the words that it answers, and how sure that is.

    \b
    Examples:
      standoff demand d:7f145694118779f0d20f
      standoff demand 7f14 --format json
    """
    with open_store(db, create=False) as store:
        found = queries.demand(store, demand, as_of=as_of)
    if as_json:
        printing.write_json(found)
        return
    out = printing.console()
    for line in _lines(found, every_witness=every_witness):
        printing.write(out, line)


def _lines(row: queries.DemandLine, *, every_witness: bool) -> Iterator[Text]:
    yield printing.demand_head(row)
    yield Text(f"  first {printing.day(row.first.on)}, last {printing.day(row.last.on)}", style="dim")
    yield from _part("Chain", (line for step in row.chain for line in _step(step, every_witness=every_witness)))
    told = (line for each in row.witnesses for line in _told(each, every_witness=every_witness))
    yield from _part("Raised in", told)


def _part(title: str, lines: Iterator[Text]) -> Iterator[Text]:
    yield Text("")
    yield Text(title.upper(), style="bold underline")
    yield from lines


def _told(row: queries.ToldLine, *, every_witness: bool) -> list[Text]:
    line = printing.cited(Text(f"  {printing.day(row.on)}  "), row.evidence).append(f"  {row.event}", style="dim")
    return printing.with_witnesses(line, row.evidence, shown=every_witness)


def _step(row: queries.StepLine, *, every_witness: bool) -> Iterator[Text]:
    line = Text(f"  {printing.day(row.on)}  ")
    line.append(printing.status(row.step.step))
    line.append(f"{printing.names(row.actors)}: ", style="bold")
    printing.cited(line.append(printing.says(row.according_to)), row.evidence)
    line.append(f"  {row.step.score:.2f}  {row.event.id}", style="dim")
    yield from printing.with_witnesses(line, row.evidence, shown=every_witness)
    if row.answers and row.answers.article_id != row.evidence.article_id:
        yield printing.cited(Text("      answers "), row.answers)
