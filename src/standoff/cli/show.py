"""`standoff show`: an article with its rows marked."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from standoff import queries
from standoff.archive import Archive
from standoff.cli import options, printing
from standoff.cli.capturing import folder_of
from standoff.corrections import PERSON
from standoff.export import jsonl
from standoff.store import Witness, open_store
from standoff.types import Actor, Article, Capture, Citation, Event, Reading, Statement

_FURNITURE = "dim strike"
_CONTENT, _SOURCE, _CUE, _ANCHOR = "cyan", "bold blue", "yellow", "underline"
_MARK = "bold black on white"


@click.command(short_help="Show an article with its rows marked.")
@click.argument("article")
@options.db
@click.option("--text/--no-text", "with_text", default=True, help="Show the text above its rows.")
@options.captures_in
@options.answer
def command(article: str, db: str, with_text: bool, captures_in: Path | None, as_json: bool) -> None:
    """Show an article with its rows marked.

    ARTICLE is its address, the last part of its address, or the beginning of its id. In the text, [1] stands before the
    words of statement 1 and [a] before those of event a; sources are blue, cues yellow, what was said cyan, events
    underlined, furniture struck out. The rows follow in the order of the text.

    \b
    Examples:
      standoff show 2022-02-01-orban.txt
      standoff show sha256:9f2c --format json
    """
    with open_store(db, create=False) as store:
        shown = queries.show(store, article)
    captured = _captured(shown, folder_of(db, captures_in))
    if as_json:
        printing.write_json(jsonl.as_json(shown.reading))
        return
    out = printing.console()
    _print_head(out, shown, captured)
    if with_text:
        out.print(printing.harmless(_marked(shown.reading), but="\n\t"))
        out.print()
    for line in chain(_statements(shown.reading), _events(shown.reading), _demands(shown.reading)):
        printing.write(out, line)


def _captured(shown: queries.Shown, folder: Path | None) -> dict[str, Capture]:
    """Return what is kept of the bytes in which the article was found, by their digests."""
    if folder is None:
        return {}
    with Archive(folder) as archive:
        found = ((each.capture, archive.find(each.capture)) for each in shown.witnesses if each.capture)
        return {digest: capture for digest, capture in found if capture}


def _print_head(out: Console, shown: queries.Shown, captured: dict[str, Capture]) -> None:
    article = shown.reading.article
    printing.write(out, Text(article.headline or article.uri, style="bold"))
    facts = (article.publisher, _published(article), article.dateline)
    printing.write(out, Text(" · ".join(str(fact) for fact in (*facts, article.id[:19]) if fact), style="dim"))
    for witness in shown.witnesses:
        printing.write(out, Text(f"{witness.uri}{_own(witness)}{_received(witness, captured)}", style="dim"))
    if len(shown.story.articles) > 1:
        line = f"one of {len(shown.story.articles)} articles of a story: standoff story {shown.story.id}"
        printing.write(out, Text(line, style="dim"))
    out.print()


def _published(article: Article) -> str | None:
    """Return when an article was published: the day, and the clock where that is known."""
    day = article.published_on.isoformat() if article.published_on else None
    return f"{day} {article.published_at:%H:%M %Z}" if article.published_at else day


def _own(witness: Witness) -> str:
    """Name the address that a page gives for its own, where it was found at another."""
    return f", its own address {witness.canonical}" if witness.canonical not in (None, witness.uri) else ""


def _received(witness: Witness, captured: dict[str, Capture]) -> str:
    """Say what is kept of a witness: the digest of its bytes, when they came, and the WARC record, if from one."""
    kept = captured.get(witness.capture or "")
    if kept is None:
        return ""
    when = f", {kept.captured_at:%Y-%m-%d %H:%M} UTC" if kept.captured_at else ""
    return f" (capture {kept.digest[:19]}{when}{f', record {kept.record}' if kept.record else ''})"


def _marked(reading: Reading) -> Text:
    text = Text(reading.article.text)
    for span in reading.article.furniture:
        text.stylize(_FURNITURE, *span)
    for statement in reading.statements:
        _stylize(text, statement.content, _CONTENT)
        _stylize(text, statement.source, _SOURCE)
        _stylize(text, statement.cue, _CUE)
    for event in reading.events:
        _stylize(text, event.anchor, _ANCHOR)
    return _with_marks(text, reading)


def _stylize(text: Text, citation: Citation | None, style: str) -> None:
    for start, end in citation.spans if citation else ():
        text.stylize(style, start, end)


def _with_marks(text: Text, reading: Reading) -> Text:
    """Put the marks of the rows before their words."""
    marks = [(row.content.spans[0].start, f"[{number}]") for number, row in _numbered(reading)]
    marks += [(row.anchor.spans[0].start, f"[{letter}]") for letter, row in _lettered(reading)]
    marked, at = Text(), 0
    for start, mark in sorted(marks, key=lambda each: each[0]):
        marked.append_text(text[at:start] if at < start else Text()).append(mark, style=_MARK)
        at = start
    return marked.append_text(text[at:]) if at < len(text) else marked


def _numbered(reading: Reading) -> Iterator[tuple[int, Statement]]:
    return enumerate(sorted(reading.statements, key=lambda row: row.content.spans), 1)


def _lettered(reading: Reading) -> Iterator[tuple[str, Event]]:
    ordered = sorted(reading.events, key=lambda row: row.anchor.spans)
    return ((_letters(number), row) for number, row in enumerate(ordered))


def _letters(number: int) -> str:
    """Count by letters: after z comes aa.

    >>> [_letters(n) for n in (0, 25, 26, 52)]
    ['a', 'z', 'aa', 'ba']
    """
    return (_letters(number // 26 - 1) if number >= 26 else "") + chr(ord("a") + number % 26)


def _heading(number: int, noun: str) -> Text:
    return Text(printing.counted(number, noun), style="bold underline")


def _statements(reading: Reading) -> Iterator[Text]:
    names = {actor.id: actor for actor in reading.actors}
    yield _heading(len(reading.statements), "statement")
    for number, row in _numbered(reading):
        line = Text(f"[{number}] ")
        line.append(_name(names, row.speaker) or "(nobody named)", style="bold")
        line.append(f" {row.form}")
        if row.addressees:
            line.append(f", to {', '.join(_name(names, each) or each for each in row.addressees)}")
        if row.said_on:
            line.append(f", {row.said_on}")
        line.append(f": “{printing.words(row.content.exact)}”")
        yield line.append(f"  {_standing(row)}", style="dim")


def _standing(row: Statement | Event) -> str:
    """Return how sure a row is, or that it is a person's, and the id by which it is corrected."""
    return f"{'by a person' if row.coder == PERSON else f'{row.score:.2f}'}  {row.id}"


def _name(actors: dict[str, Actor], actor: str | None) -> str | None:
    return actors[actor].name if actor in actors else actor


def _events(reading: Reading) -> Iterator[Text]:
    letters = {row.id: letter for letter, row in _lettered(reading)}
    yield Text()
    yield _heading(len(reading.events), "event")
    for letter, row in _lettered(reading):
        line = Text(f"[{letter}] ")
        line.append(f"{row.type} {printing.towards(row.actors, row.recipients)}", style="bold")
        line.append(f" {row.status}")
        if row.date:
            line.append(f", {row.date}")
        if row.answers:
            line.append(f", answers {', '.join(letters[each] for each in row.answers if each in letters)}")
        line.append(f": “{printing.words(row.anchor.exact)}”")
        yield line.append(f"  {_standing(row)}", style="dim")


def _demands(reading: Reading) -> Iterator[Text]:
    yield Text()
    yield _heading(len(reading.demands), "demand")
    for demand in reading.demands:
        line = Text(f"{demand.status:11} ")
        line.append(printing.towards(demand.holder, demand.addressees), style="bold")
        yield line.append(f": {demand.what}")
