"""From odds to a `Doc`: well-formed whatever the weights say, of any text, in linear time."""

import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from standoff.language.encoder import Encoder, Floats, Grammar, Integers, Manifest, Seen, Sheet, Window
from standoff.language.paragraphs import blank
from standoff.language.parsing.grammar import Annotation, Labels
from standoff.language.parsing.words import Words
from standoff.language.pieces import WordPiece
from standoff.language.syntax import Parse, Syntax
from standoff.types import Article
from tests.language.encoders import Guessing, guessed
from tests.language.hostile import HOSTILE

_BITS = st.sampled_from(
    [
        *" \n\t\u200b\u00ad\u0301\u0903\u20e3\ufe0f\"“”«»'.,-$漢한é",
        "\n\n",
        "  ",
        "\r\n",
        "\n\u200b",
        "e\u0301",
        "a" + "\u0301" * 150,
        "ﬁ",
        "😀",
        "👩\u200d🚒",
        "1\ufe0f\u20e3",
        "said",
        "The minister",
        "New York",
        "counterproposals",
        "Russia. ",
        "x" * 120,
        "漢" * 30,
        "नमस्ते",
        "مرحبا",
        "Київ",
    ]
)
_TEXTS = st.text(max_size=120) | st.lists(_BITS, max_size=60).map("".join) | st.lists(_BITS, max_size=60).map(" ".join)


def article(text: str) -> Article:
    return Article(uri="test.txt", text=text, extractor="text/1")


def check(parsed: Parse) -> None:
    """Fail where the `Doc` is not well-formed."""
    doc = parsed.doc
    assert doc.text == parsed.article.text
    sentences = list(doc.sents)
    assert [at for sentence in sentences for at in range(sentence.start, sentence.end)] == list(range(len(doc)))
    for sentence in sentences:
        _check_tree(sentence)
    for token in doc:
        assert all((token.tag_, token.pos_, token.dep_, token.lemma_)), repr(token)
    _check_names(doc)
    for paragraph in parsed.paragraphs:
        assert doc[paragraph.start].is_sent_start
        assert paragraph.end == len(doc) or doc[paragraph.end].is_sent_start


def _check_tree(sentence: Span) -> None:
    assert sum(token.head.i == token.i for token in sentence) == 1
    assert (sentence.root.dep_ == "ROOT") or not sentence.root.text.strip() or sentence.root.tag_ == "XX"
    for token in sentence:
        assert sentence.start <= token.head.i < sentence.end
        assert (token.dep_ == "ROOT") <= (token.head.i == token.i)
        assert [each.i for each in token.subtree] == list(range(token.left_edge.i, token.right_edge.i + 1))


def _check_names(doc: Doc) -> None:
    for name in doc.ents:
        assert name.label_
        assert name.text == name.text.strip()
        assert doc[name.start].sent == doc[name.end - 1].sent
    assert all(one.end <= other.start for one, other in pairwise(doc.ents))


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_TEXTS, seed=st.integers(0, 1_000))
def test_whatever_the_weights_say_the_doc_is_well_formed(
    syntax: Syntax, splitter: WordPiece, text: str, seed: int
) -> None:
    check(guessed(syntax, splitter, seed).parse(article(text)))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_TEXTS)
def test_a_doc_by_the_weights_of_the_package_is_well_formed(syntax: Syntax, text: str) -> None:
    check(syntax.parse(article(text)))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.sampled_from(["sea", "is", "counterproposals", "\u200b"]), max_size=900), seed=st.integers(0, 99)
)
def test_a_text_of_several_windows_is_well_formed(
    syntax: Syntax, splitter: WordPiece, words: list[str], seed: int
) -> None:
    check(guessed(syntax, splitter, seed).parse(article(" ".join(words))))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_TEXTS, seed=st.integers(0, 1_000))
def test_white_space_hangs_on_the_word_before(syntax: Syntax, splitter: WordPiece, text: str, seed: int) -> None:
    parsed = guessed(syntax, splitter, seed).parse(article(text))
    begins = {0} | {at for paragraph in parsed.paragraphs for at in (paragraph.start, paragraph.end)}
    for token in parsed.doc:
        if token.is_space:
            assert token.tag_ == "_SP"
            assert token.pos_ == "SPACE"
            assert token.head.i == (token.i if token.i in begins else token.i - 1)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 1_000))
def test_a_text_is_parsed_alike_after_another(syntax: Syntax, splitter: WordPiece, seed: int) -> None:
    text = "The minister said “New York” is open.\n\nNobody believed him."
    guessing = guessed(syntax, splitter, seed)
    first = guessing.parse(article(text)).doc.to_json()
    guessing.parse(article("Another text. " * 9))
    assert guessing.parse(article(text)).doc.to_json() == first


LABELS = Manifest(
    "by-hand",
    "1",
    {},
    cue_threshold=0.5,
    calibration=(1.0, 0.0),
    tags=("NN", "NNP", "VBD", "."),
    relations=("ROOT", "nsubj", "dobj", "conj", "punct"),
    entities=("O", "B-GPE", "I-GPE", "B-PERSON", "I-PERSON"),
    kinds=("O", "ACCUSE"),
    statuses=("actual",),
)


