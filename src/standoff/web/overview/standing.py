"""The demands of a record as they stand: ranked, and found by id, state, holder and addressee."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import numpy as np

from standoff.corrections import UNSTEERED, Steering
from standoff.ledger.days import Published, published_on
from standoff.ledger.demands import Ledger, Told, demand_id
from standoff.plover import EventType
from standoff.queries.desk import weight
from standoff.types import DemandStatus, Event
from standoff.web.overview.columns import Numbers


class Weighed(NamedTuple):
    """What is looked up of a demand: its rank, the newest article that tells of it, and when it was raised first.

    `number` and `day` are of that article; `steps` has the number of the article that tells of each step.
    """

    rank: tuple[int, str]
    number: int
    day: int
    first_on: str | None
    steps: tuple[int, ...]

    @property
    def articles(self) -> int:
        """Return how many articles tell of it."""
        return self.rank[0]


@dataclass(frozen=True, slots=True)
class Standing:
    """The demands, those that most articles tell of first; `former` has the ids that they had or may get, by these.

    `weighed` has what is looked up of each; of it, `newest` and `days` have the number, and the day of publication, of
    the newest article that tells of it, to compare all at once.
    """

    ranked: Sequence[Told]
    ranks: Mapping[str, int]
    ids: Sequence[str]
    former: Mapping[str, str]
    by_status: Mapping[DemandStatus, Sequence[int]]
    by_holder: Mapping[str, Sequence[int]]
    by_addressee: Mapping[str, Sequence[int]]
    weighed: Sequence[Weighed]
    newest: Numbers
    days: Numbers

    @classmethod
    def empty(cls) -> "Standing":
        return _standing((), {}, {})

    def find(self, key: str) -> Told | None:
        """Return a demand by its id, one that it had before, or a beginning of its id that no other has."""
        key = key if key.startswith("d:") else f"d:{key}"
        if key in self.ranks:
            return self.ranked[self.ranks[key]]
        if key in self.former:
            return self.ranked[self.ranks[self.former[key]]]
        at = bisect_left(self.ids, key)
        found = [each for each in self.ids[at : at + 2] if each.startswith(key)]
        return self.ranked[self.ranks[found[0]]] if len(found) == 1 else None

    def chosen(
        self, status: DemandStatus | None, holders: Iterable[str] | None, addressees: Iterable[str] | None
    ) -> Sequence[int]:
        """Return the ranks of the demands in a state, of one of the holders, made of one of the addressees."""
        kept: set[int] | None = None
        if holders is not None:
            kept = {rank for each in holders for rank in self.by_holder.get(each, ())}
        if addressees is not None:
            made = {rank for each in addressees for rank in self.by_addressee.get(each, ())}
            kept = made if kept is None else kept & made
        if status is None:
            return range(len(self.ranked)) if kept is None else sorted(kept)
        ranks = self.by_status.get(status, ())
        return ranks if kept is None else [rank for rank in ranks if rank in kept]


class Book:
    """Holds a ledger, and what was ranked of it: what did not move since is not weighed again."""

    def __init__(self, steering: Steering = UNSTEERED) -> None:
        self._ledger = Ledger(steering)
        self._weights: dict[str, tuple[Told, Weighed]] = {}
        self._requests: dict[str, str] = {}

    def add(self, events: Iterable[Event], published: Published) -> None:
        """Add the events of articles that are new."""
        kept = list(events)
        self._ledger.add(kept, published)
        for event in kept:
            if event.type is EventType.REQUEST:
                self._requests[event.id] = demand_id(event.id)

    def standing(self, published: Published, numbers: Mapping[str, int]) -> Standing:
        """Return the demands; `numbers` are those of the articles in the store."""
        told = sorted(self._ledger.told(), key=lambda each: each[0].id)
        self._weights = {each[0].id: self._weighed(each, published, numbers) for each in told}
        weights = {identity: weighed for identity, (_, weighed) in self._weights.items()}
        ranked = sorted(told, key=lambda each: weights[each[0].id].rank, reverse=True)
        return _standing(ranked, self._requests, weights)

    def _weighed(self, told: Told, published: Published, numbers: Mapping[str, int]) -> tuple[Told, Weighed]:
        known = self._weights.get(told[0].id)
        if known and known[0] is told:
            return known
        demand, events = told
        articles = {event.id: event.anchor.article_id for event in events}
        newest = max(numbers[each] for each in articles.values())
        days = (on.toordinal() for each in articles.values() if (on := published[each]))
        steps = tuple(numbers[articles[step.event]] for step in demand.chain)
        rank, first_on = weight(told, published), _first_on(told, published)
        return told, Weighed(rank, newest, max(days, default=0), first_on, steps)


def _standing(ranked: Sequence[Told], requests: Mapping[str, str], weights: Mapping[str, Weighed]) -> Standing:
    by_status: dict[DemandStatus, list[int]] = defaultdict(list)
    by_holder: dict[str, list[int]] = defaultdict(list)
    by_addressee: dict[str, list[int]] = defaultdict(list)
    former: dict[str, str] = {}
    for rank, (demand, events) in enumerate(ranked):
        by_status[demand.status].append(rank)
        for each in demand.holder:
            by_holder[each].append(rank)
        for each in demand.addressees:
            by_addressee[each].append(rank)
        for event in events:
            if event.id in requests:
                former[requests[event.id]] = demand.id
    ranks = {demand.id: rank for rank, (demand, _) in enumerate(ranked)}
    weighed = [weights[demand.id] for demand, _ in ranked]
    newest = np.array([each.number for each in weighed], np.int64)
    days = np.array([each.day for each in weighed], np.int64)
    return Standing(ranked, ranks, sorted(ranks), former, by_status, by_holder, by_addressee, weighed, newest, days)


def _first_on(told: Told, published: Published) -> str | None:
    """Return the first day, or interval, on which a demand is raised; a request without a day is of its article's."""
    raised = (event for event in told[1] if event.type is EventType.REQUEST)
    return min((on for each in raised if (on := each.date or published_on(each, published))), default=None)


def first_of(ranks: Sequence[int], after: int | None, limit: int) -> list[int]:
    """Return the first ranks after one."""
    start = 0 if after is None else bisect_left(ranks, after + 1)
    return list(islice(ranks, start, start + limit))
