"""The lexicon of words that report."""

from collections.abc import Callable

import pytest

from standoff.errors import ModelError
from standoff.language.attribution.cues import Cues, Kind
from standoff.language.syntax import Parse


def test_a_verb_of_speech_governs_clauses_and_quotations(parse: Callable[[str], Parse]) -> None:
    doc = parse("The minister said that the table was long.").doc
    cues = Cues.load()
    assert Kind.SAYING in cues.of(next(token for token in doc if token.text == "said"))
    assert not cues.of(next(token for token in doc if token.text == "table"))


def test_every_kind_has_a_word() -> None:
    kinds = Cues.load().kinds
    assert {kind for of in kinds.values() for kind in of} == set(Kind)


def test_a_bad_row_is_named() -> None:
    with pytest.raises(ModelError, match=r"cues\.tsv, line 2: 2 cells, expected 3"):
        Cues.indexed("lemma\tpart\tkind\nsay\tVERB\n")
    with pytest.raises(ModelError, match=r"cues\.tsv, line 3: kind 'shouting', expected one of saying"):
        Cues.indexed("lemma\tpart\tkind\nsay\tVERB\tsaying\nsay\tVERB\tshouting\n")
