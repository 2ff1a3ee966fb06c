"""Requests: one row for each thing asked, anchored where it is asked for, aimed at whoever is to do it."""

from collections.abc import Iterable, Iterator

from standoff.language.cast import Party
from standoff.language.events.addressing import addressed, asks_you, is_target
from standoff.language.events.authors import authors
from standoff.language.events.clauses import Range, clause, phrase, trimmed, with_denial
from standoff.language.events.drafts import Draft, status_of, without
from standoff.language.events.frames import doers, strangers
from standoff.language.events.grammar import (
    child,
    children,
    complements,
    has_to,
    is_manner,
    is_passive,
    is_verb,
    lemma,
    owner,
    prepositional,
    sibling,
    surface_subject,
)
from standoff.language.events.lexicon import NOUN, VERB, Act
from standoff.language.events.moods import mood_of
from standoff.language.events.nominals import is_carried
from standoff.language.events.recipients import aimed_at
from standoff.language.events.scene import Scene
from standoff.language.events.sides import coordinated, sides
from standoff.language.events.slots import fits
from standoff.language.syntax import Token
from standoff.plover import EventType, Status

_ASKED_FOR = ("for", "on", "upon", "of")


def requests(cue: Token, act: Act, scene: Scene) -> list[Draft]:
    """Return a draft for each thing that `cue`, a verb or noun of asking, asks for."""
    status = _status(cue, scene)
    if status is None:
        return []
    actors = _askers(cue, act, scene)
    aimed = _insisted_of(cue, actors, scene) if cue.lemma_ == "insist" else None
    aimed = aimed or aimed_at(cue, act, actors, scene)
    if not actors and aimed and is_verb(cue):
        actors = strangers(cue, scene, act.type)
    if not actors or aimed is None:
        return []
    aimed = tuple(party for party in aimed if not is_target(party, cue))
    return list(each_thing(cue, act, actors, aimed, status, scene))


def _status(cue: Token, scene: Scene) -> Status | None:
    verb = cue if is_verb(cue) else None
    if verb is None:
        return Status.ACTUAL
    status = status_of(mood_of(verb, scene.lexicon))
    return None if status in (Status.HYPOTHETICAL, Status.FUTURE) else status


def _askers(cue: Token, act: Act, scene: Scene) -> tuple[Party, ...]:
    if is_verb(cue):
        above = _complainer(cue)
        subject = above or surface_subject(cue)
        found = sides(above, scene) if above is not None else doers(cue, act, scene)
        return found or (authors(subject, scene) if subject is not None else ())
    return tuple(owners_of(cue, scene))


def _complainer(cue: Token) -> Token | None:
    """Return the subject of "complains that X has lied, and insists": the tense shows with which verb it goes."""
    beside = cue.head
    while beside.dep_ == "conj" and is_verb(beside.head):
        beside = beside.head
    if cue.dep_ != "conj" or beside.dep_ != "ccomp" or cue.tag_ == beside.tag_ or child(cue, "nsubj") is not None:
        return None
    above = beside.head
    return surface_subject(above) if above.tag_ == cue.tag_ and cue.tag_ in ("VBZ", "VBD") else None


def owners_of(noun: Token, scene: Scene) -> Iterator[Party]:
    """Yield who makes the demand: "X's demand", "the X demands", "demands by X", or the subject of "made demands"."""
    found = [p for c in noun.children if c.dep_ in ("poss", "amod", "compound") for p in sides(c, scene)]
    holder = owner(noun)
    if not found and holder is not None:
        found = list(sides(holder, scene))
    if not found and is_carried(noun, scene):
        subject = surface_subject(noun.head)
        found = list(sides(subject, scene)) if subject is not None else []
    yield from found


