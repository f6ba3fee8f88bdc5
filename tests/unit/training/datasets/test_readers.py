"""Reading labelled photos from every layout that people have."""

import json
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.breeds.book import KIND_PREFIX
from desktop_app.catalog import schema
from training.datasets.breeds import breed_of_label, is_kind, match_vocabulary, read_mapping, stanford_breeds
from training.datasets.photos import DataError
from training.datasets.preparing import prepared_photos
from training.datasets.readers import read_data
from training.datasets.session_labels import read_session


def photo(path: Path, colour: str = "brown") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (8, 8), colour).save(path)
    return path


def session(path: Path, photos: list[tuple[Path, str, list[str]]], *, application_id: int = 0x50615753) -> Path:
    connection = sqlite3.connect(path, isolation_level=None)
    schema.migrate(connection)
    connection.execute(f"PRAGMA application_id = {application_id}")
    connection.execute("INSERT INTO history (at_ns, kind, action, decided_by) VALUES (0, 'set_labels', '', 'person')")
    for number, (file, kind, breed_ids) in enumerate(photos, start=1):
        connection.execute("INSERT INTO photos (photo_id, path, added_ns) VALUES (?, ?, 0)", (number, str(file)))
        connection.execute(
            "INSERT INTO labels (photo_id, kind, breed_ids, decided_by, decided_ns, change_id) "
            "VALUES (?, ?, ?, 'person', 0, 1)",
            (number, kind, json.dumps(breed_ids)),
        )
    connection.close()
    return path


def test_breed_is_all_that_stands_behind_the_first_hyphen_after_an_id() -> None:
    assert breed_of_label("n02086240-Shih-Tzu") == ("Shih-Tzu", "n02086240")
    assert breed_of_label("n02089078-black-and-tan_coonhound") == ("black-and-tan_coonhound", "n02089078")


def test_a_plain_name_is_kept_whole_and_gets_the_id_of_its_breed() -> None:
    assert breed_of_label("Shih-Tzu") == ("Shih-Tzu", "n02086240")
    assert breed_of_label("boston_bull") == ("boston_bull", "n02096585")
    assert breed_of_label("Pumi") == ("Pumi", None)


def test_an_id_alone_is_its_breed_as_folders_of_imagenet_are_called(tmp_path: Path) -> None:
    assert breed_of_label("n02086240") == ("Shih-Tzu", "n02086240")
    photo(tmp_path / "n02086240" / "a.jpg")
    photo(tmp_path / "Shih-Tzu" / "b.jpg")
    assert read_data(tmp_path).counts() == {"Shih-Tzu": 2}


def test_the_table_of_breeds_has_all_120() -> None:
    assert len(stanford_breeds()) == 120


def test_class_folders_with_and_without_ids_are_read(tmp_path: Path) -> None:
    photo(tmp_path / "n02085620-Chihuahua" / "a.JPG")
    photo(tmp_path / "Shih-Tzu" / "deeper" / "b.png")
    (tmp_path / "Shih-Tzu" / "notes.txt").write_text("no photo")
    read = read_data(tmp_path)
    assert [(each.breed, each.wnid, read.name_of(each)) for each in read.photos] == [
        ("Chihuahua", "n02085620", "n02085620-Chihuahua/a.JPG"),
        ("Shih-Tzu", "n02086240", "Shih-Tzu/deeper/b.png"),
    ]


def test_the_photos_of_a_breed_are_those_that_the_app_would_find(tmp_path: Path) -> None:
    """The same endings, and nothing that network drives and file managers put between the photos."""
    wanted = {"a.jpg", "b.HIF", "c.jp2", "d.dib"}
    for name in (*wanted, "@eaDir/a.jpg", ".thumbs/a.jpg", ".hidden.jpg", "notes.txt"):
        file = tmp_path / "beagle" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    assert {photo.path.name for photo in read_data(tmp_path).photos} == wanted
    assert {photo.path.parent.name for photo in read_data(tmp_path).photos} == {"beagle"}


def test_two_folders_for_one_breed_are_read_as_one_aloud(tmp_path: Path) -> None:
    photo(tmp_path / "n02085620-Chihuahua" / "a.jpg")
    photo(tmp_path / "chihuahua" / "b.jpg")
    photo(tmp_path / "kelpie" / "c.jpg")
    photo(tmp_path / "n02105412-kelpie" / "d.jpg")
    read = read_data(tmp_path)
    assert read.breeds == ("Chihuahua", "kelpie")
    assert read.counts() == {"Chihuahua": 2, "kelpie": 2}
    folders, spellings = read.left_out
    assert folders.endswith("the folders 'kelpie' and 'n02105412-kelpie' are one breed")
    assert spellings == "'Chihuahua' (1 photo) and 'chihuahua' (1 photo) are one breed, and called 'Chihuahua'"


