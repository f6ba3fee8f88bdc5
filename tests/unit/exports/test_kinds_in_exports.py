"""Labels that are kinds of dogs in what is exported: a name as any breed has one, and no example to train on."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.breeds.book import BreedBook
from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.labels import Label
from desktop_app.commands.export_terms import terms
from desktop_app.commands.fault_sentences import sentence
from desktop_app.exports.base import Note, Wording
from desktop_app.exports.folders.photo_folders import PhotoFolders, SortBy
from desktop_app.exports.formats import all_formats
from desktop_app.exports.formats.training import SHAPE, TABLE
from desktop_app.exports.material import Material
from tests.photo_rows import make_row
from training.datasets.readers import read_data

BEAGLE, TERRIER, MIX = Label.breed("n02088364"), Label.breed("kind:terrier"), Label.mix("kind:terrier", "kind:poodle")


@pytest.fixture
def rows(tmp_path: Path) -> list[PhotoRow]:
    made = []
    for number, label in enumerate((BEAGLE, BEAGLE, TERRIER, MIX), start=1):
        file = tmp_path / "photos" / f"{number}.jpg"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"photo")
        made.append(replace(make_row(number, "n02088364", label=label), path=file, modified_ns=file.stat().st_mtime_ns))
    return made


@pytest.fixture
def french(repository: Path) -> Wording:
    book = BreedBook.load_folder(repository / "assets" / "breeds")
    return Wording(lambda breed_id: book.name(breed_id, "fr"), sentence, ",", terms("fr"))


@pytest.mark.parametrize("shape", ["folder", "table"])
def test_a_kind_is_no_example_to_train_on_and_that_is_said(
    tmp_path: Path, rows: list[PhotoRow], french: Wording, shape: str
) -> None:
    material, options = Material(4, 4, lambda: rows), {SHAPE.name: shape}
    preview = all_formats()["training"].preview_in_words(tmp_path / "out", material, french, options)
    assert preview.left_out == 2
    assert Note("kinds", {"photos": 1}) in preview.notes
    all_formats()["training"].write(tmp_path / "out", material, french, options)
    read = read_data(tmp_path / "out" / "examples.csv" if shape == TABLE else tmp_path / "out")
    assert [photo.wnid for photo in read.photos] == ["n02088364", "n02088364"]


def test_photos_with_a_kind_lie_in_a_folder_of_its_name(rows: list[PhotoRow], french: Wording) -> None:
    folders = PhotoFolders(SortBy.BREED, (), french)
    assert [folders.folder_of(row) for row in rows[2:]] == ["Terrier", "Terrier + Caniche (croisé)"]
