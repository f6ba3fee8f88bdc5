"""Files in a folder where something goes wrong: whole or not there, named, and the rest goes on."""

import errno
import os
import shutil
from pathlib import Path
from typing import BinaryIO

import pytest

from desktop_app import files
from desktop_app.exports.base import Note
from desktop_app.exports.folders import copying, folder_writer, room
from desktop_app.files import ExportError
from tests.unit.exports.folders.folder_helpers import (
    JPEG,
    LONG_AGO,
    Stopping,
    codes,
    failing,
    files_in,
    photo,
    writer_of,
)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


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


def test_cancelling_keeps_what_is_whole_and_says_what(tmp_path: Path, out: Path) -> None:
    sources = [photo(tmp_path / "photos", f"{k}.jpg", b"%d" % k) for k in range(400)]
    watch = Stopping(after=300)
    with writer_of(out, watch, total=400) as writer:
        for source in sources:
            writer.copy(f"Beagle/{source.name}", source)
    written = writer.written()
    assert (written.photos, written.pieces, written.is_cancelled, written.skipped) == (300, 300, True, ())
    assert written.notes == (Note("not_reached", {"files": 100}),)
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
    assert (writer.written().photos, writer.is_cancelled, writer.not_reached) == (7, False, 2)


def test_a_disk_that_tells_only_late_that_it_is_full_leaves_whole_files_alone(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drives of the network say it when they are asked to keep what they were given."""
    monkeypatch.setattr(folder_writer, "_TOGETHER", 4)
    real, asked = files.sync_file, 0

    def sync(file: Path) -> None:
        nonlocal asked
        asked += 1
        if asked > 6:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(file)

    monkeypatch.setattr(folder_writer, "sync_file", sync)
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


def test_room_is_asked_for_before_anything_is_written(tmp_path: Path) -> None:
    missing = tmp_path / "not" / "there"
    assert room.free_bytes(missing) is not None
    room.check_room(missing, 1)
    with pytest.raises(ExportError, match=r"^write\.no_room") as caught:
        room.check_room(missing, 1 << 60)
    assert caught.value.fault.facts["megabytes"] == 1_152_921_504_607
