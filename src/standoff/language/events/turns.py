"""Who speaks and who is spoken to in each turn of a transcript."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from standoff.language.attribution.transcript import is_turn
from standoff.language.cast import Cast
from standoff.language.syntax import Parse
from standoff.types import Spans, Statement

_JOINT = "+"
_TRANSCRIPT = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """The parties that speak in a turn and those that it addresses; neither is always known."""

    speakers: tuple[str, ...]
    addressed: tuple[str, ...]


def parties_of(cast: Cast, actor: str | None) -> tuple[str, ...]:
    """Return the parties for which the actor of this id speaks: several for those who speak together."""
    known = (cast.actors.get(each) for each in actor.split(_JOINT)) if actor else ()
    return tuple(dict.fromkeys(each.party for each in known if each))


def is_transcript(parse: Parse, statements: Sequence[Statement]) -> bool:
    return len(_turns(parse, statements)) >= _TRANSCRIPT


def turns_of(parse: Parse, statements: Sequence[Statement], cast: Cast) -> Mapping[int, Turn]:
    """Lay the turns over the tokens that they hold."""
    found = _turns(parse, statements)
    inside: dict[int, Turn] = {}
    for each, addressed in zip(found, _addressed(found, cast), strict=True):
        turn = Turn(parties_of(cast, each.speaker), addressed)
        for span in each.content.spans:
            for token in parse.doc.char_span(*span, alignment_mode="contract") or ():
                inside[token.i] = turn
    return inside


def _turns(parse: Parse, statements: Sequence[Statement]) -> list[Statement]:
    text = parse.article.text
    found = [
        each for each in statements if each.source and is_turn(text, each.source.spans, _cue(each), each.content.spans)
    ]
    return sorted(found, key=lambda each: each.content.spans)


def _cue(statement: Statement) -> Spans:
    return statement.cue.spans if statement.cue is not None else ()


def _addressed(turns: Sequence[Statement], cast: Cast) -> Iterator[tuple[str, ...]]:
    """Yield to whom each turn is spoken: whoever spoke before, or in a talk of two the other.

    After a question that nobody in particular has asked it is nobody who is known, and nobody of one's own office is a
    party that one addresses.
    """
    persons = dict.fromkeys(turn.speaker for turn in turns)
    for at, turn in enumerate(turns):
        before = turns[at - 1].speaker if at else None
        others = [speaker for speaker in persons if speaker != turn.speaker]
        spoken_to = before if at and before != turn.speaker else others[0] if len(others) == 1 else None
        own = parties_of(cast, turn.speaker)
        yield tuple(party for party in parties_of(cast, spoken_to) if party not in own)
