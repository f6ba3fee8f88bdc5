"""Packs that a stranger made: none ends the app, fills the memory, runs for ever, or puts something into tables."""

import hashlib
import json
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from desktop_app.inference import graph_file, network, trial
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.network import ClassifierError
from desktop_app.inference.packs import ModelPackError, load_pack
from desktop_app.inference.trial import try_pack
from tests.small_pack import BREEDS, EDGE, make_small_pack
from tests.strange_files import STRANGE_JSON, strange_kinds

Change = Callable[[onnx.ModelProto], None]
PICTURES = np.full((2, 1, EDGE, EDGE, 3), 90, np.uint8)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return make_small_pack(tmp_path / "pack")


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


@pytest.mark.parametrize("name", ["model.json", "model.onnx"])
@pytest.mark.parametrize("kind", strange_kinds())
def test_what_is_no_file_is_refused_without_waiting(pack: Path, kind: str, name: str) -> None:
    (pack / name).unlink()
    strange_kinds()[kind](pack / name)
    unreadable = {"pack.manifest_unreadable", "pack.graph_unreadable"}
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
@pytest.mark.parametrize("name", ["model.json", "model.onnx"])
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


# Graphs that do harm


def forever(model: onnx.ModelProto) -> None:
    """The photos' colour goes through a loop that has no end."""
    body = helper.make_graph(
        [helper.make_node("Identity", ["go_on"], ["still"]), helper.make_node("Identity", ["value"], ["again"])],
        "body",
        [
            helper.make_tensor_value_info("number", TensorProto.INT64, []),
            helper.make_tensor_value_info("go_on", TensorProto.BOOL, []),
            helper.make_tensor_value_info("value", TensorProto.FLOAT, None),
        ],
        [
            helper.make_tensor_value_info("still", TensorProto.BOOL, []),
            helper.make_tensor_value_info("again", TensorProto.FLOAT, None),
        ],
    )
    model.graph.initializer.append(helper.make_tensor("always", TensorProto.BOOL, [], [True]))
    replace_logits(model, helper.make_node("Loop", ["", "always", "embedding"], ["looped"], body=body), "looped")


def replace_logits(model: onnx.ModelProto, node: onnx.NodeProto, value: str) -> None:
    graph = model.graph
    place = next(number for number, each in enumerate(graph.node) if each.output[0] == "logits")
    graph.node[place].input[0] = value
    graph.node.insert(place, node)


def fill_the_memory(model: onnx.ModelProto) -> None:
    """A million numbers for each of a million: from some bytes."""
    graph = model.graph
    graph.initializer.append(helper.make_tensor("sides", TensorProto.INT64, [2], [60_000, 60_000]))
    graph.node.insert(4, helper.make_node("ReduceMean", ["embedding"], ["one"], keepdims=0))
    graph.node.insert(5, helper.make_node("Expand", ["one", "sides"], ["huge"]))
    graph.node.insert(6, helper.make_node("ReduceMax", ["huge"], ["most"], keepdims=0))
    graph.node.insert(7, helper.make_node("Add", ["embedding", "most"], ["grown"]))
    next(node for node in graph.node if node.output[0] == "logits").input[0] = "grown"


def fold_many_constants(model: onnx.ModelProto) -> None:
    """Constants that are computed when the graph is loaded: each stays below the limit of ONNX Runtime, all do not."""
    graph = model.graph
    graph.initializer.append(helper.make_tensor("length", TensorProto.INT64, [1], [200_000_000]))
    for number in range(6):
        value = helper.make_tensor("v", TensorProto.FLOAT, [1], [float(number)])
        graph.node.insert(0, helper.make_node("ConstantOfShape", ["length"], [f"long{number}"], value=value))
        graph.output.append(helper.make_tensor_value_info(f"long{number}", TensorProto.FLOAT, [200_000_000]))


@pytest.mark.parametrize("change", [fill_the_memory, fold_many_constants])
def test_a_pack_that_fills_the_memory_is_refused_and_this_process_is_none_the_larger(
    pack: Path, isolated_home: Path, change: Change
) -> None:
    change_graph(pack, change)
    with pytest.raises(ModelPackError) as refused:
        try_pack(pack)
    fault = refused.value.fault
    assert fault.code in {"pack.too_large", "network.not_run", "pack.graph_not_loaded"}, fault


