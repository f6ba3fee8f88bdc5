"""Model packs: the manifest, the graph, and what a network gives."""

import hashlib
import json
import tempfile
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.fuzzing.example import Example, Kind
from desktop_app.inference import network
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.manifest import Manifest, ManifestError, parse_manifest
from desktop_app.inference.network import ClassifierError
from desktop_app.inference.packs import ModelPackError, load_pack, read_background

# A graph that never ends is found to be one sooner than a person would have to wait.
RUN_SECONDS = 3


@cache
def small_packs() -> tuple[dict[str, bytes], ...]:
    """The packs that the tests use, as files."""
    from tests.small_pack import EDGE, make_small_pack

    spec = {"width": EDGE, "height": EDGE, "second_look": {"below": 0.9, "temperature": 5.0}}
    rules = {
        "familiarity": {"score": "energy"},
        "sure": {"probability": 0.8, "familiarity": 1.0},
        "maybe": {"probability": 0.3},
        "conformal": {"method": "aps", "quantile": 0.8},
        "mix": {"together": 0.5, "balance": 0.2, "dog": 0.5},
    }
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        make_small_pack(folder / "plain")
        make_small_pack(
            folder / "full",
            input=spec,
            other_looks_again=True,
            explains=True,
            turns=True,
            background=True,
            thresholds=rules,
        )
        return tuple(
            {file.name: file.read_bytes() for file in sorted(pack.iterdir())} for pack in sorted(folder.iterdir())
        )


def _read_manifest(file: Path) -> object:
    """And what a manifest of sound values says of photos."""
    text = file.read_bytes().decode("utf-8", "replace")
    manifest = parse_manifest(text, file)
    json.dumps(manifest.model_dump(mode="json"), allow_nan=False)
    return _run(file.parent)


def _read_graph(file: Path) -> object:
    manifest = json.loads((file.parent / "model.json").read_text(encoding="utf-8"))
    again = manifest["input"].get("second_look", {}).get("graph")
    for graph in filter(None, (manifest["graph"], again)):
        graph["sha256"] = hashlib.sha256((file.parent / graph["file"]).read_bytes()).hexdigest()
    folder = file.parent / "pack"
    folder.mkdir()
    (folder / "model.json").write_text(json.dumps(manifest), encoding="utf-8")
    for other in (*file.parent.glob("*.onnx"), *file.parent.glob("*.npz")):
        (folder / other.name).write_bytes(other.read_bytes())
    return _run(folder)


def _read_background(file: Path) -> object:
    """With the manifest's word that this is the file, so that the reader sees it."""
    manifest = json.loads((file.parent / "model.json").read_text(encoding="utf-8"))
    manifest["background"]["sha256"] = hashlib.sha256(file.read_bytes()).hexdigest()
    found = read_background(file.parent, Manifest.model_validate(manifest))
    assert found is not None
    assert found.variances.min() > 0
    for part in (found.means, found.middle, found.axes, found.variances, found.rest, found.photos):
        assert np.isfinite(part).all()
    return found


def _backgrounds() -> list[Example]:
    from tests.small_pack import archive_of, small_background

    packs = [pack for pack in small_packs() if "background.npz" in pack]
    packed = archive_of(small_background(), compressed=True)
    return [Example(pack, "background.npz") for pack in packs] + [
        Example(pack | {"background.npz": packed}, "background.npz") for pack in packs
    ]


def _run(folder: Path) -> object:
    network.RUN_SECONDS = RUN_SECONDS
    pack = load_pack(folder)
    classifier = Classifier(pack, "cpu")
    spec = pack.manifest.input
    if spec.width * spec.height > 300 * 300:
        return None
    tensors = np.full((2, len(spec.all_views), spec.height, spec.width, 3), 90, np.uint8)
    tensors[1, ..., 0] = 240
    for suggestion in classifier.classify(tensors, [(40, 30), (30, 40)]):
        assert all(0 <= breed.probability <= 1 for breed in suggestion.ranked)
        assert suggestion.dog_share is None or 0 <= suggestion.dog_share <= 1
        for vector in (suggestion.embedding, suggestion.logits):
            assert vector is None or np.isfinite(vector).all()
    if classifier.can_explain:
        assert np.isfinite(classifier.explain(tensors[0], pack.manifest.breeds[0].id, (40, 30))).all()
    return pack


def _refusals() -> tuple[type[Exception], ...]:
    return ManifestError, ModelPackError, ClassifierError


KINDS = {
    "manifest": Kind(
        lambda: [Example(pack, "model.json") for pack in small_packs()],
        _read_manifest,
        _refusals,
        ("bytes", "json", "json", "json"),
    ),
    "background": Kind(_backgrounds, _read_background, _refusals),
    "graph": Kind(
        lambda: [Example(pack, name) for pack in small_packs() for name in pack if name.endswith(".onnx")][:2],
        _read_graph,
        _refusals,
        seconds=20,
    ),
}
