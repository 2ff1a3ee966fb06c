"""`standoff brief`: the standoff on one screen."""

from datetime import date

import click
from rich.console import Console
from rich.text import Text

from standoff import queries
from standoff.cli import options, printing
from standoff.store import open_store

_STEPS = 4


@click.command(short_help="Print the brief of the standoff.")
@options.db
@click.option("--top", type=click.IntRange(min=1), default=queries.TOP, show_default=True, help="Lines of each part.")
@options.as_of
@options.answer
def command(db: str, top: int, as_of: date | None, as_json: bool) -> None:
    """Print the brief of the standoff.

    The parties; the demands, their state and how they came to it; warnings, accusations and denials; meetings past and
    ahead; the latest words of each party. Every line ends with where its words stand: address and characters.

    \b
    Examples:
      standoff brief
      standoff brief --db crisis.db --top 5
      standoff brief --as-of 2022-02-01
      standoff brief --json | jq '.demands[] | select(.status == "rejected")'
    """
    with open_store(db, create=False) as store:
        answer = queries.brief(store, top=top, as_of=as_of)
    if as_json:
        printing.write_json(answer)
    else:
        render(printing.console(), answer)


def render(out: Console, brief: queries.Brief) -> None:
    """Print the answer."""
    counts = brief.counts
    unread = f" ({counts.unread} in other languages, not read)" if counts.unread else ""
    out.print(
        f"{printing.counted(counts.articles, 'article')}{unread}, {printing.counted(counts.statements, 'statement')}, "
        f"{printing.counted(counts.events, 'event')}, {printing.counted(brief.demand_count, 'demand')}"
    )
    printing.part(out, "Parties", (_party(line) for line in brief.parties))
    printing.part(out, "Demands", (text for line in brief.demands for text in printing.demand(line, steps=_STEPS)))
    printing.part(out, "Warnings", (printing.indented(printing.warning(line)) for line in brief.warnings))
    printing.part(
        out, "Accusations", (printing.indented(printing.event(line, kind=False)) for line in brief.accusations)
    )
    printing.part(out, "Denials", (printing.indented(printing.event(line, kind=False)) for line in brief.denials))
    printing.part(
        out, "Meetings held", (printing.indented(printing.event(line, kind=False)) for line in brief.meetings_held)
    )
    printing.part(
        out, "Meetings ahead", (printing.indented(printing.event(line, kind=False)) for line in brief.meetings_ahead)
    )
    printing.part(
        out, "Latest words", (printing.indented(printing.statement(line.words)) for line in brief.latest_words)
    )


def _party(line: queries.PartyLine) -> Text:
    text = Text("  ")
    text.append(f"{line.name} ({line.id})", style="bold")
    said, acted = printing.counted(line.statements, "statement"), printing.counted(line.acting, "act")
    return text.append(f": {said}, {acted}, {line.receiving:,} towards it")
