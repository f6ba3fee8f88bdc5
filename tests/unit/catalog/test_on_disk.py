"""What the disk says of photos' files: there or not, and because of which drive; the same or another."""

import os
import time
from pathlib import Path

import pytest

from desktop_app.catalog import on_disk
from desktop_app.catalog.on_disk import Folders, Looked, Signs, lies_in, look_at, missing_root_of
from desktop_app.catalog.values.photos import FileFacts, KnownFile


def known(photo_id: int, path: Path, **changes: object) -> KnownFile:
    status = path.stat() if path.exists() else None
    size, modified = (status.st_size, status.st_mtime_ns) if status else (4, 5)
    return KnownFile(**{"photo_id": photo_id, "path": path, "size_bytes": size, "modified_ns": modified} | changes)  # type: ignore[arg-type]


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    """A drive with photos in two folders, beside a computer's own folder."""
    for name in ("media/card/DCIM/100/1.jpg", "media/card/DCIM/101/2.jpg", "home/3.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path / "media" / "card"


def all_files(drive: Path) -> list[KnownFile]:
    home = drive.parent.parent / "home"
    paths = [drive / "DCIM/100/1.jpg", drive / "DCIM/101/2.jpg", home / "3.jpg"]
    return [known(number, path) for number, path in enumerate(paths, start=1)]


def test_what_is_as_it_was_is_not_read(drive: Path) -> None:
    assert look_at(all_files(drive)) == Looked(there=[1, 2, 3])


@pytest.mark.parametrize("leaves", ["nothing", "an empty folder", "empty folders"])
def test_a_drive_that_is_away_is_one_root_for_all_its_photos(drive: Path, leaves: str, tmp_path: Path) -> None:
    files = all_files(drive)
    drive.rename(tmp_path / "pulled out")
    if leaves != "nothing":
        # As a place in /etc/fstab does, and another drive's stays beside it.
        for folder in ("DCIM/100", "DCIM/101") if leaves == "empty folders" else (".",):
            (drive / folder).mkdir(parents=True, exist_ok=True)
        (drive.parent / "other").mkdir()
    found = look_at(files)
    assert (found.there, found.missing) == ([3], [1, 2])
    root = drive if leaves == "nothing" else drive / "DCIM"
    if leaves == "empty folders":
        assert found.roots == {str(root / "100"): [1], str(root / "101"): [2]}
    else:
        assert found.roots == {str(root): [1, 2]}


def test_the_empty_place_of_a_drive_counts_as_not_there(tmp_path: Path) -> None:
    (tmp_path / "mnt" / "photos").mkdir(parents=True)
    files = [known(number, tmp_path / "mnt" / "photos" / f"{number}.jpg") for number in (1, 2)]
    assert look_at(files).roots == {str(tmp_path / "mnt" / "photos"): [1, 2]}


def test_one_file_of_many_is_missing_without_a_root(drive: Path) -> None:
    files = all_files(drive)
    (drive / "DCIM/100/other.jpg").touch()
    files[0].path.unlink()
    assert look_at(files) == Looked(there=[2, 3], missing=[1])


def test_another_length_or_time_is_to_be_read(drive: Path) -> None:
    files = all_files(drive)
    files[0].path.write_text("more than before, and later", encoding="utf-8")
    os.utime(files[1].path, ns=(1, 2))
    assert [file.photo_id for file in look_at(files).to_read] == [1, 2]


def test_what_was_never_read_is_not_compared_and_what_was_away_is_back(drive: Path) -> None:
    one, two, three = all_files(drive)
    files = [
        known(1, one.path, size_bytes=None, modified_ns=0),
        known(2, two.path, size_bytes=None, fault="file.gone"),
        known(3, three.path, fault="photo.cut_short"),
    ]
    assert look_at(files) == Looked(there=[1, 2, 3], back=[2])


def test_folders_are_asked_once(drive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    really = on_disk._exists

    def exists(folder: str) -> bool:
        asked.append(folder)
        return really(folder)

    monkeypatch.setattr(on_disk, "_exists", exists)
    files = [known(number, drive / f"gone/{number}.jpg") for number in range(1000)]
    assert len(look_at(files).missing) == 1000
    assert sorted(asked) == sorted({str(drive / "gone"), str(drive)})


def test_nothing_is_there_of_a_drive_that_never_was() -> None:
    assert missing_root_of(Path("/no such drive/DCIM/1.jpg")) == str(Path("/no such drive").absolute())


def test_what_lies_in_a_folder() -> None:
    root = os.sep + "media"
    assert lies_in(os.path.join(root, "a.jpg"), root)  # noqa: PTH118
    assert not lies_in(root + "2" + os.sep + "a.jpg", root)
    assert lies_in(os.sep + "a.jpg", os.sep)


def test_folders_that_nobody_may_look_into_are_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: str) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "scandir", refuse)
    assert Folders().missing_root(str(tmp_path)) is None


def test_a_file_of_this_moment_is_fresh_and_one_of_yesterday_is_not(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(b"1234")
    signs = Signs.of(file)
    assert signs is not None
    assert signs.fresh
    assert not signs.differ(FileFacts(4, signs.modified_ns, "0" * 64))
    assert signs.differ(FileFacts(3, signs.modified_ns, "0" * 64))
    assert not signs.differ(None)
    os.utime(file, (time.time() - 86_400,) * 2)
    old = Signs.of(file)
    assert old is not None
    assert not old.fresh
    assert Signs.of(tmp_path / "gone.jpg") is None
