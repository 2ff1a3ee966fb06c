"""Which rows of a reading give way to what a person says, and to which of it.

First those with an id that a person saw; then those that are the same by their words; at last, where nothing else gave
way, an event of another type. A model that reads the very row that a person saw, and another beside it, says something
else with the other: that stays.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from standoff.corrections.judging import Judged
from standoff.corrections.matching import Row, Words, as_words, retyped, same
from standoff.corrections.nouns import Beside

_Alike = Callable[[Words, Words, Judged], float]
_Faces = Mapping[str, Sequence[Words]]


def given(text: str, read: Sequence[Row], said: Sequence[Judged], rows: Mapping[str, Row]) -> dict[str, str]:
    """Return by the ids of rows `read` the ids of the targets to which they give way; `rows` are those of persons."""
    faces = {each.target.id: _faces(each, rows[each.target.id]) for each in said}
    ids = {seen.row.id: each.target.id for each in said for seen in each.seen} | {each: each for each in rows}
    found = {row.id: ids[row.id] for row in read if row.id in ids}
    exact = {as_words(row)[:2] for row in read}

    def by_words(face: Words, words: Words, judgement: Judged) -> float:
        return 0.0 if face[:2] in exact and face[:2] != words[:2] else same(text, face, words, kept=judgement.kept)

    def by_place(face: Words, words: Words, judgement: Judged) -> float:
        idle = judgement.kept and judgement.target.id not in found.values()
        return retyped(text, face, words) if idle else 0.0

    for alike in (by_words, by_place):
        left = [row for row in read if row.id not in found]
        found.update(list(_claimed(text, left, said, faces, alike)))
    return found


def _faces(said: Judged, row: Row) -> list[Words]:
    """Return the words by which a row is known: those that a person saw, and those that he or she says."""
    return list(dict.fromkeys((*(as_words(each.row) for each in said.seen), as_words(row))))


def _claimed(
    text: str, read: Iterable[Row], said: Iterable[Judged], faces: _Faces, alike: _Alike
) -> Iterator[tuple[str, str]]:
    """Yield the rows that give way, each with the target that it is most like."""
    for row in read:
        words = as_words(row)
        claims = [
            (max(alike(face, words, each) for face in faces[each.target.id]), each.target.id)
            for each in said
            if not _is_seen(row, each.beside)
        ]
        best = max(claims, key=lambda claim: claim[0], default=(0.0, ""))
        stays = max((_beside(text, words, each.beside) for each in said if each.target.id == best[1]), default=0.0)
        if best[0] > stays:
            yield row.id, best[1]


def _is_seen(row: Row, beside: Iterable[Beside]) -> bool:
    return any(each.id == row.id for each in beside)


def _beside(text: str, words: Words, beside: Iterable[Beside]) -> float:
    """Return how much a row is one that stood beside the target when a person saw both and left it."""
    return max((same(text, Words(each.type, each.spans), words) for each in beside), default=0.0)
