"""What the event rules look at: the parse, who is in it, who speaks where, and whose release it is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from standoff.language.cast import Cast, Party
from standoff.language.events.lexicon import Lexicon
from standoff.language.events.releases import issuer, titled_with
from standoff.language.events.turns import Turn, parties_of, turns_of
from standoff.language.headings import title_of
from standoff.language.syntax import Parse, Token
from standoff.plover import EventType
from standoff.types import ActorKind, Span, Statement

NOWHERE = Span(0, 0)
Deed = tuple[EventType, tuple[Party, ...]]


@dataclass(frozen=True, slots=True)
class Scene:
    """One article as the rules see it.

    `issuer` is the party that issued an official release, None for a report by others; `authors` are those whose
    own words all of it is; `named` says how often each party is named; `table` are the parties to the talks told
    last, `pair` those who talk or fight, `is_titled` says that the title names them; `people` gives the state of each
    person who speaks for nobody; `spoken` the days on which each party spoke; `deeds` what was done last, and by whom,
    the latest first; `_turns` the turn of a transcript and `_inside` the innermost statement that covers a token.
    """

    parse: Parse
    cast: Cast
    lexicon: Lexicon
    issuer: str | None
    authors: tuple[str, ...]
    named: Mapping[str, int]
    table: tuple[Party, ...]
    pair: tuple[Party, ...]
    is_titled: bool
    people: Mapping[str, str]
    spoken: Mapping[str, frozenset[str]]
    deeds: tuple[Deed, ...]
    _turns: Mapping[int, Turn]
    _inside: Mapping[int, Statement]

    @classmethod
    def of(cls, parse: Parse, statements: Sequence[Statement], cast: Cast, lexicon: Lexicon) -> "Scene":
        release = issuer(parse, statements, cast, lexicon)
        table = _invited(parse, cast, release[0])
        return cls(
            parse,
            cast,
            lexicon,
            *release,
            _named(cast),
            table,
            table,
            bool(table),
            _people(cast),
            _spoken(statements, cast),
            (),
            turns_of(parse, statements, cast),
            _index(parse, statements),
        )

    def statement_at(self, token: Token) -> Statement | None:
        return self._inside.get(token.i)

    def turn_at(self, token: Token) -> Turn | None:
        return self._turns.get(token.i)

    def issuer_at(self, token: Token) -> str | None:
        """Return the issuer where it is the one who tells; in a turn of a transcript that is its speaker."""
        return self.issuer if token.i not in self._turns else None

    def speakers_at(self, token: Token) -> tuple[str, ...]:
        """Return the parties whose words hold `token`; in an official passive ("it was noted") that is the issuer."""
        statement = self._inside.get(token.i)
        if statement is None:
            return self.authors
        speakers = parties_of(self.cast, statement.speaker)
        return speakers or ((self.issuer,) if statement.source is None and self.issuer else ())

    def after(self, *done: Deed) -> "Scene":
        """Return the scene after some more deeds."""
        return replace(self, deeds=(*reversed(done), *self.deeds)[:_REMEMBERED])

    def rival(self, party: str) -> str | None:
        """Return the other party of a report mainly about two: named as often as all others together."""
        others = {code: count for code, count in self.named.items() if code != party}
        most = max(others, key=lambda code: others[code], default=None)
        return most if most and others[most] >= _OFTEN and others[most] >= _MAINLY * sum(others.values()) else None

    def home(self) -> str | None:
        """Return the state in which a report is set: the one that it names more often than all others together."""
        states = {code: count for code, count in self.named.items() if len(code) == _ISO and code in self.cast.actors}
        most = max(states, key=lambda code: states[code], default=None)
        return most if most and states[most] > _MAINLY * sum(states.values()) else None

    def foes(self) -> tuple[Party, ...]:
        """Return the two states of a report that is mainly about two."""
        states = [code for code in self.named if self.cast.actors.get(code, None) is not None and len(code) == _ISO]
        first = sorted(states, key=lambda code: (-self.named[code], code))[:2]
        mostly = sum(self.named[code] for code in first) > _MAINLY * sum(self.named.values())
        return tuple(Party(code, NOWHERE) for code in first) if mostly and len(first) == 2 else ()


_ISO = 3
_OFTEN, _MAINLY = 3, 0.5
_REMEMBERED = 12


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
        for party in parties_of(cast, statement.speaker) if statement.said_on else ():
            found.setdefault(party, set()).add(statement.said_on or "")
    return {party: frozenset(days) for party, days in found.items()}


def _invited(parse: Parse, cast: Cast, host: str | None) -> tuple[Party, ...]:
    """Return who sits at the table of an official release: its issuer and whoever its title names."""
    if host is None:
        return ()
    counterpart = titled_with(title_of(parse), cast)
    return tuple(Party(code, NOWHERE) for code in dict.fromkeys((host, *counterpart))) if counterpart else ()


def _index(parse: Parse, statements: Sequence[Statement]) -> Mapping[int, Statement]:
    """Lay the statements over the tokens, the longest first, so that the innermost stays on top."""
    inside: dict[int, Statement] = {}
    for statement in sorted(statements, key=lambda s: -sum(end - start for start, end in s.content.spans)):
        for span in statement.content.spans:
            for token in parse.doc.char_span(*span, alignment_mode="contract") or ():
                inside[token.i] = statement
    return inside
