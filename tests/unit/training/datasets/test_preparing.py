"""Which breeds of the data are taken, and that a person is told when it is not all of them."""

from pathlib import Path

import pytest

from training.datasets.photos import DataError
from training.datasets.preparing import prepared_photos


def test_all_breeds_are_taken_when_nobody_names_any(tiny_photos: Path) -> None:
    assert prepared_photos([tiny_photos]).breeds == ("beagle", "kelpie", "Shih-Tzu")


def test_only_the_studys_breeds_are_taken_aloud(tiny_photos: Path) -> None:
    said: list[str] = []
    assert prepared_photos([tiny_photos], "study", said.append).breeds == ("beagle", "kelpie")
    assert said == ["only the study's breeds are taken, 2 of the 3 that are there; data.breeds=all takes them all"]


def test_photos_without_the_studys_breeds_say_the_way_out(tiny_photos: Path, tmp_path: Path) -> None:
    for breed, name in (("beagle", "ours"), ("kelpie", "theirs")):
        (tmp_path / name).mkdir()
        for photo in (tiny_photos / breed).iterdir():
            (tmp_path / name / photo.name).write_bytes(photo.read_bytes())
    with pytest.raises(DataError, match=r"none of its 2 breeds are among the study's 15.*--set data\.breeds=all"):
        prepared_photos([tmp_path], "study")
