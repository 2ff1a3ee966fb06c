"""On which day something was said: as the report states it, else that of a release."""

from bisect import bisect_left
from collections.abc import Sequence

from standoff.language.attribution.attributor import Attribution
from standoff.language.dates.times import Time
from standoff.language.syntax import Parse, Token, tokens
from standoff.types import Spans

_STEPS = 8
_LINKS = frozenset(
    {"pobj", "prep", "npadvmod", "advmod", "nummod", "compound", "tmod", "appos", "amod", "pcomp", "det", "dobj", "acl"}
)
_RELEASE_SIGNS = 2
_BEFORE_SPEECH = frozenset({"speak", "talk", "address", "write", "meet", "ask", "answer", "comment"})


def days_of(
    parse: Parse, attributions: Sequence[Attribution], times: Sequence[Time], said: Sequence[str | None]
) -> list[str | None]:
    """Return the day of each saying: the one stated, else the only one of its speaker, else that of the release."""
    stated = [_stated_day(parse, each, times) for each in attributions]
    published = parse.article.published_on
    issued = published.isoformat() if published and _is_release(parse, attributions) else None
    of_speaker: dict[str | None, set[str]] = {}
    for speaker, day in zip(said, stated, strict=True):
        if speaker and day:
            of_speaker.setdefault(speaker, set()).add(day)
    return [day or _only(of_speaker.get(speaker)) or issued for day, speaker in zip(stated, said, strict=True)]


def _only(days: set[str] | None) -> str | None:
    return next(iter(days)) if days and len(days) == 1 else None


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
    cue = _tokens(parse, attribution.cue)
    if not cue:
        return None
    sentence = cue[0].sent
    found = [
        time
        for time in _within(times, sentence.start_char, sentence.end_char)
        if time.date and not _inside(time, attribution)
    ]
    hanging = [time for time in found if _hangs(parse, time, cue)]
    return min(hanging, key=lambda time: abs(time.span.start - cue[0].idx)).date if hanging else None


def _within(times: Sequence[Time], start: int, end: int) -> Sequence[Time]:
    first = bisect_left(times, start, key=lambda time: time.span.start)
    return times[first : bisect_left(times, end, key=lambda time: time.span.start)]


def _inside(time: Time, attribution: Attribution) -> bool:
    return any(start <= time.span.start < end for start, end in attribution.content)


def _tokens(parse: Parse, spans: Spans) -> list[Token]:
    return [token for span in spans for token in parse.doc.char_span(*span, alignment_mode="expand") or ()]


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
