"""What stands around a report in its text, marked and not touched: furniture, headline, byline, dateline, date."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from standoff.extract.furniture import byline_of, is_furniture, is_section, lexicon
from standoff.extract.published import DatedLine, Rank, dated_line, day_of
from standoff.layout import paragraphs
from standoff.types import Span, Spans

_TOP, _BOTTOM = 10, 4
_HEADLINE_MIN, _HEADLINE_MAX, _TITLE_MAX = 2, 30, 20
_LONG_WORD = 4
_TAIL = 12
_PLACE_MIN = 4
_TITLE_SHARE = 0.7
_DATELINE_AMONG = 3
_CHRONOLOGY = 3
_FINAL = re.compile(r"[.,:…][\"'”’»)\]]*$")
_NAME = r"[A-Z][A-Za-zÀ-ž.'’-]*"
_PLACE = rf"{_NAME}(?:[ /]{_NAME}){{0,3}}(?:,\s{_NAME}(?:\s{_NAME})?)??"
_DAY = r"(?:(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?)(?:,?\s+\d{4})?|[A-Z][a-z]{2,5}day)"
_DATELINE = re.compile(
    rf"""(?P<place>{_PLACE})
        (?:,?\s+(?P<date>{_DAY})\.?)?
        (?:,?\s*(?:\((?P<agency>[A-Z][A-Za-z /.,-]{{1,40}})\))?\s*(?:-{{1,2}}\s+|[–—―]\s*)
          |,?\s*/(?P<slashed>[A-Z][A-Za-z ]{{1,30}})/\.?\s*)""",
    re.X,
)
_WINDOW = 140


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of a report. All spans are of its text."""

    furniture: Spans = ()
    headline: Span | None = None
    byline: str | None = None
    dateline: str | None = None
    published_on: date | None = None


def frame(text: str) -> Frame:
    """Find what stands around a report. What is not plainly furniture is left to be read."""
    found = paragraphs(text)
    dated, bylines = _dated(text, found), _bylines(text, found)
    marked = {at for at, span in enumerate(found) if is_furniture(text[slice(*span)])} | set(dated) | set(bylines)
    marked |= _sections(text, found, marked)
    body = [span for at, span in enumerate(found) if at not in marked]
    headline = body[0] if len(body) > 1 and _is_headline(text[slice(*body[0])]) else None
    wire = _wire(text, body[1 if headline else 0 :][:_DATELINE_AMONG])
    spans = [found[at] for at in marked] + ([Span(*wire.span())] if wire else [])
    return Frame(
        tuple(sorted(spans)),
        headline,
        next(iter(bylines.values()), None),
        wire["place"] if wire else next((line.place for line in dated.values() if line.place), None),
        _published(dated, len(found) - 1) or (day_of(wire["date"] or "") if wire else None),
    )


def _outer(found: Sequence[Span]) -> Iterator[int]:
    """Yield the first and the last paragraphs: a date or a name in between belongs to the report."""
    bottom = max(_TOP, len(found) - _BOTTOM)
    yield from range(min(_TOP, len(found)))
    yield from range(bottom, len(found))


def _dated(text: str, found: Sequence[Span]) -> dict[int, DatedLine]:
    """Return the dated lines, less the bare ones where they are many: those are the headings of a chronology."""
    lines = {at: line for at in _outer(found) if (line := dated_line(text[slice(*found[at])]))}
    if 0 in lines and not _may_open(lines[0]):
        del lines[0]
    if sum(line.rank is Rank.BARE for line in lines.values()) >= _CHRONOLOGY:
        return {at: line for at, line in lines.items() if line.rank is not Rank.BARE}
    return lines


def _may_open(line: DatedLine) -> bool:
    """Tell a dated line from a headline such as "Washington Treaty, 4 April 1949" at the top of a text."""
    return line.plain or line.rank is not Rank.BARE or (line.place or "").isupper()


def _bylines(text: str, found: Sequence[Span]) -> dict[int, str]:
    return {at: name for at in _outer(found) if (name := byline_of(text[slice(*found[at])]))}


def _sections(text: str, found: Sequence[Span], marked: set[int]) -> set[int]:
    """Return the names of sections above the headline."""
    above = takewhile(lambda at: at in marked or is_section(text[slice(*found[at])]), range(len(found)))
    return set(above) - marked


def _is_headline(words: str) -> bool:
    count = len(words.split())
    if not _HEADLINE_MIN <= count <= _HEADLINE_MAX or _wire_at(words, 0):
        return False
    return not _FINAL.search(words, max(len(words) - _TAIL, 0)) or (count <= _TITLE_MAX and _is_title(words))


def _is_title(words: str) -> bool:
    """Tell "Obama Power Plant Rules Face Key Test." from a sentence: its long words begin with capitals."""
    long = [word for word in words.split() if len(word) >= _LONG_WORD]
    return sum(word[0].isupper() for word in long) >= _TITLE_SHARE * len(long)


def _wire(text: str, spans: Sequence[Span]) -> re.Match[str] | None:
    return next((found for span in spans if (found := _wire_at(text, span.start))), None)


def _wire_at(text: str, start: int) -> re.Match[str] | None:
    """Return the wire dateline that begins at `start`: "KYIV, Feb 1 (Reuters) - "."""
    found = _DATELINE.match(text, start, start + _WINDOW)
    if not found:
        return None
    city, agency = found["place"].partition(",")[0], (found["agency"] or found["slashed"] or "").lower()
    if city.isupper():
        letters = sum(character.isalpha() for character in city)
        known = city.lower() in lexicon()["acronym"] | lexicon()["kicker"]
        return found if not known and (letters >= _PLACE_MIN or agency) else None
    return found if _is_agency(agency) or (found["date"] and day_of(found["date"])) else None


def _is_agency(words: str) -> bool:
    return any(name.strip() in lexicon()["agency"] for name in re.split("[/,]", words))


def _published(dated: Mapping[int, DatedLine], last: int) -> date | None:
    """Choose among dated lines: what is labelled wins, then what stands at the top; a bare date may only come last."""
    ranked = [
        (line.rank is Rank.UPDATED, at >= _TOP, line.rank, at, line.day)
        for at, line in dated.items()
        if line.day and (line.rank is not Rank.BARE or at < _TOP or at == last)
    ]
    return min(ranked)[-1] if ranked else None
