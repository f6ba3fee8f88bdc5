"""What a person decides about the selected photos."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from itertools import islice

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.catalog.changes.base import Change
from desktop_app.catalog.changes.dog_labels import LabelDog
from desktop_app.catalog.changes.labels import LabelPhotos, SetLabels
from desktop_app.catalog.changes.remove import RemovePhotos
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.photos.codes import NONE
from desktop_app.photos.selection import Selection
from desktop_app.plain_text import escaped
from desktop_app.ui.controllers.commands import Changed, Way
from desktop_app.ui.controllers.dogs import ChosenDogs
from desktop_app.ui.controllers.session import SessionController
from desktop_app.ui.gallery.model import GalleryModel
from desktop_app.ui.gallery.view import GalleryView
from desktop_app.ui.review.asking import Question, question_about
from desktop_app.ui.review.content import confirmed_label
from desktop_app.ui.review.dogs import Dog
from desktop_app.ui.wording import words
from desktop_app.ui.wording.changes import change_words
from desktop_app.ui.wording.plurals import plurals

# Names of so many photos' files are looked up for what is told of a change.
MOST_NAMED = 1
# Showing more photos than that as changed, and selecting them, are two steps: between them, the window answers.
AT_ONCE = 10_000


class ReviewController(QObject):
    """Turns keys and clicks into changes, and moves on.

    Nothing is labelled unseen: where a key reaches beyond what a person sees, `asked` is sent instead, and nothing
    happens until `answer`.

    Attributes:
        on_screen: ids of the photos that a person sees now; the window may know of more than the gallery shows.
        go_on_after_label: whether every label leads to the next photo, not only confirming.
        dogs: the dogs of the photo in focus: where another one than the first is chosen, keys are for that.

    Signals:
        nothing_left: a person wanted to go on, and no photo that is shown is still to review.
        asked: a `Question`; None when it need not be answered any more.
        said: why a key did nothing.
        taken_back: what was undone or done again, in words; its photos are selected and in sight.
    """

    nothing_left = Signal()
    asked = Signal(object)
    said = Signal(str)
    taken_back = Signal(str)

    def __init__(
        self, session: SessionController, model: GalleryModel, view: GalleryView, breed_name: words.BreedName
    ) -> None:
        super().__init__(view)
        self._session, self._model, self._view = session, model, view
        self._breed_name = breed_name
        self.go_on_after_label = True
        self.dogs = ChosenDogs(session, self)
        self.on_screen: Callable[[], Collection[int]] = view.ids_in_sight
        # Of the photos that were selected when kinds were chosen, so many had none.
        self._without_kind = 0
        self._meant: Callable[[Sequence[int]], None] | None = None
        self._asked_of: list[tuple[int, int]] = []
        view.selection_changed.connect(self._selection_changed)
        session.changed.connect(self._show_what_came_back)

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What this can do, by the name of the action."""
        return {
            "confirm": self.confirm,
            "unknown": partial(self.choose, UNKNOWN),
            "no_dog": partial(self.choose, NO_DOG),
            "clear": partial(self.choose, None),
            "remove": self.remove,
            "retry": self.retry,
            "retry_all": self.retry_all,
            "next_to_review": self.go_to_next,
            "previous_to_review": self.go_to_previous,
            "arrange_again": self._model.arrange_again,
        }

    def selected(self) -> Selection:
        """The selected photos, the one in focus first."""
        return Selection.of(self._session.collection.store, self._view.selection_ids(), self._view.current_id())

    def confirm(self) -> None:
        """Take the first suggestion of every selected photo that has no label yet, and go to the next to review."""
        if self._session.refused():
            return
        selected = self.selected()
        # What is shown may be older than the file: then the file says, when it is written, what is undecided.
        if (dog := self._further_dog(selected)) is not None:
            self._confirm_dog(dog, selected)
            return
        to_confirm = selected.with_suggestion if self._session.is_writing else selected.to_confirm
        if len(selected) == 1 and len(selected.of_another_file):
            self.keep_labels()
        elif len(to_confirm):
            self._ask_or_act(to_confirm, question_about(to_confirm, self.on_screen()), self._confirm)
        elif len(selected) > 1 and len(of_kinds := selected.saying_kinds):
            self.said.emit(plurals.saying_kinds(len(of_kinds)))
        elif len(selected):
            self.go_to_next()

    def keep_labels(self) -> None:
        """Give the selected photos the labels anew that were given to other files of the same names."""
        if self._session.refused():
            return
        marked = self.selected().of_another_file
        if len(marked):
            self._ask_or_act(marked, question_about(marked, self.on_screen()), self._keep)

    def choose(self, label: Label | None, *, suggested: bool = False) -> None:
        """Give all selected photos a label, or take theirs away.

        Args:
            label: the label, None for none.
            suggested: whether a person chose it as a line of the suggestions, which may not be those of all photos.
        """
        if self._session.refused():
            return
        selected = self.selected()
        if (dog := self._further_dog(selected)) is not None:
            self._choose_for(dog, label, selected, go_on=self.go_on_after_label and label is not None)
            return
        if not self._session.is_writing:
            selected = selected.labelled_otherwise(label)
        question = question_about(selected, self.on_screen(), suggestion=label if suggested else None)
        self._ask_or_act(selected, question, lambda ids: self._label(label, ids))

    def label_kind(self) -> None:
        """Give every selected photo the kind of dog that it looks like; those without one stay as they are."""
        if self._session.refused():
            return
        selected = self.selected()
        if (dog := self._further_dog(selected)) is not None:
            self._choose_kind_for(dog, selected)
            return
        with_kind = selected.with_kind if self._session.is_writing else selected.labelled_otherwise_than_kind
        self._without_kind = len(selected) - len(selected.with_kind)
        if self._without_kind == len(selected):
            if len(selected):
                self.said.emit(plurals.no_kind(len(selected)))
            return
        self._ask_or_act(with_kind, question_about(with_kind, self.on_screen()), self._label_kinds)

    # One of several dogs

    def _further_dog(self, selected: Selection) -> Dog | None:
        """The dog that keys are for, where that is not the first one of the photo."""
        dog = self.dogs.dogs.further
        if dog is None or len(selected) != 1 or dog.row.photo_id != int(selected.ids[0]):
            return None
        return dog

    def _confirm_dog(self, dog: Dog, selected: Selection) -> None:
        label = confirmed_label(dog.row) if dog.row.label is None else dog.row.label
        if label is not None:
            self._choose_for(dog, label, selected, go_on=True)

    def _choose_kind_for(self, dog: Dog, selected: Selection) -> None:
        kind = None if dog.row.suggestion is None else dog.row.suggestion.offered_kind
        if kind is None:
            self.said.emit(plurals.no_kind(1))
        else:
            self._choose_for(dog, Label.breed(kind.kind_id), selected, go_on=self.go_on_after_label)

    def _choose_for(self, dog: Dog, label: Label | None, selected: Selection, *, go_on: bool) -> None:
        question = question_about(selected, self.on_screen())
        self._ask_or_act(selected, question, lambda _ids: self._label_dog(dog, label, go_on=go_on))

    def _label_dog(self, dog: Dog, label: Label | None, *, go_on: bool) -> None:
        if dog.row.label != label or self.dogs.may_be_old:
            self._model.hold_still()
            said = change_words.said_of_dog(label, dog.number, self._breed_name, escaped(dog.row.path.name))
            change = LabelDog(dog.row.photo_id, dog.box, label)
            self._session.change(change, change_words.of_dog(dog.number), said)
        if not go_on:
            return
        # A photo stays as long as one of its dogs has no label: whoever chose its second dog wants all of them.
        if not self.dogs.go_on_from(dog):
            self.go_to_next()

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

    def _ask_or_act(self, selected: Selection, question: Question | None, act: Callable[[Sequence[int]], None]) -> None:
        self.dismiss()
        if question is None:
            act(selected.ids.tolist())
        elif len(selected) == 1:
            # One photo, and out of sight: it is shown first, and the next key is for it.
            self._view.scroll_to(int(selected.ids[0]))
            self.said.emit(self.tr("The photo was not to be seen: nothing was labelled. Press the key again."))
        else:
            self._meant, self._asked_of = act, self._view.selected_places()
            self.asked.emit(question)

    def _selection_changed(self) -> None:
        # The gallery announces the same selection again when photos around it move.
        if self._meant is not None and self._view.selected_places() != self._asked_of:
            self.dismiss()

    # Acting

    def _confirm(self, ids: Sequence[int]) -> None:
        confirmed = Selection.of(self._session.collection.store, ids).confirmed()
        if confirmed:
            # What was decided in the meantime is left alone: that is seen in the file, when it is written.
            self._do(SetLabels(confirmed, only_undecided=True))
        self.go_to_next(without=ids)

    def _label_kinds(self, ids: Sequence[int]) -> None:
        kinds = Selection.of(self._session.collection.store, ids).of_their_kinds()
        if kinds:
            self._do(SetLabels(kinds))
        if self.go_on_after_label:
            self.go_to_next(without=ids)
        if self._without_kind:
            self.said.emit(plurals.without_kind(self._without_kind))

    def _keep(self, ids: Sequence[int]) -> None:
        kept = Selection.of(self._session.collection.store, ids).of_another_file.kept()
        if kept:
            self._do(SetLabels(kept))
        self.go_to_next(without=ids)

    def _label(self, label: Label | None, ids: Sequence[int]) -> None:
        if ids:
            self._do(LabelPhotos(ids, label))
        if self.go_on_after_label and label is not None:
            self.go_to_next(without=ids)

    def remove(self) -> None:
        """Take the selected photos out of the session."""
        ids = self._view.selected_ids()
        if ids and not self._session.refused():
            following = self._neighbour()
            if following is not None:
                self._view.leave_to(following)
            self._do(RemovePhotos(ids))

    def retry(self) -> None:
        """Let the selected photos that could not be read be tried again."""
        selected = self.selected()
        unreadable = selected.where(selected.store.faults[selected.positions] != NONE)
        if len(unreadable):
            self._session.retry(unreadable.ids.tolist())

    def retry_all(self) -> None:
        """Let all photos that could not be read be tried again."""
        store = self._session.collection.store
        unreadable = store.photo_ids[store.present & (store.faults != NONE)]
        if len(unreadable):
            self._session.retry(unreadable.tolist())

    def _do(self, change: Change) -> None:
        self._model.hold_still()
        self._session.change(change, change_words.step(change, self._breed_name), self._said(change))

    def _said(self, change: Change) -> str:
        named = list(islice(change.ids, MOST_NAMED))
        names = [escaped(row.path.name) for row in self._session.collection.rows_of(named)]
        return change_words.said(change, self._breed_name, names)

    def _show_what_came_back(self, changed: Changed) -> None:
        """After an undo, a person sees what it was about."""
        if changed.way is Way.DONE:
            return
        self._model.hold_still()
        if len(changed.applied.photo_ids) <= AT_ONCE:
            self._reveal(changed)
            return
        path = self._session.path
        QTimer.singleShot(0, self, lambda: self._reveal(changed) if self._session.path == path else None)

    def _reveal(self, changed: Changed) -> None:
        ids = np.array(changed.applied.photo_ids, np.int64)
        self._model.show_too(ids)
        self._view.reveal(ids)
        tell = change_words.taken_back if changed.way is Way.UNDONE else change_words.done_again
        self.taken_back.emit(tell(changed.said))

    # Going on

    def go_to_next(self, without: Sequence[int] = ()) -> None:
        """Go to the next photo to review, from the last selected one on and round.

        Args:
            without: ids of photos that are being decided: the session may not have it yet.
        """
        places = self._view.selected_places()
        self._go_to(self._model.next_undecided(places[-1][1] if places else -1, without))

    def go_to_previous(self) -> None:
        """Go back to the photo before that is still to review."""
        places = self._view.selected_places()
        self._go_to(self._model.previous_undecided(places[0][0] if places else 0))

    def _go_to(self, place: int | None) -> None:
        if place is None:
            self.nothing_left.emit()
        else:
            self._view.go_to(self._model.id_at(place))

    def _neighbour(self) -> int | None:
        """The photo that gets the focus when the selected ones are gone: the next one, else the one before."""
        places = self._view.selected_places()
        after, before = places[-1][1] + 1, places[-1][0] - 1
        following = self._model.filled_from(after, 1)
        if following is not None:
            return self._model.id_at(following)
        inside = {place for first, last in places[:-1] for place in range(first, last + 1)}
        while before in inside or (before >= 0 and self._model.is_empty(before)):
            before -= 1
        return self._model.id_at(before) if before >= 0 else None
