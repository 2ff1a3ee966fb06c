"""Rows by their ids, as they are shown and as corrections are of them."""

import re
from dataclasses import replace

from standoff.corrections import Beside, Correction, Kind, Steering, Target, words_of
from standoff.corrections.judging import holding, judged
from standoff.corrections.matching import Row, beside
from standoff.errors import NotKeptError
from standoff.store.connection import Connection
from standoff.store.correcting import standing_now
from standoff.store.keeping import held, of_article
from standoff.store.lens import PERSONS, Lens, lens, plain
from standoff.store.selecting import found
from standoff.types import Statement

_KEY = re.compile(r"(?:[se]:)?[0-9a-f]{4,20}")
_SHOWN = 3


def row(connection: Connection, key: str, where: str) -> Row:
    """Return the row that is shown under an id, or where the row of that id was read; raise NotKeptError if none is."""
    identity = _identity(connection, key, where)
    seen = lens(connection)
    now = _now(connection, identity, seen)
    if now is None:
        why = "was rejected" if _is_rejected(connection, identity) else "is read no longer"
        raise NotKeptError(f"{where}: the row {identity} {why}; `standoff corrections` lists what persons said of rows")
    return _shown(connection, now, seen)[0]


def target(connection: Connection, key: str, where: str) -> Target:
    """Return the row that is shown under an id, or was rejected, as it was read and with what stood beside it."""
    identity = _identity(connection, key, where)
    if not _is_rejected(connection, identity):
        identity = row(connection, identity, where).id
    base = _base(connection, identity)
    return _target(identity, base, _beside(connection, identity, base))


def _target(identity: str, base: Row, around: tuple[Beside, ...] = ()) -> Target:
    if isinstance(base, Statement):
        return Target(identity, statement=base, beside=around)
    return Target(identity, event=base, beside=around)


def _shown(connection: Connection, identity: str, seen: Lens) -> list[Row]:
    return found(connection, "r.current = 1 AND r.id = ?", (identity,), seen)


def _now(connection: Connection, identity: str, seen: Lens) -> str | None:
    """Return the id of what is shown where the row of an id was read."""
    if _shown(connection, identity, seen):
        return identity
    if _is_rejected(connection, identity):
        return None
    return seen.rows.get(identity) or standing_now(connection, _target(identity, _any(connection, identity)), seen)


def _is_rejected(connection: Connection, identity: str) -> bool:
    """Whether a person rejected the row of that id, or one that it is by its words."""
    said = judged(_held(connection, identity))
    sql = "SELECT 1 FROM {} WHERE id = ? AND corrected = 0"
    hidden = (connection.execute(sql.format(table), (identity,)).fetchone() for table in ("statements", "events"))
    return not said[0].kept if said else any(hidden)


def _identity(connection: Connection, key: str, where: str) -> str:
    """Return the one id that is, or begins with, `key`; rows that are shown before those that were."""
    ids: list[str] = []
    if _KEY.fullmatch(key):
        firsts = [key] if ":" in key else [f"s:{key}", f"e:{key}"]
        ids = [each for first in firsts for each in _ids(connection, first, "current = 1")]
        ids = ids or [each for first in firsts for each in _ids(connection, first, "TRUE")]
    if not ids:
        raise NotKeptError(
            f"{where}: no statement or event has the id {key!r}; `standoff show ARTICLE --json` has the ids"
        )
    if len(ids) > 1:
        some = ", ".join(ids[:_SHOWN])
        raise NotKeptError(f"{where}: {key!r} may be {len(ids)} rows ({some}); write more of the id")
    return ids[0]


def _ids(connection: Connection, first: str, condition: str) -> list[str]:
    table = "statements" if first.startswith("s:") else "events"
    sql = f"SELECT DISTINCT id FROM {table} WHERE id >= ?1 AND id < ?1 || 'g' AND {condition} ORDER BY id"
    corrected = "SELECT DISTINCT target FROM corrections WHERE target >= ?1 AND target < ?1 || 'g' ORDER BY target"
    ids = [each for (each,) in connection.execute(sql, (first,))]
    if condition == "TRUE":
        ids += [each for (each,) in connection.execute(corrected, (first,)) if each not in ids]
    return ids


