"""How a visitor behaves: whom it says it is, how long it waits, and what it refuses."""

from dataclasses import dataclass
from importlib.metadata import version

NAME = "standoff"
"""What robots.txt knows the visitor by."""


@dataclass(frozen=True, slots=True)
class Manners:
    """Times are in seconds. `deadline` is for one request from the look-up of its host to the last byte."""

    contact: str | None = None
    delay: float = 1.0
    longest_delay: float = 120.0
    tries: int = 3
    backoff: float = 2.0
    longest_wait: float = 120.0
    deadline: float = 30.0
    redirections: int = 5
    max_bytes: int = 10 * 1024 * 1024
    max_links: int = 500
    allow_private: bool = False

    @property
    def agent(self) -> str:
        """The User-Agent header."""
        return f"{NAME}/{version('standoff')} (reads news feeds; {self.contact or 'no contact was given'})"
