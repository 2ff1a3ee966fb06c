"""A naming: a range of tokens and the actors that it names. Where two overlap, one gives way."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Weight(IntEnum):
    """Which naming keeps its words where two overlap: the heavier, then the longer, then the earlier."""

    NAME = 0
    PHRASE = 1
    TITLE = 2
    PERSON = 3


@dataclass(frozen=True, slots=True)
class Naming:
    """The tokens from `start` to `end` name `actors`; several at once for "the Baltic states"."""

    actors: tuple[str, ...]
    start: int
    end: int
    weight: Weight


def settled(found: Iterable[Naming]) -> list[Naming]:
    """Return namings that do not overlap, in text order."""
    taken: set[int] = set()
    kept: list[Naming] = []
    for naming in sorted(found, key=lambda each: (-each.weight, each.start - each.end, each.start, each.actors)):
        tokens = range(naming.start, naming.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(naming)
    return sorted(kept, key=lambda each: each.start)
