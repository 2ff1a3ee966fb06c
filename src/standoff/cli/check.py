"""`standoff check`: verify every citation."""

from dataclasses import replace
from pathlib import Path

import click

from standoff import queries
from standoff.archive import Archive
from standoff.cli import capturing, options, printing
from standoff.store import Store, open_store


@click.command(short_help="Verify every citation of a record.")
@options.db
@click.option(
    "--captures/--no-captures",
    "with_captures",
    default=True,
    show_default=True,
    help="Go on from the texts to the kept bytes, and extract each text again.",
)
@options.captures_in
@options.answer
def command(db: str, with_captures: bool, captures_in: Path | None, as_json: bool) -> None:
    """Verify every citation of a record against the texts it keeps, and these against the bytes that were received.

    Exit status 1 at the first row whose words are not where it says, or the first capture that does not give its text
    again; it is named. A text that another version of the extractor made is only compared by the digest of its bytes.

    \b
    Examples:
      standoff check --db crisis.db && echo sound
      standoff check --db crisis.db --no-captures
    """
    with open_store(db, create=False) as store:
        checked = queries.check(store)
        if with_captures:
            checked = replace(checked, captures=_captured(store, db, captures_in))
    if as_json:
        printing.write_json(checked)
        return
    click.echo(f"all {checked.citations:,} citations in {printing.counted(checked.counts.articles, 'article')} hold")
    if (captured := checked.captures) is not None:
        click.echo(
            f"{printing.counted(captured.give_the_text, 'capture')} give the text again, {captured.same_bytes:,} are "
            f"the same bytes and were read by another extractor, {captured.not_kept:,} are not kept"
        )


def _captured(store: Store, db: str, captures_in: Path | None) -> queries.Captured | None:
    """Check the captures where there are any; say so where nobody can know."""
    if capturing.folder_of(db, captures_in) is None:
        click.echo("standoff: no captures were looked at; name their folder with --captures-in DIR", err=True)
    folder = capturing.kept_in(db, captures_in)
    if folder is None:
        return None
    from standoff.queries.captured import check_captures  # loads the extractors

    with Archive(folder) as archive:
        return check_captures(store, archive)
