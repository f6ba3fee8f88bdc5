"""Finding the photos in what was dropped."""

import os
from itertools import islice
from pathlib import Path

import pytest

from desktop_app.catalog.kinds_of_files import FileKind, LeftOut
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


# What cameras, phones, network drives, desktops and photo programs make, by where it is found.
SERVICE_PLACES = (
    *("@eaDir/x.jpg", "@eaDir/Rex.jpg/SYNOPHOTO_THUMB_M.jpg", "@EADIR/x.jpg", "#eadir/x.jpg", "#recycle/x.jpg"),
    *("#Recycle/deep/er/x.jpg", "#snapshot/GMT-2026.01.01/x.jpg", "@tmp/x.jpg", "@sharebin/x.jpg"),
    *("@Recycle/x.jpg", "@Recently-Snapshot/2026/x.jpg", ".@__thumb/s800x.jpg", "@Transcode/x.jpg"),
    *("RECYCLER/S-1-5/x.jpg", "RECYCLED/x.jpg", "$RECYCLE.BIN/x.jpg", "$Recycle.Bin/x.jpg"),
    *("System Volume Information/x.jpg", "lost+found/x.jpg", "LOST.DIR/x.jpg", ".android_secure/x.jpg"),
    *("Android/data/com.x/x.jpg", "Android/obb/x.jpg", "DCIM/.thumbnails/x.jpg", ".thumbs/x.jpg"),
    *(".Trash-1000/files/x.jpg", ".Trashes/501/x.jpg", ".Trash/x.jpg", ".Spotlight-V100/x.jpg", ".fseventsd/x.jpg"),
    *(".TemporaryItems/x.jpg", "Temporary Items/x.jpg", "Network Trash Folder/x.jpg", ".AppleDouble/x.jpg"),
    *("__MACOSX/._x.jpg", "__MACOSX/x.jpg", "._x.jpg", ".DocumentRevisions-V100/x.jpg"),
    *(".picasaoriginals/x.jpg", ".dtrash/x.jpg", ".comments/x.jpg", ".wdmc/x.jpg", ".twonkymedia/x.jpg"),
    *(".sync/x.jpg", ".stversions/x~2026.jpg", ".dropbox.cache/x.jpg", ".tmp.drivedownload/x.jpg", ".qsync/x.jpg"),
    *("~snapshot/hourly.0/x.jpg", ".snapshot/x.jpg", ".snapshots/x.jpg", ".zfs/snapshot/a/x.jpg"),
    *("Catalog Previews.lrdata/0/x.jpg", "Catalog Smart Previews.lrdata/x.jpg", "CaptureOne/Cache/x.jpg"),
    *("A.photoslibrary/resources/derivatives/x.jpg", "A.photoslibrary/scopes/x.jpg", "B.aplibrary/Previews/x.jpg"),
    *("B.aplibrary/Thumbnails/x.jpg", "C.migratedphotolibrary/Thumbnails/x.jpg", "iPhoto Library/Data/x.jpg"),
    *("iPod Photo Cache/F00/x.jpg", "ZbThumbnails/x.jpg", "[Originals]/x.jpg", "PRIVATE/M4ROOT/THMBNL/C0001T01.JPG"),
    *("appdata_oc8q3kzt2m1x/preview/1/x.jpg", "files_trashbin/files/x.jpg", "files_versions/x.jpg"),
    *("SYNOPHOTO_THUMB_XL.jpg", "SYNOFILE_THUMB_M.png", "AlbumArt_{0A-1B}_Large.jpg", "AlbumArtSmall.jpg"),
    *("._Rex.jpg", ".pending-1700000000-x.jpg"),
)
# What is called alike, and is a person's.
PEOPLES_PLACES = (
    *("Originals/x.jpg", "originals/x.jpg", "Thumbnails/x.jpg", "thumbs/x.jpg", "Recycled dogs/x.jpg", "tmp/x.jpg"),
    *("Android/DCIM/x.jpg", "data/x.jpg", "Snapshot/x.jpg", "#7 Rex/x.jpg", "@shelter/x.jpg", "Trash Panda/x.jpg"),
    *("A.photoslibrary/originals/0/x.jpg", "B.aplibrary/Masters/2026/x.jpg", "C.migratedphotolibrary/Masters/x.jpg"),
    *("iPhoto Library/Masters/x.jpg", "iPhoto Library/Originals/x.jpg", "folder.jpg/x.jpg", "AlbumArt of Rex.jpg"),
    *("Lost and found/x.jpg", "Temporary items of May/x.jpg", "~Rex~/x.jpg", "Previews/x.jpg", "cache/x.jpg"),
)


@pytest.mark.parametrize("place", SERVICE_PLACES)
def test_what_systems_and_programs_keep_for_themselves_is_skipped(place: str, tmp_path: Path) -> None:
    write_file(tmp_path / "Rex.jpg", "a dog")
    write_file(tmp_path / place, "no dog")
    left_out: list[FileKind] = []
    assert list(find_photos([tmp_path], left_out=left_out.append)) == [tmp_path / "Rex.jpg"]
    assert left_out == [], "and need not be said"


@pytest.mark.parametrize("place", PEOPLES_PLACES)
def test_what_people_made_is_found_however_it_is_called(place: str, tmp_path: Path) -> None:
    photo = write_file(tmp_path / place, "a dog")
    assert list(find_photos([tmp_path])) == [photo]


@pytest.mark.parametrize("ini", ["Picasa.ini", "picasa.ini", ".picasa.ini"])
def test_originals_of_picasa_are_skipped_where_picasa_was(ini: str, tmp_path: Path) -> None:
    changed = write_file(tmp_path / "May" / "Rex.jpg", "brighter")
    write_file(tmp_path / "May" / "Originals" / "Rex.jpg", "darker")
    write_file(tmp_path / "May" / ini, "[Picasa]")
    assert list(find_photos([tmp_path])) == [changed]


