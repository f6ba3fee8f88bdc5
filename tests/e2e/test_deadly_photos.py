"""Photos that end a decoder, and photos that end Pawsort itself: the others are labelled all the same."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from PIL import Image

from desktop_app.catalog.session import Session
from tests.e2e.label_helpers import Pawsort, rows_of

pytestmark = pytest.mark.end_to_end

# Pawsort, but the photo that is named dies of its decoder, in this process.
ENDS_PAWSORT = """
import os, signal, sys
from pathlib import Path
from desktop_app.inference import pipeline
deadly, log = Path(sys.argv[1]).read_bytes(), Path(sys.argv[2])
decode = pipeline.decode_photo
def decode_photo(content, smallest_side):
    with log.open("a") as stream:
        print("deadly" if content == deadly else "harmless", file=stream)
    if content == deadly:
        os.kill(os.getpid(), signal.SIGKILL)
    return decode(content, smallest_side)
pipeline.decode_photo = decode_photo
from desktop_app.cli import main
main(sys.argv[3:])
"""


@pytest.fixture
def deadly(photos: Path, repository: Path) -> Path:
    """Ten photos, one of which ends its decoder."""
    for surplus in ("dog 9.png", "dog 10.png", "dog 11.png"):
        (photos / surplus).unlink()
    return Path(shutil.copy(repository / "packaging" / "photos" / "ends its decoder.heic", photos / "dog 4b.heic"))


def test_photo_that_ends_its_decoder_is_a_row_like_any_other(pawsort: Pawsort, photos: Path, deadly: Path) -> None:
    done = pawsort.label(photos, "--session", "dogs.pawsort", code=1)
    rows = rows_of(pawsort.folder / "labels.csv")
    assert len(rows) == 10
    unreadable = [row for row in rows if row["status"] == "unreadable"]
    assert [Path(row["photo"]).name for row in unreadable] == [deadly.name]
    assert unreadable[0]["error"].startswith("The decoder stopped at this photo")
    assert "1 unreadable: The decoder stopped at this photo" in done.stderr
    with Session.open(pawsort.folder / "dogs.pawsort") as session:
        assert sum(row.suggestion is not None for row in session.rows()) == 9
        assert len(session.rows()) == 10


def test_photo_of_the_field_that_ended_everything_is_a_row(
    pawsort: Pawsort, photos: Path, deadly: Path, photos_folder: Path
) -> None:
    shutil.copy(photos_folder / "field_cases" / "kinds" / "crash.heic", deadly)
    pawsort.label(photos, code=1)
    assert len(rows_of(pawsort.folder / "labels.csv")) == 10


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_no_decoder_is_left_when_pawsort_is_killed(pawsort: Pawsort, photos: Path, deadly: Path) -> None:
    for number in range(400):
        shutil.copy(deadly, photos / f"more {number}.heic")
    running = pawsort.start(photos)
    watched = psutil.Process(running.pid)
    children: list[psutil.Process] = []
    while not children and running.poll() is None:
        children = watched.children()
    assert children
    os.kill(running.pid, signal.SIGKILL)
    running.communicate(timeout=30)
    _, alive = psutil.wait_procs(children, timeout=30)
    assert alive == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
class TestPhotoThatEndsPawsort:
    def label(self, pawsort: Pawsort, photos: Path, deadly: Path) -> tuple[int, list[str]]:
        """Exit code, and what was decoded in this order."""
        log = pawsort.folder / "log"
        log.write_text("")
        command = [sys.executable, "-c", ENDS_PAWSORT, str(deadly), str(log), "label", str(photos)]
        command += ["--model", str(pawsort.pack), "--overwrite"]
        done = subprocess.run(command, cwd=pawsort.folder, env=pawsort.environment, capture_output=True, timeout=120)
        return done.returncode, log.read_text().split()

    def test_it_is_tried_alone_and_last_and_put_aside_the_second_time(self, pawsort: Pawsort, photos: Path) -> None:
        deadly = photos / "dog 0.png"
        Image.new("RGB", (40, 30), (1, 2, 3)).save(deadly)
        code, _ = self.label(pawsort, photos, deadly)
        assert code == -signal.SIGKILL
        code, decoded = self.label(pawsort, photos, deadly)
        assert code == -signal.SIGKILL
        assert decoded[-1] == "deadly"
        assert decoded.count("deadly") == 1
        code, decoded = self.label(pawsort, photos, deadly)
        assert code == 1
        assert "deadly" not in decoded
        rows = rows_of(pawsort.folder / "labels.csv")
        assert len(rows) == 12
        # Whatever was looked at beside it the first time may stand behind it.
        (row,) = [row for row in rows if Path(row["photo"]) == deadly]
        assert row["error"].startswith("Pawsort ended twice while it looked at this photo")
        assert sum(row["status"] == "unreadable" for row in rows) == 1
        # And so it stays, until it is another file.
        assert self.label(pawsort, photos, deadly)[0] == 1
        Image.new("RGB", (40, 30), (180, 0, 0)).save(deadly)
        pawsort.label(photos, "--overwrite")
        assert {row["status"] for row in rows_of(pawsort.folder / "labels.csv")} <= {"ok", "no_dog"}

    def test_killing_pawsort_again_and_again_puts_no_photo_aside(self, pawsort: Pawsort, photos: Path) -> None:
        for number in range(12, 200):
            shutil.copy(photos / f"dog {number % 12}.png", photos / f"dog {number}.png")
        for moment in (0.0, 0.01, 0.02, 0.05):
            running = pawsort.start(photos, "--overwrite")
            notes = Path(pawsort.environment.get("PAWSORT_HOME", "")) / "data" / "at_work"
            while not list(notes.glob("*.notes")) and running.poll() is None:
                pass
            try:
                running.wait(moment)
            except subprocess.TimeoutExpired:
                running.kill()
            running.communicate(timeout=30)
        pawsort.label(photos, "--overwrite")
        assert len(rows_of(pawsort.folder / "labels.csv")) == 200
