"""Packs that a stranger made: none ends the app, fills the memory, runs for ever, or puts something into tables."""

import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from desktop_app.inference import graph_file
from desktop_app.inference.packs import ModelPackError, load_pack
from tests.small_pack import BREEDS, EDGE, make_small_pack
from tests.strange_files import STRANGE_JSON, strange_kinds

Change = Callable[[onnx.ModelProto], None]
PICTURES = np.full((2, 1, EDGE, EDGE, 3), 90, np.uint8)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return make_small_pack(tmp_path / "pack", background=True)


def change_manifest(pack: Path, **changes: Any) -> None:
    file = pack / "model.json"
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | changes), encoding="utf-8")


def set_graph(pack: Path, content: bytes) -> None:
    (pack / "model.onnx").write_bytes(content)
    change_manifest(pack, graph={"file": "model.onnx", "sha256": hashlib.sha256(content).hexdigest()})


def change_graph(pack: Path, change: Change) -> None:
    model = onnx.load(pack / "model.onnx")
    change(model)
    set_graph(pack, model.SerializeToString())


def refusal(pack: Path) -> str:
    with pytest.raises(ModelPackError) as refused:
        load_pack(pack)
    return refused.value.fault.code


# Manifests


@pytest.mark.parametrize("content", STRANGE_JSON.values(), ids=STRANGE_JSON)
def test_a_strange_manifest_is_refused(pack: Path, content: bytes) -> None:
    (pack / "model.json").write_bytes(content)
    assert refusal(pack) in {"pack.not_json", "pack.manifest_unreadable"}


@pytest.mark.parametrize("name", ["model.json", "model.onnx", "background.npz"])
@pytest.mark.parametrize("kind", strange_kinds())
def test_what_is_no_file_is_refused_without_waiting(pack: Path, kind: str, name: str) -> None:
    (pack / name).unlink()
    strange_kinds()[kind](pack / name)
    unreadable = {"pack.manifest_unreadable", "pack.graph_unreadable"}
    if name == "background.npz":
        unreadable = {"pack.background_unreadable", "pack.background_damaged", "pack.background_too_large"}
    assert refusal(pack) in unreadable | ({"pack.link_elsewhere"} if kind in ("device", "link_to_a_folder") else set())


def breeds(**changes: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [{"id": breed, "names": {"en": breed}} for breed in BREEDS]
    found[1] |= changes
    return found


@pytest.mark.parametrize(
    "changes",
    [
        {"temperature": 0},
        {"temperature": -1},
        {"temperature": 5e-324},
        {"temperature": 1e-300},
        {"temperature": 1e300},
        {"species": {"temperature": 1e-320}},
        {"thresholds": {"familiarity": {"score": "energy", "temperature": 1e-310}}},
        {"thresholds": {"dog": 1.5}},
        {"thresholds": {"familiarity": {"score": "max_logit"}, "sure": {"probability": 0.5, "familiarity": 1e308},
                        "maybe": {"probability": 0.5}}},
        {"name": ""},
        {"name": "a\0b"},
        {"name": "a\nb"},
        {"name": "\x1b[31mred"},
        {"name": "\u202egnp.gnp"},
        {"name": "a" * 10_000},
        {"breeds": breeds(id="n\0")},
        {"breeds": breeds(id="n\r\n")},
        {"breeds": breeds(id="")},
        {"breeds": breeds(id=BREEDS[0])},
        {"breeds": breeds(id="a" * 201)},
        {"breeds": breeds(names={"en": "a\x07"})},
        {"breeds": breeds(names={"en": "A", "fr\0": "B"})},
        {"breeds": breeds(names={})},
        {"breeds": [{"id": f"b{number}", "names": {"en": "B"}} for number in range(20_001)]},
        {"graph": {"file": "a\0.onnx", "sha256": "0" * 64}},
        {"graph": {"file": "../model.onnx", "sha256": "0" * 64}},
        {"graph": {"file": "model.onnx\n", "sha256": "0" * 64}},
        {"input": {"width": 1 << 40, "height": EDGE}},
        {"input": {"width": EDGE, "height": EDGE, "views": ["whole"] * 1_000}},
        {"outputs": ["logits"] * 10_000},
        {"provenance": {"recipe": "\ud800"}},
        {"x\x1b[2J" * 1_000: 1},
    ],
    ids=lambda changes: repr(changes)[:60],
)  # fmt: skip
def test_a_manifest_out_of_all_measure_is_refused(pack: Path, changes: dict[str, Any]) -> None:
    change_manifest(pack, **changes)
    with pytest.raises(ModelPackError) as refused:
        load_pack(pack)
    fault = refused.value.fault
    assert fault.code.startswith("pack.")
    said = str({name: fact for name, fact in fault.facts.items() if name != "file"})
    assert "\x1b" not in said
    assert len(said) < 1_000


def test_a_manifest_with_two_values_of_one_key_is_refused(pack: Path) -> None:
    file = pack / "model.json"
    file.write_text('{"name": "first", ' + file.read_text(encoding="utf-8")[1:], encoding="utf-8")
    assert refusal(pack) == "pack.not_json"


# What lies elsewhere


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights")
@pytest.mark.parametrize("name", ["model.json", "model.onnx", "background.npz"])
def test_links_out_of_the_pack_are_refused_and_those_inside_followed(pack: Path, tmp_path: Path, name: str) -> None:
    elsewhere = tmp_path / f"pack elsewhere {name}"
    (pack / name).rename(elsewhere)
    for target in (elsewhere, Path("..") / elsewhere.name):
        (pack / name).symlink_to(target)
        assert refusal(pack) == "pack.link_elsewhere"
        (pack / name).unlink()
    elsewhere.rename(pack / f"real {name}")
    (pack / name).symlink_to(f"real {name}")
    (tmp_path / "another way").symlink_to(pack)
    assert load_pack(tmp_path / "another way").manifest.name == "Mean colour"


@pytest.mark.parametrize("location", ["/etc/passwd", "../../../etc/passwd", "weights.bin", "", "C:\\Windows\\win.ini"])
@pytest.mark.parametrize("where", ["initializer", "attribute", "subgraph", "sparse", "function"])
def test_data_in_other_files_is_refused_wherever_the_graph_names_it(pack: Path, location: str, where: str) -> None:
    tensor = helper.make_tensor("elsewhere", TensorProto.FLOAT, [1], [1.0])
    tensor.ClearField("float_data")
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value=location)

    def change(model: onnx.ModelProto) -> None:
        graph = model.graph
        constant = helper.make_node("Constant", [], ["elsewhere"], value=tensor)
        if where == "initializer":
            graph.initializer.append(tensor)
        elif where == "attribute":
            graph.node.append(constant)
        elif where == "sparse":
            graph.sparse_initializer.add().values.CopyFrom(tensor)
        elif where == "function":
            model.functions.add(name="f", domain="d").node.append(constant)
        else:
            body = helper.make_graph([constant], "body", [], [helper.make_tensor_value_info("elsewhere", 1, [1])])
            graph.node.append(helper.make_node("If", ["cond"], ["found"], then_branch=body, else_branch=body))

    (pack / "weights.bin").write_bytes(b"\0" * 64)
    change_graph(pack, change)
    assert refusal(pack) == "pack.graph_elsewhere"


