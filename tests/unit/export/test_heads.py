"""A head that was fitted to a pack's embeddings takes the place of its own."""

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from desktop_app.inference.manifest_rules import ConfidenceRule
from desktop_app.inference.packs import HEAD_WEIGHTS, load_pack
from desktop_app.inference.runtime import onnxruntime
from desktop_app.paths import assets_folder
from export.cli import main
from export.graph import ExportError
from export.heads import write_pack_with_head
from scale_out.heads.fitting import Fitted
from scale_out.heads.labels import Breed
from scale_out.heads.runs import write_head
from tests.small_pack import make_small_pack
from training.networks.heads import LinearHead

PACK = assets_folder() / "packs" / "pawsort"
BREEDS = (Breed("n02085620", "Chihuahua", "n02085620"), Breed("own:Our Dog", "Our Dog", None))


def written_head(folder: Path, pack_hash: str, size: int = 1280) -> LinearHead:
    random = np.random.default_rng(0)
    head = LinearHead(random.normal(0, 1, (size, 2)).astype(np.float32), np.array([0.5, -2], np.float32))
    metrics = {"val_accuracy": 0.9, "val_top5": 1.0, "validation_photos": 50, "training_photos": 200, "penalty": 0.01}
    words = ConfidenceRule(probability=0.9), ConfidenceRule(probability=0.7)
    fitted = Fitted(head, BREEDS, [{"penalty": 0.01}], 0, 0.8, words, metrics)
    run = {"pack": "Pawsort", "pack_hash": pack_hash, "names": {"n02085620": "Chihuahua"}}
    write_head(folder, fitted, run, {"labels": "0" * 64, "left_out": []})
    return head


def test_the_network_says_the_breeds_of_the_head_and_all_else_as_before(tmp_path: Path) -> None:
    old = load_pack(PACK)
    head = written_head(tmp_path / "run", old.pack_hash)
    out = tmp_path / "pack"
    told = CliRunner().invoke(main, ["head", str(tmp_path / "run"), "--pack", str(PACK), "--out", str(out)])
    assert told.exit_code == 0, told.output
    assert "2 breeds" in told.output
    new = load_pack(out)
    assert [breed.names["en"] for breed in new.manifest.breeds] == ["Chihuahua", "Our Dog"]
    assert new.manifest.breeds[0].names["fr"] == "Chihuahua"
    assert new.manifest.temperature == 0.8
    assert new.manifest.thresholds.evidence == old.manifest.thresholds.evidence
    assert new.manifest.thresholds.sure == ConfidenceRule(probability=0.9)
    assert new.manifest.input.second_look is None
    assert new.manifest.finder == old.manifest.finder
    assert new.pack_hash != old.pack_hash
    pixels = np.random.default_rng(1).integers(0, 256, (3, 260, 260, 3), np.uint8)
    names = ["embedding", "species_logits", "orientation_logits", "feature_map"]
    before, after = (onnxruntime.InferenceSession(each.graph_file) for each in (old, new))
    wanted = before.run(names, {"photo": pixels})
    found = after.run(["logits", HEAD_WEIGHTS, *names], {"photo": pixels})
    np.testing.assert_allclose(found[0], wanted[0] @ head.kernel + head.bias, rtol=1e-4, atol=1e-4)
    np.testing.assert_array_equal(found[1], head.kernel)
    for one, other in zip(found[2:], wanted, strict=True):
        np.testing.assert_array_equal(one, other)
    assert "familiarity" not in [output.name for output in after.get_outputs()]


def test_a_head_of_another_pack_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    written_head(tmp_path / "run", "12" * 32)
    with pytest.raises(ExportError, match="embeddings of another pack"):
        write_pack_with_head(tmp_path / "run", PACK, tmp_path / "pack")
    with pytest.raises(ExportError, match=r"there is no head\.json in it"):
        write_pack_with_head(tmp_path, PACK, tmp_path / "pack")
    (tmp_path / "run" / "head.npz").write_bytes(b"PK nothing")
    with pytest.raises(ExportError, match="is damaged"):
        write_pack_with_head(tmp_path / "run", PACK, tmp_path / "pack")
    assert not (tmp_path / "pack").exists()


def test_outputs_that_the_manifest_does_not_name_are_left_behind(tmp_path: Path) -> None:
    pack = make_small_pack(tmp_path / "small")
    random = np.random.default_rng(0)
    written_head(tmp_path / "run", load_pack(pack).pack_hash, size=3)
    write_pack_with_head(tmp_path / "run", pack, tmp_path / "pack")
    new = load_pack(tmp_path / "pack")
    found = onnxruntime.InferenceSession(new.graph_file)
    assert {output.name for output in found.get_outputs()} == set(new.manifest.outputs)
    edges = (2, new.manifest.input.height, new.manifest.input.width, 3)
    (logits,) = found.run(["logits"], {"photo": random.integers(0, 256, edges, np.uint8)})
    assert logits.shape == (2, 2)
