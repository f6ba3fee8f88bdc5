"""The photos and heads of the model that ships: who is trained on, who judges, who is left alone."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from desktop_app.inference.manifest import Metrics
from training.bundled.heads import fit_breeds, fit_species
from training.bundled.metrics import breed_metrics, in_words, most_confused, share_metrics
from training.bundled.photos import (
    CAT,
    CROPS,
    DOG,
    NO_DOGS,
    OTHER_BREED,
    OTHER_SOURCES,
    SOMETHING_ELSE,
    UNKNOWN_DOGS,
    WHOLE,
    read_bundled_photos,
    split_bundled_photos,
)
from training.bundled.table import Table
from training.datasets.imagenet import columns_of
from training.datasets.photos import DataError
from training.datasets.splits import Side, leaks

WNIDS = ("n02085620", "n02085782")
BREED_FOLDERS = ("n02085620-Chihuahua", "n02085782-Japanese_spaniel")


def save_photo(file: Path, seed: int) -> None:
    """Broad patches of colour: near-duplicates only of themselves."""
    file.parent.mkdir(parents=True, exist_ok=True)
    patches = np.random.default_rng(seed).integers(0, 256, (6, 6, 3), dtype=np.uint8)
    Image.fromarray(patches).resize((60, 60), Image.Resampling.BICUBIC).save(file, quality=95)


@pytest.fixture
def data(tmp_path: Path, isolated_home: Path) -> Path:
    folder = tmp_path / "data"
    for number, breed in enumerate(BREED_FOLDERS):
        wnid = breed.split("-")[0]
        for photo in range(20):
            save_photo(folder / CROPS / breed / f"{wnid}_{photo}.jpg", 100 * number + photo)
        save_photo(folder / WHOLE / breed / f"{wnid}_3.jpg", 900 + number)
        save_photo(folder / OTHER_SOURCES / breed / "elsewhere.jpg", 910 + number)
    save_photo(folder / OTHER_SOURCES / "other-akita" / "akita.jpg", 920)
    for name in (f"{NO_DOGS}/cat", f"{NO_DOGS}/airliner", UNKNOWN_DOGS):
        for photo in range(20):
            save_photo(folder / name / f"{photo}.jpg", 1000 + hash_of(name) + photo)
    # Two photos of a breed that somebody also put on the web.
    for photo in (5, 6):
        source = folder / CROPS / BREED_FOLDERS[0] / f"n02085620_{photo}.jpg"
        Image.open(source).resize((90, 70)).save(folder / OTHER_SOURCES / BREED_FOLDERS[0] / f"copy{photo}.jpg")
    return folder


def hash_of(name: str) -> int:
    return sum(map(ord, name)) * 100


def test_labels_come_from_the_folders(data: Path) -> None:
    bundled = read_bundled_photos(data)
    labels = {bundled.photos.name_of(photo).rpartition("/")[0]: photo.breed for photo in bundled.photos.photos}
    assert labels[f"{NO_DOGS}/cat"] == CAT
    assert labels[f"{NO_DOGS}/airliner"] == SOMETHING_ELSE
    assert labels[UNKNOWN_DOGS] == DOG
    assert labels[f"{OTHER_SOURCES}/other-akita"] == OTHER_BREED
    assert labels[f"{CROPS}/{BREED_FOLDERS[1]}"] == "Japanese_spaniel"


def test_the_split_is_fair_and_other_sources_are_never_trained_on(data: Path) -> None:
    bundled = read_bundled_photos(data)
    split = split_bundled_photos(bundled, 1337)
    sides = {name: side for name, (_, side) in split.sides.items()}
    assert {side for name, side in sides.items() if name.startswith(OTHER_SOURCES)} == {Side.VALIDATION}
    for photo in (5, 6):
        assert sides[f"{CROPS}/{BREED_FOLDERS[0]}/n02085620_{photo}.jpg"] is Side.LEFT_OUT
    for breed in BREED_FOLDERS:
        twin = f"{breed}/{breed.split('-')[0]}_3.jpg"
        assert sides[f"{CROPS}/{twin}"] is sides[f"{WHOLE}/{twin}"]
    assert leaks(bundled.photos, split, bundled.groups) == []
    assert split_bundled_photos(read_bundled_photos(data), 1337) == split


def test_a_missing_folder_is_named(data: Path) -> None:
    shutil.rmtree(data / UNKNOWN_DOGS)
    with pytest.raises(DataError, match=UNKNOWN_DOGS):
        read_bundled_photos(data)


def test_a_broken_photo_is_named(data: Path) -> None:
    broken = data / WHOLE / BREED_FOLDERS[0] / "broken.jpg"
    broken.write_bytes(b"no photo")
    with pytest.raises(DataError, match=r"broken\.jpg"):
        read_bundled_photos(data)


@pytest.fixture
def imagenet() -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(3)
    return random.normal(0, 0.1, (6, 1000)).astype(np.float32), np.zeros(1000, np.float32)


@pytest.fixture
def table() -> Table:
    """Embeddings in which the first two features tell the breeds, and the next three the species."""
    random = np.random.default_rng(8)
    rows = []
    for folder, count, breed, species in (
        *((CROPS, 60, breed, 0) for breed in (0, 1)),
        *((WHOLE, 12, breed, 0) for breed in (0, 1)),
        *((OTHER_SOURCES, 20, breed, 0) for breed in (0, 1, -1)),
        (UNKNOWN_DOGS, 20, -1, 0),
        (NO_DOGS, 20, -1, 1),
        (NO_DOGS, 20, -1, 2),
    ):
        for number in range(count):
            embedding = random.normal(0, 0.5, 6)
            if breed >= 0:
                embedding[breed] += 2
            embedding[2 + species] += 2
            side = Side.VALIDATION if folder == OTHER_SOURCES else (Side.TRAINING, Side.TRAINING, Side.TEST)[number % 3]
            rows.append((embedding, folder, side.value, breed, species))
    embeddings, folders, sides, breeds, species_of = zip(*rows, strict=True)
    return Table(
        np.array(embeddings, np.float32),
        np.array(folders),
        np.array(sides),
        np.array(breeds),
        np.array(species_of),
        np.arange(len(rows)),
        WNIDS,
    )


def test_heads_learn_and_their_start_is_the_imagenet_columns(
    table: Table, imagenet: tuple[np.ndarray, np.ndarray]
) -> None:
    breeds = fit_breeds(table, imagenet, lambda _: None)
    species = fit_species(table, imagenet, lambda _: None)
    np.testing.assert_array_equal(breeds.start.kernel, imagenet[0][:, columns_of(WNIDS)])
    test = (table.side == Side.TEST.value) & (table.breed >= 0)
    assert (breeds.head.logits(table.embeddings[test]).argmax(axis=1) == table.breed[test]).mean() > 0.9
    assert ((species.probabilities >= species.threshold) == (table.species == 0)).mean() > 0.9
    assert 0 < species.threshold < 1


def test_test_photos_decide_nothing(table: Table, imagenet: tuple[np.ndarray, np.ndarray]) -> None:
    embeddings = table.embeddings.copy()
    embeddings[table.side == Side.TEST.value] *= -3
    changed = replace(table, embeddings=embeddings)
    for fit in (fit_breeds, fit_species):
        first, second = (fit(each, imagenet, lambda _: None) for each in (table, changed))
        np.testing.assert_array_equal(first.head.kernel, second.head.kernel)
        assert first.temperature == second.temperature
        assert first.tried == second.tried


def test_breed_figures_of_a_case_that_one_can_count() -> None:
    logits = np.eye(8)[[0, 0, 1, 2]] * 9.0
    labels = np.array([0, 1, 1, 2])
    values = breed_metrics(logits, labels, 1.0, 1337, cross_validate=False)
    assert values["top_1"] == 0.75
    assert values["top_5"] == 1.0
    assert values["top_1_low"] <= 0.75 <= values["top_1_high"]
    assert most_confused(logits, labels, list("abcdefgh")) == [{"first": "a", "second": "b", "photos": 1}]


def test_figures_are_told_with_their_intervals() -> None:
    values = share_metrics("taken_for_dogs", np.array([True] * 19 + [False]), 1337)
    told = in_words(Metrics(split="cats, test", photos=20, values=values))
    assert told.startswith("cats, test (20 photos): taken for dogs 0.950 (0.")
    assert "low" not in told
