"""Noun phrases after the name or adjective of a party: "Russian | armed forces", "Japan's | Defence Agency"."""

from dataclasses import dataclass

from standoff.language.actors.names import Words

_NOUN = frozenset({"NN", "NNS", "NNP", "NNPS"})
_MODIFIER = frozenset({"JJ", "JJR", "JJS", "HYPH", "AFX"})
_PARTICIPLE = frozenset({"VBN", "VBG", "CD"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_DAYS = frozenset(
    {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
        "april", "june", "july", "august", "september", "october", "november", "december",
    }
)  # fmt: skip
_LONGEST = 7


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words after a name: a token range, empty if no noun follows. `possessive`: "Japan's", not "Japanese"."""

    start: int
    end: int
    possessive: bool

    @property
    def head(self) -> int:
        return self.end - 1


def after(words: Words, end: int, stops: frozenset[int]) -> Phrase:
    """Return the phrase that follows a name ending at `end`. It goes into no other name, which begin at `stops`."""
    possessive = words.lower(end) in _POSSESSIVE
    start = end + 1 if possessive else end
    noun = start
    for at in range(start, min(start + _LONGEST, len(words.texts))):
        if at in stops or not _goes_on(words, at, seen=noun > start):
            break
        if words.tags[at] in _NOUN:
            noun = at + 1
    return Phrase(start, noun, possessive)


def _goes_on(words: Words, at: int, *, seen: bool) -> bool:
    """Tell whether the word at `at` still belongs to the phrase; `seen` says that a noun stands before it."""
    tag, before = words.tags[at], words.tag(at - 1)
    if tag in _NOUN:
        plural_before_name = seen and before == "NNS" and tag in ("NNP", "NNPS")
        return not plural_before_name and words.lowers[at] not in _DAYS
    if tag in _MODIFIER:
        return not seen or words.tag(at + 1) in _NOUN or tag == "HYPH" or before == "HYPH"
    return tag in _PARTICIPLE and (not seen or before == "HYPH")


def is_day(word: str) -> bool:
    return word in _DAYS


def is_possessive(word: str) -> bool:
    return word in _POSSESSIVE
