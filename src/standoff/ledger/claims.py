"""Requests sorted into claims: those for the same thing, of the same holder to the same addressee.

Requests are taken by day. Each joins the claim that it repeats, founds another, or is in none: a claim is what its
first request says, so that a chain of small differences cannot make one claim of two. What a request does depends on
earlier ones alone, so a request that is added later, however old, moves only those that come after it and are like it;
the claims are the same in whatever order requests are added.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from heapq import heappop, heappush
from typing import NamedTuple

from standoff.ledger.asked import Asked, Order, alike
from standoff.ledger.wording import LIKENESS, NOT, TELLING, Terms, rarest


class Moved(NamedTuple):
    """Requests that joined or left a claim, and the founders of the claims that changed by it, began, or are gone."""

    requests: set[str]
    founders: set[str]


class Claims:
    """Holds requests and the claim of each; a claim is known by the id of the request that founded it.

    Of two requests that a person `parted`, the later is never in the claim of the earlier, and founds one if need be.
    """

    def __init__(self, parted: Iterable[tuple[str, str]] = ()) -> None:
        self._parted: dict[str, set[str]] = defaultdict(set)
        for one, other in parted:
            self._parted[one].add(other)
            self._parted[other].add(one)
        self._asked: dict[str, Asked] = {}
        self._founder: dict[str, str | None] = {}
        self._members: dict[str, set[str]] = defaultdict(set)
        self._settled = _Index()
        self._founders = _Index()

    def add(self, requests: Iterable[Asked]) -> Moved:
        """Add requests that are not there yet; return what moved by that."""
        queue = _Queue()
        for new in requests:
            if new.id not in self._asked:
                self._asked[new.id] = replace(new, founds=True) if new.id in self._parted else new
                queue.push(self[new.id])
        moved = Moved(set(), set())
        while request := queue.pop():
            if founders := set(self._settle(request, queue)):
                moved.founders.update(founders)
                moved.requests.add(request.id)
        return moved

    def founder(self, request: str) -> str | None:
        """Return the founder of the claim in which a request is; None if it is in no claim."""
        return self._founder.get(request)

    def founders(self) -> list[str]:
        """Return the founders of all claims, by day."""
        return sorted((each for each, members in self._members.items() if members), key=lambda each: self[each].order)

    def members(self, founder: str) -> list[Asked]:
        """Return the requests of a claim, by day."""
        return sorted((self[each] for each in self._members[founder]), key=lambda each: each.order)

    def __getitem__(self, request: str) -> Asked:
        return self._asked[request]

    def _settle(self, request: Asked, queue: "_Queue") -> Iterator[str]:
        """Put a request where it belongs, and queue those that may have to move since it founds a claim, or no more."""
        is_new = request.id not in self._founder
        was = self._founder.get(request.id)
        now = self._repeated(request) or (request.id if request.founds else None)
        self._founder[request.id] = now
        if is_new:
            self._settled.enter(request)
        if was == now:
            return
        if was:
            self._members[was].discard(request.id)
            yield was
        if now:
            self._members[now].add(request.id)
            yield now
        queue.push(*(each for each in self._partners(request) if each.order > request.order))
        if now == request.id:
            self._founders.enter(request)
            queue.push(*self._later(request))
        elif was == request.id:
            self._founders.leave(request)
            queue.push(*(self[each] for each in self._members[was]))

    def _repeated(self, request: Asked) -> str | None:
        """Return the founder that `request` repeats, the likest, the first of several; None if it repeats none."""
        parted = {self._founder.get(each.id) for each in self._partners(request) if each.order < request.order}
        near = (each for each in self._near(request, self._founders) if each.id not in parted)
        earlier = (each for each in near if each.order < request.order)
        found = ((-alike(each, request), each.order, each.id) for each in earlier)
        best = min(found, default=None)
        return best[2] if best and -best[0] >= LIKENESS else None

    def _partners(self, request: Asked) -> list[Asked]:
        """Return the requests that are there of those from which a person parted `request`."""
        return [self[each] for each in self._parted.get(request.id, ()) if each in self._asked]

    def _later(self, request: Asked) -> Iterator[Asked]:
        """Yield the requests after `request` that are like it."""
        later = (each for each in self._near(request, self._settled) if each.order > request.order)
        return (each for each in later if alike(request, each) >= LIKENESS)

    def _near(self, request: Asked, index: "_Index") -> Iterator[Asked]:
        return (self._asked[each] for each in index.near(request))


class _Queue:
    """Requests to be settled, the first in their order before the others."""

    def __init__(self) -> None:
        self._heap: list[tuple[Order, str]] = []
        self._waiting: dict[str, Asked] = {}

    def push(self, *requests: Asked) -> None:
        for each in requests:
            if each.id not in self._waiting:
                self._waiting[each.id] = each
                heappush(self._heap, (each.order, each.id))

    def pop(self) -> Asked | None:
        return self._waiting.pop(heappop(self._heap)[1]) if self._heap else None


_Key = tuple[str, str]
_Ids = dict[str, None]


class _Index:
    """Where requests are found by a holder and a term, without comparing every request with every other.

    What is alike has one of the rarest terms, or is a part that consists of terms of the whole; so the rarest terms of
    a request are looked up among all terms, and all its terms among those that stand for what may be a part.
    """

    def __init__(self) -> None:
        self._by_any: dict[_Key, _Ids] = defaultdict(dict)
        self._by_part: dict[_Key, _Ids] = defaultdict(dict)

    def enter(self, request: Asked) -> None:
        for postings, key in self._places(request):
            postings[key][request.id] = None

    def leave(self, request: Asked) -> None:
        for postings, key in self._places(request):
            postings[key].pop(request.id, None)

    def near(self, request: Asked) -> _Ids:
        """Return the ids of the requests that may be like `request`."""
        found: _Ids = {}
        for who in request.holders:
            for wording in request.wordings:
                frequency = {term: len(self._by_any.get((who, term), ())) for term in wording.terms}
                for term in rarest(wording.terms, frequency):
                    found.update(self._by_any.get((who, term), {}))
                if NOT in wording.terms:
                    for term in wording.terms:
                        found.update(self._by_part.get((who, term), {}))
        return found

    def _places(self, request: Asked) -> Iterator[tuple[dict[_Key, _Ids], _Key]]:
        for who in request.holders:
            for wording in request.wordings:
                for term in wording.terms:
                    yield self._by_any, (who, term)
                if _may_be_part(wording.terms):
                    yield self._by_part, (who, min(wording.terms - {NOT}))


def _may_be_part(terms: Terms) -> bool:
    return NOT in terms and len(terms) >= TELLING
