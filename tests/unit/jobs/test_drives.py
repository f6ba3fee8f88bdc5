"""Drives that are away are waited for, also where one of them does not answer."""

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.catalog import on_disk
from desktop_app.catalog.values.photos import PhotoOutcome
from desktop_app.faults import Fault
from desktop_app.jobs import drives
from desktop_app.jobs.drives import DriveWatch
from desktop_app.jobs.held import HeldPhotos


class Told:
    """What a watch says, and from which thread."""

    def __init__(self) -> None:
        self.roots: list[str] = []
        self.came = threading.Condition()

    def __call__(self, root: str) -> None:
        with self.came:
            self.roots.append(root)
            self.came.notify_all()

    def wait_for(self, *roots: str, seconds: float = 20.0) -> bool:
        with self.came:
            return self.came.wait_for(lambda: sorted(self.roots) == sorted(roots), seconds)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def watch(told: Told) -> Iterator[DriveWatch]:
    made = DriveWatch(told, every=0.02)
    yield made
    made.close()


def plug_in(root: Path) -> None:
    root.mkdir(parents=True, exist_ok=True)
    (root / "photo.jpg").touch()


def test_a_drive_that_comes_back_is_told_once(watch: DriveWatch, told: Told, tmp_path: Path) -> None:
    root = tmp_path / "usb0"
    watch.watch({str(root)})
    time.sleep(0.1)
    assert told.roots == []
    root.mkdir()
    time.sleep(0.1)
    assert told.roots == [], "the place is there, and nothing in it yet"
    plug_in(root)
    assert told.wait_for(str(root))
    assert watch.roots == frozenset()
    shutil.rmtree(root)
    watch.watch({str(root)})
    plug_in(root)
    assert told.wait_for(str(root), str(root)), "it can go away again"


def test_a_drive_that_does_not_answer_hides_no_other(
    watch: DriveWatch, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead, other = tmp_path / "net" / "dead", tmp_path / "media" / "usb0"
    answers = threading.Event()
    gave_up: list[str] = []
    really = on_disk.is_there

    def is_there(root: str) -> bool:
        if root == str(dead) and not answers.wait(60):
            gave_up.append(root)
        return really(root) or root == str(dead)

    monkeypatch.setattr(drives, "is_there", is_there)
    watch.watch({str(dead), str(other)})
    plug_in(other)
    assert told.wait_for(str(other))
    watch.close()
    assert gave_up == [], "closed, while the drive still does not answer"
    answers.set()
    time.sleep(0.1)
    assert told.roots == [str(other)], "closed, it says nothing more"


def test_many_folders_need_few_threads(watch: DriveWatch, told: Told, tmp_path: Path) -> None:
    roots = [tmp_path / str(place) / "photos" for place in range(60)]
    watch.watch({str(root) for root in roots})
    waiting = [thread for thread in threading.enumerate() if thread.name == "waiting for a drive"]
    assert len(waiting) <= 8
    for root in roots:
        plug_in(root)
    assert told.wait_for(*map(str, roots))


def test_what_is_wanted_no_more_is_not_told(watch: DriveWatch, told: Told, tmp_path: Path) -> None:
    root = tmp_path / "usb0"
    watch.watch({str(root)})
    watch.watch(set())
    plug_in(root)
    time.sleep(0.15)
    assert told.roots == []


@pytest.mark.parametrize("code", ["file.gone", "file.disk_error", "file.unreadable", "file.forbidden"])
def test_a_photo_on_a_drive_that_is_away_is_held_and_one_that_is_gone_alone_is_not(tmp_path: Path, code: str) -> None:
    held = HeldPhotos()
    away, gone = tmp_path / "usb0" / "DCIM" / "1.jpg", tmp_path / "home" / "2.jpg"
    plug_in(gone.parent)
    assert held.root_of(PhotoOutcome(1, away, None, None, Fault(code))) == str(tmp_path / "usb0")
    assert held.root_of(PhotoOutcome(2, gone, None, None, Fault(code))) is None
    assert held.root_of(PhotoOutcome(1, away, None, None, Fault("photo.cut_short"))) is None
    held.hold(str(tmp_path / "usb0"), [(1, away), (3, away)])
    held.drop([3])
    assert held.counts() == {str(tmp_path / "usb0"): 1}
    assert held.let_go(str(tmp_path / "usb0")) == [(1, away)]
    assert held.counts() == {}
