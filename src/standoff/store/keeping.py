"""Corrections as they are kept."""

from collections.abc import Sequence
from types import MappingProxyType

import msgspec

from standoff.corrections import Correction
from standoff.corrections.judging import holding, undone
from standoff.errors import CorrectionError, StoreError
from standoff.store.connection import Connection
from standoff.store.protocol import CorrectionFilter, Kept
from standoff.store.rows import names
from standoff.types import Citation

CORRECTION = (
    "id", "kind", "article", "other_article", "target", "other", "undoes", "introduces", "author", "made_at", "noun"
)  # fmt: skip
_NOUN: msgspec.json.Decoder[Correction] = msgspec.json.Decoder(Correction)


def keep(connection: Connection, correction: Correction) -> bool:
    """Write a correction; return whether it was new."""
    if connection.execute("SELECT 1 FROM corrections WHERE id = ?", (correction.id,)).fetchone():
        return False
    article, other, target, named = _places(connection, correction)
    noun = msgspec.json.encode(correction).decode()
    made_at = correction.made_at.isoformat()
    places = (article, other, target, named, correction.undoes)
    new = len(correction.introduces)
    row = (correction.id, correction.kind.value, *places, new, correction.author, made_at, noun)
    connection.insert("corrections", CORRECTION, row)
    return True


_Places = tuple[int | None, int | None, str | None, str | None]


def _places(connection: Connection, correction: Correction) -> _Places:
    """Return the articles and the rows that a correction is of; an undoing is of those of what it undoes."""
    if correction.undoes:
        sql = "SELECT article, other_article, target, other FROM corrections WHERE id = ?"
        found: _Places | None = connection.execute(sql, (correction.undoes,)).fetchone()
        if not found:
            raise CorrectionError(f"{correction.undoes}: no correction has this id; `standoff corrections` lists them")
        if correction.undoes in _undone(connection):
            raise CorrectionError(f"{correction.undoes}: is undone already; `standoff corrections` says by whom")
        return found
    target, other = correction.target, correction.other
    cited = [target.citation if target else correction.words, other.citation if other else None]
    numbers = [_article(connection, each) if each else None for each in cited]
    own = numbers[0] if correction.article_id else None
    return own, numbers[1], target.id if target else None, other.id if other else None


def _article(connection: Connection, cited: Citation) -> int:
    found = connection.execute("SELECT n FROM articles WHERE id = ?", (cited.article_id,)).fetchone()
    if not found:
        raise CorrectionError(f"{cited.article_id}: no such article is kept; read it before a row of it is corrected")
    return int(found[0])


def held(connection: Connection, condition: str, *values: object) -> list[Correction]:
    """Return the corrections that hold of those for which a condition is true, as it must be of their undoings."""
    return holding(_made(connection, condition, values))


def _made(connection: Connection, condition: str, values: Sequence[object]) -> list[Correction]:
    rows = connection.execute(f"SELECT noun FROM corrections WHERE {condition} ORDER BY n", values)
    return [_NOUN.decode(noun) for (noun,) in rows]


def of_article(connection: Connection, article: int) -> list[Correction]:
    """Return the corrections of the rows of an article, whether they hold or not."""
    return _made(connection, "article = ?", (article,))


def every(connection: Connection) -> list[Correction]:
    """Return all corrections, in the order in which they came."""
    return _made(connection, "TRUE", ())


def _undone(connection: Connection) -> dict[str, str]:
    return undone(connection.execute("SELECT id, undoes FROM corrections ORDER BY n").fetchall())


_CONDITIONS = MappingProxyType(
    {
        "article_id": "(SELECT n FROM articles WHERE id = ?) IN (article, other_article)",
        "row": "? IN (target, other)",
        "author": "author = ?",
    }
)


def corrections(connection: Connection, which: CorrectionFilter) -> list[Kept]:
    """Return corrections, the newest first, each with what undid it."""
    wanted = {name: value for name in _CONDITIONS if (value := getattr(which, name)) is not None}
    conditions, values = [_CONDITIONS[name] for name in wanted], list(wanted.values())
    if which.kinds is not None:
        conditions.append("kind IN (SELECT value FROM json_each(?))")
        values.append(names(which.kinds))
    sql = f"SELECT noun FROM corrections WHERE {' AND '.join(conditions) or 'TRUE'} ORDER BY n DESC"
    if which.limit is not None:
        sql, values = f"{sql} LIMIT ?", [*values, which.limit]
    gone = _undone(connection)
    found = (_NOUN.decode(noun) for (noun,) in connection.execute(sql, values))
    return [Kept(each, gone.get(each.id)) for each in found]


def correction_id(connection: Connection, key: str, where: str) -> str:
    """Return the id of the correction that has it, or whose id begins with it."""
    first = key if key.startswith("c:") else f"c:{key}"
    sql = "SELECT id FROM corrections WHERE id >= ?1 AND id < ?1 || 'g' ORDER BY id"
    found: list[str] = [identity for (identity,) in connection.execute(sql, (first,))]
    if len(found) != 1 or len(key.removeprefix("c:")) < 4:
        some = f"may be {len(found)} corrections" if found else "is no correction"
        raise StoreError(f"{where}: {key!r} {some}; `standoff corrections` lists them: write more of the id")
    return found[0]