SPELLINGS = {
    "case": ("Épagneul breton", "épagneul Breton"),
    "hyphens and underscores": ("Berger-Allemand", "berger_allemand"),
    "accents of macOS": ("\u00c9pagneul", "E\u0301pagneul"),
    "an id": ("n02086240-Shih-Tzu", "shih tzu"),
}


@pytest.mark.parametrize("spellings", SPELLINGS.values(), ids=SPELLINGS)
def test_a_breed_is_one_in_tables_folders_and_sessions_and_in_all_of_them_together(
    spellings: tuple[str, str], tmp_path: Path
) -> None:
    one, other, more = (photo(tmp_path / "photos" / f"{number}.jpg") for number in range(3))
    rows = [(one, spellings[0]), (other, spellings[1]), (more, spellings[1])]
    table, exported = tmp_path / "table.csv", tmp_path / "export.csv"
    table.write_text("path;label\n" + "".join(f"{file};{name}\n" for file, name in rows), encoding="utf-8")
    exported.write_text(
        "photo,label,label_breed_1_id,label_breed_1\n" + "".join(f"{file},breed,,{name}\n" for file, name in rows),
        encoding="utf-8",
    )
    held = session(tmp_path / "s.pawsort", [(file, "breed", [f"own:{name}"]) for file, name in rows])
    photo(tmp_path / "folders" / spellings[0] / "a.jpg")
    for data in ([table], [exported], [held], [table, tmp_path / "folders"], [tmp_path / "folders", held]):
        read = read_data(*data)
        assert len(read.breeds) == 1, data
        assert len({each.wnid for each in read.photos}) == 1, data
        told = len([line for line in read.left_out if " are one breed, and called " in line])
        # Beside folders, a session calls its breeds as these do, and there may be nothing to tell.
        assert told == 1 or (told == 0 and data == [tmp_path / "folders", held]), data
    assert read_data(table).only_breeds([spellings[1].upper()]).counts() == {read_data(table).breeds[0]: 3}


def test_a_similar_breed_is_another_one(tmp_path: Path) -> None:
    for name in ("collie", "Border collie", "poodle", "poodles"):
        photo(tmp_path / name / "a.jpg")
    read = read_data(tmp_path)
    assert len(read.breeds) == 4
    assert read.left_out == ()


def test_the_studys_breeds_are_found_in_any_spelling(tmp_path: Path) -> None:
    for name in ("Yorkshire Terrier", "BEAGLE", "Pumi"):
        photo(tmp_path / name / "a.jpg")
    assert prepared_photos([tmp_path], "study").breeds == ("BEAGLE", "Yorkshire Terrier")


def test_photos_beside_the_folders_are_counted_aloud(tmp_path: Path) -> None:
    photo(tmp_path / "beagle" / "a.jpg")
    photo(tmp_path / "b.jpg")
    (told,) = read_data(tmp_path).left_out
    assert told.endswith("1 photo is left out, such as b.jpg: in the folder of no breed")


def test_an_empty_breed_is_remembered_and_named_before_training(tmp_path: Path) -> None:
    photo(tmp_path / "beagle" / "a.jpg")
    photo(tmp_path / "beagle" / "b.jpg")
    (tmp_path / "kelpie").mkdir()
    read = read_data(tmp_path)
    assert read.empty_breeds == ("kelpie",)
    with pytest.raises(DataError, match="no photos for kelpie"):
        read.require_trainable()


def test_one_photo_in_a_breed_is_named_before_training(tmp_path: Path) -> None:
    for name in ("beagle/a.jpg", "beagle/b.jpg", "kelpie/c.jpg"):
        photo(tmp_path / name)
    with pytest.raises(DataError, match="fewer than 2 photos of kelpie"):
        read_data(tmp_path).require_trainable()


def test_a_table_of_paths_and_labels_is_read(tmp_path: Path) -> None:
    photo(tmp_path / "photos" / "a.jpg")
    table = tmp_path / "mine.csv"
    table.write_text("photo,breed\nphotos/a.jpg,n02085620-Chihuahua\n")
    (read,) = read_data(table).photos
    assert (read.path, read.breed, read.wnid) == (tmp_path / "photos/a.jpg", "Chihuahua", "n02085620")


