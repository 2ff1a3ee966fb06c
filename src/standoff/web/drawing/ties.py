"""Which parties and ties are drawn, and which are gathered."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from standoff.plover import Quad
from standoff.queries.lines import TieLine

OTHERS = "…"
"""The code of the parties that are not drawn one by one, together: no code of a party is written like this."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The parties to draw, the weightiest first, and the ties between them, the weakest first.

    `gathered` counts the parties that are drawn as one, `left_out` the ties that are too weak to be drawn.
    """

    parties: tuple[str, ...]
    ties: tuple[TieLine, ...]
    acts: Counter[str]
    gathered: int
    left_out: int


def chosen(lines: Iterable[TieLine], parties: int, ties: int) -> Chosen:
    """Return the parties that do and suffer most, and the strongest ties between them: of each at least its strongest.

    What a party does to itself is no tie; nor is what those who are gathered do to one another.
    """
    kept = [line for line in lines if line.actor != line.recipient and line.number > 0]
    acts = _acts(kept)
    named = sorted(acts, key=lambda code: (-acts[code], code))
    first = named if len(named) <= parties else named[: parties - 1]
    merged = _merged(kept, frozenset(first))
    strong = _strongest(merged, ties)
    gathered = len(named) - len(first)
    shown = (*first, OTHERS) if gathered else tuple(first)
    return Chosen(shown, tuple(reversed(strong)), _acts(merged), gathered, len(merged) - len(strong))


def pull(found: Chosen) -> dict[tuple[int, int], float]:
    """Return how strongly the parties are tied, by their places; a thousand acts do not outweigh all else."""
    numbers: Counter[tuple[int, int]] = Counter()
    places = {code: at for at, code in enumerate(found.parties)}
    for tie in found.ties:
        one, other = sorted((places[tie.actor], places[tie.recipient]))
        numbers[one, other] += tie.number
    return {pair: number**0.5 for pair, number in numbers.items()}


def bundles(ties: Sequence[TieLine]) -> dict[TieLine, tuple[int, int]]:
    """Return for each tie which it is of those between its two parties, and how many these are."""
    pairs: dict[tuple[str, str], list[TieLine]] = {}
    for tie in sorted(ties, key=lambda tie: (tie.actor, tie.recipient, tie.quad or 0)):
        one, other = sorted((tie.actor, tie.recipient))
        pairs.setdefault((one, other), []).append(tie)
    return {tie: (at, len(pair)) for pair in pairs.values() for at, tie in enumerate(pair)}


def _strongest(ties: Iterable[TieLine], most: int) -> list[TieLine]:
    ranked = sorted(ties, key=_strength)
    own: dict[str, TieLine] = {}
    for tie in ranked:
        own.setdefault(tie.actor, tie)
        own.setdefault(tie.recipient, tie)
    needed = frozenset(own.values())
    rest = [tie for tie in ranked if tie not in needed]
    return sorted([*needed, *rest[: max(0, most - len(needed))]], key=_strength)


def _acts(ties: Iterable[TieLine]) -> Counter[str]:
    acts: Counter[str] = Counter()
    for tie in ties:
        acts[tie.actor] += tie.number
        acts[tie.recipient] += tie.number
    return acts


def _merged(ties: Iterable[TieLine], named: Collection[str]) -> list[TieLine]:
    numbers: Counter[tuple[str, str, Quad | None]] = Counter()
    for tie in ties:
        actor, recipient = (code if code in named else OTHERS for code in (tie.actor, tie.recipient))
        if actor != recipient:
            numbers[actor, recipient, tie.quad] += tie.number
    return [TieLine(*between, number) for between, number in numbers.items()]


def _strength(tie: TieLine) -> tuple[int, str, str, int]:
    return -tie.number, tie.actor, tie.recipient, tie.quad or 0
