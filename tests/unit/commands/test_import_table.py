"""`pawsort import` on the command line: what it says, what it leaves alone, and what it will not touch."""

import csv
import shutil
from pathlib import Path

import click
import pytest

from desktop_app.catalog import lock
from desktop_app.catalog.errors import SessionInUseError
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import Label
from desktop_app.cli import pawsort
from desktop_app.commands import import_table

BEAGLE, BOXER = Label.breed("n02088364"), Label.breed("n02108089")


def run(*arguments: str | Path) -> int:
    code = pawsort.main(["import", *map(str, arguments)], standalone_mode=False)
    assert isinstance(code, int)
    return code


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Files that are called like photos: nobody looks into them here."""
    files = [tmp_path / "Shelter" / folder / f"{number}.jpg" for folder in ("Bella", "Rex") for number in (1, 2)]
    for number, file in enumerate(files):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(str(number), encoding="utf-8")
    return files


@pytest.fixture
def session(tmp_path: Path, photos: list[Path]) -> Path:
    with Session.create(tmp_path / "s.pawsort") as made:
        made.add_photos(photos)
    return tmp_path / "s.pawsort"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "refuge.csv"
    file.write_text(
        "Fichier;Race;Nom\nBella/1.jpg;Beagle;Bella\nBella/2.jpg;Beagel;Bella\nRex/1.jpg;Boxer;Rex\ngone.jpg;Pug;\n",
        encoding="utf-8",
    )
    return file


def labels(session: Path) -> list[Label | None]:
    with Session.open(session) as opened:
        return [row.label for row in opened.rows()]


def test_what_is_understood_comes_in_as_one_change_and_the_rest_is_listed(
    session: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(table, "--session", session) == 1
    said = capsys.readouterr().err
    assert labels(session) == [BEAGLE, None, BOXER, None]
    assert "refuge.csv: 4 rows; columns: Fichier (photo), Race (breed), Nom (name)." in said
    assert "For 4 photos in the session: 2 labels; an animal for 3 photos (2 new animals)." in said
    assert "Line 3, Bella/2.jpg: “Beagel” is no breed that Pawsort knows; did you mean Beagle?" in said
    assert "Line 5, gone.jpg: not in this session." in said
    with Session.open(session) as opened:
        (entry,) = opened.history()
        opened.take_back(entry.change_id)
        assert not opened.animals()
    assert labels(session) == [None] * 4


def test_a_table_that_is_understood_is_exit_code_0_and_twice_changes_nothing(
    session: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "t.csv"
    file.write_text("photo,breed\nRex/1.jpg,boxer\n", encoding="utf-8")
    assert run(file, "--session", session) == 0
    assert run(file, "--session", session) == 0
    said = capsys.readouterr().err
    assert "nothing new" in said
    assert "As it was already: 1." in said
    with Session.open(session) as opened:
        assert len(opened.history()) == 1


def test_what_is_decided_stays_without_overwrite(session: Path, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    for breed in ("Boxer", "Beagle"):
        file.write_text(f"photo,breed\nRex/1.jpg,{breed}\n", encoding="utf-8")
        assert run(file, "--session", session) == 0
        assert labels(session)[2] == BOXER
    assert run(file, "--session", session, "--overwrite") == 0
    assert labels(session)[2] == BEAGLE


def test_a_dry_run_says_the_same_and_changes_nothing(
    session: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = session.read_bytes()
    assert run(table, "--session", session, "--dry-run") == 1
    said = capsys.readouterr().err
    assert "2 labels" in said
    assert "Nothing was changed: --dry-run." in said
    assert session.read_bytes() == before


def test_all_that_was_left_alone_is_in_the_report_which_replaces_nothing(
    session: Path, table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(table, "--session", session, "--report", tmp_path / "left") == 1
    with (tmp_path / "left.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["line"], row["reason"], row["said"], row["did_you_mean"]) for row in rows] == [
        ("3", "unknown_breed", "Beagel", "Beagle"),
        ("5", "not_in_session", "", ""),
    ]
    before = labels(session)
    assert run(table, "--session", session, "--overwrite", "--report", tmp_path / "left.csv") == 2
    assert "left.csv is there already, and a report replaces nothing. Give another name." in capsys.readouterr().err
    assert labels(session) == before


def test_a_session_that_is_not_there_is_made_of_the_photos_only_when_that_is_asked_for(
    table: Path, photos: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "new.pawsort"
    assert run(table, "--session", file) == 2
    assert "--add-photos" in capsys.readouterr().err
    assert run(table, "--session", file, "--add-photos") == 2
    assert "None of the photos that" in capsys.readouterr().err
    folder = tmp_path / "Shelter"
    assert run(table, "--session", file, "--add-photos", "--folder", folder, "--dry-run") == 1
    assert "3 photos would come into the session" in capsys.readouterr().err
    assert not file.exists()
    assert run(table, "--session", file, "--add-photos", "--folder", folder) == 1
    with Session.open(file) as opened:
        assert [(row.path, row.label) for row in opened.rows()] == [
            *((photos[0], BEAGLE), (photos[1], None), (photos[2], BOXER))
        ]
    assert [each.read_text(encoding="utf-8") for each in photos] == ["0", "1", "2", "3"]


def test_photos_beside_the_table_are_found_without_a_folder(photos: list[Path], tmp_path: Path) -> None:
    file = tmp_path / "Shelter" / "t.csv"
    file.write_text(f"photo,breed\nRex/1.jpg,Boxer\n{photos[0]},Beagle\n", encoding="utf-8")
    assert run(file, "--session", tmp_path / "new.pawsort", "--add-photos") == 0
    assert labels(tmp_path / "new.pawsort") == [BOXER, BEAGLE]


def test_the_photos_in_the_folder_are_meant_also_where_those_of_the_table_are_still_there(
    session: Path, photos: list[Path], tmp_path: Path
) -> None:
    file = tmp_path / "t.csv"
    file.write_text("photo,breed\n" + "".join(f"{photo},Boxer\n" for photo in photos), encoding="utf-8")
    shutil.copytree(tmp_path / "Shelter", tmp_path / "copy" / "Shelter")
    fresh = tmp_path / "new.pawsort"
    assert run(file, "--session", fresh, "--add-photos", "--folder", tmp_path / "copy") == 0
    with Session.open(fresh) as opened:
        assert {(row.path.relative_to(tmp_path / "copy"), row.label) for row in opened.rows()} == {
            (photo.relative_to(tmp_path), BOXER) for photo in photos
        }


def test_a_column_can_be_chosen_and_a_wrong_one_is_wrong_usage(
    session: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "t.csv"
    file.write_text("Bild,Was\nRex/1.jpg,Boxer\n", encoding="utf-8")
    assert run(file, "--session", session) == 2
    assert "does not say which photos are meant" in capsys.readouterr().err
    assert run(file, "--session", session, "--column", "photo=Bild", "--column", "breed=Was") == 0
    assert labels(session)[2] == BOXER
    with pytest.raises(click.UsageError, match="MEANING=HEADING"):
        run(file, "--session", session, "--column", "colour=Was")


def test_a_session_that_is_open_in_a_window_is_refused_in_words(
    session: Path, table: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_use(path: Path) -> lock.HeldLock:
        raise SessionInUseError("session.in_use", path=str(path))

    monkeypatch.setattr(lock, "hold", in_use)
    assert run(table, "--session", session) == 2
    assert "is open in another Pawsort window" in capsys.readouterr().err


def test_the_same_text_in_many_lines_is_said_once_and_no_more_than_twenty(
    session: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "t.csv"
    many = "".join(f"gone{number}.jpg,Boxer\n" for number in range(30))
    file.write_text("photo,breed\n" + "Rex/1.jpg,Chien bizarre\n" * 5 + many, encoding="utf-8")
    assert run(file, "--session", session) == 1
    said = capsys.readouterr().err.splitlines()
    assert "Left alone, or understood only in part: 35." in said
    assert "Lines 2, 3, 4 and 2 more: “Chien bizarre” is no breed that Pawsort knows." in said
    assert sum(line.startswith("Line") for line in said) == import_table.MOST_SAID
    assert "And 11 more. --report FILE writes them all." in said
