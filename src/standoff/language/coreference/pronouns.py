"""For whom a pronoun stands. Where two may be meant, nobody."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from standoff.language.coreference.discourse import SUBJECTS, Discourse, Named
from standoff.language.syntax import Token
from standoff.types import ActorKind

PERSONAL = MappingProxyType(
    {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
)
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "themselves"})
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
_OBJECTS = frozenset({"him", "her", "them", "it"})
_RELATIVE = frozenset({"who", "which", "that"})
_PLACES = frozenset({"nsubj", "nsubjpass", "poss", "appos", "npadvmod"})
_CLIMB = 8
_BACK = 4
SAYING = frozenset(
    {"say", "add", "note", "stress", "warn", "tell", "state", "insist", "argue", "claim", "report", "announce"}
)
SPEAKING = SAYING | frozenset(
    {
        "accuse", "affirm", "agree", "announce", "appeal", "argue", "ask", "call", "complain", "condemn", "confirm",
        "criticise", "criticize", "declare", "demand", "denounce", "deny", "emphasise", "emphasize", "express", "offer",
        "pledge", "promise", "propose", "reaffirm", "reiterate", "signal", "suggest", "underline", "underscore", "urge",
        "voice", "vow", "welcome",
    }
)  # fmt: skip

Ids = tuple[str, ...]


def antecedent(discourse: Discourse, named: Named, genders: Mapping[str, str], token: Token) -> Ids:
    """Return the actors for whom a pronoun stands, none if it is unclear. `genders` are those of earlier pronouns."""
    lower = token.lower_
    if lower in PERSONAL:
        known = {code: discourse.gender(code) or genders.get(code) for code in _persons(discourse)}
        women = {code for code, gender in known.items() if gender == "f"}
        fits = {code for code, gender in known.items() if gender in (None, PERSONAL[lower])}
        if PERSONAL[lower] == "f":
            fits = women or {code for code in fits if discourse.actor(code).role}
        return _found(discourse, named, token, frozenset(fits - _own_subject(named, token)), many=False)
    if token.dep_ not in _PLACES:
        return ()
    if lower in NEUTER:
        return () if _is_empty(token) else _found(discourse, named, token, _bodies(discourse), many=False)
    if lower in PLURAL:
        return _found(discourse, named, token, frozenset(discourse.cast.actors), many=True)
    return ()


def _persons(discourse: Discourse) -> Iterator[str]:
    return (code for code, actor in discourse.cast.actors.items() if actor.kind is ActorKind.PERSON)


def _bodies(discourse: Discourse) -> frozenset[str]:
    """Return all that "it" may stand for: not persons, not a people."""
    unfit = (ActorKind.PERSON, ActorKind.PEOPLE)
    return frozenset(code for code, actor in discourse.cast.actors.items() if actor.kind not in unfit)


def _is_empty(token: Token) -> bool:
    """Tell the "it" that stands for nothing: "it is necessary to meet", "it was noted that"."""
    verb = token.head
    if token.lower_ != "it" or token.dep_ not in SUBJECTS:
        return token.dep_ == "expl"
    return verb.lemma_ in ("be", "seem", "appear", "become") or token.dep_ == "nsubjpass"


def _own_subject(named: Named, token: Token) -> frozenset[str]:
    """Return whom the subject of an object's own clause names: "he offered him" is about two."""
    if token.lower_ in _REFLEXIVE or token.lower_ not in _OBJECTS or token.dep_ == "poss":
        return frozenset()
    verb = token
    for _ in range(_CLIMB):
        verb = verb.head
        subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
        if subjects or (verb.pos_ in ("VERB", "AUX") and verb.dep_ != "conj"):
            return frozenset(code for subject in subjects for code in named.get(subject.i, ()))
    return frozenset()


def _found(discourse: Discourse, named: Named, token: Token, fits: frozenset[str], *, many: bool) -> Ids:
    if not fits:
        return ()
    if token.lower_ in _REFLEXIVE and (repeated := _reflexive(named, token)):
        return repeated
    climbed = _climb(discourse, named, token, fits, many=many)
    if climbed is not None:
        return climbed
    if token.i in discourse.quotation or not _looks_back(token):
        return ()
    for sentence in _nearest(discourse, token, 1 if many else _BACK):
        found = _of_sentence(discourse, named, sentence, fits, many=many)
        if found is not None:
            return found
    return ()


def _nearest(discourse: Discourse, token: Token, limit: int) -> Iterator[tuple[Token, ...]]:
    """Yield the words in which to look, the nearest first: before the pronoun in its own sentence, then the sentences.

    In its own sentence "he" is a subject before it, "him" anybody; "he said" after what he said is nobody there.
    """
    before = discourse.parse.doc[token.sent.start : token.i]
    if token.lower_ in ("him", "her") and token.dep_ != "poss":
        yield tuple(before)
    elif token.lower_ in PERSONAL and not _is_inserted(token):
        yield tuple(each for each in before if each.dep_ in SUBJECTS)
    yield from discourse.before(token, limit)


def _looks_back(token: Token) -> bool:
    """Tell whether the antecedent may stand in an earlier sentence; "it" goes there only as a speaker."""
    if token.lower_ in PERSONAL or token.lower_ == "they":
        return True
    return token.dep_ == "nsubj" and token.head.lemma_ in SPEAKING


