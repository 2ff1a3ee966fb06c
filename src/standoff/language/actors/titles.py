"""Titles of persons: "Chinese Vice Foreign Minister", "President of the Republic of", and what stands after a name."""

from dataclasses import dataclass

from standoff.language.actors.names import Sighting, Stage
from standoff.language.actors.phrases import is_day
from standoff.language.actors.vocabulary import Role, Stands

_REACH = 14
_LINKS = frozenset({"of", "for", "to", "on", "at", "in"})
_INSIDE = _LINKS | {"the", "and", "&", "-", "'s", "’s", "'", "’"}
_ABROAD = frozenset({"to", "for", "in", "on", "with", "against", "at"})


@dataclass(frozen=True, slots=True)
class Title:
    """A title over a token range: its words without the state, what they stand for, and the party that they name."""

    start: int
    end: int
    words: str
    role: Role
    party: str | None
    past: bool
    exact: bool


def before(stage: Stage, name: int, floor: int) -> Title | None:
    """Return the title that ends where a person's name begins; it begins at `floor` at the earliest."""
    words = stage.words
    last = name - 1
    if words.lower(last) == ",":
        above = last - 1 if stage.head(last - 1) else _head_across(stage, last - 1, floor)
        last -= above is not None and _is_definite(stage, above, floor)
    head = last if stage.head(last) else _head_across(stage, last, floor)
    if head is None:
        return None
    start = _extended(stage, head, floor)
    return _title(stage, start, last + 1, floor)


def _is_definite(stage: Stage, head: int, floor: int) -> bool:
    """Tell "the foreign minister, N.N." and "Russia's president, N.N." from a list of offices."""
    start = _extended(stage, head, floor)
    return stage.words.lower(start - 1) in ("the", "his", "her", "their", "its") or stage.party(start) is not None


def _head_across(stage: Stage, last: int, floor: int) -> int | None:
    """Find the head of a title with a complement: "President of the Republic of Estonia"."""
    linked = False
    for at in range(last, max(floor, last - _REACH) - 1, -1):
        lower = stage.words.lower(at)
        if linked and stage.head(at):
            return at
        if lower in _LINKS:
            linked = True
        elif lower in _INSIDE or stage.words.is_capital(at) or stage.party(at) or _is_of_office(stage, lower):
            linked = False
        else:
            return None
    return None


def _is_of_office(stage: Stage, lower: str) -> bool:
    """Tell the words in small letters that an office may have after "of": "the atomic energy agency"."""
    kinds = stage.gazetteer.vocabulary.kinds
    return lower in kinds["institution"] or lower in kinds["modifier"]


def _extended(stage: Stage, head: int, floor: int) -> int:
    """Return where the title of a head begins: before its modifiers and its state, or with a title above it."""
    start = head
    while start - 1 > floor and "-" in (stage.words.texts[start], stage.words.texts[start - 1]):
        start -= 1
    while start > floor and _belongs(stage, start - 1):
        start -= 1
        if stage.party(start):
            start = stage.at[start].start
            break
    above = start - (2 if stage.words.lower(start - 1) == "the" else 1)
    higher = (
        _head_across(stage, above, floor) if above > floor and stage.words.lower(above) in ("of", "to", "for") else None
    )
    return start if higher is None else _extended(stage, higher, floor)


def _belongs(stage: Stage, at: int) -> bool:
    words, vocabulary = stage.words, stage.gazetteer.vocabulary
    lower = words.lower(at)
    if stage.party(at) or lower in ("-", "'s", "’s") or lower in vocabulary.kinds["modifier"]:
        return True
    if lower in vocabulary.kinds["past"]:
        return True
    proper = words.is_capital(at) and words.tag(at) in ("NNP", "NNPS", "JJ", "NN", "NNS", "VBG")
    return proper and not is_day(lower) and lower not in ("the", "a", "an", "mr", "mr.")


