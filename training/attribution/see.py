"""Let a trained network say what it sees in texts, labelled and not: what a smaller one then learns from."""

import argparse
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from batches import BATCH, Sample, Sight, Window, batch
from corpus import TAGS, Text, labelled, unlabelled
from encoders import SMALL, large, vocabulary
from network import Network
from torch import Tensor

from standoff.language.encoder import windows
from standoff.language.pieces import WordPiece

CUE, GOES_ON = 3, 4
LEAST = 0.3
"""A cue that the network takes for less likely is not asked about."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path, help="of the larger network")
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--also", type=Path, nargs="*", default=[], help="files of JSON lines without labels")
    parser.add_argument("--field", default="body", help="where those keep their text")
    parser.add_argument("--every", type=int, default=7, help="take one in so many of their lines")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    cutter = WordPiece(SMALL / "vocab.txt")
    texts = list(labelled(args.polnear, cutter))
    texts += [text for path in args.also for text in unlabelled(path, args.field, args.every, cutter)]
    encoder = large(args.checkpoint.parent)
    network = Network(encoder, len(TAGS))
    network.load_state_dict(torch.load(args.checkpoint, weights_only=True)["network"])
    torch.save(look(network.eval(), texts, vocabulary(encoder)), args.out)


def look(network: Network, texts: Sequence[Text], table: tuple[Tensor, int, int]) -> list[Sample]:
    """Return the texts with what the network sees in them."""
    tags = [torch.zeros(len(text), len(TAGS), dtype=torch.float16) for text in texts]
    sights: list[list[Sight]] = [[] for _ in texts]
    jobs = [(at, bounds) for at, text in enumerate(texts) for bounds in windows(len(text))]
    jobs.sort(key=lambda job: job[1][1] - job[1][0])
    started = time.perf_counter()
    for done in range(0, len(jobs), BATCH):
        group = jobs[done : done + BATCH]
        found = batch([Window(Sample(texts[at]), start, end) for at, (start, end, _, _) in group], *table)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            states = network.encode(found.ids, found.features, found.mask)
            chances = network.tag(states).float().softmax(-1)
            for row, (at, (start, end, first, last)) in enumerate(group):
                seen = chances[row, 1 : end - start + 1]
                tags[at][first:last] = seen[first - start : last - start].half()
                cues = sorted(set(_labelled(texts[at], first, last, end)) | set(_likely(seen, start, first, last)))
                sights[at] += _sights(network, states, row, start, end, cues)
        if done % (20 * BATCH) == 0:
            print(f"{done}/{len(jobs)} windows  {time.perf_counter() - started:.0f} s", flush=True)
    return [Sample(*each) for each in zip(texts, tags, map(tuple, sights), strict=True)]


def _labelled(text: Text, first: int, last: int, end: int) -> Iterator[tuple[int, int]]:
    for each in text.attributions:
        if first <= each.cue[0] < last and each.cue[-1] < end:
            yield each.cue[0], each.cue[-1]


def _likely(seen: Tensor, start: int, first: int, last: int) -> Iterator[tuple[int, int]]:
    chances = seen[:, CUE] + seen[:, GOES_ON]
    at = 0
    while at < len(chances):
        end = at + 1
        if chances[at] >= LEAST:
            while end < len(chances) and chances[end] >= LEAST and seen[end, CUE] <= seen[end, GOES_ON]:
                end += 1
            if first <= start + at < last:
                yield start + at, start + end - 1
        at = end


def _sights(
    network: Network, states: Tensor, row: int, start: int, end: int, cues: Sequence[tuple[int, int]]
) -> Iterator[Sight]:
    if cues:
        ends = [torch.tensor([cue[side] - start + 1 for cue in cues]) for side in (0, 1)]
        odds = network.roles(states, torch.full((len(cues),), row), *ends).float()
        for (first, last), roles in zip(cues, odds.softmax(-1), strict=True):
            yield Sight(first, last, start, roles[1 : end - start + 1].half().clone())


if __name__ == "__main__":
    main()
