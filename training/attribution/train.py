"""Train the encoder and its heads on PolNeAR, alone or with what a larger network saw. Goes on where it stopped."""

import argparse
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from batches import BATCH, IGNORED, Batch, Sample, Targets, batch, grouped, windows
from corpus import TAGS, labelled
from encoders import SMALL, large, vocabulary
from network import Network
from torch import Tensor
from torch.nn import functional

from standoff.language.pieces import WordPiece

SAVE_EVERY, SHOW_EVERY, WARM_UP, SEED = 100, 20, 100, 7
HEAD_RATE, ROLE_WEIGHT, SEEN_WEIGHT = 1.5e-3, 3.0, 0.6
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
    parser.add_argument("--polnear", type=Path, required=True, help="a split of PolNeAR: text/ and attributions/")
    parser.add_argument("--out", type=Path, required=True, help="where the checkpoint is kept")
    parser.add_argument("--large", action="store_true", help="train the larger network, from which the smaller learns")
    parser.add_argument("--seen", type=Path, help="what the larger network saw (see.py)")
    parser.add_argument("--epochs", type=float, default=6.0)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    random.seed(SEED)
    recipe = Recipe(large(args.out), 7e-5, 3, 0.0) if args.large else Recipe(SMALL, 3e-4, 0, MASKED)
    Training(recipe, samples(args.polnear, args.seen), args.out / "checkpoint.pt").run(args.epochs)


def samples(polnear: Path, seen: Path | None) -> list[Sample]:
    """Return the labelled texts; with `seen`, also the others that the larger network saw, after them."""
    texts = list(labelled(polnear, WordPiece(SMALL / "vocab.txt")))
    if seen is None:
        return [Sample(text) for text in texts]
    found: list[Sample] = torch.load(seen, weights_only=False)
    return [Sample(text, each.tags, each.sights) for text, each in zip(texts, found, strict=False)] + found[
        len(texts) :
    ]


class Training:
    """Holds the network, its optimizer and the running mean of its weights, which is what is used in the end."""

    def __init__(self, recipe: Recipe, found: list[Sample], checkpoint: Path) -> None:
        self._recipe, self._samples, self._checkpoint = recipe, found, checkpoint
        self._table = vocabulary(recipe.encoder)
        self._network = Network(recipe.encoder, len(TAGS))
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
                losses += self._advance(batch(group, *self._table), total)
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
            tags = network.tag(states).float()
            cues = [torch.tensor(part) for part in zip(*found.cues, strict=True)]
            roles = network.roles(states, *cues).float() if cues else None
        loss = distance(tags, found.tags)
        return loss if roles is None or found.roles is None else loss + ROLE_WEIGHT * distance(roles, found.roles)

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


if __name__ == "__main__":
    main()
