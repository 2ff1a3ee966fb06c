"""States by PLOVER's code and by their number in the Correlates of War project."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from standoff.tables import packaged, rows

_FILE = "cow.tsv"


@dataclass(frozen=True, slots=True)
class Country:
    """A state: `code` as PLOVER writes it, `cow` None where it is no member of the state system."""

    code: str
    cow: int | None


def country(iso: str | None) -> Country | None:
    """Return the state with this ISO 3166-1 alpha-3 code, None if there is none."""
    return _countries().get(iso or "")


@cache
def _countries() -> Mapping[str, Country]:
    return {
        row["iso"]: Country(row["plover"] or row["iso"], int(row["cow"]) if row["cow"] else None)
        for row in rows(_FILE, packaged("export", _FILE), ("iso", "cow", "plover"))
    }