def test_a_pack_that_never_ends_is_refused(pack: Path, isolated_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change_graph(pack, forever)
    began = time.monotonic()
    with pytest.raises(ModelPackError) as refused:
        try_pack(pack, seconds=4)
    assert refused.value.fault.code == "pack.too_slow"
    assert time.monotonic() - began < 15
    assert not (isolated_home / "cache" / "tried_packs.json").exists()


def test_a_trial_that_nobody_waits_for_ends(pack: Path, isolated_home: Path) -> None:
    change_graph(pack, forever)
    closed = threading.Event()
    threading.Timer(1, closed.set).start()
    began = time.monotonic()
    with pytest.raises(ModelPackError):
        try_pack(pack, is_unwanted=closed.is_set)
    assert time.monotonic() - began < 10


def test_a_run_that_never_ends_is_ended(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a pack showed itself well-behaved when it was tried."""
    change_graph(pack, forever)
    monkeypatch.setattr(network, "RUN_SECONDS", 0.5)
    classifier = Classifier(load_pack(pack), "cpu")
    with pytest.raises(ClassifierError) as refused:
        classifier.classify(PICTURES)
    assert refused.value.fault.code == "network.too_slow"


def test_a_pack_that_is_whole_is_tried_once(pack: Path, isolated_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    try_pack(pack)

    def not_again(*_arguments: object) -> None:
        raise AssertionError("it was tried before")

    monkeypatch.setattr(trial, "_tried_apart", not_again)
    try_pack(pack)
    change_graph(pack, lambda model: setattr(model, "doc_string", "another"))
    with pytest.raises(AssertionError):
        try_pack(pack)


@pytest.mark.parametrize("content", STRANGE_JSON.values(), ids=STRANGE_JSON)
def test_what_was_tried_is_forgotten_where_its_list_is_broken(isolated_home: Path, content: bytes) -> None:
    (isolated_home / "cache").mkdir()
    (isolated_home / "cache" / "tried_packs.json").write_bytes(content)
    assert trial._tried() == []


def test_the_pack_that_ships_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "_tried_apart", None)
    for folder in bundled_packs():
        try_pack(folder)


def test_a_process_that_dies_while_it_tries_is_named(
    pack: Path, isolated_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying = [sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGTERM)"]
    monkeypatch.setattr(trial, "_program", lambda: dying)
    with pytest.raises(ModelPackError) as refused:
        try_pack(pack)
    assert refused.value.fault.code == "pack.died"


# Graphs that give something else than they promise


def huge_logits(model: onnx.ModelProto) -> None:
    model.graph.initializer.append(helper.make_tensor("scale", TensorProto.FLOAT, [], [1e35]))
    replace_logits(model, helper.make_node("Mul", ["embedding", "scale"], ["scaled"]), "scaled")


def not_a_number(model: onnx.ModelProto) -> None:
    replace_logits(model, helper.make_node("Sqrt", ["below_zero"], ["root"]), "root")
    model.graph.node.insert(5, helper.make_node("Neg", ["embedding"], ["below_zero"]))


def two_rows_for_each(model: onnx.ModelProto) -> None:
    replace_logits(model, helper.make_node("Concat", ["embedding", "embedding"], ["twice"], axis=0), "twice")


def test_numbers_of_any_size_give_probabilities(pack: Path) -> None:
    change_graph(pack, huge_logits)
    for suggestion in Classifier(load_pack(pack), "cpu").classify(PICTURES):
        assert all(0 <= breed.probability <= 1 for breed in suggestion.ranked)
        assert suggestion.logits is None or np.isfinite(suggestion.logits).all()


@pytest.mark.parametrize(
    ("change", "code"), [(not_a_number, "network.not_numbers"), (two_rows_for_each, "network.wrong_shape")]
)
def test_what_is_no_figure_for_each_photo_is_a_fault_of_the_network(pack: Path, change: Change, code: str) -> None:
    change_graph(pack, change)
    with pytest.raises(ClassifierError) as refused:
        Classifier(load_pack(pack), "cpu").classify(PICTURES)
    assert refused.value.fault.code == code


@pytest.mark.parametrize("output", ["logits", "species_logits", "embedding"])
def test_a_width_that_the_graph_leaves_open_is_checked_when_it_runs(pack: Path, output: str) -> None:
    def change(model: onnx.ModelProto) -> None:
        for node in model.graph.node:
            node.output[:] = ["first half" if name == output else name for name in node.output]
            node.input[:] = ["first half" if name == output else name for name in node.input]
        model.graph.node.append(helper.make_node("Concat", ["first half", "first half"], ["both"], axis=1))
        model.graph.node.append(helper.make_node("Unsqueeze", ["both", "axis"], [output]))
        model.graph.initializer.append(helper.make_tensor("axis", TensorProto.INT64, [1], [2]))
        found = next(entry for entry in model.graph.output if entry.name == output)
        found.type.tensor_type.ClearField("shape")

    change_graph(pack, change)
    with pytest.raises((ClassifierError, ModelPackError)) as refused:
        Classifier(load_pack(pack), "cpu").classify(PICTURES)
    of_the_pack = {"pack.names_and_columns", "pack.output_shape"}
    assert refused.value.fault.code in {"network.wrong_shape", "network.wrong_width"} | of_the_pack


def test_the_report_of_a_trial_is_written_for_whoever_asked(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "_watch", lambda: None)
    report = tmp_path / "report.json"
    assert trial.try_here(pack, report) == 0
    assert report.read_text(encoding="utf-8") == ""
    change_graph(pack, not_a_number)
    assert trial.try_here(pack, report) == 0
    assert json.loads(report.read_text(encoding="utf-8"))["code"] == "network.not_numbers"
