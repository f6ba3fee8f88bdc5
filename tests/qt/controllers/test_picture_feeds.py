"""The large picture is always of the photo that it stands beside."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.jobs.pictures import Editions, Picture
from desktop_app.ui.controllers.picture_feeds import LargePictureFeed
from desktop_app.ui.review.photo_view import PhotoView
from desktop_app.ui.review.preview import LargePreview
from tests.photo_rows import make_row


class Loader(QObject):
    """Makes no pictures by itself: tests say when one is there."""

    ready = Signal(object)
    failed = Signal(int, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.editions = Editions(self)

    def request(self, photos: Sequence[tuple[int, Path]], edge: int) -> None:
        """What is asked for is sent by hand."""


class NoThumbnails:
    """None is in memory."""

    def pixmap(self, photo_id: int) -> None:
        """Nothing."""


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 400)
    return made


@pytest.fixture
def loader(window: QWidget) -> Loader:
    return Loader(window)


@pytest.fixture
def panel(window: QWidget) -> PhotoView:
    return PhotoView(window)


@pytest.fixture
def feed(window: QWidget, loader: Loader, panel: PhotoView) -> LargePictureFeed:
    thumbnails, preview = NoThumbnails(), LargePreview(window)
    return LargePictureFeed(loader, thumbnails, panel, preview, window)  # type: ignore[arg-type]


def send(loader: Loader, photo_id: int) -> None:
    loader.ready.emit(Picture(photo_id, 2048, 2, 1, bytes(6)))


def test_a_photo_of_another_session_with_the_same_number_does_not_keep_the_picture(
    feed: LargePictureFeed, loader: Loader, panel: PhotoView
) -> None:
    old = make_row(3)
    new = replace(old, path=Path("/another session") / old.path.name)
    feed.show_row(old)
    send(loader, 3)
    assert panel.has_picture()
    loader.editions.renew_all()
    assert not panel.has_picture()
    feed.show_row(new)
    assert not panel.has_picture()
    send(loader, 3)
    assert panel.has_picture()


def test_a_photo_whose_file_was_rewritten_does_not_keep_the_picture(
    feed: LargePictureFeed, loader: Loader, panel: PhotoView
) -> None:
    feed.show_row(make_row(3))
    send(loader, 3)
    loader.editions.renew([4])
    assert panel.has_picture(), "another photo was"
    loader.editions.renew([3])
    assert not panel.has_picture()
    assert not panel.is_displayed(), "no key counts it as seen"


def test_the_same_photo_keeps_its_picture_while_what_is_known_of_it_changes(
    feed: LargePictureFeed, loader: Loader, panel: PhotoView
) -> None:
    row = make_row(3)
    feed.show_row(row)
    send(loader, 3)
    feed.show_row(replace(row, pick=1))
    assert panel.has_picture()
