r"""What only Windows does to files, on Windows itself: long names, other names, files that others have open.

What each of these rules on its own makes of a name is tried on every system, with `windows=True`: `test_paths.py`,
`catalog/test_addresses.py`, `catalog/values/test_stored_paths.py`, `exports/test_destination.py`, `test_faults.py`.
"""

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import pytest

from desktop_app import paths
from desktop_app.catalog import lock, renaming
from desktop_app.catalog.addresses import path_of
from desktop_app.catalog.asked_for import asked_for
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.opening import is_session
from desktop_app.catalog.rescue import rescue
from desktop_app.catalog.scan import find_photos
from desktop_app.catalog.session import Session
from desktop_app.exports.destination import DestinationError, Kind, destination
from desktop_app.faults import Fault, FaultError
from desktop_app.files import WholeFile
from desktop_app.imaging import reading
from desktop_app.imaging.reading import read_photo
from desktop_app.imaging.unreadable import UnreadablePhotoError
from desktop_app.own_files import OwnFileError, read_json
from desktop_app.tables import read_table
from desktop_app.windows_system import close_handle, handle_for_reading

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="Windows alone has such names and locks")

# In no code page of western Europe.
STRANGE_NAME = "柴犬 Лайка é.jpg"


@contextmanager
def held(file: Path, sharing: int = 0) -> Iterator[None]:
    """As another program has a file open that lets others do only so much with it."""
    handle = handle_for_reading(str(file), sharing)
    try:
        yield
    finally:
        close_handle(handle)


def exactly(path: Path) -> str:
    """The name of a file for Windows' ears alone: nothing of it is changed."""
    return f"\\\\?\\{path.absolute()}"


def made(name: str, content: bytes = b"a dog") -> str:
    """Make a file by such a name, with the folders above it."""
    os.makedirs(name.rpartition("\\")[0], exist_ok=True)  # noqa: PTH103 - Path would change the name
    with open(name, "wb") as stream:  # noqa: PTH123 - as above
        stream.write(content)
    return name


def test_photos_and_tables_below_long_folders(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["many words for one folder of dogs" * 2] * 5)
    assert len(str(folder)) > 300
    made(exactly(folder / "Rex.jpg"))
    (photo,) = find_photos([tmp_path])
    assert photo == folder / "Rex.jpg"
    assert read_photo(photo)[0] == b"a dog"
    with Session.create(tmp_path / "Shelter.pawsort") as session:
        (row,) = session.add_photos([photo, Path(exactly(photo))])
        assert row.path == photo
    with WholeFile(destination(folder / "labels", Kind.CSV).file) as table:
        table.write("photo\n")
    assert os.path.isfile(exactly(folder / "labels.csv"))  # noqa: PTH113 - as above


def test_sessions_below_long_folders(tmp_path: Path) -> None:
    path = tmp_path.joinpath(*["many words for one folder of dogs" * 2] * 5, "Shelter.pawsort")
    assert len(str(path)) > 300
    with Session.create(path) as session:
        session.add_photos([tmp_path / "Rex.jpg"])
        assert lock.is_in_use(path)
        session.save_copy(path.with_name("Copy.pawsort"))
    assert not lock.is_in_use(path)
    assert is_session(path)
    with Session.open(path) as session:
        assert [row.path.name for row in session.rows()] == ["Rex.jpg"]
    new = renaming.named(path, "Sanctuary")
    assert isinstance(new, Path)
    assert renaming.rename(path, new) is None
    rescued = rescue(path.with_name("Copy.pawsort"), path.with_name("Rescued.pawsort"))
    assert rescued.photos == 1
    there = [name for name in os.listdir(exactly(path.parent)) if not name.startswith(".")]  # noqa: PTH208 - as above
    assert sorted(there) == ["Copy.pawsort", "Rescued.pawsort", "Sanctuary.pawsort"]


def test_spellings_of_a_drive_and_of_a_name_are_one_photo(tmp_path: Path) -> None:
    photo = tmp_path / "Rex.jpg"
    photo.write_bytes(b"a dog")
    drive, rest = os.path.splitdrive(photo)
    spellings = [
        *(
            f"{drive.lower()}{rest}",
            f"{drive.upper()}{rest}",
            f"{drive}{rest.upper()}",
            f"{drive}{rest}".replace("\\", "/"),
        ),
        *(
            str(tmp_path / "rex.JPG"),
            str(tmp_path / "nowhere" / ".." / "Rex.jpg"),
            f"{photo}.",
            f"{photo} ",
            exactly(photo),
        ),
        f"file:///{photo.as_posix()}",
    ]
    with Session.create(tmp_path / "Shelter.pawsort") as session:
        (row,) = session.add_photos([photo])
        for said in spellings:
            meant = path_of(said)
            assert isinstance(meant, Path)
            assert session.add_photos([meant]) == [], said
        assert row.path.read_bytes() == b"a dog"
    assert asked_for([exactly(photo)]).to_add == (photo,)


def test_a_share_of_the_network(tmp_path: Path) -> None:
    drive, rest = os.path.splitdrive(tmp_path)
    share = Path(f"\\\\localhost\\{drive[0]}${rest}")
    if not share.is_dir():
        pytest.skip("this computer has no share of its own drive that could be reached")
    (tmp_path / "Rex.jpg").write_bytes(b"a dog")
    assert [path.name for path in find_photos([share])] == ["Rex.jpg"]
    with Session.create(share / "Shelter.pawsort") as session:
        (row,) = session.add_photos(list(find_photos([share])))
        assert row.path == share / "Rex.jpg"
        assert read_photo(row.path)[0] == b"a dog"
        assert session.add_photos([Path(f"\\\\?\\UNC\\{str(row.path)[2:]}")]) == []


