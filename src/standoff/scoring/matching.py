"""Which row that was read is which row of the gold: one to one, the best first."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from standoff.layout import words_at
from standoff.scoring.agreement import same_parties
from standoff.scoring.rows import EventRow, Rows, StatementRow

_HALF = 0.5
_Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Words that a row of the gold and a row that was read share; `gold` and `read` are their numbers."""

    gold: int
    read: int
    shared: int
    shorter: int
    both: int


@dataclass(frozen=True, slots=True)
class Matching:
    """The rows of one report, and which is which, as pairs of their numbers in gold and read."""

    gold: Rows
    read: Rows
    statements: tuple[tuple[int, int], ...]
    events: tuple[tuple[int, int], ...]

    @property
    def statement_pairs(self) -> list[tuple[StatementRow, StatementRow]]:
        return [(self.gold.statements[one], self.read.statements[other]) for one, other in self.statements]

    @property
    def event_pairs(self) -> list[tuple[EventRow, EventRow]]:
        return [(self.gold.events[one], self.read.events[other]) for one, other in self.events]


def match(text: str, gold: Rows, read: Rows) -> Matching:
    """Match the rows of a report.

    Statements match whose contents share at least half of the words that either has; events of one type match whose
    anchors share at least half of the words of the shorter one, those with the same parties before others.
    """
    said = _overlaps(_words(text, gold.statements), _words(text, read.statements))
    done = _overlaps(_words(text, gold.events), _words(text, read.events))
    statements = _best(said, _alike)
    events = _best(done, lambda overlap: _same_event(gold.events[overlap.gold], read.events[overlap.read], overlap))
    return Matching(gold, read, statements, events)


def _alike(overlap: Overlap) -> float | None:
    share = overlap.shared / overlap.both
    return share if share >= _HALF else None


def _same_event(gold: EventRow, read: EventRow, overlap: Overlap) -> float | None:
    share = overlap.shared / overlap.shorter
    if gold.type != read.type or share < _HALF:
        return None
    return share + same_parties(gold, read)


def _words(text: str, rows: Iterable[StatementRow | EventRow]) -> list[_Words]:
    return [words_at(text, row.spans) for row in rows]


def _overlaps(gold: Sequence[_Words], read: Sequence[_Words]) -> Iterator[Overlap]:
    """Yield the pairs that share a word, by way of the words: a long report has few of all its pairs."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number, words in enumerate(read):
        for word in words:
            holders[word].append(number)
    for number, words in enumerate(gold):
        shared = Counter(holder for word in words for holder in holders.get(word, ()))
        for other, count in shared.items():
            ours, theirs = len(words), len(read[other])
            yield Overlap(number, other, count, min(ours, theirs), ours + theirs - count)


def _best(overlaps: Iterable[Overlap], weigh: Callable[[Overlap], float | None]) -> tuple[tuple[int, int], ...]:
    """Pair rows, those of the greatest weight first, each once; weight None is no pair."""
    weighed = [(weight, each.gold, each.read) for each in overlaps if (weight := weigh(each)) is not None]
    ours: set[int] = set()
    theirs: set[int] = set()
    pairs = []
    for _, one, other in sorted(weighed, key=lambda each: (-each[0], each[1], each[2])):
        if one not in ours and other not in theirs:
            ours.add(one)
            theirs.add(other)
            pairs.append((one, other))
    return tuple(sorted(pairs))