def test_a_missing_photo_is_named_with_the_line_of_the_table(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("path,label\ngone.jpg,beagle\n")
    with pytest.raises(DataError, match=r"gone\.jpg: named in line 2"):
        read_data(table)


def test_a_table_without_a_label_column_is_an_error(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("path,colour\na.jpg,brown\n")
    with pytest.raises(DataError, match="no column for the label"):
        read_data(table)


def test_the_kaggle_layout_is_read(tmp_path: Path) -> None:
    photo(tmp_path / "train" / "0a1b.jpg")
    (tmp_path / "labels.csv").write_text("id,breed\n0a1b,boston_bull\n")
    (read,) = read_data(tmp_path).photos
    assert (read.breed, read.wnid) == ("boston_bull", "n02096585")


def test_the_kaggle_layout_is_read_as_a_french_spreadsheet_keeps_it_and_with_any_photos(tmp_path: Path) -> None:
    for name in ("a.jpeg", "b.jpg", "c.PNG", "#7 Rex.jpg", "._a.jpg"):
        photo(tmp_path / "train" / name) if not name.startswith(".") else (tmp_path / "train" / name).touch()
    rows = "id;breed\r\na;épagneul\r\nb.jpg;beagle\r\nc;beagle\r\n#7 Rex;beagle\r\n"
    (tmp_path / "labels.csv").write_bytes(rows.encode("cp1252"))
    read = {each.path.name: each.breed for each in read_data(tmp_path).photos}
    assert read == {"a.jpeg": "épagneul", "b.jpg": "beagle", "c.PNG": "beagle", "#7 Rex.jpg": "beagle"}


def test_a_mapping_is_read_as_a_french_spreadsheet_keeps_it(tmp_path: Path) -> None:
    table = tmp_path / "mapping.csv"
    table.write_bytes("ours;theirs\r\n Chihuahua ;Épagneul nain\r\n;#7\r\n".encode("cp1252"))
    assert match_vocabulary(["E\u0301PAGNEUL-NAIN", "#7"], ["Chihuahua"], read_mapping(table)) == {
        "E\u0301PAGNEUL-NAIN": "Chihuahua",
        "#7": None,
    }


def test_raw_photos_are_counted_aloud_and_other_files_are_nothing_to_say(tmp_path: Path) -> None:
    photo(tmp_path / "beagle" / "a.jpg")
    for name in ("b.NEF", "c.cr2", "Thumbs.db", "desktop.ini", "._a.jpg", ".DS_Store"):
        (tmp_path / "beagle" / name).touch()
    (told,) = read_data(tmp_path).left_out
    assert told.endswith("2 raw photos are left out; a photo program exports such as JPEG")
    assert read_data(tmp_path).counts() == {"beagle": 1}


@pytest.mark.skipif(os.name == "nt", reason="the paths are longer than Windows takes")
def test_a_folder_that_nobody_can_look_into_is_told(tmp_path: Path) -> None:
    photo(tmp_path / "beagle" / "a.jpg")
    inside = os.open(tmp_path / "beagle", os.O_RDONLY)
    for _ in range(30):  # a path longer than the system opens
        os.mkdir("d" * 200, dir_fd=inside)
        inside, outside = os.open("d" * 200, os.O_RDONLY, dir_fd=inside), inside
        os.close(outside)
    os.close(inside)
    read = read_data(tmp_path)
    assert read.counts() == {"beagle": 1}
    (told,) = read.left_out
    assert "its photos are left out: its name is too long" in told


def test_a_session_gives_the_photos_labelled_with_one_breed(tmp_path: Path) -> None:
    files = [photo(tmp_path / f"{number}.jpg") for number in range(5)]
    labels = [
        (files[0], "breed", ["n02085620"]),
        (files[1], "breed", ["own:Pumi"]),
        (files[2], "mix", ["n02085620", "n02086240"]),
        (files[3], "unknown", []),
        (tmp_path / "gone.jpg", "breed", ["n02085620"]),
    ]
    read = read_data(session(tmp_path / "shelter.pawsort", labels))
    assert {(each.path, each.breed, each.wnid) for each in read.photos} == {
        (files[0], "Chihuahua", "n02085620"),
        (files[1], "Pumi", None),
    }


def test_kinds_of_dogs_are_left_out_of_sessions_tables_and_folders_aloud(tmp_path: Path) -> None:
    one, other = photo(tmp_path / "a.jpg"), photo(tmp_path / "b.jpg")
    labels = [(one, "breed", ["n02085620"]), (other, "breed", ["kind:spaniel"])]
    exported = tmp_path / "export.csv"
    rows = f"{one},breed,n02085620,Chihuahua\n{other},breed,kind:spaniel,Spaniel\n"
    exported.write_text("photo,label,label_breed_1_id,label_breed_1\n" + rows, encoding="utf-8")
    by_hand = tmp_path / "by hand.csv"
    by_hand.write_text("photo,label\na.jpg,n02085620-Chihuahua\nb.jpg,kind:spaniel\n", encoding="utf-8")
    photo(tmp_path / "folders" / "n02085620-Chihuahua" / "a.jpg")
    photo(tmp_path / "folders" / "kind_spaniel" / "b.jpg")
    for data in (session(tmp_path / "shelter.pawsort", labels), exported, by_hand, tmp_path / "folders"):
        read = read_data(data)
        assert [each.breed for each in read.photos] == ["Chihuahua"], data
        (told,) = read.left_out
        assert "left out: " in told
        assert "labelled with a kind of dog" in told


def test_ids_of_kinds_begin_as_the_app_has_them() -> None:
    assert is_kind(f"{KIND_PREFIX}spaniel")
    assert not any(map(is_kind, ("n02085620-Chihuahua", "Kindly", "breed:akita")))


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_session_of_an_older_version_is_read_and_stays_one(
    version: int, tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "old.pawsort"
    shutil.copy(repository / f"tests/unit/catalog/old_sessions/v{version}.pawsort", file)
    before = file.read_bytes()
    monkeypatch.setattr(Path, "is_file", lambda _path: True)  # its photos are where it was made
    read = read_session(file)
    assert [each.breed for each in read.photos] == ["n02085620-Chihuahua", "n02108089-boxer", "Podenco mix"]
    assert file.read_bytes() == before


def test_another_sqlite_file_is_no_session(tmp_path: Path) -> None:
    file = session(tmp_path / "other.db", [], application_id=1)
    with pytest.raises(DataError, match="no Pawsort session"):
        read_data(file)


def test_a_session_whose_tables_are_unknown_is_named(tmp_path: Path) -> None:
    file = tmp_path / "future.pawsort"
    connection = sqlite3.connect(file)
    connection.executescript("CREATE TABLE other (x); PRAGMA application_id = 0x50615753; PRAGMA user_version = 99;")
    connection.close()
    with pytest.raises(DataError, match=r"future\.pawsort: cannot be read as a Pawsort session"):
        read_data(file)


def test_several_data_sets_are_read_as_one(tmp_path: Path) -> None:
    photo(tmp_path / "crops" / "beagle" / "a.jpg")
    photo(tmp_path / "whole" / "n02088364-beagle" / "a.jpg")
    read = read_data(tmp_path / "crops", tmp_path / "whole")
    assert read.root == tmp_path
    assert read.breeds == ("beagle",)
    assert [read.name_of(each) for each in read.photos] == ["crops/beagle/a.jpg", "whole/n02088364-beagle/a.jpg"]


@pytest.mark.parametrize("name", ["missing", "empty", "notes.txt"])
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("nothing")
    with pytest.raises(DataError, match=name):
        read_data(tmp_path / name)


def test_other_spellings_of_a_breed_are_matched_and_similar_ones_are_not(tmp_path: Path) -> None:
    ours = ["Chihuahua", "Shih-Tzu", "Scotch_terrier", "standard_poodle"]
    mapping = tmp_path / "mapping.csv"
    mapping.write_text("theirs,ours\nScottish Terrier,Scotch_terrier\npoodle,\n")
    theirs = ["chihuahua", "shih tzu", "Scottish Terrier", "poodle", "standard poodle mix"]
    assert match_vocabulary(theirs, ours, read_mapping(mapping)) == {
        "chihuahua": "Chihuahua",
        "shih tzu": "Shih-Tzu",
        "Scottish Terrier": "Scotch_terrier",
        "poodle": None,
        "standard poodle mix": None,
    }


def test_a_mapping_to_a_breed_that_is_not_there_suggests_the_nearest() -> None:
    with pytest.raises(DataError, match="Did you mean 'Scotch_terrier'"):
        match_vocabulary(["scottie"], ["Scotch_terrier"], {"scottie": "Scotch_terier"})


def test_what_is_wrong_with_a_table_is_said_with_its_line(tmp_path: Path) -> None:
    photo(tmp_path / "a.jpg")
    table = tmp_path / "table.csv"
    table.write_text("photo;breed\na.jpg;beagle\nRex; big.jpg;beagle\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"table\.csv has 3 cells in line 3, and 2 columns"):
        read_data(table)
    table.write_text('# a comment\nphoto,breed\n"a\nb.jpg",beagle\n\ngone.jpg,kelpie\n', encoding="utf-8")
    photo(tmp_path / "a\nb.jpg")
    with pytest.raises(DataError, match=r"gone\.jpg: named in line 6 of "):
        read_data(table)
