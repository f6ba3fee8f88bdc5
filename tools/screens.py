"""Every screen of the window, with drawn dogs: for pictures of them and for looking whether everything fits.

The dogs are drawn (`sample_photos`): real photos may not be passed on. The model knows photos and rightly says "no dog"
to drawings, so the drawn dogs get the suggestions of whoever drew them; everything else is the real window.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from sample_photos import DOGS, write_sample_photos

from desktop_app import app, paths
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import UNKNOWN, Label
from desktop_app.catalog.values.photos import PhotoOutcome
from desktop_app.catalog.values.suggestions import Confidence, RankedBreed, Suggestion, SuggestionStatus
from desktop_app.exports.base import Material
from desktop_app.faults import Fault
from desktop_app.imaging.reading import read_photo
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.packs import load_pack
from desktop_app.photos.selection import Selection
from desktop_app.photos.store import PhotoStore
from desktop_app.ui.dialogs.about_dialog import AboutDialog
from desktop_app.ui.dialogs.export_dialog import ExportDialog, Which
from desktop_app.ui.dialogs.guide_dialog import GuideDialog
from desktop_app.ui.dialogs.settings_dialog import SettingsDialog
from desktop_app.ui.dialogs.shortcuts_sheet import ShortcutsSheet
from desktop_app.ui.filters.box_part import BoxPart
from desktop_app.ui.review.asking import Question, Why
from desktop_app.ui.settings import Settings
from desktop_app.ui.window.keeping_bar import show_keeping
from desktop_app.ui.window.main_window import MainWindow

AWAY = "/media/volunteer/CARD OF THE SMALL CAMERA"
# Kinds of files that are no photos, dropped at once.
REFUSED = ("raw", "film", "archive", "shortcut")
Screens = Iterator[tuple[str, QWidget]]


def wait_for(condition: Callable[[], bool], seconds: float = 60.0) -> None:
    """Let the window live until something is so.

    Raises:
        TimeoutError: it never was.
    """
    for _ in range(int(seconds / 0.01)):
        if condition():
            return
        QTest.qWait(10)
    raise TimeoutError("the window did not get there")


def drawn_suggestion(ranked: tuple[RankedBreed, ...]) -> Suggestion:
    """What might be said of a drawn dog, with words as a model would have them."""
    first, second = (breed.probability for breed in ranked[:2])
    near = tuple(breed.breed_id for breed in ranked if breed.probability >= 0.12)
    if first >= 0.75:
        return Suggestion(SuggestionStatus.OK, 0.98, ranked, None, Confidence.SURE, near[:1])
    if first < 0.4:
        return Suggestion(SuggestionStatus.OK, 0.98, ranked, None, Confidence.UNSURE)
    mix = (ranked[0].breed_id, ranked[1].breed_id) if second >= 0.4 * first else None
    return Suggestion(SuggestionStatus.OK, 0.98, ranked, None, Confidence.MAYBE, near, mix)


def drawn_session(folder: Path, *, more: int = 0, two_folders: bool = False) -> Path:
    """A session of drawn dogs with suggestions and a few labels.

    Args:
        folder: gets the drawings.
        more: so many further drawings wait at its end.
        two_folders: whether one of the drawings lies in a folder of its own.
    """
    files = write_sample_photos(folder / "Saturday")
    copies = folder / "Sunday"
    copies.mkdir(parents=True)
    if two_folders:
        files[-1] = files[-1].rename(copies / files[-1].name)
    waiting = [Path(shutil.copy(files[k % len(files)], copies / f"IMG_{k:04}.jpg")) for k in range(more)]
    session_file = paths.data_folder() / "sessions" / "Open day.pawsort"
    session_file.parent.mkdir(parents=True, exist_ok=True)
    session_file.unlink(missing_ok=True)
    pack = load_pack(bundled_packs()[0])
    with Session.create(session_file) as session:
        rows = session.add_photos([*files, *waiting])
        outcomes = []
        for row, dog in zip(rows, DOGS, strict=False):
            ranked = tuple(RankedBreed(breed_id, share) for breed_id, share in dog.shares())
            suggestion = drawn_suggestion(ranked)
            facts = replace(read_photo(row.path)[1], width=1200, height=900)
            outcomes.append(PhotoOutcome(row.photo_id, row.path, facts, suggestion, None))
        session.record_outcomes(outcomes, pack.pack_hash)
        ids = {dog.name: row.photo_id for row, dog in zip(rows, DOGS, strict=False)}
        session.apply(LabelPhotos([ids["Bella"]], Label.breed(DOGS[0].shares()[0][0])))
        session.apply(LabelPhotos([ids["Luna"]], Label.mix("n02086240", "n02088364")))
        session.apply(LabelPhotos([ids["Max"]], UNKNOWN))
    return session_file


@contextmanager
def opened_window(
    application: QApplication, settings: Settings, size: tuple[int, int] | None = None
) -> Iterator[MainWindow]:
    """The window; as large as it likes to be on its screen, unless a size is given."""
    window = app.make_window(application, settings)
    if size is not None:
        window.resize(*size)
    window.show()
    window.activateWindow()
    QTest.qWait(50)
    try:
        yield window
    finally:
        window.close()


def show_photos(window: MainWindow, photos: list[Path], session: Path | None) -> None:
    """Open the session, or add photos, and wait until what is in sight can be seen."""
    if session is not None:
        window.session.open(session)
    else:
        window.session.add(photos)
    wait_for(lambda: window.model.rowCount() > 0)
    wait_for(lambda: bool(window.status.model_text()))
    wait_for(lambda: all(window.pictures.pixmap(photo_id) for photo_id in window.gallery.visible_ids()))


def show_drawings(window: MainWindow, session: Path) -> None:
    """Open a session of drawings in which nothing waits."""
    show_photos(window, [], session)
    wait_for(lambda: not window.collection.states[PhotoState.WAITING] and not window.status.job.isVisible(), 600)


def settle() -> None:
    """Let timers fire and layouts have their turn: a line that breaks anew moves what is below it, and so on."""
    for _ in range(4):
        QTest.qWait(8)
        QApplication.processEvents()


def all_screens(window: MainWindow, session: Path) -> Screens:
    """Bring every screen up, one after the other: its name, and the window or dialog to look at."""
    window.welcome.offer_resume(session, interrupted=True)
    settle()
    yield "welcome", window
    show_drawings(window, session)
    yield from _gallery_screens(window)
    yield from _filters(window)
    yield from _panel_screens(window)
    yield from _bars(window)
    yield from _dialogs(window, session)
    yield from _statistics(window)


def _gallery_screens(window: MainWindow) -> Screens:
    window.gallery.setFocus()
    window.gallery.go_to(window.model.ids()[1])
    wait_for(window.panel.photo.has_picture)
    yield "gallery", window
    window.status.job.show_progress(12_345, 98_765, 12.3, 7_000)
    settle()
    yield "at work", window
    window.status.job.hide()
    window.header.find_box.setText("no file is called so")
    wait_for(lambda: window.model.rowCount() <= 1)
    window.gallery.clearSelection()
    settle()
    yield "empty filter", window
    window.window_actions.view.clear_filters()
    wait_for(lambda: window.model.rowCount() > 1)
    window.gallery.selectAll()
    settle()
    yield "selection", window
    ids = tuple(window.model.ids())
    for why in Why:
        window.panel.ask(Question(why, ids[:9], ids * 10))
        settle()
        yield f"question {why.value.replace('_', ' ')}", window
    window.panel.ask(None)
    window.gallery.go_to(window.model.ids()[1])
    settle()
    window.window_actions.view.toggle_preview()
    settle()
    yield "large view", window
    window.preview.close_preview()
    menu = window.actions_by_name.context_menu(window)
    menu.adjustSize()
    yield "photo menu", menu
    menu.deleteLater()


def _filters(window: MainWindow) -> Screens:
    """Those that are shown only where there are such photos."""
    before = list(window.collection)
    row = next(row for row in before if row.suggestion is not None)
    assert row.suggestion is not None  # noqa: S101 - as it was chosen
    no_dog = replace(row.suggestion, status=SuggestionStatus.NO_DOG, confidence=None)
    window.collection.put([replace(row, label=UNKNOWN, label_of_another_file=True, suggestion=no_dog)])
    boxes = window.sidebar.findChildren(BoxPart)
    wait_for(lambda: all(box.isVisible() for box in boxes))
    settle()
    yield "all filters", window
    window.collection.put(before)
    wait_for(lambda: not any(box.isVisible() for box in boxes))


def panel_rows(row: PhotoRow) -> dict[str, PhotoRow]:
    """One photo in every state that the panel shows in another way."""
    suggestion = row.suggestion
    if suggestion is None:
        raise ValueError("the photo needs a suggestion")
    ranked = [breed.breed_id for breed in suggestion.ranked]
    long_names = ("n02093428", "n02093256")
    undecided = replace(row, label=None)

    def said(**changes: Any) -> PhotoRow:
        return replace(undecided, suggestion=replace(suggestion, **changes))

    return {
        "sure": said(confidence=Confidence.SURE, breed_set=(), proposed_mix=None),
        "maybe": said(confidence=Confidence.MAYBE, breed_set=tuple(ranked[:3]), proposed_mix=None),
        "mix proposed": said(confidence=Confidence.MAYBE, breed_set=tuple(ranked[:2]), proposed_mix=long_names),
        "unsure": said(confidence=Confidence.UNSURE, breed_set=(), proposed_mix=None),
        "no dog": said(status=SuggestionStatus.NO_DOG, dog_probability=0.03, confidence=None, breed_set=()),
        "labelled": replace(row, label=Label.mix(*long_names)),
        "label of another file": replace(row, label=Label.mix(*long_names), label_of_another_file=True),
        "drive away": replace(undecided, path=Path(AWAY, "DCIM", "100MEDIA", row.path.name), missing=True),
        "waiting": replace(undecided, suggestion=None),
    }


def alone(row: PhotoRow) -> Selection:
    """One photo, selected, in a store of its own."""
    store = PhotoStore()
    store.put([row])
    store.missing_roots = (AWAY,)
    return Selection.of(store, [row.photo_id])


def _panel_screens(window: MainWindow) -> Screens:
    row = window.review.selected().first
    assert row is not None  # noqa: S101 - the session of drawings has one
    for name, shown in panel_rows(row).items():
        window.panel.show_selection(alone(shown))
        settle()
        yield f"panel {name}", window
    window.panel.show_selection(alone(row))
    window.panel.start_mix()
    for place in (1, 2, 3):
        window.panel.choose_line(place)
    QTest.keyClicks(window.panel.breed_box, "shep")
    settle()
    yield "mix", window
    window.panel.leave()
    window.gallery.setFocus()


def _bars(window: MainWindow) -> Screens:
    said = window.window_messages
    said.show_fault(
        Fault("app.not_there", {"file": "/home/volunteer/Pictures/a long folder name/Saturday/IMG_0182.jpg " * 3})
    )
    window.messages.show_message("warning", "12", ("Show them", lambda: None))
    window.review.nothing_left.emit()
    settle()
    yield "messages", window
    for message in window.messages.messages():
        message.close_message()
    window.presence.drives_missing.emit({AWAY: 312})
    window.presence.others_found.emit(12, 5)
    window.presence.drive_back.emit("/media/volunteer/CARD", 312)
    window.status.job.show_waiting(AWAY, 312)
    QTest.qWait(500)
    settle()
    yield "drive away", window
    window.presence.drives_missing.emit({})
    window.status.job.hide()
    for message in window.messages.messages():
        message.close_message()
    said.show_faults([Fault(f"asked.{kind}", {"paths": f"{AWAY}/IMG_0182.{kind}"}) for kind in REFUSED])
    show_keeping(window, Fault("session.moved", {"path": f"{AWAY}/Open day.pawsort"}))
    settle()
    yield "session gone", window
    show_keeping(window, None)
    for message in window.messages.messages():
        message.close_message()
    window.actions_by_name["rename_session"].trigger()
    window.rename_bar.name.setText("a:b")
    window.rename_bar.button.click()
    settle()
    yield "rename", window
    window.rename_bar.leave()


def _dialogs(window: MainWindow, session: Path) -> Screens:
    documents = {title: file for title, file in window.services.documents.items() if title != "guide"}
    ids = window.collection.store.ids
    materials = {
        which: Material(len(some), window.collection.labelled(some), list)
        for which, some in ((Which.ALL, ids), (Which.SHOWN, ids[:9]), (Which.SELECTED, ids[:6]))
    }
    makers: dict[str, Callable[[], QDialog]] = {
        "settings": lambda: SettingsDialog(window.settings, window),
        "export": lambda: ExportDialog(session.parent, materials, window),
        "about": lambda: AboutDialog(window.status.model_name(), documents, window),
        "shortcuts": lambda: ShortcutsSheet(window.keyboard, window),
        "history": window.history.show,
        "guide": lambda: GuideDialog(window.services.documents["guide"], window),
    }
    for name, make in makers.items():
        dialog = make()
        dialog.show()
        settle()
        yield name, dialog
        # Not deleted: it goes with the window. Where dialogs were, whose parts the check has looked at one by one, one
        # run in ten ended in the destructor of a part that Python had let go of.
        dialog.close()


def _statistics(window: MainWindow) -> Screens:
    dialog = window.window_actions.statistics.show()
    wait_for(lambda: dialog.sheet is not None)
    for page in range(dialog.pages.count()):
        dialog.pages.setCurrentRow(page)
        settle()
        if dialog.sheet is not None:
            yield f"statistics-{dialog.sheet.id}", dialog
    dialog.close()
