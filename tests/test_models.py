"""The weights that the package carries: whole, small, described, and not much worse for being in int8."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from standoff.language.encoder import read_manifest

MODELS = Path(str(files("standoff"))) / "models"
FOLDERS = sorted(folder for folder in MODELS.iterdir() if folder.is_dir())
_LARGEST = 40 * 1024 * 1024
_DEAREST = 0.005
"""What int8 may cost of attribution F1; training/reading/export.py measures it and writes it into the manifest."""


def described(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def test_the_package_carries_weights() -> None:
    assert FOLDERS


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_files_are_those_of_the_manifest(folder: Path) -> None:
    manifest = read_manifest(folder)
    assert set(manifest.files) == {path.name for path in folder.iterdir()} - {"manifest.json", "README.md"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_labels_are_each_there_once_and_names_begin_before_they_go_on(folder: Path) -> None:
    manifest = read_manifest(folder)
    for labels in (manifest.tags, manifest.relations, manifest.entities):
        assert len(set(labels)) == len(labels) > 1
    assert "ROOT" in manifest.relations
    kinds = {name.partition("-")[2] for name in manifest.entities} - {""}
    assert set(manifest.entities) == {"O"} | {f"{place}-{kind}" for place in "BI" for kind in kinds}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_file_is_larger_than_forty_megabytes(folder: Path) -> None:
    assert max(path.stat().st_size for path in folder.iterdir()) < _LARGEST


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_manifest_says_what_the_weights_learned_from_and_under_which_licence(folder: Path) -> None:
    manifest = described(folder)
    assert all(manifest[name] for name in ("encoder", "trained_on", "licence", "scores"))
    assert "licence" in (folder / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_int8_cost_at_most_half_a_point_when_it_was_measured(folder: Path) -> None:
    scores = described(folder)["scores"]["polnear dev"]
    assert scores["float32"]["attribution"] - scores["int8"]["attribution"] <= _DEAREST
