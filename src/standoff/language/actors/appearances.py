"""Where names of persons stand, with the titles around them."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from standoff.language.actors.gazetteer import Sense
from standoff.language.actors.names import Stage, readable
from standoff.language.actors.officials import Official
from standoff.language.actors.phrases import is_day, is_possessive
from standoff.language.actors.titles import Title, before, following
from standoff.language.actors.vocabulary import Stands
from standoff.language.syntax import Parse

_LONGEST = 5
_RARE = 5
PARTICLES = frozenset(
    {
        "de",
        "del",
        "der",
        "den",
        "van",
        "von",
        "bin",
        "al",
        "el",
        "da",
        "di",
        "dos",
        "du",
        "la",
        "le",
        "ben",
        "ibn",
        "abu",
    }
)
_NO_NAME = ("state", "institution", "people", "place", "modifier", "past")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]*)*")
_FIRST = re.compile(r"\w+")
_NOT_PERSONS = frozenset({"DATE", "EVENT", "LAW", "FAC", "WORK_OF_ART", "CARDINAL", "ORDINAL", "PRODUCT"})
_INSIDE_FIELD = frozenset({"of", "for", "and", "the", "'s", "’s"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person's name in the text: its token range and words, the titles around it, the official that it is."""

    start: int
    end: int
    name: str
    title: Title | None = None
    apposition: Title | None = None
    official: Official | None = None

    @property
    def is_full(self) -> bool:
        """Whether the name has several words, so that it introduces a person."""
        return self.official is not None or " " in self.name

    @property
    def begins(self) -> int:
        """The first token of the name with its title."""
        return self.title.start if self.title else self.start


def appearances(parse: Parse, stage: Stage) -> list[Appearance]:
    """Return the full names of persons, and short ones after a title, in text order."""
    found: list[Appearance] = []
    alone = _alone(stage)
    for paragraph in readable(parse):
        floor = paragraph.start
        for start, end in _candidates(stage, paragraph):
            if start >= floor:
                appearance = _appearance(parse, stage, (start, end), range(floor, paragraph.stop), alone)
                if appearance:
                    found.append(appearance)
                    floor = end
    return found


def _candidates(stage: Stage, paragraph: range) -> list[tuple[int, int]]:
    """Return the ranges that may be names, those of the gazetteer before those that the model or a title suggests."""
    sightings = (stage.at.get(at) for at in paragraph)
    sure = {(s.start, s.end) for s in sightings if s and s.sense(Sense.PERSON)}
    covered = {at for start, end in sure for at in range(start, end)}
    guessed = {*_entities(stage, paragraph), *_after_titles(stage, paragraph), *_after_states(stage, paragraph)}
    longest: dict[int, int] = {}
    for start, end in guessed:
        if covered.isdisjoint(range(start, end)):
            longest[start] = max(end, longest.get(start, 0))
    return sorted((*sure, *longest.items()))


def _entities(stage: Stage, paragraph: range) -> Iterator[tuple[int, int]]:
    """Yield the persons that the model sees, without titles, places and small words at their edges."""
    for start, end in stage.persons[bisect_left(stage.persons, (paragraph.start, 0)) :]:
        if start >= paragraph.stop:
            break
        first = next((at for at in range(start, end) if _is_name_word(stage, at)), end)
        stop = _name_end(stage, first, end)
        if stop > first:
            yield first, stop


def _after_titles(stage: Stage, paragraph: range) -> Iterator[tuple[int, int]]:
    """Yield the capitalized words that follow a title."""
    for at in paragraph[:-1]:
        role = stage.head(at)
        if role and role.stands is not Stands.PRIVATE:
            start = _past_field(stage, at + 1)
            end = _name_end(stage, start, min(start + _LONGEST, paragraph.stop))
            if end > start and not stage.words.is_capital(end) and _is_plausible(stage, start, end):
                yield start, end


def _past_field(stage: Stage, at: int) -> int:
    """Return where a name may begin after a title's head: behind its field, "Minister | of Economy | N.N."."""
    words, kinds = stage.words, stage.gazetteer.vocabulary.kinds
    if words.lower(at) not in ("of", "for"):
        return at
    while _is_of_field(words.lower(at), kinds) or stage.party(at) or stage.head(at):
        at += 1
    return at


def _is_of_field(lower: str, kinds: Mapping[str, frozenset[str]]) -> bool:
    return lower in _INSIDE_FIELD or lower in kinds["modifier"] or lower in kinds["institution"]


def _after_states(stage: Stage, paragraph: range) -> Iterator[tuple[int, int]]:
    """Yield the capitalized words that follow the state of a title: "Minister for Foreign Affairs of Ukraine N.N."."""
    for at in paragraph:
        sighting = stage.at.get(at)
        if sighting and sighting.end == at + 1 and stage.words.lower(sighting.start - 1) in ("of", "the", "to"):
            end = _name_end(stage, at + 1, min(at + 1 + _LONGEST, paragraph.stop))
            if end > at + 2 and not stage.words.is_capital(end) and before(stage, at + 1, paragraph.start):
                yield at + 1, end


def _is_plausible(stage: Stage, start: int, end: int) -> bool:
    """Tell a name that the model did not see: a known family name, or two words that it takes for anything named."""
    first = stage.words.doc[start]
    if any(stage.words.tags[at] != "NNP" for at in range(start, end) if stage.words.is_capital(at)):
        return False
    if end - start == 1:
        return first.ent_type_ == "PERSON" or first.text in stage.gazetteer.families
    return first.ent_type_ not in _NOT_PERSONS


