"""Turn a folder of weights back into a checkpoint: training goes on from what was shipped where that is lost.

Weights come back as int8 knew them, to one part in 64 of the largest of their column; some hundred steps mend that.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from network import MARKS, SHAPES, Network
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, nn
from transformers import BertConfig, BertModel

Arrays = dict[str, NDArray[np.float32]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, help="folder of the model")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.save({"mean": restored(args.weights).state_dict()}, args.out)


def bare() -> nn.Module:
    """Return an encoder of the shape of all-MiniLM-L6-v2, with weights drawn at random."""
    config = BertConfig(
        vocab_size=30522, hidden_size=384, num_hidden_layers=6, num_attention_heads=12, intermediate_size=1536
    )
    return BertModel(config, add_pooling_layer=False)


def restored(folder: Path) -> Network:
    """Return the network whose weights `folder` holds; heads that it lacks stay as drawn."""
    network = Network(bare())
    state = network.state_dict()
    encoder, relations, roles = (_arrays(folder / f"{name}.onnx") for name in ("encoder", "relations", "roles"))
    found: Arrays = {**_heads(encoder), **_heads(relations)}
    shapes = encoder["shape.weight"]
    found["shape.weight"] = np.tile(shapes, (SHAPES * MARKS // len(shapes), 1))
    found.update(_encoder(encoder, state))
    found.update({f"roles.{_plain(name)}": each for name, each in roles.items()})
    if (folder / "parties.onnx").exists():
        found.update({f"parties.{_plain(name)}": each for name, each in _arrays(folder / "parties.onnx").items()})
    taken = {
        name: torch.from_numpy(each.copy()).reshape(state[name].shape) for name, each in found.items() if name in state
    }
    network.load_state_dict({**state, **taken})
    missing = sorted(name for name in state if name not in taken)
    print("not in the weights:", ", ".join(missing))
    return network


def _plain(name: str) -> str:
    return name.removeprefix("network.").removeprefix("asked.")


def _heads(arrays: Arrays) -> Arrays:
    return {name: each for name, each in arrays.items() if name.split(".")[0] in ("tag", "syntax", "kind", "status")}


def _encoder(arrays: Arrays, state: dict[str, Tensor]) -> Arrays:
    found: Arrays = {
        "encoder.embeddings.word_embeddings.weight": arrays["words.weight"],
        "encoder.embeddings.LayerNorm.weight": arrays["norm.weight"],
        "encoder.embeddings.LayerNorm.bias": arrays["norm.bias"],
        "encoder.embeddings.token_type_embeddings.weight": np.zeros((2, 384), np.float32),
    }
    places = state["encoder.embeddings.position_embeddings.weight"].numpy().copy()
    places[: len(arrays["places"])] = arrays["places"]
    found["encoder.embeddings.position_embeddings.weight"] = places
    for at in range(6):
        below, above = f"layers.{at}", f"encoder.encoder.layer.{at}"
        for kind in ("weight", "bias"):
            parts = np.split(arrays[f"{below}.inward.{kind}"], 3)
            parts[0] = parts[0] * np.sqrt(384 / 12, dtype=np.float32)
            for name, part in zip(("query", "key", "value"), parts, strict=True):
                found[f"{above}.attention.self.{name}.{kind}"] = part
            for ours, theirs in _LAYER.items():
                found[f"{above}.{theirs}.{kind}"] = arrays[f"{below}.{ours}.{kind}"]
    return found


_LAYER = {
    "outward": "attention.output.dense", "first": "attention.output.LayerNorm", "wide": "intermediate.dense",
    "narrow": "output.dense", "second": "output.LayerNorm",
}  # fmt: skip


def _arrays(path: Path) -> Arrays:
    """Return the weights of a graph by the names that they had in the network, in float, matrices as (out, in)."""
    graph = onnx.load(path).graph
    raw = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    found = {name: each for name, each in raw.items() if each.dtype == np.float32 and not name.endswith("_scale")}
    for node in graph.node:
        for name in (
            each.removesuffix("_quantized") for each in node.input if each in raw and each.endswith("_quantized")
        ):
            scale, zero = raw[f"{name}_scale"], raw[f"{name}_zero_point"]
            whole = (raw[f"{name}_quantized"].astype(np.float32) - zero.astype(np.float32)) * scale
            is_product = node.op_type == "MatMulInteger"
            found[_own(name, node, path.stem)] = whole.T if is_product else whole
    return found


def _own(name: str, node: onnx.NodeProto, graph: str) -> str:
    """Return the name that a matrix had in the network: the exporter calls some by a number, but not their nodes."""
    if "MatMul" not in name:
        return name.removesuffix("_Transposed")
    inner = node.name.removesuffix("/MatMul_quant").strip("/").replace("/", ".")
    return f"{'syntax.' * (graph == 'relations')}{inner}.weight"


if __name__ == "__main__":
    main()
