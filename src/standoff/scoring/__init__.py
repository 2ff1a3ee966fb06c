"""How well a reader reads: its rows held against those that people found in the same reports."""

from standoff.scoring.folders import gold_files
from standoff.scoring.gold import Gold, read_gold
from standoff.scoring.matching import Matching, match
from standoff.scoring.measures import Count, Counts, Scores, measure, total
from standoff.scoring.mistakes import Difference, Kind, Mistake, Value, mistakes
from standoff.scoring.record import Record, Recorded, gathered, read_line, rows_of
from standoff.scoring.rows import EventRow, Rows, StatementRow

__all__ = [
    "Count",
    "Counts",
    "Difference",
    "EventRow",
    "Gold",
    "Kind",
    "Matching",
    "Mistake",
    "Record",
    "Recorded",
    "Rows",
    "Scores",
    "StatementRow",
    "Value",
    "gathered",
    "gold_files",
    "match",
    "measure",
    "mistakes",
    "read_gold",
    "read_line",
    "rows_of",
    "total",
]
