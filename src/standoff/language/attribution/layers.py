"""Keeps of all that was heard what a record should hold, where one claim stands inside another."""

from collections.abc import Iterable
from itertools import chain

from standoff.language.attribution.claim import Claim, Rule
from standoff.language.quotation import Quotation
from standoff.language.syntax import Doc

_OF_MIND = frozenset({Rule.THINKING, Rule.CONSIDERING})
_OF_SPEECH = frozenset({Rule.QUOTED, Rule.THAT, Rule.BARE, Rule.INSERTED, Rule.ACCORDING, Rule.PASSIVE})
_DIRECT = frozenset({Rule.QUOTED, Rule.RUN_ON, Rule.TURN})
_SPEAKERS = frozenset({"i", "we", "you"})


def kept(doc: Doc, claims: Iterable[Claim], quotes: list[Quotation]) -> list[Claim]:
    """Return the claims that stand."""
    named = [claim for claim in claims if not _of_himself(doc, claim) and not _view_of_a_country(doc, claim)]
    turns = (piece for claim in named if claim.rule is Rule.TURN for piece in claim.content)
    direct = set(chain.from_iterable((*(quote.words for quote in quotes), *turns)))
    said = {at for claim in named if claim.rule is not Rule.STATED for piece in claim.content for at in piece}
    told = {claim.cue_at for claim in named if claim.rule in _OF_SPEECH}
    return [c for c in named if not _hearsay(doc, c, direct) and not _said_already(doc, c, said, told)]


def _of_himself(doc: Doc, claim: Claim) -> bool:
    """Tell whether the source is who writes or speaks: neither "I think" in a quotation nor the reporter's is a row."""
    return any(doc[at].lower_ in _SPEAKERS for at in claim.source)


def _hearsay(doc: Doc, claim: Claim, direct: set[int]) -> bool:
    """Tell "they say" and "our talks confirm the need" within direct speech: whom the speaker means is nowhere said."""
    if claim.cue_at not in direct or claim.rule in _DIRECT:
        return False
    if claim.rule is Rule.MATTER:
        return not any(doc[at].pos_ == "PROPN" for at in claim.source)
    return all(doc[at].pos_ == "PRON" for at in claim.source)


def _view_of_a_country(doc: Doc, claim: Claim) -> bool:
    """Tell an attitude of a whole country ("Japan sees"), which is nobody's statement."""
    if claim.rule not in _OF_MIND or not claim.source:
        return False
    last = doc[claim.source[-1]]
    return last.ent_type_ == "GPE" or last.lower_ == "side"


def _said_already(doc: Doc, claim: Claim, said: set[int], told: set[int]) -> bool:
    """Tell whether another claim makes this one idle: "said he hoped", or a sentence that has a speaker of its own."""
    if claim.rule is Rule.STATED:
        return any(at in told for at in claim.content[0]) or claim.content[0].start in said
    mind = claim.rule in _OF_MIND and claim.cue_at in said
    return mind and len(claim.source) == 1 and doc[claim.source.start].pos_ == "PRON"
