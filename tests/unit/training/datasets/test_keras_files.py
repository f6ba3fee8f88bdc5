"""`--kind keras` takes the very photos that Keras takes, whatever folders and files are called."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from training.datasets.breeds import STUDY_BREEDS
from training.datasets.keras_files import FORMATS, differences, files_of_keras, folders_of
from training.datasets.photos import DataError, PhotoSet
from training.datasets.preparing import SplitRequest, split_photos
from training.datasets.readers import read_data
from training.datasets.splits import Side, keras_split

Kept = Callable[[Path], set[Path]]


@pytest.fixture(scope="session")
def kept_by_keras() -> Kept:
    """What Keras itself keeps for validation, of a folder as it is."""
    import keras

    def kept(root: Path) -> set[Path]:
        data: Any = keras.utils.image_dataset_from_directory(
            str(root), validation_split=0.2, subset="validation", seed=1337, verbose=False
        )
        return {Path(file) for file in data.file_paths}

    return kept


def kept_by_us(photos: PhotoSet, files: list[Path]) -> set[Path]:
    sides, moved = keras_split(photos, range(len(photos)), files)
    assert moved == 0
    return {photo.path for photo, side in zip(photos.photos, sides, strict=True) if side is Side.VALIDATION}


def touched(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()


@pytest.mark.training
def test_the_endings_are_those_of_keras() -> None:
    from keras.src.utils.image_dataset_utils import ALLOWLIST_FORMATS

    assert FORMATS == ALLOWLIST_FORMATS


@pytest.mark.training
@pytest.mark.parametrize(
    "folders",
    [
        ("beagle", "Kelpie", "Shih-Tzu", "great Dane", "Great Pyrenees"),
        ("n02085620-Chihuahua", "n02085620 Chihuahua too", "n02113978-Mexican_hairless", "Épagneul", "épagneul 2"),
        ("dog 10", "dog 9", "dog_1", "dog-1a", "Dog 2"),
        ("beagle", "beagle/deeper", "beagle/Deeper", "beagle/a b", "beagle-b", "kelpie"),
    ],
)
def test_folders_and_files_with_any_names_are_split_as_keras_does(
    tmp_path: Path, folders: tuple[str, ...], kept_by_keras: Kept
) -> None:
    files = ("dog 9.jpg", "dog 10.jpg", "Dog 1.JPG", "a.png", "B.Jpeg", "#7 Rex.png", "z.gif", "é.bmp", "e\u0301.jpg")
    for folder in folders:
        touched(tmp_path / folder, *files)
    photos = read_data(tmp_path)
    assert not differences(photos, files_of_keras(tmp_path))
    assert kept_by_us(photos, files_of_keras(tmp_path)) == kept_by_keras(tmp_path)


@pytest.mark.training
def test_what_only_one_of_them_takes_moves_nothing_and_is_said(tmp_path: Path, kept_by_keras: Kept) -> None:
    for breed in ("beagle", "Kelpie"):
        touched(tmp_path / breed, *(f"{number}.jpg" for number in range(20)), "a.heic", "b.webp", "c.tif")
        touched(tmp_path / breed, ".hidden.jpg", "._0.jpg", "@eaDir/0.jpg", ".thumbs/1.jpg", "Thumbs.db", "desktop.ini")
    touched(tmp_path, "@eaDir/2.jpg", "kind_spaniel/3.jpg", ".trash/4.jpg")
    photos, files = read_data(tmp_path), files_of_keras(tmp_path)
    ours, theirs = kept_by_us(photos, files), kept_by_keras(tmp_path)
    assert ours == theirs & {photo.path for photo in photos.photos}
    assert len(theirs) == int(0.2 * len(files)) == int(0.2 * 50)
    sides, _ = keras_split(photos, range(len(photos)), files)
    out = {photo.path.name for photo, side in zip(photos.photos, sides, strict=True) if side is Side.LEFT_OUT}
    assert out == {"a.heic", "b.webp", "c.tif"}
    also, fewer = differences(photos, files)
    assert "Keras also takes 10 files that Pawsort takes for no photo of a breed, such as " in also
    assert "6 photos are left out, because Keras does not take such files: " in fewer


def test_copies_that_are_moved_and_files_of_other_kinds_are_counted_aloud(tiny_photos: Path, tmp_path: Path) -> None:
    root = tmp_path / "photos"
    for file in tiny_photos.rglob("*.png"):
        for copy in range(2):
            target = root / file.parent.name / f"{copy} {file.name}"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
    Image.effect_noise((40, 40), 90).save(root / "beagle" / "noise.webp")
    said: list[str] = []
    split, _ = split_photos(SplitRequest([root], kind="keras"), said.append)
    counts = split.counts()
    assert counts[Side.LEFT_OUT] == 1
    assert any("1 photo is left out, because Keras does not take such files: " in line for line in said)
    moved = int(0.2 * 60) - counts[Side.VALIDATION]
    assert moved > 3
    assert f"{moved} photos that Keras would check on are for training: copies of photos that are" in said


def test_what_is_no_folder_of_breeds_is_not_split_as_keras_does(tiny_photos: Path, tmp_path: Path) -> None:
    rows = "".join(f"{file},{file.parent.name}\n" for file in tiny_photos.rglob("*.png"))
    (tmp_path / "table.csv").write_text("path,label\n" + rows)
    with pytest.raises(DataError, match="--kind keras takes one folder with a folder for each breed"):
        split_photos(SplitRequest([tmp_path / "table.csv"], kind="keras"), lambda _line: None)


@pytest.mark.training
@pytest.mark.photos
def test_the_photos_of_the_study_are_those_that_keras_takes(
    photos_folder: Path, tmp_path: Path, kept_by_keras: Kept
) -> None:
    """As the study had them: a folder with its 15 breeds, and nothing else in it. And all 120."""
    stanford = photos_folder / "stanford_dogs_train"
    every = read_data(stanford)
    study = every.only_breeds(STUDY_BREEDS)
    for folder in folders_of(study):
        (tmp_path / folder).symlink_to(stanford / folder, target_is_directory=True)
    theirs = {stanford / file.relative_to(tmp_path) for file in kept_by_keras(tmp_path)}
    assert len(theirs) == 300
    assert kept_by_us(study, files_of_keras(stanford, folders_of(study))) == theirs
    assert kept_by_us(every, files_of_keras(stanford)) == kept_by_keras(stanford)
