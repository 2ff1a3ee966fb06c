"""What a reader may set; everything else is fixed."""

from dataclasses import dataclass
from datetime import date

MAX_CHARACTERS = 500_000
"""Longer texts are refused: a report is a few thousand characters, and syntax takes up to 7 kB of memory for each."""

MAX_BYTES = 64 * 1024 * 1024
"""Larger inputs are refused before they are decoded."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How reports are read. `published_on` and `publisher` hold for every input, whatever it says of itself."""

    published_on: date | None = None
    publisher: str | None = None
    fields: tuple[tuple[str, str], ...] = ()
    max_characters: int = MAX_CHARACTERS
    max_bytes: int = MAX_BYTES