def test_what_picasa_hides_on_windows_tells_of_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = write_file(tmp_path / "May" / "Rex.jpg", "brighter")
    write_file(tmp_path / "May" / "Originals" / "Rex.jpg", "darker")
    write_file(tmp_path / "May" / "Picasa.ini", "[Picasa]")
    monkeypatch.setattr("desktop_app.catalog.scan._hidden_on_windows", lambda entry: entry.name == "Picasa.ini")
    assert list(find_photos([tmp_path])) == [changed]


@pytest.mark.parametrize("name", ["@eaDir", ".thumbnails", "#recycle", "lost+found"])
def test_a_service_folder_that_is_named_itself_is_searched(name: str, tmp_path: Path) -> None:
    photos = [
        write_file(tmp_path / name / "a.jpg", "a"),
        write_file(tmp_path / name / "b" / "SYNOPHOTO_THUMB_M.jpg", "b"),
    ]
    assert list(find_photos([tmp_path / name])) == photos


def test_files_between_the_photos_are_told_of_by_their_kind(tmp_path: Path) -> None:
    kinds = {
        FileKind.RAW: ("IMG_1.CR3", "IMG_2.cr2", "a.NEF", "b.ARW", "c.dng", "d.RAF", "e.rw2", "f.orf"),
        FileKind.FILM: ("a.MOV", "sub/b.mp4", "c.3gp"),
        FileKind.SOUND: ("voice.m4a",),
        FileKind.DOCUMENT: ("letter.pdf", "letter.DOCX", "dogs.xlsx"),
        FileKind.ARCHIVE: ("photos.zip", "photos.tar.gz"),
        FileKind.NOTE: ("IMG_1.AAE", "IMG_1.xmp", "GOPR1.THM"),
        FileKind.SESSION: ("May.pawsort",),
        FileKind.MEMORY: ("shelter.pawsort-memory",),
        FileKind.SHORTCUT: ("photos.lnk",),
        FileKind.OTHER: ("something", "x.unheardof"),
    }
    silent = (
        "Thumbs.db",
        "desktop.ini",
        ".DS_Store",
        "Picasa.ini",
        "May.pawsort-wal",
        "May.pawsort.lock",
        "a.jpg.part",
    )
    for name in (*silent, *(name for names in kinds.values() for name in names)):
        write_file(tmp_path / name, "x")
    photo = write_file(tmp_path / "Rex.jpg", "a dog")
    told: list[FileKind] = []
    assert list(find_photos([tmp_path], left_out=told.append)) == [photo]
    assert {kind: told.count(kind) for kind in FileKind} == {kind: len(names) for kind, names in kinds.items()}
    left_out = LeftOut.of({kind: told.count(kind) for kind in FileKind})
    assert left_out.raw == 8
    assert left_out.other_files == len(told) - 8
    assert [kind for kind, _ in left_out.others] == [kind for kind in FileKind if kind is not FileKind.RAW]
    assert LeftOut.of({}) == LeftOut()


def test_a_named_file_is_yielded_whatever_it_is_called(tmp_path: Path) -> None:
    files = [write_file(tmp_path / name, "x") for name in ("scan.dat", ".hidden.jpg")]
    gone = tmp_path / "gone.jpg"
    too_long = tmp_path / ("x" * 5000)
    assert list(find_photos([*files, gone, too_long])) == [*files, gone, too_long]


def test_nothing_is_yielded_twice(tmp_path: Path) -> None:
    photo = write_file(tmp_path / "sub" / "a.jpg", "a")
    assert list(find_photos([photo, tmp_path, tmp_path / "sub", photo])) == [photo]


def test_one_file_that_is_named_in_two_ways_is_yielded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = write_file(tmp_path / "sub" / "a.jpg", "a")
    monkeypatch.chdir(tmp_path)
    said = [Path("sub/a.jpg"), Path("sub"), tmp_path, Path(), photo, tmp_path / "sub" / ".." / "sub"]
    assert list(find_photos(said)) == [Path("sub/a.jpg")]
    assert list(find_photos(reversed(said))) == [tmp_path / "sub" / ".." / "sub" / "a.jpg"]


def test_macos_spellings_of_one_name_are_yielded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    composed, decomposed = tmp_path / "\u00e9.jpg", tmp_path / "e\u0301.jpg"
    assert list(find_photos([composed, decomposed])) == [composed, decomposed]
    monkeypatch.setattr("desktop_app.catalog.values.stored_paths.sys.platform", "darwin")
    assert list(find_photos([composed, decomposed])) == [composed]


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


def test_folders_are_opened_by_the_name_that_the_system_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows opens no folder of a long name without a prefix; photos are still named as they were asked for."""
    write_file(tmp_path / "prefixed" / "Rex.jpg", "x")
    write_file(tmp_path / "prefixed" / "deep" / "Bella.jpg", "x")

    def prefixed(path: str | os.PathLike[str]) -> str:
        return str(path).replace("long", "prefixed")

    monkeypatch.setattr("desktop_app.catalog.scan.openable", prefixed)
    assert names(tmp_path / "long") == ["Rex.jpg", "deep/Bella.jpg"]


def test_what_windows_would_misread_is_found_by_a_name_that_it_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_file(tmp_path / "Rex.jpg", "x")
    monkeypatch.setattr("desktop_app.catalog.scan.found_in", lambda folder, name: f"exactly {name} in {folder}")
    assert list(find_photos([tmp_path])) == [Path(f"exactly Rex.jpg in {tmp_path}")]
