"""What a person decides about the selected photos."""

from collections.abc import Callable, Collection, Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.values.labels import Label, LabelKind
from desktop_app.ui.controllers.commands import RemovePhotos, SetLabels
from desktop_app.ui.controllers.session import SessionController
from desktop_app.ui.gallery.model import GalleryModel
from desktop_app.ui.gallery.view import GalleryView
from desktop_app.ui.review.asking import Question, question_about
from desktop_app.ui.review.content import confirmed_label
from desktop_app.ui.wording import words


class ReviewController(QObject):
    """Turns keys and clicks into undo commands, and moves on.

    Nothing is labelled unseen: where a key reaches beyond what a person sees, `asked` is sent instead, and nothing
    happens until `answer`.

    Attributes:
        on_screen: ids of the photos that a person sees now; the window may know of more than the gallery shows.

    Signals:
        nothing_left: a person wanted to go on, and no photo that is shown is still to review.
        asked: a `Question`; None when it need not be answered any more.
    """

    nothing_left = Signal()
    asked = Signal(object)

    def __init__(
        self, session: SessionController, model: GalleryModel, view: GalleryView, breed_name: words.BreedName
    ) -> None:
        super().__init__(view)
        self._session, self._model, self._view = session, model, view
        self._breed_name = breed_name
        self.go_on_after_label = False
        self.on_screen: Callable[[], Collection[int]] = view.ids_in_sight
        self._meant: Callable[[Sequence[int]], None] | None = None
        self._asked_of: list[int] = []
        view.selection_changed.connect(self._selection_changed)

    def selected_rows(self) -> list[PhotoRow]:
        """The selected photos, the one in focus first."""
        rows = self._session.collection.rows_of(self._view.selected_ids())
        current = self._view.current_id()
        return sorted(rows, key=lambda row: row.photo_id != current)

    def confirm(self) -> None:
        """Take the first suggestion of every selected photo that has no label yet, and go to the next to review."""
        rows = self.selected_rows()
        if not rows:
            return
        to_confirm = [row for row in rows if row.label is None and confirmed_label(row) is not None]
        self._ask_or_act(to_confirm, question_about(to_confirm, self.on_screen()), self._confirm)

    def choose(self, label: Label | None, *, suggested: bool = False) -> None:
        """Give all selected photos a label, or take theirs away.

        Args:
            label: the label, None for none.
            suggested: whether a person chose it as a line of the suggestions, which may not be those of all photos.
        """
        rows = [row for row in self.selected_rows() if row.label != label]
        question = question_about(rows, self.on_screen(), label=label, suggested=confirmed_label if suggested else None)
        self._ask_or_act(rows, question, lambda ids: self._label(label, ids))

    # Asking

    def answer(self, ids: Sequence[int]) -> None:
        """The photos that are meant, of those that were asked about."""
        meant = self._meant
        self.dismiss()
        if meant is not None:
            meant(ids)

    def dismiss(self) -> None:
        """None is meant, or others are selected now."""
        if self._meant is not None:
            self._meant = None
            self.asked.emit(None)

    def _ask_or_act(
        self, rows: Sequence[PhotoRow], question: Question | None, act: Callable[[Sequence[int]], None]
    ) -> None:
        self.dismiss()
        if question is None:
            act([row.photo_id for row in rows])
        elif len(rows) == 1:
            # One photo, and out of sight: it is shown first, and the next key is for it.
            self._view.scroll_to(rows[0].photo_id)
        else:
            self._meant, self._asked_of = act, self._view.selected_ids()
            self.asked.emit(question)

    def _selection_changed(self) -> None:
        # The gallery announces the same selection again when photos around it move.
        if self._meant is not None and sorted(self._view.selected_ids()) != sorted(self._asked_of):
            self.dismiss()

    # Acting

    def _confirm(self, ids: Sequence[int]) -> None:
        rows = self._session.collection.rows_of(ids)
        after = {
            row.photo_id: label for row in rows if row.label is None and (label := confirmed_label(row)) is not None
        }
        if after:
            count = len(after)
            if count == 1:
                text = self.tr("Confirm {label}").format(
                    label=words.label_text(next(iter(after.values())), self._breed_name)
                )
            else:
                text = self.tr("Confirm %n photo(s)", "", count)
            self._push(after, text)
        self.go_to_next()

    def _label(self, label: Label | None, ids: Sequence[int]) -> None:
        if ids:
            self._push(dict.fromkeys(ids, label), self._describe(label, len(ids)))
        if self.go_on_after_label and label is not None:
            self.go_to_next()

    def remove(self) -> None:
        """Take the selected photos out of the session."""
        ids = self._view.selected_ids()
        if ids:
            following = self._neighbour(ids)
            text = self.tr("Remove %n photo(s) from the session", "", len(ids))
            self._session.undo_stack.push(RemovePhotos(self._session, ids, text))
            if following is not None:
                self._view.go_to(following)

    def go_to_next(self) -> None:
        """Go to the next photo to review, from the last selected one on and round."""
        places = [place for i in self._view.selected_ids() if (place := self._model.place(i)) is not None]
        start = max(places, default=-1) + 1
        count = self._model.rowCount()
        self._go_to_first((start + step) % count for step in range(count))

    def go_to_previous(self) -> None:
        """Go back to the photo before that is still to review."""
        places = [place for i in self._view.selected_ids() if (place := self._model.place(i)) is not None]
        start = min(places, default=0) - 1
        count = self._model.rowCount()
        self._go_to_first((start - step) % count for step in range(count))

    def _go_to_first(self, places: Iterable[int]) -> None:
        for place in places:
            row = self._model.row_at(place)
            if row.state is PhotoState.TO_REVIEW:
                self._view.go_to(row.photo_id)
                return
        self.nothing_left.emit()

    def _neighbour(self, ids: Sequence[int]) -> int | None:
        """The photo that gets the focus when these are gone."""
        leaving = set(ids)
        all_ids = self._model.ids()
        last = self._model.place(ids[-1])
        if last is None:
            return None
        after = (photo_id for photo_id in all_ids[last + 1 :] if photo_id not in leaving)
        before = (photo_id for photo_id in reversed(all_ids[:last]) if photo_id not in leaving)
        return next(after, next(before, None))

    def _push(self, after: dict[int, Label | None] | dict[int, Label], text: str) -> None:
        before = self._session.labels_of(list(after))
        self._session.undo_stack.push(SetLabels(self._session, before, after, text))

    def _describe(self, label: Label | None, count: int) -> str:
        if label is None:
            return self.tr("Clear the label of %n photo(s)", "", count)
        if label.kind is LabelKind.NO_DOG:
            return self.tr("No dog in %n photo(s)", "", count)
        text = self.tr("{label} for %n photo(s)", "", count)
        return text.format(label=words.label_text(label, self._breed_name))
