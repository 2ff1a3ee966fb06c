"""The trained attributor: reads cues off the encoder's tags, then asks for each which words are its source and content.

Every attribution of PolNeAR has one cue, so the cue is its handle: a head sees each word together with the cue and says
what it is to it. Contents that are broken, or stand one within another, need no further step.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import exp, log

import numpy as np

from standoff.language.attribution.attributor import Attribution
from standoff.language.attribution.decoding import CONTENT, CUE_BEGINS, CUE_GOES_ON, SOURCE, Role, Roles, paths, softmax
from standoff.language.attribution.wording import is_mark, ordered, overlap
from standoff.language.encoder import Encoder, Sheet, Window
from standoff.language.pieces import is_quoted
from standoff.language.syntax import Parse
from standoff.types import Coder, Form, Span, Spans

_LIKELY = 0.5
_LEAST, _MOST = 1e-6, 1 - 1e-6
_REPEAT = 0.8
_AGAIN = 4
"""So many cues of a window may be read again; a report has one in thirty windows, a hostile text could have dozens."""

_LONGEST = 100
_GAP = 3
"""Marks that may stand between two stretches of one span."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a window: its pieces, half-open and counted from the window's start, and how sure the tags are of it."""

    first: int
    last: int
    chance: float

    def moved(self, by: int) -> "Cue":
        return Cue(self.first + by, self.last + by, self.chance)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What each piece of a window is to a cue in it."""

    window: Window
    cue: Cue
    roles: Roles

    def is_cut(self, sheet: Sheet) -> bool:
        """Tell whether something goes on beyond the window; before one that begins a sentence, only a quotation."""
        start, end = self.window.start, self.window.end
        inside = start < self.window.first or all(is_quoted(shape) for shape in sheet.features[start - 1 : start + 1])
        before = start > 0 and self.roles[0] != Role.NONE and inside
        return before or (end < len(sheet.pieces) and self.roles[-1] != Role.NONE)

    def source(self) -> list[int]:
        """Return the pieces of the text that name the source; those of the cue have no role besides."""
        return self._with(SOURCE)

    def content(self) -> list[int]:
        return self._with(CONTENT)

    def words(self) -> range:
        return range(self.window.start + self.cue.first, self.window.start + self.cue.last)

    def _with(self, wanted: tuple[Role, Role]) -> list[int]:
        chosen = np.isin(self.roles, wanted)
        chosen[self.cue.first : self.cue.last] = False
        return (np.flatnonzero(chosen) + self.window.start).tolist()


class ModelAttributor:
    """Holds the encoder, which other heads share."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._manifest = encoder.manifest
        self.coder = Coder(self._manifest.name, self._manifest.version, self._manifest.digest)

    @property
    def coders(self) -> frozenset[Coder]:
        return frozenset({self.coder})

    def attribute(self, parse: Parse) -> list[Attribution]:
        """Return who said what in `parse`, headings and furniture included, in the order of content."""
        page = _Page(parse.article.text, parse.sheet)
        found: list[Attribution] = []
        for window in parse.windows:
            readings = self._read(parse.sheet, window)
            found += _without_repeats([each for each in map(partial(self._attribution, page), readings) if each])
        return sorted(found, key=lambda each: (each.content, each.cue))

    def _read(self, sheet: Sheet, window: Window) -> Iterator["_Answer"]:
        """Yield the cues of a window with the roles of its pieces; where they are cut at its end, of another window."""
        cues = [cue for cue in _cues(window) if cue.chance >= self._manifest.cue_threshold]
        left = _AGAIN
        for answer in self._ask(window, cues):
            if left and answer.is_cut(sheet):
                left -= 1
                again = self._encoder.around(sheet, window.start + answer.cue.first)
                yield from self._ask(again, [answer.cue.moved(window.start - again.start)])
            else:
                yield answer

    def _ask(self, window: Window, cues: Sequence[Cue]) -> Iterator["_Answer"]:
        if cues:
            first, last = (np.array(ends) for ends in zip(*((cue.first, cue.last - 1) for cue in cues), strict=True))
            for cue, roles in zip(cues, paths(self._encoder.roles(window, first, last)), strict=True):
                yield _Answer(window, cue, roles)

    def _attribution(self, page: "_Page", answer: "_Answer") -> Attribution | None:
        content = page.spans(answer.content())
        if not content:
            return None
        score = self._calibrated(answer.cue.chance)
        source, cue = page.spans(answer.source()), page.spans(answer.words())
        return Attribution(source, cue, content, page.form(answer.content()), self.coder, score=score)

    def _calibrated(self, chance: float) -> float:
        """Return how often attributions with such a cue are right (Platt scaling; fitted as the manifest says)."""
        slope, intercept = self._manifest.calibration
        chance = min(max(chance, _LEAST), _MOST)
        return round(1 / (1 + exp(-(slope * log(chance / (1 - chance)) + intercept))), 3)


