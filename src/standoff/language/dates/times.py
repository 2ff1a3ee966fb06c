"""Time expressions, resolved against the day of publication. What is vague stays without a date."""

import re
from bisect import bisect_right
from datetime import date

from standoff.language.dates.stretch import Stretch, Tense
from standoff.language.dates.tense import tense_at, time_words
from standoff.language.dates.time_forms import any_form, form, part
from standoff.language.dates.time_senses import Seen, absolute, relative
from standoff.language.syntax import Parse, Token, places
from standoff.types import Span, Time

_POSSESSIVE = ("'s", "’s")
_LOOK_BACK = 24
_RECORD_WORDS = 9
_BEFORE_MONTH = frozenset({"in", "during", "since", "until", "till", "by", "of", "for", "before", "after", "from"})
_BEFORE_YEAR = frozenset(
    {"in", "during", "since", "until", "till", "by", "of", "for", "before", "after", "from", "throughout"}
)
_SURE_BEFORE_MAY = frozenset({"in", "during", "since", "until", "till"})
_RANGES = frozenset({"years", "days_of_month", "month_days"})


def times(parse: Parse) -> tuple[Time, ...]:
    """Return the time expressions of an article in text order; they do not overlap."""
    text = parse.article.text
    starts = places(parse.doc)
    found = []
    for hit in any_form().finditer(text):
        name = str(hit.lastgroup)
        match = form(name).match(text, hit.start())
        if match is None:
            continue
        token = parse.doc[max(bisect_right(starts, match.end() - 1) - 1, 0)]
        if _is_time(name, match, token):
            found.append(Time(_span(match), _date(name, match, token, parse.article.published_on)))
    return tuple(found)


def _span(match: re.Match[str]) -> Span:
    """Return the words that count: "since 2014" and "by Friday" whole, but "Friday" of "on Friday"."""
    bound = (match["open"] and not _is_possessive(match)) or match["limit"]
    return Span(match.start() if bound else match.start("form"), match.end())


def _is_possessive(match: re.Match[str]) -> bool:
    """Tell "after Tuesday's talks", where it is the talks that the preposition is about."""
    return match.string.startswith(_POSSESSIVE, match.end())


def _is_time(name: str, match: re.Match[str], token: Token) -> bool:
    """Tell a time from words of the same shape: "May said", "of 2000 soldiers", "twice a week", "Good Friday"."""
    prefix = part(match, "open") or part(match, "limit") or part(match, "plain")
    match name:
        case "weekday":
            before = match.string[max(match.start("form") - _LOOK_BACK, 0) : match.start("form")].lower().split()
            return not before or before[-1] not in time_words()["feast"]
        case "month":
            # "rejected by May" is a prime minister
            known = _SURE_BEFORE_MAY if match["mon"] == "May" else _BEFORE_MONTH
            return bool(match["part"] or match["which"]) or prefix in known
        case "year":
            return bool(match["part"] or match["the"] or prefix in _BEFORE_YEAR) and token.dep_ != "nummod"
        case "deictic":
            return prefix != "of"  # "the needs of tomorrow"
        case "vague":
            return not match.string.startswith(" as", match.end())  # "as soon as" begins a clause, or means haste
        case "count":
            return bool(prefix or match["approx"] or match["ago"]) or part(match, "n") not in ("a", "an", "one")
    return True


def _date(name: str, match: re.Match[str], token: Token, published: date | None) -> str | None:
    """Resolve a time against the day of publication; without one only what is fully dated can be."""
    if match["open"] and not _is_possessive(match) and name not in _RANGES:
        return None
    if published is None:
        stretch = absolute(name, match) if not match["limit"] else None
        return str(stretch) if stretch else None
    found = Seen(match, published, _tense(match, token))
    stretch = absolute(name, match) or relative(name, found)
    if stretch and match["limit"]:
        stretch = Stretch(published, stretch.last) if published <= stretch.last else None
    return str(stretch) if stretch else None


def _tense(match: re.Match[str], token: Token) -> Tense:
    """Return the tense of the clause, unless the preposition knows better: "by Friday", "ahead of Friday's talks"."""
    if part(match, "open").startswith("ahead"):
        return Tense.FUTURE
    if part(match, "plain") == "in" and _is_record(token):
        return Tense.OPEN
    tense = tense_at(token)
    return Tense.FUTURE if match["limit"] and tense is Tense.OPEN else tense


def _is_record(token: Token) -> bool:
    """Tell "the highest in 30 years" and "the first visit in two weeks", which look back in any tense."""
    before = token.doc[max(token.i - _RECORD_WORDS, 0) : token.i]
    return any(word.tag_ in ("JJS", "RBS") or word.lower_ in ("first", "last", "only", "since") for word in before)
