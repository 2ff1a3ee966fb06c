"""Goes through the sentences of an article and asks each rule what it hears."""

from collections.abc import Iterator

from standoff.language.attribution.according import read_according, read_stated
from standoff.language.attribution.asides import without_asides
from standoff.language.attribution.asking import (
    read_accusing,
    read_considering,
    read_favour,
    read_promising,
    read_urging,
)
from standoff.language.attribution.claim import Claim
from standoff.language.attribution.constituents import happens
from standoff.language.attribution.cues import Cues, Kinds
from standoff.language.attribution.matters import read_hope, read_matter
from standoff.language.attribution.reported import read_clause, read_inserted, read_noun, read_reported_to
from standoff.language.syntax import Parse, Token, tokens

_LONGEST_SENTENCE = 400
"""Longer ones are lists or tables: the parser makes one deep tree of them, and walking it costs the square."""

_READINGS = (
    read_inserted,
    read_urging,
    read_promising,
    read_accusing,
    read_considering,
    read_reported_to,
    read_noun,
    read_favour,
)
_READINGS_WITH_LEXICON = (read_matter, read_clause, read_hope)


def heard(parse: Parse, taken: frozenset[int], cues: Cues) -> Iterator[Claim]:
    """Yield what is reported without quotation, but for the cues already `taken` by quotations."""
    for paragraph in parse.body():
        previous: tokens.Span | None = None
        for sent in parse.sentences(paragraph):
            if len(sent) <= _LONGEST_SENTENCE:
                yield from _in_sentence(sent, previous, taken, cues)
            previous = sent


def _in_sentence(sent: tokens.Span, previous: tokens.Span | None, taken: frozenset[int], cues: Cues) -> Iterator[Claim]:
    for token in sent:
        if token.i in taken:
            continue
        claim = read_according(token)
        kinds = cues.of(token)
        if claim is None and kinds and happens(token):
            claim = _first_reading(token, kinds, cues) or read_stated(token, previous, cues)
        if claim is not None:
            yield without_asides(sent.doc, claim)


def _first_reading(cue: Token, kinds: Kinds, cues: Cues) -> Claim | None:
    for read_with_lexicon in _READINGS_WITH_LEXICON:
        claim = read_with_lexicon(cue, kinds, cues)
        if claim is not None:
            return claim
    for read in _READINGS:
        claim = read(cue, kinds)
        if claim is not None:
            return claim
    return None
