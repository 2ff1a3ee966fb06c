"""The reader as a component of a spaCy pipeline: `nlp.add_pipe("standoff")`.

    nlp = spacy.blank("en")
    nlp.add_pipe("standoff")
    doc = nlp(text)
    doc.sents, doc.ents, doc[0].dep_        # as from any pipeline
    doc._.standoff                          # the Reading: statements, events, actors, mentions, times
    doc.spans["statements"]                 # what was said, each span with the id of its statement

What was read is kept with the `Doc` as bytes, so that `Doc.to_bytes`, `DocBin` and several processes carry it along.
"""

from typing import cast

import msgspec
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from standoff.extract import article_of_text
from standoff.language.reader import Reader, reads
from standoff.types import Reading

KEY = "standoff"
SPANS = "statements"
_ASSIGNS = ["token.tag", "token.pos", "token.dep", "token.head", "token.lemma", "token.morph", "doc.sents", "doc.ents"]


class Component:
    """Reads each `Doc` as one report; the tokens are those of the pipeline."""

    def __init__(self, nlp: Language, name: str, *, every_attribution: bool = False) -> None:
        self.name = name
        self._reader = Reader(max_characters=nlp.max_length, every_attribution=every_attribution, nlp=nlp)

    def __call__(self, doc: Doc) -> Doc:
        """Write syntax, names and statements into `doc`; one without letters is returned as it came.

        One in another language than English has a reading without a row, and no syntax.
        """
        if not any(map(str.isalpha, doc.text)):
            return doc
        article = article_of_text(doc.text, max_characters=len(doc.text))
        read = self._reader.read_doc(article, doc) if reads(article) else Reading(article)
        doc.user_data[KEY] = msgspec.msgpack.encode(read)
        doc.spans[SPANS] = SpanGroup(doc, name=SPANS, spans=_contents(doc, read))
        return doc


@Language.factory("standoff", assigns=_ASSIGNS, default_config={"every_attribution": False})
def create(nlp: Language, name: str, every_attribution: bool) -> Component:  # noqa: FBT001 (spaCy passes it by name)
    """Make the component; with `every_attribution` as in `standoff read --every-attribution`."""
    return Component(nlp, name, every_attribution=every_attribution)


def reading(doc: Doc) -> Reading | None:
    """Return what was read in `doc`, None where it did not go through the component: the getter of `doc._.standoff`."""
    found = doc.user_data.get(KEY)
    return msgspec.msgpack.decode(cast(bytes, found), type=Reading) if found else None


Doc.set_extension(KEY, getter=reading, force=True)


def _contents(doc: Doc, read: Reading) -> list[Span]:
    """Return the words of each statement, a span for each unbroken stretch; the label is the form."""
    found = []
    for each in read.statements:
        for start, end in each.content.spans:
            span = doc.char_span(start, end, label=each.form.value, alignment_mode="expand")
            if span is not None:
                span.id_ = each.id
                found.append(span)
    return found
