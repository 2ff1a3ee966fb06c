"""Where the words of a label stand in the report."""

import re

from standoff.errors import GoldError
from standoff.types import Span

_WORD = re.compile(r"\w+")
_SHOWN = 80


def located(text: str, phrase: str, occurrence: int, place: str) -> Span:
    """Return the span of that copy of `phrase`, counted from 1; raise GoldError where it is not. `place` is for errors.

    Copies may overlap.
    """
    if not _WORD.search(phrase):
        raise GoldError(f"{place} is {phrase!r}, which holds no word; expected words copied from the report")
    if occurrence < 1:
        raise GoldError(f"{place} has occurrence {occurrence}, expected 1 or more; 1 is the first copy of the words")
    at = -1
    for found in range(occurrence):
        at = text.find(phrase, at + 1)
        if at < 0:
            raise _too_few(phrase, occurrence, found, place) if found else _absent(text, phrase, place)
    return Span(at, at + len(phrase))


def _too_few(phrase: str, occurrence: int, found: int, place: str) -> GoldError:
    times = "once" if found == 1 else f"{found} times"
    return GoldError(
        f"{place} is occurrence {occurrence} of {_shown(phrase)}, which is in the report {times}; "
        "count the copies from 1"
    )


def _absent(text: str, phrase: str, place: str) -> GoldError:
    near = _nearly(text, phrase)
    there = f"; at {near.start}-{near.end} it has {_shown(text[slice(*near)])}" if near else ""
    return GoldError(
        f"{place} {_shown(phrase)} is not in the report{there}; "
        "expected its words to the letter: copy them from the report"
    )


def _nearly(text: str, phrase: str) -> Span | None:
    """Find the words with other spaces, quotation marks or capitals between them: how retyped words mostly differ."""
    pattern = r"\W+".join(map(re.escape, _WORD.findall(phrase)))
    found = re.search(pattern, text, re.IGNORECASE)
    return Span(*found.span()) if found else None


def _shown(words: str) -> str:
    return repr(words if len(words) <= _SHOWN else words[:_SHOWN] + "…")
