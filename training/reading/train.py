"""Train the encoder and its heads, alone or with what a larger network saw. Goes on where it stopped."""

import argparse
import copy
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from batches import BATCH, Batch, Layout, Sample, Targets, grouped, windows
from labels import IGNORED
from network import Network, Structure
from restore import bare
from torch import Tensor
from torch.nn import functional
from torch.utils.data import DataLoader, Dataset

SAVE_EVERY, SHOW_EVERY, WARM_UP, SEED = 100, 20, 100, 7
HEAD_RATE, PART_WEIGHT, SEEN_WEIGHT = 1.5e-3, 3.0, 0.6
STRUCTURE_WEIGHTS = {"arcs": 1.5, "relations": 1.0, "tags": 1.0, "starts": 1.0, "entities": 1.5}
KIND_WEIGHT, PARTY_WEIGHT, STATUS_WEIGHT, PAIR_WEIGHT = 4.0, 3.0, 0.3, 0.7
MASKED, MASK = 0.06, 103
AVERAGED = 0.998
FIRST_MARK, LAST_MARK = 101, 102


@dataclass(frozen=True)
class Recipe:
    """How to train: what differs between the larger network and the smaller one, and where it is done.

    `keeping` is how much what the first weights see of attributions counts, where no larger network looked.
    """

    rate: float
    frozen: int
    masked: float
    head_rate: float = HEAD_RATE
    batch: int = BATCH
    device: str = "cpu"
    workers: int = 0
    keeping: bool = False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packed", type=Path, help="texts with what is known of them (pack.py)")
    parser.add_argument("--out", type=Path, required=True, help="where the checkpoint is kept")
    parser.add_argument("--large", action="store_true", help="train the larger network, from which the smaller learns")
    parser.add_argument("--begin", type=Path, help="weights to begin with, of an earlier checkpoint (or restore.py)")
    parser.add_argument("--keep", action="store_true", help="learn of attributions also what those weights see")
    parser.add_argument("--rate", type=float, default=3e-4, help="of learning, of the encoder")
    parser.add_argument("--head-rate", type=float, default=HEAD_RATE)
    parser.add_argument("--batch", type=int, default=BATCH, help="windows of a step")
    parser.add_argument("--epochs", type=float, default=6.0)
    parser.add_argument("--seconds", type=float, help="of training, in place of epochs: on a machine that is lent")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--workers", type=int, default=0, help="processes that make batches")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    random.seed(SEED)
    np.random.seed(SEED)
    rate, frozen, masked = (7e-5, 3, 0.0) if args.large else (args.rate, 0, MASKED)
    recipe = Recipe(rate, frozen, masked, args.head_rate, args.batch, args.device, args.workers, args.keep)
    packed = torch.load(args.packed, weights_only=False)
    large = args.out if args.large else None
    network, layout = built(packed["letters"], large=large, begun=bool(args.begin))
    if args.begin:
        network.load_state_dict(torch.load(args.begin, weights_only=True)["mean"], strict=False)
    training = Training(network, layout, recipe, packed["samples"], args.out / "checkpoint.pt")
    training.run(training.steps(args.epochs), args.seconds)


def built(letters: np.ndarray, *, large: Path | None = None, begun: bool = False) -> tuple[Network, Layout]:
    """Return a network and what lays out windows for it: the small one, or the larger one, unpacked in `large`.

    One that has begun needs none of the weights to begin with, and none of the packages that carry them.
    """
    layout = Layout(torch.arange(len(letters)), FIRST_MARK, LAST_MARK, letters)
    if begun:
        return Network(bare()), layout
    import encoders

    if large is None:
        return Network(encoders.pretrained(encoders.SMALL)), layout
    folder = encoders.large(large)
    return Network(encoders.pretrained(folder)), Layout(*encoders.vocabulary(folder), letters)


class _Batches(Dataset):
    """Batches, made by the processes that ask for them."""

    def __init__(self, groups: Sequence[Sequence[object]], layout: Layout) -> None:
        self._groups, self._layout = groups, layout

    def __len__(self) -> int:
        return len(self._groups)

    def __getitem__(self, at: int) -> Batch:
        random.seed(at + int(torch.initial_seed()) % 2**31)
        np.random.seed(random.getrandbits(32))
        return self._layout.batch(self._groups[at])


