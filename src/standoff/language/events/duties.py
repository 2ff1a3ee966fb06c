"""Requests put as duties: "X must withdraw", "it is necessary that X withdraw", "we hope that X will withdraw"."""

from collections.abc import Iterable, Iterator

from standoff.language.events.addressing import addressed, concerns_others
from standoff.language.events.clauses import Range, clause
from standoff.language.events.drafts import Draft, without
from standoff.language.events.grammar import (
    child,
    children,
    complements,
    has_to,
    is_passive,
    is_verb,
    lemma,
    object_of,
    prepositional,
    surface_subject,
)
from standoff.language.events.moods import DUTY, Mood, mood_of
from standoff.language.events.norms import is_accord
from standoff.language.events.requests import chain, upto, with_next
from standoff.language.events.scene import Scene
from standoff.language.events.sides import Parties, sides
from standoff.language.events.threats import condition_of
from standoff.language.syntax import Token
from standoff.plover import EventType
from standoff.types import Form

_OBLIGED = frozenset({"have", "need", "require", "remain"})
_MINDS = frozenset({"see", "know", "understand", "note", "remember", "hear", "realise", "realize", "recall", "think"})
_UNSAID = 0.85
"""What a duty that falls on nobody in particular keeps of its score."""


def must(verb: Token, by: Parties, scene: Scene) -> Iterator[Draft]:
    """Read what another party must do as a request of the party that says so."""
    if is_accord(verb, scene) or (verb.lemma_ in _OBLIGED and child(verb, "neg") is not None):
        return
    if any(c.lower_ in DUTY for c in children(verb, "aux")):
        if not _is_guess(verb) and not _is_inverted(verb) and mood_of(verb, scene.lexicon) is not Mood.CONDITION:
            yield from _asked_of(verb, chain(verb), by, scene, 0.7)
    elif verb.tag_ == "VB" and verb.dep_ == "ROOT":
        yield from _commanded(verb, by, scene)
    elif verb.lemma_ == "need" and object_of(verb) is not None:
        yield from _lacks(verb, by, scene)
    elif verb.lemma_ in ("hope", "trust", "expect") and mood_of(verb, scene.lexicon) is Mood.FACT:
        yield from _hoped(verb, by, scene)
    elif verb.lemma_ in _OBLIGED and (verb.tag_ != "VBD" or scene.statement_at(verb) is not None):
        below = (c for c in complements(verb) if has_to(c) and c.lemma_ not in _MINDS)
        yield from _asked_of(verb, (v for c in below for v in chain(c)), by, scene, 0.55)
    elif verb.lemma_ == "be" and any(c.lower_ == "interested" for c in _predicates(verb)):
        yield from _interested(verb, by, scene)
    elif verb.lemma_ == "be" and any(_is_needful(c, scene) for c in _predicates(verb)):
        yield from _needful(verb, by, scene)


def _lacks(verb: Token, by: Parties, scene: Scene) -> Iterator[Draft]:
    """Read "we need your weapons": what is needed of others is asked of them."""
    below, subject = object_of(verb), surface_subject(verb, 0)
    if below is None or subject is None or without(sides(subject, scene), by) or not sides(subject, scene):
        return
    asked_for = scene.lexicon.kinds["HELP"] | scene.lexicon.kinds["ARMS"] | scene.lexicon.kinds["MONEY"]
    if lemma(below) in asked_for and mood_of(verb, scene.lexicon) is Mood.FACT:
        whom = addressed(below, by, scene)
        if whom or scene.lexicon.is_kind(lemma(below), "ARMS"):
            yield Draft(EventType.REQUEST, verb, by, whom, clause(verb), 0.5, mode="assist", wish=True)


def _commanded(verb: Token, by: Parties, scene: Scene) -> Iterator[Draft]:
    """Read "Stop the war": a command in a quotation is a request of whoever is addressed."""
    statement = scene.statement_at(verb)
    if verb.lower_ in _PHRASES:
        return
    if statement is None or statement.form is not Form.DIRECT or verb.i != _first(verb):
        return
    guests = without(scene.table, by)
    for head, following in with_next(chain(verb)):
        words = upto(clause(head, extend=False), following)
        if words[1] - words[0] > 1 and concerns_others(head, words, by, scene):
            yield duty(verb, by, guests, words, 0.45, wish=False)


