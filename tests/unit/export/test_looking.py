"""What the exporter sees of photos is what the app sees of them."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from desktop_app.catalog.values.suggestions import SuggestionStatus
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.packs import ModelPack, load_pack
from desktop_app.inference.preprocess import Picture, dog_part
from tests.small_finder import BLUE_DOG, CAT, GROUND, RED_DOG, add_finder, finder_graph, photo_of
from tests.small_pack import BREEDS, EDGE, make_small_pack

pytestmark = pytest.mark.training

EVIDENCE = {"bias": -0.2, "species": 0.7, "found": {"dog": 0.5, "cat": -0.9}}
RULES = {
    "dog": 0.4,
    "evidence": EVIDENCE,
    "familiarity": {"score": "output"},
    "sure": {"probability": 0.9, "familiarity": 60.0},
    "maybe": {"probability": 0.4},
}
LOOKS = {
    "second_look": {"view": "dog", "mirrored": True, "below": 0.999, "temperature": 12.0},
    "careful": {"temperature": 14.0, "species_temperature": 1.3},
}


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    random = np.random.default_rng(2)
    colours = [GROUND, RED_DOG, BLUE_DOG, CAT, (90, 70, 60), (150, 140, 120)]
    files = [tmp_path / f"{number}.jpg" for number in range(14)]
    for file in files:
        photo_of(*(colours[i] for i in random.integers(0, 6, 4)), side=80).save(file, quality=95)
    photo_of(*[(240, 250, 240)] * 4).save(files[0], quality=95)
    return files


def pack_in(folder: Path, **finder: Any) -> ModelPack:
    spec = {"width": EDGE, "height": EDGE, "views": ["dog"], **LOOKS}
    return load_pack(
        make_small_pack(
            folder, finder=finder, input=spec, thresholds=RULES, other_looks_again=True, turns=True, familiar=True
        )
    )


@pytest.mark.parametrize("finder", [{}, {"asked": "unsure", "below": 0.9}])
def test_the_app_says_what_the_exporters_rules_say(tmp_path: Path, photos: list[Path], finder: dict[str, Any]) -> None:
    from export.looking import graph_embeddings, graph_logits
    from export.ship.deciding import Seen, decided
    from training.runs.packs import PackDraft

    pack = pack_in(tmp_path / "pack", **finder)
    draft = PackDraft.model_validate(pack.manifest.model_dump(include=set(PackDraft.model_fields)))
    looked = graph_logits(pack.graph_file, photos, draft)
    assert looked.familiarity is not None
    labels, every = np.zeros(len(photos), np.int64), np.ones(len(photos), np.bool_)
    seen = Seen(
        looked.logits, looked.species_logits, labels, looked.familiarity, every, looked.turned, looked.greatest()
    )
    looks, said = decided(draft, seen)
    spec = pack.manifest.input
    suggestions = Classifier(pack, "cpu").classify_photos(
        [Picture.of_file(photo.read_bytes(), spec) for photo in photos]
    )
    assert looks.dog is not None
    assert looked.embeddings is not None
    for row, found in enumerate(suggestions):
        shown = {breed.breed_id: breed.probability for breed in found.ranked}
        np.testing.assert_allclose([shown[breed] for breed in BREEDS], looks.breeds[row], atol=1e-6)
        assert found.dog_probability == pytest.approx(looks.dog[row], abs=1e-6)
        assert found.confidence == said.confidence[row]
        dogs = looked.found[row]
        if found.status is SuggestionStatus.OK:
            assert found.box == (None if dogs is None else dogs.first)
        np.testing.assert_allclose(np.asarray(found.embedding, float), looked.embeddings[row], rtol=1e-3)
    assert {found.status.value for found in suggestions} == {"ok", "no_dog"}
    np.testing.assert_array_equal(graph_embeddings(pack.graph_file, photos, draft)[0], looked.embeddings)
    greatest = looked.greatest()
    assert greatest is not None
    asked = ~np.isnan(greatest).any(axis=1)
    assert asked.all() == (not finder)
    assert asked.any()


def test_the_familiarity_is_what_each_look_gives_as_such(tmp_path: Path, photos: list[Path]) -> None:
    from export.looking import graph_logits

    looked = graph_logits(pack_in(tmp_path / "pack").graph_file, photos, pack_in(tmp_path / "pack").manifest)
    assert looked.familiarity is not None
    assert looked.familiarity.shape == (len(photos), 2)
    np.testing.assert_allclose(looked.familiarity, looked.logits.max(axis=2), rtol=1e-6)
    plain = load_pack(make_small_pack(tmp_path / "plain"))
    assert graph_logits(plain.graph_file, photos, plain.manifest).familiarity is None


def test_seen_tensors_are_what_the_networks_are_given_of_the_dogs(tmp_path: Path, photos: list[Path]) -> None:
    from export.looking import seen_tensors

    pack = pack_in(tmp_path / "pack")
    found = seen_tensors(pack.graph_file, photos, pack.manifest)
    assert found.dtype == np.uint8
    assert found.shape == (2 * len(photos), EDGE, EDGE, 3)
    spec = pack.manifest.input
    finder = pack.manifest.finder
    assert finder is not None
    suggestions = Classifier(pack, "cpu").classify_photos(
        [Picture.of_file(photo.read_bytes(), spec) for photo in photos]
    )
    dogs = 0
    for row, suggestion in enumerate(suggestions):
        picture = Picture.of_file(photos[row].read_bytes(), spec)
        part = None if suggestion.box is None else dog_part(suggestion.box, *picture.image.size, finder)
        if suggestion.status is SuggestionStatus.OK:
            # The views are those of the pack, one photo after the other.
            np.testing.assert_array_equal(found[2 * row : 2 * row + 2], picture.tensors(spec, part))
            dogs += part is not None
    assert dogs > 3


def test_careful_looks_are_those_of_the_app(tmp_path: Path, photos: list[Path]) -> None:
    from desktop_app.inference.decisions import calibrated
    from export.looking import graph_logits

    pack = pack_in(tmp_path / "pack", asked="unsure", below=0.1)
    looked = graph_logits(pack.graph_file, photos, pack.manifest, all_looks=True)
    assert looked.all_logits is not None
    assert looked.all_species_logits is not None
    assert looked.all_logits.shape == (len(photos), 4, 3)
    assert all(dogs is not None for dogs in looked.found)
    breeds = calibrated(looked.all_logits, 14.0)
    spec = pack.manifest.input
    careful = Classifier(pack, "cpu", careful=True)
    for row, found in enumerate(
        careful.classify_photos([Picture.of_file(photo.read_bytes(), spec) for photo in photos])
    ):
        shown = {breed.breed_id: breed.probability for breed in found.ranked}
        np.testing.assert_allclose([shown[breed] for breed in BREEDS], breeds[row], atol=1e-6)


def test_a_draft_with_a_finder_becomes_a_pack(tmp_path: Path) -> None:
    from export.packing import write_manifest
    from training.runs.packs import PackDraft

    pack = pack_in(tmp_path / "pack")
    draft = PackDraft.model_validate(pack.manifest.model_dump(include=set(PackDraft.model_fields)))
    written = write_manifest(pack.folder, draft, list(pack.manifest.outputs))
    assert (written.format_version, written.finder) == (2, pack.manifest.finder)
    assert load_pack(pack.folder).pack_hash == pack.pack_hash


def test_a_finder_counts_for_the_size_of_a_pack(tmp_path: Path) -> None:
    from export.graph import ExportError
    from export.packing import check_pack

    folder = make_small_pack(tmp_path / "pack", finder={}, explains=True, turns=True)
    size = check_pack(folder).size
    assert size == sum((folder / name).stat().st_size for name in ("model.onnx", "dog_finder.onnx"))
    with pytest.raises(ExportError, match="Quantise"):
        check_pack(folder, largest=size - 1)


def test_a_finder_gives_boxes_and_scores_and_nothing_else(tmp_path: Path) -> None:
    import onnx

    from export.graph import ExportError
    from export.packing import check_pack

    folder = make_small_pack(tmp_path / "pack", finder={}, explains=True, turns=True)
    model = onnx.load_from_string(finder_graph())
    model.graph.output.append(onnx.helper.make_tensor_value_info("zeros", onnx.TensorProto.FLOAT, ["N", 4, 1]))
    manifest = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    manifest["finder"] = add_finder(folder, {}, model.SerializeToString())
    (folder / "model.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ExportError, match="zeros"):
        check_pack(folder)
