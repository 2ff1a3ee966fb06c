"""Stories: articles that copy or rewrite one text.

Articles are taken by the day of their publication. Each joins the story whose first article it copies most, or founds
another: a story is what its first article says, and more than half of that is in each of its articles, so that a chain
of small differences cannot join articles that have nothing in common. Which article founds which story follows from the
articles alone. Where they come in another order, an article that is older than a founder takes its place, and what
depends on that is placed anew: nothing else is compared.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from functools import partial
from heapq import heappop, heappush

from standoff.ledger.repeats import repeats
from standoff.ledger.shingles import MEETING, Sketch, bands, shared, sketch
from standoff.shelf import Shelf
from standoff.types import Article

LIKENESS = 0.5
"""More than this share of the runs of the longer article must be in both. The measurements are in decision 0008."""

NEARLY_ALL = 0.8
"""The share that two articles must have in common which are short, or were published long after one another."""

PHRASES = 40
"""So many runs may be set phrases, that two reports of one office have in common; half of the rest must be, too."""

DAYS = 3
"""An office uses the same phrases week after week; copies of a report come within days."""

_AT_ONCE = 500
_REMEMBERED = 4_000_000
"""Runs of the sketches that are kept at hand, 8 bytes each."""

_NEVER = date.max


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """An article as it is compared, and ordered: by day, what has none last, and by its text."""

    number: int
    id: str
    on: date | None
    sketch: Sketch

    @property
    def order(self) -> tuple[date, str]:
        return self.on or _NEVER, self.id


class _Sketches:
    """Holds the sketches that were asked for last; those of a hundred books would else fill the memory."""

    def __init__(self) -> None:
        self._kept: dict[int, Sketch] = {}
        self._runs = 0

    def of(self, shelf: Shelf, number: int) -> Sketch:
        found = self._kept.pop(number, None)
        if found is None:
            found = _sketch(shelf.article(number))
            self._runs += len(found.runs)
        self._kept[number] = found
        while self._runs > _REMEMBERED and len(self._kept) > 1:
            self._runs -= len(self._kept.pop(next(iter(self._kept))).runs)
        return found


_Entries = Callable[[int], _Entry]


def tell(lend: Callable[[], AbstractContextManager[Shelf]]) -> Iterator[int]:
    """Work out the stories of all articles that are in none yet, and yield how many are done, some at a time.

    These are all articles of a database that an earlier version wrote, and those that came since this was last done.
    Each time the shelf is lent anew, so that others may write in between.
    """
    done, sketches = 0, _Sketches()
    while True:
        with lend() as shelf:
            told = _tell(shelf, sketches)
        if not told:
            return
        done += told
        yield done


def _tell(shelf: Shelf, sketches: _Sketches) -> int:
    """Work out the stories of some articles; return how many there were."""
    untold = shelf.untold(_AT_ONCE)
    entries = partial(_entry, shelf, sketches)
    changed = {story for number in untold for story in _settle(shelf, entries, number)}
    for founder in sorted(changed):
        _retell(shelf, founder)
    shelf.told(untold)
    return len(untold)


def likeness(one: Article, other: Article) -> float:
    """Return which share of the longer of two articles is in both."""
    return shared(_sketch(one), _sketch(other))


def copies(one: Article, other: Article) -> bool:
    """Whether one of two articles copies or rewrites the other."""
    entries = (_Entry(0, each.id, each.published_on, _sketch(each)) for each in (one, other))
    return _likeness(*entries) > 0


def _entry(shelf: Shelf, sketches: _Sketches, number: int) -> _Entry:
    return _Entry(number, *shelf.known(number), sketches.of(shelf, number))


def _sketch(article: Article) -> Sketch:
    """Sketch the text without the furniture, and without the headline, which every newspaper words anew."""
    left_out = sorted({*article.furniture, *([article.headline_span] if article.headline_span else ())})
    kept, at = list[str](), 0
    for start, end in left_out:
        kept.append(article.text[at:start])
        at = max(at, end)
    return sketch("\n".join([*kept, article.text[at:]]))


def _likeness(one: _Entry, other: _Entry) -> float:
    """Return which share of the longer of two articles is in both; 0 if neither copies the other."""
    share = shared(one.sketch, other.sketch)
    shorter, longer = sorted((one.sketch, other.sketch), key=lambda each: len(each.runs))
    short = len(shorter.runs) < PHRASES
    least = NEARLY_ALL if short or _days_apart(one, other) > DAYS else LIKENESS
    alike = share > least and share * len(longer.runs) >= _least_of_shorter(shorter) * len(shorter.runs)
    return share if alike and _same_numbers(shorter, longer, every=short) else 0.0


def _least_of_shorter(shorter: Sketch) -> float:
    """Return the share of the shorter text that the longer must have: more than set phrases can be.

    A text that was cut is nearly all in the other, and one that was worded anew half: but two releases of fifty words
    by one pattern, each with its own names, are half the same too.
    """
    phrases = min(PHRASES / max(len(shorter.runs), 1), 1.0)
    return min(phrases + (1 - phrases) * LIKENESS, NEARLY_ALL)


def _days_apart(one: _Entry, other: _Entry) -> int:
    """Return the days between two articles; none where one of them has no day."""
    return abs((one.on - other.on).days) if one.on and other.on else 0


def _same_numbers(one: Sketch, other: Sketch, *, every: bool) -> bool:
    """Whether two texts tell the same figures: daily bulletins and letters by a pattern differ in little else.

    Half of those of the text that names fewer must be in the other: a rewrite drops some, or says "on Tuesday".
    """
    if every:
        return one.numbers == other.numbers
    return 2 * len(one.numbers & other.numbers) >= min(len(one.numbers), len(other.numbers))


def _settle(shelf: Shelf, entries: _Entries, number: int) -> set[int]:
    """Place an article, and all that must be placed anew for it; return the stories that changed."""
    waiting, changed = _displaced(shelf, entries, number)
    while waiting:
        entry = entries(heappop(waiting)[1])
        placed = shelf.placed(entry.number)
        marks = bands(entry.sketch)
        before, founder = placed and placed[0], _founder(shelf, entries, entry, marks)
        if before == founder:
            continue
        shelf.place(entry.number, entry.on, founder, marks)
        changed |= {founder, before or founder}
        if founder == entry.number:
            for other in _copies(shelf, entries, entry, marks):
                _wait(waiting, other)
        elif before == entry.number:
            for member in shelf.members(entry.number):
                _wait(waiting, entries(member))
    return changed


_Waiting = list[tuple[tuple[date, str], int]]


def _wait(waiting: _Waiting, entry: _Entry) -> None:
    heappush(waiting, (entry.order, entry.number))


def _displaced(shelf: Shelf, entries: _Entries, number: int) -> tuple[_Waiting, set[int]]:
    """Return what must be placed: the article, and where it was placed under another day, what followed from that."""
    waiting: _Waiting = []
    entry, placed = entries(number), shelf.placed(number)
    _wait(waiting, entry)
    if not placed:
        return waiting, set()
    if placed[1] != entry.on:
        for member in shelf.members(number):
            _wait(waiting, entries(member))
        shelf.remove(number, bands(entry.sketch))
    return waiting, {placed[0]}


def _founder(shelf: Shelf, entries: _Entries, entry: _Entry, marks: list[int]) -> int:
    """Return the founder that an article copies most, of those that are older than it; itself if there is none."""
    found = shelf.meeting(marks, MEETING, founders=True)
    older = (other for other in map(entries, found) if other.order < entry.order)
    alike = [(share, other) for other in older if (share := _likeness(entry, other))]
    oldest_first = sorted(alike, key=lambda each: each[1].order)
    return max(oldest_first, key=lambda each: each[0])[1].number if alike else entry.number


def _copies(shelf: Shelf, entries: _Entries, founder: _Entry, marks: list[int]) -> Iterator[_Entry]:
    """Yield the younger articles that copy a new founder, wherever they were placed before."""
    for other in map(entries, shelf.meeting(marks, MEETING, founders=False)):
        if founder.order < other.order and _likeness(founder, other):
            yield other


def _retell(shelf: Shelf, founder: int) -> None:
    """Work out anew which rows of a story repeat which."""
    articles = shelf.members(founder)
    found = repeats([shelf.reading(number) for number in articles]) if len(articles) > 1 else {}
    shelf.retell(articles, found)
