"""`pawsort label` where files change under it: still being copied, replaced since last time, gone in the middle."""

import json
import os
import shutil
import threading
import time
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.second_tries import LONGEST_SECONDS
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import UNKNOWN
from tests.e2e.label_helpers import Pawsort, rows_of

pytestmark = pytest.mark.end_to_end
YESTERDAY = time.time() - 86_400


def test_a_file_that_is_still_being_copied_is_waited_for(pawsort: Pawsort, photos: Path) -> None:
    first = sorted(photos.iterdir())[0]
    whole = pawsort.folder / "camera.jpg"
    Image.new("RGB", (640, 480), (180, 0, 0)).save(whole, quality=95)
    content = whole.read_bytes()
    whole.unlink()
    arriving = first.with_name("0 arriving.jpg")
    arriving.write_bytes(b"")
    done = threading.Event()
    looked_at = Path(pawsort.environment["PAWSORT_HOME"]) / "data" / "at_work"

    def copy() -> None:
        """Byte by byte until the first photos are looked at, however long that takes; then two seconds more."""
        written = 0
        with arriving.open("ab") as file:
            while written < len(content) and not done.wait(0.25):
                step = len(content) // 8 if looked_at.exists() else 1
                file.write(content[written : written + step])
                file.flush()
                written += step

    copying = threading.Thread(target=copy)
    copying.start()
    try:
        result = pawsort.label("photos", "--out", "t.csv")
    finally:
        done.set()
        copying.join()
    rows = rows_of(pawsort.folder / "t.csv")
    assert len(rows) == 13
    assert Path(rows[0]["photo"]).name == "0 arriving.jpg", "in its place"
    assert {row["status"] for row in rows} == {"ok"}
    assert "still being copied" in result.stderr


def test_what_was_cut_short_yesterday_is_not_waited_for(pawsort: Pawsort, photos: Path) -> None:
    torn = photos / "torn.jpg"
    Image.new("RGB", (640, 480), (180, 0, 0)).save(torn, quality=95)
    torn.write_bytes(torn.read_bytes()[:2000])
    os.utime(torn, (YESTERDAY, YESTERDAY))
    began = time.monotonic()
    result = pawsort.label("photos", "--out", "t.csv", code=1)
    assert time.monotonic() - began < LONGEST_SECONDS / 2
    assert "still being copied" not in result.stderr


def test_a_suspect_that_is_still_being_copied_keeps_its_row(pawsort: Pawsort, photos: Path) -> None:
    """It is tried last and alone: who else would read it again?"""
    torn = photos / "torn.jpg"
    Image.new("RGB", (640, 480), (180, 0, 0)).save(torn, quality=95)
    torn.write_bytes(torn.read_bytes()[:2000])
    now = time.time()
    os.utime(torn, (now, now))
    notes = Path(pawsort.environment["PAWSORT_HOME"]) / "data" / "at_work"
    notes.mkdir(parents=True)
    suspect = [str(torn), 2000, torn.stat().st_mtime_ns, False, True]
    (notes / "suspects.json").write_text(json.dumps([suspect]), encoding="utf-8")
    pawsort.label("photos", "--out", "t.csv", code=1)
    rows = rows_of(pawsort.folder / "t.csv")
    assert len(rows) == 13
    assert [Path(row["photo"]).name for row in rows if row["status"] == "unreadable"] == ["torn.jpg"]
    assert len({row["photo"] for row in rows}) == 13


def test_another_photo_under_a_name_that_a_session_knows_gets_a_new_row_there(pawsort: Pawsort, photos: Path) -> None:
    pawsort.label("photos", "--out", "1.csv", "--session", "s")
    with Session.open(pawsort.folder / "s.pawsort") as session:
        ids = [row.photo_id for row in session.rows()]
        session.apply(LabelPhotos(ids, UNKNOWN))
        one, other = (session.row(ids[place]).path for place in (0, 1))
    shutil.copy(other, one)
    os.utime(other, (YESTERDAY, YESTERDAY))
    pawsort.label("photos", "--out", "2.csv", "--session", "s")
    with Session.open(pawsort.folder / "s.pawsort") as session:
        marked = [row.photo_id for row in session.rows() if row.label_of_another_file]
        assert marked == ids[:1]
        assert [row.label for row in session.rows()] == [UNKNOWN] * len(ids)
        said, same = session.row(ids[0]).suggestion, session.row(ids[1]).suggestion
        assert said == same


def test_a_drive_that_is_pulled_out_in_the_middle_leaves_rows_that_say_so(pawsort: Pawsort, photos: Path) -> None:
    for place in range(300):
        Image.new("RGB", (1600, 1200), (180, 0, place % 200)).save(photos / f"z {place}.jpg")
    process = pawsort.start("photos", "--out", "t.csv")
    time.sleep(1.0)
    while not process.poll() and not any(pawsort.folder.glob(".t.csv*")) and not any(pawsort.folder.glob("t.csv*")):
        time.sleep(0.02)
    photos.rename(photos.with_name("unplugged"))
    _, said = process.communicate(timeout=60)
    rows = rows_of(pawsort.folder / "t.csv")
    unreadable = [row for row in rows if row["status"] == "unreadable"]
    assert process.returncode == (1 if unreadable or "left out" in said else 0), said
    assert all("not there" in row["error"] for row in unreadable)
