"""Splits have the study's counts, are stratified, do not leak, and survive a file."""

import csv
import os
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from training.datasets.breeds import STUDY_BREEDS
from training.datasets.duplicates import duplicate_groups, same_animal
from training.datasets.photos import DataError, LabelledPhoto, PhotoSet
from training.datasets.splits import (
    STUDY_SEED,
    Side,
    keras_order,
    keras_split,
    leaks,
    make_split,
    official_split,
    read_split,
    stratified_split,
    write_split,
)

# Photos a breed in the whole of Stanford Dogs, of the study's 15 breeds; the study counted 2,537.
STUDY_COUNTS = dict(
    zip(STUDY_BREEDS, (152, 196, 195, 164, 196, 158, 150, 150, 153, 150, 184, 156, 219, 159, 155), strict=True)
)


def photo_set(counts: dict[str, int]) -> PhotoSet:
    root = Path("data")
    photos = [
        LabelledPhoto(root / breed / f"{n:04}.jpg", breed) for breed in sorted(counts) for n in range(counts[breed])
    ]
    return PhotoSet(root, tuple(photos))


def alone(photos: PhotoSet) -> list[int]:
    return list(range(len(photos)))


def test_the_study_has_2030_training_and_507_validation_photos() -> None:
    photos = photo_set(STUDY_COUNTS)
    assert len(photos) == 2537
    for sides in (
        stratified_split(photos, alone(photos), {Side.VALIDATION: 0.2}, STUDY_SEED),
        keras_split(photos, alone(photos), [photo.path for photo in photos.photos])[0],
    ):
        assert Counter(sides) == {Side.TRAINING: 2030, Side.VALIDATION: 507}


@pytest.mark.photos
def test_the_counts_of_the_study_are_those_of_stanford_dogs(photos_folder: Path) -> None:
    with (photos_folder / "stanford_split.csv").open() as file:
        rows = {row["file"]: row["class"].partition("-")[2] for row in csv.DictReader(file)}
    counts = Counter(breed for breed in rows.values() if breed in STUDY_BREEDS)
    assert counts == STUDY_COUNTS
    assert len(rows) == 20_580


@pytest.mark.training
def test_the_order_is_that_of_keras(tmp_path: Path) -> None:
    from keras.src.utils.dataset_utils import get_training_or_validation_split, index_directory

    for breed, count in {"a": 13, "b": 9}.items():
        (tmp_path / breed).mkdir()
        for number in range(count):
            (tmp_path / breed / f"{number:02}.jpg").touch()
    paths, labels, _ = index_directory(
        str(tmp_path), "inferred", formats=(".jpg",), shuffle=True, seed=STUDY_SEED, follow_links=False, verbose=False
    )
    validation, _ = get_training_or_validation_split(paths, labels, 0.2, "validation")
    ours = sorted(path for path in tmp_path.rglob("*.jpg"))
    order = keras_order(22)
    assert [str(ours[number]) for number in order[22 - int(0.2 * 22) :]] == list(validation)


def test_every_breed_has_its_share_on_both_sides() -> None:
    photos = photo_set(STUDY_COUNTS)
    sides = stratified_split(photos, alone(photos), {Side.VALIDATION: 0.2})
    checked = Counter(photo.breed for photo, side in zip(photos.photos, sides, strict=True) if side is Side.VALIDATION)
    assert all(abs(checked[breed] - 0.2 * count) < 1 for breed, count in STUDY_COUNTS.items())


def test_three_way_split_gives_each_side_its_share() -> None:
    photos = photo_set({"beagle": 100, "kelpie": 60})
    sides = stratified_split(photos, alone(photos), {Side.VALIDATION: 0.15, Side.TEST: 0.15})
    assert Counter(sides) == {Side.TRAINING: 112, Side.VALIDATION: 24, Side.TEST: 24}


def test_same_seed_same_split_and_other_seed_another() -> None:
    photos = photo_set({"beagle": 50, "kelpie": 50})
    splits = [stratified_split(photos, alone(photos), {Side.VALIDATION: 0.2}, seed) for seed in (1, 1, 2)]
    assert splits[0] == splits[1]
    assert splits[0] != splits[2]


