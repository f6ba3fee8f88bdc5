"""Copies of photos are found, whatever was done to them; other photos are not."""

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from desktop_app.imaging.decode import DecodedPhoto, decode_photo
from training.datasets import fingerprints as fingerprinting
from training.datasets.duplicates import Sameness, duplicate_groups, find_duplicates, read_boxes
from training.datasets.fingerprints import fingerprints
from training.datasets.photos import DataError


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAWSORT_CACHE", str(tmp_path_factory.mktemp("cache")))


def dog_like_photo(seed: int, size: tuple[int, int] = (300, 200)) -> Image.Image:
    """Soft blobs, as photos have them: unlike noise, they survive compression and resizing."""
    blobs = np.random.default_rng(seed).integers(0, 256, (6, 8, 3), dtype=np.uint8)
    return Image.fromarray(blobs).resize(size, Image.Resampling.BICUBIC)


def copied(source: Path, target: Path) -> None:
    shutil.copy(source, target)


def recompressed(source: Path, target: Path) -> None:
    Image.open(source).save(target, quality=25)


def mirrored(source: Path, target: Path) -> None:
    ImageOps.mirror(Image.open(source)).save(target, quality=60)


def resized(source: Path, target: Path) -> None:
    Image.open(source).resize((120, 120)).save(target, quality=70)


