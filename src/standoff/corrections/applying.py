"""What is shown of an article: the rows of persons in place of those that were read.

It follows from the rows of the newest reading and from the corrections that hold, so it is worked out anew whenever
either changes, and the same in the end whatever came first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from standoff.corrections.changing import changed
from standoff.corrections.giving import given
from standoff.corrections.judging import Judged, judged
from standoff.corrections.matching import Row, standing
from standoff.corrections.moving import Moves
from standoff.corrections.nouns import PERSON, Correction
from standoff.types import Article, Statement


@dataclass(frozen=True, slots=True)
class Shown:
    """The rows of persons, and by the ids of rows as read the id of what is shown in place of each, None if nothing."""

    rows: tuple[Row, ...]
    instead: Mapping[str, str | None]


def corrected(
    article: Article,
    read: Sequence[Row],
    ever: Mapping[str, Row],
    corrections: Sequence[Correction],
    moves: Moves,
    elsewhere: Mapping[str, str],
) -> Shown:
    """Return what corrections that hold make of the rows `read` of an article.

    `ever` are all rows that anybody read or added, by id: a row names others by ids of its own reading. `elsewhere` has
    the ids by which rows of other articles go now.
    """
    said = judged(corrections)
    rows = {each.target.id: _row(article, each, moves) for each in said}
    ways = given(article.text, read, said, rows)
    kept = {each.target.id: each for each in said if _is_shown(each, ways)}
    instead = {row: identity if identity in kept else None for row, identity in ways.items()}
    moved = {row.id: made for row in read if row.id not in instead and (made := moves.moved(row)) is not row}
    instead.update({each: each for each in moved})
    persons = [*(rows[each] for each in kept), *(replace(each, coder=PERSON) for each in moved.values())]
    resolve = _Resolving(article.text, [*persons, *(row for row in read if row.id not in instead)], instead, ever)
    linked = tuple(_linked(row, kept.get(row.id), resolve, elsewhere) for row in persons)
    return Shown(linked, instead)


def _row(article: Article, said: Judged, moves: Moves) -> Row:
    """Return the row as a person has it; what is set wins over what a moved mention says."""
    return changed(article, moves.moved(said.target.row), said.sets, said.target.id)


def _is_shown(said: Judged, ways: Mapping[str, str]) -> bool:
    """Whether there is such a row: one that only a person saw, who took it back, is not."""
    alone = said.target.row.coder == PERSON and not said.added
    return said.kept and not (alone and said.target.id not in ways.values())


@dataclass(frozen=True, slots=True)
class _Resolving:
    """Finds which row is meant by the id that another names."""

    text: str
    shown: Sequence[Row]
    instead: Mapping[str, str | None]
    ever: Mapping[str, Row]

    def event(self, identity: str) -> str | None:
        """Return the id by which that row goes now; None if it is shown no longer, or never was."""
        if identity in self.instead:
            return self.instead[identity]
        return standing(self.text, self.ever[identity], self.shown) if identity in self.ever else None

    def statement(self, identity: str | None) -> str | None:
        """Return the same of a statement that holds another row; if it was rejected, of the one that holds it."""
        passed: set[str] = set()
        while identity and identity not in passed:
            if found := self.event(identity):
                return found
            passed.add(identity)
            holder = self.ever.get(identity)
            identity = holder.parent if isinstance(holder, Statement) else None
        return None


def _linked(row: Row, said: Judged | None, resolve: _Resolving, elsewhere: Mapping[str, str]) -> Row:
    """Return `row` with the rows that it names as they go now, and the answers that a person linked."""
    if isinstance(row, Statement):
        return replace(row, parent=resolve.statement(row.parent))
    answers = dict.fromkeys(found for each in row.answers if (found := resolve.event(each)))
    for request, holds in said.links if said else ():
        found = elsewhere.get(request.id) or resolve.event(request.id)
        if found and holds:
            answers[found] = None
        elif found:
            answers.pop(found, None)
    return replace(row, answers=tuple(answers), according_to=resolve.statement(row.according_to))
