"""From the odds of the pieces, window by window, to a `Doc` with tags, trees, sentences and names."""

from itertools import pairwise
from typing import cast

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc
from thinc.types import Ints2d

from standoff.language.encoder import Encoder, Floats, Grammar, Manifest, Sheet, Window
from standoff.language.parsing.naming import Columns, names
from standoff.language.parsing.trees import tree
from standoff.language.parsing.words import Words

_Ints = npt.NDArray[np.int64]
_SPACE, _UNREAD = "_SP", "XX"
_LOOSE, _ROOT, _CONJUNCT = "dep", "ROOT", "conj"
_BEGINS, _GOES_ON, _OUTSIDE = 3, 1, 2
"""spaCy's numbers for the place of a word in a name."""

_ATTRIBUTES: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE"]
_NEVER = -1e9


class Labels:
    """What the columns of the heads stand for."""

    def __init__(self, manifest: Manifest) -> None:
        self.tags, self.relations = manifest.tags, manifest.relations
        self.root, self.conjunct = manifest.relations.index(_ROOT), manifest.relations.index(_CONJUNCT)
        self.verbs = np.array([tag.startswith("VB") for tag in manifest.tags])
        self.columns = Columns.of(manifest.entities)
        self.kinds = ["", *dict.fromkeys(name[2:] for name in manifest.entities if name != "O")]


class Annotation:
    """Collects what the windows say of the words of one text, then writes it into the `Doc`.

    Words that have no piece, such as white space, hang on the one before.
    """

    def __init__(self, doc: Doc, sheet: Sheet, encoder: Encoder, labels: Labels) -> None:
        length = len(doc)
        self._encoder = encoder
        self._doc, self._sheet, self._labels = doc, sheet, labels
        self._words = np.array(sheet.pieces.words, dtype=np.int64)
        self._heads = np.arange(length)
        self._tags, self._relations, self._kinds = (np.full(length, -1) for _ in range(3))
        self._begins = np.zeros(length, dtype=np.bool_)

    def take(self, window: Window, grammar: Grammar) -> None:
        """Read off the part of a window that counts: its sentences are the text's, none goes on beyond it."""
        here = np.flatnonzero(self._sheet.begins[window.first : window.last]) + window.first
        if not len(here):
            return
        words, own = self._words[here], here - window.start
        starts = (grammar.starts[own] > 0) | self._sheet.edges[here]
        starts[0] = True
        arcs, entities, labels = grammar.arcs[own][:, [0, *own + 1]], grammar.entities[own], self._labels
        above, local = np.full(window.end - window.start, -1), np.arange(len(own))
        for first, last in pairwise([*np.flatnonzero(starts).tolist(), len(own)]):
            sentence = slice(first, last)
            heads = np.array(tree(arcs[sentence, [0, *range(first + 1, last + 1)]])) + first
            self._heads[words[sentence]], local[sentence] = words[heads], heads
            above[own[sentence]] = np.where(heads == np.arange(first, last), -1, own[heads])
            chosen = names(entities[sentence], labels.columns)
            self._set_names(words[sentence], np.array(chosen))
        odds = self._encoder.relations(window, above)[own]
        odds[:, labels.root] = _NEVER
        self._relations[words] = relations = odds.argmax(1)
        self._tags[words] = _tags(grammar.tags[own], local, relations == labels.conjunct, labels.verbs)

    def write(self, words: Words) -> None:
        """Set all of the `Doc`."""
        doc, labels = self._doc, self._labels
        strings = doc.vocab.strings
        loose = self._tags < 0
        self._hang(loose)
        tags = [labels.tags[at] if at >= 0 else "" for at in self._tags.tolist()]
        relations = [labels.relations[at] if at >= 0 else _LOOSE for at in self._relations.tolist()]
        for at in np.flatnonzero((self._heads == np.arange(len(doc))) & ~loose).tolist():
            relations[at] = _ROOT
        for at in np.flatnonzero(loose).tolist():
            tags[at] = _SPACE if doc[at].is_space else _UNREAD
        known = {name: strings.add(name) for name in {*tags, *relations, *labels.kinds}}
        found = [words.of(token.text, tag, relation) for token, tag, relation in zip(doc, tags, relations, strict=True)]
        named = self._kinds > 0
        columns = (
            [known[tag] for tag in tags],
            [word.pos for word in found],
            [word.features for word in found],
            [word.lemma for word in found],
            [known[relation] for relation in relations],
            (self._heads - np.arange(len(doc))).astype(np.uint64),
            np.where(named, np.where(self._begins, _BEGINS, _GOES_ON), _OUTSIDE),
            [known[labels.kinds[max(kind, 0)]] if kind > 0 else 0 for kind in self._kinds.tolist()],
        )
        doc.from_array(_ATTRIBUTES, cast(Ints2d, np.array([np.array(each, np.uint64) for each in columns]).T))

    def _set_names(self, words: _Ints, chosen: _Ints) -> None:
        self._kinds[words] = self._labels.columns.kinds[chosen]
        self._begins[words] = self._labels.columns.begins[chosen]

    def _hang(self, loose: npt.NDArray[np.bool_]) -> None:
        """Hang words without a piece on the word before, and join the two parts of a name that they divide."""
        edges = self._doc.to_array("SENT_START") == 1
        for at in np.flatnonzero(loose)[::-1].tolist():
            alone = at == 0 or edges[at]
            self._heads[at] = at if alone else at - 1
            if at + 1 < len(loose) and self._kinds[at + 1] > 0 and not self._begins[at + 1]:
                self._kinds[at] = self._kinds[at + 1]
                self._begins[at] = alone


_NEARLY = 4.0
"""Log odds by which a tag that fits may be less likely."""


def _tags(odds: Floats, heads: _Ints, conjuncts: npt.NDArray[np.bool_], verbs: npt.NDArray[np.bool_]) -> _Ints:
    """Return the tags of words; one joined to a verb is a verb if it may be: "… not expand, refrain from …"."""
    chosen: _Ints = odds.argmax(1)
    likeliest = np.where(verbs, odds, -np.inf)
    wrong = conjuncts & verbs[chosen[heads]] & ~verbs[chosen]
    may_be = likeliest.max(1) >= odds.max(1) - _NEARLY
    return np.where(wrong & may_be, likeliest.argmax(1), chosen)