def _any(connection: Connection, identity: str) -> Row:
    """Return a row that was read, or that a person saw, under an id."""
    read = found(connection, "r.id = ?", (identity,), plain(connection))
    made = (each for number in _articles(connection, identity) for each in of_article(connection, number))
    return read[-1] if read else next(each.target.row for each in made if _is_of(each, identity) and each.target)


def _held(connection: Connection, identity: str) -> list[Correction]:
    """Return the corrections of a row that hold."""
    held = (each for number in _articles(connection, identity) for each in holding(of_article(connection, number)))
    return [each for each in held if _is_of(each, identity)]


def _articles(connection: Connection, identity: str) -> list[int]:
    sql = "SELECT DISTINCT article FROM corrections WHERE target = ? AND article IS NOT NULL ORDER BY article"
    return [number for (number,) in connection.execute(sql, (identity,))]


def _is_of(correction: Correction, identity: str) -> bool:
    return correction.target is not None and correction.target.id == identity


def _base(connection: Connection, identity: str) -> Row:
    """Return a row as it was when a person corrected it first, else as it was read last."""
    held = next((each.target.row for each in _held(connection, identity) if each.target), None)
    read = f"(r.current = 1 OR r.corrected IS NOT NULL) AND r.coder NOT IN ({PERSONS}) AND r.id = ?"
    return (
        held or next(iter(found(connection, read, (identity,), plain(connection))), None) or _any(connection, identity)
    )


def _beside(connection: Connection, identity: str, base: Row) -> tuple[Beside, ...]:
    """Return the rows that were read at some of the same words, and are not held to be the same row."""
    article_id, table = words_of(base).article_id, "statements" if isinstance(base, Statement) else "events"
    (text,) = connection.execute("SELECT text FROM articles WHERE id = ?", (article_id,)).fetchone()
    own = f"SELECT n FROM {table} WHERE id = ? AND coder IN ({PERSONS})"
    read = (
        f"r.article = (SELECT n FROM articles WHERE id = ?) AND r.coder NOT IN ({PERSONS}) "
        f"AND (r.current = 1 OR (r.corrected > 0 AND r.corrected NOT IN ({own})))"
    )
    return beside(text, _with_id(base, identity), found(connection, read, (article_id, identity), plain(connection)))


def _with_id(row: Row, identity: str) -> Row:
    return replace(row, id=identity)


def steering(connection: Connection) -> Steering:
    """Return what persons said of demands and answers, by the ids under which the rows go now."""
    seen = lens(connection)
    demands = _pairs(connection, "article IS NULL AND kind IN ('merge-demands', 'split-demands', 'undo')", seen)
    answers = _pairs(connection, "article IS NOT NULL AND kind IN ('link', 'unlink', 'undo')", seen)
    said = {
        kind: frozenset(pair for pair, last in pairs.items() if last is kind)
        for kind, pairs in ((Kind.MERGE_DEMANDS, demands), (Kind.SPLIT_DEMANDS, demands), (Kind.UNLINK, answers))
    }
    return Steering(said[Kind.MERGE_DEMANDS], said[Kind.SPLIT_DEMANDS], said[Kind.UNLINK])


def _pairs(connection: Connection, condition: str, seen: Lens) -> dict[tuple[str, str], Kind]:
    """Return the last that was said of each pair of rows that are shown."""
    pairs: dict[tuple[str, str], Kind] = {}
    for each in held(connection, condition):
        if each.target and each.other:
            ids = [_first(connection, each.target, seen), _first(connection, each.other, seen)]
            one, other = ids if each.kind is Kind.UNLINK or each.kind is Kind.LINK else sorted(ids, key=str)
            if one and other:
                pairs[one, other] = each.kind
    return pairs


def _first(connection: Connection, target: Target, seen: Lens) -> str | None:
    """Return the id of the row that is shown where `target` was read, of a repeat that of the row it repeats."""
    rejected = _is_rejected(connection, target.id)
    identity = None if rejected else seen.rows.get(target.id) or standing_now(connection, target, seen)
    sql = (
        "SELECT coalesce(p.id, m.id) FROM events r JOIN events m ON m.n = r.repeats "
        "LEFT JOIN events p ON p.n = m.corrected WHERE r.id = ? AND r.current = 1"
    )
    found_first = connection.execute(sql, (identity,)).fetchone()
    return found_first[0] if found_first else identity
