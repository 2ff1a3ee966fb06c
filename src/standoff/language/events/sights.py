"""What the encoder sees of events: the word that names each, its type and status, and the words that name its parties.

The heads were trained on labelled texts (docs/decisions/0008); rules give what they see its place in the record.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from standoff.language.attribution.decoding import softmax
from standoff.language.encoder import Encoder, Floats, Window
from standoff.language.syntax import Parse, Token
from standoff.plover import EventType, Status

ASKED = 0.1
"""A word less likely to name an event is not asked about."""

NAMED, PERHAPS = 0.5, 0.12
"""From the first chance on a word names a party; where none does, the best from the second on."""


@dataclass(frozen=True, slots=True)
class Sight:
    """An event as the encoder sees it: the chance of its type and of any; parties are heads of the words for them."""

    cue: Token
    type: EventType
    chance: float
    any_chance: float
    status: Status
    actors: tuple[Token, ...]
    recipients: tuple[Token, ...]


class Observer(Protocol):
    """Says which words of a text name events; `digest` is that of its weights."""

    @property
    def digest(self) -> str: ...

    def see(self, parse: Parse) -> Mapping[int, Sight]: ...


class ModelObserver:
    """Holds the encoder, which other heads share."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.digest = encoder.manifest.digest
        self._types = tuple(EventType(kind) for kind in encoder.manifest.kinds[1:])
        self._statuses = tuple(Status(status) for status in encoder.manifest.statuses)

    def see(self, parse: Parse) -> Mapping[int, Sight]:
        """Return what is seen, by the token that names it."""
        return {sight.cue.i: sight for window in parse.windows for sight in self._in(parse, window)}

    def _in(self, parse: Parse, window: Window) -> Iterator[Sight]:
        kinds, statuses = softmax(window.kinds), window.statuses
        places = np.arange(window.start, window.end)
        counts = parse.sheet.begins[window.start : window.end] & (places >= window.first) & (places < window.last)
        cues = np.flatnonzero((1 - kinds[:, 0] >= ASKED) & counts)
        if len(cues):
            parties = softmax(self._encoder.parties(window, cues))
            parties *= parse.sheet.begins[window.start : window.end, None]
            for cue, each in zip(cues.tolist(), parties, strict=True):
                yield self.sight(parse, window.start, cue, kinds[cue], statuses[cue], each)

    def sight(self, parse: Parse, start: int, cue: int, kinds: Floats, statuses: Floats, parties: Floats) -> Sight:
        """Return what is seen at piece `cue`, counted from `start`, out of chances of kinds and (pieces, parties)."""
        words = parse.sheet.pieces.words
        kind = int(kinds[1:].argmax())
        actors, recipients = (
            tuple(parse.doc[words[start + at]] for at in _chosen(parties, part)) for part in (_ACTOR, _RECIPIENT)
        )
        chance, status = float(kinds[kind + 1]), self._statuses[int(statuses.argmax())]
        return Sight(
            parse.doc[words[start + cue]], self._types[kind], chance, float(1 - kinds[0]), status, actors, recipients
        )


_ACTOR, _RECIPIENT = 1, 2


def _chosen(chances: Floats, part: int) -> list[int]:
    """Return the pieces that name a party, out of chances (pieces, parts): no piece names two."""
    likeliest = chances[:, 1:].argmax(-1) + 1 == part
    found = np.flatnonzero(likeliest & (chances[:, part] > NAMED))
    best = int((chances[:, part] * likeliest).argmax())
    if not len(found) and likeliest[best] and chances[best, part] > PERHAPS:
        return [best]
    return [int(at) for at in found]
