"""Later mentions: pronouns and definite descriptions of actors that the article names."""

from collections.abc import Iterator

from standoff.language.actors.gazetteer import Gazetteer
from standoff.language.cast import Cast
from standoff.language.coreference.descriptions import described, descriptions
from standoff.language.coreference.discourse import SUBJECTS, Discourse, Named
from standoff.language.coreference.pronouns import NEUTER, PERSONAL, PLURAL, SPEAKING, antecedent
from standoff.language.syntax import Parse, Token, span_of
from standoff.types import Actor, ActorKind, Mention

_PRONOUNS = NEUTER | PLURAL | frozenset(PERSONAL)
JOINT = "+"


def resolve(parse: Parse, cast: Cast, gazetteer: Gazetteer) -> Cast:
    """Return the cast with mentions by pronoun and by description, where it is clear whom they mean."""
    discourse = Discourse.of(parse, cast, gazetteer)
    named = _named(parse, cast)
    added: list[Mention] = []
    for paragraph in parse.body():
        for start, end, ids in _resolved(discourse, named, paragraph.start, paragraph.end):
            named.update(dict.fromkeys(range(start, end), ids))
            added += [Mention(code, span_of(parse.doc, start, end)) for code in ids]
    actors = _with_parties(cast, gazetteer, added)
    whole = Cast.of(parse.doc, actors.values(), (*cast.mentions, *added), cast.author, cast.audience)
    return Cast.of(parse.doc, (*actors.values(), *_joint(parse, whole)), whole.mentions, cast.author, cast.audience)


def _named(parse: Parse, cast: Cast) -> dict[int, tuple[str, ...]]:
    return {
        token.i: tuple(mention.actor for mention in mentions) for token in parse.doc if (mentions := cast.naming(token))
    }


def _resolved(discourse: Discourse, named: Named, start: int, end: int) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield what a paragraph's descriptions and pronouns name, in text order: later ones build on earlier ones."""
    genders: dict[str, str] = {}
    found = {each.start: each for each in descriptions(discourse, named, start, end)}
    for token in discourse.parse.doc[start:end]:
        if token.i in named:
            continue
        if token.i in found:
            ids, stop = described(discourse, named, found[token.i]), found[token.i].head.i + 1
        elif token.lower_ in _PRONOUNS:
            ids, stop = antecedent(discourse, named, genders, token), token.i + 1
            genders.update((code, PERSONAL[token.lower_]) for code in ids if token.lower_ in PERSONAL)
        else:
            continue
        if ids:
            yield token.i, stop, ids


def _with_parties(cast: Cast, gazetteer: Gazetteer, added: list[Mention]) -> dict[str, Actor]:
    """Add the states that "the sides" name through their presidents."""
    actors = dict(cast.actors)
    for mention in added:
        if mention.actor not in actors:
            actors[mention.actor] = gazetteer.actors[mention.actor]
    return actors


def _joint(parse: Parse, cast: Cast) -> Iterator[Actor]:
    """Yield an actor for those who are a subject together, so that a statement of both has a speaker."""
    made: set[str] = set()
    for token in parse.doc:
        if token.dep_ in SUBJECTS:
            ids = speakers(cast, token)
            persons = all(cast.actors[each].kind is ActorKind.PERSON for each in ids)
            if len(ids) > 1 and (persons or token.head.lemma_ in SPEAKING) and (code := JOINT.join(ids)) not in made:
                made.add(code)
                words = _phrase(cast, token)
                name = words or _listing([cast.actors[each].name for each in ids])
                yield Actor(code, name, ActorKind.PEOPLE)


def _phrase(cast: Cast, subject: Token) -> str | None:
    """Return the words that name several states at once: "Baltic foreign ministers"."""
    spans = {mention.span for mention in cast.naming(subject) if cast.actors[mention.actor].kind is ActorKind.STATE}
    alone = next(iter(subject.conjuncts), None) is None
    if len(spans) != 1 or not alone or subject.tag_ not in ("NNS", "NNPS"):
        return None
    words = str(subject.doc.text[slice(*spans.pop())])
    return words if words[0].isupper() else None


def _listing(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def speakers(cast: Cast, head: Token) -> tuple[str, ...]:
    """Return the actors whom a noun and its conjuncts name, in the order of their ids."""
    tokens = (head, *(token for token in head.conjuncts if token.i > head.i))
    return tuple(sorted({mention.actor for token in tokens for mention in cast.naming(token)}))
