"""Write texts and what is known of them as numbers, in one file: all that training needs, here or elsewhere."""

import argparse
from pathlib import Path

import spacy
import torch
from acts import labelled, sources, told
from batches import Sample, Sight
from corpus import texts
from encoders import SMALL, letters
from silver import parsed
from texts import WINDOW, Text
from torch import Tensor

from standoff.language import encoder
from standoff.language.paragraphs import ONE_WORD
from standoff.language.pieces import WordPiece


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("silver", type=Path, nargs="*", help="texts that a teacher parsed (silver.py)")
    parser.add_argument("--polnear", type=Path, required=True, help="a split of PolNeAR: text/ and attributions/")
    parser.add_argument("--seen", type=Path, help="what the larger network saw (see.py)")
    parser.add_argument("--labels", type=Path, help="labels of events (training/events/labels.jsonl)")
    parser.add_argument("--data", type=Path, help="where the texts of those labels lie")
    parser.add_argument("--teacher", type=Path, help="folder of the pipeline that parses those texts")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    if WINDOW != encoder.WINDOW:
        raise SystemExit(f"a window has {encoder.WINDOW} pieces in use, {WINDOW} in training")
    cutter = WordPiece(SMALL / "vocab.txt")
    sights: dict[str, tuple[Tensor, tuple[Sight, ...]]] = torch.load(args.seen, weights_only=False) if args.seen else {}
    found = [Sample(text, *sights.get(text.name, (None, ()))) for text in texts(args.silver, args.polnear, cutter)]
    if args.labels:
        found += [Sample(text) for text in acts(args.labels, args.data, args.teacher, cutter)]
    torch.save({"samples": found, "letters": letters()}, args.out)
    print(f"{len(found)} texts, {sum(len(each.text) for each in found)} pieces")


def acts(labels: Path, data: Path, teacher: Path, cutter: WordPiece) -> list[Text]:
    nlp = spacy.load(teacher, exclude=["senter"])
    nlp.tokenizer.token_match = ONE_WORD.fullmatch
    return [told(each, parsed(nlp, each.name, each.text), cutter) for each in labelled(labels, sources(data))]


if __name__ == "__main__":
    main()
