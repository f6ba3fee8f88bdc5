"""Asks "Same dog?": finds what is worth asking, shows it, and turns answers into changes."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.base import Change
from desktop_app.catalog.changes.several import Several
from desktop_app.catalog.values.animals import SameDog
from desktop_app.faults import Fault
from desktop_app.imaging.thumbnails import EDGE, ThumbnailCache
from desktop_app.jobs.alike import AlikeJob
from desktop_app.jobs.pictures import Editions, Picture, PictureLoader
from desktop_app.photos.picks import with_one_cover
from desktop_app.plain_text import escaped
from desktop_app.ui.controllers.commands import Changed, Way
from desktop_app.ui.controllers.session import SessionController
from desktop_app.ui.gallery.pictures import as_image
from desktop_app.ui.wording import words
from desktop_app.ui.wording.changes import change_words
from desktop_app.ui.wording.faults import fault_text

if TYPE_CHECKING:
    from desktop_app.photos.names import Positions
    from desktop_app.photos.same_dog import Question
    from desktop_app.ui.dialogs.same_dog_dialog import SameDogDialog, Side

# One photo alone is shown so large that on a screen with more pixels than this a thumbnail is a blur.
SHARP = 1.4


class SameDogController(QObject):
    """Opens the box, and keeps it in step with the session.

    Attributes:
        groups: the positions of photos that are shown together, one array a group; set by whoever knows them.
    """

    def __init__(
        self,
        session: SessionController,
        job: AlikeJob,
        thumbnails: ThumbnailCache,
        editions: Editions,
        breed_name: words.BreedName,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._job, self._thumbnails, self._editions = session, job, thumbnails, editions
        self._breed_name, self._window = breed_name, window
        self.groups: Callable[[], Iterable[Positions]] = tuple
        self._dialog: SameDogDialog | None = None
        self._loader: PictureLoader | None = None
        self._queue: list[Question] = []
        # What was asked since the box was opened, by the photos between which the answer is kept.
        self._asked: dict[tuple[int, int], Question] = {}
        # Those of them whose answers are on their way to the file.
        self._on_their_way: set[tuple[int, int]] = set()
        self._job_id = 0
        job.asked.connect(self._take_questions)
        job.failed.connect(self._take_failure)
        session.changed.connect(self._follow)
        session.failed.connect(self._complain)
        session.opened.connect(self.close)
        session.closed.connect(self.close)
        session.undo_stack.undoTextChanged.connect(self._name_undo)
        session.collection.removed.connect(self._photos_left)
        editions.renewed.connect(self._photos_renewed)

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What this can do, by the name of the action."""
        return {"same_dog": self.show}

    def show(self) -> "SameDogDialog | None":
        """Open the box, or bring it to the front."""
        if self._session.refused():
            return None
        if self._dialog is None or not shiboken6.isValid(self._dialog):
            # Imported when it is opened: the start of the window does not wait for it.
            from desktop_app.ui.dialogs.same_dog_dialog import SameDogDialog

            dialog = self._dialog = SameDogDialog(self._window)
            dialog.answered.connect(self._answer)
            dialog.undo_wanted.connect(self._session.undo)
            dialog.redo_wanted.connect(self._session.redo)
            dialog.closed.connect(self._stop)
        if not self._dialog.isVisible():
            self._asked.clear()
            self._on_their_way.clear()
            self._dialog.say("")
            self._look()
            self._name_undo()
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
        return self._dialog

    def close(self, _path: object = None) -> None:
        """Put the box away."""
        if self._dialog is not None and shiboken6.isValid(self._dialog) and self._dialog.isVisible():
            self._dialog.reject()

    def shut_down(self) -> None:
        """Put the box away for good, and end what is at work. No signal comes afterwards."""
        self.close()
        self._stop()

    def _stop(self) -> None:
        self._job.cancel(self._job_id)
        self._job_id = 0
        self._queue = []
        if self._loader is not None:
            self._loader.close(seconds=0)
            self._loader.deleteLater()
            self._loader = None

    # What is asked

    def _look(self) -> None:
        path, store, dialog = self._session.path, self._session.collection.store, self._dialog
        self._queue = []
        self._job.cancel(self._job_id)
        if path is None or dialog is None:
            return
        dialog.show_looking()
        # Not with the module: the start of the window does not wait for it.
        from desktop_app.photos.alike import Suggested
        from desktop_app.photos.same_dog import Units

        self._job_id = self._job.ask(path, Suggested.of(store), Units.of(store, self.groups()))

    def _take_questions(self, job_id: int, questions: "list[Question]") -> None:
        if job_id == self._job_id and job_id:
            self._job_id = 0
            # What was answered while it was worked out may not have been on disk.
            self._queue = [question for question in questions if question.pair not in self._asked]
            self._show_next()

    def _take_failure(self, job_id: int, why: Fault) -> None:
        if job_id == self._job_id and job_id and self._dialog is not None:
            self._job_id = 0
            self._dialog.show_failure(fault_text(why))

    def _show_next(self) -> None:
        dialog = self._dialog
        if dialog is None or not dialog.isVisible():
            return
        if not self._queue:
            dialog.show_nothing(answered=bool(self._asked))
            return
        question = self._queue[0]
        dialog.show_question(*self.sides(question), len(self._queue))
        self._load()

    @property
    def is_looking(self) -> bool:
        """Whether it is being worked out what is worth asking."""
        return self._job_id != 0

    def queue(self) -> "tuple[Question, ...]":
        """What is asked, and will be."""
        return tuple(self._queue)

    def sides(self, question: "Question") -> tuple["Side", "Side"]:
        """What is shown of a question."""
        return self._side(question.first), self._side(question.second)

    def _side(self, photo_ids: tuple[int, ...]) -> "Side":
        from desktop_app.ui.dialogs.same_dog_dialog import SHOWN, Side

        rows = self._session.collection.rows_of(photo_ids[:SHOWN])
        animal = next((row.animal for row in rows if row.animal is not None), None)
        title = ""
        if animal is not None:
            title = " · ".join(escaped(each) for each in (animal.name, animal.number) if each)
        names = tuple(escaped(row.path.name) for row in rows)
        return Side(title, tuple(row.photo_id for row in rows), names, len(photo_ids))

    # Pictures

    def _load(self) -> None:
        """Ask for the pictures of this question, and after them for those of the next."""
        from desktop_app.ui.dialogs.same_dog_dialog import SHOWN

        if self._loader is None:
            self._loader = PictureLoader(self._thumbnails, self, editions=self._editions)
            self._loader.ready.connect(self._take_picture)
            self._loader.failed.connect(self._take_no_picture)
        wanted = [
            photo_id
            for question in self._queue[:2]
            for side in (question.first, question.second)
            for photo_id in side[:SHOWN]
        ]
        rows = {row.photo_id: row.path for row in self._session.collection.rows_of(wanted)}
        ratio = self._window.devicePixelRatioF()
        alone = all(len(side) == 1 for side in (self._queue[0].first, self._queue[0].second))
        edge = round(EDGE * ratio) if alone and ratio > SHARP else EDGE
        self._loader.request([(photo_id, rows[photo_id]) for photo_id in wanted if photo_id in rows], edge)

    def _take_picture(self, picture: Picture) -> None:
        if self._dialog is not None and self._loader is not None:
            self._dialog.show_picture(picture.photo_id, QPixmap.fromImage(as_image(picture)))

    def _take_no_picture(self, photo_id: int, _why: Fault) -> None:
        if self._dialog is not None and self._loader is not None:
            self._dialog.show_picture(photo_id, None)

    # Answering

    def _answer(self, answer: SameDog) -> None:
        if not self._queue or self._session.refused():
            return
        if not self._is_whole(self._queue[0]):
            self._look()
            return
        question = self._queue.pop(0)
        self._asked[question.pair] = question
        self._on_their_way.add(question.pair)
        from desktop_app.photos.same_dog import change_of

        change = change_of(self._session.collection.store, question, answer)
        names = [escaped(row.path.name) for row in self._session.collection.rows_of(question.pair)]
        said = change_words.said(change, self._breed_name, names)
        step = change_words.step(change, self._breed_name)
        self._session.change(with_one_cover(self._session.collection.store, change), step, said)
        if self._queue:
            self._show_next()
        elif self._dialog is not None:
            # There may be more, once this is on disk: the last answer made larger groups.
            self._dialog.show_looking()

    def _is_whole(self, question: "Question") -> bool:
        return all(photo_id in self._session.collection for photo_id in (*question.first, *question.second))

    def _photos_left(self, _positions: object) -> None:
        """Photos are gone, maybe because a job found that they are others of the session: those are not asked about."""
        if self._dialog is not None and self._dialog.isVisible() and not all(map(self._is_whole, self._queue)):
            self._look()

    def _photos_renewed(self, ids: Collection[int] | None) -> None:
        """Photos are others now: what was found of them holds no longer, and what is shown is not they."""
        if ids is None or self._dialog is None or not self._dialog.isVisible():
            return  # the box is closed with its session
        asked = {photo_id for question in self._queue for photo_id in (*question.first, *question.second)}
        if self.is_looking or not asked.isdisjoint(ids):
            self._look()

    def _follow(self, changed: Changed) -> None:
        """Answers that are on disk, or taken back; and what else a person did meanwhile."""
        dialog = self._dialog
        if dialog is None or not dialog.isVisible():
            return
        change = _animals_of(changed.applied.change)
        pairs = change.answers if change is not None else {}
        mine = next((self._asked[pair] for pair in pairs if pair in self._asked), None)
        if mine is not None and changed.way is Way.UNDONE:
            del self._asked[mine.pair]
            self._on_their_way.discard(mine.pair)
            dialog.say(change_words.taken_back(changed.said))
            self._job.cancel(self._job_id)
            self._job_id = 0
            self._queue.insert(0, mine)
            self._show_next()
        elif mine is not None:
            self._say(pairs[mine.pair])
            self._on_their_way.discard(mine.pair)
            if not self._queue and not self._on_their_way:
                self._look()
        elif change is not None or changed.applied.gone:
            # What was found may hold no longer.
            self._look()

    def _complain(self, why: Fault) -> None:
        if self._dialog is not None and self._on_their_way:
            self._on_their_way.clear()
            self._queue = []
            self._dialog.show_failure(fault_text(why))

    def _say(self, answer: SameDog | None) -> None:
        said = {
            SameDog.YES: self.tr("Yes: one animal now."),
            SameDog.NO: self.tr("No: two dogs."),
            SameDog.NOT_SURE: self.tr("Not sure: left as it is."),
        }
        if self._dialog is not None and answer is not None:
            self._dialog.say(said[answer])

    def _name_undo(self, _text: str = "") -> None:
        if self._dialog is not None and shiboken6.isValid(self._dialog):
            stack = self._session.undo_stack
            self._dialog.offer_undo(stack.undoText() if stack.canUndo() and self._asked else "")


def _animals_of(change: Change) -> SetAnimals | None:
    """What a change says of animals; picks may have been put in order with it."""
    parts = change.changes if isinstance(change, Several) else (change,)
    return next((each for each in parts if isinstance(each, SetAnimals)), None)
