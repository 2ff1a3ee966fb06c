"""Phrases whose party follows: "the President of Russia", "leaders of Armenia and Azerbaijan"."""

from collections.abc import Iterable, Iterator, Mapping

from standoff.language.actors import institutions
from standoff.language.actors.gazetteer import Sense
from standoff.language.actors.names import Stage
from standoff.language.actors.naming import Naming, Weight
from standoff.language.actors.parties import INDEFINITE, Find
from standoff.language.actors.persons import Person
from standoff.language.actors.roles import holder
from standoff.language.actors.titles import title_start
from standoff.types import ActorKind

_ARTICLES = frozenset({"the", "both", "all", "two", "three"})
_MODIFIERS = frozenset({"NN", "NNP", "JJ"})
_LONGEST_FIELD = 6
_LIST_LIMIT = 30


def complements(stage: Stage, people: Iterable[Person], finds: Iterable[Find]) -> Iterator[Find]:
    """Yield the phrases of which a party found before is the complement."""
    at = {found.naming.start: found for found in finds if not _is_person(found)}
    for link, lower in enumerate(stage.words.lowers):
        if lower == "of":
            listed = _listed(stage, at, _skipped(stage, link + 1))
            found = _headed(stage, people, link, listed) if listed else None
            if found:
                yield found
        elif lower == "in" and (found := _seated(stage, link)):
            yield found


def _seated(stage: Stage, link: int) -> Find | None:
    """Read "the government in Khartoum", "the foreign ministry in Cairo", "a foreign ministry spokesman in Cairo"."""
    sighting, vocabulary, noun = stage.at.get(link + 1), stage.gazetteer.vocabulary, link - 1
    if sighting is None or sighting.names[0].sense not in (Sense.CAPITAL, Sense.NAME):
        return None
    code = sighting.names[0].code
    if vocabulary.has("ruling", stage.words.lower(noun)) and not _is_of_another(stage, noun):
        return Find(Naming((code,), noun, sighting.end, Weight.PHRASE))
    head = noun if vocabulary.has("seated", stage.words.lower(noun)) else noun - 1 if stage.head(noun) else None
    if head is None or code not in stage.gazetteer.adjectives or not vocabulary.has("seated", stage.words.lower(head)):
        return None
    start = _modified(stage, head)
    if start is None:
        return None
    office = institutions.named(stage, code, stage.words.joined(start, head + 1))
    return Find(Naming((office.id,), start, sighting.end, Weight.TITLE), office)


def _modified(stage: Stage, head: int) -> int | None:
    """Return where the modifiers of an institution begin, None if it is another state's: "the Russian embassy in"."""
    start = head
    while stage.words.tag(start - 1) in _MODIFIERS and stage.words.doc[start].is_sent_start is not True:
        start -= 1
        if start in stage.at:
            return None
    return None if stage.words.tag(start - 1) == "POS" else start


def _is_of_another(stage: Stage, noun: int) -> bool:
    """Tell "U.S. officials in Moscow" from "officials in Moscow"; one official may be anybody's."""
    return stage.words.tag(noun - 1) in ("JJ", "NNP", "NN", "POS") or stage.words.lower(noun) == "official"


def _is_person(found: Find) -> bool:
    return found.actor is not None and found.actor.kind is ActorKind.PERSON


def _skipped(stage: Stage, at: int) -> int:
    while stage.words.lower(at) in _ARTICLES:
        at += 1
    return at


def _listed(stage: Stage, at: Mapping[int, Find], start: int) -> list[Find]:
    """Return the parties listed from a token on: "Russia, Azerbaijan and Armenia"."""
    listed: list[Find] = []
    while start in at and len(listed) < _LIST_LIMIT and not _is_adjective(stage, at[start]):
        listed.append(at[start])
        start = at[start].naming.end
        while stage.words.lower(start) in (",", "and", "&") or (listed and stage.words.lower(start) == "the"):
            start += 1
    return listed