def _first(verb: Token) -> int:
    """Return the first word of the sentence of an imperative, "do not" and "please" left aside."""
    at = verb.sent.start
    while at < verb.i and (verb.doc[at].lower_ in _BEFORE_IMPERATIVE or not verb.doc[at].is_alpha):
        at += 1
    return at if verb.dep_ == "ROOT" and verb.tag_ == "VB" and child(verb, "nsubj") is None else -1


_PHRASES = frozenset({"let", "suffice", "say", "look", "imagine", "take", "thank", "suppose", "forgive"}) | _MINDS
_BEFORE_IMPERATIVE = frozenset({"do", "please", "never", "not", "n't", "don't", "and", "so"})


def _interested(verb: Token, by: Parties, scene: Scene) -> Iterator[Draft]:
    """Read "we are interested in the assistance of X"."""
    subject = surface_subject(verb, 0)
    if subject is None or without(sides(subject, scene), by) or mood_of(verb, scene.lexicon) is not Mood.FACT:
        return
    for predicate in _predicates(verb):
        for noun in prepositional(predicate, "in"):
            if whom := addressed(noun, by, scene):
                yield Draft(EventType.REQUEST, verb, by, whom, clause(verb), 0.5, mode="change", wish=True)


def _is_inverted(verb: Token) -> bool:
    """Tell "should X attack": with the modal before its subject it is a condition, or a question."""
    own = child(verb, "nsubj", "nsubjpass")
    return (
        own is not None and own.lower_ != "there" and any(c.tag_ == "MD" and c.i < own.i for c in children(verb, "aux"))
    )


def _is_guess(verb: Token) -> bool:
    """Tell "must have known": a guess about what was."""
    return any(c.lower_ == "have" for c in children(verb, "aux"))


def _predicates(verb: Token) -> list[Token]:
    return children(verb, "acomp", "attr")


def _is_needful(predicate: Token, scene: Scene) -> bool:
    return predicate.lower_ in ("mandatory", "obligatory") or scene.lexicon.is_kind(predicate.lower_, "NEEDFUL")


def _needful(verb: Token, by: Parties, scene: Scene) -> Iterator[Draft]:
    """Read "it is important to", "it is vital that X stop"; "it is important that X stopped" remarks on a fact."""
    subject = surface_subject(verb, 0)
    below = (*complements(verb), *_below(verb), *children(verb, "advcl")) if _is_empty(subject) else ()
    heads = [c for c in below if c.i > verb.i and _is_wish(c)]
    if subject is not None and subject.tag_ == "VBG":
        heads = [subject]
    if heads:
        yield from _asked_of(verb, (v for c in heads for v in chain(c)), by, scene, 0.5)
    elif subject is not None and not is_verb(subject) and scene.lexicon.is_kind(lemma(subject), "STEPS"):
        words = clause(verb)
        yield from asked_of_one(verb, subject, addressed(subject, by, scene), words, by, scene, 0.5)


def _is_empty(subject: Token | None) -> bool:
    """Tell "it is important to": in "pressure is important to stop the war" the infinitive is the purpose."""
    return subject is None or subject.lower_ in ("it", "what", "priority", "task")


def _is_wish(verb: Token) -> bool:
    if verb.lemma_ in _MINDS:
        return False
    subjunctive = any(c.tag_ == "VB" for c in children(verb, "auxpass")) and child(verb, "aux") is None
    own = child(verb, "nsubj")
    if verb.tag_ == "VBP" and own is not None and own.tag_ in ("NN", "NNP") and child(own, "conj") is None:
        return any(c.lower_ == "that" for c in children(verb, "mark"))
    return verb.tag_ == "VB" or subjunctive or any(c.lower_ in DUTY for c in children(verb, "aux"))


def _below(verb: Token) -> Iterator[Token]:
    for predicate in _predicates(verb):
        yield from complements(predicate)


def _hoped(verb: Token, by: Parties, scene: Scene) -> Iterator[Draft]:
    """Read "we hope that X will support us" as a request of X; a hope for anything else asks nobody."""
    for below in complements(verb):
        helps = scene.lexicon.is_kind(lemma(below), "COOP") or scene.lexicon.is_kind(lemma(below), "YIELD")
        own = child(below, "nsubj")
        if helps and own is not None and child(below, "neg") is None and without(sides(own, scene), by):
            yield from _asked_of(verb, (below,), by, scene, 0.55)


