"""Every screen of the window, with drawn dogs: for pictures of them and for looking whether everything fits.

The dogs are drawn (`sample_photos`): real photos may not be passed on. The model knows photos and rightly says "no dog"
to drawings, so the drawn dogs get the suggestions of whoever drew them; everything else is the real window.
"""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from animals_screens import alike_screens, animals_screens, import_screens, naming_screens
from dogs_screens import dogs_screens
from drawn_sessions import Kennel, draw_kennel, drawn_session, kennel_session
from export_screens import export_screens
from learned_screens import forget, learn, learned_animals, learned_screens
from PySide6.QtTest import QTest
from review_screens import review_screens
from shown_window import Screens, settle, show_drawings, wait_for

from desktop_app.catalog.kept_labels import KeptLabels
from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.labels import UNKNOWN, Label
from desktop_app.catalog.values.suggestions import Confidence, SuggestedKind, SuggestionStatus
from desktop_app.faults import Fault
from desktop_app.paths import config_folder
from desktop_app.photos.selection import Selection
from desktop_app.photos.store import PhotoStore
from desktop_app.ui.dialogs.about_dialog import AboutDialog
from desktop_app.ui.dialogs.guide_dialog import GuideDialog
from desktop_app.ui.dialogs.settings_dialog import SettingsDialog
from desktop_app.ui.dialogs.shortcuts_sheet import ShortcutsSheet
from desktop_app.ui.dialogs.vocabulary_dialog import VocabularyDialog
from desktop_app.ui.filters.box_part import BoxPart
from desktop_app.ui.review.asking import Question, Why
from desktop_app.ui.window.keeping_bar import show_keeping
from desktop_app.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

AWAY = "/media/volunteer/CARD OF THE SMALL CAMERA"
# Kinds of files that are no photos, dropped at once.
REFUSED = ("raw", "film", "archive", "shortcut")


@dataclass(frozen=True, slots=True)
class DrawnSessions:
    """The sessions that are shown.

    Attributes:
        open_day: single photos.
        kennel: animals, with what people decided.
        unnamed: the same photos, before anybody said whom they show.
        kept: a folder with a copy of each as it was drawn.
    """

    open_day: Path
    kennel: Kennel
    unnamed: Kennel
    kept: Path

    @classmethod
    def drawn(cls, folder: Path) -> "DrawnSessions":
        """Draw them all into a folder."""
        kept = folder / "As drawn"
        kept.mkdir(parents=True)
        files = draw_kennel(folder / "Kennel")
        unnamed = kennel_session(files, "Without names", named=False)
        made = cls(drawn_session(folder / "Open day", two_folders=True), kennel_session(files, "Kennel"), unnamed, kept)
        for file in made._files():
            shutil.copy(file, kept)
        return made

    def bring_back(self) -> None:
        """Whatever a window did to them, they are as they were drawn."""
        for file in self._files():
            shutil.copy(self.kept / file.name, file)
            KeptLabels(config_folder() / "kept_labels.json").keep(file, ())

    def _files(self) -> tuple[Path, ...]:
        return self.open_day, self.kennel.file, self.unnamed.file


def all_screens(window: MainWindow, sessions: DrawnSessions) -> Screens:
    """Bring every screen up, one after the other: its name, and the window or dialog to look at.

    What is decided meanwhile is decided: for another window, bring the sessions back.
    """
    session = sessions.open_day
    window.welcome.offer_resume(session, interrupted=True)
    settle()
    yield "welcome", window
    show_drawings(window, session)
    yield from _gallery_screens(window)
    yield from _filters(window)
    yield from _panel_screens(window)
    yield from dogs_screens(window)
    yield from _bars(window)
    yield from learned_screens(window)
    yield from _dialogs(window)
    yield from screens_of_animals(window, sessions)


def screens_of_animals(window: MainWindow, sessions: DrawnSessions) -> Screens:
    """Animals and the review, with the kennel."""
    yield from naming_screens(window, sessions.unnamed, sessions.unnamed.file.parent)
    yield from import_screens(window, sessions.kennel, sessions.unnamed.file.parent)
    yield from alike_screens(window, sessions.kennel)
    yield from _statistics(window)
    yield from animals_screens(window, sessions.kennel)
    yield from learned_animals(window)
    yield from export_screens(window)
    yield from review_screens(window, sessions.kennel)


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
    odd = replace(row, label=UNKNOWN, label_of_another_file=True, suggestion=no_dog, pick=1, several_dogs=True)
    window.collection.put([odd])
    learn(window)
    boxes = window.sidebar.findChildren(BoxPart)
    wait_for(lambda: all(box.isVisible() for box in boxes) and not window.status.job.isVisible())
    settle()
    yield "all filters", window
    window.collection.put(before)
    forget(window)
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
        # The longest name of all kinds.
        "of a kind": said(
            confidence=Confidence.UNSURE,
            breed_set=(),
            proposed_mix=None,
            kind=SuggestedKind("kind:pit_bull", 0.93, Confidence.SURE),
        ),
        "of a kind with a mix": said(
            confidence=Confidence.MAYBE,
            breed_set=tuple(ranked[:2]),
            proposed_mix=long_names,
            kind=SuggestedKind("kind:toy", 0.93, Confidence.SURE),
        ),
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


def _dialogs(window: MainWindow) -> Screens:
    documents = {title: file for title, file in window.services.documents.items() if title != "guide"}
    makers: dict[str, Callable[[], QDialog]] = {
        "settings": lambda: SettingsDialog(window.settings, window),
        "about": lambda: AboutDialog(window.status.model_name(), documents, window),
        "shortcuts": lambda: ShortcutsSheet(window.keyboard, window),
        "history": window.history.show,
        "guide": lambda: GuideDialog(window.services.documents["guide"], window),
        "breeds in shelter software": lambda: _vocabulary(window),
    }
    for name, make in makers.items():
        dialog = make()
        dialog.show()
        settle()
        yield name, dialog
        # Not deleted: it goes with the window. Where dialogs were, whose parts the check has looked at one by one, one
        # run in ten ended in the destructor of a part that Python had let go of.
        dialog.close()


def _vocabulary(window: MainWindow) -> VocabularyDialog:
    """With a name that was changed, and one chosen."""
    dialog = VocabularyDialog("asm3", window.services.breeds, window)
    dialog.breeds.setData(dialog.breeds.index(4, 1), "Terrier")
    dialog.table.selectRow(4)
    return dialog


def _statistics(window: MainWindow) -> Screens:
    dialog = window.window_actions.statistics.show()
    wait_for(lambda: dialog.sheet is not None)
    for page in range(dialog.pages.count()):
        dialog.pages.setCurrentRow(page)
        settle()
        if dialog.sheet is not None:
            yield f"statistics-{dialog.sheet.id}", dialog
    dialog.close()