# Graphs that are none


def test_a_graph_that_is_cut_short_anywhere_is_refused_or_read(pack: Path) -> None:
    content = (pack / "model.onnx").read_bytes()
    assert graph_file.complaint(content) is None
    for length in range(0, len(content), 7):
        set_graph(pack, content[:length])
        assert refusal(pack).startswith("pack.")


def test_a_graph_with_any_bytes_is_judged_without_another_exception() -> None:
    chance = np.random.default_rng(26)
    whole = make_bytes()
    for _ in range(3_000):
        content = bytearray(whole)
        for place in chance.integers(0, len(content), chance.integers(1, 12)):
            content[place] = chance.integers(0, 256)
        assert graph_file.complaint(bytes(content)) in (None, "not_whole", "elsewhere")
        assert graph_file.complaint(chance.bytes(60)) in (None, "not_whole", "elsewhere")


def make_bytes() -> bytes:
    from tests.small_pack import small_graph

    return small_graph(np.eye(3, dtype=np.float32), "whole")


def nested(levels: int) -> bytes:
    """A graph in a graph in a graph, as an attribute of a node."""
    graph = b""
    for _ in range(levels):
        for tag in (b"\x32", b"\x2a", b"\x0a"):
            size, length = len(graph), b""
            while size >= 0x80:
                length += bytes([size & 0x7F | 0x80])
                size >>= 7
            graph = tag + length + bytes([size]) + graph
    return b"\x3a\xff\xff\xff\xff\x07" + graph if levels == 0 else b"\x3a" + _varint(len(graph)) + graph


def _varint(size: int) -> bytes:
    found = b""
    while size >= 0x80:
        found += bytes([size & 0x7F | 0x80])
        size >>= 7
    return found + bytes([size])


@pytest.mark.parametrize("levels", [0, 100, 2_000])
def test_a_graph_that_is_nested_without_end_is_refused(pack: Path, levels: int) -> None:
    set_graph(pack, nested(levels))
    assert refusal(pack) == "pack.graph_not_loaded"


@pytest.mark.parametrize("place", ["input", "output", "dim"])
def test_names_that_are_no_text_are_refused(pack: Path, place: str) -> None:
    old = {"input": b"photo", "output": b"species_logits", "dim": b"\x12\x01N"}[place]
    new = old[:-1] + b"\xff"
    content = (pack / "model.onnx").read_bytes().replace(old, new)
    set_graph(pack, content)
    assert refusal(pack) in {"pack.graph_not_loaded", "pack.no_output", "pack.input_names"}