def _asked_of(cue: Token, heads: Iterable[Token], by: Parties, scene: Scene, score: float) -> Iterator[Draft]:
    """Yield a request for each thing that another party is to do, if need be the one that an if-clause names."""
    condition = condition_of(cue)
    whom = without(_doers(condition, scene), by) if condition is not None else ()
    for head, following in with_next(heads):
        named = _doers(head, scene)
        whom = without(named, by) or (whom if not named else ()) or addressed(head, by, scene)
        words = upto(clause(head, extend=False), following)
        if words[1] - words[0] > 1:
            yield from asked_of_one(cue, head, whom, words, by, scene, score)


def asked_of_one(
    cue: Token, head: Token, whom: Parties, words: Range, by: Parties, scene: Scene, score: float
) -> Iterator[Draft]:
    """Yield a request; one that falls on nobody in particular counts if it is about affairs between parties."""
    if any(c.lower_ == "able" for c in children(head, "acomp")):
        return
    if not whom and is_verb(head) and _is_hoped_of_a_thing(head, scene):
        return
    own = _is_own(head, by, scene)
    if own and not _is_shared(head, scene):
        return
    if own and (joint := _joint(head, by, scene)):
        yield Draft(EventType.AGREE, cue, by, joint, words, score, contexts=("diplomatic",))
        return
    if not whom:
        if not concerns_others(head, words, by, scene):
            return
        score = score * _UNSAID
    yield duty(cue, by, whom, words, score, wish=own or not whom or is_view(cue, head, whom))


def duty(cue: Token, by: Parties, whom: Parties, words: Range, score: float, *, wish: bool) -> Draft:
    return Draft(EventType.REQUEST, cue, by, whom, words, score, mode="change", contexts=("diplomatic",), wish=wish)


def is_view(cue: Token, head: Token, whom: Parties) -> bool:
    """Tell "it is important to act", "we hope that X will act" and "X must understand" from "X must act"."""
    if is_verb(head) and not is_passive(head) and head.lemma_ in _STATES:
        return True
    obliged = is_verb(cue) and (any(c.lower_ in DUTY for c in children(cue, "aux")) or cue.lemma_ in _OBLIGED)
    return not obliged and not (whom and _is_necessary(cue))


def _is_necessary(cue: Token) -> bool:
    """Tell "the need for X to act" and "it is necessary that X act", by which diplomats ask, from "it is important"."""
    return any(word.lower_ in _NECESSARY for word in (cue, *_predicates(cue)))


_NECESSARY = frozenset({"need", "necessity", "necessary", "essential", "imperative", "mandatory", "obligatory"})
_STATES = _MINDS | {"be", "have", "feel", "consider", "behave", "believe", "mean", "matter"}


def _is_hoped_of_a_thing(verb: Token, scene: Scene) -> bool:
    """Tell "the document should ensure closer ties": what a thing is for is asked of nobody."""
    subject = None if is_passive(verb) else child(verb, "nsubj")
    return subject is not None and subject.pos_ == "NOUN" and verb.lemma_ in _EFFECTS and not sides(subject, scene)


_EFFECTS = frozenset({
    "ensure", "weaken", "help", "lead", "become", "be", "contribute", "allow", "enable", "give", "provide", "serve",
    "remain", "strengthen", "show", "bring", "make", "have", "include", "reflect",
})  # fmt: skip


def _is_own(head: Token, by: Parties, scene: Scene) -> bool:
    """Tell what the speaker itself is to do."""
    return is_verb(head) and bool(named := _doers(head, scene)) and not without(named, by)


def _is_shared(head: Token, scene: Scene) -> bool:
    """Tell "we must" said to guests: what "our country must do" it tells itself."""
    subject = surface_subject(head)
    return subject is not None and subject.lower_ in ("we", "us") and len(scene.table) > 1


def _joint(head: Token, by: Parties, scene: Scene) -> Parties:
    """Return with whom the speaker wants to cooperate: those named there, else those at the table."""
    below = object_of(head)
    if below is None or not scene.lexicon.is_kind(lemma(below), "TIES"):
        return ()
    named = [p for noun in (*prepositional(below, "with"), *prepositional(head, "with")) for p in sides(noun, scene)]
    return without(named or scene.table, by)


def _doers(verb: Token, scene: Scene) -> Parties:
    """Return who is to do `verb`; whose banks "must be isolated" is not the one to isolate them."""
    if is_passive(verb):
        return ()
    subject = surface_subject(verb)
    return sides(subject, scene) if subject is not None else ()
