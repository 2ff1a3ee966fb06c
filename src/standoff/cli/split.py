"""`standoff split`: a request that is of another demand, or words that name another actor."""

import click

from standoff import correcting
from standoff.cli import options
from standoff.cli.corrections import report
from standoff.store import open_store


@click.command(short_help="Say that two demands, or two actors, are not one.")
@click.argument("one", metavar="ONE")
@click.argument("other", metavar="OTHER")
@options.db
@click.option("--article", metavar="ARTICLE", help="Of actors: the article in which a mention is of OTHER, not of ONE.")
@click.option("--words", metavar="WORDS", help="Of actors: the words of that mention.")
@options.occurrence
@options.correcting
@options.answer
def command(
    one: str,
    other: str,
    db: str,
    article: str | None,
    words: str | None,
    occurrence: int,
    author: str | None,
    reason: str | None,
    as_json: bool,
) -> None:
    """Say that two demands, or two actors, are not one.

    ONE is a demand and OTHER a request that is held to raise it: it makes a demand of its own. Or ONE is the actor for
    whom WORDS of an article were taken, and OTHER the actor whom they name. Two actors whom a person merged are parted
    by `standoff undo`.

    \b
    Examples:
      standoff split d:7f14 e:9a20 --reason "other troops"
      standoff split vladimir-putin joe-biden --article orban.txt --words "the president" --occurrence 2
    """
    by = options.by(author, reason)
    if (article is None) != (words is None):
        raise click.UsageError("of a mention, write both: --article and --words")
    with open_store(db, create=False) as store:
        if article is not None and words is not None:
            cited = correcting.cited(store.article(article), words, occurrence)
            made = correcting.move(store, cited, one, other, by)
        else:
            made = correcting.split(store, one, other, by)
        report(store, [made], as_json=as_json)
