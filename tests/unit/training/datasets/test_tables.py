"""Tables are read as spreadsheets of any country write them, and what is wrong with one is said."""

from pathlib import Path

import pytest

from training.datasets.photos import DataError
from training.datasets.readers import read_data
from training.datasets.tables import TableError, read_table


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("photo,breed\né.jpg,Épagneul breton\n", "utf-8"),
        ("\ufeffphoto,breed\r\né.jpg,Épagneul breton\r\n", "utf-8"),
        ("photo;breed\r\né.jpg;Épagneul breton\r\n", "cp1252"),
        ("photo\tbreed\né.jpg\tÉpagneul breton\n", "utf-8"),
        ('# what this is\n# and when\nphoto , breed\n"é.jpg",Épagneul breton\n\n', "utf-8"),
    ],
)
def test_every_spreadsheets_csv_is_the_same_table(content: str, encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_bytes(content.encode(encoding))
    table = read_table(file, ("photo", "breed"))
    assert table.columns == ("photo", "breed")
    assert [row.values for row in table.rows] == [{"photo": "é.jpg", "breed": "Épagneul breton"}]


def test_a_photo_whose_name_begins_with_a_number_sign_is_no_comment(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("# a comment\nphoto,breed\n#7 Rex.png,beagle\n# 8.png,kelpie\n")
    assert [(row.line, row.values["photo"]) for row in read_table(file).rows] == [(3, "#7 Rex.png"), (4, "# 8.png")]


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text('# a comment\nphoto,breed\n"a\nb.jpg",beagle\n\ngone.jpg,kelpie\n')
    assert read_table(file).rows[-1].line == 6
    (tmp_path / "a\nb.jpg").touch()
    with pytest.raises(DataError, match=r"gone\.jpg: named in line 6 of "):
        read_data(file)


def test_a_short_row_has_nothing_in_the_columns_it_lacks(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("photo,breed\na.jpg\n")
    assert read_table(file).rows[0].values == {"photo": "a.jpg", "breed": ""}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no heading"),
        (b"# only a comment\n", "no heading"),
        (b"photo,colour\na.jpg,brown\n", "no column 'breed'; there are 'photo', 'colour'"),
        (b"PK\x03\x04\0\0", "no text"),
    ],
)
def test_what_is_wrong_with_a_table_is_said(content: bytes, words: str, tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_bytes(content)
    with pytest.raises(TableError, match=words):
        read_table(file, ("photo", "breed"))
    with pytest.raises(TableError, match="nowhere"):
        read_table(tmp_path / "nowhere.csv")
