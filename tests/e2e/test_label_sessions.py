"""`pawsort label --session` with sessions that cannot be used, or not any more: said, and nothing is changed."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.catalog.session import Session
from tests.e2e.label_helpers import Pawsort, rows_of

pytestmark = pytest.mark.end_to_end


def read_only(session: Path) -> None:
    session.chmod(0o444)


def in_a_folder_that_is_read_only(session: Path) -> None:
    session.parent.chmod(0o555)


def cut_short(session: Path) -> None:
    os.truncate(session, session.stat().st_size // 2)


def with_a_hole(session: Path) -> None:
    content = bytearray(session.read_bytes())
    content[20_000:40_000] = b"\xff" * 20_000
    session.write_bytes(content)


def of_a_newer_pawsort(session: Path) -> None:
    content = bytearray(session.read_bytes())
    content[60:64] = (99).to_bytes(4)
    session.write_bytes(content)


def no_session(session: Path) -> None:
    session.write_bytes(b"a letter")


def emptied(session: Path) -> None:
    session.write_bytes(b"")


def a_folder(session: Path) -> None:
    session.unlink()
    session.mkdir()


def a_link_to_nothing(session: Path) -> None:
    session.unlink()
    session.symlink_to("nowhere.pawsort")


UNUSABLE: list[tuple[Callable[[Path], None], str]] = [
    (read_only, "the file is read-only"),
    (in_a_folder_that_is_read_only, "its folder is read-only"),
    (cut_short, "is damaged"),
    (with_a_hole, "is damaged"),
    (of_a_newer_pawsort, "newer"),
    (no_session, "is not a Pawsort session"),
    (emptied, "is not a Pawsort session"),
    (a_folder, "is a folder"),
    (a_link_to_nothing, "is there already"),
]


def state(folder: Path) -> dict[str, bytes | None]:
    return {file.name: file.read_bytes() if file.is_file() else None for file in folder.iterdir()}


@pytest.mark.skipif(sys.platform == "win32", reason="rights and links of POSIX")
@pytest.mark.parametrize(("spoil", "words"), UNUSABLE, ids=[spoil.__name__ for spoil, _ in UNUSABLE])
def test_a_session_that_cannot_be_used_is_refused_before_anything_is_done(
    pawsort: Pawsort, photos: Path, spoil: Callable[[Path], None], words: str
) -> None:
    folder = pawsort.folder / "sessions"
    folder.mkdir()
    session = folder / "May.pawsort"
    Session.create(session).close()
    spoil(session)
    before = state(folder)
    try:
        done = pawsort.label(photos, "--session", session, code=2)
        assert words in done.stderr
        assert session.name in done.stderr
        if words == "is damaged":
            assert f"pawsort rescue {session}" in done.stderr
        assert state(folder) == before
        assert not (pawsort.folder / "labels.csv").exists()
    finally:
        folder.chmod(0o755)


def deleted(session: Path) -> None:
    session.unlink()


def replaced(session: Path) -> None:
    other = session.with_name("other.pawsort")
    Session.create(other).close()
    other.replace(session)


def copied_over(session: Path) -> None:
    other = session.with_name("other.pawsort")
    Session.create(other).close()
    content = other.read_bytes()
    other.unlink()
    with session.open("r+b") as file:
        file.write(content + bytes(session.stat().st_size))


LOST: list[tuple[Callable[[Path], None], str]] = [
    (deleted, "is no longer there"),
    (replaced, "is no longer there"),
    (copied_over, "was overwritten by another program"),
    (cut_short, "was overwritten by another program"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="an open file stays what it is there")
@pytest.mark.parametrize(("lose", "words"), LOST, ids=[lose.__name__ for lose, _ in LOST])
def test_a_session_that_is_lost_meanwhile_is_said_and_the_table_is_whole(
    pawsort: Pawsort, photos: Path, lose: Callable[[Path], None], words: str
) -> None:
    for number in range(400):
        (photos / f"x{number}.png").symlink_to(photos / "dog 1.png")
    os.mkfifo(pawsort.folder / "gate")
    session = pawsort.folder / "May.pawsort"
    # The run waits in its middle until the session is lost.
    process = subprocess.Popen(
        [sys.executable, "-c", GATED, str(pawsort.folder / "gate"), "label", "photos", "--session", str(session),
         "--model", str(pawsort.pack)],
        cwd=pawsort.folder, env=pawsort.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    began = time.monotonic()
    log = session.with_name("May.pawsort-wal")
    while not log.exists() or log.stat().st_size < 100_000:
        assert process.poll() is None
        assert time.monotonic() - began < 60
        time.sleep(0.02)
    time.sleep(1)
    lose(session)
    with (pawsort.folder / "gate").open("wb"):
        pass
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 1, errors
    assert words in errors
    assert "Traceback" not in errors
    assert len(rows_of(pawsort.folder / "labels.csv")) == 412


# The real program; its 200th photo waits until somebody opens the gate.
GATED = """
import sys, threading
from desktop_app.inference import pipeline
gate, real, turn, seen = sys.argv[1], pipeline.decode_photo, threading.Lock(), []
def decode_photo(content, smallest_side):
    with turn:
        seen.append(None)
        if len(seen) == 200:
            open(gate, "rb").close()
    return real(content, smallest_side)
pipeline.decode_photo = decode_photo
from desktop_app.cli import main
main(sys.argv[2:])
"""


def test_a_session_on_a_drive_without_shared_memory(pawsort: Pawsort, photos: Path, tmp_path: Path) -> None:
    if shutil.which("bindfs") is None or not os.access("/dev/fuse", os.W_OK):
        pytest.skip("NO SUCH DRIVE WAS TRIED: no bindfs or no /dev/fuse")
    source, drive = tmp_path / "source", tmp_path / "drive"
    source.mkdir()
    drive.mkdir()
    done = subprocess.run(["bindfs", "-o", "direct_io", str(source), str(drive)], capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip("NO SUCH DRIVE WAS TRIED: bindfs may not mount here")
    try:
        for _ in range(2):
            said = pawsort.label(photos, "--session", drive / "May.pawsort", "--overwrite")
            assert "session" not in said.stderr.lower()
        assert [file.name for file in drive.iterdir()] == ["May.pawsort"]
        with Session.open(drive / "May.pawsort") as session:
            rows = session.rows()
        assert len(rows) == 12
        assert all(row.suggestion is not None for row in rows)
    finally:
        subprocess.run(["umount", "-l", str(drive)], check=True)
