"""A model pack of a few hundred bytes that really runs: it judges a photo by its mean colour."""

import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from tests.small_finder import add_finder

EDGE = 16
BREEDS = ("n_red", "n_green", "n_blue")


PROVENANCE = {
    "recipe": "none",
    "created": "2026-01-01",
    "data_set": "none",
    "data_sha256": "0" * 64,
    "weights": "none",
    "licence": "Apache-2.0",
}


def make_small_pack(
    folder: Path,
    *,
    name: str = "Mean colour",
    temperature: float = 10.0,
    explains: bool = False,
    turns: bool = False,
    other_looks_again: bool = False,
    background: bool = False,
    familiar: bool = False,
    finder: dict[str, Any] | None = None,
    **changes: Any,
) -> Path:
    """Write the pack into `folder` and return it.

    The breed is the strongest colour; a photo that is brighter than it is coloured is no dog. With `explains` it can
    say where the colour was; with `turns`, which way up a photo lies: the sky, which is bright, belongs on top. With
    `other_looks_again` and an input that has a second look, another network takes that: it is colour-blind, and takes
    each breed for the one before it. With `background` it tells what photos of its breeds are like; with
    `familiar` its graphs give a score of that, their greatest logit. With `finder`,
    changes of `small_finder.RULE`, it finds dogs. `changes` are keys of the manifest.
    """
    folder.mkdir(parents=True, exist_ok=True)
    content = small_graph(np.eye(3, dtype=np.float32), name, familiar=familiar)
    (folder / "model.onnx").write_bytes(content)
    manifest: dict[str, Any] = {
        "format_version": 1,
        "name": name,
        "graph": graph_entry(folder / "model.onnx"),
        "input": {"width": EDGE, "height": EDGE},
        "outputs": [
            *("logits", "species_logits", "embedding"),
            *(("feature_map", "head_weights") if explains else ()),
            *(("orientation_logits",) if turns else ()),
            *(("familiarity",) if familiar else ()),
        ],
        "breeds": [{"id": breed, "names": {"en": breed[2:].title()}} for breed in BREEDS],
        "temperature": temperature,
        "species": {"temperature": 1.0},
        "orientation": {"temperature": 5.0} if turns else None,
        "provenance": PROVENANCE,
    } | changes
    if other_looks_again:
        file = folder / "second_look.onnx"
        blind = np.roll(np.eye(3, dtype=np.float32), -1, axis=1)
        file.write_bytes(small_graph(blind, f"{name}, again", familiar=familiar))
        again = manifest["input"]["second_look"] | {"graph": graph_entry(file)}
        manifest["input"] = manifest["input"] | {"second_look": again}
    if background:
        (folder / "background.npz").write_bytes(archive_of(small_background()))
        manifest["background"] = graph_entry(folder / "background.npz")
    if finder is not None:
        manifest |= {"format_version": 2, "finder": add_finder(folder, finder)}
    (folder / "model.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def small_background(breeds: int = 3) -> dict[str, NDArray[Any]]:
    """The arrays of a background for embeddings that are mean colours: each breed is strong in its own."""
    means = np.full((breeds, 3), 80, np.float16)
    means[range(breeds), [breed % 3 for breed in range(breeds)]] = 180
    return {
        "means": means,
        "middle": means.mean(axis=0).astype(np.float32),
        "axes": np.array([[0.6, 0.8], [0.8, -0.6], [0.0, 0.0]], np.float16),
        "variances": np.array([400.0, 100.0], np.float32),
        "rest": np.array(25.0, np.float32),
        "photos": np.full(breeds, 40, np.int32),
    }


def archive_of(arrays: Mapping[str, NDArray[Any]], compressed: bool = False) -> bytes:
    """The arrays as NumPy writes them."""
    stream = io.BytesIO()
    (np.savez_compressed if compressed else np.savez)(stream, **arrays)  # type: ignore[arg-type]
    return stream.getvalue()


def graph_entry(file: Path) -> dict[str, str]:
    """What a manifest says of a graph, or of a background."""
    return {"file": file.name, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}


def small_graph(head: NDArray[np.float32], name: str, *, familiar: bool = False) -> bytes:
    """A graph that judges a photo by its mean colour, `[3]`; the breeds are that times the head `[3, 3]`.

    With `familiar` it has the output `familiarity`, the greatest logit.
    """
    half = np.repeat([1.0, -1.0], EDGE // 2).astype(np.float32) / EDGE**2
    top, left = (np.broadcast_to(sides, (EDGE, EDGE)).reshape(-1, 1) for sides in (half[:, None], half[None, :]))
    species = np.array([[1, 0, -1], [1, 0, -1], [1, 0, -1]], np.float32) * -0.02
    nodes = [
        helper.make_node("Cast", ["photo"], ["pixels"], to=TensorProto.FLOAT),
        helper.make_node("Transpose", ["pixels"], ["planes"], perm=[0, 3, 1, 2]),
        helper.make_node("AveragePool", ["planes"], ["pooled"], kernel_shape=[4, 4], strides=[4, 4]),
        helper.make_node("Transpose", ["pooled"], ["feature_map"], perm=[0, 2, 3, 1]),
        helper.make_node("ReduceMean", ["pixels"], ["embedding"], axes=[1, 2], keepdims=0),
        helper.make_node("MatMul", ["embedding", "head"], ["logits"]),
        helper.make_node("Identity", ["head"], ["head_weights"]),
        helper.make_node("MatMul", ["embedding", "species"], ["colour"]),
        helper.make_node("Add", ["colour", "bias"], ["species_logits"]),
        helper.make_node("ReduceMean", ["pixels"], ["grey"], axes=[3], keepdims=0),
        helper.make_node("Flatten", ["grey"], ["brightness"]),
        helper.make_node("MatMul", ["brightness", "top"], ["upright"]),
        helper.make_node("MatMul", ["brightness", "left"], ["leftish"]),
        helper.make_node("Abs", ["leftish"], ["sideways"]),
        helper.make_node("Neg", ["upright"], ["upside_down"]),
        helper.make_node("Concat", ["upright", "sideways", "upside_down"], ["orientation_logits"], axis=1),
    ]
    graph = helper.make_graph(
        nodes,
        "mean_colour",
        [helper.make_tensor_value_info("photo", TensorProto.UINT8, ["N", EDGE, EDGE, 3])],
        [
            helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["N", 3]),
            helper.make_tensor_value_info("species_logits", TensorProto.FLOAT, ["N", 3]),
            helper.make_tensor_value_info("orientation_logits", TensorProto.FLOAT, ["N", 3]),
            helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["N", 3]),
            helper.make_tensor_value_info("feature_map", TensorProto.FLOAT, ["N", EDGE // 4, EDGE // 4, 3]),
            helper.make_tensor_value_info("head_weights", TensorProto.FLOAT, [3, 3]),
        ],
        [
            numpy_helper.from_array(head, "head"),
            numpy_helper.from_array(species, "species"),
            numpy_helper.from_array(top, "top"),
            numpy_helper.from_array(left, "left"),
            numpy_helper.from_array(np.array([12, 0, -12], np.float32), "bias"),
        ],
    )
    if familiar:
        graph.node.append(helper.make_node("ReduceMax", ["logits"], ["familiarity"], axes=[1], keepdims=1))
        graph.output.append(helper.make_tensor_value_info("familiarity", TensorProto.FLOAT, ["N", 1]))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model, full_check=True)
    # The name goes into the graph, so that packs of other names have other hashes.
    model.doc_string = name
    content: bytes = model.SerializeToString()
    return content
