"""What the event rules look at: the parse, who is in it, who speaks where, and whose release it is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from standoff.language.cast import Cast, Party
from standoff.language.events.lexicon import Lexicon
from standoff.language.events.releases import issuer
from standoff.language.syntax import Parse, Token
from standoff.types import ActorKind, Statement


@dataclass(frozen=True, slots=True)
class Scene:
    """One article as the rules see it.

    `issuer` is the party that issued an official release, None for a report by others; `is_speech` says that all of it
    is the issuer's own words; `named` says how often each
    party is named; `table` are the parties to the talks told last; `people` gives the state of each person who speaks
    for nobody; `spoken` the days on which each party spoke; `_inside` the innermost statement that covers a token.
    """

    parse: Parse
    cast: Cast
    lexicon: Lexicon
    issuer: str | None
    is_speech: bool
    named: Mapping[str, int]
    table: tuple[Party, ...]
    people: Mapping[str, str]
    spoken: Mapping[str, frozenset[str]]
    _inside: Mapping[int, Statement]

    @classmethod
    def of(cls, parse: Parse, statements: Sequence[Statement], cast: Cast, lexicon: Lexicon) -> "Scene":
        return cls(
            parse,
            cast,
            lexicon,
            *issuer(parse, statements, cast, lexicon),
            _named(cast),
            (),
            _people(cast),
            _spoken(statements, cast),
            _index(parse, statements),
        )

    def statement_at(self, token: Token) -> Statement | None:
        return self._inside.get(token.i)

    def speaker_at(self, token: Token) -> str | None:
        """Return the party whose words hold `token`; in an official passive ("it was noted") that is the issuer."""
        statement = self._inside.get(token.i)
        if statement is None:
            return self.issuer if self.is_speech else None
        return party_of(self.cast, statement.speaker) or (self.issuer if statement.source is None else None)

    def rival(self, party: str) -> str | None:
        """Return the other party of a report mainly about two: named as often as all others together."""
        others = {code: count for code, count in self.named.items() if code != party}
        most = max(others, key=lambda code: others[code], default=None)
        return most if most and others[most] >= _OFTEN and others[most] >= _MAINLY * sum(others.values()) else None


_OFTEN, _MAINLY = 3, 0.5


def _named(cast: Cast) -> Counter[str]:
    return Counter(cast.actors[mention.actor].party for mention in cast.mentions)


def _people(cast: Cast) -> Mapping[str, str]:
    """Return the state of each person who speaks for nobody but himself, by the code under which he takes part."""
    private = (actor for actor in cast.actors.values() if actor.kind is ActorKind.PERSON and actor.acts_for is None)
    return {actor.party: actor.country or actor.party for actor in private}


def _spoken(statements: Sequence[Statement], cast: Cast) -> Mapping[str, frozenset[str]]:
    """Return the days on which each party is said to have spoken."""
    found: dict[str, set[str]] = {}
    for statement in statements:
        party = party_of(cast, statement.speaker)
        if party and statement.said_on:
            found.setdefault(party, set()).add(statement.said_on)
    return {party: frozenset(days) for party, days in found.items()}


def party_of(cast: Cast, actor: str | None) -> str | None:
    """Return the party for which the actor of this id speaks."""
    known = cast.actors.get(actor) if actor else None
    return known.party if known else None


def _index(parse: Parse, statements: Sequence[Statement]) -> Mapping[int, Statement]:
    """Lay the statements over the tokens, the longest first, so that the innermost stays on top."""
    inside: dict[int, Statement] = {}
    for statement in sorted(statements, key=lambda s: -sum(end - start for start, end in s.content.spans)):
        for span in statement.content.spans:
            for token in parse.doc.char_span(*span, alignment_mode="contract") or ():
                inside[token.i] = statement
    return inside