def each_thing(
    cue: Token, act: Act, actors: tuple[Party, ...], aimed: tuple[Party, ...], status: Status, scene: Scene
) -> Iterator[Draft]:
    """Yield a draft for each thing that `cue` asks of those at whom it is aimed."""
    last: tuple[Party, ...] = ()
    heads = list(asked(cue))
    for head, following in with_next(heads):
        if not is_verb(head) and (head.pos_ not in ("NOUN", "PROPN") or sides(head, scene)):
            continue
        acts = is_verb(head) and not is_passive(head) and not (last and _is_misplaced(head))
        doer = surface_subject(head) if acts else None
        named = sides(doer, scene) if doer is not None else ()
        if head.tag_ == "VBG" and not without(named, actors):
            named = tuple(_between(head, scene))
        whom = without(named, actors) or without(aimed, actors) or last or addressed(head, actors, scene)
        if not whom and (named or aimed):
            continue
        last = whom
        words = upto(_words(cue, head, first=head is heads[0]), following)
        if words[1] - words[0] == 1:
            continue
        sure = act.score * (1.0 if whom else 0.5 if asks_you(cue) else 0.7)
        yield Draft(act.type, cue, actors, whom, words, sure, status, act.mode, act.contexts, wish=cue.lemma_ in NEEDS)


def _between(gerund: Token, scene: Scene) -> Iterator[Party]:
    """Yield who is to do what a gerund asks for: "talks between X and Y"; the asker alone is no addressee."""
    for token in gerund.doc[gerund.i + 1 : min(gerund.right_edge.i + 1, gerund.i + _REACH)]:
        if token.lower_ == "between":
            for noun in children(token, "pobj"):
                yield from sides(noun, scene)


_REACH = 20
NEEDS = frozenset({"need", "like", "prefer"})
"""Words of asking that may be a wish and no request."""


def with_next(heads: Iterable[Token]) -> Iterator[tuple[Token, Token | None]]:
    """Yield each of several things asked with the one that follows it."""
    found = list(heads)
    return zip(found, [*found[1:], None][: len(found)], strict=True)


def upto(words: Range, following: Token | None) -> Range:
    """Cut a thing asked before the next one, and before the "and" that joins them."""
    if following is None or not words[0] < following.i < words[1]:
        return words
    end = min(
        (c.left_edge.i for c in following.children if c.dep_ in ("aux", "neg") and c.i < following.i),
        default=following.i,
    )
    while end > words[0] + 1 and (
        following.doc[end - 1].dep_ in ("cc", "punct", "neg", "advmod") or following.doc[end - 1].is_space
    ):
        end -= 1
    return words[0], end


def _words(cue: Token, head: Token, *, first: bool) -> Range:
    """Return the words of one thing asked for; a noun alone is shown with its verb: "called for a ceasefire"."""
    if is_verb(head):
        start, end = _bare(head, clause(head, extend=False))
        return with_denial(head, start), end
    start, end = phrase(head)
    start = with_denial(head, start)
    return (
        (cue.i, end) if first and is_verb(cue) and cue.i < start and start - cue.i < 12 else trimmed(head, start, end)
    )


def _bare(head: Token, words: Range) -> Range:
    """Cut the background off: what is asked "after days of fighting" is not the fighting."""
    loose = (c.i for c in head.children if c.dep_ == "prep" and c.lower_ in _BACKGROUND and c.i > head.i)
    return words[0], max(head.i + 1, min((words[1], *loose)))


_BACKGROUND = frozenset({"after", "following", "amid", "despite", "since"})


def asked(cue: Token) -> Iterator[Token]:
    """Yield the heads of what is asked for: verbs of the complement and those joined to them, else nouns."""
    heads = [c for c in complements(cue) if c.i > cue.i and not is_manner(c)] + list(_for_to(cue))
    if heads:
        for head in heads:
            yield from chain(head)
        return
    for noun in _asked_nouns(cue):
        assured = complements(noun) if lemma(noun) in _ASSURANCES else []
        for head in assured:
            yield from chain(head)
        if not assured:
            yield from coordinated(noun)


_ASSURANCES = frozenset({"guarantee", "assurance", "commitment", "promise", "pledge", "undertaking"})


def _for_to(cue: Token) -> Iterator[Token]:
    """Yield the infinitive of "called for X to withdraw", "called on X to withdraw", wherever the parser hung it."""
    yield from (c for c in children(cue, "advcl") if c.i > cue.i and _to_infinitive(c))
    for preposition in children(cue, "prep"):
        for noun in children(preposition, "pobj"):
            yield from _below(noun, cue)


