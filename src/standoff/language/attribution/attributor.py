"""The seam: what an attributor is given and what it finds. Nothing outside of it asks which one has read."""

from dataclasses import dataclass
from typing import Protocol

from standoff.language.syntax import Parse
from standoff.types import Coder, Form, Spans


@dataclass(frozen=True, slots=True)
class Attribution:
    """Spans in code points of the article. `source`, `cue` and `addressee` may be empty, `content` may not.

    `score` is the part of such attributions that is right.
    """

    source: Spans
    cue: Spans
    content: Spans
    form: Form
    coder: Coder
    addressee: Spans = ()
    score: float = 1.0


class Attributor(Protocol):
    """Finds attributions in the body of an article, in the order of their content.

    `coders` are all that may be named by what it finds.
    """

    @property
    def coders(self) -> frozenset[Coder]: ...

    def attribute(self, parse: Parse) -> list[Attribution]: ...
