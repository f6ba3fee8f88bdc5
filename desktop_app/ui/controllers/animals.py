"""What a person decides about rows of animals, and about photos in them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal

from desktop_app.catalog.changes.base import Change
from desktop_app.catalog.changes.labels import LabelPhotos, SetLabels
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.photos.group_summary import GroupState, GroupSummary
from desktop_app.photos.names import Positions
from desktop_app.plain_text import escaped
from desktop_app.ui.animals.groups import Groups
from desktop_app.ui.animals.page import AnimalsPage
from desktop_app.ui.controllers import came_back
from desktop_app.ui.controllers.animal_focus import AnimalFocus
from desktop_app.ui.controllers.animals_came_back import AnimalsCameBack
from desktop_app.ui.controllers.commands import Changed, Way
from desktop_app.ui.controllers.many_later import ManyLater
from desktop_app.ui.controllers.session import SessionController
from desktop_app.ui.review.asking import Question, Why
from desktop_app.ui.wording import words
from desktop_app.ui.wording.actions import SUGGESTION_ACTIONS
from desktop_app.ui.wording.animals import animal_words
from desktop_app.ui.wording.changes import change_words


class AnimalsController(QObject):
    """Turns keys and clicks into changes, and goes on.

    Nothing is labelled unseen. Enter counts only what is on the screen, with its picture. Keys that choose a label are
    for all photos of the row that are to be decided (for all of them where none is, for the one in focus once the arrow
    keys entered the strip), and ask where some of these are not on the screen. Photos that were left out, and photos
    that cannot be read, get nothing with their row.

    Attributes:
        on_screen: ids of the photos of a row that a person sees now: the window may have covered some.
        is_shown: whether the screen is; what is taken back is shown where a person is.
        came_back: shows it.

    Signals:
        said: a sentence about what was done, or why nothing was.
        nothing_left: a person wanted to go on, and no row that is shown is to be decided.
    """

    said = Signal(str)
    nothing_left = Signal()

    def __init__(
        self, session: SessionController, groups: Groups, page: AnimalsPage, breed_name: words.BreedName
    ) -> None:
        super().__init__(page)
        self._session, self._groups, self._page = session, groups, page
        self._model, self._view, self._focus = page.model, page.view, AnimalFocus(page)
        self._breed_name = breed_name
        self.on_screen: Callable[[int], Collection[int]] = self._view.ids_in_sight
        self.is_shown = False
        self._meant: Callable[[Sequence[int]], None] | None = None
        # Rows that are just being decided: the session may not have it yet.
        self._deciding: set[int] = set()
        # Many animals were made at once: the rows are sorted anew once they are there.
        self._afresh = False
        self._changing = ManyLater(self)
        self._changing.told.connect(self._photos_changed)
        self.came_back = AnimalsCameBack(session, groups, page, lambda: self.is_shown)
        self.came_back.said.connect(self.said)
        self._start()
        groups.regrouped.connect(self._regrouped)
        groups.changed.connect(self._changed)
        session.collection.reset.connect(self._start)
        # At once, and also where only which label a photo has is another one.
        session.collection.changed.connect(self._changing.tell)
        session.collection.added.connect(self._count_again)
        session.collection.vanished.connect(self._model.let_vanish)
        session.collection.removed.connect(self._count_again)
        session.changed.connect(self._taken_back)
        session.failed.connect(self._nothing_is_decided)
        page.question.answered.connect(self._answer)
        page.question.cancelled.connect(self._dismiss)
        page.breeds.chosen.connect(self._choose_typed)
        page.breeds.left.connect(page.show_foot)
        page.view.confirm_wanted.connect(self.confirm)
        page.view.all_wanted.connect(self.label_row)
        page.view.selection_changed.connect(self._show_choices)
        page.view.seen_changed.connect(self._show_choices)
        self._show_choices()

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What this can do, by the name of the action."""
        lines = {name: partial(self.choose_line, place) for place, name in enumerate(SUGGESTION_ACTIONS, 1)}
        return lines | {
            "confirm": self.confirm,
            "label_row": partial(self.label_row, None),
            "leave_out": self.leave_out,
            "open_row": self.open_row,
            "label_kind": self.label_kind,
            "search_breed": self.search_breed,
            "mix": self.start_mix,
            "unknown": partial(self.choose, UNKNOWN),
            "no_dog": partial(self.choose, NO_DOG),
            "clear": self.clear,
            "next_to_review": self.go_on,
            "arrange_again": self._page.arrange_again,
        }

    def current(self) -> int | None:
        """The row a person is at; None where none is shown, or where the photo in focus left by itself.

        A key that is pressed just then was for that photo, not for its row.
        """
        row, photo = self._view.current_row(), self._view.current_photo()
        if row is None or not self._model.rows.is_there(row):
            return None
        return None if photo is not None and self._model.is_empty(row, photo) else row

    # Deciding

    def confirm(self, row: int | None = None) -> None:
        """Label the photos of a row that agree and are on the screen, and go on.

        Args:
            row: the row; the one a person is at when left out.
        """
        row = self.current() if row is None else row
        if self._session.refused() or row is None:
            return
        summary = self._model.rows.summary(row)
        if self._model.rows.is_decided(row) or row in self._deciding:
            self.go_on()
        elif summary.state is GroupState.WAITING:
            self.said.emit(animal_words.says(self._model.rows.group(row), summary, self._breed_name))
        elif summary.state is GroupState.NO_MAJORITY or summary.label is None:
            self._open_for_choosing(row)
        else:
            self._confirm(row, summary.label, self._agreeing(row, summary))

    def _open_for_choosing(self, row: int) -> None:
        self._model.hold_still()
        self._model.set_opened(row, True)
        self._view.bring_into_sight(row)
        self.said.emit(animal_words.choose_for_all())

    def _agreeing(self, row: int, summary: GroupSummary) -> list[int]:
        """Ids of the photos that agree, are undecided and were not left out, as they stand in the strip."""
        agreeing = set(self._model.store.photo_ids[summary.agreeing].tolist())
        agreeing -= set(self._model.store.photo_ids[summary.decided].tolist()) | self._model.left_out
        return [photo_id for photo_id in self._model.photo_ids(row) if photo_id in agreeing]

    def _confirm(self, row: int, label: Label, agreeing: Sequence[int]) -> None:
        seen = set(self.on_screen(row))
        ids = [photo_id for photo_id in agreeing if photo_id in seen]
        rest = [photo_id for photo_id in agreeing if photo_id not in seen]
        if ids:
            # What was decided in the meantime is left alone: that is seen in the file, when it is written.
            self._do(SetLabels(dict.fromkeys(ids, label), only_undecided=True))
        if not rest:
            self.go_on(row if ids else None)
        elif ids:
            self._show_rest(row, rest)
        else:
            # Nothing of it can be seen: it is shown first, and the next key is for it.
            self._view.go_to(row)
            self.said.emit(animal_words.still_loading(len(rest)))

    def _show_rest(self, row: int, rest: Sequence[int]) -> None:
        """Show the photos of a row that Enter did not count, because they were not on the screen."""
        self._model.set_opened(row, True)
        self._view.show_photo(row, self._model.photo_ids(row).index(rest[0]))
        self.said.emit(animal_words.now_hidden_ones(len(rest)))

    def label_row(self, row: int | None = None) -> None:
        """Give what most photos of a row look like to all of them: the breed, or the kind where they share no breed.

        Args:
            row: the row; the one a person is at when left out.
        """
        row = self.current() if row is None else row
        if self._session.refused() or row is None:
            return
        summary = self._model.rows.summary(row)
        if summary.state is GroupState.WAITING:
            self.said.emit(animal_words.says(self._model.rows.group(row), summary, self._breed_name))
            return
        if self._model.rows.is_decided(row):
            self.go_on()
            return
        common = summary.label if summary.state is not GroupState.NO_MAJORITY else summary.kind
        if common is None:
            self._open_for_choosing(row)
        else:
            self._ask_or_act(row, self._model.to_decide(row), partial(self._label, row, common))

    def choose_line(self, place: int) -> None:
        """Take a breed of the row, or of the photo in focus, by its place from 1."""
        ranked = self._focus.ranked(self.current())
        if place <= len(ranked):
            self.choose(Label.breed(ranked[place - 1].breed_id))

    def label_kind(self) -> None:
        """Take the kind of dog that the row has in common, or that of the photo in focus."""
        row = self.current()
        kind = self._focus.kind(row)
        if kind is not None:
            self.choose(kind)
        elif row is not None:
            one = self._view.current_photo() is not None
            self.said.emit(animal_words.no_kind_of_photo() if one else animal_words.no_kind())

    def choose(self, label: Label | None) -> None:
        """Give the row, or the photo in focus, a label."""
        row = self.current()
        if not self._session.refused() and row is not None:
            self._ask_or_act(row, self._targets(row), partial(self._label, row, label))

    def clear(self) -> None:
        """Take the labels of the row, or of the photo in focus, away."""
        row = self.current()
        if self._session.refused() or row is None:
            return
        photo = self._view.current_photo_id()
        ids = self._ids(row, self._model.rows.summary(row).decided) if photo is None else [photo]
        if ids:
            self._ask_or_act(row, ids, partial(self._label, row, None))

    def leave_out(self) -> None:
        """Leave the photo in focus out of what its row gets, or no longer."""
        photo = self._view.current_photo_id()
        if photo is None:
            self.said.emit(animal_words.choose_photo_first())
            return
        out = self._model.toggle_left_out(photo)
        self._view.viewport().update()
        self._show_choices()
        self.said.emit(animal_words.is_left_out() if out else animal_words.is_back_in())

    def open_row(self) -> None:
        """Show all photos of the row, or as many as fit into a line."""
        row = self.current()
        if row is not None:
            self._model.hold_still()
            self._model.set_opened(row, not self._model.rows.is_opened(row))
            self._view.bring_into_sight(row)

    def search_breed(self) -> None:
        """Let a breed be typed for the row, or for the photo in focus."""
        if self.current() is not None and not self._session.refused():
            self._page.show_foot(self._page.breeds)
            self._page.breeds.begin(animal_words.breed_for(self._focus.heading(self.current())))

    def start_mix(self) -> None:
        """Let a mix be put together for the row, or for the photo in focus."""
        row = self.current()
        if row is not None and not self._session.refused():
            photo = self._view.current_photo()
            begin = self._model.photo(row, photo).label if photo is not None else None
            self._page.show_foot(self._page.breeds)
            self._page.breeds.begin(animal_words.breed_for(self._focus.heading(self.current())), mix=begin, mixing=True)

    def _choose_typed(self, label: Label) -> None:
        # In this order: the label may bring a question, which then has the keys.
        self._page.show_foot()
        self.choose(label)

    # Whom it is for

    def _ids(self, row: int, positions: np.ndarray) -> list[int]:
        wanted = set(self._model.store.photo_ids[positions].tolist())
        return [photo_id for photo_id in self._model.photo_ids(row) if photo_id in wanted]

    def _targets(self, row: int) -> list[int]:
        photo = self._view.current_photo_id()
        return self._model.to_decide(row) if photo is None else [photo]

    def _ask_or_act(self, row: int, ids: Sequence[int], act: Callable[[Sequence[int]], None]) -> None:
        self._dismiss()
        if not ids:
            self.said.emit(animal_words.all_left_out())
            return
        seen = set(self.on_screen(row))
        few = tuple(photo_id for photo_id in ids if photo_id in seen)
        if len(few) == len(ids):
            act(ids)
        elif not few:
            # All out of sight: it is shown first, and the next key is for it.
            self._model.set_opened(row, True)
            self._view.show_photo(row, self._model.photo_ids(row).index(ids[0]))
            self.said.emit(animal_words.still_loading(len(ids)))
        else:
            self._meant = act
            self._page.ask(Question(Why.NOT_ON_SCREEN, few, tuple(ids)))

    def _answer(self, ids: Sequence[int]) -> None:
        meant = self._meant
        self._dismiss()
        if meant is not None and not self._session.refused():
            meant(ids)

    def _dismiss(self) -> None:
        if self._meant is not None:
            self._meant = None
            self._page.ask(None)

    def _label(self, row: int, label: Label | None, ids: Sequence[int]) -> None:
        photo = self._view.current_photo_id()
        self._do(LabelPhotos(ids, label))
        if label is None:
            return
        left = set() if self._model.rows.is_decided(row) else set(self._model.to_decide(row))
        if left <= set(ids):
            self.go_on(row)
        elif photo is not None:
            self._next_photo(row, left - set(ids))

    def _next_photo(self, row: int, left: set[int]) -> None:
        """Go to the next photo of the strip that is to be decided."""
        ids, here = self._model.photo_ids(row), self._view.current_photo() or 0
        after = [*range(here + 1, len(ids)), *range(here)]
        self._view.go_to(row, next((place for place in after if ids[place] in left), here))

    def _do(self, change: Change) -> None:
        self._model.hold_still()
        self.came_back.forget()
        names = [escaped(row.path.name) for row in self._session.collection.rows_of(list(change.ids)[:1])]
        said = change_words.said(change, self._breed_name, names)
        self._session.change(change, change_words.step(change, self._breed_name), said)

    # Going on

    def go_on(self, decided: int | None = None) -> None:
        """Go to the next row that is to be decided, from the one a person is at and round.

        Args:
            decided: a row that is just being decided.
        """
        if decided is not None:
            self._deciding.add(decided)
        rows, here = self._model.rows, self._view.current_row()
        place = rows.place(here) if here is not None else None
        following = rows.next_undecided(-1 if place is None else place, self._deciding)
        if following is not None:
            self._view.go_to(following, page=True)
            return
        self.nothing_left.emit()
        if decided is None:
            self._model.settle()
            self._page.choose_something()

    # What is shown

    def _start(self) -> None:
        self._changing.forget()
        self._deciding.clear()
        self._dismiss()
        self._view.forget()
        self._model.start(self._session.collection.store, self._groups.grouping)
        self._page.choose_something()

    def _regrouped(self) -> None:
        if self._session.collection.store is not self._model.store:
            self._start()  # word of the groups of another session may come before word of the session
            return
        self.came_back.note_place()
        self._model.take(self._groups.grouping, self._view.current_row(), afresh=self._afresh)
        self._deciding.clear()
        self._page.choose_something(at_top=self._afresh)
        self._afresh = False
        self.came_back.regrouped()

    def _photos_changed(self, positions: Positions) -> None:
        known = self._model.rows.grouping.group_of
        if self._session.collection.store is self._model.store:
            marked = np.zeros(len(self._model.rows.grouping.groups) + 1, np.bool_)
            marked[known[positions[positions < len(known)]]] = True
            self._changed(np.flatnonzero(marked[:-1]).astype(np.int32))

    def _changed(self, places: Positions) -> None:
        rows = self._model.say_again(places, self._view.current_row())
        # What was on its way is there: whoever goes round may come to these rows again.
        if self._deciding:
            self._deciding.difference_update(rows.tolist())

    def _count_again(self, _positions: object) -> None:
        self._model.counted.emit()

    def _nothing_is_decided(self, _fault: object) -> None:
        self._deciding.clear()

    def _taken_back(self, changed: Changed) -> None:
        self._afresh = self._groups.is_grouping and came_back.names_several(changed)
        if changed.way is not Way.DONE:
            self._deciding.clear()

    def _show_choices(self) -> None:
        row, focus = self.current(), self._focus
        self._page.decisions.show_choices(
            focus.heading(row), focus.ranked(row), kind=focus.kind(row), allowed=row is not None
        )
