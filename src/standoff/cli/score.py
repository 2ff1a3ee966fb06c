"""`standoff score`: the reader measured on labels of people."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from standoff import scoring
from standoff.archive.streams import lines, opened
from standoff.cli import options, printing
from standoff.cli.progress import progress
from standoff.errors import CaptureError, GoldError, StandoffError
from standoff.export import jsonl
from standoff.scoring import Count, Counts, Difference, EventRow, Gold, Mistake, Rows, Scores, StatementRow, Value
from standoff.settings import MAX_BYTES

_HEAD = ("precision", "recall", "F1", "right", "read", "gold")
_STYLES = {scoring.Kind.MISSED: "yellow", scoring.Kind.WRONG: "red", scoring.Kind.DIFFERS: "magenta"}

Labels = Gold | tuple[GoldError, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to hold against the gold of one report, and what must be said of it."""

    rows: Rows
    notes: tuple[str, ...] = ()


Finding = Callable[[Gold], Found]


@dataclass(slots=True)
class Tally:
    """What was scored so far."""

    scores: list[Scores] = field(default_factory=list)
    mistakes: list[tuple[Gold, Mistake]] = field(default_factory=list)
    statements: int = 0
    failed: int = 0

    def take(self, gold: Gold, rows: Rows) -> None:
        matching = scoring.match(gold.text, gold.rows, rows)
        self.scores.append(scoring.measure(matching))
        self.mistakes.extend((gold, mistake) for mistake in scoring.mistakes(matching))
        self.statements += len(rows.statements)


@click.command(short_help="Measure the reader on reports that you labelled.")
@click.argument("gold", nargs=-1, required=True, metavar="GOLD...")
@click.option(
    "--record",
    metavar="FILE",
    help="Score what `standoff read --format jsonl` wrote to FILE, in place of reading; - for standard input.",
)
@click.option("--errors", is_flag=True, help="List the rows that were missed, that are wrong, and that differ.")
@options.answer
def command(gold: tuple[str, ...], record: str | None, errors: bool, as_json: bool) -> None:
    """Measure the reader on reports that you labelled.

    GOLD are folders, or files NAME.json with the text of the report in NAME.txt beside each, and the day of its
    publication in NAME.meta.json if there is one. docs/gold.md says what to label, and how each measure is taken.

    Of all rows of a kind, precision is the part of those read that is right, recall the part of the gold that was
    found. A measure with + asks for all of the one before it as well. Gold with a fault is named and left out, the rest
    is scored all the same, and the exit status is 1.

    \b
    The file NAME.json (words are copied from the report; occurrence says which copy of them, if not the first):
      {"published": "2022-02-01",
       "statements": [{"id": "s1", "content": "WORDS", "speaker": "NAME", "form": "indirect"}],
       "events": [{"id": "e1", "type": "REQUEST", "actor": ["RUS"], "recipient": ["NATO"],
                   "anchor": "WORDS", "occurrence": 2, "status": "actual", "according_to": "reporter",
                   "date": "2022-02-01", "answers": []}]}

    \b
    Examples:
      standoff score gold/
      standoff score gold/2022-02-01.json --errors
      standoff score gold/ --json | jq '.measures.request.f1'
      standoff score gold/ --record before.jsonl   what a record of another day says of the same reports
    """
    labels = [_labels(each) for each in scoring.gold_files(gold)]
    if not labels:
        raise GoldError(f"{', '.join(gold)}: no gold; expected a folder, or a file NAME.json with NAME.txt beside it")
    golds = [each for each in labels if isinstance(each, Gold)]
    tally = _scored(labels, _read if record is None else _in_record(record, golds))
    if as_json:
        printing.write_json(_answer(tally, with_mistakes=errors))
    elif tally.scores:
        _print(printing.console(), tally, with_mistakes=errors)
    sys.exit(1 if tally.failed else 0)


def _labels(path: Path | GoldError) -> Labels:
    return (path,) if isinstance(path, GoldError) else scoring.read_gold(path)


def _scored(labels: Sequence[Labels], find: Finding) -> Tally:
    tally = Tally()
    with progress(lambda: len(labels)) as advance:
        for each in labels:
            told = _told(each, find, tally)
            advance(len(tally.scores), tally.statements, told)
    return tally


def _told(labels: Labels, find: Finding, tally: Tally) -> tuple[str, ...]:
    """Score one report; return what there is to tell of it."""
    faults: tuple[StandoffError, ...]
    try:
        if isinstance(labels, Gold):
            found = find(labels)
            tally.take(labels, found.rows)
            return found.notes
        faults = labels
    except StandoffError as error:
        faults = (error,)
    tally.failed += 1
    return tuple(f"not scored: {fault}" for fault in faults)