def _name_end(stage: Stage, start: int, stop: int) -> int:
    end = start
    for at in range(start, stop):
        if not (_is_name_word(stage, at) or (at > start and stage.words.lower(at) in PARTICLES | {"-"})):
            break
        if stage.words.is_capital(at):
            end = at + 1
    return end


def _is_name_word(stage: Stage, at: int) -> bool:
    words, vocabulary = stage.words, stage.gazetteer.vocabulary
    lower = words.lower(at)
    if (
        not words.is_capital(at)
        or not _LETTERS.fullmatch(lower)
        or is_day(lower)
        or stage.head(at)
        or is_possessive(lower)
    ):
        return False
    sighting = stage.at.get(at)
    if sighting and not sighting.sense(Sense.PERSON) and not _is_inside(stage, at):
        return False
    return not any(vocabulary.has(kind, lower) for kind in _NO_NAME) and lower not in ("the", "a")


def _is_inside(stage: Stage, at: int) -> bool:
    """Tell a name of a state that is part of a person's: "Michael Jordan"."""
    doc = stage.words.doc
    ambiguous = stage.words.lower(at) in stage.gazetteer.vocabulary.kinds["ambiguous"]
    return (
        ambiguous
        and doc[at].ent_type_ == "PERSON"
        and (
            (at > 0 and doc[at - 1].ent_type_ == "PERSON" and doc[at].ent_iob_ == "I")
            or (at + 1 < len(doc) and doc[at + 1].ent_type_ == "PERSON" and doc[at + 1].ent_iob_ == "I")
        )
    )


def _appearance(
    parse: Parse, stage: Stage, at: tuple[int, int], within: range, alone: frozenset[str]
) -> Appearance | None:
    start, end = at
    sighting = stage.at.get(start)
    name = sighting.sense(Sense.PERSON) if sighting and (sighting.start, sighting.end) == (start, end) else None
    official = stage.gazetteer.officials[name.code] if name else None
    title, apposition = before(stage, start, within.start), following(stage, end, within.stop)
    words = official.name if official else stage.words.joined(start, end)
    found = Appearance(start, end, words, title, apposition, official)
    if official or title or (apposition and found.is_full):
        return found
    return found if found.is_full and (words.split()[-1] in alone or _is_subject(parse, start, end)) else None


def _alone(stage: Stage) -> frozenset[str]:
    """Return the names of one word that the model takes for persons: who is named again for short is somebody."""
    return frozenset(_bare(stage, start, end) for start, end in stage.persons) - {""}


def _bare(stage: Stage, start: int, end: int) -> str:
    """Return a name of one word without its genitive, nothing for a longer one."""
    last = end - 1 if stage.words.tag(end - 1) == "POS" else end
    return stage.words.texts[start].removesuffix("'s").removesuffix("’s") if last - start == 1 else ""


def _is_subject(parse: Parse, start: int, end: int) -> bool:
    head = parse.doc[start:end].root
    return head.dep_ in _SUBJECTS and head.head.pos_ == "VERB" and head.ent_type_ == "PERSON"


def lone_families(stage: Stage, known: Iterable[str], taken: frozenset[int]) -> set[str]:
    """Return the families of officials that stand alone as persons, nobody else in the article having them."""
    others = set(known)
    alone: set[str] = set()
    for start, end in stage.persons:
        family = _bare(stage, start, end)
        if family and start not in taken:
            alone.add(family)
        else:
            others.add(family or stage.words.texts[end - 1])
    alone.update(_overlooked(stage, taken))
    return {family for family in alone - others if family in stage.gazetteer.families}


def _overlooked(stage: Stage, taken: frozenset[int]) -> Iterator[str]:
    """Yield the families that do something, whatever the model takes them for: "Scholz" is a place to it."""
    known = stage.gazetteer.families
    for at, text in enumerate(stage.words.texts):
        rare = len(text) >= _RARE and text in known and at not in taken and stage.words.tags[at] == "NNP"
        if rare and stage.words.doc[at].dep_ in _SUBJECTS and not _is_longer(stage, at, at + 1):
            yield text


def short_names(stage: Stage, families: Iterable[str], taken: frozenset[int]) -> Iterator[Appearance]:
    """Yield where a short name stands alone, with its title: not inside a longer name, not on a token of `taken`."""
    words = stage.words
    first: dict[str, list[str]] = {}
    for family in sorted(set(families), key=lambda family: (-len(family), family)):
        first.setdefault(_FIRST.findall(family)[0], []).append(family)
    for at, text in enumerate(words.texts):
        if at in taken or text not in first:
            continue
        for family in first[text]:
            end = at + 1
            while end < len(words.texts) and len(words.joined(at, end)) < len(family):
                end += 1
            if words.joined(at, end) == family and not _is_longer(stage, at, end):
                yield Appearance(at, end, family, before(stage, at, words.doc[at].sent.start))
                break


def _is_longer(stage: Stage, start: int, end: int) -> bool:
    """Tell a short name that is part of another name: "Hillary Clinton", "Clinton Foundation"."""
    words = stage.words
    ahead = words.tag(end) == "NNP" and words.is_capital(end) and not is_day(words.lower(end)) and end not in stage.at
    behind = words.tag(start - 1) == "NNP" and words.is_capital(start - 1) and start - 1 not in stage.at
    return ahead or (behind and not is_day(words.lower(start - 1)) and not _is_titular(stage, start - 1))


def _is_titular(stage: Stage, at: int) -> bool:
    return stage.head(at) is not None or stage.words.doc[at].is_sent_start is True
