"""`standoff stories`: which articles copy or rewrite one another."""

from collections.abc import Iterator
from datetime import date

import click
from rich.text import Text

from standoff import queries
from standoff.cli import options, printing
from standoff.cli.progress import counting
from standoff.ledger.stories import tell
from standoff.store import Store, open_store


@click.command(short_help="List the articles that copy one another.")
@options.db
@click.option(
    "--least", type=click.IntRange(min=1), default=2, show_default=True, help="Only stories of so many articles."
)
@options.limit
@options.as_of
@options.answer
def command(db: str, least: int, limit: int, as_of: date | None, as_json: bool) -> None:
    """List the stories: articles that copy or rewrite one report. What they all tell counts once.

    The largest come first; of each, the articles by day, with how much of the longer of it and the first report is in
    both. In a database of an earlier version, the stories are worked out first.

    \b
    Examples:
      standoff stories
      standoff stories --least 5
      standoff stories --format json | jq '.[].articles[].uri'
    """
    with open_store(db, create=False) as store:
        work_out(store)
        found = queries.stories(store, least=least, as_of=as_of, limit=limit)
    printing.answer(found, lambda line: list(_story(line)), limit=limit, as_json=as_json)


def work_out(store: Store) -> None:
    """Work out the stories of a database that an earlier version wrote, or that another program added to."""
    with counting("working out stories", store.counts().articles) as count:
        for done in tell(store.shelf):
            count(done)


def _story(line: queries.StoryLine) -> Iterator[Text]:
    yield head(line)
    for each in line.articles:
        yield Text("  ").append_text(telling(each))


def head(line: queries.StoryLine) -> Text:
    """Render what a story is called and how large it is."""
    text = Text(line.articles[0].headline or line.articles[0].uri, style="bold")
    size = f"{printing.counted(len(line.articles), 'article')}, {printing.counted(line.reports, 'report')}"
    return text.append(f"  ({size}, {line.id})", style="not bold dim")


def telling(each: queries.Telling) -> Text:
    """Render when and where an article of a story was published, and how much of the first report is in it."""
    text = Text(f"{printing.day(each.published_on.isoformat() if each.published_on else None)}  ")
    text.append(f"{each.likeness:4.0%}  ")
    if each.publisher:
        text.append(f"{each.publisher}  ", style="bold")
    copies = f" +{len(each.copies)}" if each.copies else ""
    return text.append(f"[{each.uri}{copies}]", style="dim")
