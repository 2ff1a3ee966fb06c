"""Demands told as a list: "three demands: that X stop, that it refrain", "its conditions, which include an end to"."""

from collections.abc import Iterator

from standoff.language.events.addressing import addressed
from standoff.language.events.clauses import Range, governing_verb, trimmed
from standoff.language.events.drafts import Draft, without
from standoff.language.events.grammar import child, children, is_verb, lemma, surface_subject
from standoff.language.events.moods import Mood, mood_of
from standoff.language.events.requests import holders, owners_of
from standoff.language.events.scene import Scene
from standoff.language.events.sides import Parties, sides
from standoff.language.events.slots import slot
from standoff.language.syntax import Token
from standoff.plover import EventType

_DEMANDS = frozenset({"demand", "request", "condition", "requirement", "ultimatum", "call"})
_LISTS = frozenset({
    "list", "name", "spell", "set", "lay", "put", "present", "issue", "repeat", "reiterate", "make", "table", "state",
    "raise", "formulate", "add", "publish", "outline", "renew", "announce", "have", "restate", "send", "give",
})  # fmt: skip
_REFUSES = frozenset({"reject", "ignore", "refuse", "rebuff", "dismiss", "decline", "accept", "receive", "consider"})
_INCLUDES = frozenset({"include", "be", "comprise"})
_ENDS = frozenset({"end", "halt", "stop", "freeze", "ban", "guarantee", "pledge", "promise", "return", "reduction"})
_BETWEEN = frozenset({",", ";", "and", "or", "–", "—", "-"})
_TAILS = frozenset({"say", "tell", "add", "accord", "warn", "report"})
_SHALL = frozenset({"must", "should", "shall", "ought"})
_REACH = 16


def listed(noun: Token, scene: Scene) -> list[Draft]:
    """Return a draft for each demand of the list that `noun` announces."""
    if noun.lemma_ not in _DEMANDS:
        return []
    start = _opening(noun)
    verb = governing_verb(noun)
    if start is None or (verb is not None and _is_unreal(verb, scene)):
        return []
    actors = _makers(noun, verb, scene)
    return list(_each(noun, list(_items(noun, start, scene)), actors, scene)) if actors else []


def _is_unreal(verb: Token, scene: Scene) -> bool:
    mood = mood_of(verb, scene.lexicon)
    return mood is Mood.CONDITION or (verb.lemma_ in _LISTS and mood is not Mood.FACT)


def _opening(noun: Token) -> int | None:
    """Return where the list starts: after a colon, after "which include" or "are", or in apposition."""
    doc, end = noun.doc, min(noun.sent.end - 1, noun.i + _REACH)
    for at in range(noun.i + 1, end):
        if doc[at].text == ":":
            return at + 1
    if noun.i + 2 >= noun.sent.end:
        return None
    for verb in (*children(noun, "relcl"), *([noun.head] if noun.dep_ == "nsubj" else [])):
        if verb.lemma_ in _INCLUDES and noun.i < verb.i < end and not children(verb, "aux", "neg"):
            return verb.i + 1
    after = doc[noun.i + 1]
    if after.text in (",", "–", "—", "-") or after.lower_ == "including":
        return noun.i + (3 if doc[noun.i + 2].lower_ in ("including", "namely") else 2)
    return None


def _makers(noun: Token, verb: Token | None, scene: Scene) -> Parties:
    """Return whose demands they are: the owner's, else of whoever lists them."""
    if found := tuple(owners_of(noun, scene)):
        return found
    subject = surface_subject(verb) if verb is not None else None
    if verb is None or subject is None:
        return ()
    pronoun = child(noun, "poss")
    if pronoun is not None and pronoun.lower_ in ("its", "their") and verb.lemma_ in _REFUSES:
        return _refused(pronoun, scene)
    if subject.i < noun.i and verb.lemma_ in _LISTS and (pronoun is None or pronoun.tag_ == "PRP$"):
        return sides(subject, scene)
    return ()


def _refused(pronoun: Token, scene: Scene) -> Parties:
    """Return whose demand is refused: not the subject's, so the one other party named before in the sentence."""
    doers: list[str] = []
    others: dict[str, Parties] = {}
    for token in pronoun.doc[pronoun.sent.start : pronoun.i]:
        if token.dep_ in ("nsubj", "nsubjpass"):
            doers += [party.code for party in sides(token, scene)]
        elif token.dep_ in ("pobj", "dobj", "dative"):
            others |= {party.code: (party,) for party in sides(token, scene)}
    left = [found for code, found in others.items() if code not in doers]
    return left[0] if len(left) == 1 else ()


