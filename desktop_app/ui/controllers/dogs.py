"""The dogs of the photo that a person looks at, and which of them their keys are for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.catalog.changes.dog_labels import LabelDog, SetDogLabels
from desktop_app.catalog.changes.labels import LabelPhotos, SetLabels
from desktop_app.jobs.reading_dogs import DogsJob, DogsRead
from desktop_app.ui.controllers.commands import Changed, Way
from desktop_app.ui.review.dogs import Dog, Dogs, dogs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from desktop_app.catalog.changes.base import Change
    from desktop_app.catalog.rows import PhotoRow
    from desktop_app.catalog.values.suggestions import Box
    from desktop_app.faults import Fault
    from desktop_app.ui.controllers.session import SessionController

# While a key is held down, photos rush by: only of the one where it stops are the other dogs read.
REST_MS = 40


class ChosenDogs(QObject):
    """Knows the dogs of one photo. Of another photo, the first dog is chosen: whoever labels moves on as ever.

    Where the others are is read in the background; a person who asks for the next dog before it is known gets it then.

    Signals:
        changed: other dogs are known, or another one is chosen.
        chose: a `Dog` that a person chose, or that was chosen for them after they gave another one its label.
    """

    changed = Signal()
    chose = Signal(object)

    def __init__(self, session: SessionController, parent: QObject, rest_ms: int = REST_MS) -> None:
        super().__init__(parent)
        self._session = session
        self._row: PhotoRow | None = None
        self._read: DogsRead | None = None
        self._dogs = Dogs()
        self._key: tuple[Path | None, int] | None = None
        # What a person wants once it is known: the number of the dog, or another step.
        self._wish: Callable[[], object] | None = None
        self._find_change = False
        # Another photo, of whose dogs labels were taken back or done again, and where these dogs are.
        self._came_back: tuple[int, Collection[Box]] | None = None
        # Where dogs are whose labels are on their way to the file; and where the one is that was labelled last.
        self._under_way: set[Box] = set()
        self._last: Box | None = None
        self._job = DogsJob(self)
        self._job.read.connect(self._take)
        self._job.failed.connect(self._take_failure)
        self._job_id = 0
        self._is_reading = False
        self._rest = QTimer(self, singleShot=True, interval=rest_ms)
        self._rest.timeout.connect(self._ask)
        session.changed.connect(self._take_change)

    @property
    def dogs(self) -> Dogs:
        """The dogs, as far as they are known."""
        return self._dogs

    @property
    def row(self) -> PhotoRow | None:
        """The photo."""
        return self._row

    @property
    def are_known(self) -> bool:
        """Whether it is known which dogs there are."""
        return self._row is None or self._read is not None

    @property
    def may_be_old(self) -> bool:
        """Whether labels are on their way, to the file or from it, so that those of the dogs may be others by now."""
        return self._session.is_writing or self._is_reading

    def show_row(self, row: PhotoRow | None) -> None:
        """A person looks at this photo now; None for none, or for several."""
        # Ids begin anew in every session.
        key = None if row is None else (self._session.path, row.photo_id)
        if key != self._key:
            self._key, self._row = key, row
            self._read, self._wish, self._find_change = None, None, False
            self._under_way.clear()
            self._last = None
            self._job_id, self._is_reading = 0, False
            if self._came_back is not None and (row is None or row.photo_id != self._came_back[0]):
                self._came_back = None
            self._show(1)
            if self._reads(row):
                self._rest.start()
            return
        if row is None or row == self._row:
            return
        suggested = self._row is None or row.suggestion != self._row.suggestion
        self._row = row
        self._show(self._dogs.number)
        if suggested and self._reads(row):
            self._rest.start()

    def choose(self, number: int) -> None:
        """Choose a dog by its number, if there is such a one."""
        if self._turn_to(number):
            self.chose.emit(self._dogs.chosen)

    def step(self, by: int) -> bool:
        """Choose the next dog (1) or the one before (-1); says whether there was one, or may be one.

        One step is kept until the dogs are known. Whoever takes another goes on: where the file does not answer,
        nobody is caught, and of two dogs the second is chosen then, as if it had been known.
        """
        if self._awaits_others():
            if self._wish is not None and by > 0:
                return False
            self._wish = lambda: self.step(by)
            self._hurry()
            return by > 0
        number = self._dogs.number + by
        if not 1 <= number <= len(self._dogs.each):
            return False
        self.choose(number)
        return True

    def choose_next(self) -> bool:
        """Choose the next dog, behind the last the first; of one dog, show where it is. Says whether there is one."""
        if self._awaits_others():
            self._wish = self.choose_next
            self._hurry()
            return True
        count = len(self._dogs.each)
        if count > 1:
            self.choose(self._dogs.number % count + 1)
        elif count:
            self._dogs = replace(self._dogs, asked=not self._dogs.asked)
            self.changed.emit()
            self.chose.emit(self._dogs.chosen)
        return bool(count)

    def go_on_from(self, dog: Dog) -> bool:
        """A dog gets its label: choose one that has none yet. Says whether there is one."""
        self._last = dog.box
        self._under_way.add(dog.box)
        following = self._dogs.next_undecided(self._under_way)
        if following is not None:
            self.choose(following)
        return following is not None

    def close(self) -> None:
        """End the work. No signal comes afterwards."""
        self._rest.stop()
        self._is_reading = False
        self._job.close()

    # Reading

    def _reads(self, row: PhotoRow | None) -> bool:
        """Whether the session may know of more than one dog; a photo that shows none by then may have shown some."""
        return row is not None and row.suggestion is not None and row.fault is None

    def _awaits_others(self) -> bool:
        row = self._row
        if row is None or row.suggestion is None or row.one_dog:
            return False
        # Of a photo that cannot be read any more, nothing is on its way.
        return (row.suggestion.dogs or 0) > 1 and self._read is None and self._reads(row)

    def _hurry(self) -> None:
        if self._rest.isActive():
            self._rest.stop()
            self._ask()

    def _ask(self) -> None:
        path = self._session.path
        if path is not None and self._row is not None:
            self._job_id = self._job.start(path, self._row.photo_id)
            self._is_reading = True

    def _take(self, job_id: int, read: DogsRead) -> None:
        if job_id != self._job_id or self._row is None:
            return
        before = self._dogs.each
        self._read, self._is_reading = read, False
        if not self._session.is_writing:
            self._under_way.clear()
        self._show(self._dogs.number)
        if self._find_change:
            self._find_change = False
            self._choose_what_changed(before)
        came_back, self._came_back = self._came_back, None
        if came_back is not None:
            self._choose_only([dog for dog in self._dogs.each if dog.is_further and dog.box in came_back[1]])
        wish, self._wish = self._wish, None
        if wish is not None:
            wish()

    def _take_failure(self, job_id: int, _why: Fault) -> None:
        # The session is being put away, or its drive is: the first dog is shown, and whoever writes will hear why.
        if job_id == self._job_id and self._row is not None:
            self._read, self._wish, self._is_reading = DogsRead(self._row.photo_id), None, False

    def _take_change(self, changed: Changed) -> None:
        """Labels of dogs do not stand in rows: they are read again."""
        if changed.way is not Way.DONE and len(ids := changed.applied.photo_ids) == 1:
            # Where another photo is shown, this one is in a moment.
            boxes = _boxes_of(changed.applied.change)
            is_shown = self._row is not None and self._row.photo_id == ids[0]
            self._came_back = (ids[0], boxes) if boxes and not is_shown else None
        if self._row is not None and self._row.photo_id in changed.applied.photo_ids and self._reads(self._row):
            came_back = changed.way is not Way.DONE
            # The label of the photo is that of its first dog.
            of_first = isinstance(changed.applied.change, (LabelPhotos, SetLabels))
            self._find_change = came_back and not of_first
            if came_back and of_first:
                self._turn_to(1)
            self._ask()

    def _turn_to(self, number: int) -> bool:
        """Choose a dog by its number; says whether another one is chosen now."""
        if not 1 <= number <= len(self._dogs.each) or number == self._dogs.number:
            return False
        self._dogs = replace(self._dogs, number=number)
        self.changed.emit()
        return True

    def _show(self, number: int) -> None:
        each = () if self._row is None else dogs_of(self._row, self._read)
        shown = Dogs(each, min(number, max(1, len(each))), self._dogs.asked and number == self._dogs.number)
        if shown != self._dogs:
            self._dogs = shown
            self.changed.emit()

    def _choose_what_changed(self, before: tuple[Dog, ...]) -> None:
        """What was taken back is seen: the dog whose label is another one now is chosen."""
        labels = {dog.box: dog.row.label for dog in before}
        changed = [dog for dog in self._dogs.each if dog.is_further and dog.row.label != labels.get(dog.box)]
        # Where it was taken back before it was shown, it is the one that was labelled last.
        self._choose_only(changed or [dog for dog in self._dogs.each if dog.box == self._last])

    def _choose_only(self, meant: list[Dog]) -> None:
        if len(meant) == 1:
            # Not told as a choice: that something was taken back is the news, and stays in sight.
            self._turn_to(meant[0].number)


def _boxes_of(change: Change) -> Collection[Box]:
    """Where the dogs are of which a change says something, beside first ones."""
    if isinstance(change, LabelDog):
        return (change.box,)
    return [box for _photo_id, box in change.dogs] if isinstance(change, SetDogLabels) else ()
