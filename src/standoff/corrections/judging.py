"""Which corrections hold, and all that persons said of one row taken together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from standoff.corrections.changing import together
from standoff.corrections.nouns import NOTHING, Beside, Change, Correction, Kind, Target


def undone(made: Sequence[tuple[str, str | None]]) -> dict[str, str]:
    """Return the ids of corrections that do not hold, with the id of the one that undid each.

    `made` are the ids of corrections and of what they undo, in the order in which they were made. An undoing that was
    undone itself undoes nothing.
    """
    found: dict[str, str] = {}
    for identity, undoes in reversed(made):
        if undoes and identity not in found:
            found.setdefault(undoes, identity)
    return found


def holding(corrections: Sequence[Correction]) -> list[Correction]:
    """Return the corrections that hold, in their order, without the undoings."""
    gone = undone([(each.id, each.undoes) for each in corrections])
    return [each for each in corrections if each.id not in gone and each.undoes is None]


@dataclass(frozen=True, slots=True)
class Judged:
    """What persons said of one row. `seen` are the rows that they saw, `links` what it answers and does not answer."""

    target: Target
    kept: bool
    sets: Change = NOTHING
    added: bool = False
    links: tuple[tuple[Target, bool], ...] = ()
    seen: tuple[Target, ...] = ()
    beside: tuple[Beside, ...] = ()


_ROWS = frozenset({Kind.CONFIRM, Kind.REJECT, Kind.CHANGE, Kind.ADD, Kind.LINK, Kind.UNLINK})


def judged(corrections: Iterable[Correction]) -> list[Judged]:
    """Return what corrections that hold say of each row, the row that was corrected first before others."""
    found: dict[str, Judged] = {}
    for each in corrections:
        if each.kind in _ROWS and each.target:
            known = found.get(each.target.id) or Judged(each.target, kept=True)
            found[each.target.id] = _with(known, each, each.target)
    return list(found.values())


def _with(known: Judged, correction: Correction, target: Target) -> Judged:
    link = ((correction.other, correction.kind is Kind.LINK),) if correction.other else ()
    if correction.kind is Kind.ADD:
        # A row that was rejected and is added is what the second says.
        known = replace(known, target=target, sets=NOTHING)
    return replace(
        known,
        kept=correction.kind is not Kind.REJECT,
        sets=together(known.sets, correction.sets),
        added=known.added or correction.kind is Kind.ADD,
        links=(*known.links, *link),
        seen=(*known.seen, target),
        beside=tuple(dict.fromkeys((*known.beside, *target.beside))),
    )
