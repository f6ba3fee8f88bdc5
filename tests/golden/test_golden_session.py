"""The golden session is what it is said to be: valid, always the same, and with everything in it that formats meet."""

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from desktop_app.catalog import validation
from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Species
from desktop_app.catalog.values.labels import NO_DOG, LabelKind
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.imaging.decode import UnreadablePhotoError, decode_photo
from tests.golden.animals import ANIMALS
from tests.golden.drawing import PLACE_WORDS, upright
from tests.golden.session import GoldenSession, make


def dumped(golden: GoldenSession) -> list[str]:
    """The whole file as SQL, without where it lies and what photos weigh."""
    with closing(sqlite3.connect(golden.file)) as connection:
        connection.execute("UPDATE photos SET path = replace(path, ?, ''), path_key = NULL", (str(golden.folder),))
        return list(connection.iterdump())


def test_it_is_a_session_of_today_with_forty_animals(golden_original: GoldenSession) -> None:
    with Session.open(golden_original.file) as session:
        rows = list(session.rows())
    with closing(sqlite3.connect(golden_original.file)) as connection:
        validation.check_later(golden_original.file, connection)
    assert len(ANIMALS) == len({row.animal for row in rows if row.animal is not None}) == 40
    assert {row.state for row in rows} == set(PhotoState)
    assert {row.label.kind for row in rows if row.label is not None} == set(LabelKind)
    assert {len(row.label.breed_ids) for row in rows if row.label is not None} == {0, 1, 2, 3}
    assert {row.animal.species for row in rows if row.animal is not None} == set(Species)
    assert {row.suggestion.confidence for row in rows if row.suggestion is not None} == {*Confidence, None}
    assert sum(row.label_of_another_file for row in rows) == 1
    assert {row.turned for row in rows} == {0, 90, 270}


def test_it_is_the_same_each_time(tmp_path: Path) -> None:
    first, second = make(tmp_path / "first"), make(tmp_path / "second")
    assert dumped(first) == dumped(second)
    assert first.state_of_photos() == second.state_of_photos()


def test_a_copy_is_about_its_own_photos(golden: GoldenSession, golden_original: GoldenSession) -> None:
    with Session.open(golden.file) as session:
        paths = [row.path for row in session.rows()]
    assert all(path.is_relative_to(golden.photos) for path in paths)
    assert [path.relative_to(golden.photos) for path in paths if not path.exists()] == [Path("Torn A1243/2.jpg")]
    assert golden.state_of_photos() == golden_original.state_of_photos()


def test_every_photo_is_shown_upright_in_its_own_colours_or_is_torn(golden_original: GoldenSession) -> None:
    torn = []
    with Session.open(golden_original.file) as session:
        rows = [row for row in session.rows() if row.path.exists()]
    for row in rows:
        number = row.photo_id + 128 * row.label_of_another_file
        try:
            seen = decode_photo(row.path.read_bytes(), 2000).image
        except UnreadablePhotoError:
            torn.append(row)
            continue
        meant = upright(number, seen.size)
        if Image.open(row.path).mode == "L":
            meant = meant.convert("L").convert("RGB")
        off = np.abs(np.asarray(seen.convert("RGB"), int) - np.asarray(meant, int)).mean()
        assert off < 12, f"{row.path}: {off}"
    assert [row.state for row in torn] == [PhotoState.UNREADABLE, PhotoState.UNREADABLE]


def test_what_must_not_go_out_is_in_some_photos(golden_original: GoldenSession) -> None:
    told = [Image.open(file).getexif() for file in (golden_original.photos / "Phone A1247").iterdir()]
    assert sum(bool(exif.get_ifd(0x8825)) for exif in told) == 3
    assert sum(exif.get(0x010F) == PLACE_WORDS[0] for exif in told) == 3


@pytest.mark.parametrize("name", ["Ghost"])
def test_an_animal_may_have_nothing_but_photos_without_a_dog(golden_original: GoldenSession, name: str) -> None:
    with Session.open(golden_original.file) as session:
        labels = [row.label for row in session.rows() if row.animal is not None and row.animal.name == name]
    assert labels == [NO_DOG, NO_DOG]
