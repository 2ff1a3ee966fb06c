"""Train the encoder and its heads, alone or with what a larger network saw. Goes on where it stopped."""

import argparse
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from batches import BATCH, Batch, Layout, Sample, Sight, Targets, grouped, windows
from corpus import texts
from encoders import SMALL, large, letters, vocabulary
from labels import IGNORED
from network import Network, Structure
from torch import Tensor
from torch.nn import functional

from standoff.language.pieces import WordPiece

SAVE_EVERY, SHOW_EVERY, WARM_UP, SEED = 100, 20, 100, 7
HEAD_RATE, PART_WEIGHT, SEEN_WEIGHT = 1.5e-3, 3.0, 0.6
STRUCTURE_WEIGHTS = {"arcs": 1.5, "relations": 1.0, "tags": 1.0, "starts": 1.0, "entities": 1.5}
MASKED, MASK = 0.06, 103
AVERAGED = 0.998


@dataclass(frozen=True)
class Recipe:
    """What differs between the larger network and the smaller one."""

    encoder: Path
    rate: float
    frozen: int
    masked: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("silver", type=Path, nargs="+", help="texts that a teacher parsed (silver.py)")
    parser.add_argument("--polnear", type=Path, required=True, help="a split of PolNeAR: text/ and attributions/")
    parser.add_argument("--out", type=Path, required=True, help="where the checkpoint is kept")
    parser.add_argument("--large", action="store_true", help="train the larger network, from which the smaller learns")
    parser.add_argument("--seen", type=Path, help="what the larger network saw (see.py)")
    parser.add_argument("--begin", type=Path, help="weights to begin with, of an earlier checkpoint")
    parser.add_argument("--epochs", type=float, default=6.0)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    random.seed(SEED)
    np.random.seed(SEED)
    recipe = Recipe(large(args.out), 7e-5, 3, 0.0) if args.large else Recipe(SMALL, 3e-4, 0, MASKED)
    found = samples(args.silver, args.polnear, args.seen)
    Training(recipe, found, args.out / "checkpoint.pt", args.begin).run(args.epochs)


def samples(silver: list[Path], polnear: Path, seen: Path | None) -> list[Sample]:
    """Return the parsed texts, with what the larger network saw where it looked."""
    sights: dict[str, tuple[Tensor, tuple[Sight, ...]]] = torch.load(seen, weights_only=False) if seen else {}
    found = [Sample(text) for text in texts(silver, polnear, WordPiece(SMALL / "vocab.txt"))]
    return [Sample(each.text, *sights.get(each.text.name, (None, ()))) for each in found]


