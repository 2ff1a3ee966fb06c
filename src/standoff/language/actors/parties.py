"""Phrases that name a party by its state or organization: forces, officials, institutions, peoples."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from standoff.language.actors import institutions
from standoff.language.actors.gazetteer import Sense
from standoff.language.actors.names import Sighting, Stage
from standoff.language.actors.naming import Naming, Weight
from standoff.language.actors.persons import Person
from standoff.language.actors.phrases import Phrase, after
from standoff.language.actors.places import acts, is_elsewhere
from standoff.language.actors.roles import holder
from standoff.language.actors.vocabulary import Stands, singular
from standoff.types import Actor, ActorKind

INDEFINITE = frozenset({"a", "an", "any", "every", "no", "some", "another", "each", "one", "single"})
_OBJECTS = frozenset({"dobj", "dative"})
_REGIMES = frozenset({"government", "regime", "leadership", "junta"})
_GOVERNING = frozenset({"authorities", "governments"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Find:
    """A naming, and the actor that it needs if the gazetteer has none."""

    naming: Naming
    actor: Actor | None = None


def parties(stage: Stage, people: Iterable[Person]) -> Iterator[Find]:
    """Yield what the names of an article name, each with the phrase that it opens."""
    stops = frozenset(sighting.start for sighting in stage.sightings())
    for sighting in stage.sightings():
        if sighting.sense(Sense.PERSON):
            continue
        phrase = after(stage.words, sighting.end, stops)
        found = _with_phrase(stage, people, sighting, phrase) if phrase.start < phrase.end else None
        found = found or _by_itself(stage, sighting, phrase)
        if found:
            yield found


def _with_phrase(stage: Stage, people: Iterable[Person], sighting: Sighting, phrase: Phrase) -> Find | None:
    """Return what a name means together with the noun after it, if that noun acts."""
    code = sighting.names[0].code
    if sighting.names[0].sense is Sense.CAPITAL and not _is_ruled(stage, sighting, phrase):
        return None
    actor = stage.gazetteer.actors[code]
    if actor.kind is ActorKind.STATE:
        return _of_state(stage, people, sighting, phrase)
    head = stage.words.lower(phrase.head)
    if singular(head) in stage.gazetteer.nouns.get(code, ()):
        return Find(Naming((code,), sighting.start, phrase.end, Weight.PHRASE))
    return _held(stage, people, code, sighting.start, phrase) or _member(stage, code, sighting.start, phrase)


def _is_ruled(stage: Stage, sighting: Sighting, phrase: Phrase) -> bool:
    """Tell "the Khartoum-based government" and "the Kyiv regime" from "Moscow authorities", which may be a city's."""
    if stage.words.lower(sighting.end) == "-":
        return stage.words.lower(sighting.end + 1) == "based"
    head = stage.words.lower(phrase.head)
    definite = stage.words.lower(sighting.start - 1) == "the" and not phrase.possessive
    return phrase.end - phrase.start == 1 and (head in _REGIMES or (definite and head == "authorities"))


def _of_state(stage: Stage, people: Iterable[Person], sighting: Sighting, phrase: Phrase) -> Find | None:
    code, start = sighting.names[0].code, sighting.start
    held = _held(stage, people, code, start, phrase)
    if held:
        return held
    office = _office(stage, code, phrase)
    if office:
        return Find(Naming((office.id,), start, institutions.end_of(stage, phrase), Weight.PHRASE), office)
    head = stage.words.lower(phrase.head)
    if stage.gazetteer.vocabulary.has("state", head):
        return _officials(stage, code, start, phrase)
    if stage.gazetteer.vocabulary.has("people", head) and not phrase.possessive:
        civil = stage.gazetteer.peoples[code]
        return Find(Naming((civil.id,), start, phrase.end, Weight.PHRASE), civil)
    return None


def _office(stage: Stage, code: str, phrase: Phrase) -> Actor | None:
    """Return the institution of a phrase; its officials too speak for it: "Israeli foreign ministry officials"."""
    office = institutions.of_phrase(stage, code, phrase)
    if office is None and phrase.end - phrase.start > 1 and _is_official(stage, phrase.head):
        office = institutions.of_phrase(stage, code, Phrase(phrase.start, phrase.head, phrase.possessive))
    return office


def _is_official(stage: Stage, at: int) -> bool:
    role = stage.gazetteer.vocabulary.roles.get(singular(stage.words.lower(at)))
    return role is not None and role.stands in (Stands.OFFICE, Stands.HEAD)


def _officials(stage: Stage, code: str, start: int, phrase: Phrase) -> Find:
    """Return the state for which a phrase stands, or the institution in which its officials are."""
    end = phrase.end
    sighting = stage.at[start]
    if _is_institution(stage, sighting) and _is_official(stage, phrase.head):
        seat = institutions.seat(code, sighting.names[0].words)
        return Find(Naming((seat.id,), start, end, Weight.PHRASE), seat)
    link = stage.words.lower(end)
    if _is_official(stage, phrase.head) and link in ("in", "of", "at", "from") and stage.words.lower(end + 1) == "the":
        inner = after(stage.words, end + 2, frozenset())
        office = institutions.of_phrase(stage, code, inner) if inner.start < inner.end else None
        if office:
            return Find(Naming((office.id,), start, end, Weight.PHRASE), office)
    return _together(stage, code, start, phrase) or Find(Naming((code,), start, end, Weight.PHRASE))


