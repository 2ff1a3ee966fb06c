"""Let a pipeline of spaCy parse texts: what the network learns syntax and names from, and is compared with.

Texts are prepared as the package prepares them: its tokens, and the paragraphs that no sentence crosses.
"""

import argparse
import csv
import gzip
import json
import time
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import DocBin

from standoff.extract import article_of_text
from standoff.language.paragraphs import ONE_WORD, bounded

ATTRIBUTES = ("TAG", "POS", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE", "SPACY", "LEMMA", "MORPH")
LONGEST = 200_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("teacher", type=Path, help="folder of a trained pipeline")
    parser.add_argument("source", type=Path, help="a folder of .txt, a file of JSON lines, or a table in .csv.gz")
    parser.add_argument("--field", default="body", help="where JSON lines and tables keep their text")
    parser.add_argument("--every", type=int, default=1, help="take one in so many texts")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    nlp = spacy.load(args.teacher, exclude=["senter"])
    nlp.tokenizer.token_match = ONE_WORD.fullmatch
    found, started, words = DocBin(attrs=ATTRIBUTES, store_user_data=True), time.perf_counter(), 0
    for number, (name, text) in enumerate(texts(args.source, args.field)):
        if number % args.every == 0 and text.strip():
            doc = parsed(nlp, name, text[:LONGEST])
            words += len(doc)
            found.add(doc)
            if len(found) % 100 == 0:
                print(f"{len(found)} texts  {words} words  {time.perf_counter() - started:.0f} s", flush=True)
    found.to_disk(args.out)


def texts(source: Path, field: str) -> Iterator[tuple[str, str]]:
    """Yield names and texts in the order of the source."""
    if source.is_dir():
        for path in sorted(source.glob("*.txt")):
            yield path.stem, path.read_bytes().decode()
    elif source.name.endswith(".csv.gz"):
        with gzip.open(source, "rt", encoding="utf-8") as table:
            for number, row in enumerate(csv.DictReader(table)):
                yield f"{source.name.partition('.')[0]}-{number}", row[field]
    else:
        with source.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                yield f"{source.stem}-{number}", json.loads(line)[field]


def parsed(nlp: Language, name: str, text: str) -> spacy.tokens.Doc:
    doc = nlp.make_doc(text)
    bounded(article_of_text(text, uri=name), doc)
    for _, component in nlp.pipeline:
        doc = component(doc)
    doc.user_data = {"name": name}
    return doc


if __name__ == "__main__":
    main()
