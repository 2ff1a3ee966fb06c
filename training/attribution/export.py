"""Write a checkpoint as ONNX in int8: encoder.onnx (ids to states, tags) and roles.onnx (states, cues to roles)."""

import argparse
import shutil
from pathlib import Path

import torch
from corpus import TAGS
from network import Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn
from train import ENCODER

OPSET = 17


class Reading(nn.Module):
    """What is run once over each window."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        states = self.network.encode(ids, features, mask)
        return states, self.network.tag(states)


class Asking(nn.Module):
    """What is run for the cues of a window."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, states: Tensor, window: Tensor, first: Tensor, last: Tensor) -> Tensor:
        return self.network.roles(states, window, first, last)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    network = Network(ENCODER, len(TAGS))
    network.load_state_dict(torch.load(args.checkpoint, weights_only=True)["network"])
    network.eval()
    network.bert.config._attn_implementation = "eager"  # noqa: SLF001 (the exporter cannot trace the fused kernel)
    ids = torch.randint(1000, 2000, (2, 40))
    cues = (torch.tensor([0, 0, 1]), torch.tensor([3, 7, 9]), torch.tensor([4, 7, 10]))
    mask = torch.ones_like(ids)
    inputs, outputs = ["ids", "features", "mask"], ["states", "tags"]
    write(Reading(network), (ids, torch.zeros_like(ids), mask), inputs, outputs, args.out / "encoder.onnx")
    states = torch.randn(2, 40, network.bert.config.hidden_size)
    write(Asking(network), (states, *cues), ["states", "window", "first", "last"], ["roles"], args.out / "roles.onnx")
    shutil.copy(ENCODER / "vocab.txt", args.out)


def write(module: nn.Module, example: tuple[Tensor, ...], inputs: list[str], outputs: list[str], path: Path) -> None:
    axes = {name: {0: "n"} if name in ("window", "first", "last") else {0: "b", 1: "t"} for name in (*inputs, *outputs)}
    whole, ready = path.with_suffix(".float.onnx"), path.with_suffix(".ready.onnx")
    torch.onnx.export(
        module, example, str(whole), input_names=inputs, output_names=outputs, dynamic_axes=axes, opset_version=OPSET,
        dynamo=False,
    )  # fmt: skip
    quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
    # A scale for each channel: with one for each tensor attribution F1 falls by two points (docs/decisions/0005).
    quantize_dynamic(str(ready), str(path), weight_type=QuantType.QInt8, per_channel=True)
    whole.unlink()
    ready.unlink()


if __name__ == "__main__":
    main()
