import json
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QGroupBox,
    QLabel,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app import app
from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.session import Session
from desktop_app.jobs.labelling import LabellingState
from desktop_app.photos.filters import Filters
from desktop_app.ui.dialogs.about_dialog import AboutDialog
from desktop_app.ui.dialogs.exporting.wish import ExportWish, Which
from desktop_app.ui.dialogs.folder_field import FolderField
from desktop_app.ui.dialogs.guide_dialog import GuideDialog
from desktop_app.ui.dialogs.settings_dialog import SettingsDialog
from desktop_app.ui.settings import CHOICES, Settings, WindowState, groups
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.window.message_bar import MOST_MESSAGES, MessageBar
from tests.qt.ui_helpers import act, settle, texts
from tests.small_pack import make_small_pack


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_the_settings_dialog_has_a_control_for_every_field(parent: QWidget) -> None:
    dialog = SettingsDialog(Settings(), parent)
    fields = [name for group in groups().values() for name in group.model_fields]
    assert list(dialog.controls) == fields
    assert len(set(fields)) == len(fields), "a field is named once, whatever its group"
    titles = [box.title() for box in dialog.findChildren(QGroupBox)]
    assert titles == [field.title for field in Settings.model_fields.values()]
    for control in dialog.controls.values():
        assert control.accessibleName()
        if isinstance(control, QComboBox):
            assert all(control.itemData(place) in CHOICES for place in range(control.count()))
    assert dialog.settings() == Settings()


def test_the_settings_dialog_gives_back_what_was_chosen(parent: QWidget) -> None:
    dialog = SettingsDialog(Settings(), parent)
    theme, go_on, space = (dialog.controls[name] for name in ("theme", "go_on_after_label", "thumbnail_cache_mb"))
    assert isinstance(theme, QComboBox)
    assert isinstance(go_on, QCheckBox)
    assert isinstance(space, QSpinBox)
    theme.setCurrentIndex(theme.findData("dark"))
    assert go_on.isChecked(), "on from the start"
    go_on.setChecked(False)
    space.setValue(99_999)
    assert dialog.settings() == Settings.of(theme="dark", go_on_after_label=False, thumbnail_cache_mb=5000)


def test_a_model_pack_can_be_chosen_and_what_is_none_is_refused(
    parent: QWidget, small_pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = SettingsDialog(Settings(), parent)
    field = dialog.controls["model_pack"]
    assert isinstance(field, FolderField)
    assert field.line.placeholderText() == "The one that comes with Pawsort"
    assert field.line.accessibleName() == "Model pack"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    field.button.click()
    assert dialog.settings().suggestions.model_pack == str(tmp_path)
    dialog.accept()
    assert dialog.result() != QDialog.DialogCode.Accepted
    complaints = [label.text() for label in dialog.findChildren(QLabel) if str(tmp_path) in label.text()]
    assert len(complaints) == 1
    assert "is not a model pack" in complaints[0]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(small_pack))
    field.button.click()
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.settings() == Settings.of(model_pack=str(small_pack))


