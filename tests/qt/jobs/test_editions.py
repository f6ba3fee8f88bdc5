"""Which pictures come too late, and that a loader hands over none of these."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.faults import Fault
from desktop_app.imaging.thumbnails import ThumbnailCache
from desktop_app.imaging.unreadable import UnreadablePhotoError
from desktop_app.jobs.pictures import Editions, Picture, PictureLoader
from tests.qt.patience import PATIENCE_SECONDS

EDGE = 320


class Slow(ThumbnailCache):
    """Says when a photo is being read, and goes on when it is told to; some photos then cannot be read."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.reading, self.gate = threading.Semaphore(0), threading.Semaphore(0)
        self.unreadable: set[Path] = set()

    def thumbnail_bytes(self, path: Path) -> bytes:
        fails = path in self.unreadable
        content = super().thumbnail_bytes(path)
        self.reading.release()
        assert self.gate.acquire(timeout=60), "nobody let it go"
        if fails:
            raise UnreadablePhotoError("file.empty")
        return content


@pytest.fixture
def cache(tmp_path: Path) -> Slow:
    return Slow(tmp_path / "cache")


@pytest.fixture
def loader(qtbot: QtBot, cache: Slow) -> Iterator[PictureLoader]:
    made = PictureLoader(cache, threads=1)
    yield made
    cache.gate.release(10)
    assert made.close(PATIENCE_SECONDS)


@pytest.fixture
def came(loader: PictureLoader) -> list[object]:
    """Ids of photos whose pictures came, and of those that failed with the reason."""
    found: list[object] = []

    def take(picture: Picture) -> None:
        assert threading.current_thread() is threading.main_thread()
        found.append(picture.photo_id)

    loader.ready.connect(take)
    loader.failed.connect(lambda photo_id, fault: found.append((photo_id, fault)))
    return found


def photo(path: Path) -> Path:
    Image.new("RGB", (64, 48), (200, 10, 10)).save(path)
    return path


@pytest.mark.parametrize("fails", [False, True], ids=["ready", "failed"])
@pytest.mark.parametrize("ids", [(1,), None], ids=["rewritten", "another session"])
def test_what_was_asked_for_before_a_photo_became_another_one_is_handed_to_nobody(
    loader: PictureLoader, cache: Slow, came: list[object], tmp_path: Path, ids: tuple[int] | None, fails: bool,
    qtbot: QtBot,
) -> None:  # fmt: skip
    path = photo(tmp_path / "a.png")
    cache.unreadable = {path} if fails else set()
    loader.request([(1, path), (2, path)], EDGE)
    assert cache.reading.acquire(timeout=20)
    if ids is None:
        loader.editions.renew_all()
    else:
        loader.editions.renew(ids)
    cache.unreadable = set()
    loader.request([(1, path), (3, path)], EDGE)
    cache.gate.release(10)
    qtbot.waitUntil(lambda: 3 in came)
    assert came == [1, 3], "once, of what it is now; what had not begun was asked for no more"


def test_what_is_made_when_a_photo_is_tried_again_is_shown_and_that_it_failed_is_not_said(
    loader: PictureLoader, cache: Slow, came: list[object], tmp_path: Path, qtbot: QtBot
) -> None:
    path = photo(tmp_path / "a.png")
    loader.request([(1, path)], EDGE)
    assert cache.reading.acquire(timeout=20)
    loader.editions.try_again([1])
    cache.gate.release()
    qtbot.waitUntil(lambda: came == [1])
    cache.unreadable = {path}
    loader.request([(1, path)], EDGE)
    assert cache.reading.acquire(timeout=20)
    loader.editions.try_again([1])
    loader.request([(1, path)], EDGE)
    cache.gate.release(10)
    qtbot.waitUntil(lambda: len(came) == 2)
    assert came == [1, (1, Fault("file.empty"))], "said once, of the second try"


def test_a_loader_that_is_closed_hands_over_nothing_that_waits(
    loader: PictureLoader, cache: Slow, came: list[object], tmp_path: Path
) -> None:
    loader.request([(1, photo(tmp_path / "a.png"))], EDGE)
    cache.gate.release()
    assert cache.reading.acquire(timeout=20)
    assert loader.close(PATIENCE_SECONDS)
    QApplication.processEvents()
    assert came == []


def test_all_loaders_of_a_window_know_what_is_late_from_one_place() -> None:
    editions = Editions()
    before = editions.now
    editions.renew([1])
    assert (editions.is_late(1, before), editions.is_late(2, before)) == (True, False)
    editions.try_again([2])
    assert not editions.is_late(2, before)
    assert editions.is_late(2, before, failed=True)
    assert not editions.is_late(2, editions.now, failed=True)
    now = editions.now
    editions.renew_all()
    assert editions.is_late(3, now)
    assert not editions.is_late(1, editions.now)
