"""Direct speech: joins quotations to the words that say who speaks."""

from dataclasses import replace
from itertools import chain

from standoff.language.attribution.claim import Claim, Rule
from standoff.language.attribution.constituents import (
    NONE,
    addressee,
    children,
    doer,
    has,
    noun_phrase,
    trim,
    verb_group,
)
from standoff.language.attribution.cues import Cues, Kind
from standoff.language.quotation import Quotation
from standoff.language.syntax import Doc, Parse, Token

_SPEAKING = frozenset({Kind.SAYING, Kind.QUOTING, Kind.CONVINCED})
_WINDOW = 40
"""How many tokens away from its quotation a cue may stand; farther ones are another sentence's."""

_LONGEST_SCARE = 2
_SENTENCE_END = frozenset({".", "?", "!", ";", "…"})
_GOES_ON = frozenset({",", "?", "!", "-", "–", "—", "…", "...", "--"})
_PAUSES = _SENTENCE_END | frozenset({",", ":", "-", "–", "—", "--"})
_INTRODUCING = frozenset({":", ","})
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "ADP", "NUM", "PART", "PUNCT", "CCONJ"})
_BETWEEN = (_NOMINAL | frozenset({"ADV", "SCONJ"})) - frozenset({"CCONJ"})
_NO_SOURCE = frozenset({"CCONJ", "SCONJ", "ADP"})


def spoken(parse: Parse, quotes: list[Quotation], cues: Cues) -> list[Claim]:
    """Return one claim for each run of quotations by one speaker; quotations without a cue are left out."""
    found: list[Claim] = []
    last: Quotation | None = None
    limits = chain((quote.outer.start for quote in quotes[1:]), (len(parse.doc),))
    for quote, limit in zip(quotes, limits, strict=False):
        previous = found[-1] if found else None
        claim = _after(parse, quote, limit, cues) or _before(parse, quote, last, cues)
        if claim is None or (previous is not None and claim.cue_at == previous.cue_at):
            claim = _continued(parse, quote, last, previous)
        if claim is None:
            continue
        if previous is not None and claim.cue_at == previous.cue_at:
            found.pop()
        found.append(claim)
        last = quote
    return found


def _after(parse: Parse, quote: Quotation, limit: int, cues: Cues) -> Claim | None:
    """Find the cue that follows: `"…," he said`."""
    doc = parse.doc
    tail = _tail(parse, quote, limit)
    if quote.left_open or not tail:
        return None
    glued = doc[quote.words.stop - 1].text in _GOES_ON or doc[quote.outer.stop].text in _GOES_ON
    for at in tail:
        if cues.of(doc[at]) & _SPEAKING:
            source = NONE if _says_more(doc[at]) else _beside(doc[at], tail)
            if source and (glued or at == tail.start):
                return _claim(doc[at], source, (_from_sentence_start(parse, quote),), cues)
    return None


def _tail(parse: Parse, quote: Quotation, limit: int) -> range:
    """Return what follows `quote` up to the end of its sentence or the next quotation."""
    doc, start = parse.doc, quote.outer.stop
    stop = min(limit, start + _WINDOW, parse.paragraphs[quote.paragraph].end)
    end = next((at for at in range(start, stop) if doc[at].text in _SENTENCE_END), stop)
    return trim(doc, range(start, end))


def _says_more(cue: Token) -> bool:
    """Tell whether the cue has a clause of its own to report: `on "This Week," he admitted that …`."""
    return any(clause.i > cue.i and has(clause, "mark", "that") for clause in children(cue, "ccomp"))


def _beside(cue: Token, tail: range) -> range:
    """Return the source in a tail such as `the minister, who was in Paris, later said` or `said the minister`."""
    doc, who = cue.doc, doer(cue)
    if doc[tail.start].pos_ in _NO_SOURCE:
        return NONE
    if who is not None and who.i in tail:
        phrase = noun_phrase(who)
        if phrase.start <= tail.start + 1 or cue.i <= tail.start + 1:
            return phrase
    before = range(tail.start, verb_group(cue).start)
    return trim(doc, before) if all(doc[at].pos_ in _NOMINAL for at in before) else NONE


def _from_sentence_start(parse: Parse, quote: Quotation) -> range:
    """Return the words of `quote`, with those before it if it ends their sentence: `the plan was "dead," he said`."""
    doc, start = parse.doc, quote.outer.start
    opens = start == parse.paragraphs[quote.paragraph].start or not doc[start - 1].is_alpha
    if opens or not doc[quote.words.start].text[:1].islower():
        return quote.words
    return trim(doc, range(_sentence_start(doc, start, parse.paragraphs[quote.paragraph].start), quote.words.stop))


