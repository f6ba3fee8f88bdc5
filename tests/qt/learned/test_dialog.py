"""What Pawsort has learned, as a person reads it; taken over from others, saved, removed, switched off."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from desktop_app import paths
from desktop_app.catalog.values.labels import Label
from desktop_app.inference.manifest import load_manifest
from desktop_app.inference.packs import hash_of
from desktop_app.learning.labelled_looks import LabelledLooks, PackWords
from desktop_app.learning.memory_file import read_memory, write_memory
from desktop_app.learning.state import LearnedBreed
from desktop_app.photos.second_look import Contradicted
from desktop_app.ui.controllers.screens import REVIEW
from desktop_app.ui.dialogs.learned_dialog import LearnedDialog, ShownMemory
from desktop_app.ui.dialogs.settings_dialog import SettingsDialog
from desktop_app.ui.settings import Settings
from desktop_app.ui.window.learned import LearnedActions
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording.breeds import Breeds
from tests.qt.learned.learned_helpers import PIT_BULL, label, pit_bull, say_learned, state_of
from tests.qt.ui_helpers import act, settle, texts
from tests.qt.window.test_drop import drop, mime

FEW = LearnedBreed("n_red", 2, 0, is_known=True, is_suggested=True)


@pytest.fixture
def dialog(breeds: Breeds, qtbot: QtBot) -> LearnedDialog:
    named = {PIT_BULL: "American Pit Bull Terrier"}
    made = LearnedDialog(lambda breed_id: named.get(breed_id) or breeds.name(breed_id), None)
    qtbot.addWidget(made)
    made.show()
    return made


def said(dialog: LearnedDialog) -> list[list[str]]:
    """The table, line by line."""
    model = dialog.breeds
    return [
        [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_each_breed_says_how_many_labels_it_has_and_what_comes_of_them(dialog: LearnedDialog) -> None:
    podenco = LearnedBreed("own:Podenco mix", 1, 1, is_known=False, is_suggested=False)
    unlike = LearnedBreed("own:Village dog", 5, 0, is_known=False, is_suggested=False)
    dialog.show_state(state_of(pit_bull(12, 31), FEW, podenco, unlike))
    lines = said(dialog)
    assert [line[:3] for line in lines] == [
        ["American Pit Bull Terrier", "12", "31"],
        ["Red Setter", "2", "0"],
        ["Podenco mix", "1", "1"],
        ["Village dog", "5", "0"],
    ]
    assert lines[0][3] == "is suggested"
    assert lines[1][3] == "the model knows it; your labels count too"
    assert lines[2][3].startswith("1 more label")
    assert lines[3][3].startswith("not suggested")
    spoken = dialog.breeds.data(dialog.breeds.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "American Pit Bull Terrier: 12 here, 31 from other sessions; is suggested"
    dialog.show_state(state_of(pit_bull(12), is_on=False))
    assert said(dialog)[0][3] == "not used: learning is off"
    assert not dialog.switch.isChecked()


def test_nothing_learned_yet_says_what_to_do(dialog: LearnedDialog) -> None:
    dialog.show_state(state_of())
    dialog.show_memories([])
    assert dialog._nothing.isVisible()
    assert "3 photo" in dialog._nothing.text()
    assert not dialog.table.isVisible()
    assert not dialog.remove.isVisible()
    assert not dialog.save.isEnabled(), "there is nothing to save"
    assert dialog.use.isEnabled()


def test_while_nothing_is_learned_the_dialog_says_why(dialog: LearnedDialog) -> None:
    dialog.show_state(state_of(is_on=False))
    assert dialog._nothing.text() == "Learning is switched off: only the model suggests."
    dialog.show_state(replace(state_of(), rests=True))
    assert dialog._nothing.text().startswith("Nothing is learned for now")


def test_a_model_that_cannot_tell_new_breeds_from_its_own_promises_none(dialog: LearnedDialog) -> None:
    podenco = LearnedBreed("own:Podenco mix", 1, 1, is_known=False, is_suggested=False)
    many = LearnedBreed("own:Village dog", 5, 0, is_known=False, is_suggested=False)
    dialog.show_state(replace(state_of(FEW, podenco, many), has_background=False))
    lines = [line[3] for line in said(dialog)]
    assert lines == ["the model knows it; your labels count too", *["not suggested: not with this model"] * 2]
    tips = [dialog.breeds.data(dialog.breeds.index(row, 3), Qt.ItemDataRole.ToolTipRole) for row in (1, 2)]
    assert all("are not suggested" in str(each) for each in tips)
    assert "are not suggested" in dialog._counted.text()


def test_the_keys_reach_the_photos_of_a_breed(dialog: LearnedDialog, qtbot: QtBot) -> None:
    dialog.show_state(state_of(FEW, pit_bull(0, 31)))
    wanted: list[str] = []
    dialog.breed_wanted.connect(wanted.append)
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert wanted == ["n_red"]
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    assert not dialog.show_photos.isEnabled(), "those photos are in other sessions"
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert wanted == ["n_red"]


def test_the_chosen_line_stays_while_more_is_learned(dialog: LearnedDialog) -> None:
    dialog.show_state(state_of(pit_bull(3), FEW))
    dialog.table.selectRow(1)
    dialog.show_state(state_of(pit_bull(4), FEW))
    assert dialog.table.currentIndex().row() == 1
    assert said(dialog)[0][1] == "4"


def test_a_memory_of_another_model_says_that_it_waits(dialog: LearnedDialog) -> None:
    dialog.show_memories([ShownMemory("2024", 212, 9, "old model", rests=True), ShownMemory("2025", 40, 2)])
    lines = [dialog.memories.item(place).text() for place in range(dialog.memories.count())]
    assert lines[0].startswith("2024 · 212 label")
    assert lines[0].endswith("waits: it was made with the model “old model”")
    assert "waits" not in lines[1]
    gone: list[str] = []
    dialog.remove_wanted.connect(gone.append)
    dialog.memories.setCurrentRow(1)
    dialog.remove.click()
    assert gone == ["2025"]


def test_while_something_is_under_way_it_can_be_stopped_and_nothing_else_begun(dialog: LearnedDialog) -> None:
    dialog.show_state(state_of(pit_bull(3)))
    dialog.show_memories([ShownMemory("2025", 40, 2)])
    stopped: list[bool] = []
    dialog.stop_wanted.connect(lambda: stopped.append(True))
    dialog.show_progress("Reading…")
    assert not any(button.isEnabled() for button in (dialog.use, dialog.save, dialog.remove))
    dialog.stop.click()
    assert stopped == [True]
    dialog.reject()
    assert stopped == [True, True], "nothing goes on behind a closed dialog"


# In the window


@pytest.fixture
def learned(full_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> LearnedActions:
    """What does it, with a dialog that is open and does not keep the test."""
    actions = full_window.window_actions.learned
    actions._opened().show()
    return actions


def opened(learned: LearnedActions) -> LearnedDialog:
    assert learned._dialog is not None
    return learned._dialog


def memory_file(window: MainWindow, folder: Path, name: str = "Sanctuary", labels: int = 6) -> Path:
    """A memory of the model in use: photos of one breed that it does not know."""
    pack = window.services.pack_folder()
    numbers = np.random.default_rng(5).normal(100, 20, (labels, 3)).astype(np.float16)
    kinds = [Label.breed(PIT_BULL)] * labels
    looks = LabelledLooks.of(
        (hash_of(load_manifest(pack)), "Mean colour"), kinds, numbers, np.arange(labels), PackWords.nothing(labels)
    )
    file = folder / f"{name}.pawsort-memory"
    write_memory(file, looks)
    return file


def learns(window: MainWindow) -> bool:
    return window.learning.state.is_on


def done(qtbot: QtBot, learned: LearnedActions) -> None:
    qtbot.waitUntil(lambda: not learned.borrowing.is_busy)


def test_what_another_session_learned_is_used_kept_and_removed(
    learned: LearnedActions, full_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(learned)
    file = memory_file(full_window, tmp_path)
    learned.use(file)
    assert dialog._busy.isVisible()
    done(qtbot, learned)
    assert not dialog._busy.isVisible()
    assert "6 label" in dialog.said()
    assert "from Sanctuary" in dialog.said()
    assert dialog.memories.count() == 1
    file.unlink()
    assert [each.name for each in learned.borrowing.memories()] == ["Sanctuary"], "it is the app's own now"
    assert any((paths.data_folder() / "memories").iterdir())
    dialog.remove.click()
    assert dialog.memories.count() == 0
    assert learned.borrowing.memories() == ()


def test_the_same_one_twice_is_said_and_counts_once(
    learned: LearnedActions, full_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = memory_file(full_window, tmp_path)
    for _ in range(2):
        learned.use(file)
        done(qtbot, learned)
    assert "was used already" in opened(learned).said()
    assert opened(learned).memories.count() == 1


def test_a_broken_file_and_the_session_that_is_open_are_refused_in_words(
    learned: LearnedActions, full_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.pawsort-memory"
    broken.write_bytes(memory_file(full_window, tmp_path).read_bytes()[:300])
    learned.use(broken)
    done(qtbot, learned)
    assert "broken.pawsort-memory" in opened(learned).said()
    assert "Nothing of it was used" in opened(learned).said()
    path = full_window.session.path
    assert path is not None
    learned.use(path)
    assert "is the session that is open" in opened(learned).said()
    assert opened(learned).memories.count() == 0


def test_what_is_stopped_leaves_nothing(
    learned: LearnedActions, full_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = memory_file(full_window, tmp_path)
    learned.use(file)
    opened(learned).stop.click()
    done(qtbot, learned)
    stayed = learned.borrowing.memories()
    assert stayed == () or len(stayed) == 1, "stopped in time, or done before"
    assert (opened(learned).said() == "") == (stayed == ())


def test_what_was_learned_is_saved_and_a_file_is_replaced_only_when_a_person_agrees(
    learned: LearnedActions, full_window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = full_window
    label(window, window.model.ids()[:4], PIT_BULL)
    opened(learned).done(0)
    learned._opened().show()
    target = tmp_path / "ours.pawsort-memory"
    names = [str(tmp_path / "ours")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (names.pop(0) if names else "", ""))
    opened(learned).save.click()
    done(qtbot, learned)
    assert target.exists(), opened(learned).said()
    assert len(read_memory(target)) == 4
    assert "Saved in ours.pawsort-memory" in opened(learned).said()
    before = target.read_bytes()
    asked: list[str] = []

    def refuse(box: QMessageBox) -> int:
        asked.append(box.text())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", refuse)
    names.append(str(target))
    opened(learned).save.click()
    done(qtbot, learned)
    assert len(asked) == 1
    assert "Replace it?" in asked[0]
    assert target.read_bytes() == before


def test_a_memory_that_is_dropped_on_the_window_is_used(
    full_window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, learned = full_window, full_window.window_actions.learned
    shown: list[bool] = []
    monkeypatch.setattr(learned, "show", lambda: shown.append(True))
    file = memory_file(window, tmp_path)
    drop(window, mime(file), Qt.KeyboardModifier.NoModifier)
    qtbot.waitUntil(lambda: len(learned.borrowing.memories()) == 1 and not learned.borrowing.is_busy)
    assert len(window.collection) == 13, "it is no photo"
    assert not texts(window) or "Left out" not in texts(window)[-1]
    qtbot.waitUntil(lambda: shown == [True])


# The switch, and what is said


def test_the_switch_is_in_the_menu_the_settings_and_the_dialog(
    learned: LearnedActions, full_window: MainWindow, qtbot: QtBot
) -> None:
    window = full_window
    assert window.settings.learning.from_corrections
    assert window.actions_by_name["learn"].isChecked()
    act(window, "learn")
    assert not learns(window)
    assert not opened(learned).switch.isChecked()
    assert not Settings.read()[0].learning.from_corrections, "it is kept for the next start"
    opened(learned).switch.click()
    assert learns(window)
    assert window.actions_by_name["learn"].isChecked()
    settings = SettingsDialog(window.settings, window)
    qtbot.addWidget(settings)
    assert settings.settings().learning.from_corrections


def test_a_breed_that_is_suggested_for_the_first_time_is_told_once(full_window: MainWindow) -> None:
    window = full_window
    window.learning.set_on(False)
    window.learning.learned.emit(state_of(FEW))
    label(window, window.model.ids()[:1], PIT_BULL)
    window.status.say("")
    window.learning.learned.emit(state_of(pit_bull(2), FEW))
    assert window.status.news() == ""
    window.learning.learned.emit(state_of(pit_bull(3), FEW))
    assert window.status.news().startswith("Pawsort now suggests American Pit Bull Terrier: 3 label")
    window.status.say("")
    for labels in (2, 3, 4):
        window.learning.learned.emit(state_of(pit_bull(labels), FEW))
    assert window.status.news() == ""


def test_what_was_learned_before_is_no_news(full_window: MainWindow) -> None:
    window = full_window
    window.learning.set_on(False)
    window.status.say("")
    window.learning.learned.emit(state_of(pit_bull(30)))
    assert window.status.news() == ""
    label(window, window.model.ids()[:1], PIT_BULL)
    window.status.say("")
    window.learning.learned.emit(state_of(pit_bull(31)))
    assert window.status.news() == ""


def test_a_label_that_all_others_contradict_is_pointed_out_when_it_was_given(full_window: MainWindow) -> None:
    window = full_window
    window.learning.set_on(False)
    one, other, third = window.model.ids()[:3]

    def contradict(*photo_ids: int) -> str:
        count = len(photo_ids)
        red, blue = Label.breed("n_red"), Label.breed("n_blue")
        found = Contradicted(np.array(photo_ids, np.int64), (red,) * count, (blue,) * count, np.full(count, 0.99))
        window.status.say("")
        window.learning.contradicted.emit(found)
        return window.status.news()

    assert contradict(one) == "", "it was there before"
    label(window, [other], "n_red")
    assert contradict(one, other).startswith("1 label")
    assert contradict(one, other) == ""
    window.actions_by_name["undo"].trigger()
    settle(window)
    assert contradict(one, third) == "", "what the undo says stays"
    label(window, [third], "n_red")
    window.screens.show(REVIEW)
    settle(window)
    assert contradict(one, other, third) == "", "the review says so at its end"


def test_in_the_review_it_is_told_where_a_person_looks(full_window: MainWindow) -> None:
    window = full_window
    label(window, window.model.ids()[:1], PIT_BULL)
    window.learning.set_on(False)
    window.screens.show(REVIEW)
    settle(window)
    window.learning.learned.emit(state_of(pit_bull(3)))
    header = window.screens[REVIEW].screen.header  # type: ignore[attr-defined]
    assert "Pawsort now suggests" in header._note.text()


def test_the_dialog_leads_to_the_photos_of_a_breed(
    learned: LearnedActions, full_window: MainWindow, qtbot: QtBot
) -> None:
    window = full_window
    ids = window.model.ids()[:3]
    label(window, ids, PIT_BULL)
    say_learned(window, window.model.ids()[3:5])
    dialog = opened(learned)
    dialog.show_state(state_of(pit_bull(3)))
    dialog.show_photos.click()
    qtbot.waitUntil(lambda: sorted(window.model.ids()) == sorted(ids))
    assert "American Pit Bull Terrier" in window.header._title.text()
