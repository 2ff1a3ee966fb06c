"""`standoff story`: the articles of a story, and what sets them apart."""

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

import click
from rich.text import Text

from standoff import queries
from standoff.cli import options, printing
from standoff.cli.stories import head, telling, work_out
from standoff.queries import Change
from standoff.store import open_store

_SIGNS = MappingProxyType({Change.REWORDED: "~", Change.ADDED: "+", Change.LEFT_OUT: "-"})
_MARKS = MappingProxyType(
    {
        Change.KEPT: ("", "", ""),
        Change.ADDED: ("{+", "+}", "green"),
        Change.LEFT_OUT: ("[-", "-]", "red"),
    }
)


@click.command(short_help="Show what sets the articles of a story apart.")
@click.argument("story")
@options.db
@options.as_of
@options.answer
def command(story: str, db: str, as_of: date | None, as_json: bool) -> None:
    """Show the articles of a story, and what each has that the first report has not.

    STORY is the id of a story or the beginning of it, or one of its articles: its address, the last part of its
    address, or the beginning of its id. Of each article, + stands before sentences that the first report has not,
    - before those that are left out, ~ before those that are worded anew, with {+words+} added and [-words-] left out.

    \b
    Examples:
      standoff story st:9f2c
      standoff story 2022-02-01-orban.txt --format json
    """
    with open_store(db, create=False) as store:
        work_out(store)
        found = queries.story(store, story, as_of=as_of)
    if as_json:
        printing.write_json(found)
        return
    out = printing.console()
    for line in _lines(found):
        printing.write(out, line)


def _lines(found: queries.StoryLine) -> Iterator[Text]:
    yield head(found)
    for number, each in enumerate(found.articles):
        yield Text()
        yield telling(each)
        if number:
            yield Text(f"  {each.headline or '(no headline)'}", style="bold")
            yield from _passages(each.passages)


def _passages(passages: tuple[queries.Passage, ...]) -> Iterator[Text]:
    """Render what differs; of what is the same, how much it is."""
    kept = 0
    for passage in passages:
        if passage.change is Change.KEPT:
            kept += 1
            continue
        if kept:
            yield _same(kept)
        kept = 0
        yield Text(f"  {_SIGNS[passage.change]} ").append_text(_words(passage))
    if kept:
        yield _same(kept)


def _same(count: int) -> Text:
    return Text(f"  = {printing.counted(count, 'sentence')}", style="dim")


def _words(passage: queries.Passage) -> Text:
    text = Text()
    for piece in passage.pieces:
        before, after, style = _MARKS[piece.change]
        marks = (before, after) if passage.change is Change.REWORDED else ("", "")
        text.append(f"{marks[0]}{printing.flat(piece.words)}{marks[1]}", style=style)
    return text
