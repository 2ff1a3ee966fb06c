"""Measure the heads for events on labels that they did not learn: five times, each time with a fifth left out.

Texts that are alike stay in one fold. Writes what each network says of the texts that it did not see, for unseen.py,
and what it answers about the marked pairs of PLOVER's sentences, for evals/plover.py.
"""

import argparse
import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from batches import ACTOR, RECIPIENT, Layout, Sample, Window
from labels import KINDS_OF_EVENTS
from texts import Text
from train import HEAD_RATE, MASKED, Recipe, Training, built

FOLDS, LIKE, SHINGLE = 5, 0.3, 4
LEAST = 0.05
"""A cue that the network takes for less likely is not asked about."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packed", type=Path, help="texts with labels of events (pack.py)")
    parser.add_argument("--begin", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--seconds", type=float, help="of training of each, in place of steps")
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--folds", type=int, nargs="*", default=list(range(FOLDS)))
    parser.add_argument("--out", type=Path, required=True, help="what is seen, for unseen.py")
    parser.add_argument("--answers", type=Path, help="a table of answers about marked pairs, for evals/plover.py")
    args = parser.parse_args()
    packed = torch.load(args.packed, weights_only=False)
    told = [each.text for each in packed["samples"] if each.text.deeds is not None]
    others = [each for each in packed["samples"] if each.text.deeds is None]
    fold, found = folds(told), {}
    for number in args.folds:
        network, layout = built(packed["letters"], begun=True)
        network.load_state_dict(torch.load(args.begin, weights_only=True)["mean"], strict=False)
        recipe = Recipe(args.rate, 0, MASKED, HEAD_RATE, args.batch, args.device, args.workers)
        learned = [Sample(text) for text, its in zip(told, fold, strict=True) if its != number]
        training = Training(network, layout, recipe, learned + others, None)
        training.run(args.steps, args.seconds)
        left = [text for text, its in zip(told, fold, strict=True) if its == number]
        found.update(look(training.averaged(), left, layout, args.device))
        torch.save(found, args.out)
        print(f"fold {number}: {len(left)} texts", flush=True)
    if args.answers:
        write(args.answers, told, fold, found)


def write(path: Path, told: Sequence[Text], fold: Sequence[int], found: Mapping[str, Mapping[str, object]]) -> None:
    """Write what is answered about the first pair of each of PLOVER's sentences: the one that is marked there."""
    with path.open("w", encoding="utf-8", newline="") as table:
        rows = csv.writer(table, delimiter="\t", lineterminator="\n")
        rows.writerow(["sentence_id", "fold", "root", "chance"])
        for text, number in zip(told, fold, strict=True):
            source, _, rest = text.name.partition(" ")
            if source == SENTENCES and text.name in found and found[text.name]["pairs"]:
                root, chance = answer(text, found[text.name])
                rows.writerow([rest.partition(" ")[0], number, root, f"{chance:.3f}"])


SENTENCES = "plv_train"
ROOTS = {"CONCEDE": "YIELD", "RETREAT": "YIELD", "DENY": "REJECT", "DEFER": "REJECT", "INVOKE": "ACCUSE"}
"""How PLOVER's sentences call some types, and where our own three go."""


def answer(text: Text, seen: Mapping[str, object]) -> tuple[str, float]:
    """Return the root that is likeliest between the marked two: what the pair's head says times what the events say.

    Each event counts by how likely the one is its actor and the other its recipient.
    """
    deed = text.deeds[0]
    chances = seen["pairs"][0][3].float().numpy() + _LITTLE
    told = np.full(len(KINDS_OF_EVENTS), _LITTLE)
    if len(seen["cues"]):
        parties = seen["parties"].numpy() / 255
        for kinds, each in zip(seen["kinds"].float().numpy(), parties, strict=True):
            actor, recipient = (
                each[first : last + 1, part].max()
                for (first, last), part in ((deed.actor_words[0], ACTOR), (deed.recipient_words[0], RECIPIENT))
            )
            told += kinds * (actor * recipient + _APART * (actor + recipient))
    one, other = _by_root(chances), _by_root(told)
    both = {root: one[root] * other[root] for root in one}
    best = max(both, key=lambda root: both[root])
    return best, both[best] / sum(both.values())


_LITTLE, _APART = 1e-3, 0.02


def _by_root(chances: np.ndarray) -> dict[str, float]:
    found: dict[str, float] = {}
    for chance, kind in zip(chances[1:].tolist(), KINDS_OF_EVENTS[1:], strict=True):
        root = ROOTS.get(kind, kind)
        found[root] = found.get(root, 0.0) + chance
    return found


def folds(told: list[Text]) -> list[int]:
    """Return a fold for each text; those that share many runs of pieces with another stay together."""
    runs = [frozenset(zip(*(text.ids[at:].tolist() for at in range(SHINGLE)), strict=False)) for text in told]
    where: dict[tuple[int, ...], list[int]] = {}
    group = list(range(len(told)))

    def first(at: int) -> int:
        while group[at] != at:
            at = group[at]
        return at

    for at, each in enumerate(runs):
        near: dict[int, int] = {}
        for run in each:
            for other in where.setdefault(run, []):
                near[other] = near.get(other, 0) + 1
            where[run].append(at)
        for other, shared in near.items():
            if shared >= LIKE * min(len(each), len(runs[other])):
                group[first(at)] = first(other)
    return [int(np.random.default_rng(first(at)).integers(FOLDS)) for at in range(len(told))]


def look(network: torch.nn.Module, texts: list[Text], layout: Layout, device: str) -> dict[str, dict[str, object]]:
    """Return chances by text: of kinds (pieces, kinds), of statuses and of parties for likely cues, of marked pairs."""
    found = {}
    for text in texts:
        batch = layout.batch([Window(Sample(text), np.arange(len(text)))], raised=0).to(device)
        with torch.no_grad():
            states = network.encode(batch.ids, batch.features, batch.mask)
            kinds = network.kind(states).float().softmax(-1)[0, 1:-1]
            cues = torch.nonzero(1 - kinds[:, 0] > LEAST)[:, 0]
            row, at = torch.zeros_like(cues), cues + 1
            parties = network.parties(states, row, at, at).float().softmax(-1)[:, 1:-1] if len(cues) else None
            status = network.status(states).float().softmax(-1)[0, 1:-1]
            pairs = []
            for deed in text.deeds or ():
                for one, other in ((a, r) for a in deed.actor_words[:1] for r in deed.recipient_words[:1]):
                    marks = torch.zeros_like(batch.ids)
                    marks[0, one[0] + 1 : one[1] + 2], marks[0, other[0] + 1 : other[1] + 2] = 1, 2
                    odds = network.between(batch.ids, batch.features, batch.mask, marks).float().softmax(-1)
                    pairs.append((deed.kind, one, other, odds[0].half().cpu()))
        found[text.name] = {
            "kinds": kinds[cues].half().cpu(), "cues": cues.short().cpu(), "status": status[cues].half().cpu(),
            "pairs": pairs, "parties": None if parties is None else (parties * 255).round().byte().cpu(),
        }  # fmt: skip
    return found


if __name__ == "__main__":
    main()
