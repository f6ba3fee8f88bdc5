"""`--kind keras` takes the very photos that Keras takes: shown against Keras itself."""

import csv
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from training.datasets.breeds import STUDY_BREEDS
from training.datasets.keras_splits import keras_split
from training.datasets.photos import DataError, LabelledPhoto, PhotoSet
from training.datasets.preparing import SplitRequest, prepared_photos, split_photos
from training.datasets.readers import read_data
from training.datasets.splits import STUDY_SEED, Side, leaks, make_split


def of_keras(folder: Path, classes: list[str] | None = None) -> set[str]:
    """The validation photos of `image_dataset_from_directory`, as the study asked for them."""
    import keras

    found = keras.utils.image_dataset_from_directory(
        folder,
        class_names=classes,
        validation_split=0.2,
        subset="validation",
        seed=STUDY_SEED,
        image_size=(8, 8),
        verbose=False,
    )
    return {Path(path).relative_to(folder).as_posix() for path in found.file_paths}


def of_ours(photos: PhotoSet) -> set[str]:
    sides = keras_split(photos, range(len(photos)))
    return {photos.name_of(photo) for photo, side in zip(photos.photos, sides, strict=True) if side is Side.VALIDATION}


def picture(file: Path, number: int = 0) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(number)
    Image.fromarray(random.integers(0, 256, (9, 9, 3), dtype=np.uint8)).save(file)


def stanford_dogs(data: Path, root: Path) -> Path:
    """Stanford Dogs by the real names of its 20,580 photos and 120 folders; each of them is one small picture."""
    picture(root / "one.jpg")
    with (data / "stanford_split.csv").open() as file:
        # A photo has a row for each of its dogs.
        for folder, name in {(row["class"], row["file"]) for row in csv.DictReader(file)}:
            (root / "Images" / folder).mkdir(parents=True, exist_ok=True)
            (root / "Images" / folder / name).symlink_to(root / "one.jpg")
    return root / "Images"


@pytest.mark.training
@pytest.mark.photos
def test_all_of_stanford_dogs_and_the_studys_15_breeds_are_split_as_keras_does(
    photos_folder: Path, tmp_path: Path
) -> None:
    images = stanford_dogs(photos_folder, tmp_path)
    everything = read_data(images)
    theirs = of_keras(images)
    assert len(theirs) == int(0.2 * 20_580)
    assert of_ours(everything) == theirs
    study = everything.only_breeds(STUDY_BREEDS)
    classes = sorted(folder.name for folder in images.iterdir() if folder.name.partition("-")[2] in STUDY_BREEDS)
    theirs = of_keras(images, classes)
    assert len(theirs) == 507
    assert of_ours(study) == theirs


@pytest.mark.training
def test_names_that_sort_in_other_ways_are_split_as_keras_does(tmp_path: Path) -> None:
    number = 0
    for folder in ("beagle", "Kelpie", "a breed", "a-breed 2", "Zebra_dog", "10", "9", "Éléphant"):
        for name in ("b.jpg", "B.jpg", "a 1.JPG", "#7 Rex.png", "10.jpeg", "9.jpeg", "deep/x.gif", "Deep/y.bmp"):
            number += 1
            picture(tmp_path / folder / name, number)
    photos = read_data(tmp_path)
    assert len(photos) == 64
    assert of_ours(photos) == of_keras(tmp_path)


@pytest.mark.training
def test_what_keras_does_not_take_is_left_out_and_what_it_takes_in_vain_is_told(tmp_path: Path) -> None:
    for number in range(40):
        picture(tmp_path / "photos" / ("beagle", "kelpie")[number % 2] / f"{number:02}.jpg", number)
    picture(tmp_path / "photos" / "beagle" / "new.webp", 99)
    (tmp_path / "photos" / "kelpie" / "31b.jpg").write_bytes(b"no photo")
    said: list[str] = []
    request = SplitRequest([tmp_path / "photos"], kind="keras", validation=0.2)
    split, _ = split_photos(request, said.append)
    assert split.sides["beagle/new.webp"][1] is Side.LEFT_OUT
    held_out = {name for name, (_, side) in split.sides.items() if side is Side.VALIDATION}
    assert held_out == of_keras(tmp_path / "photos") - {"kelpie/31b.jpg"}
    assert "1 photo left out: in formats that Keras does not read" in said
    assert "1 photo that Keras would take left out: no photos that can be read" in said


def test_copies_of_training_photos_are_moved_and_counted(tmp_path: Path) -> None:
    for number in range(80):
        # Every photo is there twice.
        picture(tmp_path / ("beagle", "kelpie")[number // 2 % 2] / f"{number:02}.png", number // 2)
    said: list[str] = []
    split, _ = split_photos(SplitRequest([tmp_path], kind="keras", validation=0.2), said.append)
    photos = prepared_photos([tmp_path])
    as_keras = Counter(keras_split(photos, range(80)))
    moved = as_keras[Side.VALIDATION] - split.counts()[Side.VALIDATION]
    assert moved > 1
    assert f"{moved} photos moved from validation to training, because a copy is trained on" in said


@pytest.mark.parametrize("seed", range(5))
def test_copies_stay_on_one_side(seed: int, tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / ("beagle", "kelpie")[number % 2]).mkdir(exist_ok=True)
        (tmp_path / ("beagle", "kelpie")[number % 2] / f"{number}.jpg").touch()
    files = sorted(tmp_path.glob("*/*.jpg"))
    photos = PhotoSet(tmp_path, tuple(LabelledPhoto(file, file.parent.name) for file in files))
    groups = np.arange(60)
    random = np.random.default_rng(seed)
    for _ in range(12):
        first, second = random.integers(0, 60, 2)
        groups[groups == groups[second]] = groups[first]
    split = make_split(photos, keras_split(photos, groups, seed=seed), kind="keras", seed=seed)
    assert leaks(photos, split, groups) == []


def test_photos_that_lie_in_no_class_folder_have_no_such_split(tmp_path: Path) -> None:
    photos = PhotoSet(tmp_path, tuple(LabelledPhoto(tmp_path / f"{n}.jpg", f"breed {n % 2}") for n in range(8)))
    with pytest.raises(DataError, match=r"lies in no class folder.*use --kind study"):
        keras_split(photos, range(8))
