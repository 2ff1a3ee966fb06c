"""`standoff read`: from reports to a record."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from standoff.archive import Archive, captures, count
from standoff.cli import capturing, options, scaling
from standoff.cli.progress import Advance, progress
from standoff.cli.stories import work_out
from standoff.cli.tally import Tally, counted, summarize
from standoff.export import jsonl
from standoff.extract import COLUMNS
from standoff.language.reader import Reader
from standoff.pipeline import Outcome, kept, read
from standoff.scale import plan
from standoff.settings import MAX_CHARACTERS, Settings
from standoff.store import Store, open_store
from standoff.workers import Crew, Task


class Jobs(click.ParamType[int]):
    """How many processes read; 0 or auto is one for each core that this process may use."""

    name = "jobs"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        words = "0" if value == "auto" else str(value)
        if not re.fullmatch(r"\d{1,4}", words, re.ASCII):
            self.fail(f"{value!r} is no number of processes; write one, or auto", param, ctx)
        return int(words) or _cores()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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
@click.option(
    "--jobs",
    type=Jobs(),
    default="1",
    show_default=True,
    metavar="N",
    help="Read in so many processes, each with 300 MB; 0 or auto for one a core. The rows are the same.",
)
@scaling.options
@options.captures
@options.captures_in
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
    jobs: int,
    engine: str,
    out: str | None,
    workers: int | None,
    cluster: str | None,
    with_captures: bool,
    captures_in: Path | None,
    as_json: bool,
) -> None:
    """Read reports and keep the record of them.

    PATHS are files, folders, patterns, or - for standard input: plain text, HTML pages, JSON lines (one article a
    line) and WARC files, each also gzipped. What cannot be read is named with the reason; the rest is read all the
    same, and the exit status is 1. Reading the same thing twice adds nothing and is quick: whoever was stopped, by
    whatever, runs the same command again. Pages of WARC files in other languages than English are passed over.

    \b
    Examples:
      standoff read reports/ --db crisis.db
      standoff read page.html notes.txt --published-on 2022-02-01
      standoff read articles.jsonl.gz --field text=body --field uri=link --field published_on=date
      cat report.txt | standoff read - --format jsonl | jq .demands
      standoff read crawl.warc.gz --db crisis.db --no-captures --jobs auto
      standoff read 'crawl/*.warc.gz' --engine ray --out rows/
    """
    settings = Settings(published_on, publisher, _mapping(fields), max_characters)
    tally = Tally()
    if out is not None or engine != scaling.LINE or workers or cluster:
        how = scaling.How(engine, workers, cluster, out, db, captures_in, with_captures=with_captures)
        scaling.check(how, form)
        scaling.read_many(paths, plan(settings, every_attribution=every_attribution), how, tally)
        summarize(tally, out or db, as_json)
        sys.exit(1 if tally.failed else 0)
    reader = partial(Reader, max_characters=max_characters, every_attribution=every_attribution)
    task = Task(reader, settings, None if form else db)
    with progress(lambda: count(paths)) as advance:
        if form == "jsonl":
            _to_stdout(paths, task, jobs, tally, advance)
        else:
            _to_store(paths, task, jobs, tally, advance, db, capturing.archive(db, captures_in, wanted=with_captures))
    summarize(tally, None if form else db, as_json)
    sys.exit(1 if tally.failed else 0)


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
    task: Task,
    jobs: int,
    tally: Tally,
    advance: Advance,
    db: str,
    lent: AbstractContextManager[Archive | None],
) -> None:
    with open_store(db) as store, lent as archive:
        work_out(store)
        with _outcomes(paths, task, jobs, store, archive) as outcomes:
            for _ in counted(outcomes, tally, advance):
                pass


@contextmanager
def _outcomes(
    paths: tuple[str, ...], task: Task, jobs: int, store: Store | None = None, archive: Archive | None = None
) -> Iterator[Iterator[Outcome]]:
    """Read in this process, or in so many others."""
    if jobs == 1:
        yield read(paths, task.reader(), task.settings, store, archive)
        return
    with Crew(task, jobs) as crew:
        yield kept(crew.looks(captures(paths, task.settings)), store, archive)


def _to_stdout(paths: tuple[str, ...], task: Task, jobs: int, tally: Tally, advance: Advance) -> None:
    out = sys.stdout.buffer
    with _outcomes(paths, task, jobs) as outcomes:
        for outcome in counted(outcomes, tally, advance):
            if outcome.reading:
                out.write(jsonl.line(outcome.reading) + b"\n")
                out.flush()
