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

from desktop_app.faults import Fault
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.packs import ModelPackError, load_pack, read_background
from tests.small_pack import EDGE, archive_of, graph_entry, make_small_pack, small_background, small_graph

SHAPE = f"['N', {EDGE}, {EDGE}, 3]"


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


def complaint(pack: Path) -> Fault:
    with pytest.raises(ModelPackError) as refused:
        load_pack(pack)
    return refused.value.fault


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
    found = complaint(two_networks)
    assert (found.code, found.facts["key"]) == ("pack.wrong_hash", "input.second_look.graph.sha256")
    assert found.facts["file"] == str(file)
    assert found.facts["found"] == hashlib.sha256(content + b"x").hexdigest()
    assert found.facts["wanted"] == hashlib.sha256(content).hexdigest()
    manifest = json.loads((two_networks / "model.json").read_text(encoding="utf-8"))
    model = onnx.load_from_string(content)
    kept = [output for output in model.graph.output if output.name != "species_logits"]
    del model.graph.output[:]
    model.graph.output.extend(kept)
    file.write_bytes(model.SerializeToString())
    manifest["input"]["second_look"]["graph"] = graph_entry(file)
    change_manifest(two_networks, **manifest)
    assert complaint(two_networks) == Fault("pack.no_output", {"file": str(file), "output": "species_logits"})
    file.unlink()
    found = complaint(two_networks)
    assert (found.code, found.facts["key"]) == ("pack.graph_unreadable", "input.second_look.graph.file")


def test_second_look_by_the_same_graph_is_refused(two_networks: Path) -> None:
    manifest = json.loads((two_networks / "model.json").read_text(encoding="utf-8"))
    manifest["input"]["second_look"]["graph"] = manifest["graph"]
    change_manifest(two_networks, **manifest)
    rule = {"file": str(two_networks / "model.json"), "rule": "second_look_by_the_same_graph"}
    assert complaint(two_networks) == Fault("pack.rule", rule)


def test_changed_graph_is_refused(pack: Path) -> None:
    with (pack / "model.onnx").open("ab") as file:
        file.write(b"x")
    found = complaint(pack)
    assert (found.code, found.facts["key"]) == ("pack.wrong_hash", "graph.sha256")
    assert found.facts["file"] == str(pack / "model.onnx")


def test_missing_graph_is_named(pack: Path) -> None:
    (pack / "model.onnx").unlink()
    facts = {"file": str(pack / "model.onnx"), "key": "graph.file", "detail": "system.not_there"}
    assert complaint(pack) == Fault("pack.graph_unreadable", facts)


def test_graph_that_is_no_graph_is_refused(pack: Path) -> None:
    (pack / "model.onnx").write_bytes(b"no graph")
    change_manifest(pack, graph={"file": "model.onnx", "sha256": hashlib.sha256(b"no graph").hexdigest()})
    found = complaint(pack)
    assert (found.code, found.facts["key"]) == ("pack.graph_not_loaded", "graph.file")
    assert found.facts["detail"]


def test_folder_that_is_no_pack_is_called_so(tmp_path: Path) -> None:
    assert complaint(tmp_path) == Fault("pack.none_there", {"folder": str(tmp_path), "wanted": "model.json"})


@pytest.mark.parametrize(
    ("changes", "code", "facts"),
    [
        ({"format_version": 3}, "pack.format_version", {"found": "3", "wanted": 2}),
        ({"temperature": 0}, "pack.key_wrong", {"key": "temperature", "detail": "Input should be greater than 0"}),
        ({"surprise": 1}, "pack.key_unknown", {"key": "surprise"}),
        ({"outputs": ["logits", "species_logits", "heat_map"]}, "pack.no_output", {"output": "heat_map"}),
        (
            {"outputs": ["logits", "species_logits"], "species": None},
            "pack.rule",
            {"rule": "species_without_its_output"},
        ),
        (
            {"input": {"width": 32, "height": 16}},
            "pack.input_shape",
            {"found": SHAPE, "wanted": "['N', 16, 32, 3]"},
        ),
        (
            {"breeds": [{"id": "a", "names": {"en": "A"}}, {"id": "b", "names": {"en": "B"}}]},
            "pack.names_and_columns",
            {"key": "breeds", "names": 2, "output": "logits", "found": "['N', 3]"},
        ),
        (
            {"breeds": [{"id": "a", "names": {"en": "A"}}, {"id": "a", "names": {"en": "B"}}]},
            "pack.rule_of_breeds",
            {"rule": "breeds_twice", "breeds": "a"},
        ),
    ],
)
def test_manifest_that_does_not_fit_names_file_and_key(
    pack: Path, changes: dict[str, Any], code: str, facts: dict[str, Any]
) -> None:
    change_manifest(pack, **changes)
    found = complaint(pack)
    assert found.code == code
    assert Path(str(found.facts["file"])).parent == pack
    assert {name: fact for name, fact in found.facts.items() if name != "file"} == facts