@pytest.mark.parametrize(
    "name", ["aux.jpg", "nul.jpg", "CON.JPG", "com1.old.jpg", "Rex.jpg", "Bella.\\Rex.jpg", "Bella \\Rex.jpg"]
)
def test_names_that_windows_keeps_for_itself_are_photos_where_they_lie(name: str, tmp_path: Path) -> None:
    """A network drive or a stick has them from other systems."""
    made(exactly(tmp_path) + "\\photos\\" + name)
    (photo,) = find_photos([tmp_path / "photos"])
    assert str(photo).endswith(name)
    assert read_photo(photo)[0] == b"a dog"
    with Session.create(tmp_path / "Shelter.pawsort") as session:
        session.add_photos([photo])
        (row,) = session.rows()
        assert read_photo(row.path)[0] == b"a dog"
        assert session.add_photos(list(find_photos([tmp_path / "photos"]))) == []


@pytest.mark.parametrize("name", ["nul.csv", "CON", "aux", "com1.csv", "Rex:1.csv"])
def test_nothing_is_written_where_nobody_finds_it(name: str, tmp_path: Path) -> None:
    with pytest.raises(DestinationError, match=r"where\.name_of_windows"):
        destination(tmp_path / name, Kind.CSV)
    with pytest.raises(DestinationError, match=r"where\."):
        destination(tmp_path / f"{name}.pawsort", Kind.SESSION)
    with pytest.raises(FaultError), Session.create(tmp_path / "nul.pawsort"):
        pass
    with suppress(FaultError), WholeFile(tmp_path / "con.csv") as table:  # our own error, if any
        table.write("x")
    assert destination("nul", Kind.CSV).file == Path("nul"), "as /dev/null elsewhere"


def test_a_name_that_ends_in_a_dot_is_the_one_without_it(tmp_path: Path) -> None:
    with WholeFile(tmp_path / "labels.csv. ") as table:
        table.write("photo\n")
    assert [file.name for file in tmp_path.iterdir()] == ["labels.csv"]
    assert destination(tmp_path / "labels.csv", Kind.CSV).replaces


def test_a_photo_that_another_program_keeps_to_itself_is_said_to_be_in_use(tmp_path: Path) -> None:
    photo = tmp_path / "Rex.jpg"
    photo.write_bytes(b"a dog")
    with held(photo), pytest.raises(UnreadablePhotoError) as refused:
        read_photo(photo)
    assert refused.value.fault == Fault("file.in_use")
    assert read_photo(photo)[0] == b"a dog"
    with held(photo, sharing=1):
        assert read_photo(photo)[0] == b"a dog", "who lets others read is in nobody's way"


def test_a_photo_that_pawsort_reads_can_be_moved_and_removed_by_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = tmp_path / "Rex.jpg"
    photo.write_bytes(b"a dog")

    def moved_meanwhile(stream: IO[bytes], *_lengths: int) -> bytes:
        photo.rename(tmp_path / "Rita.jpg")
        return stream.read()

    monkeypatch.setattr(reading, "read_no_more", moved_meanwhile)
    assert read_photo(photo)[0] == b"a dog"
    assert [file.name for file in tmp_path.iterdir()] == ["Rita.jpg"]


def test_settings_that_another_program_reads_are_not_put_aside(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text("{}", encoding="utf-8")
    with held(file), pytest.raises(OwnFileError) as refused:
        read_json(file)
    assert not refused.value.in_the_way
    assert refused.value.fault.facts["detail"] == "system.in_use"


def test_a_table_that_a_spreadsheet_has_open_stays_and_the_new_one_lies_beside_it(tmp_path: Path) -> None:
    table = tmp_path / "labels.csv"
    table.write_text("old", encoding="utf-8")
    with held(table, sharing=1), pytest.raises(FaultError) as refused, WholeFile(table) as new:
        new.write("new")
    assert refused.value.fault.code == "write.in_use"
    assert table.read_text(encoding="utf-8") == "old"
    assert Path(str(refused.value.fault.facts["other"])).read_text(encoding="utf-8") == "new"
    with held(table), pytest.raises(FaultError) as unread:
        read_table(table)
    assert unread.value.fault.facts.get("detail") == "system.in_use"


def test_a_session_that_another_program_keeps_to_itself_is_refused_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "Shelter.pawsort"
    with Session.create(path) as session:
        session.add_photos([tmp_path / "Rex.jpg"])
    before = path.read_bytes()
    with held(path), pytest.raises(SessionError) as refused:
        Session.open(path)
    assert refused.value.fault.facts.get("detail") == "system.in_use", refused.value.fault
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["Shelter.pawsort"]
    with Session.open(path) as session:
        assert len(session.rows()) == 1


def test_names_of_no_code_page_and_a_home_with_accents(tmp_path: Path, repository: Path) -> None:
    """Whole, through the command line, whose output goes into a pipe that knows western letters alone."""
    home = tmp_path / "Zoë Müller 柴"
    home.mkdir()
    photo = home / STRANGE_NAME
    photo.write_bytes(b"a dog")
    session = home / "Зоя.pawsort"
    with Session.create(session) as opened:
        opened.add_photos([photo])
    names = ("USERPROFILE", "APPDATA", "LOCALAPPDATA", "TEMP", "TMP")
    environment = (
        os.environ | dict.fromkeys(names, str(home)) | {"PYTHONPATH": os.pathsep.join([str(repository), *sys.path])}
    )
    environment.pop("PYTHONIOENCODING", None)
    command = [sys.executable, "-m", "desktop_app", "export", str(session), "--format", "csv", "--out", "Таблица.csv"]
    done = subprocess.run(command, cwd=home, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    with (home / "Таблица.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert any(STRANGE_NAME in "".join(row) for row in csv.reader(stream))
    assert paths.is_plain(STRANGE_NAME)
