"""How lines look on a terminal: dates first, the words in quotation marks, the place where they stand at the end."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

import click
import msgspec
from rich.console import Console
from rich.text import Text

from standoff.queries import DemandLine, EventLine, Evidence, PositionLine, StatementLine, StepLine
from standoff.queries.words import counted as counted
from standoff.queries.words import cut
from standoff.queries.words import flat as flat

Row = TypeVar("Row")
Cited = TypeVar("Cited", StatementLine, EventLine, PositionLine)

_WORDS = 220
_HANG = 4
# One character for one, so that styles stay where they are.
_PICTURES = MappingProxyType(
    {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
)
_STYLES = {
    "raised": "yellow",
    "under-study": "cyan",
    "rejected": "red",
    "accepted": "green",
    "met": "bold green",
    "withdrawn": "magenta",
    "future": "cyan",
    "hypothetical": "magenta",
    "negated": "red",
    "actual": "",
}


class _Console(Console):
    def on_broken_pipe(self) -> None:
        raise  # it is called where the error is caught; the command line knows how to leave


def console() -> Console:
    """Return where the answer goes: coloured and wrapped on a terminal, plain and a line a row in a pipe."""
    out = _Console(highlight=False, markup=False, emoji=False)
    out.soft_wrap = not out.is_terminal
    return out


def write(out: Console, line: Text) -> None:
    """Print a line; what does not fit into the width of a terminal stands further in, so that rows stay apart."""
    line = harmless(line)
    if not out.is_terminal:
        out.print(line)
        return
    lead = len(line.plain) - len(line.plain.lstrip(" "))
    for number, part in enumerate(line[lead:].wrap(out, max(out.width - lead - _HANG, _HANG))):
        part.rstrip()
        out.print(Text(" " * (lead + _HANG * (number > 0))).append_text(part))


def answer(rows: Sequence[Row], render: Callable[[Row], list[Text]], *, limit: int, as_json: bool) -> None:
    """Print the rows of an answer, each as the lines that `render` makes of it, or all as JSON."""
    if as_json:
        write_json(rows)
        return
    out = console()
    for row in rows:
        for line in render(row):
            write(out, line)
    note_extent(out, len(rows), limit)


def part(out: Console, title: str, lines: Iterable[Text]) -> None:
    """Print a part of an answer under its title; an empty one says so."""
    out.print()
    out.print(Text(title.upper(), style="bold underline"))
    for line in list(lines) or [Text("  none found", style="dim")]:
        write(out, line)


def indented(line: Text) -> Text:
    return Text("  ").append_text(line)


def visible(words: str) -> str:
    """Return words in which a control character is a picture of itself: a report must not steer a terminal."""
    return words.translate(_PICTURES)


def harmless(text: Text, *, but: str = "") -> Text:
    """Return the text with pictures of its control characters, except those in `but`."""
    shown = text.copy()
    shown.plain = "".join(each if each in but else visible(each) for each in text.plain)
    return shown


def note_extent(out: Console, count: int, limit: int) -> None:
    """Say on a terminal what an answer that is empty, or cut, does not show by itself."""
    if out.is_terminal and (count == 0 or count >= limit):
        words = f"cut at {limit} rows; --limit shows more" if count else "none found"
        out.print(Text(words, style="dim"))


def write_json(answer: object) -> None:
    """Write the answer as one line of JSON."""
    click.echo(msgspec.json.encode(answer))


def day(on: str | None) -> str:
    return on or "no date"


def words(exact: str) -> str:
    """Return cited words on one line, cut in the middle where they are long; the citation says where the rest is."""
    return cut(exact, _WORDS)


def place(evidence: Evidence) -> str:
    """Return where the words stand: the address and the code points, and how many reports have them."""
    first, last = evidence.spans[0], evidence.spans[-1]
    reports = f", {evidence.reports} reports" if evidence.reports > 1 else ""
    return f"[{evidence.uri}:{first.start}-{last.end}{reports}]"


def witnesses(evidence: Evidence, indent: int) -> list[Text]:
    """Render the other reports that tell the same, a line each: their words where they are other words."""
    lines = [Text(f"{'':{indent}}also [{uri}]", style="dim") for uri in evidence.copies]
    for each in evidence.witnesses:
        line = Text(f"{'':{indent}}also ", style="dim")
        if flat(each.exact) != flat(evidence.exact):
            line.append(f"“{words(each.exact)}” ")
        lines.append(line.append(place(replace(each, copies=()))))
        lines += witnesses(replace(each, witnesses=()), indent)
    return lines


def names(parties: Sequence[str]) -> str:
    return ", ".join(parties) or "?"


def towards(actors: Sequence[str], recipients: Sequence[str]) -> str:
    return f"{names(actors)} → {names(recipients)}" if recipients else names(actors)


def cited(line: Text, evidence: Evidence) -> Text:
    """Add the words and where they stand to `line`."""
    line.append(f"“{words(evidence.exact)}”")
    return line.append(f"  {place(evidence)}", style="dim")


def with_witnesses(line: Text, evidence: Evidence, *, shown: bool, indent: int = 6) -> list[Text]:
    """Return a line, and below it the other reports that tell the same if they are to be `shown`."""
    return [line, *(witnesses(evidence, indent) if shown else ())]


def rows(found: Iterable[Cited], render: Callable[[Cited], Text], *, every_witness: bool = False) -> Iterator[Text]:
    """Render the rows of a part, each with the other reports that tell the same if they are to be shown."""
    for row in found:
        yield from with_witnesses(indented(render(row)), row.evidence, shown=every_witness)


def statement(row: StatementLine) -> Text:
    """Render who said what."""
    line = Text(f"{day(row.on)}  ")
    line.append(row.speaker or "(nobody named)", style="bold")
    if row.addressees:
        line.append(f" to {names(row.addressees)}")
    return cited(line.append(": "), row.evidence)


def event(row: EventLine, *, kind: bool = True) -> Text:
    """Render who did what to whom; `kind` says the type too."""
    line = Text(f"{day(row.on)}  ")
    if kind:
        line.append(f"{row.event.type:9} ")
    line.append(towards(row.actors, row.recipients), style="bold")
    if row.event.status != "actual":
        line.append(f" ({row.event.status})", style=_STYLES[row.event.status])
    if row.according_to:
        line.append(f", says {row.according_to}")
    return cited(line.append(": "), row.evidence)


def warning(row: EventLine) -> Text:
    """Render a warning with its two halves where the report gives them."""
    line = Text(f"{day(row.on)}  ")
    line.append(towards(row.actors, row.recipients), style="bold").append(": ")
    if row.event.condition:
        line.append(f"if “{words(row.event.condition.exact)}” ", style="magenta")
    if row.event.consequence:
        line.append(f"then “{words(row.event.consequence.exact)}” ", style="red")
    if not (row.event.condition or row.event.consequence):
        line.append(f"“{words(row.evidence.exact)}” ")
    return line.append(f" {place(row.evidence)}", style="dim")


def demand(row: DemandLine, *, steps: int | None = None, every_witness: bool = False) -> list[Text]:
    """Render a demand and its chain; `steps` shows the first and the last of a longer one."""
    head = demand_head(row)
    chain = list(row.chain)
    if steps is None or len(chain) <= steps:
        return [head, *_steps(chain, every_witness=every_witness)]
    left_out = Text(f"      … {counted(len(chain) - steps, 'more step')}", style="dim")
    last = chain[len(chain) - steps + 1 :]
    return [
        head,
        *_steps(chain[:1], every_witness=every_witness),
        left_out,
        *_steps(last, every_witness=every_witness),
    ]


def _steps(chain: Sequence[StepLine], *, every_witness: bool) -> list[Text]:
    shown = [with_witnesses(_step(row), row.evidence, shown=every_witness, indent=10) for row in chain]
    return [line for lines in shown for line in lines]


def demand_head(row: DemandLine) -> Text:
    """Render a demand without its chain."""
    head = Text("  ")
    head.append(status(row.status))
    head.append(towards(row.holder, row.addressees), style="bold")
    head.append(f": {row.what}")
    return head.append(f"  ({counted(row.articles, 'article')}, {row.id})", style="dim")


def status(step: str) -> Text:
    return Text(f"{step:11} ", style=_STYLES[step])


def _step(row: StepLine) -> Text:
    line = Text(f"      {day(row.on)}  ")
    line.append(status(row.step.step))
    return cited(line.append(says(row.according_to)), row.evidence)


def says(speaker: str | None) -> str:
    """Return who is the source of a step: "rejected" is often what the other side says."""
    return f"says {speaker}: " if speaker else ""
