"""Turns of a transcript: `President of Russia Vladimir Putin: Good afternoon`."""

from collections.abc import Iterator
from itertools import pairwise

from standoff.language.attribution.claim import Claim, Rule
from standoff.language.attribution.constituents import NONE, trim
from standoff.language.syntax import Doc, Paragraph, Parse

_LONGEST_LABEL = 16
_OF_LABEL = frozenset({"PROPN", "NOUN", "ADJ", "ADP", "DET", "CCONJ", "PART"})
_SENTENCE_END = frozenset({".", "?", "!", "…", ">", '"', "”"})


def turns(parse: Parse) -> Iterator[Claim]:
    """Yield what each speaker says, from one name with a colon to the next, or to the end of the paragraph."""
    for paragraph in parse.body():
        labels = [*_labels(parse.doc, paragraph), range(paragraph.end, paragraph.end)]
        for label, following in pairwise(labels):
            said = range(label.stop + 1, following.start)
            if trim(parse.doc, said):
                yield Claim(Rule.TURN, label.stop, label, NONE, (said,))


def _labels(doc: Doc, paragraph: Paragraph) -> Iterator[range]:
    """Yield the names that stand before a colon; after the first person, any name of two words will do."""
    among_turns = False
    for at in range(paragraph.start + 1, paragraph.end - 1):
        if doc[at].text != ":" or doc[at - 1].pos_ != "PROPN" or doc[at + 1].is_quote:
            continue
        start = _start(doc, at, paragraph.start)
        if start is not None and (doc[at - 1].ent_type_ == "PERSON" or (among_turns and at - start > 1)):
            among_turns = True
            yield range(start, at)


def _start(doc: Doc, colon: int, floor: int) -> int | None:
    """Return where the name and titles before a colon begin, None if they are part of a sentence."""
    start = colon
    while start > max(floor, colon - _LONGEST_LABEL) and (
        doc[start - 1].pos_ in _OF_LABEL or doc[start - 1].text == ","
    ):
        start -= 1
    begins = start == floor or doc[start - 1].text in _SENTENCE_END
    return start if begins and start < colon and doc[start].text[:1].isupper() else None
