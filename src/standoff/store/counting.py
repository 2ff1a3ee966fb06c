"""How much is kept, over all articles or over those of some days."""

from standoff.store import selecting
from standoff.store.protocol import Days

COUNTS = """
SELECT
    (SELECT count(*) FROM articles WHERE {n}),
    (SELECT count(*) FROM articles WHERE {n}) - (SELECT count(*) FROM stories WHERE founder <> article AND {article}),
    (SELECT count(*) FROM articles WHERE language <> 'en' AND {n}),
    (SELECT count(*) FROM witnesses WHERE {article}),
    (SELECT count(DISTINCT id) FROM actors WHERE {actor}),
    (SELECT count(*) FROM statements WHERE current = 1 AND repeats IS NULL AND {article}),
    (SELECT count(*) FROM events WHERE current = 1 AND repeats IS NULL AND {article})
"""

APPEARANCES = """
SELECT actor, CAST(sum(speaks) AS INTEGER), CAST(sum(acts) AS INTEGER), CAST(sum(receives) AS INTEGER) FROM (
    SELECT speaker AS actor, count(*) AS speaks, 0 AS acts, 0 AS receives
    FROM statements WHERE current = 1 AND repeats IS NULL AND speaker IS NOT NULL AND {article} GROUP BY speaker
    UNION ALL
    SELECT actor, 0, count(*) FILTER (WHERE part = 'actor'), count(*) FILTER (WHERE part = 'recipient')
    FROM event_parties JOIN events ON n = event WHERE current = 1 AND repeats IS NULL AND {article} GROUP BY actor
) AS parts GROUP BY actor ORDER BY actor
"""

_CAST = (
    "n IN (SELECT actor FROM casts WHERE reading IN "
    "(SELECT n FROM readings WHERE article IN (SELECT article FROM seen)))"
)


def within(sql: str, days: Days | None) -> tuple[str, list[str]]:
    """Return `sql` over all articles, or over those that were published within `days`, with its values."""
    if days is None:
        return sql.format(n="TRUE", article="TRUE", actor="TRUE"), []
    seen, values = selecting.published(days)
    among = "IN (SELECT article FROM seen)"
    return f"WITH seen AS ({seen}) {sql.format(n=f'n {among}', article=f'article {among}', actor=_CAST)}", values
