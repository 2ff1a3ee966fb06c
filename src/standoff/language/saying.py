"""On which day something was said: as the report states it, else that of a release."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from standoff.language.attribution.attributor import Attribution
from standoff.language.attribution.transcript import is_turn
from standoff.language.syntax import Parse, Token, tokens
from standoff.types import Spans, Time

_STEPS = 8
_LINKS = frozenset(
    {"pobj", "prep", "npadvmod", "advmod", "nummod", "compound", "tmod", "appos", "amod", "pcomp", "det", "dobj", "acl"}
)
_RELEASE_SIGNS = 2
_WEEK = timedelta(days=7)
_PERFECT = frozenset({"had", "has", "have"})
_OCCASIONS = frozenset(
    {"earlier", "previously", "ago", "once", "letter", "interview", "tweet", "article", "column", "book", "memoir"}
)
_BEFORE_SPEECH = frozenset({"speak", "talk", "address", "write", "meet", "ask", "answer", "comment"})


def days_of(
    parse: Parse, attributions: Sequence[Attribution], times: Sequence[Time], said: Sequence[str | None]
) -> list[str | None]:
    """Return the day of each saying: the one stated, else that of the speech it goes on with, else of the release.

    A turn of a transcript was said on the day on which it is printed.
    """
    stated = [_stated_day(parse, each, times) for each in attributions]
    published = parse.article.published_on
    issued = published.isoformat() if published else None
    is_release = _is_release(parse, attributions)
    carried = zip(attributions, _carried_on(parse, attributions, stated, said), strict=True)
    return [day or (issued if is_release or _is_turn(parse, each) else None) for each, day in carried]


def _is_turn(parse: Parse, attribution: Attribution) -> bool:
    return is_turn(parse.article.text, attribution.source, attribution.cue, attribution.content)


def _carried_on(
    parse: Parse, attributions: Sequence[Attribution], stated: Sequence[str | None], said: Sequence[str | None]
) -> Iterator[str | None]:
    """Yield the days, a stated one also for what its speaker goes on to say before anybody else speaks."""
    running: tuple[str | None, str | None] = None, None
    until = -1
    for attribution, day, speaker in zip(attributions, stated, said, strict=True):
        sentence = _sentence(parse, attribution)
        if day is None and speaker is not None and speaker == running[0] and not _is_elsewhere(parse, attribution):
            day = running[1]
        elif sentence != until or day is not None:
            running = speaker, day
        until = sentence
        yield day


def _sentence(parse: Parse, attribution: Attribution) -> int:
    words = parse.words(attribution.cue or attribution.content[:1])
    return int(words[0].sent.start) if words else -1


def _is_elsewhere(parse: Parse, attribution: Attribution) -> bool:
    """Tell what was said on an occasion of its own: "had said earlier", "in a letter"; without a cue it goes on."""
    cue = parse.words(attribution.cue)
    if any(token.lower_ in _PERFECT for token in cue):
        return True
    around = (token for token in (cue[0].sent if cue else ()) if not _is_within(token.idx, attribution))
    return any(token.lower_ in _OCCASIONS for token in around)


def _is_release(parse: Parse, attributions: Sequence[Attribution]) -> bool:
    """Tell an official release by its attributions: "the President" is its own, and passives leave out who speaks.

    `events/releases.py` asks more, for it must know whose release it is: here a wrong yes costs a day, there a party.
    """
    signs = sum(not each.source or _is_bare_office(parse, each.source) for each in attributions)
    return signs >= min(_RELEASE_SIGNS, len(attributions))


def _is_bare_office(parse: Parse, source: Spans) -> bool:
    words = parse.article.text[source[0].start : source[0].end].split()
    return " ".join(words[1:]) in ("President", "Head of State") and words[0].lower() == "the"


def _stated_day(parse: Parse, attribution: Attribution, times: Sequence[Time]) -> str | None:
    """Return the time that hangs on the cue, outside of the content; the nearest of several."""
    cue = parse.words(attribution.cue)
    if not cue:
        return None
    sentence = cue[0].sent
    found = [
        time
        for time in _within(times, sentence.start_char, sentence.end_char)
        if time.date and "/" not in time.date and not _is_within(time.span.start, attribution)
    ]
    hanging = [time for time in found if _hangs(parse, time, cue)]
    day = min(hanging, key=lambda time: abs(time.span.start - cue[0].idx)).date if hanging else None
    return _not_to_come(day, parse.article.published_on)


def _not_to_come(day: str | None, published: date | None) -> str | None:
    """Return the day a week before where "said on Tuesday it would go" was read as a day to come."""
    if day is None or published is None or day <= published.isoformat():
        return day
    before = date.fromisoformat(day) - _WEEK
    return before.isoformat() if before <= published else None


def _within(times: Sequence[Time], start: int, end: int) -> Sequence[Time]:
    first = bisect_left(times, start, key=lambda time: time.span.start)
    return times[first : bisect_left(times, end, key=lambda time: time.span.start)]


def _is_within(at: int, attribution: Attribution) -> bool:
    return any(start <= at < end for start, end in attribution.content)


def _hangs(parse: Parse, time: Time, cue: list[Token]) -> bool:
    words: tokens.Span | None = parse.doc.char_span(*time.span, alignment_mode="expand")
    if words is None:
        return False
    cues = {token.i for token in cue}
    at = words.root
    for _ in range(_STEPS):
        if at.i in cues:
            return True
        prelude = at.dep_ == "advcl" and at.lemma_ in _BEFORE_SPEECH
        if at.head is at or not (at.dep_ in _LINKS or prelude or at.head.i in cues):
            return False
        at = at.head
    return False
