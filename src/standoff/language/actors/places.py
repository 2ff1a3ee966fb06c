"""When the name of a city or a palace stands for a government, and when it is only a place."""

from standoff.language.actors.names import Words
from standoff.language.actors.vocabulary import Vocabulary
from standoff.language.syntax import Token

_HOPS = 4
_PARTIES = frozenset({"with", "between", "by", "against", "among", "for", "of", "from", "on", "toward", "towards"})
_WEAK = frozenset({"of", "from", "for", "on"})
_WHERE = frozenset({"in", "at", "near", "outside", "inside", "around", "into", "through", "via", "across", "over"})
_WITH_PLACE = frozenset({"live", "arrive", "stay", "base", "locate", "travel", "fly", "return", "march", "advance"})


def acts(token: Token, words: Words, vocabulary: Vocabulary) -> bool:
    """Tell whether the name of a capital, at its last token, stands for the government: when unsure, it does not."""
    if token.ent_type_ == "PERSON" and (token.ent_iob_ == "I" or token.lower_ in vocabulary.kinds["ambiguous"]):
        return False
    head = _first_conjunct(token)
    match head.dep_:
        case "nsubj" | "nsubjpass":
            return words.lower(token.i - 1) not in ("capital", "city", "of")
        case "poss":
            return not vocabulary.has("place", head.head.lower_)
        case "dobj" | "dative" | "iobj":
            return head.head.lemma_.lower() in vocabulary.kinds["hearer"] and head.head.lemma_ != "leave"
        case "pobj" | "agent":
            return _after_preposition(head, vocabulary)
        case "npadvmod" | "compound" | "amod":
            return words.lower(token.i + 1) == "-" and words.lower(token.i + 2) not in ("based", "born", "area")
    return False


def _first_conjunct(token: Token) -> Token:
    for _ in range(_HOPS):
        if token.dep_ != "conj" or token.head.pos_ not in ("PROPN", "NOUN"):
            break
        token = token.head
    return token


def _after_preposition(token: Token, vocabulary: Vocabulary) -> bool:
    preposition = token.head.lower_
    governor = token.head.head
    if preposition == "to":
        return _is_word(governor, vocabulary.kinds["message"])
    if preposition == "on" and governor.lemma_ == "call":
        return True
    if preposition in _WEAK:
        return _is_word(governor, vocabulary.kinds["relation"])
    return preposition in _PARTIES and governor.lemma_.lower() not in _WITH_PLACE


def _is_word(token: Token, lemmas: frozenset[str]) -> bool:
    return token.lemma_.lower() in lemmas or token.lower_ in lemmas


def is_elsewhere(token: Token) -> bool:
    """Tell a seat that is only visited: "in the Kremlin", "arrived at the White House"."""
    head = _first_conjunct(token)
    if head.dep_ != "pobj":
        return False
    preposition, governor = head.head.lower_, head.head.head
    return preposition in _WHERE or (preposition in ("to", "from") and governor.lemma_ in _MOTION)


_MOTION = frozenset(
    {
        "come",
        "go",
        "travel",
        "visit",
        "return",
        "fly",
        "arrive",
        "drive",
        "invite",
        "walk",
        "trip",
        "welcome",
        "summon",
        "bring",
    }
)
