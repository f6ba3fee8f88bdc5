"""Finding the photos in what was dropped."""

import os
from itertools import islice
from pathlib import Path

import pytest

from desktop_app.catalog.scan import find_photos, natural_key
from desktop_app.faults import Fault
from tests.unit.catalog.catalog_helpers import write_file


def names(folder: Path, *, recursive: bool = True) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in find_photos([folder], recursive)]


def test_photos_come_in_natural_order_before_the_folders_of_their_folder(tmp_path: Path) -> None:
    for name in (
        "dog 10.jpg",
        "dog 9.jpg",
        "Dog 1.JPG",
        "b/2.heic",
        "b/1.webp",
        "a 2/x.png",
        "a 10/x.png",
        "b/c/d.gif",
    ):
        write_file(tmp_path / name, name)
    assert names(tmp_path) == [
        *("Dog 1.JPG", "dog 9.jpg", "dog 10.jpg"),
        *("a 2/x.png", "a 10/x.png", "b/1.webp", "b/2.heic", "b/c/d.gif"),
    ]
    assert names(tmp_path, recursive=False) == ["Dog 1.JPG", "dog 9.jpg", "dog 10.jpg"]


def test_natural_order_takes_any_name() -> None:
    mixed = ["10", "a", "9a", "a10", "a9", "", "٣", "é", "É2", "²"]
    assert sorted(mixed, key=natural_key).index("a9") < sorted(mixed, key=natural_key).index("a10")


def test_other_files_and_hidden_ones_are_left_out(tmp_path: Path) -> None:
    for name in (
        "a.jpg",
        "notes.txt",
        ".hidden.jpg",
        "._a.jpg",
        ".trash/b.jpg",
        "__MACOSX/c.jpg",
        "@eaDir/d.jpg",
        "jpg",
    ):
        write_file(tmp_path / name, name)
    (tmp_path / "folder.jpg").mkdir()
    assert names(tmp_path) == ["a.jpg"]


def test_a_named_file_is_yielded_whatever_it_is_called(tmp_path: Path) -> None:
    files = [write_file(tmp_path / name, "x") for name in ("scan.dat", ".hidden.jpg")]
    gone = tmp_path / "gone.jpg"
    too_long = tmp_path / ("x" * 5000)
    assert list(find_photos([*files, gone, too_long])) == [*files, gone, too_long]


def test_nothing_is_yielded_twice(tmp_path: Path) -> None:
    photo = write_file(tmp_path / "sub" / "a.jpg", "a")
    assert list(find_photos([photo, tmp_path, tmp_path / "sub", photo])) == [photo]


def test_links_are_followed_and_loops_end(tmp_path: Path) -> None:
    write_file(tmp_path / "real" / "a.jpg", "a")
    elsewhere = write_file(tmp_path / "elsewhere" / "b.jpg", "b").parent
    (tmp_path / "real" / "loop").symlink_to(tmp_path / "real", target_is_directory=True)
    (tmp_path / "real" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "real" / "out").symlink_to(elsewhere, target_is_directory=True)
    (tmp_path / "real" / "self.jpg").symlink_to("self.jpg")
    found = [path.name for path in find_photos([tmp_path / "real"])]
    assert sorted(found) == ["a.jpg", "b.jpg", "self.jpg"]


def test_folders_that_cannot_be_read_are_reported_and_the_rest_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("1/a.jpg", "2/b.jpg", "3/c.jpg"):
        write_file(tmp_path / name, name)
    scandir = os.scandir

    def without_second(folder: str) -> object:
        if folder.endswith("2"):
            raise PermissionError(13, "Permission denied", folder)
        return scandir(folder)

    # As root, whom no permission stops, this is the only way to meet one.
    monkeypatch.setattr(os, "scandir", without_second)
    reported: list[tuple[Path, Fault]] = []
    found = list(find_photos([tmp_path], unreadable=lambda folder, why: reported.append((folder, why))))
    assert [path.name for path in found] == ["a.jpg", "c.jpg"]
    assert reported == [(tmp_path / "2", Fault("folder.forbidden"))]


def test_a_pipe_in_a_folder_is_no_photo(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(tmp_path / "pipe.jpg")
    assert names(tmp_path) == []


def test_the_search_is_lazy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in range(20):
        write_file(tmp_path / f"{folder}" / "a.jpg", "a")
    searched: list[str] = []
    scandir = os.scandir

    def counted(folder: str) -> object:
        searched.append(folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", counted)
    assert len(list(islice(find_photos([tmp_path]), 3))) == 3
    assert len(searched) == 4


def test_a_cancelled_search_ends_before_the_next_folder(tmp_path: Path) -> None:
    for folder in range(5):
        write_file(tmp_path / f"{folder}" / "a.jpg", "a")
    answers = iter([False, False, True, True])
    found = list(find_photos([tmp_path, tmp_path / "4"], cancelled=lambda: next(answers)))
    assert [path.parent.name for path in found] == ["0"]


def test_paths_stay_as_they_were_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_file(tmp_path / "photos" / "柴犬" / "1.jpg", "a")
    monkeypatch.chdir(tmp_path)
    assert list(find_photos([Path("photos")])) == [Path("photos/柴犬/1.jpg")]


def test_ten_folders_deep_is_not_too_deep(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*(["a folder with a long name"] * 12))
    write_file(deep / "x.jpg", "x")
    assert len(str(deep)) > 260
    assert names(tmp_path)[0].endswith("x.jpg")
