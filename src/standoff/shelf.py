"""The shelf: where the ledger finds what is known of stories, and puts what it finds. Lasts for one transaction.

Articles go by their numbers in the store. A story goes by the number of the article that founds it.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from standoff.types import Article, Reading


class Shelf(Protocol):
    """What a store offers to the ledger while stories are worked out; nobody else writes meanwhile."""

    def untold(self, limit: int) -> list[int]:
        """Return articles that came, or were found elsewhere or read anew, since stories were worked out; by day."""
        ...

    def article(self, number: int) -> Article:
        """Return an article as it was read first."""
        ...

    def known(self, number: int) -> tuple[str, date | None]:
        """Return the id of an article, and the first day on which it was published anywhere."""
        ...

    def placed(self, number: int) -> tuple[int, date | None] | None:
        """Return the story of an article and the day under which it was placed there; None if it has none yet."""
        ...

    def members(self, founder: int) -> list[int]:
        """Return the articles of a story by day, those without one last, and by id: the founder first."""
        ...

    def meeting(self, bands: Sequence[int], least: int, *, founders: bool) -> list[int]:
        """Return the articles that have `least` of the bands, only founders or all, in the order of their numbers."""
        ...

    def place(self, number: int, on: date | None, founder: int, bands: Sequence[int]) -> None:
        """Let an article, published `on` a day, be of the story of `founder`, and of no other."""
        ...

    def remove(self, number: int, bands: Sequence[int]) -> None:
        """Let an article be of no story."""
        ...

    def reading(self, number: int) -> Reading:
        """Return the statements and events of an article that are shown."""
        ...

    def retell(self, articles: Sequence[int], repeats: Mapping[str, str]) -> None:
        """Keep which rows of `articles` repeat which: ids by ids. What was kept of them before is forgotten."""
        ...

    def told(self, articles: Sequence[int]) -> None:
        """Note that the stories of `articles` are worked out."""
        ...