def turned_by_exif(source: Path, target: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.open(source).rotate(90, expand=True).save(target, quality=90, exif=exif)


CHANGES = [
    (copied, Sameness.EXACT),
    (recompressed, Sameness.NEAR),
    (mirrored, Sameness.MIRRORED),
    (resized, Sameness.NEAR),
    (turned_by_exif, Sameness.NEAR),
]


@pytest.mark.parametrize(("change", "kind"), CHANGES)
def test_a_changed_copy_is_found_among_other_photos(
    tmp_path: Path, change: Callable[[Path, Path], None], kind: Sameness
) -> None:
    paths = []
    for number in range(20):
        paths.append(tmp_path / f"{number:02}.jpg")
        dog_like_photo(number).save(paths[-1], quality=95)
    paths.append(tmp_path / "copy.jpg")
    change(paths[7], paths[-1])
    (pair,) = find_duplicates(paths, fingerprints(paths))
    assert (pair.first, pair.second, pair.sameness) == (7, 20, kind)


def test_unreadable_photos_are_named_and_only_their_bytes_are_compared(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.jpg", "b.jpg", "c.jpg", "gone.jpg")]
    paths[0].write_bytes(b"no photo")
    paths[1].write_bytes(b"no photo")
    dog_like_photo(1).save(paths[2])
    prints = fingerprints(paths)
    assert [bool(each.error) for each in prints] == [True, True, False, True]
    (pair,) = find_duplicates(paths, prints)
    assert (pair.first, pair.second, pair.sameness) == (0, 1, Sameness.EXACT)


def test_a_crop_is_the_twin_of_its_photo_by_number(tmp_path: Path) -> None:
    paths = [tmp_path / "n02085620_7.jpg", tmp_path / "crop_of_n02085620_7_0.jpg", tmp_path / "n02085620_71.jpg"]
    for number, path in enumerate(paths):
        dog_like_photo(number).save(path)
    (pair,) = find_duplicates(paths, fingerprints(paths))
    assert (pair.first, pair.second, pair.sameness) == (0, 1, Sameness.TWIN)


def test_a_renamed_crop_is_found_by_the_box_it_was_cut_from(tmp_path: Path) -> None:
    whole = dog_like_photo(3)
    paths = [tmp_path / "n02085620_7.jpg", tmp_path / "rex.jpg", tmp_path / "other.jpg"]
    whole.save(paths[0], quality=95)
    whole.crop((40, 20, 190, 170)).resize((224, 224)).save(paths[1], quality=90)
    dog_like_photo(4).save(paths[2])
    table = tmp_path / "boxes.csv"
    table.write_text("file,x,y,w,h\nn02085620_7.jpg,40,20,150,150\n")
    assert find_duplicates(paths, fingerprints(paths)) == []
    (pair,) = find_duplicates(paths, fingerprints(paths), read_boxes(table))
    assert (pair.first, pair.second, pair.sameness) == (0, 1, Sameness.TWIN)


def test_boxes_are_read_with_decimal_commas_and_the_paths_of_windows(tmp_path: Path) -> None:
    table = tmp_path / "boxes.csv"
    table.write_bytes("file;x;y;w;h;race\r\ncrops\\#7 Rex.jpg;40,0;20;150,6;1,5e2;épagneul\r\n".encode("cp1252"))
    assert read_boxes(table) == {"#7 Rex": [(40, 20, 151, 150)]}


@pytest.mark.parametrize("number", ["", "left", "nan", "1e999"])
def test_a_line_that_is_no_box_is_named(number: str, tmp_path: Path) -> None:
    table = tmp_path / "boxes.csv"
    table.write_text(f"file,x,y,w,h\na.jpg,1,2,3,4\nb.jpg,1,2,3,{number}\n")
    with pytest.raises(DataError, match=r"boxes\.csv: line 3 is no box"):
        read_boxes(table)


def test_photos_that_hang_together_through_others_are_one_group(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.jpg" for number in range(4)]
    dog_like_photo(1).save(paths[0], quality=95)
    recompressed(paths[0], paths[2])
    mirrored(paths[2], paths[3])
    dog_like_photo(2).save(paths[1])
    pairs = find_duplicates(paths, fingerprints(paths))
    assert duplicate_groups(4, pairs).tolist() == [0, 1, 0, 0]


def test_fingerprints_are_remembered_by_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jpg"
    dog_like_photo(1).save(path)
    (first,) = fingerprints([path])

    def never(*_: object) -> None:
        raise AssertionError("decoded again")

    monkeypatch.setattr("training.datasets.fingerprints.decode_photo", never)
    (again,) = fingerprints([path.rename(tmp_path / "renamed.jpg")])
    assert (again.hash, again.width, again.height) == (first.hash, 300, 200)


def test_one_more_photo_is_one_more_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unreadable one is not tried again either, and what was done before an interruption is not done again."""
    paths = [tmp_path / f"{number}.jpg" for number in range(6)]
    for number, path in enumerate(paths):
        dog_like_photo(number).save(path)
    paths[2].write_bytes(b"no photo")
    decoded: list[int] = []

    def counted(content: bytes, edge: int) -> DecodedPhoto:
        decoded.append(edge)
        if len(decoded) == 5:
            raise KeyboardInterrupt
        return decode_photo(content, edge)

    monkeypatch.setattr(fingerprinting, "decode_photo", counted)
    monkeypatch.setattr(fingerprinting, "_CHUNK", 2)
    with pytest.raises(KeyboardInterrupt):
        fingerprints(paths[:5])
    assert len(decoded) == 5
    every = fingerprints(paths)
    assert len(decoded) == 5 + 2
    assert fingerprints(paths[::-1])[0].hash == every[5].hash
    assert len(decoded) == 7
    assert every[2].error


@pytest.mark.photos
def test_real_photos_of_a_breed_are_not_taken_for_copies(photos_folder: Path) -> None:
    paths = sorted((photos_folder / "stanford_dogs_train" / "n02085620-Chihuahua").glob("*.jpg"))
    assert find_duplicates(paths, fingerprints(paths)) == []


@pytest.mark.photos
def test_every_whole_photo_is_the_twin_of_its_crop(photos_folder: Path) -> None:
    whole = sorted((photos_folder / "whole_photos").rglob("*.jpg"))[:20]
    crops = [photos_folder / "stanford_dogs_train" / path.relative_to(photos_folder / "whole_photos") for path in whole]
    pairs = find_duplicates([*whole, *crops], fingerprints([*whole, *crops]))
    assert {(pair.first, pair.second) for pair in pairs} >= {(number, number + 20) for number in range(20)}