def _together(stage: Stage, code: str, start: int, phrase: Phrase) -> Find | None:
    """Return the officials whom a plural means: "U.S. officials", "Western diplomats"."""
    plural = stage.words.tag(phrase.head) in ("NNS", "NNPS")
    if not plural or not (_is_official(stage, phrase.head) or stage.words.lower(phrase.head) in _GOVERNING):
        return None
    group = institutions.officials(stage, code, stage.words.joined(phrase.start, phrase.end))
    return Find(Naming((group.id,), start, phrase.end, Weight.PHRASE), group)


def _is_institution(stage: Stage, sighting: Sighting) -> bool:
    """Tell the Kremlin, which speaks, from a city that is a seat of government."""
    name = sighting.sense(Sense.SEAT)
    if name is None or stage.gazetteer.actors[name.code].kind is not ActorKind.STATE:
        return False
    return name.words.lower().removeprefix("the ") not in stage.gazetteer.vocabulary.kinds["town"]


def _held(stage: Stage, people: Iterable[Person], code: str, start: int, phrase: Phrase) -> Find | None:
    """Return the person whose office a phrase names: "the Russian president"."""
    words = stage.words
    past = stage.gazetteer.vocabulary.kinds["past"]
    if words.joined(phrase.head, phrase.end + 2).lower() == "head of state":
        phrase = Phrase(phrase.start, phrase.end + 2, phrase.possessive)
    if not (phrase.possessive or words.lower(start - 1) in ("the", "new") or words.is_capital(phrase.head)):
        return None
    if words.lower(start - 1) in INDEFINITE | past or any(
        words.lower(at) in past for at in range(phrase.start, phrase.end)
    ):
        return None
    person = holder(stage.gazetteer, people, code, words.joined(phrase.start, phrase.end).lower(), stage.on)
    return Find(Naming((person.id,), start, phrase.end, Weight.TITLE), person) if person else None


def _member(stage: Stage, code: str, start: int, phrase: Phrase) -> Find | None:
    words = stage.words
    if stage.gazetteer.vocabulary.has("member", words.lower(phrase.head)):
        together = _together(stage, code, start, phrase)
        if together:
            return together
        return Find(Naming((code,), start, phrase.end, Weight.PHRASE))
    return None


def _by_itself(stage: Stage, sighting: Sighting, phrase: Phrase) -> Find | None:
    """Return what a name means without the noun after it, if there is one."""
    senses = {name.sense: name for name in sighting.names}
    code = sighting.names[0].code
    members = stage.gazetteer.members.get(code, (code,))
    alone = Find(Naming(members, sighting.start, sighting.end, Weight.NAME))
    last = stage.words.doc[sighting.end - 1]
    if Sense.NAME in senses:
        return None if _is_region(stage, sighting) else _of_bloc(stage, sighting) or alone
    if Sense.ADJECTIVE in senses and (phrase.start < phrase.end or last.tag_ == "JJ"):
        return alone
    if Sense.PEOPLE in senses:
        return alone if _is_state(stage, sighting) else _people(stage, sighting, code)
    if Sense.CAPITAL in senses or last.ent_type_ == "GPE":
        return alone if acts(last, stage.words, stage.gazetteer.vocabulary) else None
    if Sense.SEAT in senses:
        return None if is_elsewhere(last) else _seat(sighting) if _is_institution(stage, sighting) else alone
    return alone


def _of_bloc(stage: Stage, sighting: Sighting) -> Find | None:
    """Return the officials of a bloc whose name they end: "Western governments"."""
    code, last = sighting.names[0].code, sighting.end - 1
    if stage.gazetteer.actors[code].kind is not ActorKind.BLOC or code in stage.gazetteer.members:
        return None
    plural = last > sighting.start and stage.words.tag(last) in ("NNS", "NNPS")
    if not plural or not (_is_official(stage, last) or stage.words.lower(last) in _GOVERNING):
        return None
    words = stage.words.joined(sighting.start, sighting.end)
    group = replace(institutions.officials(stage, code, stage.words.lower(last)), name=words)
    return Find(Naming((group.id,), sighting.start, sighting.end, Weight.NAME), group)


def _seat(sighting: Sighting) -> Find:
    seat = institutions.seat(sighting.names[0].code, sighting.names[0].words)
    return Find(Naming((seat.id,), sighting.start, sighting.end, Weight.NAME), seat)


def _is_region(stage: Stage, sighting: Sighting) -> bool:
    """Tell Europe the continent, which does nothing, from Europe that decides; "Eastern Europe" is never a party."""
    if sighting.names[0].code != "EUROPE" or sighting.end - sighting.start > 1:
        return False
    part = stage.words.tag(sighting.start - 1) in ("JJ", "NNP") and sighting.start - 1 not in stage.at
    return part or not acts(stage.words.doc[sighting.start], stage.words, stage.gazetteer.vocabulary)


def _is_state(stage: Stage, sighting: Sighting) -> bool:
    """Tell "the Americans refused", which means the government, from "many Americans"; an adjective names no people."""
    last = stage.words.doc[sighting.end - 1]
    if last.tag_ in ("JJ", "NNP") and last.dep_ in ("amod", "acomp", "compound", "conj", "nmod"):
        return True
    if stage.words.lower(sighting.start - 1) != "the" or any(child.dep_ == "relcl" for child in last.children):
        return False
    return last.dep_ in _SUBJECTS | _OBJECTS or (last.dep_ == "pobj" and last.head.lower_ in ("with", "by", "between"))


def _people(stage: Stage, sighting: Sighting, code: str) -> Find:
    civil = stage.gazetteer.peoples[code]
    return Find(Naming((civil.id,), sighting.start, sighting.end, Weight.NAME), civil)
