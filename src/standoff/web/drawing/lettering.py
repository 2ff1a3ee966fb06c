"""How wide words are, and words cut to a width, without knowing the reader's font.

The widths are the larger of DejaVu Sans, which is as wide as Verdana, and Liberation Sans, which is as wide as Arial
and Helvetica: in any common sans serif words take what is said here or less. Letters outside of the table count as
wider than any, and are set into that width by force.
"""

import re
import unicodedata

FONT = "system-ui, 'Segoe UI', 'Liberation Sans', Arial, sans-serif"
SIZE = 12
"""The size of all words, in units of the drawing."""

_EMS = {
    0.32: " ',.Iijl·ıł‘’",
    0.40: "()-/:;[\\]ft|",
    0.53: '!"*J`rsz“”',
    0.65: "$0123456789?FLŁT_abcdeghknopquvxy{}£«»ßðøþđ–€",
    0.70: "ABEKPSVXYZ",
    0.79: "&CDĐGHNOØQRU",
    0.87: "#+<=>M^w~×",
    1.00: "%WmæÆ—…→",
    1.10: "@",
}
_UNMEASURED = 1.15
_WIDTHS = {letter: ems for ems, letters in _EMS.items() for letter in letters}

# What XML cannot hold, and marks that turn the direction of what follows: words of an article must not mirror a page.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]+")
_JOINED = "\u200d\ufe0e\ufe0f"
_MOST_MARKS = 2


def clean(text: str) -> str:
    """Return `text` in one line, without what XML cannot hold and without piles of accents."""
    if text.isascii():
        return " ".join(_UNFIT.sub(" ", text).split())
    kept, marks = [], 0
    for letter in unicodedata.normalize("NFC", _UNFIT.sub(" ", text)):
        marks = marks + 1 if _is_mark(letter) else 0
        if marks <= _MOST_MARKS:
            kept.append(letter)
    return " ".join("".join(kept).split())


def width(text: str) -> float:
    """Return how wide `text` is at the most, in units of the drawing."""
    return SIZE * sum(_ems(letter) for letter in clean(text))


def is_measured(text: str) -> bool:
    return all(_bare(letter) in _WIDTHS for letter in clean(text))


def shortened(text: str, room: float) -> str:
    """Return `text`, or its beginning with an ellipsis, in at most `room`; empty where not even four letters fit."""
    whole = clean(text)
    if width(whole) <= room:
        return whole
    left = room - width("…")
    end = 0
    for letter in whole:
        left -= SIZE * _ems(letter)
        if left < 0:
            break
        end += 1
    while end and (_is_mark(whole[end]) or whole[end] in _JOINED or whole[end - 1] in _JOINED):
        end -= 1
    kept = whole[:end].rstrip(" ,;:·")
    return f"{kept}…" if len(kept) >= min(4, len(whole)) else ""


def _ems(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    return 0.0 if _is_mark(letter) else _WIDTHS.get(_bare(letter), _UNMEASURED)


def _bare(letter: str) -> str:
    """Return a letter without its accents, which do not widen it."""
    return unicodedata.normalize("NFD", letter)[0]


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter) in ("Mn", "Me")
