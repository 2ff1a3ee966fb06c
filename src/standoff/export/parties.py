"""The parties to an event as event data describe them: a name, a country, sectors, an office, an identifier.

The record has codes, by which a person in office is the state. Event data want the person and the state: the words
that name the party in this event say which person it was.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from standoff.export.countries import country
from standoff.export.sectors import INTERNATIONAL, Sectors, home, is_bloc, sectors
from standoff.types import Actor, ActorKind, Article, Mention, Reading, Span, Spans, Statement


@dataclass(frozen=True, slots=True)
class Party:
    """A party to an event. `country` is PLOVER's code of a state or an international body, `raw` the words."""

    code: str
    name: str
    country: str | None
    cow: int | None
    sectors: Sectors
    title: str | None = None
    raw: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """Who an article names, and who says what in it."""

    article: Article
    actors: Mapping[str, Actor]
    statements: Mapping[str, Statement]
    _mentions: Mapping[str, tuple[Mention, ...]]

    @classmethod
    def of(cls, reading: Reading) -> "Roster":
        actors = {actor.id: actor for actor in reading.actors}
        mentions: dict[str, list[Mention]] = defaultdict(list)
        for mention in reading.mentions:
            if mention.actor in actors:
                mentions[actors[mention.actor].party].append(mention)
        statements = {statement.id: statement for statement in reading.statements}
        return cls(reading.article, actors, statements, {code: tuple(each) for code, each in mentions.items()})

    def is_bloc(self, code: str) -> bool:
        """Tell a regional construct: the West is in no country, and PLOVER codes nothing that it does."""
        # Seen in releases: an event has the code WEST, and its article no actor of that id.
        return is_bloc(code) or any(actor.kind is ActorKind.BLOC for actor in self._called(code))

    def party(self, code: str, named: Spans) -> Party:
        """Describe the party with this code; `named` are the words that name the parties of its side."""
        mention = next(self._naming(code, named), None)
        actor = self.actors[mention.actor] if mention else next(self._called(code), None)
        raw = self.article.text[slice(*mention.span)] if mention else None
        kinds = sectors(code, actor, raw)
        state = country((actor.country if actor else None) or home(code))
        abroad = kinds[0] if kinds[0] in INTERNATIONAL else None
        return Party(
            code=code,
            name=actor.name if actor else code,
            country=state.code if state else abroad,
            cow=state.cow if state else None,
            sectors=kinds,
            title=actor.role if actor else None,
            raw=raw,
            wikidata=actor.wikidata if actor else None,
        )

    def speaker(self, statement: str | None) -> str | None:
        """Return who makes a statement: the actor's name, else the words that name the source."""
        said = self.statements.get(statement or "")
        if said is None:
            return None
        if said.speaker:
            return self.actors[said.speaker].name if said.speaker in self.actors else said.speaker
        return said.source.exact if said.source else None

    def _called(self, code: str) -> Iterator[Actor]:
        return (actor for actor in self.actors.values() if actor.id.upper() == code and not actor.acts_for)

    def _naming(self, code: str, named: Spans) -> Iterator[Mention]:
        """Yield the mentions of a party among these words, those first that are one of them to the letter."""
        mentions = self._mentions.get(code, ())
        yield from (mention for mention in mentions if mention.span in named)
        yield from (mention for mention in mentions if any(_meet(mention.span, span) for span in named))


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
