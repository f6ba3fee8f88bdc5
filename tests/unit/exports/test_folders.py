"""Many whole files in a folder."""

import errno
import os
import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from desktop_app import files
from desktop_app.exports import copying, folders, room
from desktop_app.exports.base import UNWATCHED, CancelledError, Note, Watch
from desktop_app.exports.folders import FolderWriter
from desktop_app.exports.placing import planned_replacements
from desktop_app.files import ExportError

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")
JPEG = b"\xff\xd8\xff\xe0 a photo "
LONG_AGO = 1_400_000_000_123_456_700


class Stopping:
    """A person who has seen enough after so many files."""

    def __init__(self, after: int) -> None:
        self.after = after
        self.told: list[tuple[int, int]] = []

    def advance(self, done: int, total: int) -> None:
        self.told.append((done, total))
        if done >= self.after:
            raise CancelledError


def photo(folder: Path, name: str, content: bytes = b"1") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_bytes(JPEG + content)
    os.utime(file, ns=(LONG_AGO, LONG_AGO))
    return file


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def codes(writer: FolderWriter) -> list[str]:
    return [fault.code for fault in writer.skipped]


def writer_of(folder: Path, watch: Watch = UNWATCHED, total: int = 1, *, replace: bool = True) -> FolderWriter:
    return FolderWriter(folder, watch, total, replace=replace, is_own_picture=lambda begin: b"our own" in begin)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_copies_keep_bytes_and_time_and_the_photo_stays_as_it_was(tmp_path: Path, out: Path) -> None:
    source = photo(tmp_path / "photos", "Bella.jpg", b"x" * 3_000_000)
    source.chmod(0o440)
    before = source.stat()
    with writer_of(out) as writer:
        assert writer.copy("Beagle/Bella.jpg", source, before.st_mtime_ns) == "Beagle/Bella.jpg"
        writer.settle()
        assert writer.is_whole("Beagle/Bella.jpg")
    copied = out / "Beagle" / "Bella.jpg"
    assert copied.read_bytes() == source.read_bytes()
    assert copied.stat().st_mtime_ns == LONG_AGO
    assert os.access(copied, os.W_OK), "a copy can be deleted"
    after = source.stat()
    assert (after.st_mtime_ns, after.st_mode, after.st_size) == (before.st_mtime_ns, before.st_mode, before.st_size)
    written = writer.written()
    assert (written.photos, written.pieces, written.skipped, written.is_cancelled) == (1, 1, (), False)


def test_names_that_are_one_name_somewhere_get_numbers(tmp_path: Path, out: Path) -> None:
    photos = [photo(tmp_path / str(k), "a.jpg", b"%d" % k) for k in range(4)]
    with writer_of(out) as writer:
        given = [
            writer.copy(name, source)
            for name, source in zip(
                ("Zo\u00e9/a.jpg", "zoe\u0301/A.JPG", "Zo\u00e9/a.jpg", "../a"), photos, strict=True
            )
        ]
    assert given == ["Zo\u00e9/a.jpg", "zo\u00e9/A (2).JPG", "Zo\u00e9/a (3).jpg", "_/a"]
    assert sorted(files_in(out).values()) == [source.read_bytes() for source in photos]
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("link", [False, True])
def test_what_is_the_same_file_already_is_not_written_again(link: bool, tmp_path: Path, out: Path) -> None:
    first, second = photo(tmp_path / "1", "a.jpg", b"1"), photo(tmp_path / "2", "a.jpg", b"2")

    def export(*sources: Path) -> FolderWriter:
        with writer_of(out) as writer:
            for source in sources:
                (writer.link if link else writer.copy)("Beagle/a.jpg", source)
        return writer

    export(first, second)
    once = files_in(out)
    assert set(once) == {"Beagle/a.jpg", "Beagle/a (2).jpg"}
    again = export(second, first)
    assert (again.same, again.pieces, again.written().photos, files_in(out)) == (2, 0, 2, once)
    photo(tmp_path / "1", "b.jpg", b"3").replace(first)
    changed = export(first, second)
    assert (changed.same, changed.pieces) == (1, 1)
    assert files_in(out) == {**once, "Beagle/a (3).jpg": JPEG + b"3"}


