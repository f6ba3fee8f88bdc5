"""What `pawsort export` says of an animal to ASM3 whose kind has no name there."""

import csv
import io
from pathlib import Path

import pytest

from desktop_app.breeds.book import BreedBook
from desktop_app.catalog.importing.breed_texts import BreedNames
from desktop_app.catalog.importing.session_import import ImportWish, preview_import
from desktop_app.catalog.session import Session
from desktop_app.commands.export import ExportRequest, export_session
from desktop_app.commands.terminal import Terminal


@pytest.mark.parametrize(("language", "says"), [("en", "Looks like a bulldog"), ("fr", "Ressemble à un bouledogue")])
def test_a_kind_without_a_name_stands_in_the_description_as_people_say_it(
    isolated_home: Path, tmp_path: Path, repository: Path, language: str, says: str
) -> None:
    book = BreedBook.load_folder(repository / "assets" / "breeds")
    table, file, out = tmp_path / "table.csv", tmp_path / "dogs.pawsort", tmp_path / "asm3.csv"
    table.write_text("photo,name,breed\nrex.jpg,Rex,Bulldog type\n", encoding="utf-8")
    with Session.create(file) as session:
        session.add_photos([tmp_path / "rex.jpg"])
        session.apply(preview_import(ImportWish(table), session, BreedNames(book)).change())
    request = ExportRequest(file, "asm3", out, {"without_list": "all"}, language=language)
    export_session(request, Terminal(io.StringIO()))
    with out.open(encoding="utf-8-sig", newline="") as written:
        (row,) = csv.DictReader(written)
    assert row["ANIMALDESCRIPTION"] == says