class Training:
    """Holds the network, its optimizer and the running mean of its weights, which is what is used in the end."""

    def __init__(self, recipe: Recipe, found: list[Sample], checkpoint: Path, begin: Path | None) -> None:
        self._recipe, self._samples, self._checkpoint = recipe, found, checkpoint
        self._layout = Layout(*vocabulary(recipe.encoder), letters())
        self._network = Network(recipe.encoder)
        if begin:
            self._network.load_state_dict(torch.load(begin, weights_only=True)["mean"], strict=False)
        self._network.freeze(recipe.frozen)
        named = [(name, value) for name, value in self._network.named_parameters() if value.requires_grad]
        encoder = [value for name, value in named if name.startswith("encoder")]
        heads = [value for name, value in named if not name.startswith("encoder")]
        self._rates = recipe.rate, HEAD_RATE
        groups = [{"params": part, "lr": rate} for part, rate in zip((encoder, heads), self._rates, strict=True)]
        self._optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        self._mean = {name: value.detach().clone() for name, value in self._network.state_dict().items()}
        self._step = 0
        self._restore()

    def run(self, epochs: float) -> None:
        """Take the steps that are left of `epochs`."""
        total = int(len(windows(self._samples)) // BATCH * epochs)
        shown, losses = time.perf_counter(), 0.0
        while self._step < total:
            for group in grouped(windows(self._samples)):
                if self._step >= total:
                    break
                losses += self._advance(self._layout.batch(group), total)
                if self._step % SHOW_EVERY == 0:
                    pace = (time.perf_counter() - shown) / SHOW_EVERY
                    print(f"step {self._step}/{total}  loss {losses / SHOW_EVERY:.3f}  {pace:.2f} s", flush=True)
                    shown, losses = time.perf_counter(), 0.0
                if self._step % SAVE_EVERY == 0 or self._step == total:
                    self._save()

    def _advance(self, found: Batch, total: int) -> float:
        pace = min(1.0, self._step / WARM_UP) * max(0.02, 1 - self._step / total)
        for group, rate in zip(self._optimizer.param_groups, self._rates, strict=True):
            group["lr"] = rate * pace
        loss = self._loss(found)
        self._optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._network.parameters(), 1.0)
        self._optimizer.step()
        self._step += 1
        self._follow()
        return float(loss.detach())

    def _loss(self, found: Batch) -> Tensor:
        network = self._network
        hidden = (torch.rand(found.ids.shape) < self._recipe.masked) & (found.mask > 0)
        ids = found.ids.masked_fill(hidden, MASK)
        with torch.autocast("cpu", torch.bfloat16):
            states = network.drop(network.encode(ids, found.features, found.mask))
            roles = network.tag(states).float()
            structure = network.syntax(states, found.mask)
            cues = [torch.tensor(part) for part in zip(*found.cues, strict=True)]
            parts = network.roles(states, *cues).float() if cues else None
        loss = distance(roles, found.roles) + unlikeness(structure, found.structure)
        return loss if parts is None or found.parts is None else loss + PART_WEIGHT * distance(parts, found.parts)

    def _follow(self) -> None:
        """Move the running mean; it moves faster at first."""
        kept = min(AVERAGED, (1 + self._step) / (10 + self._step))
        with torch.no_grad():
            for name, value in self._network.state_dict().items():
                if value.is_floating_point():
                    self._mean[name].lerp_(value, 1 - kept)

    def _save(self) -> None:
        state = {"network": self._network.state_dict(), "mean": self._mean, "step": self._step}
        part = self._checkpoint.with_suffix(".part")
        torch.save({**state, "optimizer": self._optimizer.state_dict()}, part)
        part.replace(self._checkpoint)

    def _restore(self) -> None:
        if self._checkpoint.exists():
            state = torch.load(self._checkpoint, weights_only=True)
            self._network.load_state_dict(state["network"])
            self._optimizer.load_state_dict(state["optimizer"])
            self._mean, self._step = state["mean"], int(state["step"])


def distance(odds: Tensor, targets: Targets) -> Tensor:
    """Return the cross entropy to labels and to what was seen, weighted where there are both."""
    seen = bool(targets.weights.any())
    total = odds.new_zeros(())
    if seen:
        each = -(targets.chances * odds.log_softmax(-1)).sum(-1) * targets.weights
        total = total + SEEN_WEIGHT * each.sum() / targets.weights.sum()
    if bool((targets.labels != IGNORED).any()):
        hard = functional.cross_entropy(odds.flatten(0, -2), targets.labels.flatten(), ignore_index=IGNORED)
        total = total + (1 - SEEN_WEIGHT * seen) * hard
    return total


def unlikeness(found: Structure, wanted: Mapping[str, Tensor]) -> Tensor:
    """Return the cross entropy to what the teacher says."""
    total = torch.zeros(())
    for name, weight in STRUCTURE_WEIGHTS.items():
        odds, labels = getattr(found, name).float(), wanted["heads" if name == "arcs" else name]
        total = total + weight * functional.cross_entropy(odds.flatten(0, 1), labels.flatten(), ignore_index=IGNORED)
    return total


if __name__ == "__main__":
    main()
