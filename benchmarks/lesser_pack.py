"""A copy of a pack that does not know some of its breeds: what a pack is to a shelter that sees others.

The columns of those breeds are cut out of the graphs' outputs, of the background and of the manifest; all else stays.
"""

import hashlib
import json
import shutil
from collections.abc import Collection
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import helper, numpy_helper

# Outputs with a column a breed.
BY_BREED = ("logits", "head_weights")


def pack_without(pack: Path, breed_ids: Collection[str], folder: Path) -> Path:
    """Make the copy.

    Args:
        pack: of the pack that knows them.
        breed_ids: of the breeds that the copy does not know.
        folder: for the copy.

    Returns:
        the folder.
    """
    shutil.copytree(pack, folder)
    manifest: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    kept = [place for place, breed in enumerate(manifest["breeds"]) if breed["id"] not in breed_ids]
    manifest["breeds"] = [manifest["breeds"][place] for place in kept]
    entries = [manifest["graph"]]
    if manifest["input"].get("second_look", {}).get("graph"):
        entries.append(manifest["input"]["second_look"]["graph"])
    for entry in entries:
        _cut_graph(folder / entry["file"], kept)
        entry["sha256"] = _sha256(folder / entry["file"])
    if "background" in manifest:
        file = folder / manifest["background"]["file"]
        with np.load(file) as stored:
            arrays = {name: stored[name] for name in stored.files}
        arrays |= {name: arrays[name][kept] for name in ("means", "photos")}
        with file.open("wb") as out:
            np.savez(out, allow_pickle=False, **arrays)
        manifest["background"]["sha256"] = _sha256(file)
    rules = manifest["thresholds"]
    rules["unproven"] = [each for each in rules.get("unproven", []) if each not in breed_ids]
    if "mix" in rules:
        alike = rules["mix"].get("look_alikes", [])
        rules["mix"]["look_alikes"] = [pair for pair in alike if not set(pair) & set(breed_ids)]
    kinds = [
        kind | {"breeds": [each for each in kind["breeds"] if each not in breed_ids]}
        for kind in manifest.get("kinds", [])
    ]
    manifest["kinds"] = [kind for kind in kinds if kind["breeds"]]
    (folder / "model.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def _cut_graph(file: Path, kept: list[int]) -> None:
    model = onnx.load(file)
    graph = model.graph
    graph.initializer.append(numpy_helper.from_array(np.array(kept, np.int64), "kept_breeds"))
    for output in graph.output:
        if output.name not in BY_BREED:
            continue
        whole = f"{output.name}_of_all"
        for node in graph.node:
            node.output[:] = [whole if name == output.name else name for name in node.output]
            node.input[:] = [whole if name == output.name else name for name in node.input]
        for initializer in graph.initializer:
            if initializer.name == output.name:
                initializer.name = whole
        graph.node.append(helper.make_node("Gather", [whole, "kept_breeds"], [output.name], axis=1))
        output.type.tensor_type.shape.dim[1].dim_value = len(kept)
    onnx.save(model, file)


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
