"""The part of `standoff read` that is for many files: into Parquet, or by workers on a cluster."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from standoff.cli import capturing
from standoff.cli.extras import check_installed
from standoff.cli.progress import Advance, progress
from standoff.cli.stories import work_out
from standoff.cli.tally import Tally, counted
from standoff.errors import CaptureError
from standoff.export.parquet.partitions import Manifest
from standoff.pipeline import kept
from standoff.scale import Plan, Task, tasks
from standoff.store import open_store

LINE, RAY = "line", "ray"


@dataclass(frozen=True, slots=True)
class How:
    """By what and where to it is read: into partitions in the folder `out`, without one into the database `db`."""

    engine: str
    workers: int | None
    cluster: str | None
    out: str | None
    db: str
    captures_in: Path | None = None
    with_captures: bool = True


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add to a command the options that say how many files are read."""
    for option in (
        click.option(
            "--engine",
            type=click.Choice([LINE, RAY]),
            default=LINE,
            show_default=True,
            help="line: in this process. ray: by workers on this machine or a cluster; docs/scale.md.",
        ),
        click.option("--out", metavar="DIR", help="Write Parquet into this folder, in place of a database."),
        click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Workers of ray; a processor each."),
        click.option("--cluster", metavar="ADDRESS", help="A Ray cluster that runs already, as host:port or auto."),
    ):
        command = option(command)
    return command


def check(how: How, form: str | None) -> None:
    """Raise an error where options do not go together, or what they need is not installed."""
    if form:
        raise click.UsageError("--format writes to standard output; leave it out with --out or --engine ray")
    if how.engine == LINE and (how.workers or how.cluster):
        raise click.UsageError("--workers and --cluster are for --engine ray; add it")
    if how.engine == RAY:
        check_installed("ray", "ray", "pyarrow", "pandas", "fsspec")
    else:
        check_installed("parquet", "pyarrow")


def read_many(paths: Sequence[str], plan: Plan, how: How, tally: Tally) -> None:
    """Read all files and count what became of them."""
    work: list[Task] = []
    faults: list[str] = []
    for found in tasks(paths):
        if isinstance(found, CaptureError):
            faults.append(f"not read: {found}")
        else:
            work.append(found)
    tally.failed += len(faults)
    with progress(lambda: len(work) if how.out else None) as advance:
        advance(0, 0, faults)
        if how.out is None:
            _into_store(work, plan, how, tally, advance)
        else:
            _into_partitions(work, plan, how.out, how, tally, advance)


def _into_partitions(work: list[Task], plan: Plan, out: str, how: How, tally: Tally, advance: Advance) -> None:
    from standoff.scale.partitions import parted, place, read_here

    with place(out) as where:
        done, to_do = parted(work, plan, where)
        for each in done:
            _count(each, tally, advance, is_new=False)
        if how.engine == LINE:
            made = read_here(to_do, plan, where)
        else:
            from standoff.scale.cluster import Cluster, read_partitions

            made = read_partitions(to_do, plan, where, Cluster(how.cluster, how.workers))
        for each in made:
            _count(each, tally, advance, is_new=True)


def _count(made: Manifest, tally: Tally, advance: Advance, *, is_new: bool) -> None:
    unread = sum(made.unread.values())
    tally.read += made.rows["articles"] - unread
    tally.added += made.rows["articles"] if is_new else 0
    tally.words += made.words
    tally.rows.update(statements=made.rows["statements"], events=made.rows["events"])
    tally.unread.update(made.unread)
    tally.passed_over.update(made.passed_over)
    tally.failed += len(made.faults)
    advance(tally.read, tally.rows["statements"], [f"not read: {each}" for each in made.faults])


def _into_store(work: list[Task], plan: Plan, how: How, tally: Tally, advance: Advance) -> None:
    from standoff.scale.cluster import Cluster, read_outcomes

    lent = capturing.archive(how.db, how.captures_in, wanted=how.with_captures)
    with open_store(how.db) as store, lent as archive:
        work_out(store)
        found = read_outcomes(work, plan, Cluster(how.cluster, how.workers))
        for _ in counted(kept(found, store, archive), tally, advance):
            pass
