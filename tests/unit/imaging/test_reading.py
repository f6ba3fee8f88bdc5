"""Reading a photo's file."""

import errno
import hashlib
import os
import sys
from pathlib import Path

import pytest

from desktop_app.faults import Fault
from desktop_app.imaging import reading
from desktop_app.imaging.decode import UnreadablePhotoError
from desktop_app.imaging.reading import read_photo
from desktop_app.windows_system import IT_IS_A_FOLDER

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")


def reason(path: Path) -> Fault:
    with pytest.raises(UnreadablePhotoError) as refused:
        read_photo(path)
    return refused.value.fault


def test_content_comes_with_what_is_known_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "dog.jpg"
    file.write_bytes(b"dog")
    os.utime(file, ns=(1, 1_700_000_000_000_000_000))
    content, facts = read_photo(file)
    assert content == b"dog"
    assert facts.size_bytes == 3
    assert facts.modified_ns == 1_700_000_000_000_000_000
    assert facts.content_hash == hashlib.sha256(b"dog").hexdigest()


def test_reading_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "dog.jpg"
    file.write_bytes(b"dog")
    file.chmod(0o444)
    before = file.stat()
    read_photo(file)
    after = file.stat()
    assert (before.st_mtime_ns, before.st_size, before.st_mode) == (after.st_mtime_ns, after.st_size, after.st_mode)


def test_vanished_file_and_folder_are_told_apart(tmp_path: Path) -> None:
    assert reason(tmp_path / "gone.jpg") == Fault("file.gone")
    assert reason(tmp_path) == Fault("file.folder")


@pytest.mark.parametrize(
    ("windows", "code"),
    [(32, "file.in_use"), (IT_IS_A_FOLDER, "file.folder"), (23, "file.disk_error"), (5, "file.forbidden")],
)
def test_what_windows_calls_forbidden_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, windows: int, code: str
) -> None:
    def refuse(name: str, *_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", name)

    monkeypatch.setattr("desktop_app.windows_system.why_not_opened", lambda _name: windows)
    monkeypatch.setattr("desktop_app.imaging.reading.open_to_read", refuse)
    assert reason(tmp_path / "Rex.jpg") == Fault(code)


def test_broken_link_is_told_from_a_file_that_is_gone(tmp_path: Path) -> None:
    (tmp_path / "link.jpg").symlink_to(tmp_path / "gone.jpg")
    assert reason(tmp_path / "link.jpg") == Fault("file.broken_link")


@posix_only
def test_link_to_itself_is_called_so(tmp_path: Path) -> None:
    (tmp_path / "loop.jpg").symlink_to(tmp_path / "loop.jpg")
    assert reason(tmp_path / "loop.jpg") == Fault("file.link_loop")


@posix_only
def test_pipe_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    assert reason(tmp_path / "pipe.jpg") == Fault("file.device")
    assert reason(Path("/dev/zero")) == Fault("file.device")


@posix_only
def test_forbidden_file_is_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "dog.jpg"
    file.write_bytes(b"dog")
    file.chmod(0)
    if os.geteuid() != 0:
        assert reason(file) == Fault("file.forbidden")
        return
    os.seteuid(65534)  # root may read everything, so somebody else tries
    try:
        assert reason(file) == Fault("file.forbidden")
    finally:
        os.seteuid(0)


@posix_only
def test_names_that_no_system_takes_are_an_answer_not_a_crash(tmp_path: Path) -> None:
    assert reason(tmp_path / ("a" * 300 + ".jpg")) == Fault("file.name_too_long")
    assert reason(tmp_path / "a\0b.jpg") == Fault("file.name_unusable")


def test_file_longer_than_any_photo_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 1 << 20)
    file = tmp_path / "film.jpg"
    with file.open("wb") as stream:
        stream.truncate((1 << 20) + 1)
    assert reason(file) == Fault("file.too_long", {"megabytes": 1})
