"""The attributor by rules: quotations with who speaks them, and what is reported without, as spans of the text."""

from bisect import bisect_right
from itertools import chain
from types import MappingProxyType

from standoff.language.attribution.attributor import Attribution
from standoff.language.attribution.claim import Claim, Rule
from standoff.language.attribution.cues import Cues
from standoff.language.attribution.hearing import heard
from standoff.language.attribution.layers import kept
from standoff.language.attribution.speaking import spoken
from standoff.language.attribution.transcript import turns
from standoff.language.attribution.wording import EDGES, EDGES_OF_QUOTATION, ordered, trimmed
from standoff.language.quotation import Quotation, quotations
from standoff.language.syntax import Doc, Parse, span_of
from standoff.types import Coder, Form, Span, Spans

# How many of a rule's claims are right in the training part of PolNeAR (840 texts), by the measure of the scorecard:
# half of the content's words and the same source. PolNeAR has no rows for a speaker who goes on in a paragraph of his
# own, nor for "this was stated": those two are set to what the weaker rules score.
_SCORES = MappingProxyType(
    {
        Rule.QUOTED: 0.91,
        Rule.RUN_ON: 0.5,
        Rule.TURN: 0.7,
        Rule.THAT: 0.78,
        Rule.BARE: 0.74,
        Rule.INSERTED: 0.68,
        Rule.THINKING: 0.49,
        Rule.URGING: 0.56,
        Rule.PROMISING: 0.54,
        Rule.ACCUSING: 0.57,
        Rule.CONSIDERING: 0.66,
        Rule.CALLING: 0.66,
        Rule.MATTER: 0.55,
        Rule.NOUN: 0.42,
        Rule.ACCORDING: 0.8,
        Rule.PASSIVE: 0.55,
        Rule.STATED: 0.5,
    }
)


class RuleAttributor:
    """Holds the lexicon of cues."""

    def __init__(self) -> None:
        self._cues = Cues.load()
        self.coder = Coder("attribution-rules", "1", self._cues.digest)

    @property
    def coders(self) -> frozenset[Coder]:
        return frozenset({self.coder})

    def attribute(self, parse: Parse) -> list[Attribution]:
        """Return who said what in the body of `parse`, in the order of content."""
        quotes = quotations(parse)
        direct = [*spoken(parse, quotes, self._cues), *turns(parse)]
        taken = frozenset(claim.cue_at for claim in direct)
        claims = kept(parse.doc, chain(direct, heard(parse, taken, self._cues)), quotes)
        found = (_attribution(parse, claim, quotes, self.coder) for claim in claims)
        return sorted((a for a in found if a is not None), key=lambda a: (a.content, a.cue))


def _attribution(parse: Parse, claim: Claim, quotes: list[Quotation], coder: Coder) -> Attribution | None:
    # `doc.text` would put the whole text together again on each call.
    doc, text = parse.doc, parse.article.text
    form = _form(doc, claim, quotes)
    edges = EDGES_OF_QUOTATION if form is Form.DIRECT else EDGES
    content = ordered(trimmed(text, _span(doc, words, quotes), edges) for words in claim.content if words)
    if not content:
        return None
    source, cue, addressee = (_words(parse, words) for words in (claim.source, claim.cue, claim.addressee))
    return Attribution(source, cue, content, form, coder, addressee, _SCORES[claim.rule])


def _form(doc: Doc, claim: Claim, quotes: list[Quotation]) -> Form:
    """Tell how many of the words of `claim` stand between marks: all, some or none; a transcript needs none."""
    if claim.rule is Rule.TURN:
        return Form.DIRECT
    words = [at for piece in claim.content for at in piece if doc[at].text[:1].isalnum()]
    inside = sum(_quotation_at(quotes, at) is not None for at in words)
    if not inside:
        return Form.INDIRECT
    return Form.DIRECT if inside == len(words) else Form.MIXED


def _span(doc: Doc, words: range, quotes: list[Quotation]) -> Span:
    """Return the characters of `words`; of a quotation those between its marks, which may divide a token."""
    quote = _quotation_at(quotes, words.start)
    if quote is not None and quote.words == words:
        return quote.inner
    return span_of(doc, words.start, words.stop)


def _quotation_at(quotes: list[Quotation], at: int) -> Quotation | None:
    before = bisect_right(quotes, at, key=lambda quote: quote.words.start) - 1
    return quotes[before] if before >= 0 and at in quotes[before].words else None


def _words(parse: Parse, words: range) -> Spans:
    return ordered([trimmed(parse.article.text, _span(parse.doc, words, []), EDGES)]) if words else ()