class Training:
    """Holds the network, its optimizer and the running mean of its weights, which is what is used in the end."""

    def __init__(
        self, network: Network, layout: Layout, recipe: Recipe, samples: list[Sample], checkpoint: Path | None
    ) -> None:
        self._recipe, self._samples, self._checkpoint, self._layout = recipe, samples, checkpoint, layout
        self._first = copy.deepcopy(network).to(recipe.device).eval() if recipe.keeping else None
        self._network = network.to(recipe.device)
        self._network.freeze(recipe.frozen)
        named = [(name, value) for name, value in self._network.named_parameters() if value.requires_grad]
        encoder = [value for name, value in named if name.startswith("encoder")]
        heads = [value for name, value in named if not name.startswith("encoder")]
        self._rates = recipe.rate, recipe.head_rate
        groups = [{"params": part, "lr": rate} for part, rate in zip((encoder, heads), self._rates, strict=True)]
        self._optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        self._mean = {name: value.detach().clone() for name, value in self._network.state_dict().items()}
        self._step = 0
        self._restore()

    def averaged(self) -> Network:
        """Return the network with the running mean of its weights."""
        self._network.load_state_dict(self._mean)
        return self._network.eval()

    def steps(self, epochs: float) -> int:
        return int(len(windows(self._samples)) // self._recipe.batch * epochs)

    def run(self, total: int, seconds: float | None = None) -> None:
        """Take the steps that are left of `total`, or train for so many seconds."""
        started = shown = time.perf_counter()
        losses = torch.zeros((), device=self._recipe.device)
        done = self._step / total
        while done < 1:
            for found in self._batches():
                done = self._step / total if seconds is None else (time.perf_counter() - started) / seconds
                if done >= 1:
                    break
                losses += self._advance(found, done)
                if self._step % SHOW_EVERY == 0:
                    pace = (time.perf_counter() - shown) / SHOW_EVERY
                    mean = float(losses) / SHOW_EVERY
                    print(f"step {self._step}  {done:.0%}  loss {mean:.3f}  {pace:.2f} s", flush=True)
                    shown, losses = time.perf_counter(), losses * 0
                if self._step % SAVE_EVERY == 0:
                    self._save()
        self._save()

    def _batches(self) -> Iterator[Batch]:
        groups = grouped(windows(self._samples), self._recipe.batch)
        batches = _Batches(groups, self._layout)
        workers = self._recipe.workers
        yield from DataLoader(batches, batch_size=None, num_workers=workers, prefetch_factor=8 if workers else None)

    def _advance(self, found: Batch, done: float) -> Tensor:
        pace = min(1.0, self._step / WARM_UP) * max(0.02, 1 - done)
        for group, rate in zip(self._optimizer.param_groups, self._rates, strict=True):
            group["lr"] = rate * pace
        loss = self._loss(found.to(self._recipe.device))
        self._optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._network.parameters(), 1.0)
        self._optimizer.step()
        self._step += 1
        self._follow()
        return loss.detach()

    def _loss(self, found: Batch) -> Tensor:
        network = self._network
        if self._first is not None:
            self._look(self._first, found)
        hidden = (torch.rand(found.ids.shape, device=found.ids.device) < self._recipe.masked) & (found.mask > 0)
        ids = found.ids.masked_fill(hidden, MASK)
        with torch.autocast(self._recipe.device, torch.bfloat16):
            states = network.drop(network.encode(ids, found.features, found.mask))
            roles = network.tag(states).float()
            structure = network.syntax(states, found.mask)
            parts = network.roles(states, *_columns(found.cues, found.ids)).float() if found.cues else None
            kinds, statuses = network.kind(states).float(), network.status(states).float()
            parties = network.parties(states, *_ends(found.deeds, found.ids)).float() if found.deeds else None
            between = None
            if found.pairs:
                inputs = (each[found.pairs] for each in (ids, found.features, found.mask))
                between = network.between(*inputs, found.marks).float()
        loss = distance(roles, found.roles) + unlikeness(structure, found.structure)
        if parts is not None and found.parts is not None:
            loss = loss + PART_WEIGHT * distance(parts, found.parts)
        for odds, labels, weight in (
            (kinds, found.kinds, KIND_WEIGHT), (statuses, found.statuses, STATUS_WEIGHT),
            (parties, found.parties, PARTY_WEIGHT), (between, found.between, PAIR_WEIGHT),
        ):  # fmt: skip
            if odds is not None and labels is not None and bool((labels != IGNORED).any()):
                loss = loss + weight * _entropy(odds, labels)
        return loss

    def _look(self, first: Network, found: Batch) -> None:
        """Let the first weights say what they see where no larger network looked."""
        with torch.no_grad(), torch.autocast(self._recipe.device, torch.bfloat16):
            states = first.encode(found.ids, found.features, found.mask)
            blank = (found.roles.weights == 0) & (found.mask > 0)
            found.roles.chances[blank] = first.tag(states).float().softmax(-1)[blank]
            found.roles.weights[blank] = 1
            if found.cues and found.parts is not None:
                seen = first.roles(states, *_columns(found.cues, found.ids)).float().softmax(-1)
                blank = (found.parts.weights == 0) & (found.parts.labels != IGNORED)
                found.parts.chances[blank] = seen[blank]
                found.parts.weights[blank] = 1

    def _follow(self) -> None:
        """Move the running mean; it moves faster at first."""
        kept = min(AVERAGED, (1 + self._step) / (10 + self._step))
        with torch.no_grad():
            pairs = [(self._mean[name], value) for name, value in self._network.state_dict().items()]
            means, values = zip(*((mean, value) for mean, value in pairs if value.is_floating_point()), strict=True)
            torch._foreach_lerp_(means, values, 1 - kept)

    def _save(self) -> None:
        if self._checkpoint is None:
            return
        state = {"network": self._network.state_dict(), "mean": self._mean, "step": self._step}
        part = self._checkpoint.with_suffix(".part")
        torch.save({**state, "optimizer": self._optimizer.state_dict()}, part)
        part.replace(self._checkpoint)

    def _restore(self) -> None:
        if self._checkpoint is not None and self._checkpoint.exists():
            state = torch.load(self._checkpoint, weights_only=True, map_location=self._recipe.device)
            self._network.load_state_dict(state["network"])
            self._optimizer.load_state_dict(state["optimizer"])
            self._mean, self._step = state["mean"], int(state["step"])