def _cues(window: Window) -> Iterator[Cue]:
    """Yield the cues that begin in the part of a window that counts."""
    tags = softmax(window.attribution)
    chances = tags[:, CUE_BEGINS] + tags[:, CUE_GOES_ON]
    at, length = 0, len(chances)
    while at < length:
        if chances[at] < _LIKELY:
            at += 1
            continue
        end = at + 1
        while end < length and chances[end] >= _LIKELY and tags[end, CUE_BEGINS] <= tags[end, CUE_GOES_ON]:
            end += 1
        if window.first <= window.start + at < window.last:
            yield Cue(at, end, float(chances[at:end].max()))
        at = end


def _without_repeats(found: Sequence[Attribution]) -> list[Attribution]:
    """Of those that hold the same words keep the surest: "the message reads, in part: …" has two cues for one."""
    kept: list[Attribution] = []
    for each in sorted(found, key=lambda each: -each.score):
        if all(overlap(each.content, other.content) < _REPEAT for other in kept):
            kept.append(each)
    return kept


@dataclass(frozen=True, slots=True)
class _Page:
    """A text as it was read: from pieces to words."""

    text: str
    sheet: Sheet

    def spans(self, chosen: Iterable[int]) -> Spans:
        """Return the characters of the whole words that hold the chosen pieces, joined where only marks divide them."""
        found: list[Span] = []
        for at in chosen:
            span = self._word(self.sheet.pieces.starts[at], self.sheet.pieces.ends[at])
            if found and self._is_near(found[-1].end, span.start):
                found[-1] = Span(found[-1].start, max(span.end, found[-1].end))
            else:
                found.append(span)
        return ordered(found)

    def form(self, content: Iterable[int]) -> Form:
        """Tell how many of the words of `content`, given by its pieces, stand between double quotation marks."""
        quoted = [is_quoted(self.sheet.features[at]) for at in content if self._has_letters(at)]
        if not any(quoted):
            return Form.INDIRECT
        return Form.DIRECT if all(quoted) else Form.MIXED

    def _has_letters(self, at: int) -> bool:
        word = self.text[self.sheet.pieces.starts[at] : self.sheet.pieces.ends[at]]
        return any(map(str.isalnum, word))

    def _word(self, start: int, end: int) -> Span:
        longest = end - start + _LONGEST  # script without spaces has no end of a word
        while start > 0 and (is_mark(self.text[start]) or (end - start < longest and self._divides(start))):
            start -= 1
        while end < len(self.text) and (is_mark(self.text[end]) or (end - start < longest and self._divides(end))):
            end += 1
        return Span(start, end)

    def _divides(self, at: int) -> bool:
        """Tell whether a cut before `at` would divide a word."""
        return (self.text[at - 1].isalnum() or is_mark(self.text[at - 1])) and self.text[at].isalnum()

    def _is_near(self, end: int, start: int) -> bool:
        gap = self.text[end:start]
        return not gap.strip() or (len(gap) <= _GAP and "\n" not in gap and not any(map(str.isalnum, gap)))