def _sentence_start(doc: Doc, at: int, floor: int) -> int:
    """Return the start of the sentence before the token `at`, looking no farther than the window."""
    floor = max(floor, at - _WINDOW)
    return next((index for index in range(at - 1, floor, -1) if doc[index].is_sent_start), floor)


def _before(parse: Parse, quote: Quotation, since: Quotation | None, cues: Cues) -> Claim | None:
    """Find the cue that leads in: `He said: "…"`, `told reporters that "…"`, also at the end of the paragraph above."""
    doc = parse.doc
    lead = _lead(parse, quote, since)
    for at in reversed(lead):
        token = doc[at]
        if cues.of(token) & _SPEAKING:
            who = doer(token)
            if who is None or who.i in quote.words or not _leads_in(token, quote):
                return None
            return _claim(token, noun_phrase(who), _with_opening(doc, lead, noun_phrase(who), quote), cues)
        if token.pos_ not in _BETWEEN:
            return None
    return None


def _lead(parse: Parse, quote: Quotation, since: Quotation | None) -> range:
    """Return the words of the sentence before `quote`, or of the one that ends the paragraph above with a colon."""
    doc, start = parse.doc, quote.outer.start
    floor = parse.paragraphs[quote.paragraph].start
    if start == floor:
        while start > 0 and doc[start - 1].is_space:
            start -= 1
        if start == 0 or doc[start - 1].text != ":":
            return NONE
        floor = parse.paragraph_at(start - 1).start
    return range(max(_sentence_start(doc, start, floor), since.outer.stop if since else 0), start)


def _leads_in(cue: Token, quote: Quotation) -> bool:
    """Tell whether the quotation is all that is said: not `said the plan was "dead"` nor `said "the plan" was dead`."""
    doc, start, stop = cue.doc, quote.outer.start, quote.outer.stop
    follows = doc[stop] if stop < len(doc) else None
    if follows is not None and follows.is_alpha and not follows.is_sent_start and not _ends_sentence(doc, quote):
        return False
    if start == cue.i + 1 or quote.after in _INTRODUCING or doc[start - 1].lower_ == "that" or doc[start - 1].is_space:
        return True
    capital = doc[quote.words.start].text[:1].isupper()
    return capital and len(quote.words) > _LONGEST_SCARE and addressee(cue).stop == start


def _ends_sentence(doc: Doc, quote: Quotation) -> bool:
    return doc[quote.words.stop - 1].text in _SENTENCE_END


def _with_opening(doc: Doc, lead: range, source: range, quote: Quotation) -> tuple[range, ...]:
    """Return the words of `quote`, with those of its sentence before the cue: `There was, she said, "no choice."`."""
    opening = range(lead.start, max(source.start, lead.start))
    inserted = bool(opening) and doc[opening.stop - 1].text == "," and doc[quote.words.start].text[:1].islower()
    return (trim(doc, opening), quote.words) if inserted else (quote.words,)


def _claim(cue: Token, source: range, said: tuple[range, ...], cues: Cues) -> Claim:
    whom = addressee(cue, is_object=Kind.TELLING in cues.of(cue))
    return Claim(Rule.QUOTED, cue.i, source, verb_group(cue), said, whom)


def _continued(parse: Parse, quote: Quotation, last: Quotation | None, claim: Claim | None) -> Claim | None:
    """Give a quotation without a cue of its own to the speaker before it, if it is plain that he goes on."""
    if last is None or claim is None:
        return None
    if (quote.resumed and last.left_open) or _is_second_part(parse.doc, quote, last, claim):
        return replace(claim, content=(*claim.content, quote.words))
    paragraph = parse.paragraphs[quote.paragraph]
    whole = quote.outer.start == paragraph.start and quote.outer.stop >= paragraph.end
    if whole and len(quote.words) > _LONGEST_SCARE and last.paragraph == quote.paragraph - 1:
        return Claim(Rule.RUN_ON, quote.outer.start, claim.source, NONE, (quote.words,))
    return None


def _is_second_part(doc: Doc, quote: Quotation, last: Quotation, claim: Claim) -> bool:
    """Tell a quotation broken by its cue: `"…," he said, "…"` and `"…," he said. "…"`."""
    gap = range(last.outer.stop, quote.outer.start)
    if quote.paragraph != last.paragraph or claim.cue_at not in gap:
        return False
    between = [doc[at].text for at in gap if not doc[at].is_quote]
    ends = [text for text in between if text in _SENTENCE_END]
    return between[-1] in _PAUSES and (not ends or (len(ends) == 1 and between[-1] == ends[0]))
