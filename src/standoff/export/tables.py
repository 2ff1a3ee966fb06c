"""The tables of the exports: codes of other people's schemes, one row a line, cells separated by tabs."""

from collections.abc import Mapping
from importlib.resources import files

from standoff.errors import ModelError


def rows(table: str) -> list[Mapping[str, str]]:
    """Return the rows of a table in their order, each by the names of its header; raise ModelError if it is damaged."""
    lines = [line.split("\t") for line in _text(table).split("\n") if line and not line.startswith("#")]
    if any(len(cells) != len(lines[0]) for cells in lines):
        raise ModelError(f"{table}: rows of different lengths; the file is damaged, install the package again")
    return [dict(zip(lines[0], cells, strict=True)) for cells in lines[1:]]


def many(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that may hold several."""
    return tuple(value for value in cell.split("|") if value)


def _text(table: str) -> str:
    try:
        return (files("standoff.export") / "data" / table).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"{table}: {error}; the installation is incomplete, install the package again") from error
