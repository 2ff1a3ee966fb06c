"""How far a long command is, on standard error: a bar on a terminal, a line a second elsewhere, faults as they come."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from standoff.cli import printing

Advance = Callable[[int, int, Iterable[str]], None]
"""Goes one input on: how many articles and statements were read so far, and what there is to tell of this one."""


@contextmanager
def progress(total: Callable[[], int | None]) -> Iterator[Advance]:
    """Show progress; `total` counts the inputs, and is only called where that is shown."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    if not console.is_terminal:
        yield _line_a_second(console)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=total())

        def advance(articles: int, statements: int, faults: Iterable[str]) -> None:  # noqa: ARG001 (the bar counts)
            bar.update(task, advance=1, description=f"reading ({statements} statements)")
            _show(console, faults)

        yield advance


@contextmanager
def counting(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show how much is done of work that is counted, on a terminal; what takes no time shows nothing."""
    columns = (TextColumn(f"{what}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=total, visible=False)
        yield lambda done: bar.update(task, completed=done, visible=True)


def _line_a_second(console: Console) -> Advance:
    last = monotonic()

    def advance(articles: int, statements: int, faults: Iterable[str]) -> None:
        nonlocal last
        _show(console, faults)
        if monotonic() - last >= 1:
            last = monotonic()
            console.print(f"read {printing.counted(articles, 'article')}, {statements:,} statements", markup=False)

    return advance


def _show(console: Console, faults: Iterable[str]) -> None:
    for fault in faults:
        console.print(printing.visible(fault), markup=False)
