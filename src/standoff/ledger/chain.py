"""The life of a demand, step by step: raised, under study, rejected, accepted, met, withdrawn."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from standoff.plover import EventType, Status
from standoff.types import DemandStatus, Event, Step

Published = Mapping[str, date | None]
"""Publication dates of articles by id."""

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
    place: tuple[str, int, str]

    @property
    def order(self) -> tuple[bool, str, int, tuple[str, int, str]]:
        return self.day is None, self.day or "", _RANK.get(self.step.step, 2), self.place


def day(event: Event, published: Published) -> str | None:
    """Return the first day of `event`, else the day of its article's publication."""
    return event.date.partition("/")[0] if event.date else _published(event, published)


def is_answer(event: Event) -> bool:
    """Whether `event` makes a step: what may or did not happen makes none, save that an answer will come later."""
    if event.type is EventType.DEFER:
        return event.status is not Status.NEGATED
    return event.type in _STEPS and event.status is Status.ACTUAL


def chain(claims: Iterable[tuple[Event, list[Event]]], published: Published) -> tuple[Step, ...]:
    """Return the steps that requests for the same thing, each with its answers, make together.

    Steps are ordered by day, else by the day of publication; a request stands before its answers. The same step of the
    same day is told once. A demand that was answered is raised again only by an article that is newer than the answer.
    """
    told = sorted({each for request, answers in claims for each in _told(request, answers, published)}, key=_order)
    return tuple(each.step for each in _answered(list(_once(told))))


def _order(told: _Told) -> tuple[bool, str, int, tuple[str, int, str]]:
    return told.order


def _told(request: Event, answers: list[Event], published: Published) -> Iterator[_Told]:
    steps = [(answer, step) for answer in answers if (step := _step(request, answer))]
    # "The demands of last week were ignored", told on Tuesday: they were raised before they were ignored.
    days = [on for event in (request, *(answer for answer, _ in steps)) if (on := day(event, published))]
    yield _one(request, DemandStatus.RAISED, min(days, default=None), published)
    for answer, step in steps:
        yield _one(answer, step, day(answer, published), published)


def _step(request: Event, answer: Event) -> DemandStatus | None:
    """Return what `answer` makes of `request`; None where a holder seems to answer itself, which is a misreading."""
    if set(request.actors).isdisjoint(answer.actors):
        return _STEPS[answer.type]
    return DemandStatus.WITHDRAWN if answer.type is EventType.CONCEDE else None


def _one(event: Event, step: DemandStatus, on: str | None, published: Published) -> _Told:
    place = (event.anchor.article_id, event.anchor.spans[0].start, event.id)
    return _Told(Step(event.id, step, event.date), on, _published(event, published), place)


def _published(event: Event, published: Published) -> str | None:
    known = published.get(event.anchor.article_id)
    return known.isoformat() if known else None


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
