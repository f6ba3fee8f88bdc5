"""Tables are read as spreadsheets of any country write them, and what is wrong with one is said."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.faults import Fact, Fault
from desktop_app.tables import SEPARATORS, TableError, read_table


def table_file(folder: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    file = folder / "table.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return file


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("photo,breed\né.jpg,Épagneul breton\n", "utf-8"),
        ("\ufeffphoto,breed\r\né.jpg,Épagneul breton\r\n", "utf-8"),
        ("photo;breed\r\né.jpg;Épagneul breton\r\n", "cp1252"),
        ("photo\tbreed\né.jpg\tÉpagneul breton\n", "utf-8"),
        ("photo\tbreed\r\né.jpg\tÉpagneul breton\r\n", "utf-16"),
        ("\ufeffphoto;breed\ré.jpg;Épagneul breton\r", "utf-16-be"),
        ("sep=;\r\nphoto;breed\r\né.jpg;Épagneul breton\r\n", "cp1252"),
        ('# what this is\n# and when\nphoto , breed\n"é.jpg",Épagneul breton\n\n', "utf-8"),
        ("photo,breed,,\né.jpg,Épagneul breton,,,,\n,,,\n", "utf-8"),
    ],
)
def test_every_spreadsheets_csv_is_the_same_table(content: str, encoding: str, tmp_path: Path) -> None:
    table = read_table(table_file(tmp_path, content, encoding), ("photo", "breed"))
    assert table.columns[:2] == ("photo", "breed")
    assert [(row.values["photo"], row.values["breed"]) for row in table.rows] == [("é.jpg", "Épagneul breton")]


def test_a_photo_whose_name_begins_with_a_number_sign_is_no_comment(tmp_path: Path) -> None:
    file = table_file(tmp_path, "# a comment\nphoto,breed\n#7 Rex.png,beagle\n# 8.png,kelpie\n")
    assert [(row.line, row.values["photo"]) for row in read_table(file).rows] == [(3, "#7 Rex.png"), (4, "# 8.png")]
    file = table_file(tmp_path, "#,photo\n1,a.jpg\n")
    assert read_table(file).columns == ("#", "photo"), "a heading may begin with it too"


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    file = table_file(tmp_path, '# a comment\nphoto,breed\n"a\nb.jpg",beagle\n\ngone.jpg,kelpie\n')
    assert [(row.line, row.values["photo"]) for row in read_table(file).rows] == [(4, "a\nb.jpg"), (6, "gone.jpg")]


def test_separators_in_a_quoted_heading_do_not_count(tmp_path: Path) -> None:
    file = table_file(tmp_path, 'photo;"breed, or breeds, or ,,, nothing"\na.jpg;beagle\n')
    assert read_table(file).columns == ("photo", "breed, or breeds, or ,,, nothing")


def test_a_table_of_one_quoted_column_is_a_table(tmp_path: Path) -> None:
    assert read_table(table_file(tmp_path, '"photo"')).columns == ("photo",)


def test_a_short_row_has_nothing_in_the_columns_it_lacks(tmp_path: Path) -> None:
    file = table_file(tmp_path, "photo,breed\na.jpg\n")
    assert read_table(file).rows[0].values == {"photo": "a.jpg", "breed": ""}


@pytest.mark.parametrize(
    ("content", "code", "facts"),
    [
        (b"", "table.no_heading", {}),
        (b"# only a comment\n", "table.no_heading", {}),
        (b"photo,colour\na.jpg,brown\n", "table.no_column", {"column": "breed", "there": "photo, colour"}),
        (b"photo,breed,breed\na.jpg,pug,kelpie\n", "table.column_twice", {"column": "breed"}),
        (b"PK\x03\x04\0\0", "table.damaged_workbook", {}),
        (b"\xff\xfea\0b", "table.not_text", {}),
        (
            b"photo,breed\na.jpg,pug\nRex, big.jpg,beagle\n",
            "table.row_too_long",
            {"line": 3, "cells": 3, "columns": 2},
        ),
        (b'photo,breed\n"a.jpg,pug\nb.jpg,pug\n', "table.damaged", {"line": 3, "detail": "text.quote_open"}),
    ],
)
def test_what_is_wrong_with_a_table_is_said(content: bytes, code: str, facts: dict[str, Fact], tmp_path: Path) -> None:
    file = table_file(tmp_path, content)
    with pytest.raises(TableError) as caught:
        read_table(file, ("photo", "breed"))
    assert caught.value.fault == Fault(code, {"file": str(file), **facts})


def test_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError) as caught:
        read_table(tmp_path / "nowhere.csv")
    assert caught.value.fault.code == "table.unreadable"
    assert caught.value.fault.facts["file"] == str(tmp_path / "nowhere.csv")


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


@given(
    rows=st.lists(st.tuples(TEXT, TEXT, TEXT), max_size=5),
    separator=st.sampled_from(SEPARATORS),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    # Python's writer quotes the line end that it writes, and not the other one.
    style=st.sampled_from([("\n", csv.QUOTE_ALL), ("\r\n", csv.QUOTE_MINIMAL)]),
)
def test_whatever_a_program_writes_is_read_back(
    rows: list[tuple[str, str, str]], separator: str, encoding: str, style: tuple[str, Literal[0, 1]]
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator=style[0], quoting=style[1])
    writer.writerow(("photo", "breed", "note"))
    writer.writerows(rows)
    with TemporaryDirectory() as folder:
        read = read_table(table_file(Path(folder), text.getvalue(), encoding))
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    assert [tuple(row.values.values()) for row in read.rows] == filled
