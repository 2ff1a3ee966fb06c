"""Which request of another article a reply answers: parties crossed, the key words of what was asked, the day.

Within an article the reader links what it sees. Across articles only words can tell: "will not withdraw its troops from
the region" answers the request to withdraw troops from there, "rejected the demands" may answer any, and is left open.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, product
from types import MappingProxyType

from standoff.ledger.asked import named, replaced
from standoff.ledger.days import Published, day
from standoff.ledger.wording import NOT, Terms, stem, wording
from standoff.plover import EventType, Status
from standoff.types import Event, Spans

SHARED = 2
"""Key words that a reply must have in common with what was asked."""

COVERED = 0.6
"""The share of the key words of the shorter of the two that must be in the other."""

BEARING = MappingProxyType(
    {
        EventType.DEFER: (0.33, 0.4),
        EventType.REJECT: (0.25, 0.4),
        EventType.AGREE: (0.33, 0.6),
        EventType.CONCEDE: (0.33, 0.6),
        EventType.RETREAT: (0.75, 0.75),
    }
)
"""The same of the longer, where the reply names the one who asked and where it names nobody. Consents are general
("agreed to hold a meeting"), and a withdrawal that is only talked about must not meet a demand: docs/decisions/0009."""

MOST = 2
"""A reply that fits more demands than these says nothing of any of them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply to a request, and how sure it is that it is one: 1 where the report itself shows it."""

    reply: Event
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class _Said:
    """What a request or a reply says: who speaks to whom, and its key words, the names of the two left out.

    `negated` is what it speaks of: of "will not withdraw" that is to withdraw, of "refuses not to expand" not to.
    """

    event: Event
    on: str
    speakers: frozenset[str]
    addressees: frozenset[str]
    key: Terms
    negated: bool


def is_answer(event: Event) -> bool:
    """Whether `event` makes a step: what may or did not happen makes none, save that an answer will come later."""
    if event.type is EventType.DEFER:
        return event.status is not Status.NEGATED
    return event.type in BEARING and event.status is Status.ACTUAL


class Answers:
    """Holds requests and replies, and which of them belong together, in whatever order they are added."""

    def __init__(self) -> None:
        self._shown: dict[str, dict[str, Answer]] = defaultdict(dict)
        self._found: dict[str, dict[str, Answer]] = defaultdict(dict)
        self._requests: dict[str, set[str]] = defaultdict(set)
        self._asked = _Index()
        self._replied = _Index()

    def add(self, requests: Iterable[Event], events: Iterable[Event], published: Published) -> set[str]:
        """Add requests, and replies among `events`; return the ids of the requests that have an answer more."""
        answered: set[str] = set()
        for request in filter(None, (_request(each, published) for each in requests)):
            self._asked.enter(request, request.addressees, request.speakers | {_NOBODY})
            replies = self._replied.near(request, request.addressees, request.speakers | {_NOBODY})
            answered.update(request.event.id for reply in replies if self._join(request, reply))
        for event in filter(is_answer, events):
            for request_id in event.answers:
                self._shown[request_id][event.id] = Answer(event)
                answered.add(request_id)
            if not event.answers and (reply := _reply(event, published)):
                answered.update(self._replied_to(reply))
        return answered

    def to(self, request: str) -> list[Answer]:
        """Return the answers to a request that its own report shows."""
        return list(self._shown.get(request, {}).values())

    def across(self, request: str) -> list[Answer]:
        """Return the replies of other articles that may answer a request."""
        return list(self._found.get(request, {}).values())

    def requests(self, reply: str) -> frozenset[str]:
        """Return the requests of other articles that a reply may answer."""
        return frozenset(self._requests.get(reply, ()))

    def _replied_to(self, reply: _Said) -> Iterator[str]:
        """Enter a reply and yield the requests that it may answer; one to nobody named may answer any holder."""
        self._replied.enter(reply, reply.speakers, reply.addressees or {_NOBODY})
        asked = self._asked.near(reply, reply.speakers, reply.addressees or {_NOBODY})
        return (request.event.id for request in asked if self._join(request, reply))

    def _join(self, request: _Said, reply: _Said) -> bool:
        score = _score(request, reply)
        if score:
            self._found[request.event.id][reply.event.id] = Answer(reply.event, score)
            self._requests[reply.event.id].add(request.event.id)
        return score > 0


def _request(event: Event, published: Published) -> _Said | None:
    words = wording(replaced(event, _named_within(event), ""))
    return _said(event, published, words.terms, negated=NOT in words.terms)


def _reply(event: Event, published: Published) -> _Said | None:
    terms = wording(replaced(event, _named_within(event), "")).terms
    # "Will not withdraw" has its "not" from refusing; beside a word of refusing it is a part of what is refused.
    owned = event.type is EventType.REJECT and terms.isdisjoint(_REFUSING)
    return _said(event, published, terms - _REPLYING, negated=NOT in terms and not owned)


def _said(event: Event, published: Published, terms: Terms, *, negated: bool) -> _Said | None:
    """Return what an event says; None if that is too little to know it by, or nobody knows when."""
    on, key = day(event, published), terms - {NOT} - {stem(each.lower()) for each in (*event.actors, *event.recipients)}
    if on is None or len(key) < SHARED:
        return None
    return _Said(event, on, named(event.actors), named(event.recipients), key, negated)


def _named_within(event: Event) -> Spans:
    return tuple(sorted((*event.actor_spans, *event.recipient_spans)))


_REFUSING = frozenset(map(stem, ("reject", "refuse", "refusal", "dismiss", "decline", "oppose", "ignore", "unwilling")))
_COMMITTING = ("ready", "readiness", "willing", "accept", "promise", "pledge", "commit", "commitment", "obligation")
_REPLYING = _REFUSING | frozenset(map(stem, (*_COMMITTING, "agreement", "consider")))
"""What a reply does, in stems; it says nothing of what it replies to."""


def _score(request: _Said, reply: _Said) -> float:
    """Return how sure it is that `reply` answers `request`; 0 where that is left open."""
    if request.event.anchor.article_id == reply.event.anchor.article_id or reply.on < request.on:
        return 0.0
    if request.negated != reply.negated or not _crossed(request, reply):
        return 0.0
    shared = len(request.key & reply.key)
    shorter, longer = sorted((len(request.key), len(reply.key)))
    if shared < SHARED or shared < COVERED * shorter or shared < _least(reply) * longer:
        return 0.0
    return round(2 * shared / (shorter + longer), 3)


def _least(reply: _Said) -> float:
    crossed, general = BEARING[reply.event.type]
    return crossed if reply.addressees else general


def _crossed(request: _Said, reply: _Said) -> bool:
    """Whether the one asked replies, to the one who asked, or to nobody named."""
    if request.addressees.isdisjoint(reply.speakers) or not request.speakers.isdisjoint(reply.speakers):
        return False
    return not reply.addressees or not reply.addressees.isdisjoint(request.speakers)


_NOBODY = ""


class _Index:
    """Where requests or replies are found by the one asked, the one who asks, and a key word."""

    def __init__(self) -> None:
        self._said: dict[str, _Said] = {}
        self._places: dict[tuple[str, str, str], list[str]] = defaultdict(list)

    def enter(self, said: _Said, asked: Iterable[str], asking: Iterable[str]) -> None:
        self._said[said.event.id] = said
        for place in _places(said, asked, asking):
            self._places[place].append(said.event.id)

    def near(self, said: _Said, asked: Iterable[str], asking: Iterable[str]) -> list[_Said]:
        """Return those between the same parties that share enough key words with `said`."""
        places = (self._places.get(place, ()) for place in _places(said, asked, asking))
        counts = Counter(chain.from_iterable(places))
        return [self._said[each] for each, count in counts.items() if count >= SHARED]


def _places(said: _Said, asked: Iterable[str], asking: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    return product(asked, asking, said.key)
