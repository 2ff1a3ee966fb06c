"""How far a reader agrees with a teacher on texts that it has not learned from, as spaCy's scorer counts.

Punctuation and white space do not count as words here, nor do their arcs. Starts of sentences that a paragraph gives
count, as both know them.
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus import docs, is_held_out, is_release
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from standoff.extract import article_of_text
from standoff.language.encoder import OnnxEncoder
from standoff.language.syntax import Syntax

WORDS = 20_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, help="folder of the model")
    parser.add_argument("silver", type=Path, nargs="+", help="texts that the teacher parsed (silver.py)")
    args = parser.parse_args()
    syntax = Syntax(OnnxEncoder(args.weights))
    for path in args.silver:
        print(path.stem, json.dumps(agreement(held_out(path), syntax)))


def held_out(silver: Path, words: int = WORDS) -> Iterator[Doc]:
    """Yield texts until there are so many words: of releases those that training leaves out, of others one in three."""
    total = 0
    for number, doc in enumerate(docs(silver)):
        name = str(doc.user_data["name"])
        if is_held_out(name) or (number % 3 == 0 and not is_release(name)):
            yield doc
            total += sum(not (token.is_space or token.is_punct) for token in doc)
            if total >= words:
                return


def agreement(wanted: Iterable[Doc], syntax: Syntax) -> dict[str, float]:
    examples = [Example(parsed(syntax, doc), doc) for doc in wanted]
    scores = {
        **Scorer.score_deps(examples, "dep", ignore_labels=("p", "punct"), getter=_relation),
        **Scorer.score_token_attr(examples, "tag"),
        **Scorer.score_token_attr(examples, "pos"),
        **Scorer.score_token_attr(examples, "lemma"),
        **Scorer.score_spans(examples, "ents"),
        **Scorer.score_spans(examples, "sents", has_annotation=lambda doc: doc.has_annotation("SENT_START")),
    }
    words = sum(not (token.is_space or token.is_punct) for each in examples for token in each.reference)
    return {"words": words, **{name: round(scores[name], 4) for name in NAMES}}


NAMES = ("dep_uas", "dep_las", "tag_acc", "pos_acc", "lemma_acc", "ents_p", "ents_r", "ents_f", "sents_f")


def parsed(syntax: Syntax, doc: Doc) -> Doc:
    article = article_of_text(doc.text, uri=str(doc.user_data["name"]))
    return syntax.parse(article).doc


def _relation(token: "Doc", attribute: str) -> str:
    return str(token.dep_) if attribute == "dep" else str(getattr(token, attribute))


if __name__ == "__main__":
    main()
