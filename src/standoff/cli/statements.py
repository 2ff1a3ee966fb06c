"""`standoff statements`: who said what."""

from datetime import date

import click
from rich.text import Text

from standoff import queries
from standoff.cli import options, printing
from standoff.store import open_store


@click.command(short_help="List who said what.")
@click.argument("words", nargs=-1)
@options.db
@click.option(
    "--speaker", metavar="NAME", help="Only what this person or party said; a party includes who acts for it."
)
@click.option("--addressee", metavar="NAME", help="Only what was said to this person or party.")
@options.since
@options.until
@options.limit
@options.as_of
@options.every_witness
@options.answer
def command(
    words: tuple[str, ...],
    db: str,
    speaker: str | None,
    addressee: str | None,
    since: date | None,
    until: date | None,
    as_of: date | None,
    limit: int,
    every_witness: bool,
    as_json: bool,
) -> None:
    """List who said what, the newest first.

    WORDS must all be in what was said, in any grammatical form; words in double quotation marks stand side by side.
    What the copies of a report repeat is one line, at the day and in the words of the first report.

    \b
    Examples:
      standoff statements --speaker Putin
      standoff statements sanctions --speaker USA --since 2022-01-26
      standoff statements '"security guarantees"' --json
    """
    with open_store(db, create=False) as store:
        found = queries.statements(
            store,
            speaker=speaker,
            addressee=addressee,
            words=" ".join(words) or None,
            since=since,
            until=options.day_after(until),
            as_of=as_of,
            limit=limit,
        )

    def lines(row: queries.StatementLine) -> list[Text]:
        return printing.with_witnesses(printing.statement(row), row.evidence, shown=every_witness)

    printing.answer(found, lines, limit=limit, as_json=as_json)
