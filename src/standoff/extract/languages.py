"""In which language a report is written. English is read; another is kept and reported as not read."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from standoff.types import Spans

READ = "en"
# Frequent in English and not words of other languages that use Latin letters, as "in", "is", "was" and "on" are.
_ENGLISH = frozenset(
    {
        "the",
        "of",
        "and",
        "that",
        "for",
        "with",
        "from",
        "by",
        "his",
        "her",
        "their",
        "has",
        "have",
        "had",
        "which",
        "this",
        "were",
        "are",
        "been",
        "would",
        "said",
        "not",
        "it",
        "its",
        "who",
        "will",
        "but",
        "they",
        "after",
        "about",
        "more",
        "than",
        "between",
    }
)
_ENGLISH_SHARE = 0.12
_FOREIGN_SHARE = 0.05
_SURE = 0.9
_LETTERS_MIN = 60
_SAMPLE = 4000
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str, furniture: Spans = ()) -> str | None:
    """Return the ISO 639-1 code of the language of a report, None where it is too short to tell.

    English is told by its function words, which are a fifth to a third of any English report whatever names it is full
    of. The model, which calls a short sentence with Russian names Slovene, is asked only where they are rare.
    """
    sample = _sample(text, furniture)
    words = _WORD.findall(sample.lower())
    share = sum(word in _ENGLISH for word in words) / max(len(words), 1)
    if share >= _ENGLISH_SHARE:
        return READ
    if sum(map(len, words)) < _LETTERS_MIN:
        return None
    language, sure = _identifier().classify(sample)
    if language == READ or share >= _FOREIGN_SHARE:
        return READ
    return str(language) if sure >= _SURE else None


def _sample(text: str, furniture: Spans) -> str:
    """Return the first few thousand characters that are not furniture."""
    pieces, at, size = [], 0, 0
    for start, end in (*furniture, (len(text), len(text))):
        piece = text[at : min(start, at + _SAMPLE - size)]
        pieces.append(piece)
        at, size = end, size + len(piece)
        if size >= _SAMPLE:
            break
    return " ".join(pieces)


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
