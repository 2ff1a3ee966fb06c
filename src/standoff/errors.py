"""The errors of this package.

StandoffError                  something a person can mend; the command line prints it and exits with 1
├── SettingsError              an option or argument that makes no sense
├── CaptureError               bytes that cannot be had: no such file, no permission, broken compression
│   └── FetchError             a page that a server, or care, did not let us have
├── ArchiveError               captures that cannot be kept, or are not what they were when they were kept
├── ExtractionError            bytes that hold no article: not text, no words, a bad line of JSON
├── PartitionError             Parquet partitions that cannot be written, or are not what they should be
├── QueryError                 a question in SQL that cannot be answered
├── EngineError                workers that cannot be started, or are lost again and again
├── GoldError                  labels of a person that cannot be scored against: misspelt, or not about this text
├── CitationError              a row whose words are not where it says
├── CorrectionError            a correction that makes no sense, or is of nothing that is there
├── WorkerError                a process that was to read and ended
├── ModelError                 weights or a lexicon that are missing or not what they should be
└── StoreError                 a database that cannot be opened, read or written
    ├── NotKeptError           nothing in it is called like that
    ├── StoreBusyError         another process writes to it; trying again may help
    └── StoreFullError         there is no space left for it

A message says what was found, where, what was expected, and what to do; lower case, no full stop.
"""


class StandoffError(Exception):
    """The base of all errors that this package raises on purpose."""


class SettingsError(StandoffError):
    """An option or argument that makes no sense."""


class CaptureError(StandoffError):
    """Bytes that cannot be had."""


class FetchError(CaptureError):
    """A page that a server, or care, did not let us have.

    `passing` tells that trying again may help, `after` in how many seconds the server wants to be asked again.
    """

    def __init__(self, message: str, *, passing: bool = False, after: float | None = None) -> None:
        super().__init__(message)
        self.passing, self.after = passing, after


class ArchiveError(StandoffError):
    """Captures that cannot be kept, or are not what they were when they were kept."""


class ExtractionError(StandoffError):
    """Bytes that hold no article."""


class PartitionError(StandoffError):
    """Parquet partitions that cannot be written, or are not what they should be."""


class QueryError(StandoffError):
    """A question in SQL that cannot be answered."""


class EngineError(StandoffError):
    """Workers that cannot be started, or are lost again and again."""


class GoldError(StandoffError):
    """Labels of a person that cannot be scored against."""


class CitationError(StandoffError):
    """A row whose words are not where it says."""


class CorrectionError(StandoffError):
    """A correction that makes no sense, or is of nothing that is there."""


class ModelError(StandoffError):
    """Weights or a lexicon that are missing or not what they should be."""


class WorkerError(StandoffError):
    """A process that was to read and ended."""


class StoreError(StandoffError):
    """A database that cannot be opened, read or written."""


class NotKeptError(StoreError):
    """A name under which nothing is kept."""


class StoreBusyError(StoreError):
    """A database that another process is writing to."""


class StoreFullError(StoreError):
    """A database for which there is no space left."""
