"""Where to: every rule, on real files."""

import os
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from desktop_app.catalog.session import Session
from desktop_app.catalog.values.photos import PHOTO_EXTENSIONS
from desktop_app.exports.destination import (
    CHART_MARK,
    Destination,
    DestinationError,
    Kind,
    begins_a_photo,
    completed,
    destination,
)


def problem(typed: Path, kind: Kind) -> str:
    before = typed.read_bytes() if typed.is_file() else None
    with pytest.raises(DestinationError) as caught:
        destination(typed, kind)
    facts = caught.value.fault.facts
    assert str(facts.get("file") or facts["folder"]).startswith(str(typed.parent))
    assert (typed.read_bytes() if typed.is_file() else None) == before
    return caught.value.fault.code


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("labels", Kind.CSV, "labels.csv"),
        ("labels.csv", Kind.CSV, "labels.csv"),
        ("LABELS.CSV", Kind.CSV, "LABELS.CSV"),
        ("export 24.11", Kind.CSV, "export 24.11.csv"),
        ("export 24.11", Kind.JSON_LINES, "export 24.11.jsonl"),
        ("lines.ndjson", Kind.JSON_LINES, "lines.ndjson"),
        ("lines.jsonl", Kind.CSV, "lines.jsonl.csv"),
        ("table.txt", Kind.CSV, "table.txt"),
        ("St. Roch", Kind.SESSION, "St. Roch.pawsort"),
        ("copy", Kind.SESSION, "copy.pawsort"),
        ("copy.pawsort", Kind.SESSION, "copy.pawsort"),
        ("copy.pawsort.bak", Kind.SESSION, "copy.pawsort.bak.pawsort"),
        ("labels.csv", Kind.SESSION, "labels.csv.pawsort"),
        (".csv", Kind.CSV, ".csv.csv"),
        ("labels.csvx", Kind.CSV, "labels.csvx.csv"),
    ],
)
def test_the_ending_is_added_and_never_replaced(tmp_path: Path, typed: str, kind: Kind, name: str) -> None:
    assert completed(typed, kind, tmp_path) == tmp_path / name
    assert destination(typed, kind, tmp_path) == Destination(tmp_path / name, replaces=False)
    assert destination(tmp_path / typed, kind) == Destination(tmp_path / name, replaces=False)


