"""What persons corrected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from standoff.corrections import Correction, Kind
from standoff.queries.desk import Desk
from standoff.queries.lines import Evidence
from standoff.store import CorrectionFilter, Kept, Store
from standoff.types import Citation


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A correction as it was made. `row` is the address of the row, `evidence` its words, `says` what was said of it.

    `undone_by` is the correction that undid it; of one that undoes another, `undoes` is that.
    """

    id: str
    kind: Kind
    author: str
    made_at: datetime
    reason: str | None
    row: str | None
    says: tuple[str, ...]
    evidence: Evidence | None
    other: Evidence | None
    undoes: str | None
    undone_by: str | None


def corrections(
    store: Store,
    *,
    article: str | None = None,
    row: str | None = None,
    author: str | None = None,
    limit: int | None = None,
) -> list[CorrectionLine]:
    """Return the corrections, the newest first: of one article, of one row, or of one author."""
    which = CorrectionFilter(
        article_id=store.article(article).id if article is not None else None,
        row=store.target(row).id if row is not None else None,
        author=author,
        limit=limit,
    )
    return lines(Desk.of(store), store.corrections(which))


def lines(desk: Desk, kept: Iterable[Kept]) -> list[CorrectionLine]:
    """Return the lines of corrections in their order."""
    return [_line(desk, each) for each in kept]


def _line(desk: Desk, kept: Kept) -> CorrectionLine:
    each = kept.correction
    target = each.target
    return CorrectionLine(
        id=each.id,
        kind=each.kind,
        author=each.author,
        made_at=each.made_at,
        reason=each.reason,
        row=target.id if target else None,
        says=says(each, desk.called),
        evidence=_evidence(desk, target.id if target else None, target.citation if target else each.words),
        other=_evidence(desk, each.other.id, each.other.citation) if each.other else None,
        undoes=each.undoes,
        undone_by=kept.undone_by,
    )


def _evidence(desk: Desk, row: str | None, cited: Citation | None) -> Evidence | None:
    return desk.evidence(row, cited) if cited and cited.article_id in desk.witnesses else None


def says(correction: Correction, called: Mapping[str, str]) -> tuple[str, ...]:
    """Return what a correction sets, a part for each field; of actors, who is who."""
    if correction.actors:
        was, now = (called.get(each, each) for each in correction.actors)
        return (f"{was} is {now}",)
    return tuple(f"{name.replace('_', ' ')}: {_value(value)}" for name, value in correction.sets.set().items())


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join("-".join(map(str, each)) if isinstance(each, tuple) else str(each) for each in value) or "none"
    return "none" if value is None else str(value)
