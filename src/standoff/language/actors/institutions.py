"""Ministries, parliaments and agencies of a state: actors of their own that act for it."""

from types import MappingProxyType

from standoff.language.actors.names import Stage
from standoff.language.actors.persons import slug
from standoff.language.actors.phrases import Phrase
from standoff.types import Actor, ActorKind

_LOWER = frozenset({"ministry", "parliament", "embassy", "consulate", "presidency", "legislature", "government"})
_FIELDS = MappingProxyType(
    {
        "foreign affairs": "foreign",
        "external affairs": "foreign",
        "internal affairs": "interior",
        "the interior": "interior",
        "defense": "defence",
        "national defence": "defence",
        "national defense": "defence",
    }
)
_WITH_FIELD = frozenset({"ministry", "department", "court"})
_BRITISH = MappingProxyType({"defense": "defence"})
_SPECIAL = MappingProxyType(
    {
        "bank": frozenset({"central", "national", "reserve", "state"}),
        "office": frozenset({"foreign", "presidential", "home", "cabinet"}),
        "service": frozenset(
            {"intelligence", "security", "border", "customs", "emergency", "diplomatic", "federal", "state"}
        ),
        "staff": frozenset({"general"}),
    }
)


def of_phrase(stage: Stage, code: str, phrase: Phrase) -> Actor | None:
    """Return the institution that a phrase after a state's name means: "Israeli | foreign ministry"."""
    words = [stage.words.texts[at] for at in range(phrase.start, phrase.end)]
    head = words[-1].lower()
    if not stage.gazetteer.vocabulary.has("institution", head) or (
        head.endswith("s") and head not in ("congress", "staffs")
    ):
        return None
    if any(word.lower() in stage.gazetteer.vocabulary.kinds["unofficial"] for word in words):
        return None
    if head in _SPECIAL and not any(word.lower() in _SPECIAL[head] for word in words):
        return None
    body = stage.words.joined(phrase.start, phrase.end)
    field = _field(stage, phrase.end) if head in _WITH_FIELD else ""
    return named(stage, code, with_field(body, field) if field else body)


def end_of(stage: Stage, phrase: Phrase) -> int:
    """Return where an institution ends whose field follows: "U.S. Department | of Justice"."""
    field = _field(stage, phrase.end) if stage.words.lower(phrase.head) in _WITH_FIELD else ""
    return phrase.end + 1 + len(field.split()) if field else phrase.end


def _field(stage: Stage, at: int) -> str:
    if stage.words.lower(at) not in ("of", "for"):
        return ""
    end = at + 1
    while stage.words.is_capital(end) or (stage.words.lower(end) == "and" and stage.words.is_capital(end + 1)):
        end += 1
    return stage.words.joined(at + 1, end)


def named(stage: Stage, code: str, body: str) -> Actor:
    """Return the institution of a state by its own words, "foreign ministry", "Defence Agency"."""
    if body.split()[-1].lower() in _LOWER:
        body = " ".join(_BRITISH.get(word, word) for word in body.lower().split())
    state = stage.gazetteer.adjectives.get(code, stage.gazetteer.actors[code].name)
    return Actor(key(code, body), f"{state} {body}", ActorKind.ORGANIZATION, code, None, code)


def seat(code: str, words: str) -> Actor:
    """Return the institution that a metonym means: the Kremlin, the White House."""
    return Actor(key(code, words), words, ActorKind.ORGANIZATION, code, None, code)


def officials(stage: Stage, code: str, words: str) -> Actor:
    """Return the unnamed officials of a state or organization: a statement may be theirs."""
    actor = stage.gazetteer.actors[code]
    name = f"{stage.gazetteer.adjectives.get(code, actor.name)} {words}"
    return Actor(key(code, words), name, ActorKind.GROUP, actor.country, None, code)


def key(code: str, body: str) -> str:
    """Return the id of an institution; one word is spelt in one way only."""
    words = (_BRITISH.get(word, word) for word in body.lower().replace("-", " ").split())
    return f"{code}-{slug(' '.join(words)).upper()}"


def with_field(head: str, field: str) -> str:
    """Turn "Ministry" and "Foreign Affairs" into "foreign ministry", other heads into "Department of Energy"."""
    if head.lower() == "ministry":
        return f"{_FIELDS.get(field.lower(), field.lower())} ministry"
    return f"{head} of {field}"
