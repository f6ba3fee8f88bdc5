"""What was learned, in the window: the dialog about it, the switch, what is said of it in passing."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer
from PySide6.QtWidgets import QFileDialog

from desktop_app.catalog.kinds_of_files import MEMORY_SUFFIX
from desktop_app.catalog.opening import SESSION_SUFFIX
from desktop_app.photos.codes import NONE
from desktop_app.plain_text import escaped
from desktop_app.ui.controllers.borrowing import BorrowingController
from desktop_app.ui.controllers.commands import Changed, Way
from desktop_app.ui.controllers.folders import folder_for
from desktop_app.ui.controllers.reviewing import ReviewingController
from desktop_app.ui.wording.faults import fault_text
from desktop_app.ui.wording.learned_words import learned_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop_app.faults import Fault
    from desktop_app.learning.state import LearnedState
    from desktop_app.photos.second_look import Contradicted
    from desktop_app.ui.controllers.borrowing import Saved, Taken
    from desktop_app.ui.dialogs.learned_dialog import LearnedDialog
    from desktop_app.ui.settings import Settings
    from desktop_app.ui.window.parts import WindowParts


class LearnedActions(QObject):
    """Opens the dialog, and does what it says."""

    def __init__(self, window: WindowParts, save: Callable[[Settings], None]) -> None:
        """Listen to what is learned.

        Args:
            window: has the parts.
            save: keeps changed settings, and lets them count.
        """
        super().__init__(window)
        self._window, self._save = window, save
        self.borrowing = BorrowingController(window.session, window.learning, window.services.pack_folder, self)
        self._folder = folder_for(QStandardPaths.StandardLocation.DocumentsLocation)
        self._dialog: LearnedDialog | None = None
        # The breeds that are suggested because of labels, and whether a person has labelled since that was known.
        self._suggested: frozenset[str] = frozenset()
        self._has_labelled = False
        # The photos whose labels all others contradict, and how a person came to what is labelled now.
        self._contradicted: frozenset[int] = frozenset()
        self._last_way = Way.DONE
        if window.session.path is not None:
            # The window was made again in another language.
            self._suggested = _suggested(window.learning.state)
            self._contradicted = frozenset(window.learning.contradictions.photo_ids.tolist())
        window.learning.learned.connect(self._take_state)
        window.learning.contradicted.connect(self._point_out)
        window.session.changed.connect(self._take_change)
        window.session.opened.connect(self._begin)
        window.session.closed.connect(self._begin)
        window.taught.elsewhere.connect(self._show_elsewhere)
        window.taught.said.connect(self.say)
        window.files.memory_offered.connect(self._ask_about)
        self.borrowing.begun.connect(self._show_busy)
        self.borrowing.taken.connect(self._tell_taken)
        self.borrowing.saved.connect(self._tell_saved)
        self.borrowing.failed.connect(self._complain)
        self.borrowing.changed.connect(self._show_memories)

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What this can do, by the name of the action."""
        return {"learned": self.show, "learn": self._switch}

    def say(self, text: str) -> None:
        """Say something in passing, where it is seen on the screen that is shown."""
        screen = self._window.screens.current
        if isinstance(screen, ReviewingController):
            screen.say(text)
        else:
            self._window.status.say(text)

    def shut_down(self) -> None:
        """End what is under way."""
        self.borrowing.shut_down()

    # The dialog

    def show(self) -> None:
        """Show what was learned."""
        self._run(self._opened())

    def _show_elsewhere(self, breed_id: str) -> None:
        """Somebody wants to see photos that are none of this session: say why the dialog comes instead."""
        dialog = self._opened()
        dialog.choose_breed(breed_id)
        dialog.tell(self.tr("These labels were given in other sessions: their photos are not here."))
        self._run(dialog)

    def _run(self, dialog: LearnedDialog) -> None:
        dialog.exec()
        self._dialog = None
        dialog.deleteLater()

    def _opened(self) -> LearnedDialog:
        from desktop_app.ui.dialogs.learned_dialog import LearnedDialog

        self._dialog = dialog = LearnedDialog(self._window.services.breeds.name, self._window)
        dialog.switched.connect(self._switch)
        dialog.breed_wanted.connect(self._show_breed)
        dialog.use_wanted.connect(self._ask_for_source)
        dialog.save_wanted.connect(self._ask_for_target)
        dialog.remove_wanted.connect(self.borrowing.remove)
        dialog.stop_wanted.connect(self.borrowing.stop)
        dialog.show_state(self._window.learning.state)
        self._show_memories()
        self._show_busy(self.borrowing.is_busy)
        return dialog

    def _show_breed(self, breed_id: str) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        # In a turn of its own, when the dialog has given the keys back.
        QTimer.singleShot(0, self, partial(self._window.taught.show_breed, breed_id))

    def _show_memories(self) -> None:
        if self._dialog is None:
            return
        from desktop_app.ui.dialogs.learned_dialog import ShownMemory

        memories = self.borrowing.memories()
        store = self._window.collection.store
        has_labels = bool((store.present & (store.labels != NONE)).any())
        self._dialog.allow_saving(has_labels or any(not self.borrowing.rests(memory) for memory in memories))
        self._dialog.show_memories(
            [
                ShownMemory(
                    memory.name,
                    memory.labels,
                    memory.breeds,
                    memory.pack_name,
                    rests=self.borrowing.rests(memory),
                )
                for memory in memories
            ]
        )

    def _show_busy(self, is_busy: bool) -> None:
        if self._dialog is not None:
            self._dialog.show_progress(self.tr("Reading and writing…") if is_busy else "")

    def _ask_for_source(self) -> None:
        kinds = self.tr("What was learned, and sessions ({endings});;All files (*)")
        endings = f"*{MEMORY_SUFFIX} *{SESSION_SUFFIX}"
        title = self.tr("Use what another session learned")
        name, _ = QFileDialog.getOpenFileName(self._dialog, title, str(self._folder), kinds.format(endings=endings))
        if name:
            self.use(Path(name))

    def use(self, source: Path) -> None:
        """Take over what a session, or a file, has learned."""
        self._folder = source.parent
        if self._dialog is not None:
            self._dialog.complain("")
        self.borrowing.use(source)

    def _ask_about(self, source: Path) -> None:
        """What was dropped is used, and the dialog shows what came of it."""
        self.use(source)
        if self._dialog is None:
            QTimer.singleShot(0, self, self.show)

    def _ask_for_target(self) -> None:
        from desktop_app.exports.destination import Kind
        from desktop_app.ui.dialogs.where_to import ask_where_to

        kinds = self.tr("What was learned (*{ending})").format(ending=MEMORY_SUFFIX)
        stem = self._window.session.path.stem if self._window.session.path is not None else "Pawsort"
        start, title = str(self._folder / f"{stem}{MEMORY_SUFFIX}"), self.tr("Save what was learned")
        options = QFileDialog.Option.DontConfirmOverwrite
        while start and self._dialog is not None:
            start, _ = QFileDialog.getSaveFileName(self._dialog, title, start, kinds, options=options)
            target = ask_where_to(self._dialog, start, Kind.MEMORY) if start else None
            if target is not None:
                self._folder = target.file.parent
                self._dialog.complain("")
                self.borrowing.save(target.file)
                return

    # What is said

    def _tell_taken(self, taken: Taken) -> None:
        memory = taken.memory
        if taken.was_known:
            text = self.tr("{name} was used already. It is up to date with the file now.").format(
                name=escaped(memory.name)
            )
        else:
            text = learned_words.borrowed(escaped(memory.name), memory.labels, memory.breeds)
        self._tell(text)

    def _tell_saved(self, saved: Saved) -> None:
        self._tell(learned_words.saved(escaped(saved.file.name), saved.labels, saved.breeds))

    def _tell(self, text: str) -> None:
        if self._dialog is not None:
            self._dialog.tell(text)
        else:
            self.say(text)

    def _complain(self, fault: Fault) -> None:
        if self._dialog is not None:
            self._dialog.complain(fault_text(fault))
        else:
            self._window.window_messages.show_fault(fault)

    # The switch, and what is learned

    def _switch(self, on: bool) -> None:
        self._save(self._window.settings.changed(from_corrections=on))

    def _begin(self, _path: object = None) -> None:
        self._suggested, self._contradicted, self._has_labelled = frozenset(), frozenset(), False

    def _take_change(self, changed: Changed) -> None:
        self._last_way = changed.way
        self._has_labelled = self._has_labelled or changed.way is Way.DONE

    def _take_state(self, state: LearnedState) -> None:
        if self._dialog is not None:
            self._dialog.show_state(state)
        self._window.collection.set_borrowed(breed.breed_id for breed in state.breeds if breed.borrowed)
        now = _suggested(state)
        told = [each for each in state.breeds if each.labels and each.breed_id in now - self._suggested]
        if self._has_labelled and len(told) == 1:
            # Once: who takes a label back and gives it again knows it already. What was there before is no news.
            name = self._window.services.breeds.name(told[0].breed_id)
            self.say(learned_words.now_suggested(name, told[0].labels + told[0].borrowed))
        self._suggested |= now

    def _point_out(self, contradicted: Contradicted) -> None:
        """Tell of labels that all others contradict since the last label, where that can be looked into at once."""
        before, self._contradicted = self._contradicted, frozenset(contradicted.photo_ids.tolist())
        new = len(self._contradicted - before)
        # What an undo says stays, and the review tells of all of them at its end.
        is_asked = self._has_labelled and self._last_way is Way.DONE
        if new and is_asked and not isinstance(self._window.screens.current, ReviewingController):
            self.say(learned_words.contradicted(new))


def _suggested(state: LearnedState) -> frozenset[str]:
    """The breeds that are suggested because of labels alone."""
    return frozenset(each.breed_id for each in state.breeds if each.is_suggested and not each.is_known)