def test_manifest_that_is_no_json_is_called_damaged(pack: Path) -> None:
    (pack / "model.json").write_text('{"name": ', encoding="utf-8")
    assert complaint(pack).code == "pack.not_json"
    (pack / "model.json").write_bytes(b"\xff\xfe")
    facts = {"file": str(pack / "model.json"), "detail": "UnicodeDecodeError"}
    assert complaint(pack) == Fault("pack.manifest_unreadable", facts)


def test_missing_key_is_named(pack: Path) -> None:
    file = pack / "model.json"
    manifest = json.loads(file.read_text(encoding="utf-8"))
    del manifest["breeds"]
    file.write_text(json.dumps(manifest), encoding="utf-8")
    assert complaint(pack) == Fault("pack.key_missing", {"file": str(file), "key": "breeds"})


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
    ("change", "code", "facts"),
    [
        (rename_input, "pack.input_names", {"found": "image", "wanted": "photo"}),
        (take_floats, "pack.input_type", {"found": "tensor(float)"}),
        (
            fix_the_batch,
            "pack.input_shape",
            {"found": f"[1, {EDGE}, {EDGE}, 3]", "wanted": SHAPE},
        ),
        (
            flatten_the_embedding,
            "pack.output_shape",
            {"output": "embedding", "wanted": "[N, D]", "found": "['N', 3, 1]"},
        ),
    ],
)
def test_graph_that_does_not_fit_names_file_and_what_is_wrong(
    pack: Path, change: Callable[[onnx.ModelProto], None], code: str, facts: dict[str, Any]
) -> None:
    change_graph(pack, change)
    assert complaint(pack) == Fault(code, {"file": str(pack / "model.onnx"), **facts})


def test_every_bundled_pack_can_be_loaded() -> None:
    packs = bundled_packs()
    assert packs == sorted(packs)
    for folder in packs:
        loaded = load_pack(folder)
        of_image_net = [breed for breed in loaded.manifest.breeds if breed.id.startswith("n0")]
        assert len(of_image_net) == 120, "the dogs among ImageNet's classes, whatever else it knows"


@pytest.fixture
def with_background(tmp_path: Path) -> Path:
    return make_small_pack(tmp_path / "with background", background=True)


def test_a_pack_with_a_background_is_known_by_its_graph_alone(pack: Path, with_background: Path) -> None:
    plain, loaded = load_pack(pack), load_pack(with_background)
    assert plain.background_file is None
    assert read_background(pack, plain.manifest) is None
    assert loaded.background_file == with_background / "background.npz"
    assert loaded.pack_hash == plain.pack_hash
    found = read_background(with_background, loaded.manifest)
    assert found is not None
    assert found.means.shape == (3, 3)


def test_a_background_is_checked_like_a_graph(with_background: Path) -> None:
    file = with_background / "background.npz"
    content = file.read_bytes()
    file.write_bytes(content + b"x")
    found = complaint(with_background)
    assert (found.code, found.facts["key"]) == ("pack.wrong_hash", "background.sha256")
    assert found.facts["file"] == str(file)
    change_manifest(with_background, background=graph_entry(file))
    assert complaint(with_background) == Fault("pack.background_damaged", {"file": str(file)})
    file.unlink()
    facts = {"file": str(file), "key": "background.file", "detail": "system.not_there"}
    assert complaint(with_background) == Fault("pack.background_unreadable", facts)


@pytest.mark.parametrize("name", ["../background.npz", "background.npy", "a/b.npz", "a\\b.npz", "background.npz\n"])
def test_a_background_lies_beside_the_graph(with_background: Path, name: str) -> None:
    change_manifest(with_background, background={"file": name, "sha256": "0" * 64})
    found = complaint(with_background)
    assert (found.code, found.facts["key"]) == ("pack.key_wrong", "background.file")


def test_a_background_of_other_breeds_is_refused(with_background: Path) -> None:
    file = with_background / "background.npz"
    file.write_bytes(archive_of(small_background(breeds=4)))
    change_manifest(with_background, background=graph_entry(file))
    facts = {"file": str(file), "part": "photos", "found": "[4]", "wanted": "[3]"}
    assert complaint(with_background) == Fault("pack.background_shape", facts)


def test_a_background_of_embeddings_of_another_width_is_refused(with_background: Path) -> None:
    file, arrays = with_background / "background.npz", small_background()
    wider = {part: np.pad(arrays[part], widths) for part, widths in WIDER.items()}
    file.write_bytes(archive_of(arrays | wider))
    change_manifest(with_background, background=graph_entry(file))
    facts = {"file": str(file), "part": "middle", "found": "[4]", "wanted": "[3]"}
    assert complaint(with_background) == Fault("pack.background_shape", facts)


WIDER = {"means": [(0, 0), (0, 1)], "middle": [(0, 1)], "axes": [(0, 1), (0, 0)]}


def test_a_background_without_an_embedding_is_refused(with_background: Path) -> None:
    change_manifest(with_background, outputs=["logits", "species_logits"])
    rule = {"file": str(with_background / "model.json"), "rule": "background_without_embedding"}
    assert complaint(with_background) == Fault("pack.rule", rule)
