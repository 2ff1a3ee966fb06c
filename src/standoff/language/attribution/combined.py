"""The model and the rules together.

Where both find an attribution the words are the model's, and the rules tell who was told. What only the model finds has
to count as a statement by the guidelines, for which the rules were written and the model was not. What only the rules
find is added, unless it stands inside something that the model takes for one piece of speech. Measured in
docs/decisions/0006.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from standoff.language.attribution.attributor import Attribution, Attributor
from standoff.language.attribution.constituents import addressee, has
from standoff.language.attribution.counting import counts, reporting
from standoff.language.attribution.cues import Cues, Kind
from standoff.language.attribution.wording import EDGES, ordered, overlap, shared, trimmed, united
from standoff.language.syntax import Parse, Token, span_of
from standoff.types import Coder, Form, Span, Spans

_SAME = 0.5
_SURE = 0.9
"""What the rules find by quotation marks and a speaker beside them."""

_DEMONSTRATIVES = frozenset({"this", "that", "it", "so", "these", "those"})
_PLACE = 256
"""Characters of a place: two attributions that have no place in common have no word in common."""

_Places = Mapping[int, Sequence[Attribution]]


class CombinedAttributor:
    """Holds the two, and the lexicon of cues; with `every`, what is no statement by the guidelines is kept too."""

    def __init__(self, model: Attributor, rules: Attributor, *, every: bool = False) -> None:
        self._model = model
        self._rules = rules
        self._every = every
        self._cues = Cues.load()

    @property
    def coders(self) -> frozenset[Coder]:
        return self._model.coders | self._rules.coders

    def attribute(self, parse: Parse) -> list[Attribution]:
        """Return who said what in the body of `parse`, in the order of content."""
        by_model, by_rules = (each.attribute(parse) for each in (self._model, self._rules))
        by_model = [_named(parse, each) for each in by_model if self._every or not _points_back(parse, each)]
        model, rules = _places(by_model), _places(by_rules)
        found = [*self._of_model(parse, by_model, model, rules), *_of_rules(by_rules, model)]
        return sorted(found, key=lambda each: (each.content, each.cue))

    def _of_model(
        self, parse: Parse, by_model: Iterable[Attribution], model: _Places, rules: _Places
    ) -> Iterator[Attribution]:
        for each in by_model:
            if (other := next(_same(each, rules), None)) is not None:
                yield _merged(parse, each, other)
            elif self._every or self._counts(parse, each, model, rules):
                yield replace(each, content=_own(parse, each), addressee=self._addressee(parse, each))

    def _counts(self, parse: Parse, each: Attribution, *found: _Places) -> bool:
        return not _is_hearsay(each, *found) and counts(parse, each, self._cues)

    def _addressee(self, parse: Parse, attribution: Attribution) -> Spans:
        """Return who is told or asked, by the grammar of the cue."""
        head = reporting(parse.words(attribution.cue))
        if head is None:
            return ()
        told = addressee(head, is_object=Kind.TELLING in self._cues.of(head))
        return ordered([span_of(parse.doc, told.start, told.stop)]) if told else ()


def _points_back(parse: Parse, each: Attribution) -> bool:
    """Tell `this was stated by the minister`, whose content is the sentence before: the rules find that."""
    text = " ".join(parse.article.text[start:end] for start, end in each.content)
    return text.strip().lower() in _DEMONSTRATIVES


def _named(parse: Parse, each: Attribution) -> Attribution:
    """Leave out of the source what names nobody: the "it" of `it was stressed that …`, a word of another sentence."""
    head = reporting(parse.words(each.cue))
    passive = head is not None and head.tag_ == "VBN" and has(head, "auxpass")
    only = " ".join(parse.article.text[start:end] for start, end in each.source).lower()
    if passive and only == "it":
        return replace(each, source=())
    return replace(each, source=_in_sentence(each.source, head)) if len(each.source) > 1 and head is not None else each


def _in_sentence(source: Spans, cue: Token) -> Spans:
    """Leave out what stands in another sentence than the cue: "the" of the one before."""
    sentence = cue.sent
    return tuple(span for span in source if sentence.start_char <= span.start < sentence.end_char) or source


def _merged(parse: Parse, each: Attribution, other: Attribution) -> Attribution:
    """Return what the model found, with what the rules know better: who is told, and where a quotation ends.

    A quotation may be longer than what the model sees at once, and stand between marks that it does not know.
    """
    if not other.cue and other.form is Form.DIRECT:
        return other  # a turn of a transcript, or a quotation that goes on: its end is known by its marks
    whole = other.form is Form.DIRECT and overlap(each.content, other.content) >= _SAME
    form = Form.DIRECT if whole else each.form
    content = united(each.content, other.content) if each.form is other.form is Form.DIRECT else _own(parse, each)
    return replace(each, source=each.source or other.source, addressee=other.addressee, content=content, form=form)


def _of_rules(by_rules: Iterable[Attribution], model: _Places) -> Iterator[Attribution]:
    for each in by_rules:
        if next(_same(each, model), None) is None and not any(_is_part(each, other) for other in _near(each, model)):
            yield each


def _is_part(each: Attribution, other: Attribution) -> bool:
    """Tell whether the model has read `each` as a part of one piece of speech; a quotation within a report is more."""
    quoted = each.form is Form.DIRECT and other.form is not Form.DIRECT and each.score >= _SURE
    return not quoted and _is_inside(each, other)


def _is_hearsay(each: Attribution, *found: _Places) -> bool:
    """Tell what a speaker says of others in direct speech: what "they" think is his word, not theirs."""
    around = (other for places in found for other in _near(each, places))
    return any(other.form is Form.DIRECT and other is not each and _is_inside(each, other) for other in around)


def _own(parse: Parse, each: Attribution) -> Spans:
    """Return the content without what stands in another paragraph than the cue; a quotation may go on there."""
    if each.form is not Form.INDIRECT or not each.cue:
        return each.content
    here = parse.paragraph_at(parse.words(each.cue)[0].i)
    own = span_of(parse.doc, here.start, here.end)
    return ordered(_within(parse.article.text, span, own) for span in each.content) or each.content


def _within(text: str, span: Span, own: Span) -> Span:
    cut = Span(max(span.start, own.start), min(span.end, own.end))
    return cut if cut == span else trimmed(text, cut, EDGES)


def _places(found: Iterable[Attribution]) -> _Places:
    """Index attributions by the stretches of text that their cue and content touch."""
    places: dict[int, list[Attribution]] = {}
    for each in found:
        for place in _touched(each):
            places.setdefault(place, []).append(each)
    return places


def _touched(each: Attribution) -> list[int]:
    spans = (*each.cue, *each.content)
    return sorted({place for start, end in spans for place in range(start // _PLACE, end // _PLACE + 1)})


def _near(each: Attribution, places: _Places) -> Iterator[Attribution]:
    """Yield the attributions that may have a word in common with `each`, some of them twice."""
    for place in _touched(each):
        yield from places.get(place, ())


def _same(each: Attribution, places: _Places) -> Iterator[Attribution]:
    """Yield those that share a word of the cue with `each`, or half of the content, neither standing in the other."""
    for other in _near(each, places):
        nested = shared(each.cue, other.content) or shared(other.cue, each.content)
        if shared(each.cue, other.cue) or (not nested and overlap(each.content, other.content) >= _SAME):
            yield other


def _is_inside(inner: Attribution, outer: Attribution) -> bool:
    return all(any(s.start <= t.start and t.end <= s.end for s in outer.content) for t in inner.content)
