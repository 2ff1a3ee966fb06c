"""The life of a demand, step by step: raised, under study, rejected, accepted, met, withdrawn."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from standoff.ledger.answers import Answer
from standoff.ledger.days import Published, day, published_on
from standoff.plover import EventType
from standoff.types import DemandStatus, Event, Step

_STEPS = MappingProxyType(
    {
        EventType.DEFER: DemandStatus.UNDER_STUDY,
        EventType.REJECT: DemandStatus.REJECTED,
        EventType.AGREE: DemandStatus.ACCEPTED,
        EventType.CONCEDE: DemandStatus.ACCEPTED,
        EventType.RETREAT: DemandStatus.MET,
    }
)

_RANK = MappingProxyType({DemandStatus.RAISED: 0, DemandStatus.UNDER_STUDY: 1})
"""What comes first of the steps of a day; the others follow, as their articles tell them."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A step and what it is ordered by: the day of the event, else of publication, and where it was told."""

    step: Step
    day: str | None
    published: str | None
    place: tuple[str, int, str, str]

    @property
    def order(self) -> tuple[bool, str, int, tuple[str, int, str, str]]:
        return self.day is None, self.day or "", _RANK.get(self.step.step, 2), self.place


def chain(claims: Iterable[tuple[Event, Sequence[Answer]]], published: Published) -> tuple[Step, ...]:
    """Return the steps that requests for the same thing, each with its answers, make together.

    Steps are ordered by day, else by the day of publication; a request stands before its answers. The same step of the
    same day is told once. A demand that was answered is raised again only by an article that is newer than the answer.
    """
    told = sorted({each for request, answers in claims for each in _told(request, answers, published)}, key=_order)
    return tuple(each.step for each in _answered(list(_once(told))))


def _order(told: _Told) -> tuple[bool, str, int, tuple[str, int, str, str]]:
    return told.order


def _told(request: Event, answers: Sequence[Answer], published: Published) -> Iterator[_Told]:
    steps = [(answer, step) for answer in answers if (step := _step(request, answer.reply))]
    # "The demands of last week were ignored", told on Tuesday: they were raised before they were ignored.
    days = [on for event in (request, *(answer.reply for answer, _ in steps)) if (on := day(event, published))]
    yield _one(
        Step(request.id, DemandStatus.RAISED, request.date, score=request.score),
        request,
        min(days, default=None),
        published,
    )
    for answer, step in steps:
        reply = answer.reply
        made = Step(reply.id, step, reply.date, request.id, round(reply.score * answer.score, 3))
        yield _one(made, reply, day(reply, published), published)


def _step(request: Event, reply: Event) -> DemandStatus | None:
    """Return what `reply` makes of `request`; None where a holder seems to answer itself, which is a misreading."""
    if set(request.actors).isdisjoint(reply.actors):
        return _STEPS[reply.type]
    return DemandStatus.WITHDRAWN if reply.type is EventType.CONCEDE else None


def _one(step: Step, event: Event, on: str | None, published: Published) -> _Told:
    place = (event.anchor.article_id, event.anchor.spans[0].start, event.id, step.answers or "")
    return _Told(step, on, published_on(event, published), place)


def _once(told: Iterable[_Told]) -> Iterator[_Told]:
    """Yield the first of the same steps of a day."""
    seen = set()
    for each in told:
        key = (each.step.step, each.day)
        if key not in seen:
            seen.add(key)
            yield each


def _answered(told: list[_Told]) -> list[_Told]:
    """Let the last answer stand last, unless a newer article raises the demand again."""
    at = max((at for at, each in enumerate(told) if each.step.step is not DemandStatus.RAISED), default=None)
    if at is None:
        return told
    answer, after = told[at], told[at + 1 :]
    again = [each for each in after if (each.published or "") > (answer.published or each.published or "")]
    before = [each for each in after if each not in again]
    return [*told[:at], *before, answer, *again]