def _title(stage: Stage, start: int, end: int, floor: int) -> Title | None:
    """Read the title over a range; None if its words name no role."""
    past = _is_past(stage, start, end, floor)
    party, at = _party(stage, start, end)
    kept = [t for t in range(start, end) if not (at and _linked(stage, at, start) <= t < at.end)]
    role_words = _role_words(stage, kept)
    role = stage.gazetteer.vocabulary.role(role_words.lower()) or _first_role(stage, kept)
    exact = role_words in stage.gazetteer.vocabulary.roles
    return Title(start, end, role_words, role, party, past, exact) if role else None


def _linked(stage: Stage, at: Sighting, start: int) -> int:
    """Return where a state in a title begins with the words that link it: "President | of the Republic of Estonia"."""
    first = at.start
    if first - 1 > start and stage.words.lower(first - 1) == "the":
        first -= 1
    return first - 1 if first - 1 > start and stage.words.lower(first - 1) == "of" else at.start


def _role_words(stage: Stage, kept: list[int]) -> str:
    vocabulary = stage.gazetteer.vocabulary
    words, past = stage.words, vocabulary.kinds["past"]
    kept = [t for t in kept if words.lowers[t] not in past]
    while kept and words.lowers[kept[0]] in _INSIDE:
        kept.pop(0)
    while kept and words.lowers[kept[-1]] in _INSIDE | {","}:
        kept.pop()
    texts = (words.texts[t] if t in stage.at else words.lowers[t] for t in kept)
    lowers = [text + words.doc[t].whitespace_ for text, t in zip(texts, kept, strict=True)]
    return " ".join("".join(lowers).split())


def _first_role(stage: Stage, kept: list[int]) -> Role | None:
    """Return the role of the first head: "head" of "head of the office of the president"."""
    return next((role for t in kept if (role := stage.head(t))), None)


def _is_past(stage: Stage, start: int, end: int, floor: int) -> bool:
    past = stage.gazetteer.vocabulary.kinds["past"]
    return any(stage.words.lower(at) in past for at in range(max(start - 2, floor), end))


def _party(stage: Stage, start: int, end: int) -> tuple[str | None, Sighting | None]:
    """Return the first party in the title for which its holder speaks, not the one to which he is sent."""
    at = start
    while at < end:
        sighting = stage.at.get(at)
        if sighting is None or stage.party(at) is None:
            at += 1
            continue
        link = stage.words.lower(at - 2) if stage.words.lower(at - 1) == "the" else stage.words.lower(at - 1)
        if at == start or link not in _ABROAD:
            return stage.party(at), sighting
        at = sighting.end
    return None, None


def following(stage: Stage, end: int, stop: int) -> Title | None:
    """Return the title in apposition after a name: "N.N., the Russian foreign minister, said"."""
    words = stage.words
    if words.lower(end) != ",":
        return None
    start = end + 1
    while words.lower(start) in ("the", "a", "an", "one", "of", "who", "is"):
        start += 1
    at, head = start, None
    while at < min(stop, start + _REACH) and _in_apposition(stage, at, headed=head is not None):
        head = at if head is None and stage.head(at) else head
        at += 1
    if head is None or words.lower(at) not in (",", ".", ")", "who", "", "—", "–", ";", ":"):
        return None
    title = _title(stage, start, at, end)
    return title if title and title.role.stands is not Stands.COURTESY else None


def _in_apposition(stage: Stage, at: int, *, headed: bool) -> bool:
    lower, tag = stage.words.lower(at), stage.words.tag(at)
    if lower in (",", ".", ")", "who", "—", "–", ";", ":"):
        return False
    return tag[:2] in ("NN", "JJ", "DT", "PO", "HY") or lower in _INSIDE or (headed and tag in ("IN", "CC", "TO"))


def title_start(stage: Stage, last: int, floor: int) -> int | None:
    """Return where a title begins whose last word is given: "Minister for Foreign Affairs"."""
    head = last if stage.head(last) else _head_across(stage, last, floor)
    return None if head is None else _extended(stage, head, floor)
