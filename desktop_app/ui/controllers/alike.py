"""Photos that are alike: side by side, or those like one photo alone; both are worked out in the background."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.faults import Fault
from desktop_app.jobs.alike import AlikeJob
from desktop_app.jobs.progress import LabellingState
from desktop_app.photos.arrangement import ALIKE, SortBy
from desktop_app.photos.codes import NONE
from desktop_app.photos.facets.alike import AlikeTo
from desktop_app.photos.filters import Filters
from desktop_app.plain_text import escaped
from desktop_app.ui.controllers.labelling import LabellingController
from desktop_app.ui.controllers.session import SessionController
from desktop_app.ui.filters.sidebar import FilterSidebar
from desktop_app.ui.gallery.header import GalleryHeader
from desktop_app.ui.gallery.model import GalleryModel
from desktop_app.ui.gallery.view import GalleryView
from desktop_app.ui.review.preview import LargePreview

Sorting = tuple[SortBy, bool]


@dataclass(frozen=True, slots=True)
class _AtWork:
    """What a person was at: who has gone on since does not want the photos to move."""

    photo: int | None
    selected: int
    offset: int
    steps: int


class AlikeController(QObject):
    """Sorts by what is alike as soon as that is known, and shows what is most like one photo.

    Attributes:
        job: works it out; whoever asks it something else takes turns with this.

    Signals:
        failed: `Fault`: it cannot be worked out.
        said: what is to be told in passing.
    """

    failed = Signal(Fault)
    said = Signal(str)

    def __init__(
        self,
        session: SessionController,
        labelling: LabellingController,
        model: GalleryModel,
        view: GalleryView,
        header: GalleryHeader,
        sidebar: FilterSidebar,
        preview: LargePreview,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session, self._labelling, self._model, self._view = session, labelling, model, view
        self._header, self._sidebar, self._preview = header, sidebar, preview
        self.job = AlikeJob(self)
        self._order_id = self._find_id = 0
        # The sorting that is waited for, and what a person was at when they asked; None where it is remembered from
        # another session, and nobody has begun to work in this one.
        self._wanted: tuple[bool, _AtWork | None] | None = None
        self._asked_about: tuple[int, _AtWork] | None = None
        # While only what is like one photo is shown: that, and how everything was sorted before.
        self._like: AlikeTo | None = None
        self._before: Sorting = (SortBy.NAME, False)
        self.job.ordered.connect(self._take_order)
        self.job.found.connect(self._take_found)
        self.job.failed.connect(self._take_failure)
        session.opened.connect(self._begin)
        session.closed.connect(self._forget)
        labelling.finished.connect(self._know_the_rest)
        labelling.state_changed.connect(self._show_comparing)
        model.arranged.connect(self._show_sorting)
        view.verticalScrollBar().actionTriggered.connect(self._stay_where_scrolled_to)
        sidebar.filters_changed.connect(self._follow_filters)
        view.installEventFilter(self)

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What this can do, by the name of the action."""
        return {"more_alike": self.show_more_alike}

    @property
    def sorting(self) -> Sorting:
        """How the photos are to be sorted where not only those are shown that are like one."""
        if self._like is not None:
            return self._before
        return (SortBy.ALIKE, self._wanted[0]) if self._wanted is not None else self._model.sorting

    def go_on(self) -> None:
        """Work out what another controller, of another language, has left undone."""
        self._wait_for_order(self._at_work())
        self._know_the_rest()

    def shut_down(self) -> None:
        """End the work. No signal comes afterwards."""
        self.job.close()

    # Sorting

    def sort(self, sort_by: SortBy, descending: bool) -> None:
        """Sort the gallery. By what is alike as soon as it is known; until then, everything stays where it is."""
        self._wanted = None
        if sort_by is not SortBy.ALIKE or self._like is not None or self._is_order_known():
            self._model.set_sorting(sort_by, descending)
        else:
            self._wanted = descending, self._at_work()
        self._know_the_rest()

    def _is_order_known(self) -> bool:
        return bool((self._session.collection.store.alike != NONE).any())

    def _wait_for_order(self, at_work: _AtWork | None) -> None:
        """Sorted by what is alike without knowing it, photos stand by name: say that, until it is known."""
        sort_by, descending = self._model.sorting
        if sort_by is SortBy.ALIKE and self._like is None and not self._is_order_known():
            self._wanted = descending, at_work
            self._model.set_sorting(SortBy.NAME, descending=False)

    def _know_the_rest(self, _summary: object = None) -> None:
        """Put the photos in order that have none yet, where somebody wants to see them in that."""
        wanted = self._wanted is not None or (self._model.sorting[0] is SortBy.ALIKE and self._like is None)
        store = self._session.collection.store
        missing = store.present & (store.status != NONE) & (store.faults == NONE) & (store.alike == NONE)
        path = self._session.path
        if wanted and path is not None and missing.any():
            self.job.cancel(self._order_id)
            from desktop_app.photos.alike import Suggested

            self._order_id = self.job.order(path, Suggested.of(store))
        elif not wanted:
            self.job.cancel(self._order_id)
            self._order_id = 0
        self._show_comparing()

    def _take_order(self, job_id: int, photo_ids: NDArray[np.int64]) -> None:
        if job_id != self._order_id:
            return
        self._order_id = 0
        self._session.collection.set_alike(photo_ids)
        if self._wanted is not None:
            descending, at_work = self._wanted
            self._wanted = None
            at_something = self._model.is_settled if at_work is None else at_work != self._at_work()
            # Who waits for what is like a photo must find themselves where they asked.
            if len(photo_ids) and (at_something or self._find_id):
                self._model.sort_later(SortBy.ALIKE, descending)
            elif len(photo_ids):
                self._model.set_sorting(SortBy.ALIKE, descending)
        if not len(photo_ids):
            self.said.emit(self.tr("This model cannot tell which photos are alike."))
        self._show_comparing()

    # More like one

    def show_more_alike(self) -> None:
        """Show only what is most like the photo in focus, as soon as that is known."""
        photo_id, path = self._view.current_id(), self._session.path
        if photo_id is None or path is None:
            return
        self.job.cancel(self._find_id)
        self._asked_about = photo_id, self._at_work()
        from desktop_app.photos.alike import Suggested

        self._find_id = self.job.find(path, Suggested.of(self._session.collection.store), photo_id)
        self._show_comparing()

    def _take_found(self, job_id: int, photo_ids: list[int]) -> None:
        if job_id != self._find_id or self._asked_about is None:
            return
        self._find_id = 0
        photo_id, at_work = self._asked_about
        row = self._session.collection.get(photo_id)
        self._show_comparing()
        if row is None:
            return
        name = escaped(row.path.name)
        if not photo_ids:
            text = self.tr("{file} was not looked at yet, so nothing is known to be like it.")
            self.said.emit(text.format(file=name))
        elif at_work == self._at_work():
            self._sidebar.choose(ALIKE, AlikeTo(photo_id, row.path.name, tuple(photo_ids)))
        else:
            text = self.tr("What is like {file} is known now. Ask for it again to see it.")
            self.said.emit(text.format(file=name))

    def _follow_filters(self, filters: Filters) -> None:
        """Those that are most like one photo are shown by how like it they are; afterwards, all as before."""
        like: AlikeTo | None = filters.value(ALIKE)
        if like == self._like:
            return
        if self._like is None:
            self._before = self.sorting
            self._wanted = None
        self._like = like
        self._model.set_filters(filters)
        if like is not None:
            self._sort_by(SortBy.ALIKE, descending=False)
            self._view.go_to(like.photo_id)
            return
        if self._model.sorting == (SortBy.ALIKE, False):
            self._sort_by(*self._before)
        self._view.scrollTo(self._view.currentIndex())
        self._wait_for_order(self._at_work())
        self._know_the_rest()

    def _sort_by(self, sort_by: SortBy, descending: bool) -> None:
        self._model.set_sorting(sort_by, descending)
        self._header.set_sorting(sort_by, descending)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape in the gallery leads back: from the large photo that covers it, then from what is like one photo."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape:
            return super().eventFilter(watched, event)
        if self._preview.isVisible():
            self._preview.close_preview()
        elif self._like is not None:
            self._sidebar.choose(ALIKE, None)
        else:
            return False
        return True

    # The session

    def _begin(self, _path: Path) -> None:
        self._forget()
        self._wait_for_order(None)
        self._know_the_rest()

    def _forget(self) -> None:
        if self._wanted is not None:
            # What was waited for here is wanted in the next session, too.
            self._model.set_sorting(SortBy.ALIKE, self._wanted[0])
        self._wanted = self._asked_about = None
        self._order_id = self._find_id = 0
        self.job.forget()
        self._show_comparing()

    def _take_failure(self, job_id: int, why: Fault) -> None:
        if job_id in (self._order_id, self._find_id):
            self._order_id = self._order_id if job_id != self._order_id else 0
            self._find_id = self._find_id if job_id != self._find_id else 0
            self._wanted = None
            self.failed.emit(why)
            self._show_comparing()

    def _stay_where_scrolled_to(self, _action: int) -> None:
        if self._wanted is not None and self._wanted[1] is None:
            self._model.hold_still()

    def _show_comparing(self, _state: object = None) -> None:
        is_waiting = self._wanted is not None and self._labelling.state is not LabellingState.IDLE
        self._header.show_comparing(bool(self._order_id or self._find_id) or is_waiting)
        self._show_sorting()

    def _show_sorting(self) -> None:
        """Show what is waited for while it says so, and how the photos stand otherwise."""
        waited_for = self._wanted is not None and self._header.is_comparing()
        self._header.set_sorting(*(self.sorting if waited_for else self._model.shown_sorting))

    def _at_work(self) -> _AtWork:
        view = self._view
        stack = self._session.undo_stack
        return _AtWork(view.current_id(), view.selected_count(), view.verticalScrollBar().value(), stack.index())
