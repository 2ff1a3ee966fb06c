"""An observer that sees what it is told, and the scene that a test makes of a parse."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from standoff.language.events.lexicon import Lexicon
from standoff.language.events.scene import Scene
from standoff.language.events.sights import Sight
from standoff.language.syntax import Parse, Token
from standoff.plover import EventType, Status
from tests.stage import STATES, Said, cast, statement


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A sight as a test writes it: by words, each the first such token of the text."""

    cue: str
    type: EventType
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    chance: float = 0.9
    status: Status = Status.ACTUAL
    any_chance: float | None = None

    def of(self, parse: Parse) -> Sight:
        return Sight(
            word(parse, self.cue),
            self.type,
            self.chance,
            self.chance if self.any_chance is None else self.any_chance,
            self.status,
            tuple(word(parse, each) for each in self.actors),
            tuple(word(parse, each) for each in self.recipients),
        )


class Watching:
    """Sees what it was told, in any text that has the words."""

    digest = "sha256:watching"

    def __init__(self, *told: Glimpse) -> None:
        self._told = told

    def see(self, parse: Parse) -> Mapping[int, Sight]:
        return {sight.cue.i: sight for sight in (glimpse.of(parse) for glimpse in self._told)}


def word(parse: Parse, text: str) -> Token:
    return next(token for token in parse.doc if token.text == text)


def scene_of(parse: Parse, lexicon: Lexicon, also: Mapping[str, str] | None = None, said: Sequence[Said] = ()) -> Scene:
    """Return the scene of a report in which states are known, and what `also` names."""
    return Scene.of(parse, [statement(parse, each) for each in said], cast(parse, {**STATES, **(also or {})}), lexicon)
