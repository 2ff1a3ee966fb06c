"""What persons say of the record, and what becomes of the rows that were read."""

from standoff.corrections.nouns import (
    NOTHING,
    OF_DEMANDS,
    OF_EVENTS,
    OF_STATEMENTS,
    PERSON,
    UNSTEERED,
    Beside,
    By,
    Change,
    Correction,
    Kind,
    Steering,
    Target,
    words_of,
)

__all__ = [
    "NOTHING",
    "OF_DEMANDS",
    "OF_EVENTS",
    "OF_STATEMENTS",
    "PERSON",
    "UNSTEERED",
    "Beside",
    "By",
    "Change",
    "Correction",
    "Kind",
    "Steering",
    "Target",
    "words_of",
]
