"""Whether two wordings ask for the same thing, told by the words that they share."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

Terms = frozenset[str]

LIKENESS = 0.7
"""Of the longer wording, the share that both must have. Two of three words ("implement", "fulfil" the Minsk agreements)
are too few, since "withdraw troops from the border" and "from Donbas" share as many; three of four are enough."""

TELLING = 3
"""So many terms say what is asked even where more is said: "withdraw troops" does not, "not", "NATO", "expand" do."""

NOT = "not"
"""Stands for all that turns a wording round; a wording with it is never like one without."""

_WORD = re.compile(r"[^\W_]+?(?=n['’]t\b)|n['’]t\b|[^\W_]+")


def terms(wording: str) -> Terms:
    """Return what a wording is about: its words without the small ones, as stems, and NOT if it is negated."""
    kinds = _kinds()
    words = _WORD.findall(wording.lower())
    denials = [word for word in words if kinds.get(word) == "denial"]
    stems = {stem(word) for word in words if kinds.get(word, "stop") == "stop"}
    stopping = {each for each in stems if kinds.get(each) == "stop"}
    # "Not stop" and "never end" ask for the thing itself.
    negated = {NOT} if bool(stopping) != bool(denials) else set()
    return frozenset(stems - stopping | negated)


@cache
def _kinds() -> Mapping[str, str]:
    """Return the words that say little, or turn a wording round, with their kind."""
    rows = files("standoff.ledger").joinpath("data/words.tsv").read_text(encoding="utf-8").splitlines()
    return dict(row.split("\t") for row in rows if not row.startswith("#"))


def likeness(one: Terms, other: Terms) -> float:
    """Return how alike two wordings are, from 0 to 1: which share of the longer is in both.

    If the longer says all of the shorter and more ("no NATO expansion", "NATO will not expand to any country of the
    former Soviet Union") they are as alike as needed. If only one of them is negated, they are not alike at all.
    """
    if (NOT in one) != (NOT in other):
        return 0.0
    shared, shorter = len(one & other), min(len(one), len(other))
    share = shared / max(len(one), len(other), 1)
    return max(share, LIKENESS) if shared == shorter >= TELLING else share


def rarest(wording: Terms, frequency: Mapping[str, int]) -> list[str]:
    """Return the rarest terms of `wording`: so many that another without any of them has too small a share of it."""
    ordered = sorted(wording, key=lambda term: (frequency[term], term))
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
