"""Mentions that a person gave to another actor, and what that makes of the rows that rest on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from standoff.corrections.nouns import Correction, Kind
from standoff.types import Actor, Event, Mention, Span, Spans, Statement


@dataclass(frozen=True, slots=True)
class _Move:
    """The words of a mention, and the actor and the party that it was and that it is."""

    spans: Spans
    actors: tuple[str, str]
    parties: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Moves:
    """The moved mentions of an article."""

    moves: tuple[_Move, ...] = ()

    @classmethod
    def of(cls, corrections: Sequence[Correction], actors: Mapping[str, Actor]) -> "Moves":
        """Return those among `corrections` that hold; `actors` say under which code an actor takes part in events."""
        return cls(
            tuple(
                _Move(each.words.spans, each.actors, (party(each.actors[0], actors), party(each.actors[1], actors)))
                for each in corrections
                if each.kind is Kind.MOVE_MENTION and each.words and each.actors
            )
        )

    def moved(self, row: Statement | Event) -> Statement | Event:
        """Return `row` with the actors that the words are of; the same row where none moved."""
        for each in self.moves:
            row = _of_statement(row, each) if isinstance(row, Statement) else _of_event(row, each)
        return row

    def mention(self, mention: Mention) -> Mention:
        for each in self.moves:
            if mention.actor == each.actors[0] and _touch(each.spans, (mention.span,)):
                return replace(mention, actor=each.actors[1])
        return mention


def party(actor: str, actors: Mapping[str, Actor]) -> str:
    """Return the code under which an actor takes part in events."""
    return actors[actor].party if actor in actors else actor.upper()


def _of_statement(row: Statement, move: _Move) -> Statement:
    was, now = move.actors
    if row.speaker != was or row.source is None or not _touch(move.spans, row.source.spans):
        return row
    return replace(row, speaker=now)


def _of_event(row: Event, move: _Move) -> Event:
    actors = _instead(row.actors, move.parties) if _touch(move.spans, row.actor_spans) else row.actors
    others = _instead(row.recipients, move.parties) if _touch(move.spans, row.recipient_spans) else row.recipients
    if (actors, others) == (row.actors, row.recipients):
        return row
    return replace(row, actors=actors, recipients=others)


def _instead(parties: tuple[str, ...], move: tuple[str, str]) -> tuple[str, ...]:
    was, now = move
    return tuple(dict.fromkeys(now if each == was else each for each in parties))


def _touch(one: Spans, other: Spans) -> bool:
    return any(_share(first, second) for first in one for second in other)


def _share(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
