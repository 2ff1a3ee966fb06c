"""Texts as word pieces with what is known of each, as numbers: what training needs, without a parser."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int16]

WINDOW = 254
"""Pieces of a window, as `standoff.language.encoder` has it; `pack.py` holds one against the other."""

ROLES = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
"""What a piece is to the innermost attribution around it."""


@dataclass(frozen=True)
class Attribution:
    """Piece indices in text order."""

    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]


@dataclass(frozen=True)
class Structure:
    """What a teacher says of each piece that begins a word; IGNORED at the others.

    `heads` are pieces of the text, the own one for a root; `droppable` marks words that could as well be left out.
    """

    tags: Numbers
    heads: NDArray[np.int32]
    relations: Numbers
    starts: Numbers
    entities: Numbers
    droppable: NDArray[np.bool_]


@dataclass(frozen=True)
class Deed:
    """An event as somebody labelled it: the piece that begins its cue, and those that begin the heads of its parties.

    `kind` and `status` are numbers of KINDS_OF_EVENTS and STATUSES (labels.py); `actor_words` and `recipient_words` are
    the first and last piece of the words for each party.
    """

    cue: int
    kind: int
    status: int
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    actor_words: tuple[tuple[int, int], ...] = ()
    recipient_words: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Text:
    """A text in pieces; `roles` and `deeds` are None where nobody labelled attributions or events."""

    name: str
    ids: NDArray[np.int32]
    features: NDArray[np.int16]
    structure: Structure
    attributions: tuple[Attribution, ...] = ()
    roles: Numbers | None = None
    deeds: tuple[Deed, ...] | None = None

    def __len__(self) -> int:
        return len(self.ids)


def joined(found: Sequence[Text]) -> Text:
    """Return texts one behind the other, as one; attributions and names of the first."""
    starts = np.cumsum([0, *map(len, found)])
    parts = [each.structure for each in found]
    heads = [np.where(part.heads < 0, part.heads, part.heads + at) for part, at in zip(parts, starts, strict=False)]
    structure = Structure(
        np.concatenate([part.tags for part in parts]),
        np.concatenate(heads),
        *(np.concatenate([getattr(part, name) for part in parts]) for name in _BESIDE),
    )
    deeds = tuple(
        _moved(deed, at) for each, at in zip(found, starts.tolist(), strict=False) for deed in each.deeds or ()
    )
    ids, features = (np.concatenate([getattr(each, name) for each in found]) for name in ("ids", "features"))
    return Text(found[0].name, ids, features, structure, deeds=deeds)


_BESIDE = ("relations", "starts", "entities", "droppable")


def _moved(deed: Deed, by: int) -> Deed:
    places = ([at + by for at in each] for each in (deed.actors, deed.recipients))
    words = ([(first + by, last + by) for first, last in each] for each in (deed.actor_words, deed.recipient_words))
    return Deed(deed.cue + by, deed.kind, deed.status, *map(tuple, places), *map(tuple, words))
