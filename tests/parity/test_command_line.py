"""`pawsort label` and the training side say the same of real photos: same pixels, same network, same rules."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from desktop_app.inference.decisions import decide, look
from desktop_app.inference.manifest import Breed, InputSpec, Provenance, Species
from desktop_app.inference.manifest_rules import Thresholds
from desktop_app.inference.preprocess import tensors_of_file
from training.runs.packs import PackDraft

pytestmark = [pytest.mark.photos, pytest.mark.training]

PHOTOS = 50
IDS = tuple(f"b{number}" for number in range(6))
INPUT: dict[str, Any] = {
    "width": 64,
    "height": 48,
    "second_look": {"view": "centre_square", "below": 0.6, "temperature": 0.2, "species_temperature": 0.3},
}
THRESHOLDS: dict[str, Any] = {
    "dog": 0.2,
    "familiarity": {"score": "energy", "temperature": 0.5},
    "sure": {"probability": 0.6, "familiarity": 0.85},
    "maybe": {"probability": 0.4, "familiarity": 0.8},
    "conformal": {"method": "lac", "quantile": 0.8},
    "mix": {"together": 0.6, "balance": 0.5, "dog": 0.25},
}


def random_network() -> Any:
    """Small, untrained, but with an opinion of every photo."""
    import keras

    keras.utils.set_random_seed(5)
    photo = keras.Input((48, 64, 3), dtype="uint8", name="photo")
    x = keras.layers.Rescaling(1 / 64, -2.0)(photo)
    x = keras.layers.Conv2D(16, 5, strides=2, activation="relu")(x)
    feature_map = keras.layers.Conv2D(24, 3, strides=2, activation="relu")(x)
    embedding = keras.layers.GlobalAveragePooling2D()(feature_map)
    logits = keras.layers.Dense(len(IDS), kernel_initializer=keras.initializers.RandomNormal(0, 1, seed=1))(embedding)
    species = keras.layers.Dense(3, kernel_initializer=keras.initializers.RandomNormal(0, 1, seed=2))(embedding)
    outputs = {"logits": logits, "species_logits": species, "embedding": embedding, "feature_map": feature_map}
    return keras.Model(photo, outputs, name="random")


def test_command_line_says_what_the_training_side_says_of_fifty_photos(
    photos_folder: Path, tmp_path: Path, isolated_home: Path, repository: Path
) -> None:
    from export.packing import write_pack

    draft = PackDraft(
        name="Random",
        input=InputSpec.model_validate(INPUT),
        breeds=tuple(Breed(id=breed, names={"en": breed}) for breed in IDS),
        temperature=0.25,
        species=Species(temperature=0.4),
        thresholds=Thresholds.model_validate(THRESHOLDS),
        provenance=Provenance(
            recipe="none", created="2026-01-01", data_set="none", data_sha256="0" * 64, weights="none", licence="none"
        ),
    )
    photos = sorted(path for path in (photos_folder / "other_sources_dev").rglob("*") if path.is_file())[::9][:PHOTOS]
    assert len(photos) == PHOTOS
    network = random_network()
    tensors = np.stack([tensors_of_file(photo.read_bytes(), draft.input) for photo in photos])
    write_pack(network, draft, tensors[:, 0], tmp_path / "pack")

    every_view = network(tensors.reshape(-1, 48, 64, 3), training=False)
    outputs = {
        name: np.asarray(every_view[name], np.float64).reshape(PHOTOS, 2, -1) for name in ("logits", "species_logits")
    }
    looks = look(
        {name: values[:, :1] for name, values in outputs.items()},
        lambda rows: {name: values[rows, 1:] for name, values in outputs.items()},
        temperature=draft.temperature,
        species_temperature=0.4,
        familiarity=draft.thresholds.familiarity,
        second_look=draft.input.second_look,
    )
    said = decide(looks, draft.thresholds, IDS)

    table = tmp_path / "labels.jsonl"
    arguments = ["label", *map(str, photos), "--model", str(tmp_path / "pack"), "--out", str(table), "--top", "6"]
    command = [sys.executable, "-m", "desktop_app", *arguments]
    result = subprocess.run(command, cwd=repository, capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stderr
    rows = [json.loads(line) for line in table.read_text(encoding="utf-8").splitlines()]
    assert [row["photo"] for row in rows] == [str(photo) for photo in photos]
    assert looks.dog is not None
    for number, row in enumerate(rows):
        shown = {row[f"breed_{k}_id"]: row[f"probability_{k}"] for k in range(1, 7)}
        np.testing.assert_allclose([shown[breed] for breed in IDS], looks.breeds[number], atol=1e-4)
        assert row["dog_probability"] == pytest.approx(looks.dog[number], abs=1e-4)
    assert [row["status"] for row in rows] == ["no_dog" if none else "ok" for none in said.no_dog]
    assert [row["confidence"] for row in rows] == said.confidence
    sets = [sorted(row["breed_set"]) for row in rows]
    assert sets == [[breed for breed, inside in zip(IDS, each, strict=True) if inside] for each in said.sets]
    # That all of this was put to the test:
    assert {*said.confidence} == {"sure", "maybe", "unsure", None}
    assert 5 < looks.twice.sum() < PHOTOS - 5
    assert (said.mixes[:, 0] >= 0).any()