def _items(noun: Token, start: int, scene: Scene) -> Iterator[Range]:
    """Yield the words of each item: all start alike, with "that", "to", or a noun of doing."""
    doc, end = noun.doc, _end(noun, start)
    kind = _kind(noun, start, end, scene)
    if not kind:
        return
    starts = [start]
    for at in range(start + 1, end - 1):
        opens = doc[at - 1].lower_ in _BETWEEN and kind != "must" and _kind(noun, at, end, scene) == kind
        if opens:
            starts.append(at)
    for first, after in zip(starts, [*starts[1:], end], strict=True):
        while after > first + 1 and (doc[after - 1].lower_ in _BETWEEN or doc[after - 1].is_punct):
            after -= 1
        if after - first > 1:
            yield trimmed(doc[after - 1], first + (kind == "that"), after)


def _end(noun: Token, start: int) -> int:
    """Return where the list ends: with the sentence, or before what a comma sets off ("..., he said")."""
    doc, end = noun.doc, noun.sent.end
    verb = governing_verb(noun)
    for at in range(start + 1, end):
        if doc[at - 1].text not in (",", "”", '"', ";"):
            continue
        ahead = doc[at : min(at + 6, end)]
        tail = any(t.lemma_ in _TAILS and t.pos_ == "VERB" for t in ahead)
        over = doc[at].pos_ in ("AUX", "VERB") and verb is not None and verb.i >= at and noun.dep_.startswith("nsubj")
        if tail or over or doc[at].tag_ in ("WDT", "WP") or doc[at].lower_ in ("but", "while", "according"):
            return at
    return end


def _kind(noun: Token, at: int, end: int, scene: Scene) -> str:
    first = noun.doc[at]
    if first.lower_ == "that" and first.tag_ in ("IN", "WDT", "DT") and _verb_in(first, end) is not None:
        return "that"
    if first.lower_ == "to" or (first.lower_ == "not" and first.nbor().lower_ == "to"):
        return "to" if at != noun.i + 1 else ""
    if _step_in(first, end, scene) is not None:
        return "noun"
    shall = any(t.lower_ in _SHALL for t in noun.doc[at:end])
    return "must" if shall and noun.doc[at - 1].text == ":" else ""


def _verb_in(first: Token, end: int) -> Token | None:
    return next((t for t in first.doc[first.i : end] if is_verb(t)), None)


def _step_in(first: Token, end: int, scene: Scene) -> Token | None:
    """Return the noun of doing with which an item starts: "an immediate end", "the full withdrawal"."""
    for token in first.doc[first.i : end]:
        if token.pos_ == "NOUN" and (lemma(token) in _ENDS or scene.lexicon.is_kind(lemma(token), "STEPS")):
            return token
        if token.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "ADV", "PART"):
            break
    return None


def _each(noun: Token, items: list[Range], actors: Parties, scene: Scene) -> Iterator[Draft]:
    aimed = without((p for name in _TOWARDS for each in slot(noun, name) for p in sides(each, scene)), actors)
    last = aimed
    for words in items:
        whom = _addressee(noun, words, last, actors, scene)
        last = whom or last
        score = 0.9 if whom else 0.7
        yield Draft(EventType.REQUEST, noun, actors, whom, words, score, mode="change", contexts=("diplomatic",))


_TOWARDS = ("on", "to", "for", "from")


def _addressee(noun: Token, words: Range, last: Parties, actors: Parties, scene: Scene) -> Parties:
    """Return who is to do an item: its subject; "it" and what names nobody is for the one before."""
    first = noun.doc[words[0]]
    step = _step_in(first, words[1], scene)
    if step is not None and noun.doc[words[0] - 1].lower_ != "that":
        return addressed(step, actors, scene) or without(holders(step, scene), actors) or last
    subject = next((t for t in noun.doc[slice(*words)] if t.dep_ in ("nsubj", "nsubjpass")), None)
    if first.lower_ in ("to", "not") or subject is None or subject.lower_ in ("it", "they"):
        return last
    return without(sides(subject, scene), actors)
