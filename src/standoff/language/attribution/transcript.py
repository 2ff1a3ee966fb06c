"""Turns of a transcript: `President of Russia Vladimir Putin: Good afternoon`."""

import re
from collections.abc import Iterator

from standoff.language.attribution.claim import Claim, Rule
from standoff.language.attribution.constituents import NONE, trim
from standoff.language.syntax import Doc, Paragraph, Parse
from standoff.types import Spans

_LONGEST_LABEL = 28
"""Pages of offices print a speaker twice: title and name, then name and title."""
_OF_LABEL = frozenset({"PROPN", "NOUN", "ADJ", "ADP", "DET", "CCONJ", "PART"})
_SENTENCE_END = frozenset({".", "?", "!", "…", ">", '"', "”"})
_NOBODY = frozenset({"Question", "Remark", "Reply", "Answer"})
"""Labels of a turn whose speaker is not told; only among turns, for reports write "Question:" of their own."""
_ASIDE = 6
"""So many tokens at most in a note upon the speaker, its parentheses included: "(retranslated)"."""
_OF_NAME = 2
"""A name that is known again has a first and a family name."""

_MARK = re.compile(r"\s*(?:\([^()]*\)\s*)?:[^\w\"“”„«'‘]*")


def turns(parse: Parse) -> Iterator[Claim]:
    """Yield what each speaker says, from one name with a colon to the next, or to the end of the paragraph."""
    known: set[str] = set()
    for paragraph in parse.body():
        labels = list(_labels(parse.doc, paragraph, known))
        ends = [*(label.start for label, _ in labels[1:]), paragraph.end]
        for (label, colon), end in zip(labels, ends, strict=False):
            said = range(colon + 1, end)
            if trim(parse.doc, said):
                yield Claim(Rule.TURN, colon, label, NONE, (said,))


def is_turn(text: str, source: Spans, cue: Spans, content: Spans) -> bool:
    """Tell whether these spans are a label, a colon, and what its speaker says."""
    if cue or not source or not content:
        return False
    return _MARK.fullmatch(text, source[-1].end, max(source[-1].end, content[0].start)) is not None


def _name(doc: Doc, label: range) -> str:
    return doc[max(label.start, label.stop - _OF_NAME) : label.stop].text


def _labels(doc: Doc, paragraph: Paragraph, known: set[str]) -> Iterator[tuple[range, int]]:
    """Yield the labels that stand before a colon, with its place; `known`, the names of those who spoke, grows.

    After the first person of the paragraph, and before a note, any name of two words will do; after the first turn of
    the text the speaker may be nobody in particular. A name that was a label before is one again where the sentence
    before it lacks its full stop.
    """
    among_names = False
    for colon in range(paragraph.start + 1, paragraph.end - 1):
        if doc[colon].text != ":" or doc[colon + 1].is_quote:
            continue
        at = _before_aside(doc, colon, paragraph.start)
        if doc[at - 1].text in _NOBODY and known and _begins(doc, at - 1, paragraph.start):
            yield range(at - 1, at), colon
            continue
        start = _start(doc, at, paragraph.start) if doc[at - 1].pos_ == "PROPN" else None
        sure = among_names or at < colon
        if start is not None and (doc[at - 1].ent_type_ == "PERSON" or (sure and at - start > 1)):
            among_names = True
            known.add(_name(doc, range(start, at)))
            yield range(start, at), colon
        elif at - _OF_NAME >= paragraph.start and doc[at - _OF_NAME : at].text in known:
            yield range(at - _OF_NAME, at), colon


def _before_aside(doc: Doc, colon: int, floor: int) -> int:
    """Return where a label ends: before a note in parentheses, "Macron (retranslated):", if there is one."""
    if doc[colon - 1].text != ")":
        return colon
    opened = next((at for at in range(colon - 2, max(floor, colon - _ASIDE), -1) if doc[at].text == "("), colon)
    return opened if doc[opened + 1 : colon - 1].text.islower() else colon


def _start(doc: Doc, colon: int, floor: int) -> int | None:
    """Return where the name and titles before a colon begin, None if they are part of a sentence."""
    start = colon
    while start > max(floor, colon - _LONGEST_LABEL) and (
        doc[start - 1].pos_ in _OF_LABEL or doc[start - 1].text in (",", "-")
    ):
        start -= 1
    return start if _begins(doc, start, floor) and start < colon and doc[start].text[:1].isupper() else None


def _begins(doc: Doc, at: int, floor: int) -> bool:
    return at == floor or doc[at - 1].text in _SENTENCE_END
