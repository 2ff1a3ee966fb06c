"""What the search for an antecedent looks at: who was named where, inside or outside of quotations."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

from standoff.language.actors.gazetteer import Gazetteer
from standoff.language.actors.roles import fits
from standoff.language.actors.vocabulary import Role, Stands
from standoff.language.cast import Cast
from standoff.language.quotation import quotations
from standoff.language.syntax import Paragraph, ParagraphKind, Parse, Token
from standoff.types import Actor, ActorKind

SUBJECTS = frozenset({"nsubj", "nsubjpass"})

_FURTHEST = 20

Named = Mapping[int, tuple[str, ...]]
"""The ids of the actors that each token names, by name or by a phrase resolved before."""


@dataclass(frozen=True, slots=True)
class Discourse:
    """An article with its cast. `quotation` numbers the quotation of each token that stands in one.

    `subjects` counts how often each actor does something; `persons` are in the order in which the article names them.
    """

    parse: Parse
    cast: Cast
    gazetteer: Gazetteer
    quotation: Mapping[int, int]
    subjects: Counter[str]
    persons: tuple[Actor, ...]

    @classmethod
    def of(cls, parse: Parse, cast: Cast, gazetteer: Gazetteer) -> "Discourse":
        quotation = _quotations(parse)
        return cls(parse, cast, gazetteer, quotation, _subjects(parse, cast, quotation), _persons(cast))

    def actor(self, code: str) -> Actor:
        """Return an actor of the article, or a state that "the sides" brought in through its president."""
        return self.cast.actors.get(code) or self.gazetteer.actors[code]

    def holders(self, role: Role) -> list[Actor]:
        """Return the persons who may be called by a role; a former one may not."""
        return [person for person in self.persons if fits(self.gazetteer, person, role)]

    def principal(self, among: list[Actor]) -> Actor | None:
        """Return the one who is clearly the subject most often: a release's own head of state."""
        ranked = sorted(among, key=lambda actor: -self.subjects[actor.id])
        if not ranked or not self.subjects[ranked[0].id]:
            return None
        second = self.subjects[ranked[1].id] if len(ranked) > 1 else 0
        return ranked[0] if self.subjects[ranked[0].id] >= 2 * second + 1 else None

    def heads(self) -> list[Actor]:
        """Return the heads of states and organizations."""
        vocabulary = self.gazetteer.vocabulary
        return [
            person
            for person in self.persons
            if person.acts_for and person.role and (role := vocabulary.role(person.role)) and role.stands is Stands.HEAD
        ]

    def gender(self, code: str) -> str | None:
        """Return the gender of a person where the gazetteer or the role says it."""
        official = self.gazetteer.officials.get(code)
        if official:
            return official.gender
        role = self.gazetteer.vocabulary.role(self.actor(code).role or "")
        return role.gender if role else None

    def before(self, token: Token, limit: int) -> Iterator[tuple[Token, ...]]:
        """Yield the sentences before that of a token, the nearest first: of its paragraph, then of the one before.

        A sentence that is all quotation does not count: who speaks is named before or after it.
        """
        at = self.parse.paragraph_at(token.i)
        earlier = self._previous(at)
        own = self._back(token.sent.start, at.start)
        sentences = own if earlier is None else chain(own, self._back(earlier.end, earlier.start))
        yield from islice((sentence for sentence in sentences if not self._is_quoted(sentence)), limit)

    def _back(self, end: int, start: int) -> Iterator[tuple[Token, ...]]:
        """Yield the sentences between two tokens, the last first."""
        while end > start:
            sentence = self.parse.doc[end - 1].sent
            yield tuple(sentence)
            end = sentence.start

    def _is_quoted(self, sentence: tuple[Token, ...]) -> bool:
        """Tell a sentence of which nothing but marks stands outside of a quotation."""
        return all(token.i in self.quotation or token.is_punct for token in sentence)

    def _previous(self, paragraph: Paragraph) -> Paragraph | None:
        earlier = bisect_left(self.parse.paragraphs, paragraph.start, key=lambda each: each.start)
        for each in reversed(self.parse.paragraphs[max(earlier - _FURTHEST, 0) : earlier]):
            if each.kind is ParagraphKind.BODY:
                return each
        return None


def _persons(cast: Cast) -> tuple[Actor, ...]:
    """Return the persons in the order in which the article names them."""
    found = (cast.actors[code] for code in dict.fromkeys(mention.actor for mention in cast.mentions))
    return tuple(actor for actor in found if actor.kind is ActorKind.PERSON)


def _subjects(parse: Parse, cast: Cast, quotation: Mapping[int, int]) -> Counter[str]:
    """Count how often each actor is the subject of a verb in the body, outside of quotations."""
    counts: Counter[str] = Counter()
    for paragraph in parse.body():
        for token in parse.doc[paragraph.start : paragraph.end]:
            if token.dep_ in SUBJECTS and token.i not in quotation:
                counts.update(mention.actor for mention in cast.naming(token))
    return counts


def _quotations(parse: Parse) -> Mapping[int, int]:
    """Return the number of the quotation in which each token stands."""
    return {at: number for number, quote in enumerate(quotations(parse)) for at in quote.words}
