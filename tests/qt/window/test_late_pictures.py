"""No picture is shown of what a photo was before: of the session that was open, or of its file before it was rewritten.

What hangs is held at a gate, after the old file was read: it goes on when the photo has long become another one.
"""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.catalog.session import Session
from desktop_app.imaging.reading import read_photo
from desktop_app.imaging.thumbnails import EDGE
from desktop_app.imaging.unreadable import UnreadablePhotoError
from desktop_app.jobs.pictures import Picture, PictureLoader
from desktop_app.ui.dialogs.same_dog_dialog import SameDogDialog
from desktop_app.ui.settings import LARGEST_THUMBNAIL
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.conftest import COLOURS
from tests.qt.review.review_helpers import be_sure, begin, displayed, shown_id, strike
from tests.qt.ui_helpers import act, add_and_look, labels_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

# Which read of a file ends how: the old one may also find that the file cannot be read.
ENDS = pytest.mark.parametrize("fails", [False, True], ids=["ready", "failed"])


class Gate:
    """Reads files, and holds what it read of some of them until it is let go; each read by itself."""

    def __init__(self, read: Callable[[Path], Any]) -> None:
        self._read = read
        self.held: set[Path] = set()
        self.waiting: list[tuple[int | None, threading.Event]] = []
        self.fails = False

    def __call__(self, path: Path) -> Any:
        made, fails = self._read(path), self.fails
        if path in self.held:
            let_go = threading.Event()
            self.waiting.append((threading.get_ident(), let_go))
            assert let_go.wait(60), "nobody let it go"
            if fails:
                raise UnreadablePhotoError("file.empty")
        return made

    def of(self, loader: PictureLoader) -> list[tuple[int | None, threading.Event]]:
        """Which threads of a loader have come to it, in that order: others read the same files."""
        threads = {thread.ident for thread in loader._threads}
        return [each for each in self.waiting if each[0] in threads]

    def open(self) -> None:
        self.held.clear()
        for _, let_go in self.waiting:
            let_go.set()


