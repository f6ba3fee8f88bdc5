"""Corrections come back: what a session says of photos that another data set has too."""

import os
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.catalog.changes.labels import SetLabels
from desktop_app.catalog.changes.several_dogs import FlagSeveralDogs
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from training.datasets.app_breeds import app_breed_id
from training.datasets.photos import PhotoSet
from training.datasets.readers import read_data


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    root = tmp_path / "photos"
    for number, breed in enumerate(("Bengal", "Bengal", "Bengal", "Ragdoll", "Ragdoll", "Ragdoll", "Ragdoll")):
        (root / breed).mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (8, 8), (number * 30, 90, 90)).save(root / breed / f"{number}.png")
    return root


def corrected(file: Path, labels: dict[Path, Label], several: tuple[Path, ...] = ()) -> Path:
    """A session in which a person gave these labels."""
    with Session.create(file) as session:
        rows = {row.path: row.photo_id for row in session.add_photos([*labels, *several])}
        session.apply(SetLabels({rows[path]: label for path, label in labels.items()}))
        if several:
            session.apply(SetLabels({rows[path]: Label.breed("own:Bengal") for path in several}))
            session.apply(FlagSeveralDogs(tuple(rows[path] for path in several), True))
    return file


def breed_of(photos: PhotoSet, name: str) -> str | None:
    return next((photo.breed for photo in photos.photos if photo.path.name == name), None)


@pytest.mark.parametrize("session_first", [False, True])
def test_what_a_person_corrected_counts_wherever_the_session_is_named(
    photos: Path, tmp_path: Path, session_first: bool
) -> None:
    labels = {
        photos / "Ragdoll" / "3.png": Label.breed("own:Bengal"),
        photos / "Bengal" / "0.png": Label.breed("own:Bengal"),
    }
    session = corrected(tmp_path / "report" / "label_errors.pawsort", labels)
    read = read_data(*((session, photos) if session_first else (photos, session)))
    assert read.counts() == {"Bengal": 4, "Ragdoll": 3}
    assert breed_of(read, "3.png") == "Bengal"
    assert [line for line in read.left_out if "another label" in line] == [
        f"{session}: 1 photo has another label here than in the data before, and this one counts"
    ]


def test_photos_that_show_no_single_breed_are_left_out_of_the_folders_too_and_counted_aloud(
    photos: Path, tmp_path: Path
) -> None:
    names = ("Bengal/0.png", "Ragdoll/3.png", "Ragdoll/4.png")
    other = (NO_DOG, UNKNOWN, Label.mix())
    labels = {photos / name: label for name, label in zip(names, other, strict=True)}
    labels[photos / "Bengal" / "1.png"] = Label.breed("own:Bengal")
    session = corrected(tmp_path / "s.pawsort", labels, several=(photos / "Ragdoll" / "5.png",))
    read = read_data(photos, session)
    assert sorted(photo.path.name for photo in read.photos) == ["1.png", "2.png", "6.png"]
    assert f"{session}: 4 photos of the other data are left out" in "\n".join(read.left_out)


def test_corrections_alone_leave_the_names_of_photos_as_a_split_has_them(photos: Path, tmp_path: Path) -> None:
    session = corrected(tmp_path / "report" / "s.pawsort", {photos / "Ragdoll" / "3.png": Label.breed("own:Bengal")})
    alone, both = read_data(photos), read_data(photos, session)
    assert both.root == alone.root.absolute()
    assert sorted(map(both.name_of, both.photos)) == sorted(map(alone.name_of, alone.photos))


def test_a_photo_is_the_same_however_the_way_to_it_is_written(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = corrected(tmp_path / "s.pawsort", {photos / "Ragdoll" / "3.png": Label.breed("own:Bengal")})
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert read_data(Path("../photos"), session).counts() == {"Bengal": 4, "Ragdoll": 3}
    if os.name != "nt":
        (tmp_path / "link").symlink_to(photos)
        assert read_data(tmp_path / "link", session).counts() == {"Bengal": 4, "Ragdoll": 3}


@pytest.mark.parametrize(
    ("folder", "breed_id"),
    [
        ("American Pit Bull Terrier", "breed:american_pit_bull_terrier"),
        ("chihuahua", "n02085620"),
        ("German Shepherd Dog", "n02106662"),
        ("Berger australien", "breed:australian_shepherd"),
        ("Siamese cat", "own:Siamese cat"),
        ("Spaniel", "own:Spaniel"),
    ],
)
def test_a_breed_keeps_the_name_that_the_folders_have(tmp_path: Path, folder: str, breed_id: str) -> None:
    """The app calls a breed by its id; what comes back must not be a second breed."""
    root = tmp_path / "photos"
    for number, breed in enumerate((folder, folder, "Chow", "Chow")):
        (root / breed).mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (8, 8), (number * 30, 90, 90)).save(root / breed / f"{number}.png")
    given = {photo.breed: app_breed_id(photo.breed, photo.wnid) for photo in read_data(root).photos}
    assert given[folder] == breed_id
    labels = {root / folder / "0.png": Label.breed(breed_id), root / "Chow" / "2.png": Label.breed(breed_id)}
    read = read_data(root, corrected(tmp_path / "s.pawsort", labels))
    assert read.counts() == {folder: 3, "Chow": 1}
    assert len({photo.wnid for photo in read.photos if photo.breed == folder}) == 1
