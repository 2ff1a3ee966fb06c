"""Tables in the `data` folders of the packages: tab-separated files with comment lines and a header."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

from standoff.errors import ModelError


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, and where it stands."""

    table: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def many(self, column: str) -> tuple[str, ...]:
        """Return the values of a cell that may hold several."""
        return tuple(value for value in self.cells[column].split("|") if value)

    def error(self, found: str, expected: str) -> ModelError:
        """Make the error that names this row."""
        return ModelError(
            f"{self.table}, line {self.number}: {found}, expected {expected}; "
            "the file is damaged, install the package again"
        )


def packaged(package: str, table: str) -> str:
    """Return the text of a table of `package`; raise ModelError if it is not there."""
    try:
        return (files("standoff") / package / "data" / table).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"{table}: {error}; the installation is incomplete, install the package again") from error


def rows(table: str, text: str, columns: Iterable[str]) -> Iterator[Row]:
    """Yield the rows of a table that has at least `columns`; the first cell, which names the row, is never empty."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line and not line.startswith("#")]
    number, names = _header(table, lines)
    if absent := [column for column in columns if column not in names]:
        raise Row(table, number, {}).error(f"no column {', '.join(absent)}", "a header with it")
    for number, line in lines[1:]:
        cells = line.split("\t")
        row = Row(table, number, dict(zip(names, cells, strict=False)))
        if len(cells) != len(names):
            raise row.error(f"{len(cells)} cells", str(len(names)))
        if not cells[0]:
            raise row.error(f"an empty {names[0]}", "a value")
        yield row


def _header(table: str, lines: list[tuple[int, str]]) -> tuple[int, list[str]]:
    if not lines:
        raise ModelError(f"{table}: no header, expected the names of the columns; install the package again")
    return lines[0][0], lines[0][1].split("\t")
