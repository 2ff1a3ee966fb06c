"""Claims that a person says are one."""

from collections.abc import Iterable, Iterator

from standoff.ledger.claims import Claims

Founders = tuple[str, ...]
"""The founders of the claims that make a demand together, by day; most demands have one."""


def grouped(claims: Claims, merged: Iterable[tuple[str, str]]) -> Iterator[Founders]:
    """Yield the founders of all claims, those together whose requests a person merged, by the day of the first."""
    groups = _groups(claims, merged)
    for founder in claims.founders():
        group = groups.get(founder, (founder,))
        if group[0] == founder:
            yield group


def _groups(claims: Claims, merged: Iterable[tuple[str, str]]) -> dict[str, Founders]:
    groups: dict[str, set[str]] = {}
    for pair in merged:
        founders = [founder for each in pair if (founder := claims.founder(each))]
        if len(founders) == len(pair):
            together = {each for founder in founders for each in groups.get(founder, {founder})}
            groups.update(dict.fromkeys(together, together))
    return {each: tuple(sorted(group, key=lambda one: claims[one].order)) for each, group in groups.items()}