def test_a_photo_of_the_same_length_and_another_time_is_compared_whole(tmp_path: Path, out: Path) -> None:
    block = b"=" * 200_000
    first = photo(tmp_path / "1", "a.bmp", block + b"1" + block)
    second = photo(tmp_path / "2", "a.bmp", block + b"2" + block)
    os.utime(second, ns=(LONG_AGO, LONG_AGO + 10**10))
    with writer_of(out) as writer:
        writer.copy("a.bmp", first)
    with writer_of(out) as writer:
        assert writer.copy("a.bmp", second) == "a (2).bmp"
    assert len(files_in(out)) == 2


@posix_only
def test_links_are_the_photo_itself_and_copies_where_that_cannot_be(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = photo(tmp_path / "photos", "Bella.jpg")
    (tmp_path / "photos" / "link.jpg").symlink_to(source)
    with writer_of(out) as writer:
        writer.link("a.jpg", source)
        writer.link("b.jpg", tmp_path / "photos" / "link.jpg")
    assert (out / "a.jpg").samefile(source)
    assert (out / "b.jpg").samefile(source)
    assert not (out / "b.jpg").is_symlink()
    assert (writer.linked, writer.copied_instead, writer.written().photos) == (2, 0, 2)

    def another_drive(_source: str, _goal: str) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", another_drive)
    with writer_of(out) as writer:
        writer.link("c.jpg", source)
    assert files_in(out)["c.jpg"] == source.read_bytes()
    assert not (out / "c.jpg").samefile(source)
    assert (writer.linked, writer.pieces) == (0, 1)
    assert writer.written().notes == (Note("copied_instead", {"files": 1}),)


def test_content_replaces_only_what_is_no_photo_and_only_where_that_was_agreed(tmp_path: Path, out: Path) -> None:
    out.mkdir()
    there = {
        "pets.csv": b"old", "a.jpg": JPEG + b"a photo", "b.jpg": JPEG + b"our own", "c.txt": JPEG, "d.jpg": b"text"
    }  # fmt: skip
    for name, content in there.items():
        (out / name).write_bytes(content)
    (out / "folder.csv").mkdir()
    planned = planned_replacements(out, [*there, "folder.csv", "new.csv"], lambda begin: b"our own" in begin)
    assert [file.name for file in planned] == ["pets.csv", "b.jpg"]
    with writer_of(out, replace=False) as writer:
        assert writer.put("pets.csv", b"new") == "pets (2).csv"
        assert writer.put("b.jpg", b"new", exactly=True) is None
    assert codes(writer) == ["write.not_replaced"]
    with writer_of(out) as writer:
        names = [writer.put(name, b"new") for name in (*there, "folder.csv")]
        assert writer.put("a.jpg", b"exactly here", exactly=True) is None
    assert names == ["pets.csv", "a (2).jpg", "b.jpg", "c (2).txt", "d (2).jpg", "folder (2).csv"]
    assert [fault.facts["file"] for fault in writer.skipped] == [str(out / "a.jpg")]
    found = files_in(out)
    assert {name: found[name] for name in ("a.jpg", "c.txt", "d.jpg")} == {
        name: there[name] for name in ("a.jpg", "c.txt", "d.jpg")
    }
    assert found["pets.csv"] == found["b.jpg"] == b"new"


def test_the_last_content_of_one_exact_name_stays(out: Path) -> None:
    with writer_of(out) as writer:
        writer.put("a.xmp", b"1", exactly=True)
        writer.put("a.xmp", b"2", exactly=True)
    assert files_in(out) == {"a.xmp": b"2"}
    assert (writer.pieces, codes(writer)) == (1, [])


def test_a_file_beside_a_photo_keeps_the_very_name_of_it(tmp_path: Path) -> None:
    beside = photo(tmp_path / "photos", "aux..jpg" if sys.platform != "win32" else "a.jpg")
    gone = tmp_path / "gone" / "a.xmp"
    with FolderWriter(None, UNWATCHED, 3) as writer:
        assert writer.put_at(beside.with_name(beside.name + ".xmp"), b"<x/>")
        assert not writer.put_at(beside, b"<x/>")
        assert not writer.put_at(gone, b"<x/>")
    assert codes(writer) == ["write.not_replaced", "write.no_folder"]
    assert set(files_in(tmp_path / "photos")) == {beside.name, beside.name + ".xmp"}
    assert not gone.parent.exists()


@posix_only
def test_originals_are_never_written_to_through_any_link(tmp_path: Path) -> None:
    source = photo(tmp_path / "photos", "a.jpg", b"original")
    other = photo(tmp_path / "other", "a.jpg", b"another one")
    out = tmp_path / "out"
    out.symlink_to(tmp_path / "photos")
    (tmp_path / "photos" / "b.jpg").symlink_to(source)
    with writer_of(out) as writer:
        assert writer.copy("a.jpg", source) == "a.jpg"
        assert writer.copy("b.jpg", other) == "b (2).jpg"
        assert writer.put("a.jpg", b"content") == "a (2).jpg"
    assert writer.same == 1
    assert source.read_bytes() == JPEG + b"original"
    assert source.stat().st_mtime_ns == LONG_AGO


@pytest.mark.parametrize("link", [False, True])
def test_photos_that_are_gone_or_changed_are_named_and_the_rest_goes_on(
    link: bool, tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, changed = photo(tmp_path, "good.jpg"), photo(tmp_path, "changed.jpg")
    (tmp_path / "folder.jpg").mkdir()
    sources = [tmp_path / "gone.jpg", changed, tmp_path / "folder.jpg", good]
    with writer_of(out) as writer:
        known = [0, LONG_AGO + 7 * 10**9, 0, LONG_AGO + 3600 * 10**9 + 2 * 10**9]  # the last: a card's clock
        for source, modified_ns in zip(sources, known, strict=True):
            (writer.link if link else writer.copy)(f"Beagle/{source.name}", source, modified_ns)
    assert [(fault.code, fault.facts["file"]) for fault in writer.skipped] == [
        ("write.source_gone", str(sources[0])),
        ("write.source_changed", str(changed)),
        ("write.source_no_file", str(sources[2])),
    ]
    assert set(files_in(out)) == {"Beagle/good.jpg"}


def test_a_photo_that_is_written_to_meanwhile_is_not_half_there(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = photo(tmp_path, "a.jpg", b"x" * 100)
    real = copying.Photo._read

    def read(self: copying.Photo, reading: BinaryIO) -> bytes:
        chunk = real(self, reading)
        with source.open("ab") as stream:
            stream.write(b"more"[: max(0, 120 - source.stat().st_size)])
        return chunk

    monkeypatch.setattr(copying.Photo, "_read", read)
    with writer_of(out) as writer:
        assert writer.copy("a.jpg", source) is None
    assert codes(writer) == ["write.source_changed"]
    assert not out.exists(), "nor an empty folder"


def failing(function: Callable[..., object], error: OSError, *, of: str) -> Callable[..., object]:
    def fails(*arguments: object, **options: object) -> object:
        if any(of in str(argument) for argument in arguments):
            raise error
        return function(*arguments, **options)

    return fails


def test_cancelling_keeps_what_is_whole_and_says_what(tmp_path: Path, out: Path) -> None:
    sources = [photo(tmp_path / "photos", f"{k}.jpg", b"%d" % k) for k in range(400)]
    watch = Stopping(after=300)
    with writer_of(out, watch, total=400) as writer:
        for source in sources:
            writer.copy(f"Beagle/{source.name}", source)
    written = writer.written()
    assert (written.photos, written.pieces, written.is_cancelled, written.skipped) == (300, 300, True, ())
    assert files_in(out) == {f"Beagle/{k}.jpg": JPEG + b"%d" % k for k in range(300)}
    assert watch.told == [(k, 400) for k in range(301)]


def test_a_full_disk_ends_it_and_leaves_whole_files_alone(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = [photo(tmp_path / "photos", f"{k}.jpg") for k in range(10)]
    real = copying.Photo.fill

    def fill(self: copying.Photo, draft: str) -> int:
        if self.path == sources[7]:
            Path(draft).write_bytes(b"half")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(self, draft)

    monkeypatch.setattr(copying.Photo, "fill", fill)
    with writer_of(out, total=10) as writer:
        for source in sources:
            writer.copy(source.name, source)
        pytest.fail("there is no use in going on")
    assert [(fault.code, fault.facts["file"]) for fault in writer.skipped] == [("write.disk_full", str(out / "7.jpg"))]
    assert sorted(path.name for path in out.iterdir()) == [f"{k}.jpg" for k in range(7)]
    assert (writer.written().photos, writer.is_cancelled) == (7, False)


def test_a_disk_that_tells_only_late_that_it_is_full_leaves_whole_files_alone(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drives of the network say it when they are asked to keep what they were given."""
    monkeypatch.setattr(folders, "_TOGETHER", 4)
    real, asked = files.sync_file, 0

    def sync(file: Path) -> None:
        nonlocal asked
        asked += 1
        if asked > 6:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(file)

    monkeypatch.setattr(folders, "sync_file", sync)
    with writer_of(out, total=20) as writer:
        for k in range(20):
            writer.put(f"{k}.txt", b"%d" % k)
        pytest.fail("there is no use in going on")
    assert sorted(path.name for path in out.iterdir()) == [f"{k}.txt" for k in range(6)]
    assert codes(writer) == ["write.disk_full"] * 2
    assert writer.pieces == 6


def test_a_file_that_is_open_elsewhere_is_named_and_the_rest_goes_on(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to replace it; elsewhere that must be pretended."""
    out.mkdir()
    (out / "pets.csv").write_bytes(b"open in a spreadsheet")
    monkeypatch.setattr(os, "replace", failing(os.replace, PermissionError(13, "Access is denied"), of="pets.csv"))
    with writer_of(out) as writer:
        writer.put("pets.csv", b"new")
        writer.put("1.jpg", JPEG + b"our own")
    assert [(fault.code, fault.facts["file"]) for fault in writer.skipped] == [("write.held", str(out / "pets.csv"))]
    assert files_in(out) == {"pets.csv": b"open in a spreadsheet", "1.jpg": JPEG + b"our own"}
    assert not writer.is_whole("pets.csv")


def test_a_file_that_came_between_stays(tmp_path: Path, out: Path) -> None:
    with writer_of(out) as writer:
        assert writer.put("a.csv", b"ours") == "a.csv"
        (out / "a.csv").write_bytes(b"another program's")
    assert codes(writer) == ["write.came_between"]
    assert files_in(out) == {"a.csv": b"another program's"}


@pytest.mark.parametrize("knows_links", [True, False])
def test_nothing_is_replaced_that_came_between_on_drives_without_links_either(
    knows_links: bool, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not knows_links:
        monkeypatch.setattr(os, "link", failing(os.link, OSError(errno.EPERM, "no"), of=""))
    with writer_of(out) as writer:
        writer.put("a.csv", b"ours")
        writer.put("b.csv", b"ours")
        (out / "a.csv").write_bytes(b"another program's")
    assert files_in(out) == {"a.csv": b"another program's", "b.csv": b"ours"}


def test_a_file_where_a_folder_is_needed_is_named(tmp_path: Path, out: Path) -> None:
    source = photo(tmp_path, "a.jpg")
    out.mkdir()
    (out / "Beagle").write_bytes(b"a file")
    with writer_of(out) as writer:
        assert writer.copy("Beagle/a.jpg", source) is None
        assert writer.copy("Pug/a.jpg", source) == "Pug/a.jpg"
    assert [(fault.code, fault.facts["folder"]) for fault in writer.skipped] == [
        ("write.file_in_the_way", str(out / "Beagle"))
    ]
    assert set(files_in(out)) == {"Beagle", "Pug/a.jpg"}


def test_a_target_that_cannot_be_used_is_told_before_anything_is_read(tmp_path: Path, out: Path) -> None:
    out.write_bytes(b"a file")
    with pytest.raises(ExportError, match=r"^write\.file_in_the_way"), writer_of(out):
        pytest.fail("it is a file")
    with pytest.raises(ExportError, match=r"^write\.no_folder"), writer_of(tmp_path / "no" / "out"):
        pytest.fail("its parent is missing")
    assert out.read_bytes() == b"a file"


def test_a_target_that_may_not_be_written_to_is_told_before_anything_is_read(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "open", failing(os.open, PermissionError(13, "Permission denied"), of=".pawsort-"))
    with pytest.raises(ExportError, match=r"^write\.forbidden"), writer_of(out):
        pytest.fail("nobody may write there")
    assert not out.exists()


def test_one_folder_that_may_not_be_written_to_does_not_end_it(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = photo(tmp_path, "a.jpg")
    monkeypatch.setattr(os, "mkdir", failing(os.mkdir, PermissionError(13, "Permission denied"), of="Beagle"))
    with writer_of(out) as writer:
        writer.copy("Beagle/a.jpg", source)
        writer.copy("Pug/a.jpg", source)
    assert codes(writer) == ["write.forbidden"]
    assert set(files_in(out)) == {"Pug/a.jpg"}


def test_a_target_that_is_taken_away_ends_it(tmp_path: Path, out: Path) -> None:
    source = photo(tmp_path, "a.jpg")
    with writer_of(out) as writer:
        writer.copy("1.jpg", source)
        writer.settle()
        shutil.rmtree(out)
        writer.copy("2.jpg", source)
        pytest.fail("the stick was pulled out")
    assert codes(writer) == ["write.no_folder"]


@posix_only
def test_what_is_replaced_keeps_its_rights_and_a_link_leads_where_it_did(tmp_path: Path, out: Path) -> None:
    out.mkdir()
    real = tmp_path / "real.csv"
    real.write_bytes(b"old")
    real.chmod(0o640)
    (out / "pets.csv").symlink_to(real)
    with writer_of(out) as writer:
        writer.put("pets.csv", b"new")
    assert (out / "pets.csv").is_symlink()
    assert real.read_bytes() == b"new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@posix_only
def test_what_stands_under_its_name_is_on_the_disk(tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    real_sync, real_link = os.fsync, os.link

    def sync(descriptor: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        real_sync(descriptor)

    def named(source: str, goal: str) -> None:
        done.append("name")
        real_link(source, goal)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "link", named)
    with writer_of(out) as writer:
        writer.put("1.txt", b"1")
        writer.put("2.txt", b"2")
    assert done == ["file", "file", "name", "name", "folder"]


def test_ten_thousand_files_of_one_name_take_seconds(tmp_path: Path, out: Path) -> None:
    """Names are not sought from the beginning for each."""
    source = photo(tmp_path, "a.jpg")
    with writer_of(out, total=2000) as writer:
        for _ in range(2000):
            writer.link("Beagle.jpg", source)
    assert writer.written().photos == 2000
    assert len(list(out.iterdir())) == 2000


def test_room_is_asked_for_before_anything_is_written(tmp_path: Path) -> None:
    missing = tmp_path / "not" / "there"
    assert room.free_bytes(missing) is not None
    room.check_room(missing, 1)
    with pytest.raises(ExportError, match=r"^write\.no_room") as caught:
        room.check_room(missing, 1 << 60)
    assert caught.value.fault.facts["megabytes"] == 1_152_921_504_607
