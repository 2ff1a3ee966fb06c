"""One article by whatever a person names it with."""

import re

from standoff.errors import NotKeptError
from standoff.store.connection import Connection
from standoff.types import Coder

_DIGEST = re.compile(r"(?:sha256:)?([0-9a-f]{4,64})")
_SHOWN = 3


def article_number(connection: Connection, key: str, where: str) -> int:
    """Return the number of the article named `key`; raise NotKeptError if there is none, or more than one."""
    found = _at_uri(connection, key) or _by_id(connection, key) or _at_end_of_uri(connection, key)
    if not found:
        near = _near(connection, key)
        hint = f"there is {', '.join(near)}" if near else "name it as a citation does"
        raise NotKeptError(f"{where}: no article has the address or id {key!r}; {hint}")
    if len(found) > 1:
        raise NotKeptError(
            f"{where}: {key!r} may be {len(found)} articles ({', '.join(_addresses(connection, found))}); "
            "name its whole address or more of its id"
        )
    return found[0]


def readers(connection: Connection, article_id: str) -> set[Coder] | None:
    """Return who read an article; None if it is not kept."""
    sql = (
        "SELECT c.n, c.name, c.version, c.digest FROM articles a LEFT JOIN read_by r ON r.article = a.n "
        "LEFT JOIN coders c ON c.n = r.coder WHERE a.id = ?"
    )
    found = connection.execute(sql, (article_id,)).fetchall()
    return {Coder(*coder) for number, *coder in found if number} if found else None


def _at_uri(connection: Connection, key: str) -> list[int]:
    """Return the article at this address; where a page has changed, what was read there last."""
    return _numbers(connection, "SELECT article FROM witnesses WHERE uri = ? ORDER BY article DESC LIMIT 1", key)


def _by_id(connection: Connection, key: str) -> list[int]:
    digest = _DIGEST.fullmatch(key)
    if not digest:
        return []
    first = f"sha256:{digest[1]}"
    return _numbers(connection, "SELECT n FROM articles WHERE id >= ? AND id < ? || 'g' ORDER BY n", first, first)


def _at_end_of_uri(connection: Connection, key: str) -> list[int]:
    end = "substr(uri, length(uri) - length(?1) + 1) = ?1"
    return _numbers(connection, f"SELECT DISTINCT article FROM witnesses WHERE {end} ORDER BY article", f"/{key}")


def _near(connection: Connection, key: str) -> list[str]:
    """Return some addresses that hold the key somewhere."""
    holds = "?1 <> '' AND replace(lower(uri), lower(?1), '') <> lower(uri)"
    sql = f"SELECT uri FROM witnesses WHERE {holds} GROUP BY uri ORDER BY min(n) LIMIT ?2"
    return [uri for (uri,) in connection.execute(sql, (key, _SHOWN))]


def _addresses(connection: Connection, articles: list[int]) -> list[str]:
    """Return the addresses of the first few articles."""
    sql = "SELECT uri FROM witnesses WHERE article = ? ORDER BY n LIMIT 1"
    shown = [connection.execute(sql, (number,)).fetchone()[0] for number in articles[:_SHOWN]]
    return shown + ["…"] * (len(articles) > _SHOWN)


def _numbers(connection: Connection, sql: str, *values: object) -> list[int]:
    return [number for (number,) in connection.execute(sql, values)]