class Certain(Guessing):
    """Says what it was given of each word: its tag, the number of its head, its relation, its name; "|" before a start.

    Nothing is given of a word without a piece. What goes on may also begin.
    """

    def __init__(self, splitter: WordPiece, *given: str) -> None:
        super().__init__(splitter, 0, manifest=LABELS)
        self._given = {number: each for number, each in enumerate(given) if each}

    def relations(self, window: Window, heads: Integers) -> Floats:
        return self._relations_told

    def _run(self, sheet: Sheet, start: int, end: int) -> tuple[Seen, Grammar]:
        seen, _ = super()._run(sheet, start, end)
        numbers = list(sheet.pieces.words)
        tags, arcs, self._relations_told, names = (
            np.zeros((end, width), dtype=np.float32)
            for width in (len(LABELS.tags), end + 1, len(LABELS.relations), len(LABELS.entities))
        )
        starts = np.full(end, -9, dtype=np.float32)
        for number, each in self._given.items():
            at, (tag, head, relation, name) = numbers.index(number), each.removeprefix("|").split()
            tags[at, LABELS.tags.index(tag)] = 9
            arcs[at, 1 + numbers.index(int(head)) if head != "-" else 0] = 9
            self._relations_told[at, LABELS.relations.index(relation)] = 9
            names[at, LABELS.entities.index(name.replace("I-", "B-"))] = 5
            names[at, LABELS.entities.index(name)] = 9
            starts[at] = 9 if each.startswith("|") else -9
        return seen, Grammar(tags, arcs, starts, names)


def parsed_as(splitter: WordPiece, text: str, *given: str) -> Doc:
    """Return the `Doc` of a text whose words are all apart, by weights that say what is given of each."""
    doc = blank().make_doc(text)
    encoder: Encoder = Certain(splitter, *given)
    sheet = encoder.sheet(text, [(token.idx, token.text) for token in doc], {0})
    annotation = Annotation(doc, sheet, encoder, Labels(LABELS))
    for window, grammar in encoder.read(sheet):
        annotation.take(window, grammar)
    annotation.write(Words(doc.vocab))
    return doc


def test_a_doc_says_what_the_weights_said(splitter: WordPiece) -> None:
    doc = parsed_as(
        splitter,
        "Lavrov met Blinken.",
        "NNP 1 nsubj B-PERSON",
        "VBD - dobj O",
        "NNP 1 dobj B-PERSON",
        ". 1 punct O",
    )
    assert [token.tag_ for token in doc] == ["NNP", "VBD", "NNP", "."]
    assert [token.head.i for token in doc] == [1, 1, 1, 1]
    assert [token.dep_ for token in doc] == ["nsubj", "ROOT", "dobj", "punct"]
    assert [token.pos_ for token in doc] == ["PROPN", "VERB", "PROPN", "PUNCT"]
    assert [token.lemma_ for token in doc] == ["Lavrov", "meet", "Blinken", "."]
    assert [(name.text, name.label_) for name in doc.ents] == [("Lavrov", "PERSON"), ("Blinken", "PERSON")]


def test_a_sentence_has_its_own_root_though_the_odds_are_for_a_head_beyond_it(splitter: WordPiece) -> None:
    given = ["NNP 2 nsubj O", "VBD 2 dobj O", "|NNP 3 nsubj O", "VBD - punct O"]
    doc = parsed_as(splitter, "Lavrov left Blinken stayed", *given)
    assert [sentence.text for sentence in doc.sents] == ["Lavrov left", "Blinken stayed"]
    assert [token.dep_ == "ROOT" for token in doc].count(True) == 2


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (["B-GPE", "I-GPE", "O"], [("New York", "GPE")]),
        (["I-GPE", "I-GPE", "O"], [("New York", "GPE")]),
        (["B-GPE", "B-GPE", "O"], [("New", "GPE"), ("York", "GPE")]),
        (["B-GPE", "I-PERSON", "O"], [("New", "GPE"), ("York", "PERSON")]),
        (["O", "I-GPE", "I-GPE"], [("York met", "GPE")]),
        (["O", "O", "O"], []),
    ],
)
def test_a_name_goes_on_while_its_kind_does(
    splitter: WordPiece, given: list[str], names: list[tuple[str, str]]
) -> None:
    words = [f"NNP {'-' if at == 0 else 0} nsubj {name}" for at, name in enumerate(given)]
    doc = parsed_as(splitter, "New York met", *words)
    assert [(name.text, name.label_) for name in doc.ents] == names


def test_a_name_ends_with_its_sentence(splitter: WordPiece) -> None:
    given = ["NNP - nsubj B-GPE", "|NNP - nsubj I-GPE", "VBD 1 dobj O"]
    doc = parsed_as(splitter, "NATO Russia met", *given)
    assert [name.text for name in doc.ents] == ["NATO", "Russia"]


@pytest.mark.parametrize("gap", ["  ", " \u200b ", "\n"])
def test_a_name_goes_on_over_what_has_no_piece(splitter: WordPiece, gap: str) -> None:
    given = ["NNP - nsubj B-GPE", "", "NNP 0 nsubj I-GPE", "VBD 0 dobj O"]
    doc = parsed_as(splitter, f"New{gap}York met", *given)
    assert [name.text for name in doc.ents] == [f"New{gap}York"]
    assert doc[1].head.i == 0


@pytest.mark.parametrize("bit", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_parsed(syntax: Syntax, splitter: WordPiece, bit: str) -> None:
    text = bit * (2_000 // len(bit))
    check(syntax.parse(article(text)))
    check(guessed(syntax, splitter, 1).parse(article(text)))


@pytest.mark.parametrize("bit", HOSTILE.values(), ids=HOSTILE)
def test_four_times_the_text_takes_about_four_times_the_time(syntax: Syntax, splitter: WordPiece, bit: str) -> None:
    guessing = guessed(syntax, splitter, 1)
    once, more = (_seconds(guessing, bit * (size // len(bit))) for size in (5_000, 20_000))
    assert more < 8 * once + 0.5


def _seconds(syntax: Syntax, text: str) -> float:
    begun = time.process_time()
    syntax.parse(article(text))
    return time.process_time() - begun
