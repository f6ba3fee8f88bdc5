"""The photos of the model that ships: what they show, who is trained on, who judges, who is left alone."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.training.bundled.conftest import BREED_FOLDERS, save_copy
from training.bundled.photos import (
    CAT,
    CROPS,
    DOG,
    FEWEST,
    MORE_BREEDS,
    NO_DOGS,
    OTHER_BREED,
    OTHER_SOURCES,
    SOMETHING_ELSE,
    UNKNOWN_DOGS,
    WHOLE,
    BundledPhotos,
    breed_id_of,
    keep_split,
    read_bundled_photos,
    split_bundled_photos,
)
from training.datasets.photos import DataError
from training.datasets.splits import Side, leaks
from training.evaluation.choosing import chosen_photos

BULL_TERRIER = "breed:bull_terrier"


def sides_of(bundled: BundledPhotos) -> dict[str, Side]:
    return {name: side for name, (_, side) in split_bundled_photos(bundled, 1337).sides.items()}


def test_labels_come_from_the_folders(data: Path) -> None:
    bundled = read_bundled_photos(data)
    labels = {bundled.photos.name_of(photo).rpartition("/")[0]: photo.breed for photo in bundled.photos.photos}
    assert labels[f"{NO_DOGS}/cat"] == CAT
    assert labels[f"{NO_DOGS}/airliner"] == SOMETHING_ELSE
    assert labels[UNKNOWN_DOGS] == DOG
    assert labels[f"{OTHER_SOURCES}/other-akita"] == OTHER_BREED
    assert labels[f"{CROPS}/{BREED_FOLDERS[1]}"] == "Japanese_spaniel"


def test_a_further_breed_has_its_id_wherever_there_are_enough_photos_to_learn_it(data: Path) -> None:
    bundled = read_bundled_photos(data)
    ids = {bundled.photos.name_of(photo).rpartition("/")[0]: breed_id_of(photo) for photo in bundled.photos.photos}
    assert ids[f"{MORE_BREEDS}/bull_terrier"] == ids[f"{OTHER_SOURCES}/other-bull_terrier"] == BULL_TERRIER
    assert ids[f"{MORE_BREEDS}/{BREED_FOLDERS[0]}"] == ids[f"{CROPS}/{BREED_FOLDERS[0]}"] == "n02085620"
    # Of the Akita there are three photos.
    assert ids[f"{MORE_BREEDS}/akita"] is None
    for photo in range(FEWEST - 1, 24):
        (data / MORE_BREEDS / "bull_terrier" / f"{photo}.jpg").unlink()
    assert BULL_TERRIER not in {breed_id_of(photo) for photo in read_bundled_photos(data).photos.photos}


def test_other_sources_may_call_a_further_breed_by_another_of_its_names(data: Path) -> None:
    (data / MORE_BREEDS / "bull_terrier").rename(data / MORE_BREEDS / "english_bulldog")
    (data / OTHER_SOURCES / "other-bull_terrier").rename(data / OTHER_SOURCES / "other-bulldog")
    photos = read_bundled_photos(data).photos
    found = {photo.breed for photo in photos.photos if "other-bulldog" in photos.name_of(photo)}
    assert found == {"breed:english_bulldog"}


def test_the_split_is_fair_and_other_sources_are_never_trained_on(data: Path) -> None:
    bundled = read_bundled_photos(data)
    split = split_bundled_photos(bundled, 1337)
    sides = sides_of(bundled)
    assert {side for name, side in sides.items() if name.startswith(OTHER_SOURCES)} == {Side.VALIDATION}
    for photo in (5, 6):
        assert sides[f"{CROPS}/{BREED_FOLDERS[0]}/n02085620_{photo}.jpg"] is Side.LEFT_OUT
    for breed in BREED_FOLDERS:
        twin = f"{breed}/{breed.split('-')[0]}_3.jpg"
        assert sides[f"{CROPS}/{twin}"] is sides[f"{WHOLE}/{twin}"]
    assert leaks(bundled.photos, split, bundled.groups) == []
    assert split_bundled_photos(read_bundled_photos(data), 1337) == split


def test_photos_that_only_judge_are_never_trained_on(data: Path) -> None:
    bundled = read_bundled_photos(data)
    judges = {bundled.photos.name_of(photo) for photo in bundled.photos.photos if bundled.only_judges(photo)}
    assert {sides_of(bundled)[name] for name in judges} == {Side.VALIDATION}
    folders = {name.rpartition("/")[0] for name in judges}
    of_more = {f"{MORE_BREEDS}/{folder}" for folder in (*BREED_FOLDERS, "akita")}
    of_others = {f"{OTHER_SOURCES}/{folder}" for folder in (*BREED_FOLDERS, "other-akita", "other-bull_terrier")}
    assert folders == of_more | of_others


def test_further_breeds_are_split_by_themselves_and_nine_tenths_are_trained_on(data: Path) -> None:
    bundled = read_bundled_photos(data)
    for breed, test, count in (("bull_terrier", 2, 24), ("greyhound", 1, 10)):
        own = [side for name, side in sides_of(bundled).items() if name.startswith(f"{MORE_BREEDS}/{breed}/")]
        assert {side: own.count(side) for side in set(own)} == {Side.TRAINING: count - test, Side.TEST: test}


def test_without_further_breeds_all_other_photos_are_on_the_side_that_they_were_on(data: Path) -> None:
    bundled = read_bundled_photos(data)
    rest = [
        (photo, group)
        for photo, group in zip(bundled.photos.photos, bundled.groups, strict=True)
        if bundled.folder_of(photo) != MORE_BREEDS
    ]
    before = replace(
        bundled, photos=bundled.photos.chosen(photo for photo, _ in rest), groups=[group for _, group in rest]
    )
    sides = sides_of(bundled)
    assert sides_of(before) == {name: side for name, side in sides.items() if not name.startswith(MORE_BREEDS)}


def test_copies_among_further_breeds_are_left_out_on_one_side(data: Path) -> None:
    crops, more = data / CROPS / BREED_FOLDERS[1], data / MORE_BREEDS
    before = sides_of(read_bundled_photos(data))
    # A crop that is also among the photos that judge; and photos of a further breed that are those of others.
    save_copy(crops / "n02085782_8.jpg", more / BREED_FOLDERS[1] / "copy.jpg")
    save_copy(crops / "n02085782_9.jpg", more / "bull_terrier" / "of a crop.jpg")
    save_copy(data / OTHER_SOURCES / "other-bull_terrier" / "bull.jpg", more / "bull_terrier" / "from the web.jpg")
    bundled = read_bundled_photos(data)
    sides = sides_of(bundled)
    crop = f"{CROPS}/{BREED_FOLDERS[1]}/n02085782"
    assert sides[f"{crop}_8.jpg"] is Side.LEFT_OUT
    assert sides[f"{crop}_9.jpg"] is before[f"{crop}_9.jpg"]
    for name in ("of a crop", "from the web"):
        assert sides[f"{MORE_BREEDS}/bull_terrier/{name}.jpg"] is Side.LEFT_OUT
    others = [name for name in before if not name.startswith(MORE_BREEDS) and name != f"{crop}_8.jpg"]
    assert [sides[name] for name in others] == [before[name] for name in others]
    assert leaks(bundled.photos, split_bundled_photos(bundled, 1337), bundled.groups) == []


@pytest.mark.parametrize("folder", [UNKNOWN_DOGS, MORE_BREEDS])
def test_a_missing_folder_is_named(data: Path, folder: str) -> None:
    shutil.rmtree(data / folder)
    with pytest.raises(DataError, match=folder):
        read_bundled_photos(data)


def test_a_broken_photo_is_named(data: Path) -> None:
    broken = data / WHOLE / BREED_FOLDERS[0] / "broken.jpg"
    broken.write_bytes(b"no photo")
    with pytest.raises(DataError, match=r"broken\.jpg"):
        read_bundled_photos(data)


def test_a_bundled_run_knows_its_photos_wherever_they_lie(data: Path, tmp_path: Path) -> None:
    """Of a copy of the crops only the held-out ones judge; of photos from elsewhere it says which it was chosen on."""
    bundled = read_bundled_photos(data)
    split = split_bundled_photos(bundled, 1337)
    elsewhere = Path(shutil.copytree(data / CROPS, tmp_path / "a copy of the crops"))
    said: list[str] = []
    run = tmp_path / "run"
    run.mkdir()
    before = chosen_photos(run, [elsewhere], None, None, said.append)
    assert before.trained_on == 0
    assert "does not say which photos it was trained on" in said[0]
    keep_split(bundled, split, run)
    of_crops = {name: side for name, (_, side) in split.sides.items() if name.startswith(f"{CROPS}/")}
    found = chosen_photos(run, [elsewhere], None, None, said.append)
    held_out = [name for name, side in of_crops.items() if side is Side.VALIDATION]
    trained = [name for name, side in of_crops.items() if side is Side.TRAINING]
    assert trained
    assert {f"{CROPS}/{found.photos.name_of(photo)}" for photo in found.photos.photos} == set(held_out)
    others = chosen_photos(run, [data / OTHER_SOURCES], None, None, said.append)
    assert others.trained_on == 0
    assert others.fitted == {photo.path for photo in others.photos.photos}
