"""Tables and folders are read as the app reads them, by every command: one reader of tables, one scan."""

from pathlib import Path

import pytest

from export.parity import some_photos
from training.datasets.breeds import read_mapping
from training.datasets.duplicates import read_boxes
from training.datasets.photos import LabelledPhoto, PhotoSet
from training.datasets.readers import read_data
from training.datasets.splits import Side, official_split

SERVICE = ("@eaDir/a.jpg", ".thumbs/a.jpg", "._a.jpg", "Thumbs.db", "desktop.ini", ".DS_Store", "__MACOSX/a.jpg")


def touched(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def french(file: Path, *lines: str) -> Path:
    """As Excel keeps a table in France: semicolons, Windows' encoding and ends of lines."""
    file.write_bytes("\r\n".join((*lines, "")).encode("cp1252"))
    return file


def test_what_systems_put_between_photos_is_no_photo_to_any_command(tmp_path: Path) -> None:
    touched(tmp_path / "Épagneul", "#7 Rex.png", "b.jpg", *SERVICE)
    touched(tmp_path, *SERVICE)
    wanted = {"#7 Rex.png", "b.jpg"}
    read = read_data(tmp_path)
    assert ({photo.path.name for photo in read.photos}, read.breeds) == (wanted, ("Épagneul",))
    assert read.left_out == ()
    assert {path.name for path in some_photos(tmp_path, 100)} == wanted


def test_a_french_table_of_photos_is_read(tmp_path: Path) -> None:
    touched(tmp_path, "#7 Rex.png", "été/Médor.jpg")
    table = french(tmp_path / "photos.csv", "Fichier;Race", "#7 Rex.png;Épagneul", "été\\Médor.jpg;Épagneul")
    assert [(photo.path, photo.breed) for photo in read_data(table).photos] == [
        (tmp_path / "#7 Rex.png", "Épagneul"),
        (tmp_path / "été" / "Médor.jpg", "Épagneul"),
    ]


def test_a_french_mapping_is_read(tmp_path: Path) -> None:
    table = french(tmp_path / "mapping.csv", "theirs;ours", "Épagneul breton;Brittany_spaniel", "caniche;")
    assert read_mapping(table) == {"épagneul breton": "Brittany_spaniel", "caniche": ""}


def test_a_french_table_of_boxes_is_read(tmp_path: Path) -> None:
    table = french(tmp_path / "boxes.csv", "file;x;y;w;h", "été\\Médor.jpg;1,5;2;30,0;40")
    assert read_boxes(table) == {"Médor": [(2, 2, 30, 40)]}


@pytest.mark.parametrize("written", ["é.jpg", "e\u0301.jpg", "n02-beagle\\é.jpg", "n02-beagle/é.jpg "])
def test_the_official_split_is_found_however_its_files_are_written(tmp_path: Path, written: str) -> None:
    (tmp_path / "split.csv").write_text(f"file;split\n{written};test\n", encoding="utf-8")
    photos = PhotoSet(tmp_path, (LabelledPhoto(tmp_path / "é.jpg", "beagle"),))
    assert official_split(photos, [0], tmp_path / "split.csv") == [Side.TEST]


@pytest.mark.parametrize("written", ["Épagneul/é.jpg", "E\u0301pagneul\\e\u0301.jpg"])
def test_animals_are_found_however_their_photos_are_written(tmp_path: Path, written: str) -> None:
    touched(tmp_path, "Épagneul/é.jpg", "Épagneul/b.jpg")
    (tmp_path / "animals.csv").write_text(f"photo;animal\n{written};Rex\n", encoding="utf-8")
    assert {photo.path.name: photo.animal for photo in read_data(tmp_path).photos} == {"é.jpg": "Rex", "b.jpg": None}