@pytest.mark.parametrize("seed", range(5))
def test_copies_stay_on_one_side_also_across_breeds(seed: int) -> None:
    photos = photo_set({"beagle": 60, "kelpie": 60})
    groups = np.arange(120)
    random = np.random.default_rng(seed)
    for _ in range(25):
        first, second = random.integers(0, 120, 2)
        groups[groups == groups[second]] = groups[first]
    table_sides = stratified_split(photos, groups, {Side.VALIDATION: 0.2, Side.TEST: 0.1}, seed)
    files = [photo.path for photo in photos.photos]
    for sides in (table_sides, keras_split(photos, groups, files, seed=seed)[0]):
        split = make_split(photos, sides, kind="study", seed=seed)
        assert leaks(photos, split, groups) == []


def test_a_leak_is_told() -> None:
    photos = photo_set({"beagle": 2, "kelpie": 2})
    sides = [Side.TRAINING, Side.VALIDATION, Side.TRAINING, Side.VALIDATION]
    split = make_split(photos, sides, kind="study", seed=1)
    ((one, other),) = leaks(photos, split, [0, 0, 2, 3])
    assert (one.path.name, other.path.name) == ("0000.jpg", "0001.jpg")


def test_official_split_leaves_out_training_photos_that_are_in_the_test(tmp_path: Path) -> None:
    photos = PhotoSet(Path("data"), tuple(LabelledPhoto(Path(f"data/x/{n}.jpg"), "x") for n in range(3)))
    table = tmp_path / "official.csv"
    table.write_text("file,split\n0.jpg,train\n1.jpg,train\n2.jpg,test\n")
    assert official_split(photos, [0, 1, 1], table) == [Side.TRAINING, Side.LEFT_OUT, Side.TEST]
    # As Excel keeps it in French, and with the paths of Windows.
    table.write_bytes("file;split;été\r\ncrops\\0.jpg;Train;\r\n1.jpg ;train;\r\n2.jpg;test;\r\n".encode("cp1252"))
    assert official_split(photos, [0, 1, 1], table) == [Side.TRAINING, Side.LEFT_OUT, Side.TEST]
    table.write_text("file,split\n0.jpg,train\n")
    with pytest.raises(DataError, match=r"1\.jpg: not in the official split"):
        official_split(photos, [0, 1, 1], table)


def test_a_breed_of_nothing_but_copies_is_an_error_that_names_it() -> None:
    photos = photo_set({"beagle": 10, "kelpie": 3})
    with pytest.raises(DataError, match="no photo of kelpie is left"):
        stratified_split(photos, [*range(10), 10, 10, 10], {Side.VALIDATION: 0.2})


def test_one_photo_of_a_breed_is_an_error_that_names_it() -> None:
    photos = photo_set({"beagle": 10, "kelpie": 1})
    with pytest.raises(DataError, match="kelpie"):
        stratified_split(photos, alone(photos), {Side.VALIDATION: 0.2})


