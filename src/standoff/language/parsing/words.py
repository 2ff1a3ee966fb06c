"""What a word is, from its tag and its relation: coarse part of speech, features, lemma."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.lookups import Lookups
from spacy.tokens import Doc
from spacy.vocab import Vocab

from standoff.tables import packaged, rows

_ANY, _NONE = "*", "-"
_COLUMNS = ("pos", "lemma", "features")
_REMEMBERED = 1 << 16
_AUXILIARY = frozenset({"aux", "auxpass"})
_MAIN = frozenset({"ROOT", "advcl", "ccomp", "conj", "relcl", "xcomp"})
_DO_OR_HAVE = frozenset({"do", "does", "did", "'d", "have", "has", "had"})
_DETERMINERS = frozenset({"DT", "WDT"})
_DETERMINING = frozenset({"det", "quantmod"})


@dataclass(frozen=True, slots=True)
class _Row:
    pos: str | None = None
    lemma: str | None = None
    features: str | None = None

    def over(self, other: "_Row") -> "_Row":
        """Return this row, and the other where this one says nothing."""
        return _Row(self.pos or other.pos, self.lemma or other.lemma, self.features or other.features)


@dataclass(frozen=True, slots=True)
class Word:
    """Hashes in the vocabulary's store of strings, as `Doc.from_array` wants them."""

    pos: int
    lemma: int
    features: int


class Words:
    """Holds the table of words and the lemmatizer of spaCy with its tables; remembers what it found."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._rows = _rows()
        tables = (files("standoff.language") / "data" / "lemmas.bin").read_bytes()
        self._lemmatizer = EnglishLemmatizer(vocab, None, mode="rule")
        self._lemmatizer.initialize(lookups=Lookups().from_bytes(tables))
        self.of = lru_cache(_REMEMBERED)(self._of)

    def _of(self, text: str, tag: str, relation: str) -> Word:
        lower = text.lower()
        row = _Row()
        for key in ((tag, lower), (_ANY, lower), (tag, _ANY)):
            row = row.over(self._rows.get(key, _Row()))
        pos = _pos(row.pos or "X", lower, tag, relation)
        add, features = self._vocab.strings.add, row.features or ""
        key = self._vocab.morphology.add(features)
        lemma = row.lemma or self._lemma(text, pos, features)
        return Word(add(pos), add(lemma), key)

    def _lemma(self, text: str, pos: str, features: str) -> str:
        doc = Doc(self._vocab, words=[text], pos=[pos], morphs=[features])
        found: list[str] = self._lemmatizer.rule_lemmatize(doc[0])
        return found[0]


def _pos(usual: str, lower: str, tag: str, relation: str) -> str:
    if relation in _AUXILIARY and tag != "TO":
        return "AUX"
    if lower in _DO_OR_HAVE and relation in _MAIN:
        return "VERB"
    if tag == "IN" and relation == "mark":
        return "SCONJ"
    if tag == "CC" and lower == "but" and relation == "advmod":
        return "ADV"
    return "PRON" if tag in _DETERMINERS and relation not in _DETERMINING else usual


def _rows() -> Mapping[tuple[str, str], _Row]:
    table = rows("words.tsv", packaged("language", "words.tsv"), ("tag", "word", *_COLUMNS))
    return {
        (row["tag"], row["word"]): _Row(*(None if row[name] == _NONE else row[name] for name in _COLUMNS))
        for row in table
    }
