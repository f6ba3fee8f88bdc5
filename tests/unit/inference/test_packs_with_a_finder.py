"""Packs that find dogs: the finder's graph is checked like the others."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import helper, numpy_helper

from desktop_app.faults import Fault
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.network import ClassifierError
from desktop_app.inference.packs import ModelPackError, load_pack
from desktop_app.inference.preprocess import Picture
from desktop_app.inference.trial import try_pack
from tests.small_finder import add_finder, finder_graph, photo_of
from tests.small_pack import EDGE, make_small_pack

TWO = {"width": EDGE, "height": EDGE, "second_look": {"below": 0.9, "temperature": 5.0}}

EVIDENCE = {"bias": 0, "species": 1, "found": {"horse": 1}}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return make_small_pack(tmp_path / "pack", finder={}, input=TWO, other_looks_again=True)


def manifest_of(pack: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((pack / "model.json").read_text(encoding="utf-8"))
    return found


def change_finder(pack: Path, content: bytes | None = None, **changes: Any) -> None:
    manifest = manifest_of(pack)
    manifest["finder"] = add_finder(pack, changes, content)
    (pack / "model.json").write_text(json.dumps(manifest), encoding="utf-8")


def complaint(pack: Path) -> Fault:
    with pytest.raises(ModelPackError) as refused:
        load_pack(pack)
    return refused.value.fault


def test_a_pack_is_known_by_its_finder_too(pack: Path, tmp_path: Path) -> None:
    loaded = load_pack(pack)
    assert loaded.finder_file == pack / "dog_finder.onnx"
    without = make_small_pack(tmp_path / "without", input=TWO, other_looks_again=True)
    one = make_small_pack(tmp_path / "one", finder={})
    hashes = {load_pack(each).pack_hash for each in (pack, without, one, make_small_pack(tmp_path / "plain"))}
    assert len(hashes) == 4
    change_finder(pack, finder_graph(np.full((1, 4, 4), 0.5, np.float32)))
    assert load_pack(pack).pack_hash not in hashes
    change_finder(pack, margin=0.3)
    assert load_pack(pack).pack_hash in hashes, "rules are no part of it"


def test_the_finders_file_is_checked(pack: Path, tmp_path: Path) -> None:
    file = pack / "dog_finder.onnx"
    content = file.read_bytes()
    file.write_bytes(content + b"\x00\x00")
    found = complaint(pack)
    assert (found.code, found.facts["file"], found.facts["key"]) == (
        "pack.wrong_hash",
        str(file),
        "finder.graph.sha256",
    )
    file.unlink()
    assert complaint(pack).code == "pack.graph_unreadable"
    elsewhere = tmp_path / "elsewhere.onnx"
    elsewhere.write_bytes(content)
    if hasattr(os, "symlink"):
        file.symlink_to(elsewhere)
        assert complaint(pack) == Fault("pack.link_elsewhere", {"file": str(file), "where": str(elsewhere)})


def test_a_finder_that_does_not_fit_says_what_is_wrong(pack: Path) -> None:
    change_finder(pack, width=32)
    assert complaint(pack).code == "pack.input_shape"
    change_finder(pack, classes=["dog", "cat"])
    found = complaint(pack)
    assert (found.code, found.facts["output"], found.facts["wanted"]) == ("pack.output_shape", "scores", "[N, B, 2]")
    shutil.copy(pack / "model.onnx", pack / "dog_finder.onnx")
    change_finder(pack, (pack / "model.onnx").read_bytes())
    assert complaint(pack) == Fault("pack.no_output", {"file": str(pack / "dog_finder.onnx"), "output": "boxes"})


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"finder": {"rivals": ["dog"]}}, "rivals_unknown"),
        ({"finder": {"hint": 0.0}}, "hint_without_its_output"),
        (
            {"thresholds": {"evidence": {"bias": 0, "species": 1, "found": {"horse": 1}}}},
            "evidence_without_its_sources",
        ),
        ({"finder": None, "input": {"width": EDGE, "height": EDGE, "views": ["dog"]}}, "dog_view_without_finder"),
    ],
)
def test_rules_that_do_not_go_together_are_refused(tmp_path: Path, changes: dict[str, Any], rule: str) -> None:
    pack = make_small_pack(tmp_path, **{"finder": {}, **changes})
    assert complaint(pack).facts["rule"] == rule


def test_a_finder_by_the_graph_of_the_breeds_is_refused(pack: Path) -> None:
    manifest = manifest_of(pack)
    manifest["finder"]["graph"] = manifest["graph"]
    (pack / "model.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert complaint(pack).facts["rule"] == "finder_by_another_graph"


def narrow_at_last() -> bytes:
    """A finder that has scores for two classes only, which it does not say before it runs."""
    model = onnx.load_from_string(finder_graph())
    graph = model.graph
    next(node for node in graph.node if node.output[0] == "scores").output[0] = "all_scores"
    graph.initializer.append(numpy_helper.from_array(np.array([1, 1, 0], np.int64), "kept"))
    graph.initializer.append(numpy_helper.from_array(np.array([-1], np.int64), "flat_again"))
    graph.node.extend(
        [
            helper.make_node("NonZero", ["kept"], ["places"]),
            helper.make_node("Reshape", ["places", "flat_again"], ["columns"]),
            helper.make_node("Gather", ["all_scores", "columns"], ["scores"], axis=2),
        ]
    )
    graph.output[1].type.tensor_type.shape.dim[2].dim_param = "K"
    content: bytes = model.SerializeToString()
    return content


def test_what_a_finder_gives_is_checked_when_it_runs(pack: Path) -> None:
    change_finder(pack, narrow_at_last())
    with pytest.raises(ClassifierError) as refused:
        Classifier(load_pack(pack), "cpu").classify_photos([Picture(photo_of())])
    found = refused.value.fault
    assert (found.code, found.facts["output"]) == ("network.wrong_shape", "scores")
    assert found.facts["file"] == str(pack / "dog_finder.onnx")


def test_a_strangers_finder_is_tried_apart(pack: Path) -> None:
    try_pack(pack)
    change_finder(pack, narrow_at_last())
    with pytest.raises(ModelPackError) as refused:
        try_pack(pack)
    assert refused.value.fault.code == "network.wrong_shape"
