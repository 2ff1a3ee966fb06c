"""`standoff corrections`: what persons corrected."""

from collections.abc import Sequence

import click
from rich.text import Text

from standoff import queries
from standoff.cli import options, printing
from standoff.corrections import Correction
from standoff.queries.corrections import lines
from standoff.queries.desk import Desk
from standoff.store import Kept, Store, open_store


@click.command(short_help="List what persons corrected.")
@options.db
@click.option("--article", metavar="ARTICLE", help="Only of this article.")
@click.option("--row", metavar="ROW", help="Only of this statement or event.")
@click.option("--author", metavar="NAME", help="Only by this person.")
@options.limit
@options.answer
def command(db: str, article: str | None, row: str | None, author: str | None, limit: int, as_json: bool) -> None:
    """List what persons corrected, the newest first: when, who, what, why, and whether it was undone.

    \b
    Examples:
      standoff corrections
      standoff corrections --article 2022-02-01-orban.txt
      standoff corrections --row e:7f14 --json
    """
    with open_store(db, create=False) as store:
        found = queries.corrections(store, article=article, row=row, author=author, limit=limit)
    printing.answer(found, lambda line: [_line(line)], limit=limit, as_json=as_json)


def report(store: Store, made: Sequence[Correction], *, as_json: bool) -> None:
    """Print the corrections that a command made."""
    found = lines(Desk.of(store), [Kept(each) for each in made])
    if as_json:
        printing.write_json(found)
        return
    out = printing.console()
    for each in found:
        printing.write(out, _line(each))


def _line(line: queries.CorrectionLine) -> Text:
    text = Text(f"{line.made_at:%Y-%m-%d %H:%M}  ")
    text.append(line.id[:10], style="dim")
    text.append(f"  {line.kind}", style="bold")
    text.append(f" {line.row or line.undoes or ''}".rstrip())
    text.append(f" by {line.author}")
    if line.says:
        text.append(f": {'; '.join(line.says)}")
    if line.reason:
        text.append(f" ({line.reason})")
    if line.undone_by:
        text.append(f", undone by {line.undone_by[:10]}", style="red")
    if line.evidence:
        printing.cited(text.append("  "), line.evidence)
    return printing.cited(text.append(" and "), line.other) if line.other else text
