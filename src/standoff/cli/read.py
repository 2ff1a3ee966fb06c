"""`standoff read`: from reports to a record."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from functools import partial

import click

from standoff.archive import Archive, count, folder_beside
from standoff.cli import options, scaling
from standoff.cli.progress import Advance, progress
from standoff.cli.stories import work_out
from standoff.cli.tally import Tally, counted, summarize
from standoff.export import jsonl
from standoff.extract import COLUMNS
from standoff.language.reader import Reader
from standoff.pipeline import read
from standoff.scale import plan
from standoff.settings import MAX_CHARACTERS, Settings
from standoff.store import open_store


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
@scaling.options
@options.captures
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
    engine: str,
    out: str | None,
    workers: int | None,
    cluster: str | None,
    with_captures: bool,
    as_json: bool,
) -> None:
    """Read reports and keep the record of them.

    PATHS are files, folders, patterns, or - for standard input: plain text, HTML pages, JSON lines (one article a
    line) and WARC files, each also gzipped. What cannot be read is named with the reason; the rest is read all the
    same, and the exit status is 1. Reading the same thing twice adds nothing. Pages of WARC files in other languages
    than English are passed over.

    \b
    Examples:
      standoff read reports/ --db crisis.db
      standoff read page.html notes.txt --published-on 2022-02-01
      standoff read articles.jsonl.gz --field text=body --field uri=link --field published_on=date
      cat report.txt | standoff read - --format jsonl | jq .demands
      standoff read crawl.warc.gz --db crisis.db --no-captures
      standoff read 'crawl/*.warc.gz' --engine ray --out rows/
    """
    settings = Settings(published_on, publisher, _mapping(fields), max_characters)
    tally = Tally()
    if out is not None or engine != scaling.LINE or workers or cluster:
        how = scaling.How(engine, workers, cluster, out, db, with_captures=with_captures)
        scaling.check(how, form)
        scaling.read_many(paths, plan(settings, every_attribution=every_attribution), how, tally)
        summarize(tally, out or db, as_json)
        sys.exit(1 if tally.failed else 0)
    reader = partial(Reader, max_characters=max_characters, every_attribution=every_attribution)
    with progress(lambda: count(paths)) as advance:
        if form == "jsonl":
            failed = _to_stdout(paths, settings, reader, tally, advance)
        else:
            failed = _to_store(paths, settings, reader, tally, advance, db, with_captures=with_captures)
    summarize(tally, None if form else db, as_json)
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


def _to_store(
    paths: tuple[str, ...],
    settings: Settings,
    reader: Callable[[], Reader],
    tally: Tally,
    advance: Advance,
    db: str,
    *,
    with_captures: bool,
) -> bool:
    with open_store(db) as store, _archive(db, wanted=with_captures) as archive:
        work_out(store)
        for _ in counted(read(paths, reader(), settings, store, archive), tally, advance):
            pass
    return tally.failed > 0


def _archive(db: str, *, wanted: bool) -> AbstractContextManager[Archive | None]:
    folder = folder_beside(db) if wanted else None
    return Archive(folder) if folder else nullcontext()


def _to_stdout(
    paths: tuple[str, ...], settings: Settings, reader: Callable[[], Reader], tally: Tally, advance: Advance
) -> bool:
    out = sys.stdout.buffer
    for outcome in counted(read(paths, reader(), settings), tally, advance):
        if outcome.reading:
            out.write(jsonl.line(outcome.reading) + b"\n")
            out.flush()
    return tally.failed > 0
