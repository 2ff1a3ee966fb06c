"""What a draft would bind others to: "the Russian drafts would bar X from growing and oblige it to withdraw"."""

from collections.abc import Iterator

from standoff.language.events.authors import THEY, authors
from standoff.language.events.clauses import clause
from standoff.language.events.drafts import Draft, without
from standoff.language.events.grammar import child, children, complements, is_passive, is_verb, sibling, surface_subject
from standoff.language.events.requests import chain, upto, with_next
from standoff.language.events.scene import Scene
from standoff.language.events.sides import Parties, sides
from standoff.language.syntax import Token
from standoff.plover import EventType

_BINDS = frozenset(
    {"bar", "ban", "oblige", "require", "commit", "bind", "compel", "force", "prohibit", "forbid", "stop", "prevent"}
)
_STEPS = 6


def binding(verb: Token, scene: Scene) -> list[Draft]:
    """Return a request for each thing to which a text would bind another party; it asks for those who wrote it."""
    if verb.lemma_ not in _BINDS or not _would(verb) or is_passive(verb):
        return []
    subject = surface_subject(verb)
    by = authors(subject, scene) if subject is not None else ()
    whom = without(_bound(verb, scene), by)
    return list(_each(verb, by, whom)) if by and whom else []


def _each(verb: Token, by: Parties, whom: Parties) -> Iterator[Draft]:
    heads = [v for c in complements(verb) for v in chain(c)] or [verb]
    for head, following in with_next(heads):
        start = verb.i if head is heads[0] else clause(head, extend=False)[0]
        end = clause(head, extend=False)[1]
        words = upto((start, end), following)
        yield Draft(EventType.REQUEST, verb, by, whom, words, 0.65, mode="change", contexts=("diplomatic",))


def _would(verb: Token) -> bool:
    """Tell "would bar", and the verbs that share its "would"."""
    at = verb
    for _ in range(_STEPS):
        if child(at, "neg") is not None:
            return False
        if aux := children(at, "aux"):
            return any(c.lower_ == "would" for c in aux)
        if at.dep_ != "conj" or not is_verb(sibling(at)):
            break
        at = sibling(at)
    return False


def _bound(verb: Token, scene: Scene) -> Parties:
    """Return whom the text binds; "it" is whoever the verb before binds."""
    at = verb
    for _ in range(_STEPS):
        below = child(at, "dobj") or next((s for c in complements(at) if (s := child(c, "nsubj")) is not None), None)
        if below is None:
            return ()
        if below.lower_ not in THEY:
            return sides(below, scene)
        if at.dep_ != "conj" or not is_verb(sibling(at)):
            break
        at = sibling(at)
    return ()
