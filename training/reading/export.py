"""Write a checkpoint as the folder that the package reads: ONNX in int8, vocabulary, manifest. Float files go beside.

Measures both on labelled texts; what int8 costs is written into the manifest, and more than half a point is refused.
"""

import argparse
import hashlib
import json
import math
import shutil
from pathlib import Path

import torch
from agreement import agreement, held_out
from encoders import SMALL
from labels import ENTITIES, KINDS_OF_EVENTS, RELATIONS, STATUSES, TAGS
from measure import Scores, fitted, score
from network import SHAPES, Asked, Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from restore import bare
from torch import Tensor, nn
from torch.nn import functional

from standoff.language.encoder import OUTPUTS, WINDOW, OnnxEncoder
from standoff.language.syntax import Syntax

OPSET = 17
AXES = {
    "arcs": {0: "pieces", 1: "pieces"},
    "first": {0: "cues"},
    "last": {0: "cues"},
    "cues": {0: "cues"},
    "roles": {0: "cues", 1: "pieces"},
    "parties": {0: "cues", 1: "pieces"},
}
DEAREST = 0.005
Measured = dict[str, dict[str, Scores]]
"""Scores by corpus, then by kind of weights."""


class Layer(nn.Module):
    """A layer of the encoder for one window without padding: the same numbers in fewer steps.

    Query, key and value are one product of matrices, with the scale of the scores in the weights.
    """

    def __init__(self, layer: nn.Module, heads: int) -> None:
        super().__init__()
        attention = layer.attention.self
        self.heads = heads
        parts = [attention.query, attention.key, attention.value]
        width = parts[0].weight.shape[0]
        scale = torch.ones(3 * width, 1)
        scale[:width] /= math.sqrt(width / heads)
        self.inward = nn.Linear(width, 3 * width)
        self.inward.weight = nn.Parameter(torch.cat([part.weight for part in parts]).detach() * scale)
        self.inward.bias = nn.Parameter(torch.cat([part.bias for part in parts]).detach() * scale[:, 0])
        self.outward, self.first = layer.attention.output.dense, layer.attention.output.LayerNorm
        self.wide, self.narrow, self.second = layer.intermediate.dense, layer.output.dense, layer.output.LayerNorm

    def forward(self, states: Tensor) -> Tensor:
        width = states.shape[-1]
        query, key, value = self.inward(states).view(-1, 3, self.heads, width // self.heads).unbind(1)
        scores = query.transpose(0, 1) @ key.permute(1, 2, 0)
        mixed = (scores.softmax(-1) @ value.transpose(0, 1)).transpose(0, 1).reshape(-1, width)
        states = self.first(self.outward(mixed) + states)
        return self.second(self.narrow(functional.gelu(self.wide(states))) + states)


class Reading(nn.Module):
    """What is run once over each window: pieces and their features in, rows of each output out."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        heads = network.encoder.config.num_attention_heads
        embeddings = network.encoder.embeddings
        self.words, self.norm = embeddings.word_embeddings, embeddings.LayerNorm
        self.shape = nn.Embedding.from_pretrained(network.shape.weight[:SHAPES].detach())
        kind = embeddings.token_type_embeddings.weight[0]
        self.places = nn.Parameter((embeddings.position_embeddings.weight + kind)[: WINDOW + 2].detach())
        self.layers = nn.ModuleList(Layer(layer, heads) for layer in network.encoder.encoder.layer)
        self.tag, self.syntax, self.kind, self.status = network.tag, network.syntax, network.kind, network.status

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        states = self.norm(self.words(ids) + self.shape(features) + self.places[: ids.shape[0]])
        for layer in self.layers:
            states = layer(states)
        found = self.syntax(states)
        rest = (getattr(found, name) for name in OUTPUTS[4:])
        return states, self.tag(states), self.kind(states), self.status(states), *rest


class Relating(nn.Module):
    """What is run when the trees of a window are chosen: each piece with its head in, relations out."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.syntax = network.syntax

    def forward(self, states: Tensor, heads: Tensor) -> Tensor:
        return self.syntax.related(states, self.syntax.upper(states)[heads])


class Asking(nn.Module):
    """What is run for the cues of a window."""

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self.asked = asked

    def forward(self, states: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Return log odds (cues, pieces, roles); a cue is its first and last piece."""
        return self.asked(states[None], torch.zeros_like(first), first, last)


class AskingOne(Asking):
    """What is run for cues of one piece."""

    def forward(self, states: Tensor, cues: Tensor) -> Tensor:
        return super().forward(states, cues, cues)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="folder of the model, such as reading-3")
    parser.add_argument("--shared", type=Path, required=True, help="holds data/polnear and score/attribution.py")
    parser.add_argument(
        "--silver", type=Path, nargs="*", default=[], help="parsed texts to compare with (agreement.py)"
    )
    parser.add_argument("--threshold", type=float, help="of cues, in place of the best on PolNeAR")
    args = parser.parse_args()
    network = Network(bare())
    network.load_state_dict(torch.load(args.checkpoint, weights_only=True)["mean"])
    whole = args.out.with_name(args.out.name + "-float")
    for folder in (args.out, whole):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(SMALL / "vocab.txt", folder)
    export(network.eval(), args.out, whole)
    for folder in (args.out, whole):
        describe(folder, 0.5, (1.0, 0.0), {})
    best, calibration = fitted(args.out, args.shared)
    threshold = args.threshold or best
    scores: Measured = {"polnear dev": {}, **{path.stem: {} for path in args.silver}}
    for folder, name in ((whole, "float32"), (args.out, "int8")):
        describe(folder, threshold, calibration, {})
        scores["polnear dev"][name] = score(folder, args.shared)
        syntax = Syntax(OnnxEncoder(folder))
        for path in args.silver:
            scores[path.stem][name] = agreement(held_out(path), syntax)
    print(json.dumps(scores, indent=2))
    describe(args.out, threshold, calibration, scores)
    for corpus, found in scores.items():
        for measure, least in found["float32"].items():
            if least - found["int8"][measure] > DEAREST:
                print(f"{corpus}: int8 costs {least - found['int8'][measure]:.4f} of {measure}, more than {DEAREST}")
    cost = scores["polnear dev"]["float32"]["attribution"] - scores["polnear dev"]["int8"]["attribution"]
    if cost > DEAREST:
        raise SystemExit(f"int8 costs {cost:.4f} of attribution F1, more than {DEAREST}")


def export(network: Network, out: Path, whole: Path) -> None:
    """Write the two parts of the network, as they are into `whole` and in int8 into `out`."""
    ids = torch.randint(1000, 2000, (40,))
    cues = torch.tensor([3, 7, 9]), torch.tensor([4, 7, 10])
    names = ["ids", "features"], list(OUTPUTS)
    write(Reading(network).eval(), (ids, torch.zeros_like(ids)), names, out / "encoder.onnx", whole / "encoder.onnx")
    states = torch.randn(40, network.encoder.config.hidden_size)
    names = ["states", "heads"], ["relations"]
    heads = torch.arange(40).clamp(max=20)
    write(Relating(network).eval(), (states, heads), names, out / "relations.onnx", whole / "relations.onnx")
    names = ["states", "first", "last"], ["roles"]
    write(Asking(network.roles).eval(), (states, *cues), names, out / "roles.onnx", whole / "roles.onnx")
    names = ["states", "cues"], ["parties"]
    one = AskingOne(network.parties).eval()
    write(one, (states, cues[0]), names, out / "parties.onnx", whole / "parties.onnx")


def write(
    module: nn.Module, example: tuple[Tensor, ...], names: tuple[list[str], list[str]], path: Path, whole: Path
) -> None:
    inputs, outputs = names
    axes = {name: AXES.get(name, {0: "pieces"}) for name in (*inputs, *outputs)}
    ready = path.with_suffix(".ready")
    torch.onnx.export(
        module, example, str(whole), input_names=inputs, output_names=outputs, dynamic_axes=axes, opset_version=OPSET,
        dynamo=False,
    )  # fmt: skip
    quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
    # A scale for each channel: with one for each tensor attribution F1 falls by two points (docs/decisions/0005).
    # Seven bits, because x86 processors without VNNI add two products of eight bits into sixteen, and overflow.
    quantize_dynamic(str(ready), str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    ready.unlink()


def describe(
    folder: Path, threshold: float, calibration: tuple[float, float], scores: dict[str, dict[str, Scores]]
) -> None:
    """Write the manifest."""
    digests = {
        name: "sha256:" + hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in ("encoder.onnx", "relations.onnx", "roles.onnx", "parties.onnx", "vocab.txt")
    }
    manifest = {
        "name": "reading",
        "version": "3",
        "files": digests,
        "cue_threshold": threshold,
        "calibration": calibration,
        "tags": TAGS,
        "relations": RELATIONS,
        "entities": ENTITIES,
        "kinds": KINDS_OF_EVENTS,
        "statuses": STATUSES,
        "encoder": "all-MiniLM-L6-v2 (Apache-2.0), fine-tuned",
        "trained_on": "PolNeAR train (Newell et al. 2018): 840 news texts with labels; syntax and names as "
        "en_core_web_md 3.8.0 (MIT) reads them in those, in 1,760 releases and in 1,125 synthetic stories; "
        "events: 3,297 pieces of PLOVER's sentences, stories, releases and news, labelled by language models, and "
        "1,312 pieces of reports written and labelled by language models for this (training/events)",
        "licence": "see README.md: PolNeAR states no licence for its texts, which belong to their publishers",
        "scores": scores,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
