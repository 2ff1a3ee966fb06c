"""Offices with a complement: "the Head of the President's Office", "the adviser to the President"."""

from collections.abc import Iterable
from types import MappingProxyType

from standoff.language.actors.vocabulary import office_head
from standoff.language.coreference.discourse import Discourse
from standoff.types import Actor

_COMPLEMENT = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "POS"})
_EMPTY = frozenset({"of", "the", "for", "to", "a", "an", "'s", "’s", "'", "’", ""})
_SAME = MappingProxyType({"advisor": "adviser", "defense": "defence", "presidential": "president", "chair": "chairman"})
_LONGEST = 9
_ENOUGH = 2


def office_end(discourse: Discourse, start: int, head: int) -> int:
    """Return where an office ends whose first word is at `start` and whose complement follows the one at `head`."""
    doc = discourse.parse.doc
    end = head + 1
    while end < min(len(doc), start + _LONGEST) and (doc[end].tag_ in _COMPLEMENT or doc[end].lower_ in _EMPTY):
        end += 1
    while end > head + 1 and not doc[end - 1].tag_.startswith("NN"):
        end -= 1
    return end


def office_holder(discourse: Discourse, start: int, head: int, end: int) -> Actor | None:
    """Return the only person of the article whose office has all the words of a description."""
    doc = discourse.parse.doc
    noun = doc[end - 1] if doc[head + 1].tag_ == "POS" else doc[head]
    if noun.lower_ not in discourse.gazetteer.vocabulary.roles:
        return None
    words = _content(token.lower_ for token in doc[start:end])
    held = [person for person in discourse.persons if _is_called(discourse, person, words, _plain(noun.lower_))]
    return held[0] if len(held) == 1 and len(words) >= _ENOUGH else None


def _is_called(discourse: Discourse, person: Actor, words: frozenset[str], noun: str) -> bool:
    if person.role is None:
        return False
    role = person.role.lower()
    state = discourse.gazetteer.actors.get(person.country or "")
    wanted = words - frozenset(state.name.lower().split()) if state else words
    return _plain(office_head(role)) == noun and wanted <= _content(role.split())


def _content(words: Iterable[str]) -> frozenset[str]:
    """Return the words of an office that matter, so that two ways of writing it are one."""
    bare = (word.removesuffix("'s").removesuffix("’s") for word in words)
    return frozenset(_plain(word) for word in bare if word not in _EMPTY)


def _plain(word: str) -> str:
    return _SAME.get(word, word)