def _is_adjective(stage: Stage, found: Find) -> bool:
    """Tell an adjective whose noun does not act: "the Congress of the Russian Union of Industrialists"."""
    sighting = stage.at.get(found.naming.start)
    if sighting is None or sighting.end != found.naming.end or not sighting.sense(Sense.ADJECTIVE):
        return False
    return sighting.sense(Sense.NAME) is None or stage.words.doc[sighting.end - 1].dep_ in ("amod", "compound", "nmod")


def _headed(stage: Stage, people: Iterable[Person], link: int, listed: list[Find]) -> Find | None:
    """Return what the noun before "of" means with the parties after it."""
    vocabulary = stage.gazetteer.vocabulary
    noun = stage.words.lower(link - 1)
    codes = tuple(dict.fromkeys(code for found in listed for code in found.naming.actors))
    end = listed[0].naming.end
    if len(listed) == 1 and listed[0].actor is None and len(codes) == 1:
        found = _institution(stage, codes[0], link, end) or _held(stage, people, codes[0], link, end)
        if found:
            return found
        if vocabulary.has("people", noun) and codes[0] in stage.gazetteer.adjectives:
            civil = stage.gazetteer.peoples[codes[0]]
            return Find(Naming((civil.id,), link - 1, end, Weight.PHRASE), civil)
    if not vocabulary.has("body", noun):
        return None
    return Find(Naming(codes, link - 1, end if len(listed) == 1 else link, Weight.PHRASE))


def _institution(stage: Stage, code: str, link: int, end: int) -> Find | None:
    """Read "Parliament of Georgia" and "Ministry of Foreign Affairs of Ukraine"."""
    if code not in stage.gazetteer.adjectives:
        return None
    words = stage.words
    for head in range(link - 1, max(link - 2 - _LONGEST_FIELD, -1), -1):
        if stage.gazetteer.vocabulary.has("institution", words.lower(head)) and words.tag(head) in ("NN", "NNP"):
            field = words.joined(head + 2, link) if words.lower(head + 1) in ("of", "for") else ""
            if head + 1 < link and not field:
                return None
            start = _capitals(stage, head)
            body = words.joined(start, head + 1)
            office = institutions.named(stage, code, institutions.with_field(body, field) if field else body)
            return Find(Naming((office.id,), start, end, Weight.TITLE), office)
        if not (
            words.is_capital(head) or words.lower(head) in ("of", "for", "and", "the", "affairs", "defence", "defense")
        ):
            return None
    return None


def _capitals(stage: Stage, head: int) -> int:
    """Return where the capitalized modifiers of a head begin: "Supreme Court", "Foreign Ministry"."""
    start = head
    while (
        stage.words.is_capital(start - 1)
        and stage.words.tag(start - 1) in ("NNP", "JJ", "NNPS")
        and start - 1 not in stage.at
    ):
        if stage.words.doc[start - 1].is_sent_start and stage.words.tag(start - 1) != "NNP":
            break
        start -= 1
    return start


def _held(stage: Stage, people: Iterable[Person], code: str, link: int, end: int) -> Find | None:
    """Read "the President of Russia" and "the Minister for Foreign Affairs of Ukraine"."""
    words = stage.words
    starts = (title_start(stage, link - 1, words.doc[link].sent.start), link - 1)
    return next(
        (
            found
            for start in starts
            if start is not None and (found := _holder(stage, people, code, (start, link, end)))
        ),
        None,
    )


def _holder(stage: Stage, people: Iterable[Person], code: str, at: tuple[int, int, int]) -> Find | None:
    words, (start, link, end) = stage.words, at
    past = stage.gazetteer.vocabulary.kinds["past"]
    if words.lower(start - 1) in INDEFINITE | past or words.lower(start) in past:
        return None
    office = words.joined(start, link).lower()
    office = "head of state" if office == "head" and words.lower(end - 1) == "state" else office
    person = holder(stage.gazetteer, people, code, office, stage.on)
    return Find(Naming((person.id,), start, end, Weight.TITLE), person) if person else None
