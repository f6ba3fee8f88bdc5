"""The Review screen: which photo comes, what a key decides about it, and the way back."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.ui.controllers.commands import Changed, Way
from desktop_app.ui.controllers.review_decisions import ReviewDecisions
from desktop_app.ui.controllers.review_dogs import ReviewDogs
from desktop_app.ui.controllers.review_lessons import ReviewLessons
from desktop_app.ui.controllers.screens import REVIEW
from desktop_app.ui.wording import words
from desktop_app.ui.wording.changes import change_words
from desktop_app.ui.wording.review_words import review_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from PySide6.QtWidgets import QWidget

    from desktop_app.photos.names import Positions
    from desktop_app.photos.review_order import ReviewOrder
    from desktop_app.photos.review_queue import Step
    from desktop_app.ui.controllers.review_course import ReviewCourse
    from desktop_app.ui.controllers.review_needs import ReviewNeeds
    from desktop_app.ui.controllers.review_shown import ReviewPresenter, Shown
    from desktop_app.ui.review.screen.large_pictures import LargePictures
    from desktop_app.ui.review.screen.screen import ReviewScreen


class ReviewingController(QObject):
    """Goes through a frozen queue of photos.

    Attributes:
        course: where a person stands.
        shown: what they see; None at the end.
        decisions: what their keys decide.
        lessons: what the memory has to say.
        dogs: which dog of the photo is chosen.
        screen: the widgets; there once they were first shown, as are the next two.
        presenter: shows steps in them.
        large: the pictures.

    Signals:
        selection_changed: whether there is a photo to decide about may be something else now.
    """

    name = REVIEW
    whole_window = True
    selection_changed = Signal()

    screen: ReviewScreen
    presenter: ReviewPresenter
    large: LargePictures

    def __init__(self, needs: ReviewNeeds, parent: QObject) -> None:
        super().__init__(parent)
        self._needs = needs
        self._collection = needs.session.collection
        self.shown: Shown | None = None
        self.decisions = ReviewDecisions(self, needs.session, needs.breeds.name)
        self.lessons = ReviewLessons(self, needs.learning)
        self.dogs = ReviewDogs(self, needs)
        self._note = self._why_note = ""
        self._is_entered = False

    @cached_property
    def course(self) -> ReviewCourse:
        """Where a person stands."""
        # Not with the module: the start of the window does not wait for it.
        from desktop_app.ui.controllers.review_course import ReviewCourse

        needs = self._needs
        return ReviewCourse(
            lambda: self._collection.store, needs.model.positions, needs.group_of, self.lessons,
            needs.kept_before, needs.keep,
        )  # fmt: skip

    # The screen

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What this can do, by the name of the action."""
        return {**self.decisions.offers(), **self.dogs.offers(), "preview": self.toggle_large}

    def not_now(self) -> Collection[str]:
        """Those of them that mean nothing at the moment."""
        return self.decisions.not_now()

    def make_widget(self, parent: QWidget) -> QWidget:
        """The parts are imported and made when a person first goes through photos."""
        from desktop_app.ui.controllers.review_shown import ReviewPresenter
        from desktop_app.ui.review.screen.large_pictures import LargePictures
        from desktop_app.ui.review.screen.screen import ReviewScreen

        needs = self._needs
        self.screen = ReviewScreen(needs.breeds, needs.pictures.pixmap, parent)
        self.large = LargePictures(needs.loader, self.screen)
        self.presenter = ReviewPresenter(
            self.screen, self._collection, needs.pictures, self.large, needs.breeds.name, needs.group_of,
            needs.look_first_at,
        )  # fmt: skip
        self._connect(self.screen)
        self.dogs.connect_screen()
        return self.screen

    def _connect(self, screen: ReviewScreen) -> None:
        screen.header.order_chosen.connect(self.set_order)
        screen.back_wanted.connect(self.go_back)
        screen.forward_wanted.connect(self.go_forward)
        screen.end_wanted.connect(self.end)
        screen.strip.reopen_wanted.connect(self.go_back)
        screen.side.label_chosen.connect(self.decisions.choose)
        screen.side.line_chosen.connect(self.decisions.choose_line)
        screen.side.confirm_wanted.connect(self.decisions.confirm)
        screen.side.kind_wanted.connect(self.decisions.label_kind)
        screen.side.search_wanted.connect(self.decisions.search_breed)
        screen.side.mix_wanted.connect(self.decisions.start_mix)
        screen.grid.left_out_changed.connect(self._show_left_out)
        screen.room_changed.connect(self._room_changed)
        screen.grid.large_wanted.connect(self.toggle_large)
        screen.end_page.go_on_wanted.connect(lambda: self._go_on(self.course.go_on))
        screen.end_page.later_wanted.connect(lambda: self._go_on(self.course.go_through_later))
        screen.end_page.more_wanted.connect(lambda: self._go_on(self.course.add_more))
        screen.end_page.second_look_wanted.connect(self.second_look)
        self._needs.why.heat_changed.connect(screen.canvas.show_heat)
        self._needs.why.note_changed.connect(self._show_why)
        for changed in (self._collection.changed, self._collection.removed, self._collection.added):
            changed.connect(self._photos_changed)
        editions = self._needs.loader.editions
        editions.renewed.connect(self._photos_renewed)
        editions.tried_again.connect(self._photos_tried_again)
        self.large.failed.connect(lambda photo_id, _fault: self._photos_tried_again([photo_id]))
        self._needs.model.arranged.connect(self._count_anew)
        self._collection.reset.connect(self._session_changed)
        self._needs.session.changed.connect(self._take_change)

    def key_places(self) -> Collection[QWidget]:
        """The photo and the page."""
        return (self.screen.canvas, self.screen.grid)

    def has_selection(self) -> bool:
        """Whether there is a photo to decide about, or an end from which Enter leads on."""
        return self.shown is not None

    def enter(self) -> None:
        """Begin with what the Photos screen shows now; where one is at it already, or comes back, go on."""
        self._is_entered = True
        self.screen.lay_out()
        if self.course.come_back():
            self.lessons.ask()
            self.show()
        elif self.course.queue is None:
            self._needs.model.join()
            self._begin()
        self.take_keys()

    def take_keys(self) -> None:
        """What is shown has the keys: the photo, the page, or the first thing that is offered in the end."""
        self.screen.take_focus()

    def leave(self) -> None:
        """The last photo is the one that is selected in the gallery."""
        behind = queue.behind(1) if (queue := self.course.queue) is not None else []
        last = self.shown.photo_id if self.shown is not None else next(iter(behind), None)
        self._is_entered = False
        self.course.leave()
        self.lessons.stop()
        self.shown = None
        self.dogs.take(None)
        self.large.clear()
        self.screen.canvas.show_photo(None)
        if last is not None and last in self._collection:
            self._needs.model.hold_still()
            self._needs.model.show_too([last])
            self._needs.gallery.reveal([last])

    def end(self) -> None:
        """What Escape does: leave the search, the large photo or the review."""
        if self.screen.side.is_choosing:
            self.screen.side.leave()
        elif self.is_enlarged:
            self.toggle_large()
        else:
            self._needs.go_home()

    def set_order(self, order: ReviewOrder) -> None:
        """Another order of what is still to decide."""
        self.course.set_order(order)
        self.lessons.ask()
        self._go_on()

    def second_look(self) -> None:
        """Go through labels that deserve a second look."""
        self._go_on(self.course.second_look)

    def _begin(self) -> None:
        self.course.start()
        self.lessons.ask()
        self._go_on()

    def _go_on(self, act: Callable[[], None] = lambda: None) -> None:
        act()
        self.show()
        self.screen.take_focus()

    # What is shown

    def show(self) -> None:
        """Show where a person stands."""
        queue, course, screen = self.course.queue, self.course, self.screen
        if queue is None:
            return
        queue.hold_at_most(screen.page_room())
        step = queue.shown
        self.lessons.show_order(can_choose=step is not None and not course.looks_twice)
        if step is None:
            self.shown = None
            self._show_end()
        else:
            self.presenter.coverage = self._needs.coverage()
            self.shown = self.presenter.show(queue, step)
            self.dogs.take(step)
            self._show_progress(step)
            self.say(self._note or self.standing_note(self.shown))
        self._note = ""
        self.selection_changed.emit()

    def _show_progress(self, step: Step) -> None:
        progress = self.course.progress()
        place = review_words.progress(progress.place, progress.total, len(step.photo_ids))
        self.screen.header.show_progress(place, review_words.time_left(progress.seconds_left))

    def _show_end(self) -> None:
        course, screen = self.course, self.screen
        self.dogs.take(None)
        screen.header.show_progress("", "")
        self.say(self._note)
        screen.end_page.show_tally(course.tally())
        screen.show_end()

    def standing_note(self, shown: Shown) -> str:
        """What is said while nothing else is to be said."""
        if shown.is_back:
            return self.tr("You look back: another label replaces this one, → comes back")
        if self.course.looks_twice:
            return self.tr("Second look")
        if note := self.lessons.note():
            return note
        model, everything = self._needs.model, len(self._collection)
        return review_words.scope(words.filter_title(model.filters.value("state")), model.photo_count(), everything)

    def say(self, text: str) -> None:
        """Say something in the line above."""
        self.screen.header.show_note(text)

    def _show_left_out(self) -> None:
        shown, out = self.shown, len(self.screen.grid.left_out())
        if shown is None or not shown.step.is_page:
            return
        rest = len(shown.step.photo_ids) - out
        text = review_words.confirm_page(rest, self._needs.breeds.name(shown.step.breed_id))
        self.screen.side.show_confirm(text if rest else self.tr("Go through them singly"), can_confirm=True)
        self.say(review_words.left_out(out) or self.standing_note(shown))

    def _room_changed(self) -> None:
        """The window has another size: a page that has no room any more is split, pictures are made anew."""
        queue = self.course.queue
        if queue is None or not self._is_entered:
            return
        if queue.hold_at_most(self.screen.page_room()):
            self.show()
        elif self.shown is not None:
            self.presenter.want_pictures(queue, self.shown.step)

    def _show_why(self, note: str) -> None:
        # Where that has an end, only what was said of it goes: other news stay.
        before, self._why_note = self._why_note, note
        is_news = bool(note or (before and self.screen.header.note() == before))
        if is_news and self._is_entered and self.shown is not None:
            self.say(note or self.standing_note(self.shown))

    # Looking

    def go_back(self, by: int = 1) -> None:
        """Look at a photo that was decided before."""
        if (queue := self.course.queue) and not self.is_enlarged and sum(queue.go_back() for _ in range(by)):
            self.show()

    def go_forward(self) -> None:
        """Look at the photo after; the present one is the last."""
        if (queue := self.course.queue) is not None and queue.go_forward():
            self.show()

    def toggle_large(self) -> None:
        """Show the photo in focus of a page large, or the page again."""
        shown, photo_id = self.shown, self.screen.grid.current_id()
        if shown is None or not shown.step.is_page or photo_id is None:
            return
        if self.is_enlarged:
            self.screen.show_page(self.screen.page_title.text())
        else:
            self.presenter.want_large(photo_id)
            self.presenter.show_photo(photo_id)

    @property
    def is_enlarged(self) -> bool:
        """Whether one photo of a page is shown large."""
        shown = self.shown
        return shown is not None and shown.step.is_page and not self.screen.is_page and not self.screen.is_at_end

    # What was changed elsewhere, or taken back

    def _take_change(self, changed: Changed) -> None:
        """What was taken back, or cleared, is shown, and told."""
        queue, ids = self.course.queue, changed.applied.photo_ids
        if queue is None or (changed.way is Way.DONE and not self._is_entered):
            return
        if changed.way is Way.DONE:
            row = self._collection.get(ids[0]) if len(ids) == 1 and queue.is_back else None
            if row is not None and row.label is None:
                queue.take_back(ids)
                self.show()
            return
        queue.take_back(ids)
        if not self._is_entered:
            return  # the review waits
        tell = change_words.taken_back if changed.way is Way.UNDONE else change_words.done_again
        self._note = tell(changed.said)
        self.show()

    def _photos_changed(self, _positions: Positions) -> None:
        """What is shown follows, the photo stays; at the end, what is left is counted anew."""
        queue = self.course.queue
        if not self._is_entered or queue is None:
            return
        queue.forget_gone()
        step, shown = queue.shown, self.shown
        if shown is not None and not shown.step.is_page and shown.photo_id not in self._collection:
            self._note = self.tr("The photo before was another copy of one in the session: this is the next one")
        if step is None or shown is None or step != shown.step:
            self.show()
        elif shown.is_back and self._collection[shown.photo_id].label != shown.photo_label:
            self.show()  # they went back faster than the label was written
        else:
            self.presenter.show_strip(queue, step)

    def follow_lessons(self) -> None:
        """The memory says something else: of what is still ahead, and at the end. What is shown stays."""
        queue = self.course.queue
        if not self._is_entered or queue is None or queue.store is not self._collection.store:
            return
        step, shown = queue.shown, self.shown
        if step is None or shown is None or step != shown.step:
            self._count_anew() if step is None and shown is None else self.show()
        else:
            self._show_progress(step)
            self.presenter.show_strip(queue, step)
            self.presenter.want_pictures(queue, step)
            if self.screen.header.note() == review_words.working_out():  # all else that is said stays
                self.say(self.standing_note(shown))

    def _count_anew(self) -> None:
        queue = self.course.queue
        if self._is_entered and self.shown is None and queue is not None and queue.store is self._collection.store:
            self.screen.end_page.show_tally(self.course.tally())

    def _session_changed(self) -> None:
        self.course.forget()
        self.lessons.stop()
        self.shown = None
        self.screen.canvas.forget_views()
        if self._is_entered and len(self._collection):
            self._begin()

    def _photos_renewed(self, ids: Collection[int] | None) -> None:
        """Photos are others now, all where another session is shown: what was seen of them was of those before."""
        screen = self.screen
        screen.grid.forget_pictures(ids)
        if ids is None or screen.canvas.shown_id() in ids:
            screen.canvas.show_photo(None)
        if ids is not None and self._shows(ids):
            self.show()

    def _photos_tried_again(self, ids: Collection[int]) -> None:
        """Photos can perhaps be read now, or cannot."""
        shown, queue = self.shown, self.course.queue
        if shown is None or queue is None or not self._shows(ids) or self.screen.canvas.is_displayed():
            return
        if shown.step.is_page:
            self.presenter.want_pictures(queue, shown.step)
        else:
            self.screen.canvas.show_photo(None)
            self.show()

    def _shows(self, ids: Collection[int]) -> bool:
        return self._is_entered and self.shown is not None and not set(self.shown.step.photo_ids).isdisjoint(ids)
