"""What a word is by its tag and its relation."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.lang.en import English

from standoff.language.encoder import OnnxEncoder
from standoff.language.parsing.words import Words, _rows

_NO_FEATURES = "_"
_UNIVERSAL = frozenset({
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SPACE", "SYM", "VERB", "X",
})  # fmt: skip


@pytest.fixture(scope="module")
def nlp() -> English:
    return English()


@pytest.fixture(scope="module")
def words(nlp: English) -> Words:
    return Words(nlp.vocab)


def told(nlp: English, words: Words, text: str, tag: str, relation: str) -> tuple[str, str, str]:
    """Return part of speech, lemma and features as strings."""
    found = words.of(text, tag, relation)
    strings = nlp.vocab.strings
    return strings[found.pos], strings[found.lemma], strings[found.features].removeprefix(_NO_FEATURES)


def test_every_tag_of_the_weights_has_a_row(encoder: OnnxEncoder) -> None:
    rows = _rows()
    assert [tag for tag in encoder.manifest.tags if (tag, "*") not in rows or rows[tag, "*"].pos is None] == []


def test_every_part_of_speech_in_the_table_is_universal() -> None:
    assert {row.pos for row in _rows().values()} <= {None, *_UNIVERSAL}


@pytest.mark.parametrize(
    ("text", "tag", "relation", "found"),
    [
        ("troops", "NNS", "dobj", ("NOUN", "troop", "Number=Plur")),
        ("treaty", "NN", "dobj", ("NOUN", "treaty", "Number=Sing")),
        ("Russia", "NNP", "nsubj", ("PROPN", "Russia", "Number=Sing")),
        ("Nations", "NNPS", "pobj", ("PROPN", "Nations", "Number=Plur")),
        ("the", "DT", "det", ("DET", "the", "Definite=Def|PronType=Art")),
        ("The", "DT", "det", ("DET", "the", "Definite=Def|PronType=Art")),
        ("he", "PRP", "nsubj", ("PRON", "he", "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs")),
        ("them", "PRP", "dobj", ("PRON", "they", "Case=Acc|Number=Plur|Person=3|PronType=Prs")),
        ("I", "PRP", "nsubj", ("PRON", "I", "Case=Nom|Number=Sing|Person=1|PronType=Prs")),
        ("n't", "RB", "neg", ("PART", "not", "Polarity=Neg")),
        ("not", "RB", "neg", ("PART", "not", "Polarity=Neg")),
        ("two", "CD", "nummod", ("NUM", "two", "NumType=Card")),
        (",", ",", "punct", ("PUNCT", ",", "PunctType=Comm")),
        ("and", "CC", "cc", ("CCONJ", "and", "ConjType=Cmp")),
        ("'s", "POS", "case", ("PART", "'s", "")),
        ("nobody", "NN", "nsubj", ("PRON", "nobody", "Number=Sing|PronType=Ind")),
        ("to", "TO", "aux", ("PART", "to", "")),
        ("of", "IN", "prep", ("ADP", "of", "")),
    ],
)
def test_a_word_is_what_the_table_says(
    nlp: English, words: Words, text: str, tag: str, relation: str, found: tuple[str, str, str]
) -> None:
    assert told(nlp, words, text, tag, relation) == found


@pytest.mark.parametrize(
    ("text", "tag", "relation", "pos", "lemma"),
    [
        ("is", "VBZ", "ROOT", "AUX", "be"),
        ("was", "VBD", "auxpass", "AUX", "be"),
        ("been", "VBN", "aux", "AUX", "be"),
        ("'s", "VBZ", "auxpass", "AUX", "be"),
        ("has", "VBZ", "aux", "AUX", "have"),
        ("has", "VBZ", "ROOT", "VERB", "have"),
        ("had", "VBD", "ccomp", "VERB", "have"),
        ("did", "VBD", "aux", "AUX", "do"),
        ("did", "VBD", "advcl", "VERB", "do"),
        ("does", "VBZ", "conj", "VERB", "do"),
        ("do", "VB", "xcomp", "VERB", "do"),
        ("got", "VBD", "auxpass", "AUX", "get"),
        ("will", "MD", "aux", "AUX", "will"),
        ("wo", "MD", "aux", "AUX", "will"),
        ("'d", "MD", "aux", "AUX", "would"),
        ("'d", "VBD", "aux", "AUX", "have"),
        ("refused", "VBD", "ROOT", "VERB", "refuse"),
    ],
)
def test_an_auxiliary_is_told_by_what_it_does(
    nlp: English, words: Words, text: str, tag: str, relation: str, pos: str, lemma: str
) -> None:
    assert told(nlp, words, text, tag, relation)[:2] == (pos, lemma)


@pytest.mark.parametrize(
    ("text", "tag", "relation", "pos"),
    [
        ("that", "IN", "mark", "SCONJ"),
        ("That", "IN", "mark", "SCONJ"),
        ("that", "WDT", "nsubj", "PRON"),
        ("that", "WDT", "dobj", "PRON"),
        ("that", "DT", "det", "DET"),
        ("that", "DT", "nsubj", "PRON"),
        ("this", "DT", "dobj", "PRON"),
        ("which", "WDT", "nsubj", "PRON"),
        ("which", "WDT", "det", "DET"),
        ("who", "WP", "nsubj", "PRON"),
        ("before", "IN", "mark", "SCONJ"),
        ("before", "IN", "prep", "ADP"),
        ("if", "IN", "mark", "SCONJ"),
        ("but", "CC", "cc", "CCONJ"),
        ("but", "CC", "advmod", "ADV"),
    ],
)
def test_words_of_one_form_are_told_apart_by_tag_and_relation(
    nlp: English, words: Words, text: str, tag: str, relation: str, pos: str
) -> None:
    assert told(nlp, words, text, tag, relation)[0] == pos


@pytest.mark.parametrize(
    ("text", "tag", "lemma"),
    [
        ("met", "VBD", "meet"),
        ("went", "VBD", "go"),
        ("said", "VBD", "say"),
        ("left", "VBN", "leave"),
        ("withdrew", "VBD", "withdraw"),
        ("withdrawn", "VBN", "withdraw"),
        ("given", "VBN", "give"),
        ("fought", "VBD", "fight"),
        ("lying", "VBG", "lie"),
        ("using", "VBG", "use"),
        ("denies", "VBZ", "deny"),
        ("planned", "VBN", "plan"),
        ("agreed", "VBD", "agree"),
        ("Called", "VBD", "call"),
        ("countries", "NNS", "country"),
        ("men", "NNS", "man"),
        ("allies", "NNS", "ally"),
        ("crises", "NNS", "crisis"),
        ("warships", "NNS", "warship"),
        ("larger", "JJR", "large"),
        ("worst", "JJS", "bad"),
    ],
)
def test_the_lemma_of_a_form_is_that_of_the_dictionary(
    nlp: English, words: Words, text: str, tag: str, lemma: str
) -> None:
    assert told(nlp, words, text, tag, "dep")[1] == lemma


_HOSTILE = st.text(min_size=1, max_size=20) | st.sampled_from(
    ["\n\n", "\u200b", "\u0301", "漢字", "Київ", "👩\u200d🚒", "x" * 200, "S" * 50, "'", "ies", "ing"]
)


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_HOSTILE, at=st.integers(0, 10_000), to=st.integers(0, 10_000))
def test_any_word_with_any_tag_is_something(
    encoder: OnnxEncoder, nlp: English, words: Words, text: str, at: int, to: int
) -> None:
    known = encoder.manifest
    tag, relation = known.tags[at % len(known.tags)], known.relations[to % len(known.relations)]
    pos, lemma, features = told(nlp, words, text, tag, relation)
    assert pos in _UNIVERSAL
    assert lemma
    assert all(len(feature.split("=")) == 2 for feature in features.split("|") if feature)


def test_the_same_word_is_the_same_for_a_table_read_anew(nlp: English, words: Words) -> None:
    for text, tag in (("met", "VBD"), ("troops", "NNS"), ("zorbed", "VBD")):
        other = English()
        assert told(nlp, words, text, tag, "ROOT") == told(other, Words(other.vocab), text, tag, "ROOT")


@pytest.mark.parametrize("tag", ["NNS", "VBG", "JJR"])
def test_four_times_the_letters_take_about_four_times_the_time(words: Words, tag: str) -> None:
    once, more = (_seconds(words, "s" * size, tag) for size in (50_000, 200_000))
    assert more < 8 * once + 0.5


def _seconds(words: Words, text: str, tag: str) -> float:
    begun = time.perf_counter()
    words.of(text, tag, "dep")
    return time.perf_counter() - begun
