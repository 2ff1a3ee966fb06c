"""Lines that stand around a report: menus, invitations, credits, bylines. Told by their own words alone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_LONGEST = 500
_START_WORDS = 30
_CREDIT_WORDS = 70
_MENU_WORDS = 4
_BYLINE_WORDS = 16
_PIECES = re.compile(r"\s*[|•·›»>/\t\n]\s*|\s+[-–—]\s+|\s{3,}")
_SEPARATORS = (*"|•·›»>/\t\n-–—", "   ", "\xa0")
"""What can part pieces: without enough of these a line has too many words for a menu, which is quicker to see."""
_COUNTER = re.compile(
    r"\d[\d,.]*\s*[km]?\s+(?:comments?|shares?|views?|likes?|min(?:ute)?s?(?:\s+(?:read|ago))?|hours?\s+ago|days?\s+ago)",
    re.I,
)
_AGO = re.compile(
    r"(?:last\s+)?(?:published|updated|posted|modified)\b.{0,12}\b(?:ago|today|yesterday|now)\b.{0,24}", re.I
)
_AGENCIES = r"(?:AP|AFP|Reuters|REUTERS|EPA|EPA-EFE|Getty|Getty Images|TASS|Sputnik|Xinhua|Bloomberg|Anadolu|UPI|PA)"
_CREDIT = re.compile(
    rf"""(?:^(?:FILE(?:\s+PHOTO)?\s*[-–—:]|(?:Photo|Image|Picture|Photograph|Video)(?:\s+credit|\s+by)?\s*:|Photo(?:graph)?\s+by\s)
      | [(\[][^()\[\]]{{0,80}}(?:\b[Pp]hoto\b|/{_AGENCIES}\b|\b{_AGENCIES}/|\bvia\s{_AGENCIES}\b
          |Getty\ Images)[^()\[\]]{{0,80}}[)\]]\.?$
      | \b{_AGENCIES}(?:\s[Pp]hoto)?/[A-Z][^\n.]{{1,60}}$
      | (?:/|via\s){_AGENCIES}(?:\ Images)?$
      | \bGetty\ Images$)""",
    re.X,
)
_CREDIT_HINTS = ("/", "(", "[", "Getty", "via", "FILE", "Photo", "Image", "Picture", "Video")
"""Without one of these a line is no credit, which is quicker to see."""
_COPYRIGHT = re.compile(r"^\W*(?:©|\(c\)\s|copyright\b)|\ball rights reserved\b", re.I)
_SIGNED = re.compile(
    r"^[(\[]?(?:additional\s+)?(?:reporting|writing|editing|compiled|translated|edited|written)\s+(?:by\b|and\s+(?:writing|editing)\s+by\b)",
    re.I,
)
_BY = re.compile(r"(?:(?:written|story|text|report|words|reported)\s+)?by[:\s]\s*(?=\S)", re.I)
_NOT_A_NAME = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|december|the|then|now|a|an|all|any|no",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Furniture:
    """The words of furniture, by what they are."""

    words: Mapping[str, frozenset[str]]

    def __getitem__(self, kind: str) -> frozenset[str]:
        return self.words.get(kind, frozenset())


@cache
def lexicon() -> Furniture:
    """Return the words of `data/furniture.tsv`."""
    table = (files("standoff.extract") / "data" / "furniture.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")][1:]
    return Furniture({kind: frozenset(words for other, words in rows if other == kind) for kind, _ in rows})


def is_furniture(line: str) -> bool:
    """Tell a paragraph that is furniture wherever it stands: it must be short, and say so in its own words."""
    if len(line) > _LONGEST:
        return False
    bare = _bare(line)
    if not bare or bare in lexicon()["whole"] or bare in lexicon()["agency"]:
        return True
    return _is_invitation(line, bare) or _is_credit(line) or is_menu(line)


def is_section(line: str) -> bool:
    """Tell the name of a newspaper's section, which is furniture only above the headline."""
    return _bare(line) in lexicon()["section"]


def is_menu(line: str) -> bool:
    """Tell "Home | World | Europe" and "Contact us · Subscribe": short pieces, of which one at least is known."""
    separators = sum(map(line.count, _SEPARATORS))
    if len(line.split()) > _MENU_WORDS * (separators + 1):
        return False
    pieces = [_bare(piece) for piece in _PIECES.split(line)]
    known = lexicon()["whole"] | lexicon()["section"]
    if len(pieces) < 2 or any(len(piece.split()) > _MENU_WORDS for piece in pieces):
        return False
    return 2 * sum(piece in known or not piece for piece in pieces) >= len(pieces)


def byline_of(line: str) -> str | None:
    """Return who signs in a byline, None if the line is something else."""
    if len(line) > _LONGEST:
        return None
    pieces = [piece for piece in _PIECES.split(line) if piece] if "by" in line.lower() else []
    for piece in pieces[:2]:
        found = _BY.match(piece)
        if found and _are_names(piece[found.end() :]):
            return piece[found.end() :].strip(" .,;:")
    name, _, agency = line.rpartition(",")
    if name and _bare(agency) in lexicon()["agency"] and _are_names(name):
        return line.strip()
    return None


def _are_names(words: str) -> bool:
    found = words.replace("&", "and").split()
    if not 1 <= len(found) <= _BYLINE_WORDS or words.rstrip().endswith(("?", "!", ":")):
        return False
    if _NOT_A_NAME.fullmatch(_trimmed(found[0])):
        return False
    names = [word for word in found if _trimmed(word)[:1].isupper()]
    rest = [_bare(word) for word in found if word not in names]
    agency = _bare(words) in lexicon()["agency"]
    return (len(names) >= 2 or agency) and all(word in lexicon()["byline"] for word in rest)


def _bare(words: str) -> str:
    return _trimmed(" ".join(words.lower().split()))


def _trimmed(words: str) -> str:
    """Cut what is neither letter nor digit from both ends."""
    start, end = 0, len(words)
    while start < end and not words[start].isalnum():
        start += 1
    while start < end and not words[end - 1].isalnum():
        end -= 1
    return words[start:end]


def _is_invitation(line: str, bare: str) -> bool:
    if _COUNTER.fullmatch(bare) or _AGO.fullmatch(bare) or _SIGNED.match(line):
        return True
    return len(line.split()) <= _START_WORDS and _starts().match(bare) is not None


@cache
def _starts() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(lexicon()['start'])))})(?!\w)")


def _is_credit(line: str) -> bool:
    words = len(line.split())
    if words <= _CREDIT_WORDS and any(hint in line for hint in _CREDIT_HINTS) and _CREDIT.search(line):
        return True
    return words <= _START_WORDS and _COPYRIGHT.search(line) is not None
