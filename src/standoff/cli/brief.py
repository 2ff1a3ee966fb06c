"""`standoff brief`: the standoff on one screen."""

from datetime import date
from functools import partial

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
@options.every_witness
@options.answer
def command(db: str, top: int, as_of: date | None, every_witness: bool, as_json: bool) -> None:
    """Print the brief of the standoff.

    The parties; the demands, their state and how they came to it; warnings, accusations and denials; meetings past and
    ahead; the latest words of each party. Every line ends with where its words stand: address and characters.

    \b
    Examples:
      standoff brief
      standoff brief --db crisis.db --top 5
      standoff brief --as-of 2022-02-01
      standoff brief --format json | jq '.demands[] | select(.status == "rejected")'
    """
    with open_store(db, create=False) as store:
        answer = queries.brief(store, top=top, as_of=as_of)
    if as_json:
        printing.write_json(answer)
    else:
        render(printing.console(), answer, every_witness=every_witness)


def render(out: Console, brief: queries.Brief, *, every_witness: bool = False) -> None:
    """Print the answer; `every_witness` shows below each line the other reports that tell the same."""
    counts = brief.counts
    unread = f" ({counts.unread} in other languages, not read)" if counts.unread else ""
    stories = f" of {printing.counted(counts.stories, 'story')}" if counts.stories < counts.articles else ""
    out.print(
        f"{printing.counted(counts.articles, 'article')}{stories}{unread}, "
        f"{printing.counted(counts.statements, 'statement')}, {printing.counted(counts.events, 'event')}, "
        f"{printing.counted(brief.demand_count, 'demand')}"
    )
    demand = partial(printing.demand, steps=_STEPS, every_witness=every_witness)
    rows, event = partial(printing.rows, every_witness=every_witness), partial(printing.event, kind=False)
    printing.part(out, "Parties", (_party(line) for line in brief.parties))
    printing.part(out, "Demands", (text for line in brief.demands for text in demand(line)))
    printing.part(out, "Warnings", rows(brief.warnings, printing.warning))
    printing.part(out, "Accusations", rows(brief.accusations, event))
    printing.part(out, "Denials", rows(brief.denials, event))
    printing.part(out, "Meetings held", rows(brief.meetings_held, event))
    printing.part(out, "Meetings ahead", rows(brief.meetings_ahead, event))
    printing.part(out, "Latest words", rows((line.words for line in brief.latest_words), printing.statement))


def _party(line: queries.PartyLine) -> Text:
    text = Text("  ")
    text.append(f"{line.name} ({line.id})", style="bold")
    said, acted = printing.counted(line.statements, "statement"), printing.counted(line.acting, "act")
    return text.append(f": {said}, {acted}, {line.receiving:,} towards it")
