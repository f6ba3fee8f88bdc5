"""Many whole files in a folder."""

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from desktop_app.exports.base import UNWATCHED, Note
from desktop_app.exports.folders import FolderWriter
from desktop_app.exports.placing import planned_replacements, shown
from tests.unit.exports.folder_helpers import (
    JPEG,
    LONG_AGO,
    codes,
    failing,
    files_in,
    photo,
    posix_only,
    writer_of,
)


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


def test_names_are_shown_as_people_know_them() -> None:
    assert shown("\\\\?\\C:\\Dogs\\a.jpg") == "C:\\Dogs\\a.jpg"
    assert shown("\\\\?\\UNC\\server\\Dogs\\a.jpg") == "\\\\server\\Dogs\\a.jpg"
    assert shown("/dogs/a.jpg") == "/dogs/a.jpg"


def test_a_drive_that_keeps_no_times_gets_copies_all_the_same(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = photo(tmp_path, "a.jpg")
    monkeypatch.setattr(os, "utime", failing(os.utime, PermissionError(1, "Operation not permitted"), of=".pawsort-"))
    with writer_of(out) as writer:
        assert writer.copy("a.jpg", source) == "a.jpg"
    assert files_in(out) == {"a.jpg": source.read_bytes()}