def _read(gold: Gold) -> Found:
    # Loaded here, not above: the models take seconds that `--record` must not pay.
    from standoff.extract import article_of_text
    from standoff.language.reader import reads
    from standoff.pipeline import default_reader, read_article

    article = article_of_text(gold.text, uri=gold.uri, published_on=gold.published_on)
    rows = scoring.read_line(jsonl.line(read_article(article, default_reader())), gold.uri).rows
    if reads(article):
        return Found(rows)
    return Found(rows, (f"not read: {gold.uri} is in {article.language!r}; English is read, so its rows are missed",))


def _in_record(path: str, golds: Sequence[Gold]) -> Finding:
    record = scoring.gathered(_recorded(path), golds)

    def find(gold: Gold) -> Found:
        rows = scoring.rows_of(gold, record)
        return Found(Rows(), (f"not in {path}: {gold.uri}; its rows are missed",)) if rows is None else Found(rows)

    return find


def _recorded(path: str) -> Iterator[scoring.Recorded]:
    with opened(path) as stream:
        for number, line in lines(stream, path, MAX_BYTES):
            if isinstance(line, CaptureError):
                raise line
            yield scoring.read_line(line, f"{path} line {number}")


def _answer(tally: Tally, *, with_mistakes: bool) -> dict[str, object]:
    total = scoring.total(tally.scores)
    answer: dict[str, object] = {
        "reports": len(tally.scores),
        "failed": tally.failed,
        "measures": _figures(total.measures),
        "by_type": _figures(total.by_type),
        "by_form": _figures(total.by_form),
    }
    return answer | ({"mistakes": [_mistake(*each) for each in tally.mistakes]} if with_mistakes else {})


def _figures(counts: Counts) -> dict[str, dict[str, float]]:
    return {
        name: {
            "precision": count.precision,
            "recall": count.recall,
            "f1": count.f1,
            "right": count.right,
            "read": count.read,
            "gold": count.gold,
        }
        for name, count in counts.items()
    }


def _mistake(gold: Gold, mistake: Mistake) -> dict[str, object]:
    return {
        "name": gold.name,
        "uri": gold.uri,
        "kind": mistake.kind,
        "gold": mistake.gold,
        "read": mistake.read,
        "differs": mistake.differs,
    }


def _print(out: Console, tally: Tally, *, with_mistakes: bool) -> None:
    for gold, mistake in tally.mistakes if with_mistakes else ():
        printing.write(out, _mistaken(gold, mistake))
    if with_mistakes and tally.mistakes:
        out.print()
    total = scoring.total(tally.scores)
    _print_table(out, printing.counted(len(tally.scores), "report"), total.measures)
    for title, counts in (("events by type", total.by_type), ("statements by form", total.by_form)):
        if counts:
            out.print()
            _print_table(out, title, counts)


def _mistaken(gold: Gold, mistake: Mistake) -> Text:
    row = mistake.gold or mistake.read
    line = Text(f"{gold.name}  ")
    line.append(f"{mistake.kind:7}", style=_STYLES[mistake.kind]).append("  ")
    if row:
        line.append(f"{_who(row)}: “{printing.words(row.exact)}”")
    if mistake.differs:
        line.append(f" ({'; '.join(map(_difference, mistake.differs))})")
    return line.append(f"  [{gold.uri}:{row.spans[0].start}-{row.spans[-1].end}]" if row else "", style="dim")


def _who(row: StatementRow | EventRow) -> str:
    if isinstance(row, EventRow):
        return f"{row.type} {printing.towards(row.actors, row.recipients)}"
    return f"statement {row.speaker or '(nobody named)'}"


def _difference(each: Difference) -> str:
    if each.field == "answers":  # the ids of what was read would say nothing
        return f"does not answer {_value(each.gold)}"
    return f"{each.field} {_value(each.read)}, not {_value(each.gold)}"


def _value(value: Value) -> str:
    return (value if isinstance(value, str) else ", ".join(value or ())) or "none"


def _print_table(out: Console, title: str, counts: Counts) -> None:
    out.print(Text(_line(title.upper(), _HEAD), style="bold"))
    for name, count in counts.items():
        printing.write(out, Text(_line(name, _cells(count))))


def _line(name: str, cells: Sequence[str]) -> str:
    return f"{name:20}" + "".join(f"{cell:>{max(len(head) + 2, 8)}}" for head, cell in zip(_HEAD, cells, strict=True))


def _cells(count: Count) -> tuple[str, ...]:
    """Return the figures as words; a share of nothing is none, and JSON has it as 0."""
    shares = ((count.precision, count.read), (count.recall, count.gold), (count.f1, count.read + count.gold))
    return (
        *(f"{share:.3f}" if of else "-" for share, of in shares),
        f"{count.right}",
        f"{count.read}",
        f"{count.gold}",
    )