@pytest.fixture
def thumbnails(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate = Gate(window.services.thumbnails.thumbnail_bytes)
    monkeypatch.setattr(window.services.thumbnails, "thumbnail_bytes", gate)
    yield gate
    gate.open()


@pytest.fixture
def large(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate = Gate(read_photo)
    monkeypatch.setattr("desktop_app.jobs.pictures.read_photo", gate)
    yield gate
    gate.open()


@pytest.fixture
def other(window: MainWindow, tmp_path: Path) -> Path:
    """A session with the same ids as that of `full_window`, whose photos have other colours."""
    folder = tmp_path / "others"
    folder.mkdir()
    for place in range(12):
        Image.new("RGB", (64, 48), COLOURS["blue" if place < 8 else "red"]).save(folder / f"{place:02}.png")
    add_and_look(window, [folder], 12)
    path = window.session.path
    assert path is not None
    window.session.start_new()
    return path


def shows(pixmap: QPixmap | None, path: Path) -> bool:
    """Whether a picture is of what the file holds now; all photos here have one colour."""
    assert pixmap is not None
    painted = pixmap.toImage().pixelColor(5, 5)
    with Image.open(path) as image:
        wanted = image.convert("RGB").getpixel((5, 5))
    assert isinstance(wanted, tuple)
    found = painted.red(), painted.green(), painted.blue()
    return all(abs(one - other) < 20 for one, other in zip(found, wanted, strict=True))


def let_go(gate: Gate, loader: PictureLoader, other: Path, qtbot: QtBot) -> None:
    """Let the first read go on, and wait until all that comes of it has come: its thread makes another picture."""
    (freed, go_on), spare = gate.of(loader)[0], 99_999
    made: list[int] = []
    make, ask = loader._picture, loader.request

    def noted(photo_id: int, path: Path, edge: int) -> Picture:
        if photo_id == spare:
            made.append(threading.get_ident())
        return make(photo_id, path, edge)

    def is_through() -> bool:
        if freed not in made:
            ask([(spare, other)], 64)
        return freed in made

    with pytest.MonkeyPatch.context() as patch:
        # What the window wishes meanwhile would hold the thread at the gate again.
        patch.setattr(loader, "request", lambda *_: None)
        patch.setattr(loader, "_picture", noted)
        ask([(spare, other)], 64)
        go_on.set()
        qtbot.waitUntil(is_through)
        QApplication.processEvents()


def opened(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.session.opened, timeout=10_000):
        window.session.open(path)


def rewritten(window: MainWindow, photo_id: int, qtbot: QtBot) -> None:
    """Write another photo into the file, and let the window hear of it."""
    Image.new("RGB", (50, 40), COLOURS["blue"]).save(window.collection[photo_id].path)
    with qtbot.waitSignal(window.presence.others_found, timeout=10_000):
        window.presence.meet([photo_id])


def hang_on_thumbnail(window: MainWindow, gate: Gate, photo_id: int, qtbot: QtBot, *, fails: bool) -> None:
    """Let the thumbnail of a photo be asked for, and its file be read, but no more."""
    path = window.collection[photo_id].path
    # So large that tiles ask for what is asked for here.
    window.gallery.set_thumbnail_size(LARGEST_THUMBNAIL)
    seen: list[int] = []
    told = window.small_loader.ready.connect(lambda picture: seen.append(picture.edge))
    qtbot.waitUntil(lambda: EDGE in seen)
    window.small_loader.ready.disconnect(told)
    gate.held, gate.fails = {path}, fails
    # What is on its way from before stood at no gate.
    window.editions.renew([photo_id])
    window.pictures.want([(photo_id, path)], EDGE)
    qtbot.waitUntil(lambda: len(gate.of(window.small_loader)) >= 1)
    gate.fails = False


@ENDS
def test_a_thumbnail_of_the_session_before_is_not_taken_for_the_photo_with_the_same_number(
    fails: bool, other: Path, full_window: MainWindow, thumbnails: Gate, qtbot: QtBot
) -> None:
    window = full_window
    photo_id, spare = window.model.ids()[0], window.collection[window.model.ids()[5]].path
    hang_on_thumbnail(window, thumbnails, photo_id, qtbot, fails=fails)
    with Session.open(other) as session:
        thumbnails.held.add(session.row(photo_id).path)
    opened(window, other, qtbot)
    qtbot.waitUntil(lambda: len(thumbnails.of(window.small_loader)) >= 2)
    let_go(thumbnails, window.small_loader, spare, qtbot)
    assert not window.pictures.is_there(photo_id)
    thumbnails.open()
    window.pictures.want([(photo_id, window.collection[photo_id].path)], EDGE)
    qtbot.waitUntil(lambda: window.pictures.is_there(photo_id))
    assert shows(window.pictures.pixmap(photo_id), window.collection[photo_id].path)


@ENDS
def test_a_thumbnail_of_what_a_file_held_before_is_not_taken_for_what_it_holds_now(
    fails: bool, full_window: MainWindow, thumbnails: Gate, qtbot: QtBot
) -> None:
    window = full_window
    photo_id, spare = window.model.ids()[0], window.collection[window.model.ids()[5]].path
    path = window.collection[photo_id].path
    hang_on_thumbnail(window, thumbnails, photo_id, qtbot, fails=fails)
    rewritten(window, photo_id, qtbot)
    let_go(thumbnails, window.small_loader, spare, qtbot)
    assert not window.pictures.is_there(photo_id)
    thumbnails.open()
    window.pictures.want([(photo_id, path)], EDGE)
    qtbot.waitUntil(lambda: window.pictures.is_there(photo_id))
    assert shows(window.pictures.pixmap(photo_id), window.collection[photo_id].path)


def shown_in(window: MainWindow, session: Path, qtbot: QtBot) -> tuple[int, Path]:
    """Which photo the review of a session shows first; the session that was open is open again afterwards."""
    before = window.session.path
    assert before is not None
    opened(window, session, qtbot)
    begin(window)
    photo_id = shown_id(window)
    path = window.collection[photo_id].path
    strike(window, Qt.Key.Key_Escape)
    opened(window, before, qtbot)
    return photo_id, path


@ENDS
def test_the_review_never_shows_a_photo_of_the_session_before(
    fails: bool, other: Path, full_window: MainWindow, large: Gate, qtbot: QtBot
) -> None:
    window = full_window
    photo_id, new = shown_in(window, other, qtbot)
    review = begin(window)
    old, spare = window.collection[photo_id].path, window.collection[window.model.ids()[5]].path
    large.held, large.fails = {old, new}, fails
    window.editions.renew([photo_id])
    review.large.want([(photo_id, old)], review.screen.canvas.edge())
    qtbot.waitUntil(lambda: len(large.of(window.review_loader)) >= 1)
    large.fails = False
    opened(window, other, qtbot)
    assert shown_id(window) == photo_id
    qtbot.waitUntil(lambda: len(large.of(window.review_loader)) >= 2)
    let_go(large, window.review_loader, spare, qtbot)
    assert not review.screen.canvas.is_displayed()
    assert review.large.fault(photo_id) is None
    strike(window, Qt.Key.Key_Return)
    assert not window.session.undo_stack.count(), "nobody has seen it"
    large.open()
    review.show()
    displayed(review)
    assert shows(review.large.pixmap(photo_id), window.collection[photo_id].path)
    strike(window, Qt.Key.Key_Return)
    assert labels_of(window, [photo_id])[photo_id] is not None


def test_the_review_keeps_no_picture_of_the_session_before(
    other: Path, full_window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = full_window
    photo_id, _ = shown_in(window, other, qtbot)
    review = begin(window)
    review.large.want([(photo_id, window.collection[photo_id].path)], review.screen.canvas.edge())
    qtbot.waitUntil(lambda: review.large.pixmap(photo_id) is not None)
    monkeypatch.setattr(window.review_loader, "request", Mock())
    opened(window, other, qtbot)
    assert shown_id(window) == photo_id
    qtbot.wait(20)
    assert not review.screen.canvas.is_displayed()
    strike(window, Qt.Key.Key_Return)
    assert not window.session.undo_stack.count()


@ENDS
def test_the_review_never_shows_what_a_file_held_before(
    fails: bool, full_window: MainWindow, large: Gate, qtbot: QtBot
) -> None:
    window = full_window
    review = begin(window)
    photo_id, spare = shown_id(window), window.collection[window.model.ids()[5]].path
    path = window.collection[photo_id].path
    review.screen.canvas.show_photo(None)
    large.held, large.fails = {path}, fails
    window.editions.renew([photo_id])
    review.show()
    qtbot.waitUntil(lambda: len(large.of(window.review_loader)) >= 1)
    large.fails = False
    rewritten(window, photo_id, qtbot)
    let_go(large, window.review_loader, spare, qtbot)
    assert review.large.fault(photo_id) is None
    assert review.large.pixmap(photo_id) is None
    large.open()

    def comes() -> bool:
        # Again and again: the screen, which goes on meanwhile, may want others.
        review.large.want([(photo_id, path)], review.screen.canvas.edge())
        return review.large.pixmap(photo_id) is not None

    qtbot.waitUntil(comes)
    assert shows(review.large.pixmap(photo_id), window.collection[photo_id].path)


def test_a_page_counts_as_seen_only_once_a_rewritten_photo_was_painted_anew(
    full_window: MainWindow, thumbnails: Gate, qtbot: QtBot
) -> None:
    window = full_window
    be_sure(window, breed="n_red")
    review = begin(window)
    shown = review.shown
    assert shown is not None
    assert shown.step.is_page
    photo_id = shown.step.photo_ids[1]
    thumbnails.held = {window.collection[photo_id].path}
    window.editions.renew([photo_id])
    qtbot.waitUntil(lambda: len(thumbnails.of(window.small_loader)) >= 1)
    assert not review.screen.grid.is_displayed()
    strike(window, Qt.Key.Key_Return)
    assert not window.session.undo_stack.count()
    thumbnails.open()
    qtbot.waitUntil(review.screen.grid.is_displayed)
    assert shows(window.pictures.pixmap(photo_id), window.collection[photo_id].path)


def test_same_dog_asks_anew_about_a_photo_that_was_rewritten(full_window: MainWindow, qtbot: QtBot) -> None:
    act(full_window, "same_dog")
    dialog = full_window.findChild(SameDogDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.is_asking)
    photo_id = full_window.same_dog.queue()[0].first[0]
    rewritten(full_window, photo_id, qtbot)
    assert not dialog.is_asking(), "what it shows is what the file held before"
    qtbot.waitUntil(dialog.is_asking)
    assert photo_id not in {each for question in full_window.same_dog.queue()[:1] for each in question.first}


def test_a_photo_that_was_rewritten_is_shown_anew_by_itself(full_window: MainWindow, qtbot: QtBot) -> None:
    photo_id = full_window.model.ids()[2]
    rewritten(full_window, photo_id, qtbot)
    qtbot.waitUntil(lambda: full_window.pictures.pixmap(photo_id) is not None, timeout=5_000)
    assert shows(full_window.pictures.pixmap(photo_id), full_window.collection[photo_id].path)
    full_window.gallery.go_to(photo_id)
    qtbot.waitUntil(full_window.panel.photo.has_picture)
