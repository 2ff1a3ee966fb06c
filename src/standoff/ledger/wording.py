"""Whether two wordings ask for the same thing, told by the words that they share."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from standoff.tables import packaged

Terms = frozenset[str]

LIKENESS = 0.7
"""Of the longer wording, the share that both must have: three of four words are enough, the fourth adds something."""

ALTERED = 0.8
"""The share where each says something that the other does not: "withdraw all troops and weapons from the border" and
"from Donbas" share three of four."""

TELLING = 3
"""So many terms say what must not be even where more is said: "not", "NATO", "expand" do. Of what is asked for, a part
is not the whole: "weapons" is not "weapons, aid and sanctions"."""

CONTAINED = 0.4
"""The least share of the longer wording that the shorter must be then: in a long one a "not" may belong to anything."""

NOT = "not"
"""Stands for all that turns a wording round; a wording with it is never like one without."""

_WORD = re.compile(r"[^\W_]+?(?=n['’]t\b)|n['’]t\b|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a wording is about: its words without the small ones, as stems, NOT if it is negated, numbers and names.

    Names are those of the terms that are written with a capital; they are not told at the beginning of a wording.
    """

    terms: Terms
    names: Terms = frozenset()
    numbers: Terms = frozenset()

    @property
    def is_short(self) -> bool:
        """Whether a single word says all: who was asked must tell the rest."""
        return len(self.terms) < _SAYS_SOMETHING


_SAYS_SOMETHING = 2


@lru_cache(maxsize=65_536)
def wording(words: str) -> Wording:
    """Return what `words` are about; no terms, where a pronoun stands for what is asked.

    >>> sorted(wording("This must stop").terms)
    []
    >>> sorted(wording("NATO will not expand").terms)
    ['expand', 'nato', 'not']
    """
    kinds = _kinds()
    cased = _WORD.findall(words)
    plain = [word.lower() for word in cased]
    telling = [kinds.get(word, "stop") in _TELLING for word in plain]
    stems = {_meant(word) for word, tells in zip(plain, telling, strict=True) if tells}
    stopping = {each for each in stems if kinds.get(each) == "stop"}
    # "Not stop" and "never end" ask for the thing itself.
    denied = any(kinds.get(word) == "denial" for word in plain)
    about = _joined(frozenset(stems - stopping))
    if not about or (len(about) == 1 and _is_vague(plain)):
        return Wording(frozenset())
    return Wording(
        about | {NOT} if bool(stopping) != denied else about,
        frozenset(_meant(word.lower()) for word in cased[1:] if word[0].isupper()) & about,
        frozenset(term for term in about if term[0].isdigit() or kinds.get(term) == "number"),
    )


_TELLING = frozenset({"stop", "number"})
"""Kinds of words that are not left out; most words have no kind."""


def _is_vague(words: list[str]) -> bool:
    """Whether a pronoun stands among `words`: "them", or a "this" before none of the words that tell something."""
    kinds = _kinds()
    return any(
        kinds.get(word) == "pronoun" or (kinds.get(word) == "pointer" and kinds.get(after, "stop") not in _TELLING)
        for word, after in zip(words, [*words[1:], "it"], strict=True)
    )


@cache
def _kinds() -> Mapping[str, str]:
    """Return the words that say little, or turn a wording round, with their kind."""
    return dict(_rows("words.tsv"))


def _rows(name: str) -> Iterator[list[str]]:
    rows = packaged("ledger", name).splitlines()
    return (row.split("\t") for row in rows if not row.startswith("#"))


@cache
def _same() -> tuple[Mapping[str, str], Mapping[Terms, str]]:
    """Return what stands for a word, and for several words together."""
    single: dict[str, str] = {}
    several: dict[Terms, str] = {}
    for thing, *words in _rows("same.tsv"):
        for word in words:
            stems = [each.removeprefix("=") if each.startswith("=") else stem(each) for each in word.split()]
            if len(stems) == 1:
                single[stems[0]] = stem(thing)
            else:
                several[frozenset(stems)] = stem(thing)
    return single, several


@lru_cache(maxsize=65_536)
def _meant(word: str) -> str:
    """Return the stem of `word`, or of what stands for it."""
    single, _ = _same()
    return single.get(word) or single.get(stem(word)) or stem(word)


def _joined(stems: Terms) -> Terms:
    """Let one word stand for several that mean it together: "admit members"."""
    for several, thing in _same()[1].items():
        if several <= stems:
            stems = stems - several | {thing}
    return stems


def likeness(one: Wording, other: Wording) -> float:
    """Return how alike two wordings are, from 0 to 1: which share of the longer is in both, 0 where that is too little.

    If both say what must not be, and the longer says all of the shorter and more ("no NATO expansion", "NATO will not
    expand to any country of the former Soviet Union"), they are as alike as needed. If only one of them is negated, or
    they number otherwise ("the sixth package", "the seventh"), or each has a name that the other lacks ("cooperation
    with Senegal", "with Croatia"), they are not alike at all.
    """
    shared = len(one.terms & other.terms)
    shorter, longer = sorted((len(one.terms), len(other.terms)))
    if not shared or (NOT in one.terms) != (NOT in other.terms) or _differ(one, other):
        return 0.0
    share = shared / longer
    if shared < shorter and share < ALTERED:
        return 0.0
    is_part = NOT in one.terms and shared == shorter >= TELLING and shorter >= CONTAINED * longer
    return max(share, LIKENESS) if is_part else share


def _differ(one: Wording, other: Wording) -> bool:
    """Whether they speak of things with other numbers or names."""
    if one.numbers and other.numbers and one.numbers.isdisjoint(other.numbers):
        return True
    return not one.names <= other.terms and not other.names <= one.terms


def rarest(terms: Terms, frequency: Mapping[str, int]) -> list[str]:
    """Return the rarest of `terms`: so many that others without any of them have too small a share of them."""
    ordered = sorted(terms, key=lambda term: (frequency.get(term, 0), term))
    least = next(shared for shared in range(len(ordered) + 1) if shared >= LIKENESS * len(ordered))
    return ordered[: len(ordered) - least + 1]


_ENDINGS = (
    ("nsions", "nd"), ("nsion", "nd"), ("ifications", "ify"), ("ification", "ify"), ("ations", ""), ("ation", ""),
    ("itions", ""), ("ition", ""), ("ments", ""), ("ment", ""), ("ates", ""), ("ated", ""), ("ating", ""),
    ("ate", ""), ("izes", ""), ("ized", ""), ("izing", ""), ("ize", ""), ("ings", ""), ("ing", ""), ("ions", ""),
    ("ion", ""), ("als", ""), ("al", ""), ("ies", "y"), ("ied", "y"), ("ians", ""), ("ian", ""), ("ias", ""),
    ("ia", ""), ("drawn", "draw"), ("ed", ""), ("es", ""), ("s", ""), ("e", ""),
)  # fmt: skip
"""Endings and what stands in their place, the longer first: "expansion" is "expand"."""

_SHORTEST = 3


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return `word` without its grammatical endings: "expansion" and "expanding" are both "expand"."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= _SHORTEST and not word.endswith("ss"):
            return stem(word.removesuffix(ending) + instead)
    # "cancelled" leaves "cancell".
    return word[:-1] if len(word) > _SHORTEST and word[-1] == word[-2] else word