def test_the_home_and_a_folder_of_ones_own_are_understood(
    isolated_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert destination("~/labels", Kind.CSV, tmp_path).file == isolated_home / "labels.csv"
    monkeypatch.chdir(tmp_path)
    assert destination("labels", Kind.CSV).file == Path("labels.csv")


def test_what_would_be_replaced_is_said_under_the_completed_name(tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_text("photo,status\n", encoding="utf-8")
    assert destination(tmp_path / "labels", Kind.CSV) == Destination(tmp_path / "labels.csv", replaces=True)
    (tmp_path / "empty.csv").touch()
    assert destination(tmp_path / "empty.csv", Kind.CSV).replaces
    (tmp_path / "notes.csv").write_text("BMI of the dogs, a text", encoding="utf-8")
    assert destination(tmp_path / "notes.csv", Kind.CSV).replaces


@pytest.mark.parametrize("ending", sorted(PHOTO_EXTENSIONS))
@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_is_called_like_a_photo(tmp_path: Path, kind: Kind, ending: str) -> None:
    if ending in kind.endings:
        assert kind is Kind.CHART
        assert not destination(tmp_path / f"dog{ending}", kind).replaces, "there is no photo of that name"
        return
    assert problem(tmp_path / f"dog{ending}", kind) == "where.photo"
    assert problem(tmp_path / f"dog{ending.upper()}", kind) == "where.photo"


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(
    "photo_format", ["JPEG", "PNG", "GIF", "TIFF", "BMP", "DIB", "WEBP", "AVIF", "JPEG2000", "MPO"]
)
def test_a_photo_under_any_name_stays(tmp_path: Path, kind: Kind, photo_format: str) -> None:
    file = tmp_path / f"dog{kind.endings[0]}"
    content = BytesIO()
    Image.new("RGB", (20, 10), "red").save(content, photo_format)
    file.write_bytes(content.getvalue())
    if photo_format == "DIB":  # no signature of its own: nothing that a phone or camera writes
        assert not begins_a_photo(content.getvalue())
        return
    assert problem(file, kind) == "where.photo"
    assert problem(file.with_name("dog"), kind) == "where.photo"


@pytest.mark.photos
def test_a_chart_may_take_the_place_of_a_chart_alone(tmp_path: Path) -> None:
    picture, mark = Image.new("RGB", (20, 10), "red"), PngInfo()
    mark.add_text(*CHART_MARK)
    chart, photo, edited = (tmp_path / name for name in ("chart.png", "dog.png", "edited.png"))
    picture.save(chart, pnginfo=mark)
    picture.save(photo)
    other = PngInfo()
    other.add_text(CHART_MARK[0], "a photo program")
    picture.save(edited, pnginfo=other)
    assert destination(chart, Kind.CHART) == Destination(chart, replaces=True)
    assert problem(chart, Kind.CSV) == "where.photo"
    assert problem(photo, Kind.CHART) == "where.photo"
    assert problem(edited, Kind.CHART) == "where.photo"
    assert destination(tmp_path / "states", Kind.CHART).file.name == "states.png"


def test_every_photo_of_phones_and_cameras_is_seen_as_one(photos_folder: Path) -> None:
    files = [*(photos_folder / "phone_photos").iterdir()]
    assert files
    for file in files:
        with file.open("rb") as stream:
            assert begins_a_photo(stream.read(100)), file


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_a_link_to_a_photo_is_a_photo(tmp_path: Path) -> None:
    Image.new("RGB", (20, 10)).save(tmp_path / "dog.png")
    (tmp_path / "labels.csv").symlink_to(tmp_path / "dog.png")
    assert problem(tmp_path / "labels.csv", Kind.CSV) == "where.photo"
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere.csv")
    assert destination(tmp_path / "gone.csv", Kind.CSV).replaces


def test_a_session_is_replaced_by_a_session_alone(tmp_path: Path) -> None:
    Session.create(tmp_path / "shelter.pawsort").close()
    assert destination(tmp_path / "shelter", Kind.SESSION) == Destination(tmp_path / "shelter.pawsort", replaces=True)
    (tmp_path / "shelter.pawsort").rename(tmp_path / "labels.csv")
    assert problem(tmp_path / "labels", Kind.CSV) == "where.session"
    (tmp_path / "labels.csv").rename(tmp_path / "labels.jsonl")
    assert problem(tmp_path / "labels.jsonl", Kind.JSON_LINES) == "where.session"


@pytest.mark.parametrize("content", [b"", b"a table,of someone\n", b"SQLite format 3\x00" + bytes(84)])
def test_what_is_no_session_is_not_replaced_by_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "copy.pawsort").write_bytes(content)
    assert problem(tmp_path / "copy", Kind.SESSION) == "where.not_a_session"


def test_an_open_session_is_replaced_by_nothing(tmp_path: Path) -> None:
    with Session.create(tmp_path / "shelter.pawsort"):
        assert problem(tmp_path / "shelter.pawsort", Kind.SESSION) == "where.in_use"
    assert destination(tmp_path / "shelter.pawsort", Kind.SESSION).replaces


def test_folders_are_no_files_and_are_not_made(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "labels.csv").mkdir()
    for typed in (tmp_path / "photos", tmp_path / "labels", tmp_path / "labels.csv", tmp_path):
        assert problem(typed, Kind.CSV) == "where.folder"
    assert problem(tmp_path / "typo" / "labels.csv", Kind.CSV) == "where.no_folder"
    assert problem(tmp_path / "typo" / "s.pawsort", Kind.SESSION) == "where.no_folder"
    assert not (tmp_path / "typo").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX files")
def test_devices_and_pipes_are_taken_as_they_are(tmp_path: Path) -> None:
    assert destination("/dev/null", Kind.CSV) == Destination(Path("/dev/null"), replaces=False)
    os.mkfifo(tmp_path / "pipe")
    assert destination(tmp_path / "pipe", Kind.JSON_LINES) == Destination(tmp_path / "pipe", replaces=False)
    os.mkfifo(tmp_path / "table.csv")
    assert destination(tmp_path / "table", Kind.CSV) == Destination(tmp_path / "table.csv", replaces=False)
    assert problem(tmp_path / "pipe", Kind.SESSION) == "where.not_a_session"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_cannot_be_looked_at_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_text("secret", encoding="utf-8")
    (tmp_path / "labels.csv").chmod(0o200)
    with pytest.raises(DestinationError) as caught:
        destination(tmp_path / "labels.csv", Kind.CSV)
    assert caught.value.fault.code == "where.unreadable"


@pytest.mark.parametrize("name", ["nul.csv", "CON", "aux", "com1.tar.csv", "Rex:1.csv", "nul .csv"])
def test_a_table_is_not_written_where_windows_has_a_device(tmp_path: Path, name: str) -> None:
    """To Windows `nul.csv` is the device `nul`: the table would be gone, and the export would say that it is there."""
    with pytest.raises(DestinationError) as refused:
        destination(name, Kind.CSV, tmp_path, windows=True)
    assert refused.value.fault.code == "where.name_of_windows"
    if sys.platform != "win32":
        assert destination(name, Kind.CSV, tmp_path).file.name == completed(name, Kind.CSV).name
