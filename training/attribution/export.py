"""Write a checkpoint as the folder that the package reads: ONNX in int8, vocabulary, manifest. Float files go beside.

Measures both on labelled texts; what int8 costs is written into the manifest, and more than half a point is refused.
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import torch
from corpus import TAGS
from encoders import SMALL
from measure import Scores, fitted, score
from network import Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn
from torch.nn import functional

OPSET = 17
DEAREST = 0.005


class Reading(nn.Module):
    """What is run once over each window."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        states = self.network.encode(ids, features, mask)
        return states, self.network.tag(states)


class Unrolled(nn.Module):
    """A convolution as one product of matrices, which int8 makes faster; as a convolution int8 makes it slower."""

    def __init__(self, convolution: nn.Conv1d) -> None:
        super().__init__()
        outputs, inputs, self.size = convolution.weight.shape
        weight = convolution.weight.permute(2, 1, 0).reshape(self.size * inputs, outputs)
        self.weight, self.bias = nn.Parameter(weight.contiguous()), convolution.bias

    def forward(self, along: Tensor) -> Tensor:
        """Take and return (cues, channels, pieces)."""
        half = self.size // 2
        padded = functional.pad(along, (half, half)).transpose(1, 2)
        beside = torch.cat([padded[:, at : at + along.shape[2]] for at in range(self.size)], -1)
        return (torch.matmul(beside, self.weight) + self.bias).transpose(1, 2)


class Asking(nn.Module):
    """What is run for the cues of a window."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        network.near, network.wide = Unrolled(network.near), Unrolled(network.wide)
        self.network = network

    def forward(self, states: Tensor, window: Tensor, first: Tensor, last: Tensor) -> Tensor:
        return self.network.roles(states, window, first, last)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="folder of the model, such as attribution-1")
    parser.add_argument("--shared", type=Path, required=True, help="holds data/polnear and score/attribution.py")
    args = parser.parse_args()
    network = Network(SMALL, len(TAGS))
    network.load_state_dict(torch.load(args.checkpoint, weights_only=True)["mean"])
    whole = args.out.with_name(args.out.name + "-float")
    for folder in (args.out, whole):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(SMALL / "vocab.txt", folder)
    export(network.eval(), args.out, whole)
    for folder in (args.out, whole):
        describe(folder, 0.5, (1.0, 0.0), {})
    threshold, calibration = fitted(args.out, args.shared)
    scores = {}
    for folder, name in ((whole, "float32"), (args.out, "int8")):
        describe(folder, threshold, calibration, {})
        scores[name] = score(folder, args.shared)
    print(scores)
    describe(args.out, threshold, calibration, scores)
    cost = scores["float32"]["attribution"] - scores["int8"]["attribution"]
    if cost > DEAREST:
        raise SystemExit(f"int8 costs {cost:.4f} of attribution F1, more than {DEAREST}")


def export(network: Network, out: Path, whole: Path) -> None:
    """Write the two parts of the network, as they are into `whole` and in int8 into `out`."""
    network.encoder.config._attn_implementation = "eager"  # noqa: SLF001 (the exporter cannot trace the fused kernel)
    ids = torch.randint(1000, 2000, (2, 40))
    cues = (torch.tensor([0, 0, 1]), torch.tensor([3, 7, 9]), torch.tensor([4, 7, 10]))
    mask = torch.ones_like(ids)
    names = ["ids", "features", "mask"], ["states", "tags"]
    write(Reading(network), (ids, torch.zeros_like(ids), mask), names, out / "encoder.onnx", whole / "encoder.onnx")
    states = torch.randn(2, 40, network.encoder.config.hidden_size)
    names = ["states", "window", "first", "last"], ["roles"]
    write(Asking(network), (states, *cues), names, out / "roles.onnx", whole / "roles.onnx")


def write(
    module: nn.Module, example: tuple[Tensor, ...], names: tuple[list[str], list[str]], path: Path, whole: Path
) -> None:
    inputs, outputs = names
    axes = {name: {0: "n"} if name in ("window", "first", "last") else {0: "b", 1: "t"} for name in (*inputs, *outputs)}
    ready = path.with_suffix(".ready")
    torch.onnx.export(
        module, example, str(whole), input_names=inputs, output_names=outputs, dynamic_axes=axes, opset_version=OPSET,
        dynamo=False,
    )  # fmt: skip
    quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
    # A scale for each channel: with one for each tensor attribution F1 falls by two points (docs/decisions/0005).
    quantize_dynamic(str(ready), str(path), weight_type=QuantType.QInt8, per_channel=True)
    ready.unlink()


def describe(folder: Path, threshold: float, calibration: tuple[float, float], scores: dict[str, Scores]) -> None:
    """Write the manifest."""
    digests = {
        name: "sha256:" + hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in ("encoder.onnx", "roles.onnx", "vocab.txt")
    }
    manifest = {
        "name": "attribution",
        "version": "1",
        "files": digests,
        "cue_threshold": threshold,
        "calibration": calibration,
        "encoder": "all-MiniLM-L6-v2 (Apache-2.0), fine-tuned",
        "trained_on": "PolNeAR train (Newell et al. 2018): 840 news texts with labels; 257 releases without",
        "licence": "see README.md: PolNeAR states no licence for its texts, which belong to their publishers",
        "scores": {"polnear dev": scores} if scores else {},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
