"""What was read so far, and how that is told: for the commands that read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import click
import msgspec

from standoff.cli import printing
from standoff.cli.progress import Advance
from standoff.language.reader import reads
from standoff.pipeline import Outcome
from standoff.store import shown


@dataclass(slots=True)
class Tally:
    """What was read so far."""

    read: int = 0
    known: int = 0
    added: int = 0
    words: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    passed_over: Counter[str] = field(default_factory=Counter)
    failed: int = 0

    def take(self, outcome: Outcome) -> None:
        if outcome.passed_over:
            self.passed_over[outcome.passed_over] += 1
            return
        if outcome.reading is None:
            self.failed += 1
            return
        article = outcome.reading.article
        self.added += bool(outcome.added)
        if not reads(article):
            self.unread[str(article.language)] += 1
            return
        if outcome.added is False:  # of it the rows are not at hand, and whether it was read again depends on chance
            self.known += 1
            return
        self.read += 1
        self.words += len(article.text.split())
        self.rows.update(statements=len(outcome.reading.statements), events=len(outcome.reading.events))


def counted(outcomes: Iterator[Outcome], tally: Tally, advance: Advance) -> Iterator[Outcome]:
    """Yield the outcomes, each counted and shown."""
    for outcome in outcomes:
        tally.take(outcome)
        advance(tally.read + tally.known, tally.rows["statements"], _faults(outcome))
        yield outcome


def summarize(tally: Tally, db: str | None, as_json: bool) -> None:
    """Print what was read."""
    if as_json and db:
        rows = {name: tally.rows[name] for name in ("statements", "events")}
        counts = {**rows, "articles": tally.read, "words": tally.words, "added": tally.added, "known": tally.known}
        summary = {
            **counts,
            "not_read": tally.unread,
            "passed_over": tally.passed_over,
            "failed": tally.failed,
            "db": db,
        }
        click.echo(msgspec.json.encode(summary))
        return
    parts = [f"read {printing.counted(tally.read, 'article')} ({printing.counted(tally.words, 'word')})"]
    parts += [", ".join(printing.counted(tally.rows[f"{noun}s"], noun) for noun in ("statement", "event"))]
    if tally.known:
        parts.append(f"{tally.known:,} known already")
    if tally.unread:
        parts.append(f"{tally.unread.total()} kept but not read ({', '.join(sorted(tally.unread))})")
    if tally.passed_over:
        parts.append(f"{tally.passed_over.total():,} passed over ({', '.join(sorted(tally.passed_over))})")
    if tally.failed:
        parts.append(f"{tally.failed} failed")
    if db:
        parts.append(f"{tally.added} new in {shown(db)}")
    click.echo("; ".join(parts), err=db is None)


def _faults(outcome: Outcome) -> list[str]:
    if outcome.error:
        return [f"not read: {outcome.error}"]
    if outcome.reading and not reads(outcome.reading.article):
        article = outcome.reading.article
        return [f"kept, not read: {article.uri} is in {article.language!r}; English is read"]
    return []
