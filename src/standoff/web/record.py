"""The record as requests see it: a store lent for the time of an answer, and the overview."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from standoff.errors import SettingsError
from standoff.ledger.demands import Told
from standoff.queries import DemandLine, DemandOutline, EventLine, StatementLine
from standoff.queries.desk import Desk, demand_lines, demand_outlines, event_lines, statement_lines
from standoff.store import EventFilter, StatementFilter, Store, open_store
from standoff.web.lending import Lender
from standoff.web.overview import Overview, Refresher, Standing
from standoff.web.overview.columns import Numbers
from standoff.web.settings import WebSettings

AT_ONCE = 2.0
"""Seconds that a person who corrects a row may wait until all lists have it; where it takes longer they follow."""


@dataclass(frozen=True, slots=True)
class View:
    """What one answer is made of."""

    store: Store
    overview: Overview
    desk: Desk

    @property
    def standing(self) -> Standing:
        """Return the demands; `Record.view` was asked for them."""
        return self.overview.standing or Standing.empty()

    def demand_lines(self, told: Iterable[Told]) -> tuple[DemandLine, ...]:
        """Return the lines of demands in their order: a second for some ten thousand places that raise them."""
        return demand_lines(self.store, self.desk, told)

    def demand_outlines(self, ranks: Sequence[int]) -> tuple[DemandOutline, ...]:
        """Return demands by their ranks, as lists have them."""
        told = [self.standing.ranked[rank] for rank in ranks]
        weighed = [self.standing.weighed[rank] for rank in ranks]
        articles, first_on = (each.articles for each in weighed), (each.first_on for each in weighed)
        return demand_outlines(self.store, self.desk, told, articles, first_on)

    def event_lines(self, numbers: Numbers) -> tuple[EventLine, ...]:
        """Return the lines of the events with these numbers, the newest first."""
        which = EventFilter(numbers=frozenset(numbers.tolist()), newest_first=True)
        return event_lines(self.store, self.desk, self.store.events(which))

    def statement_lines(self, numbers: Numbers) -> tuple[StatementLine, ...]:
        """Return the lines of the statements with these numbers, the newest first."""
        which = StatementFilter(numbers=frozenset(numbers.tolist()), newest_first=True)
        return statement_lines(self.store, self.desk, self.store.statements(which))


class Record:
    """Holds the stores and the overview while the server runs."""

    def __init__(self, settings: WebSettings) -> None:
        self._settings = settings
        self._lender = Lender(self._opened)
        self._refresher = Refresher(self._opened)
        self._writing = Lock()

    def start(self) -> None:
        self._refresher.start()

    def stop(self) -> None:
        self._refresher.stop()
        self._lender.close()

    @property
    def version(self) -> int:
        """Return the number of the newest overview, 0 while there is none."""
        return self._refresher.version

    def refresh(self) -> None:
        """Make the overview anew now, if the record has changed."""
        self._refresher.refresh()

    @contextmanager
    def write(self) -> Iterator[Store]:
        """Lend the store for writing, to one request at a time; what was counted follows, at once where that is fast.

        Raises SettingsError where the record is served read-only.
        """
        if self._settings.read_only:
            raise SettingsError("this record is served read-only; nothing can be changed here")
        with self._writing, open_store(self._settings.db, create=False) as store:
            yield store
        if self._refresher.took < AT_ONCE:
            self.refresh()

    @contextmanager
    def view(self, *, standing: bool = False) -> Iterator[View]:
        """Give what an answer needs; `standing` waits for the demands. Raises StoreBusyError while there is nothing."""
        overview = self._refresher.overview(patience=self._settings.patience, standing=standing)
        with self._lender.lend() as store:
            yield View(store, overview, overview.desk(store))

    def _opened(self) -> Store:
        return open_store(self._settings.db, create=False, read_only=True)
