"""For whom a definite description stands: "the President", "the two leaders", "the alliance", "the ministry"."""

from collections.abc import Iterator
from dataclasses import dataclass

from standoff.language.actors.vocabulary import Role, Stands, singular
from standoff.language.coreference.discourse import Discourse, Named
from standoff.language.coreference.offices import office_end, office_holder
from standoff.language.syntax import Doc, Token
from standoff.types import Actor, ActorKind

_LANDS = frozenset({"country", "state", "nation"})
_PAIRS = _LANDS | {
    "side",
    "party",
    "interlocutor",
    "neighbour",
    "neighbor",
    "government",
    "army",
    "rival",
    "delegation",
}
_PLURAL_ROLES = frozenset(
    {"president", "leader", "minister", "premier", "chancellor", "head", "diplomat", "foreign minister"}
)
_BESIDE = frozenset(
    {
        "military",
        "western",
        "world",
        "global",
        "regional",
        "transatlantic",
        "atlantic",
        "defence",
        "defense",
        "security",
        "un",
        "u.n.",
    }
)
_FORWARD = frozenset({"of", "for", "between", "to", "-"})
_MODIFIERS = frozenset({"JJ", "NN", "NNP", "HYPH"})
_OF_OFFICE = frozenset(
    {
        "office",
        "administration",
        "staff",
        "mission",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "aide",
        "adviser",
        "advisor",
    }
)
_FURTHEST = 2_000
_LONGEST = 4
_MOST = 5

Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase after "the": its words in small letters, from the first after "the" to the head."""

    start: int
    head: Token
    words: tuple[str, ...]
    number: bool
    holder: str | None = None

    @property
    def text(self) -> str:
        return " ".join(self.words).replace(" - ", "-")


def descriptions(discourse: Discourse, named: Named, start: int, end: int) -> Iterator[Description]:
    """Yield the definite phrases of a token range that name nobody yet."""
    doc = discourse.parse.doc
    for at in range(start, end - 1):
        lower = doc[at].lower_
        if lower == "the" or (lower == "both" and doc[at + 1].tag_ == "NNS"):
            found = _description(discourse, named, at, end)
            if found:
                yield found


def _description(discourse: Discourse, named: Named, at: int, end: int) -> Description | None:
    doc = discourse.parse.doc
    number = doc[at].lower_ == "both"
    start = at + 1
    if doc[start].lower_ == "two":
        number, start = True, start + 1
    head = _role_end(discourse, start, end)
    while (
        head < min(end, start + _LONGEST)
        and doc[head].tag_ in _MODIFIERS
        and head + 1 < end
        and _goes_on(doc[head + 1])
    ):
        head += 1
    if head >= end or any(token in named for token in range(start, head + 1)) or not doc[head].tag_.startswith("NN"):
        return None
    if _has_complement(doc, head):
        return _office(discourse, start, head)
    return Description(start, doc[head], tuple(token.lower_ for token in doc[start : head + 1]), number)


def _has_complement(doc: Doc, head: int) -> bool:
    """Tell "the Head | of the Office" and "the President | 's adviser": not the Head, not the President."""
    if head + 2 >= len(doc):
        return False
    return doc[head + 1].lower_ in _FORWARD or (doc[head + 1].tag_ == "POS" and doc[head + 2].lower_ in _OF_OFFICE)


def _office(discourse: Discourse, start: int, head: int) -> Description | None:
    """Return an office with its complement, if the article has its only holder."""
    end = office_end(discourse, start, head)
    holder = office_holder(discourse, start, head, end) if end > head + 1 else None
    last = discourse.parse.doc[end - 1]
    return Description(start, last, (), number=False, holder=holder.id) if holder else None


def _role_end(discourse: Discourse, start: int, end: int) -> int:
    """Return the last token of a role with "of" in it, "head of state", else the first token."""
    doc = discourse.parse.doc
    if start + 2 < end and doc[start + 1].lower_ == "of":
        words = " ".join(doc[at].lower_ for at in range(start, start + 3))
        return start + 2 if words in discourse.gazetteer.vocabulary.roles else start
    return start


def _goes_on(token: Token) -> bool:
    return token.tag_ in ("NN", "NNS", "NNP", "NNPS", "HYPH") or (token.tag_ == "JJ" and token.i + 1 < len(token.doc))


def described(discourse: Discourse, named: Named, description: Description) -> Ids:
    """Return whom a description means, none if it is unclear."""
    if description.holder:
        return (description.holder,)
    if description.head.tag_ in ("NNS", "NNPS"):
        return _both(discourse, description) or _body(discourse, named, description)
    role = discourse.gazetteer.vocabulary.roles.get(description.text)
    if role and role.stands in (Stands.OFFICE, Stands.HEAD):
        person = _holder(discourse, named, description, role)
        if person or description.words[-1] not in ("head", "chief"):
            return (person.id,) if person else ()
    return _body(discourse, named, description) or _government(discourse, named, description)


def _holder(discourse: Discourse, named: Named, description: Description, role: Role) -> Actor | None:
    """Return who is meant by an office: its only holder, else whom the article is about, else the last subject."""
    held = discourse.holders(role)
    if description.words[-1] == "state":
        held = discourse.heads()
    if len(held) == 1:
        return held[0]
    return discourse.principal(held) or _last_subject(discourse, named, description.head, held)


def _last_subject(discourse: Discourse, named: Named, token: Token, among: list[Actor]) -> Actor | None:
    ids = {actor.id: actor for actor in among}
    for sentence in discourse.before(token, 2):
        subjects = {code for each in sentence if each.dep_ == "nsubj" for code in named.get(each.i, ()) if code in ids}
        if subjects:
            return ids[subjects.pop()] if len(subjects) == 1 else None
    return None


def _both(discourse: Discourse, description: Description) -> Ids:
    """Return the two whom "the two leaders" or "the sides" mean."""
    noun = singular(description.words[-1])
    if len(description.words) > 1 and singular(description.text) not in _PLURAL_ROLES:
        return ()
    if noun not in _PLURAL_ROLES | _PAIRS:
        return ()
    role = discourse.gazetteer.vocabulary.roles.get(singular(description.text)) if noun not in _PAIRS else None
    people = discourse.holders(role) if role else discourse.heads()
    pair = _pair(discourse, people)
    if role and role.stands is Stands.OFFICE and not description.number and 2 < len(people) <= _MOST:
        pair = [actor for actor in people if actor.acts_for]
    elif len(pair) < 2:
        pair = _met(discourse, any_number=noun in _PAIRS)
    if len(pair) < 2 or (description.number and len(pair) > 2) or (noun in _LANDS and not description.number):
        return ()
    return tuple(actor.acts_for or actor.id if noun in _LANDS else actor.id for actor in pair)


def _pair(discourse: Discourse, people: list[Actor]) -> list[Actor]:
    """Return two persons: the only two, or the one whom the article is about and the first other that it names."""
    people = [actor for actor in people if actor.acts_for]
    if len(people) == 2:
        return people if people[0].acts_for != people[1].acts_for else []
    first = discourse.principal(people)
    others = [actor for actor in people if actor != first and first and actor.acts_for != first.acts_for]
    return [first, others[0]] if first and others else []


def _met(discourse: Discourse, *, any_number: bool) -> list[Actor]:
    """Return those of different states whom the title and the first sentence bring together, else two states."""
    first = next(discourse.parse.body_sentences(), None)
    if first is None:
        return []
    named = dict.fromkeys(m.actor for m in discourse.cast.mentions if m.span.end <= first.end_char)
    people = [actor for actor in discourse.persons if actor.id in named and actor.acts_for]
    if len({actor.acts_for for actor in people}) == len(people) and len(people) in (
        range(2, _MOST) if any_number else (2,)
    ):
        return people
    states = [actor for code in named if (actor := discourse.actor(code)).kind is ActorKind.STATE]
    return states if len(states) == 2 and not people else []


def _body(discourse: Discourse, named: Named, description: Description) -> Ids:
    """Return the organization or institution last named that is called so."""
    words = description.words
    for at in range(description.start - 1, max(description.start - _FURTHEST, 0) - 1, -1):
        for code in named.get(at, ()):
            if _is_called(discourse, code, words):
                return (code,)
    return ()


def _is_called(discourse: Discourse, code: str, words: tuple[str, ...]) -> bool:
    actor = discourse.actor(code)
    if actor.kind not in (ActorKind.ORGANIZATION, ActorKind.GROUP):
        return False
    nouns = discourse.gazetteer.nouns.get(code)
    if nouns is None:
        return f" {actor.name.lower()}".endswith(" " + " ".join(words).replace(" - ", "-"))
    text = " ".join(words)
    return text in nouns or (words[-1] in nouns and set(words[:-1]) <= _BESIDE)


def _government(discourse: Discourse, named: Named, description: Description) -> Ids:
    """Return the only state of a sentence for "the government" in it."""
    if description.text not in ("government", "authorities"):
        return ()
    sentence = description.head.sent
    states = {
        code
        for token in sentence
        if token.i < description.start
        for code in named.get(token.i, ())
        if discourse.actor(code).kind is ActorKind.STATE
    }
    return tuple(states) if len(states) == 1 else ()
