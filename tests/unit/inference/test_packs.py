"""What a model pack must be before it is used."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from desktop_app.inference.packs import ModelPackError, bundled_packs, load_pack
from tests.small_pack import EDGE, graph_entry, make_small_pack, small_graph


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return make_small_pack(tmp_path / "pack")


def change_manifest(pack: Path, **changes: Any) -> None:
    file = pack / "model.json"
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | changes), encoding="utf-8")


def change_graph(pack: Path, change: Callable[[onnx.ModelProto], None]) -> None:
    """Change the graph, and tell the manifest its new hash."""
    file = pack / "model.onnx"
    model = onnx.load(file)
    change(model)
    content = model.SerializeToString()
    file.write_bytes(content)
    change_manifest(pack, graph={"file": "model.onnx", "sha256": hashlib.sha256(content).hexdigest()})


def complaint(pack: Path) -> str:
    with pytest.raises(ModelPackError) as refused:
        load_pack(pack)
    return str(refused.value)


def test_pack_is_known_by_the_hash_of_its_graph(pack: Path) -> None:
    loaded = load_pack(pack)
    assert loaded.pack_hash == hashlib.sha256((pack / "model.onnx").read_bytes()).hexdigest()
    assert loaded.graph_file == pack / "model.onnx"


@pytest.fixture
def two_networks(tmp_path: Path) -> Path:
    spec = {"width": EDGE, "height": EDGE, "second_look": {"below": 0.9, "temperature": 5.0}}
    return make_small_pack(tmp_path / "two", input=spec, other_looks_again=True, explains=True, turns=True)


def test_pack_of_two_networks_is_known_by_both(two_networks: Path) -> None:
    loaded = load_pack(two_networks)
    assert loaded.second_graph_file == two_networks / "second_look.onnx"
    manifest = json.loads((two_networks / "model.json").read_text(encoding="utf-8"))
    assert loaded.pack_hash != manifest["graph"]["sha256"]
    assert len(loaded.pack_hash) == 64
    file = two_networks / "second_look.onnx"
    file.write_bytes(small_graph(2 * np.eye(3, dtype=np.float32), "another"))
    manifest["input"]["second_look"]["graph"] = graph_entry(file)
    change_manifest(two_networks, **manifest)
    assert load_pack(two_networks).pack_hash != loaded.pack_hash


def test_second_graph_is_checked_like_the_first(two_networks: Path) -> None:
    file = two_networks / "second_look.onnx"
    content = file.read_bytes()
    file.write_bytes(content + b"x")
    assert f"{file}: input.second_look.graph.sha256: is " in complaint(two_networks)
    manifest = json.loads((two_networks / "model.json").read_text(encoding="utf-8"))
    model = onnx.load_from_string(content)
    kept = [output for output in model.graph.output if output.name != "species_logits"]
    del model.graph.output[:]
    model.graph.output.extend(kept)
    file.write_bytes(model.SerializeToString())
    manifest["input"]["second_look"]["graph"] = graph_entry(file)
    change_manifest(two_networks, **manifest)
    assert f"{file}: outputs: the graph has no output 'species_logits'" in complaint(two_networks)
    file.unlink()
    assert f"{file}: input.second_look.graph.file: cannot be read" in complaint(two_networks)


def test_second_look_by_the_same_graph_is_refused(two_networks: Path) -> None:
    manifest = json.loads((two_networks / "model.json").read_text(encoding="utf-8"))
    manifest["input"]["second_look"]["graph"] = manifest["graph"]
    change_manifest(two_networks, **manifest)
    assert "the graph of 'second_look' is that of the pack" in complaint(two_networks)


def test_changed_graph_is_refused(pack: Path) -> None:
    with (pack / "model.onnx").open("ab") as file:
        file.write(b"x")
    assert f"{pack / 'model.onnx'}: graph.sha256: is " in complaint(pack)


def test_missing_graph_is_named(pack: Path) -> None:
    (pack / "model.onnx").unlink()
    assert f"{pack / 'model.onnx'}: graph.file: cannot be read" in complaint(pack)


def test_graph_that_is_no_graph_is_refused(pack: Path) -> None:
    (pack / "model.onnx").write_bytes(b"no graph")
    change_manifest(pack, graph={"file": "model.onnx", "sha256": hashlib.sha256(b"no graph").hexdigest()})
    assert "graph.file: ONNX Runtime cannot load it" in complaint(pack)


def test_folder_that_is_no_pack_is_called_so(tmp_path: Path) -> None:
    assert str(tmp_path / "model.json") in complaint(tmp_path)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"format_version": 2}, "format_version"),
        ({"temperature": 0}, "temperature"),
        ({"surprise": 1}, "surprise"),
        ({"outputs": ["logits", "species_logits", "heat_map"]}, "outputs: the graph has no output 'heat_map'"),
        ({"outputs": ["logits", "species_logits"], "species": None}, "species"),
        ({"input": {"width": 32, "height": 16}}, "input: 'photo' has the shape"),
        (
            {"breeds": [{"id": "a", "names": {"en": "A"}}, {"id": "b", "names": {"en": "B"}}]},
            "breeds: the manifest names 2",
        ),
    ],
)
def test_manifest_that_does_not_fit_names_file_and_key(pack: Path, changes: dict[str, Any], key: str) -> None:
    change_manifest(pack, **changes)
    words = complaint(pack)
    assert key in words
    assert str(pack) in words


def test_missing_key_is_named(pack: Path) -> None:
    file = pack / "model.json"
    manifest = json.loads(file.read_text(encoding="utf-8"))
    del manifest["breeds"]
    file.write_text(json.dumps(manifest), encoding="utf-8")
    assert f"{file}: breeds: " in complaint(pack)


def rename_input(model: onnx.ModelProto) -> None:
    model.graph.input[0].name = model.graph.node[0].input[0] = "image"


def take_floats(model: onnx.ModelProto) -> None:
    model.graph.input[0].type.tensor_type.elem_type = TensorProto.FLOAT


def fix_the_batch(model: onnx.ModelProto) -> None:
    model.graph.input[0].type.tensor_type.shape.dim[0].dim_value = 1


def flatten_the_embedding(model: onnx.ModelProto) -> None:
    for node in model.graph.node:
        for names in (node.input, node.output):
            names[:] = ["mean" if name == "embedding" else name for name in names]
    model.graph.node.append(helper.make_node("Unsqueeze", ["mean", "axis"], ["embedding"]))
    model.graph.initializer.append(helper.make_tensor("axis", TensorProto.INT64, [1], [2]))
    shape = next(entry for entry in model.graph.output if entry.name == "embedding").type.tensor_type.shape
    shape.dim.add().dim_value = 1


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (rename_input, "input: the graph takes 'image'"),
        (take_floats, "input: 'photo' is a tensor(float)"),
        (fix_the_batch, "input: 'photo' has the shape [1, "),
        (flatten_the_embedding, "outputs: 'embedding' has the shape"),
    ],
)
def test_graph_that_does_not_fit_names_file_and_key(
    pack: Path, change: Callable[[onnx.ModelProto], None], key: str
) -> None:
    change_graph(pack, change)
    words = complaint(pack)
    assert f"{pack / 'model.onnx'}: {key}" in words
    assert words.endswith("copy or export it again.")


def test_every_bundled_pack_can_be_loaded() -> None:
    packs = bundled_packs()
    assert packs == sorted(packs)
    for folder in packs:
        loaded = load_pack(folder)
        assert len(loaded.manifest.breeds) == 120