def _reflexive(named: Named, token: Token) -> Ids:
    """Return whom "himself" repeats: "Putin himself"."""
    before = token.head if token.head.i < token.i else None
    return named.get(before.i, ()) if before is not None and before.i == token.i - 1 else ()


def _climb(discourse: Discourse, named: Named, token: Token, fits: frozenset[str], *, many: bool) -> Ids | None:
    """Look for a subject above the pronoun in its sentence; () if it is unclear, None if there is none."""
    if token.dep_ == "poss" and token.head.dep_ == "conj":
        first = token.head.head
        found = _ids(discourse, named, token, first, many=many, conjuncts=False)
        if first.i < token.i and (fits.issuperset(found) or token.lower_ in PERSONAL):
            return found if fits.issuperset(found) else ()
    own = token.lower_ not in _REFLEXIVE and token.lower_ in _OBJECTS and token.dep_ != "poss"
    at = token
    for _ in range(_CLIMB):
        if at.head is at:
            return None
        at = at.head
        if at.pos_ not in ("VERB", "AUX"):
            continue
        if own:
            own = False
            continue
        for subject in _subjects(at, token):
            found = _ids(discourse, named, token, subject, many=many)
            if found and fits.issuperset(found):
                return found
            if not found and subject.pos_ == "PRON" and subject.lower_ == _subject_form(token):
                return ()
    return None


def _subject_form(token: Token) -> str:
    forms = {"his": "he", "him": "he", "her": "she", "its": "it", "their": "they", "them": "they"}
    return forms.get(token.lower_, token.lower_)


def _subjects(verb: Token, pronoun: Token) -> Iterator[Token]:
    """Yield the subjects of a verb and of the clauses before it, as far as they stand before the pronoun."""
    if verb.i > pronoun.i and _is_inserted(pronoun):
        return
    if verb.dep_ == "acl" and not any(child.dep_ in SUBJECTS for child in verb.children):
        yield verb.head
    if verb.tag_ == "VBG" and verb.i and (noun := verb.nbor(-1)).dep_ == "pobj" and noun.head.lower_ == "with":
        yield noun
    for child in verb.children:
        if child.i >= pronoun.i:
            return
        if child.dep_ in SUBJECTS:
            yield verb.head if child.lower_ in _RELATIVE and verb.dep_ == "relcl" else child
        elif child.dep_ == "advcl":
            yield from (under for under in child.children if under.dep_ in SUBJECTS)


def _is_inserted(pronoun: Token) -> bool:
    """Tell "Putin, he said, had told Biden": who said so is not whom the clause around it is about."""
    return pronoun.dep_ == "nsubj" and pronoun.head.lemma_ in SAYING and pronoun.i > 0 and pronoun.nbor(-1).is_punct


def _ids(
    discourse: Discourse, named: Named, pronoun: Token, subject: Token, *, many: bool, conjuncts: bool = True
) -> Ids:
    """Return whom a subject names, if it stands in the same quotation or both in none."""
    if discourse.quotation.get(subject.i) != discourse.quotation.get(pronoun.i):
        return ()
    tokens = (subject, *subject.conjuncts) if conjuncts else (subject,)
    found = dict.fromkeys(code for token in tokens for code in named.get(token.i, ()))
    if not many:
        return tuple(found) if len(found) == 1 else ()
    return tuple(found) if len(found) > 1 or any(_is_plural(discourse, code) for code in found) else ()


def _is_plural(discourse: Discourse, code: str) -> bool:
    return discourse.actor(code).kind in (ActorKind.BLOC, ActorKind.PEOPLE, ActorKind.GROUP)


def _of_sentence(
    discourse: Discourse, named: Named, sentence: Iterable[Token], fits: frozenset[str], *, many: bool
) -> Ids | None:
    """Return the one whom a sentence is about; () if it names several that fit, None if it names nobody."""
    said = [token for token in sentence if token.i not in discourse.quotation]
    if not many and any(token.i not in named and _is_somebody(discourse, token) for token in said):
        return ()
    outside = [token for token in said if token.i in named]
    subjects = _fitting(named, (token for token in outside if token.dep_ in SUBJECTS), fits)
    everybody = _fitting(named, outside, fits)
    if many:
        return _together(named, outside)
    if len(subjects) == 1:
        return subjects
    if not subjects and len(everybody) == 1:
        return everybody
    return () if everybody else None


def _is_somebody(discourse: Discourse, token: Token) -> bool:
    """Tell a subject that is a person whom nobody knows: "a friend", "the minister", a name that no table has."""
    if token.dep_ not in SUBJECTS:
        return False
    if token.tag_ == "NNP":
        return token.ent_type_ in ("PERSON", "")
    return token.tag_ == "NN" and token.lower_ in discourse.gazetteer.vocabulary.roles


def _together(named: Named, tokens: Iterable[Token]) -> Ids | None:
    """Return the actors of the only subject that names several: "the envoys of Russia and Ukraine"."""
    found = [
        several
        for token in tokens
        if token.dep_ in SUBJECTS
        and len(several := tuple(dict.fromkeys(c for each in (token, *token.conjuncts) for c in named.get(each.i, ()))))
        > 1
    ]
    return found[0] if len(found) == 1 else None


def _fitting(named: Named, tokens: Iterable[Token], fits: frozenset[str]) -> Ids:
    return tuple(dict.fromkeys(code for token in tokens for code in named[token.i] if code in fits))