def test_a_split_comes_back_from_its_file(tmp_path: Path) -> None:
    photos = photo_set({"beagle": 5, "Shih-Tzu": 5})
    sides = stratified_split(photos, alone(photos), {Side.VALIDATION: 0.2})
    split = make_split(photos, sides, kind="study", seed=1337, data_sha256="ab" * 32)
    write_split(split, tmp_path / "split.csv")
    assert read_split(tmp_path / "split.csv") == split
    assert len(read_split(tmp_path / "split.csv").photos(photos, Side.VALIDATION)) == 2


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be on Windows")
def test_names_come_back_whatever_is_in_them(tmp_path: Path) -> None:
    """Like comments, like formulas, with ends of lines, with bytes that are no text, in folders of any breed."""
    names = [
        "#7 Rex.png",
        "# kind: keras.png",
        "# seed: 2.png",
        " a .png",
        '"q", b;c.png',
        "-x.png",
        "a\rb.png",
        "a\nb.png",
    ]
    names += [os.fsdecode(b"chien \xe9.png"), "\u2028.png", "\ufeff.png"]
    root = Path("data")
    breeds = ["# pawsort-split 2", os.fsdecode(b"\xe9pagneul"), "Épagneul; breton"]
    photos = PhotoSet(root, tuple(LabelledPhoto(root / breed / name, breed) for breed in breeds for name in names))
    split = make_split(photos, [Side.TRAINING] * len(photos), kind="study", seed=1)
    write_split(split, tmp_path / "split.csv")
    read = read_split(tmp_path / "split.csv")
    assert (read.kind, read.seed, dict(read.sides)) == ("study", 1, dict(split.sides))
    assert read.photos(photos, Side.TRAINING) == photos


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_split_that_a_spreadsheet_kept_is_read(separator: str, encoding: str, tmp_path: Path) -> None:
    photos = PhotoSet(Path("data"), tuple(LabelledPhoto(Path(f"data/é/#{n} Rex.png"), "é") for n in range(3)))
    split = make_split(photos, [Side.TRAINING, Side.TRAINING, Side.TEST], kind="study", seed=7)
    write_split(split, tmp_path / "split.csv")
    with (tmp_path / "split.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with (tmp_path / "kept.csv").open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows([*row, *[""] * (3 - len(row))] for row in rows)
    kept = read_split(tmp_path / "kept.csv")
    assert (kept.kind, kept.seed, dict(kept.sides)) == ("study", 7, dict(split.sides))


def test_a_split_of_other_data_is_an_error_that_names_a_photo(tmp_path: Path) -> None:
    photos = photo_set({"beagle": 5, "kelpie": 5})
    split = make_split(photos, [Side.TRAINING] * 10, kind="study", seed=1)
    with pytest.raises(DataError, match=r"beagle/0000\.jpg"):
        split.photos(photos.chosen(photos.photos[1:]), Side.TRAINING)


def test_a_file_that_is_no_split_is_named(tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("path,label\n")
    with pytest.raises(DataError, match=r"other\.csv: not a split file"):
        read_split(file)


def shelter_photos(*animals: tuple[str, str, int]) -> PhotoSet:
    """Photos of animals: breed, animal, how many photos."""
    photos = [
        LabelledPhoto(Path("data") / breed / f"{animal} {number}.jpg", breed, None, animal)
        for breed, animal, count in animals
        for number in range(count)
    ]
    return PhotoSet(Path("data"), tuple(photos))


def groups_of_animals(photos: PhotoSet) -> list[int]:
    return [int(group) for group in duplicate_groups(len(photos), same_animal(photos.photos))]


def test_animals_with_more_photos_than_a_side_has_come_on_it_whole_the_smallest_first() -> None:
    photos = shelter_photos(
        ("beagle", "A1", 6), ("beagle", "A2", 3), ("beagle", "A3", 5), ("pug", "A4", 4), ("pug", "A5", 2)
    )
    sides = stratified_split(photos, groups_of_animals(photos), {Side.VALIDATION: 0.2})
    on_the_side = Counter(
        photo.animal for photo, side in zip(photos.photos, sides, strict=True) if side is Side.VALIDATION
    )
    assert on_the_side == {"A2": 3, "A5": 2}


def test_a_breed_with_one_animal_cannot_be_checked_and_is_named() -> None:
    photos = shelter_photos(("beagle", "A1", 6), ("beagle", "A2", 3), ("pug", "A4", 9))
    with pytest.raises(DataError, match=r"no photo of pug is left for validation, because .* photos of one animal"):
        stratified_split(photos, groups_of_animals(photos), {Side.VALIDATION: 0.2})


def test_photos_of_one_animal_on_both_sides_are_a_leak() -> None:
    photos = shelter_photos(("beagle", "A1", 2), ("pug", "A1 too", 1))
    split = make_split(photos, [Side.TRAINING, Side.VALIDATION, Side.TRAINING], kind="study", seed=1)
    [(first, second)] = leaks(photos, split, groups_of_animals(photos))
    assert first.animal == second.animal == "A1"
