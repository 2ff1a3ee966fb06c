"""The schema of PostgreSQL in steps. Each is applied in one transaction with the record that it was applied."""

from importlib.resources import files
from types import MappingProxyType

POSTGRES = MappingProxyType({1: "p0001_initial", 2: "p0002_published"})
"""Number and name of each step, in order; a step that was released is never edited."""


def commands(number: int) -> str:
    """Return the commands of a step."""
    return files("standoff.store.migrations").joinpath("postgres", f"{POSTGRES[number]}.sql").read_text("utf-8")
