"""`standoff read`: from reports to a record."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial

import click
import msgspec

from standoff.archive import count
from standoff.cli import options, printing
from standoff.cli.progress import Advance, progress
from standoff.cli.stories import work_out
from standoff.export import jsonl
from standoff.extract import COLUMNS
from standoff.language.reader import Reader, reads
from standoff.pipeline import Outcome, read
from standoff.settings import MAX_CHARACTERS, Settings
from standoff.store import open_store


@dataclass(slots=True)
class Tally:
    """What was read so far."""

    read: int = 0
    added: int = 0
    words: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    failed: int = 0

    def take(self, outcome: Outcome) -> None:
        if outcome.reading is None:
            self.failed += 1
            return
        article = outcome.reading.article
        self.added += outcome.added
        if not reads(article):
            self.unread[str(article.language)] += 1
            return
        self.read += 1
        self.words += len(article.text.split())
        self.rows.update(statements=len(outcome.reading.statements), events=len(outcome.reading.events))


@click.command(short_help="Read reports and keep the record of them.")
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@options.db
@click.option(
    "--published-on", type=options.Day(), metavar="DAY", help="When the reports were published, whatever they say."
)
@click.option("--publisher", metavar="NAME", help="Who published the reports, whatever they say.")
@click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="FIELD=COLUMN",
    help=f"Where JSON lines keep a field: {', '.join(COLUMNS)}. Repeatable.",
)
@click.option(
    "--format", "form", type=click.Choice(["jsonl"]), help="Write each reading to standard output; needs no database."
)
@click.option(
    "--max-characters",
    type=click.IntRange(min=1),
    metavar="N",
    default=MAX_CHARACTERS,
    show_default=True,
    help="Refuse longer texts.",
)
@click.option(
    "--every-attribution",
    is_flag=True,
    help="Keep also what is told as somebody's and is no statement: headings, topics, acts done by words.",
)
@options.as_json
def command(
    paths: tuple[str, ...],
    db: str,
    published_on: date | None,
    publisher: str | None,
    fields: tuple[str, ...],
    form: str | None,
    max_characters: int,
    every_attribution: bool,
    as_json: bool,
) -> None:
    """Read reports and keep the record of them.

    PATHS are files, folders, patterns, or - for standard input: plain text, HTML pages, JSON lines (one article a
    line), each also gzipped. What cannot be read is named with the reason; the rest is read all the same, and the
    exit status is 1. Reading the same thing twice adds nothing.

    \b
    Examples:
      standoff read reports/ --db crisis.db
      standoff read page.html notes.txt --published-on 2022-02-01
      standoff read articles.jsonl.gz --field text=body --field uri=link --field published_on=date
      cat report.txt | standoff read - --format jsonl | jq .demands
    """
    settings = Settings(published_on, publisher, _mapping(fields), max_characters)
    tally = Tally()
    reader = partial(Reader, max_characters=max_characters, every_attribution=every_attribution)
    with progress(lambda: count(paths)) as advance:
        if form == "jsonl":
            failed = _to_stdout(paths, settings, reader, tally, advance)
        else:
            failed = _to_store(paths, settings, reader, tally, advance, db)
    _summarize(tally, None if form else db, as_json)
    sys.exit(1 if failed else 0)


def _mapping(fields: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    pairs: dict[str, str] = {}
    for each in fields:
        name, _, column = each.partition("=")
        if not (name and column):
            raise click.BadParameter(f"{each!r}; write FIELD=COLUMN, as in text=body", param_hint="--field")
        if name not in COLUMNS:
            raise click.BadParameter(f"no field {name!r}; there are {', '.join(COLUMNS)}", param_hint="--field")
        if name in pairs:
            raise click.BadParameter(f"{name!r} twice; a field is kept in one column", param_hint="--field")
        pairs[name] = column
    return tuple(pairs.items())


def _outcomes(outcomes: Iterator[Outcome], tally: Tally, advance: Advance) -> Iterator[Outcome]:
    for outcome in outcomes:
        tally.take(outcome)
        advance(tally.read, tally.rows["statements"], _faults(outcome))
        yield outcome


def _to_store(
    paths: tuple[str, ...], settings: Settings, reader: Callable[[], Reader], tally: Tally, advance: Advance, db: str
) -> bool:
    with open_store(db) as store:
        work_out(store)
        for _ in _outcomes(read(paths, reader(), settings, store), tally, advance):
            pass
    return tally.failed > 0


def _to_stdout(
    paths: tuple[str, ...], settings: Settings, reader: Callable[[], Reader], tally: Tally, advance: Advance
) -> bool:
    out = sys.stdout.buffer
    for outcome in _outcomes(read(paths, reader(), settings), tally, advance):
        if outcome.reading:
            out.write(jsonl.line(outcome.reading) + b"\n")
            out.flush()
    return tally.failed > 0


def _faults(outcome: Outcome) -> list[str]:
    if outcome.error:
        return [f"not read: {outcome.error}"]
    if outcome.reading and not reads(outcome.reading.article):
        article = outcome.reading.article
        return [f"kept, not read: {article.uri} is in {article.language!r}; English is read"]
    return []


def _summarize(tally: Tally, db: str | None, as_json: bool) -> None:
    if as_json and db:
        rows = {name: tally.rows[name] for name in ("statements", "events")}
        counts = {**rows, "articles": tally.read, "words": tally.words, "added": tally.added}
        summary = {**counts, "not_read": tally.unread, "failed": tally.failed, "db": db}
        click.echo(msgspec.json.encode(summary))
        return
    parts = [f"read {printing.counted(tally.read, 'article')} ({printing.counted(tally.words, 'word')})"]
    parts += [", ".join(printing.counted(tally.rows[f"{noun}s"], noun) for noun in ("statement", "event"))]
    if tally.unread:
        parts.append(f"{tally.unread.total()} kept but not read ({', '.join(sorted(tally.unread))})")
    if tally.failed:
        parts.append(f"{tally.failed} failed")
    if db:
        parts.append(f"{tally.added} new in {db}")
    click.echo("; ".join(parts), err=db is None)