def _columns(rows: Sequence[tuple[int, ...]], like: Tensor) -> list[Tensor]:
    return [torch.tensor(part, device=like.device) for part in zip(*rows, strict=True)]


def _ends(deeds: Sequence[tuple[int, int]], like: Tensor) -> list[Tensor]:
    """Return windows, first and last pieces of cues that are one piece."""
    row, at = _columns(deeds, like)
    return [row, at, at]


def _entropy(odds: Tensor, labels: Tensor) -> Tensor:
    return functional.cross_entropy(odds.flatten(0, -2), labels.flatten(), ignore_index=IGNORED)


def distance(odds: Tensor, targets: Targets) -> Tensor:
    """Return the cross entropy to labels and to what was seen, weighted where there are both."""
    seen = bool(targets.weights.any())
    total = odds.new_zeros(())
    if seen:
        each = -(targets.chances * odds.log_softmax(-1)).sum(-1) * targets.weights
        total = total + SEEN_WEIGHT * each.sum() / targets.weights.sum()
    if bool((targets.labels != IGNORED).any()):
        total = total + (1 - SEEN_WEIGHT * seen) * _entropy(odds, targets.labels)
    return total


def unlikeness(found: Structure, wanted: Mapping[str, Tensor]) -> Tensor:
    """Return the cross entropy to what the teacher says."""
    total = torch.zeros((), device=found.tags.device)
    for name, weight in STRUCTURE_WEIGHTS.items():
        odds, labels = getattr(found, name).float(), wanted["heads" if name == "arcs" else name]
        if bool((labels != IGNORED).any()):
            total = total + weight * _entropy(odds, labels)
    return total


if __name__ == "__main__":
    main()