def _below(noun: Token, cue: Token) -> Iterator[Token]:
    """Yield the infinitive under the one called upon, if need be inside the clause about it."""
    for below in children(noun, "relcl", "acl", "appos"):
        if _to_infinitive(below):
            yield below
            return
        for deeper in children(below, "xcomp", "advcl"):
            if _to_infinitive(deeper) and cue.lemma_ == "call":
                yield deeper
                return


def _to_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and has_to(verb)


def chain(head: Token) -> Iterator[Token]:
    """Yield `head` and the verbs of its sentence that are coordinated with it, in text order."""
    yield head
    bare = _is_subjunctive(head)
    linked = {head.i}
    for at in range(head.i + 1, min(head.sent.end, head.i + 80)):
        token = head.doc[at]
        if children(token, "nsubj") or not is_verb(token):
            continue
        joined = token.dep_ in ("conj", "dep") and (sibling(token).i in linked or (bare and _is_misplaced(token)))
        if joined or (token.head.i in linked and _goes_on(token)):
            linked.add(at)
            yield token


def _goes_on(verb: Token) -> bool:
    """Tell the next item of a list from an adverbial clause, for which the parser takes it.

    "must not expand, refrain from deploying …", "it is necessary to talk, not to bring troops".
    """
    before = verb.left_edge.i - 1
    if verb.dep_ not in ("advcl", "dep") or verb.tag_ != "VB" or before < 0 or verb.doc[before].text != ",":
        return False
    bare = not children(verb, "aux", "mark") and verb.left_edge.i == verb.i and verb.head.tag_ == "VB"
    return bare or (has_to(verb) and has_to(verb.head) and bool(children(verb, "neg")))


def _is_subjunctive(verb: Token) -> bool:
    """Tell "that X stop", which the parser takes for a plural."""
    return verb.tag_ in ("VB", "VBP") and any(c.lower_ == "that" for c in children(verb, "mark"))


def _is_misplaced(verb: Token) -> bool:
    """Tell a bare infinitive hung on a gerund or a finite verb, with which nothing bare can be coordinated."""
    return verb.tag_ == "VB" and not children(verb, "aux") and sibling(verb).tag_ in ("VBG", "VBN", "VBD", "VBZ")


def _asked_nouns(cue: Token) -> Iterator[Token]:
    if cue.lemma_ == "insist":
        for name in ("on", "upon"):
            yield from (noun for noun in prepositional(cue, name) if _is_insisted(noun))
        return
    direct = children(cue, "dobj", "nsubjpass") if is_verb(cue) else []
    if direct and cue.lemma_ in ("demand", "request", "seek", "urge", "advocate", "solicit"):
        yield from direct
        return
    for name in _ASKED_FOR if not is_verb(cue) else ("for",):
        found = list(prepositional(cue, name))
        if found:
            yield from found
            return


def _insisted_of(cue: Token, actors: tuple[Party, ...], scene: Scene) -> tuple[Party, ...]:
    return without((party for noun in _asked_nouns(cue) for party in holders(noun, scene)), actors)


def holders(step: Token, scene: Scene) -> Iterator[Party]:
    """Yield whose forces are to go, whose drills to end; the state in "recognition of X" is to do nothing."""
    for name in ("of", "to", "on", "in"):
        for below in prepositional(step, name):
            if scene.lexicon.is_kind(lemma(below), "FORCES"):
                yield from sides(below, scene)
            for holder in children(below, "poss", "amod", "compound"):
                yield from sides(holder, scene)


def _is_insisted(noun: Token) -> bool:
    """Tell what others are to do from what one holds to be so: "insisted on its innocence"."""
    return lemma(noun) in _ASSURANCES | _DONE and child(noun, "poss") is None


_DONE = frozenset(
    {"withdrawal", "removal", "return", "release", "end", "halt", "ceasefire", "lifting", "pullout", "ban"}
)


def request_act(word: Token, scene: Scene) -> Act | None:
    """Return the first reading of `word` as a request whose needs are met."""
    part = VERB if is_verb(word) else NOUN
    for act in scene.lexicon.acts_of(part, lemma(word)):
        if act.type is EventType.REQUEST and fits(word, act, scene):
            return act
    return None
