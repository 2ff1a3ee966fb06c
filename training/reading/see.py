"""Let a trained network say what it sees in texts, labelled and not: what a smaller one then learns from."""

import argparse
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from batches import BATCH, Layout, Sample, Sight, Window
from corpus import is_release, texts
from encoders import SMALL, large, letters, pretrained, vocabulary
from network import Network
from texts import ROLES, Text
from torch import Tensor

from standoff.language.attribution.decoding import CUE_BEGINS, CUE_GOES_ON
from standoff.language.encoder import MARGIN, WINDOW
from standoff.language.pieces import WordPiece

LEAST = 0.3
"""A cue that the network takes for less likely is not asked about."""

Seen = tuple[Tensor, tuple[Sight, ...]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path, help="of the larger network")
    parser.add_argument("silver", type=Path, nargs="+", help="texts that a teacher parsed (silver.py)")
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--every", type=int, default=7, help="look into one in so many of the texts without labels")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    found = texts(args.silver, args.polnear, WordPiece(SMALL / "vocab.txt"))
    chosen = [
        text
        for text in found
        if text.roles is not None or (is_release(text.name) and int(text.name.rpartition("-")[2]) % args.every == 0)
    ]
    encoder = large(args.checkpoint.parent)
    network = Network(pretrained(encoder))
    network.load_state_dict(torch.load(args.checkpoint, weights_only=True)["network"])
    torch.save(look(network.eval(), chosen, Layout(*vocabulary(encoder), letters())), args.out)


def look(network: Network, found: Sequence[Text], layout: Layout) -> dict[str, Seen]:
    """Return what the network sees in each text: probabilities (pieces, roles), and the sight of each cue."""
    roles = [torch.zeros(len(text), len(ROLES), dtype=torch.float16) for text in found]
    sights: list[list[Sight]] = [[] for _ in found]
    jobs = [(at, bounds) for at, text in enumerate(found) for bounds in windows(len(text))]
    jobs.sort(key=lambda job: job[1][1] - job[1][0])
    started = time.perf_counter()
    for done in range(0, len(jobs), BATCH):
        group = jobs[done : done + BATCH]
        batch = layout.batch(
            [Window(Sample(found[at]), np.arange(start, end)) for at, (start, end, _, _) in group], raised=0
        )
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            states = network.encode(batch.ids, batch.features, batch.mask)
            chances = network.tag(states).float().softmax(-1)
            for row, (at, (start, end, first, last)) in enumerate(group):
                seen = chances[row, 1 : end - start + 1]
                roles[at][first:last] = seen[first - start : last - start].half()
                cues = sorted(set(_labelled(found[at], first, last, end)) | set(_likely(seen, start, first, last)))
                sights[at] += _sights(network, states, row, start, end, cues)
        if done % (20 * BATCH) == 0:
            print(f"{done}/{len(jobs)} windows  {time.perf_counter() - started:.0f} s", flush=True)
    return {text.name: (seen, tuple(cues)) for text, seen, cues in zip(found, roles, sights, strict=True)}


def windows(length: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield start, end, first, last for each window over `length` pieces; `first` to `last` tile the whole length."""
    first = 0
    while first < length:
        start = max(0, min(first - MARGIN, length - WINDOW))
        end = min(start + WINDOW, length)
        last = length if end == length else end - MARGIN
        yield start, end, first, last
        first = last


def _labelled(text: Text, first: int, last: int, end: int) -> Iterator[tuple[int, int]]:
    for each in text.attributions:
        if first <= each.cue[0] < last and each.cue[-1] < end:
            yield each.cue[0], each.cue[-1]


def _likely(seen: Tensor, start: int, first: int, last: int) -> Iterator[tuple[int, int]]:
    chances = seen[:, CUE_BEGINS] + seen[:, CUE_GOES_ON]
    at = 0
    while at < len(chances):
        end = at + 1
        if chances[at] >= LEAST:
            while end < len(chances) and chances[end] >= LEAST and seen[end, CUE_BEGINS] <= seen[end, CUE_GOES_ON]:
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
