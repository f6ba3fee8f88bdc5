"""Picks for the adoption page, and photos that show several dogs: what a person says of them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import islice

import numpy as np
from numpy.typing import ArrayLike
from PySide6.QtCore import QObject, Signal

from desktop_app.catalog.changes.base import Change
from desktop_app.catalog.changes.picks import SetPicks
from desktop_app.catalog.changes.several_dogs import FlagSeveralDogs
from desktop_app.faults import Fault
from desktop_app.jobs.proposing import ProposeJob
from desktop_app.photos import picks
from desktop_app.photos.codes import NONE
from desktop_app.photos.facets.dogs import found_dogs, shown_dogs
from desktop_app.photos.names import Positions
from desktop_app.plain_text import escaped
from desktop_app.ui.controllers.commands import Changed, Way
from desktop_app.ui.controllers.session import SessionController
from desktop_app.ui.gallery.model import GalleryModel
from desktop_app.ui.gallery.view import GalleryView
from desktop_app.ui.wording import words
from desktop_app.ui.wording.changes import change_words
from desktop_app.ui.wording.keys import key_text
from desktop_app.ui.wording.numbers import number

# Names of so many photos' files are looked up for what is told of a change.
_MOST_NAMED = 1


class PicksController(QObject):
    """Turns keys into changes of picks, and asks for proposals.

    On the screen Photos it works on what is selected there; other screens call its methods with photos of theirs.

    Signals:
        told: what came of it, in words.
        proposed: ids of the picks that were proposed and set, in their order.
        failed: the `Fault` that says why nothing can be proposed.
    """

    told = Signal(str)
    proposed = Signal(object)
    failed = Signal(Fault)

    def __init__(
        self, session: SessionController, model: GalleryModel, view: GalleryView, breed_name: words.BreedName
    ) -> None:
        super().__init__(view)
        self._session, self._model, self._view = session, model, view
        self._breed_name = breed_name
        # Changes that are on their way to the file: the next key counts on from them.
        self._asked: list[SetPicks] = []
        self._job = ProposeJob(self)
        self._job.proposed.connect(self._take_proposal)
        self._job.failed.connect(lambda _id, why: self.failed.emit(why))
        # Job → the photos among which it proposes, and what was selected in the gallery, where that shows them then.
        self._proposing: dict[int, tuple[list[int], list[int] | None]] = {}
        session.changed.connect(self._take_change)
        session.failed.connect(self._forget)
        session.closed.connect(self._forget)
        session.opened.connect(self._forget)

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What this can do on the screen Photos, by the name of the action."""
        return {
            "pick": lambda: self.toggle(self._selected()),
            "make_cover": lambda: self._for_current(self.make_cover),
            "pick_earlier": lambda: self._for_current(lambda photo_id: self.step(photo_id, -1)),
            "pick_later": lambda: self._for_current(lambda photo_id: self.step(photo_id, 1)),
            "propose_picks": lambda: self._for_current(lambda photo_id: self.propose(photo_id, reveal=True)),
            "several_dogs": lambda: self.flag_several(self._selected()),
        }

    def shut_down(self) -> None:
        """End what is being proposed."""
        self._job.close()

    # What a person does

    def toggle(self, photo_ids: Sequence[int], among: ArrayLike | None = None) -> None:
        """Make photos picks, at the end; where all of them are, take them out.

        Args:
            photo_ids: the photos; unreadable ones are left alone.
            among: positions of the photos among which they have their places; None: see `picks.beside`.
        """
        if self._session.refused():
            return
        chosen = self._readable(photo_ids)
        if not chosen:
            self.told.emit(self.tr("A photo that cannot be read is no photo for the adoption page."))
            return
        groups = [(self._places(positions), own) for positions, own in self._by_animal(chosen, among)]
        taken_out = all(own_id in places for places, own in groups for own_id in own)
        changed: dict[int, int | None] = {}
        count = 0
        for places, own in groups:
            after = picks.toggled(places, own if taken_out else [each for each in own if each not in places])
            count = len(after)
            change = picks.change(places, after)
            changed |= change.picks if change is not None else {}
        self._set(SetPicks(changed))
        if len(groups) == 1:
            self._tell_count(count)

    def make_cover(self, photo_id: int, among: ArrayLike | None = None) -> None:
        """Make a photo the first of the picks."""
        self._arrange(photo_id, among, lambda places: picks.with_cover(places, photo_id))

    def move(self, photo_id: int, place: int, among: ArrayLike | None = None) -> None:
        """Give a pick another place, counted from 1."""
        self._arrange(photo_id, among, lambda places: picks.moved(places, photo_id, place))

    def step(self, photo_id: int, by: int, among: ArrayLike | None = None) -> None:
        """Let a pick change places with the one before it, or behind it."""
        if self._session.refused() or photo_id not in self._session.collection.store:
            return
        order = list(self._places(self._beside(photo_id, among)))
        if photo_id not in order:
            text = self.tr("Only picks have an order. Pick the photo first, with {key}.")
            self.told.emit(text.format(key=key_text("pick")))
            return
        place = order.index(photo_id) + 1
        wanted = min(max(place + by, 1), len(order))
        if wanted != place:
            self.move(photo_id, wanted, among)
        self.told.emit(self.tr("Pick {place} of {count}").format(place=number(wanted), count=number(len(order))))

    def propose(self, photo_id: int, among: ArrayLike | None = None, *, reveal: bool = False) -> None:
        """Fill up the picks of a photo's animal with what would be good; what a person picked stays.

        Args:
            photo_id: any photo of the animal.
            among: positions of the photos among which to choose; None: see `picks.beside`.
            reveal: whether the gallery shows the picks afterwards.
        """
        path, store = self._session.path, self._session.collection.store
        if self._session.refused() or path is None or photo_id not in store:
            return
        positions = self._beside(photo_id, among)
        kept = list(self._places(positions))
        if len(kept) >= picks.MOST_PROPOSED:
            self._tell_count(len(kept))
            return
        candidates = picks.may_be_proposed(store, positions)
        ids = store.photo_ids[positions].tolist()
        job = self._job.start(path, store.photo_ids[candidates].tolist(), kept, picks.MOST_PROPOSED)
        self._proposing = {job: (ids, self._selected() if reveal else None)}

    def flag_several(self, photo_ids: Sequence[int]) -> None:
        """Say of photos that they show several dogs; where that is shown of all of them, that they do not.

        Where several were found, that they show one counts more from then on.
        """
        store = self._session.collection.store
        ids = [each for each in photo_ids if each in store]
        if not ids or self._session.refused():
            return
        at = store.positions(ids)
        several = not (shown_dogs(store)[at] > 1).all()
        self._do(FlagSeveralDogs(ids, several, one=not several and bool((found_dogs(store)[at] > 1).any())))

    # How it is done

    def _selected(self) -> list[int]:
        """What is selected in the gallery, in the order in which it is shown."""
        return self._view.selected_ids()

    def _for_current(self, act: Callable[[int], None]) -> None:
        current = self._view.current_id()
        if current is not None:
            act(current)

    def _readable(self, photo_ids: Iterable[int]) -> list[int]:
        store = self._session.collection.store
        return [each for each in photo_ids if each in store and store.faults[store.position(each)] == NONE]

    def _beside(self, photo_id: int, among: ArrayLike | None) -> Positions:
        store = self._session.collection.store
        return picks.beside(store, store.position(photo_id)) if among is None else np.asarray(among, np.int32)

    def _by_animal(self, photo_ids: Sequence[int], among: ArrayLike | None) -> list[tuple[Positions, list[int]]]:
        """The photos by those among which they have their places."""
        if among is not None:
            return [(np.asarray(among, np.int32), list(photo_ids))]
        store = self._session.collection.store
        places = store.positions(photo_ids)
        folders = np.where(store.animals[places] == NONE, store.folder[places], NONE)
        groups: dict[tuple[int, int], list[int]] = {}
        keys = zip(store.animals[places].tolist(), folders.tolist(), strict=True)
        for photo_id, key in zip(photo_ids, keys, strict=True):
            groups.setdefault(key, []).append(photo_id)
        return [(self._beside(own[0], None), own) for own in groups.values()]

    def _places(self, positions: Positions) -> dict[int, int]:
        """The picks among these photos, as they will be once all that was asked for is done."""
        if not self._session.is_writing:
            self._asked.clear()  # a change that came to nothing is told by nobody
        asked: dict[int, int | None] = {}
        for change in self._asked:
            asked |= change.picks
        return picks.places_among(self._session.collection.store, positions, asked)

    def _arrange(
        self, photo_id: int, among: ArrayLike | None, arranged: Callable[[Collection[int]], list[int]]
    ) -> None:
        if self._session.refused() or not self._readable([photo_id]):
            return
        places = self._places(self._beside(photo_id, among))
        change = picks.change(places, arranged(places.keys()))
        if change is not None:
            # First the one that is meant: undo ends there.
            self._set(SetPicks({photo_id: change.picks.get(photo_id, places.get(photo_id)), **change.picks}))

    def _take_proposal(self, job_id: int, wanted: list[int]) -> None:
        if job_id not in self._proposing:
            return  # of another session, or another question was asked since
        among, at_work = self._proposing.pop(job_id)
        if self._session.refused():
            return
        store = self._session.collection.store
        positions = store.positions([each for each in among if each in store])
        places = self._places(positions)
        # Something may have been said of them since they were asked about.
        allowed = set(store.photo_ids[picks.may_be_proposed(store, positions)].tolist())
        after = [*places, *(each for each in wanted if each in allowed and each not in places)][: picks.MOST_PROPOSED]
        change = picks.change(places, after)
        if change is None:
            self.told.emit(self.tr("There is no further photo that could be proposed."))
            return
        self._set(change)
        if at_work is not None and self._view.isVisible() and self._selected() == at_work:
            # Nothing is picked unseen. Who has gone on is told, and what their next key is for stays as it is.
            self._model.show_too(after)
            self._view.reveal(after)
        self.proposed.emit(after)
        self.told.emit(self.tr("%n photo(s) proposed for the adoption page; undo takes them back.", "",
                               sum(place is not None for place in change.picks.values())))  # fmt: skip

    def _tell_count(self, count: int) -> None:
        text = self.tr("%n pick(s). Petfinder takes {most}, Adopt-a-Pet and RescueGroups {fewer}.", "", count)
        self.told.emit(text.format(most=picks.PICKS_OF["petfinder"], fewer=picks.PICKS_OF["adoptapet"]))

    def _set(self, change: SetPicks) -> None:
        if change.picks:
            self._asked.append(change)
            self._do(change)

    def _do(self, change: Change) -> None:
        self._model.hold_still()
        named = list(islice(change.ids, _MOST_NAMED))
        names = [escaped(row.path.name) for row in self._session.collection.rows_of(named)]
        step = change_words.step(change, self._breed_name)
        self._session.change(change, step, change_words.said(change, self._breed_name, names))

    def _take_change(self, changed: Changed) -> None:
        """What is written is in the store now, and all that was asked for before it."""
        if changed.way is not Way.DONE:
            self._asked.clear()
            return
        for place, change in enumerate(self._asked):
            if change is changed.applied.change or change == changed.applied.change:
                del self._asked[: place + 1]
                return

    def _forget(self, _what: object = None) -> None:
        self._asked.clear()
        self._proposing.clear()
