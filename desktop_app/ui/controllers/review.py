"""What a person decides about the selected photos."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label, LabelKind
from desktop_app.ui.controllers.commands import RemovePhotos, SetLabels, Wording
from desktop_app.ui.controllers.session import SessionController
from desktop_app.ui.gallery.model import GalleryModel
from desktop_app.ui.gallery.view import GalleryView
from desktop_app.ui.review.content import confirmed_label
from desktop_app.ui.wording import words


class ReviewController(QObject):
    """Turns keys and clicks into undo commands, and moves on.

    Signals:
        nothing_left: a person wanted to go on, and no photo that is shown is still to review.
    """

    nothing_left = Signal()

    def __init__(
        self, session: SessionController, model: GalleryModel, view: GalleryView, breed_name: words.BreedName
    ) -> None:
        super().__init__(view)
        self._session, self._model, self._view = session, model, view
        self._breed_name = breed_name
        self.go_on_after_label = True

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What this can do, by the name of the action."""
        return {
            "confirm": self.confirm,
            "unknown": partial(self.choose, UNKNOWN),
            "no_dog": partial(self.choose, NO_DOG),
            "clear": partial(self.choose, None),
            "remove": self.remove,
            "next_to_review": self.go_to_next,
            "previous_to_review": self.go_to_previous,
        }

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
        after = {
            row.photo_id: label for row in rows if row.label is None and (label := confirmed_label(row)) is not None
        }
        if after:
            self._push(after, partial(_confirming, tuple(after.values())))
        self.go_to_next()

    def choose(self, label: Label | None) -> None:
        """Give all selected photos a label, or take theirs away."""
        rows = [row for row in self.selected_rows() if row.label != label]
        if rows:
            self._push({row.photo_id: label for row in rows}, partial(_labelling, label, len(rows)))
        if self.go_on_after_label and label is not None:
            self.go_to_next()

    def remove(self) -> None:
        """Take the selected photos out of the session."""
        ids = self._view.selected_ids()
        if ids:
            following = self._neighbour(ids)
            wording = partial(_removing, len(ids))
            self._session.undo_stack.push(RemovePhotos(self._session, ids, wording(self._breed_name), wording))
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

    def _push(self, after: dict[int, Label | None] | dict[int, Label], wording: Wording) -> None:
        before = self._session.labels_of(list(after))
        self._session.undo_stack.push(SetLabels(self._session, before, after, wording(self._breed_name), wording))


# What steps are called. Functions of their own: a step lives longer than the window's words in one language.


def _confirming(labels: Sequence[Label], breed_name: words.BreedName) -> str:
    if len(labels) == 1:
        text = QCoreApplication.translate("ReviewController", "Confirm {label}")
        return text.format(label=words.label_text(labels[0], breed_name))
    count = len(labels)
    return QCoreApplication.translate("ReviewController", "Confirm %n photo(s)", "", count)


def _labelling(label: Label | None, count: int, breed_name: words.BreedName) -> str:
    if label is None:
        return QCoreApplication.translate("ReviewController", "Clear the label of %n photo(s)", "", count)
    if label.kind is LabelKind.NO_DOG:
        return QCoreApplication.translate("ReviewController", "No dog in %n photo(s)", "", count)
    text = QCoreApplication.translate("ReviewController", "{label} for %n photo(s)", "", count)
    return text.format(label=words.label_text(label, breed_name))


def _removing(count: int, _breed_name: words.BreedName) -> str:
    return QCoreApplication.translate("ReviewController", "Remove %n photo(s) from the session", "", count)
