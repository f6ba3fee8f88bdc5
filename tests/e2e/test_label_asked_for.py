"""What `pawsort label` is given is read as the window reads it, and what it is called does nothing."""

import sys
from pathlib import Path

import pytest

from desktop_app.catalog.session import Session
from desktop_app.tables import read_table
from tests.e2e.label_helpers import Pawsort, rows_of

pytestmark = pytest.mark.end_to_end
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be on Windows")


def test_addresses_and_quoted_paths_are_read_as_in_the_window(pawsort: Pawsort, photos: Path) -> None:
    said = [photos.as_uri() + "/", "file://localhost" + photos.as_posix(), f'"{photos}"', "./photos/"]
    for number, each in enumerate(said):
        pawsort.label(each, "--out", f"{number}.csv")
        rows = rows_of(pawsort.folder / f"{number}.csv")
        assert [Path(row["photo"]).name for row in rows] == [f"dog {number}.png" for number in range(12)]


def test_what_stands_between_photos_is_left_out_and_counted(pawsort: Pawsort, photos: Path) -> None:
    for name in (
        "a.MOV",
        "b.mov",
        "IMG_1.AAE",
        "letter.pdf",
        "x.CR3",
        "Thumbs.db",
        "@eaDir/dog 0.png/SYNOPHOTO_THUMB_M.png",
    ):
        file = photos / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")
    result = pawsort.label("photos")
    assert len(rows_of(pawsort.folder / "labels.csv")) == 12
    assert "4 files that are no photos were left out: 2 films, 1 document, 1 note of a camera" in result.stderr
    assert "1 raw photo was left out: export it as JPEG" in result.stderr


def test_all_files_of_a_folder_named_one_by_one_are_labelled_without_what_is_no_photo(
    pawsort: Pawsort, photos: Path
) -> None:
    for name, content in (("a.MOV", b"\0\0\0\x14ftypqt  "), ("letter.pdf", b"%PDF-1.7"), ("x.nef", b"II*\0")):
        (photos / name).write_bytes(content)
    result = pawsort.label(*sorted(photos.iterdir()))
    assert len(rows_of(pawsort.folder / "labels.csv")) == 12
    for name in ("a.MOV", "letter.pdf", "x.nef"):
        assert name in result.stderr
    result = pawsort.run("label", photos / "a.MOV", "--model", pawsort.pack, "--overwrite")
    assert result.returncode == 2
    assert "Nothing is left to look at" in result.stderr
    assert len(rows_of(pawsort.folder / "labels.csv")) == 12


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("mtp://phone/DCIM", "on a phone or a camera"),
        ("https://example.org/dog.jpg", "on the web"),
        ("file://vet/photos", "another computer (vet)"),
        ("", "no file in it"),
        ("typo.jpg", "does not exist"),
    ],
)
def test_what_cannot_be_read_is_wrong_usage_and_nothing_is_done(
    said: str, words: str, pawsort: Pawsort, photos: Path
) -> None:
    result = pawsort.run("label", "photos", said, "--model", pawsort.pack)
    assert result.returncode == 2
    assert words in result.stderr.replace("\n", " ")
    assert not (pawsort.folder / "labels.csv").exists()


def test_a_session_is_no_photo(pawsort: Pawsort, photos: Path) -> None:
    Session.create(pawsort.folder / "May.pawsort").close()
    (pawsort.folder / "copy").write_bytes((pawsort.folder / "May.pawsort").read_bytes())
    for name in ("May.pawsort", "copy"):
        result = pawsort.run("label", "photos", name, "--model", pawsort.pack)
        assert result.returncode == 2
        assert "--session" in result.stderr


@posix_only
def test_names_split_no_row_and_do_nothing_to_the_terminal(pawsort: Pawsort, photos: Path) -> None:
    names = ["two\nlines", "carriage\rreturn", "\x1b[31mred\x1b[0m", "\u202egnp", "<b>", "%s{}", "a\u2028b", "\udce9"]
    for number, name in enumerate(names):
        (photos / f"dog {number}.png").rename(photos / f"{name}.png")
    (photos / "film\x1b[2J\r\n.mov").write_bytes(b"\0\0\0\x14ftypqt  ")
    shown = [name if name != "\udce9" else "\\udce9" for name in names]
    for ending in ("csv", "jsonl"):
        result = pawsort.label(*sorted(photos.iterdir()), "--out", f"a.{ending}")
        table = pawsort.folder / f"a.{ending}"
        read = [row.values["photo"] for row in read_table(table).rows]
        assert len(read) == 12
        assert {Path(name).stem for name in read} >= set(shown if ending == "csv" else names)
        assert "film\\x1b[2J\\r\\n.mov" in result.stderr
        assert "\x1b" not in result.stderr
    result = pawsort.run("label", "typo\x1b[2J\r\nx", "--model", pawsort.pack)
    assert result.returncode == 2
    assert "typo\\x1b[2J\\r\\nx does not exist" in result.stderr
    result = pawsort.run("label", "--\x1b[2J")
    assert "\x1b" not in result.stderr