def test_photos_get_the_suggestions_of_the_pack_that_was_chosen(
    full_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    """The other pack has a higher temperature, so it is less sure of everything; labels stay."""
    collection = full_window.collection
    full_window.actions_by_name["confirm"].trigger()
    qtbot.waitUntil(lambda: collection.states[PhotoState.CONFIRMED] == 1)

    def surest() -> dict[int, float]:
        return {row.photo_id: row.suggestion.ranked[0].probability for row in collection if row.suggestion}

    before = surest()
    pack = make_small_pack(tmp_path / "other", name="Other", temperature=60.0)
    full_window.window_actions._save(full_window.settings.changed(model_pack=str(pack)))
    qtbot.waitUntil(
        lambda: surest().keys() == before.keys() and all(surest()[key] < before[key] for key in before), timeout=20_000
    )
    assert len(before) == 12
    assert collection.states[PhotoState.CONFIRMED] == 1
    assert Settings.load().suggestions.model_pack == str(pack)


def test_settings_are_kept(isolated_home: Path) -> None:
    Settings.of(language="fr", thumbnail_cache_mb=200).save()
    assert Settings.load() == Settings.of(language="fr", thumbnail_cache_mb=200)
    assert [file.name for file in Settings.file().parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("content", ["", "{", json.dumps({"theme": "purple"}), json.dumps([1])])
def test_broken_settings_are_no_settings(isolated_home: Path, content: str) -> None:
    Settings.file().parent.mkdir(parents=True, exist_ok=True)
    Settings.file().write_text(content, encoding="utf-8")
    assert Settings.load() == Settings()


def test_the_window_remembers_its_sizes(window: MainWindow, qapp: QApplication, qtbot: QtBot) -> None:
    window.gallery.set_thumbnail_size(240)
    window.actions_by_name["show_filters"].trigger()
    window.close()
    assert WindowState.load().thumbnail_size == 240
    again = app.make_window(qapp, Settings.of(theme="light", language="en"))
    qtbot.addWidget(again)
    assert again.gallery.thumbnail_size() == 240
    assert again.sidebar.isHidden()
    again.close()


def test_a_table_for_excel_has_the_signs_of_the_system(
    full_window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    for locale, delimiter in (("fr_FR", b";"), ("en_GB", b",")):
        monkeypatch.setattr(QLocale, "system", lambda locale=locale: QLocale(locale))
        file = tmp_path / f"{locale}.csv"
        full_window.files.exporting.write(ExportWish(file, "csv", Which.ALL, {"reader": "spreadsheet"}), [], [])
        qtbot.waitUntil(file.is_file)
        # Another one may only begin when this one has ended.
        qtbot.waitUntil(lambda: not full_window.files.exporting.is_writing)
        assert file.read_bytes().startswith(b"\xef\xbb\xbfphoto" + delimiter)


def test_an_export_that_fails_says_why_and_the_window_goes_on(
    full_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    wish = ExportWish(tmp_path / "no such folder" / "labels.csv", "csv", Which.ALL)
    full_window.files.exporting.write(wish, [], [])
    qtbot.waitUntil(lambda: any("no such folder" in text for text in texts(full_window)))
    assert full_window.messages.messages()[-1].kind == "error"


def test_the_selected_photos_alone_are_exported(full_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    ids = full_window.model.ids()[:2]
    wish = ExportWish(tmp_path / "two.csv", "csv", Which.SELECTED)
    full_window.files.exporting.write(wish, full_window.model.ids(), ids)
    qtbot.waitUntil(lambda: any("Written to two.csv: 2 photos." in text for text in texts(full_window)))
    assert len((tmp_path / "two.csv").read_text(encoding="utf-8-sig").splitlines()) == 3


def test_about_shows_the_model_and_the_licences(parent: QWidget, tmp_path: Path) -> None:
    licence = tmp_path / "LICENSE"
    licence.write_text("Apache", encoding="utf-8")
    dialog = AboutDialog("Small on CPU", {"Licence": licence, "Gone": tmp_path / "gone"}, parent)
    assert dialog.documents() == ["Licence"]


@pytest.mark.parametrize("name", ["user_guide.md", "user_guide.fr.md"])
def test_the_guide_is_shown_with_its_pictures(repository: Path, parent: QWidget, name: str, qtbot: QtBot) -> None:
    guide = repository / "docs" / name
    if not guide.is_file():
        pytest.skip(f"{guide} has not been written")
    dialog = GuideDialog(guide, parent)
    text = dialog.page.toPlainText()
    assert len(text) > 1000
    assert "\ufffc" in text, "no picture"
    assert not dialog.page.openExternalLinks()


def test_messages_do_not_pile_up(parent: QWidget) -> None:
    bar = MessageBar(parent)
    for number in range(6):
        bar.show_message("error", f"message {number}")
        bar.show_message("error", f"message {number}")
    assert [message.text for message in bar.messages()] == ["message 3", "message 4", "message 5"]
    assert len(bar.messages()) == MOST_MESSAGES


def test_a_message_offers_a_way_out(parent: QWidget, qtbot: QtBot) -> None:
    bar, done = MessageBar(parent), []
    bar.show_message("warning", "Something", ("Do it", lambda: done.append(True)))
    button = next(b for b in bar.findChildren(QPushButton) if b.text() == "Do it")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == [True]
    assert bar.messages() == []


def test_unreadable_photos_are_reported_once_and_can_be_shown(full_window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: any("1 photo cannot be read" in text for text in texts(full_window)))
    button = next(b for b in full_window.messages.findChildren(QPushButton) if b.text() == "Show them")
    button.click()
    assert full_window.model.filters == Filters({"state": PhotoState.UNREADABLE})
    assert full_window.model.rowCount() == 1


def test_dropping_the_same_folder_again_says_so(full_window: MainWindow, coloured_photos: Path, qtbot: QtBot) -> None:
    (coloured_photos / "99 broken.jpg").unlink()  # it would get another try
    full_window.session.add([coloured_photos])
    qtbot.waitUntil(lambda: any("Nothing new" in text for text in texts(full_window)))
    assert len(full_window.collection) == 13


def test_a_folder_without_photos_says_so(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "empty").mkdir()
    window.session.add([tmp_path / "empty"])
    qtbot.waitUntil(lambda: any("No photos were found" in text for text in texts(window)))


def test_a_file_that_is_no_session_is_refused_and_what_is_open_stays(
    full_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "other.pawsort"
    other.write_bytes(b"no session at all" * 100)
    full_window.session.open(other)
    qtbot.waitUntil(lambda: any("other.pawsort" in text for text in texts(full_window)))
    assert len(full_window.collection) == 13
    assert other.read_bytes() == b"no session at all" * 100


def test_pause_and_cancel_leave_photos_waiting_and_go_on_takes_them(
    window: MainWindow, coloured_photos: Path, qtbot: QtBot
) -> None:
    window.session.add([])
    qtbot.waitUntil(lambda: window.session.path is not None and window.labelling.state is LabellingState.IDLE)
    window.labelling.pause(True)
    window.session.add([coloured_photos])
    qtbot.waitUntil(lambda: window.collection.states[PhotoState.WAITING] == 13)
    qtbot.waitUntil(lambda: "paused" in window.status.job.text())
    window.labelling.cancel()
    qtbot.waitUntil(lambda: any("Stopped. 13 photos still wait" in text for text in texts(window)))
    next(b for b in window.messages.findChildren(QPushButton) if b.text() == "Go on").click()
    qtbot.waitUntil(lambda: not window.collection.states[PhotoState.WAITING], timeout=10_000)


def test_the_status_bar_says_model_provider_and_counts(full_window: MainWindow) -> None:
    assert full_window.status.model_text() in ("3 breeds, on CPU", "3 breed(s), on CPU")
    assert full_window.status.model_name() == "Mean colour on CPU"
    assert "Mean colour" in full_window.status.findChildren(QLabel)[-1].toolTip()
    full_window.gallery.selectAll()
    QApplication.processEvents()
    assert full_window.status.counts_text() == "13 photos · 12 to review · 13 selected"


def test_the_first_page_offers_the_last_session(full_window: MainWindow, qapp: QApplication, qtbot: QtBot) -> None:
    path = full_window.session.path
    assert path is not None
    full_window.close()
    again = app.make_window(qapp, Settings.of(theme="light", language="en"))
    qtbot.addWidget(again)
    again.show()
    app.begin(again, [], None)
    assert again.welcome.resume_button.isVisible()
    again.welcome.resume_button.click()
    qtbot.waitUntil(lambda: len(again.collection) == 13)
    assert again.session.path == path
    again.close()


def test_an_interrupted_session_is_offered_with_a_word_about_it(
    window: MainWindow, coloured_photos: Path, tmp_path: Path
) -> None:
    interrupted = tmp_path / "interrupted.pawsort"
    Session.create(interrupted).close()
    window.services.recent.opened(interrupted)
    app.begin(window, [], None)
    assert window.welcome.resume_words() == (
        "Pawsort was interrupted. Everything is still there.",
        "Last session: interrupted",
    )


def test_a_copy_of_the_session_opens(full_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    copied: list[bool] = []
    full_window.session.save_copy(tmp_path / "copy.pawsort", lambda: copied.append(True))
    qtbot.waitUntil(lambda: copied == [True])
    with Session.open(tmp_path / "copy.pawsort") as session:
        assert len(session.rows()) == 13


def test_a_new_session_starts_empty(full_window: MainWindow) -> None:
    full_window.actions_by_name["new_session"].trigger()
    assert len(full_window.collection) == 0
    assert full_window.welcome.isVisible()
    assert full_window.session.path is None
    assert not full_window.session.undo_stack.canUndo()


def test_recent_sessions_are_in_the_menu(full_window: MainWindow) -> None:
    menu = full_window.actions_by_name.menus["recent"]
    menu.aboutToShow.emit()
    path = full_window.session.path
    assert path is not None
    assert [action.text() for action in menu.actions()] == [path.stem]


def test_what_nobody_foresaw_is_said_in_the_window(full_window: MainWindow, caplog: pytest.LogCaptureFixture) -> None:
    error = RuntimeError("surprise")
    sys.excepthook(RuntimeError, error, None)
    assert any("RuntimeError: surprise" in text for text in texts(full_window))
    sys.excepthook = sys.__excepthook__


def test_that_a_step_was_taken_back_is_no_news_once_another_is_done(full_window: MainWindow) -> None:
    act(full_window, "unknown", "undo")
    settle(full_window)
    assert full_window.status.news().endswith("taken back")
    act(full_window, "no_dog")
    settle(full_window)
    assert "taken back" not in full_window.status.news()
