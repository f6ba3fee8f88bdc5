"""After an undo on the Animals screen, a person sees what it was about, and is told in words."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop_app.catalog.applying import Applied
from desktop_app.ui.animals.groups import Groups
from desktop_app.ui.animals.page import AnimalsPage
from desktop_app.ui.controllers.came_back import place_meant
from desktop_app.ui.controllers.commands import Changed, Way
from desktop_app.ui.controllers.session import SessionController
from desktop_app.ui.wording.changes import change_words


class AnimalsCameBack(QObject):
    """Goes to the row of the photos that were taken back, or done again.

    What was taken back may make the groups others: their rows are there a moment later, and are gone to then, where the
    person has not gone on meanwhile.

    Signals:
        said: what was undone or done again, in words.
        elsewhere: the photos are in no row, so that this screen cannot show them.
    """

    said = Signal(str)
    elsewhere = Signal()

    def __init__(
        self, session: SessionController, groups: Groups, page: AnimalsPage, is_shown: Callable[[], bool]
    ) -> None:
        super().__init__(page)
        self._groups, self._model, self._view = groups, page.model, page.view
        self._is_shown = is_shown
        self._applied: Applied | None = None
        # The row where the person is since: whoever is at another one has gone on.
        self._row: int | None = None
        session.changed.connect(self._changed)

    def forget(self) -> None:
        """A person has done something else."""
        self._applied = None

    def note_place(self) -> None:
        """The groups are about to become others."""
        if self._view.current_row() != self._row:
            self._applied = None

    def regrouped(self) -> None:
        """They are."""
        if self._applied is not None:
            self._reveal(self._applied)

    def _changed(self, changed: Changed) -> None:
        if changed.way is Way.DONE or not self._is_shown():
            return
        self._applied = changed.applied
        tell = change_words.taken_back if changed.way is Way.UNDONE else change_words.done_again
        self.said.emit(tell(changed.said))
        self._reveal(changed.applied)

    def _reveal(self, applied: Applied) -> None:
        positions = self._model.store.positions(applied.photo_ids)
        positions = positions[positions >= 0]
        positions = positions[self._model.store.present[positions]]
        rows = self._model.rows.rows_of(positions)
        if rows:
            self._model.hold_still()
            self._model.reveal(rows[0])
            self._view.reveal(rows[0], place_meant(applied, self._model.photo_ids(rows[0])))
            self._view.select_too(rows)
        self._row = self._view.current_row()
        if not self._groups.is_grouping:
            self._applied = None
            if len(positions) and not rows:
                self.elsewhere.emit()
