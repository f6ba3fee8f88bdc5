"""Networks that a stranger made: none fills the memory, runs for ever, or puts something into tables."""

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

from desktop_app.inference import network, trial
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.network import ClassifierError
from desktop_app.inference.packs import ModelPackError, load_pack
from desktop_app.inference.trial import try_pack
from tests.small_pack import EDGE, archive_of, graph_entry, make_small_pack, small_background
from tests.strange_files import STRANGE_JSON

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


def test_another_background_makes_a_pack_another_one_to_try(
    tmp_path: Path, isolated_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = make_small_pack(tmp_path / "pack", background=True)
    tried: list[Path] = []
    monkeypatch.setattr(trial, "_tried_apart", lambda folder, *_others: tried.append(folder))
    for photos in (40, 40, 41, 41):
        arrays = small_background() | {"photos": np.full(3, photos, np.int32)}
        (pack / "background.npz").write_bytes(archive_of(arrays))
        change_manifest(pack, background=graph_entry(pack / "background.npz"))
        try_pack(pack)
    assert len(tried) == 2
    (pack / "background.npz").write_bytes(b"no archive")
    with pytest.raises(ModelPackError) as refused:
        try_pack(pack)
    assert refused.value.fault.code == "pack.wrong_hash"


def leave_the_width_open(model: onnx.ModelProto) -> None:
    """How wide an embedding is, turns out when it runs: all of it up to the number of numbers in the photos."""
    graph = model.graph
    for node in graph.node:
        node.output[:] = ["whole" if name == "embedding" else name for name in node.output]
        node.input[:] = ["whole" if name == "embedding" else name for name in node.input]
    for name, values in (("first", [0]), ("across", [1])):
        graph.initializer.append(helper.make_tensor(name, TensorProto.INT64, [1], values))
    graph.node.append(helper.make_node("Size", ["photo"], ["many"]))
    graph.node.append(helper.make_node("Unsqueeze", ["many", "first"], ["last"]))
    graph.node.append(helper.make_node("Slice", ["whole", "first", "last", "across"], ["embedding"]))
    found = next(entry for entry in model.graph.output if entry.name == "embedding")
    found.type.tensor_type.shape.dim[1].dim_param = "D"


def test_a_background_of_another_width_is_found_out_when_the_graph_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "_watch", lambda: None)
    pack, report = make_small_pack(tmp_path / "pack", background=True), tmp_path / "report.json"
    change_graph(pack, leave_the_width_open)
    assert trial.try_here(pack, report) == 0
    assert report.read_text(encoding="utf-8") == ""
    arrays = small_background()
    wider = {"means": np.pad(arrays["means"], [(0, 0), (0, 1)]), "middle": np.pad(arrays["middle"], (0, 1))}
    (pack / "background.npz").write_bytes(archive_of(arrays | wider | {"axes": np.eye(4, 2, dtype=np.float16)}))
    change_manifest(pack, background=graph_entry(pack / "background.npz"))
    load_pack(pack)
    assert trial.try_here(pack, report) == 0
    found = json.loads(report.read_text(encoding="utf-8"))
    assert (found["code"], found["facts"]["part"]) == ("pack.background_shape", "middle")


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
    monkeypatch.setattr(trial, "own_command", lambda _module, _arguments: dying)
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
