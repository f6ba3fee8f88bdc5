"""Animals from names and from tables: opens the dialogs, makes the change, and finds out when to offer it."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.breeds.book import BreedBook
from desktop_app.breeds.kinds import is_kind
from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.imported import Imported
from desktop_app.jobs.naming import NamingJob
from desktop_app.photos.codes import NONE
from desktop_app.ui.controllers.commands import Changed
from desktop_app.ui.controllers.session import SessionController
from desktop_app.ui.wording.changes import change_words
from desktop_app.ui.wording.words import BreedName

if TYPE_CHECKING:
    from desktop_app.catalog.naming.proposing import Proposal
    from desktop_app.catalog.naming.session_names import Joining, SessionNames
    from desktop_app.catalog.values.animals import Animal
    from desktop_app.photos.names import Positions
    from desktop_app.ui.dialogs.animals_dialog import AnimalsDialog


class AnimalNamingController(QObject):
    """Nothing becomes an animal before a person has seen what would.

    Signals:
        likely: `Proposal`: folders of the session that is open look like animals, and it has none yet.
        unlikely: that is no longer so.
        joining: `Joining`: photos were added that belong to animals, by the names of their folders or files.
        settled: which photos belong to which animals is another thing now.
    """

    likely = Signal(object)
    unlikely = Signal()
    joining = Signal(object)
    settled = Signal()

    def __init__(
        self,
        session: SessionController,
        book: BreedBook,
        breed_name: BreedName,
        window: QWidget,
        asked: Sequence[str] = (),
    ) -> None:
        """Listen to the session.

        Args:
            session: whose photos these are.
            book: names of breeds are no names of animals.
            breed_name: id → name, for the words of a step.
            window: over which the dialogs stand.
            asked: sessions about which was asked already.
        """
        super().__init__(window)
        self._session, self._book, self._breed_name, self._window = session, book, breed_name, window
        self._folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self._job = NamingJob(self)
        self._job.found.connect(self._take_proposal)
        self._job.found.connect(self._take_joining)
        self._job_id = self._joining_id = 0
        # Photos that came since it was last looked at whose they are.
        self._came: list[int] = []
        # Breeds as names are compared with them; none is an animal's name.
        self._breed_keys: frozenset[str] | None = None
        session.collection.added.connect(self._note_what_came)
        # Sessions about which was asked: once is enough.
        self._asked = dict.fromkeys(asked)
        # The photos are shown first.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._opened)
        session.opened.connect(lambda _path: self._soon.start())
        session.scanned.connect(self._look)
        session.changed.connect(self._withdraw)
        session.closed.connect(self._forget)
        session.letting_go.connect(self._job.cancel)

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What this can do, by the name of the action."""
        return {"animals_from_names": self.from_names, "animals_from_table": self.from_table}

    @property
    def asked(self) -> tuple[str, ...]:
        """Sessions about which was asked, by path, in that order."""
        return tuple(self._asked)

    def from_names(self, preset_id: str = "") -> None:
        """Ask for a pattern and make animals; without a preset, the one that fits best is looked for."""
        if self._may_begin():
            # Imported when it is opened: the start of the window does not wait for it.
            from desktop_app.ui.dialogs.animals_from_names_dialog import AnimalsFromNamesDialog

            self._run(AnimalsFromNamesDialog(self.names(), preset_id, self._window))

    def from_table(self) -> None:
        """Ask for a table and make animals."""
        if self._may_begin():
            from desktop_app.ui.dialogs.animals_from_table_dialog import AnimalsFromTableDialog

            dialog = AnimalsFromTableDialog(self.names(), self._folder, self._window)
            self._run(dialog)
            self._folder = dialog.folder

    def names(self) -> "SessionNames":
        """The photos of the session as they are now, for a thread of its own."""
        from desktop_app.catalog.naming.session_names import SessionNames
        from desktop_app.catalog.naming.texts import key_of

        store, path = self._session.collection.store, self._session.path
        positions = np.flatnonzero(store.present)
        # One more at the end: -1 leads there.
        ids = np.array([*(animal.animal_id for animal in store.tables.animals.values), 0], np.int64)
        animal_of = [animal or None for animal in ids[store.animals[positions]].tolist()]
        if self._breed_keys is None:
            # A dog may be called Doodle: of kinds the names alone.
            names = (
                name
                for breed in self._book
                for name in (*breed.names.values(), *(() if is_kind(breed.breed_id) else breed.aliases))
            )
            self._breed_keys = frozenset(map(key_of, names))
        paths = (
            store.paths if len(positions) == len(store.paths) else [store.paths[each] for each in positions.tolist()]
        )
        return SessionNames(
            store.photo_ids[positions].tolist(), list(paths), animal_of, lambda: _animals_of(path), self._breed_keys
        )

    def shut_down(self) -> None:
        """Look for nothing any more."""
        self._job.close()

    def _may_begin(self) -> bool:
        return self._session.path is not None and not self._session.refused()

    def _run(self, dialog: "AnimalsDialog") -> None:
        path = self._session.path
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        preview = dialog.preview
        # In a turn of its own: a hundred thousand names take a while to go.
        QTimer.singleShot(0, dialog, dialog.let_go)
        # Another session may have been opened meanwhile, by the system: its photos have the same ids.
        if accepted and preview is not None and self._session.path == path:
            change = preview.change()
            text = change_words.step(change, self._breed_name)
            self._session.change(change, text, change_words.said(change, self._breed_name, ()))

    # When to offer it

    @property
    def _has_animals(self) -> bool:
        store = self._session.collection.store
        return bool((store.animals[store.present] != NONE).any())

    def _opened(self) -> None:
        if not self._session.is_scanning:
            self._look()

    def _look(self, _summary: object = None) -> None:
        """Find out whether folders look like animals, where nobody was asked yet."""
        session = self._session
        path = session.path
        came, self._came = self._came, []
        if path is None or session.keeping.fault is not None:
            return
        if self._has_animals:
            if came:
                names = self.names()
                self._joining_id = self._job.start(lambda cancelled: names.joining(came, cancelled))
        elif len(session.collection) and str(path) not in self._asked:
            from desktop_app.catalog.naming.patterns import Source

            names = self.names()
            self._job_id = self._job.start(lambda cancelled: names.proposal(cancelled, {Source.FOLDER}))

    def _take_proposal(self, job_id: int, proposal: "Proposal | None") -> None:
        path = self._session.path
        if job_id != self._job_id or path is None or str(path) in self._asked or self._has_animals:
            return
        if proposal is not None and proposal.is_worth_asking:
            self._asked[str(path)] = None
            self.likely.emit(proposal)

    def _note_what_came(self, positions: "Positions") -> None:
        self._came += self._session.collection.store.photo_ids[positions].tolist()

    def _take_joining(self, job_id: int, joining: "Joining | None") -> None:
        if job_id == self._joining_id and joining is not None and self._session.path is not None:
            self.joining.emit(joining)

    def _withdraw(self, changed: Changed) -> None:
        if self._has_animals:
            self.unlikely.emit()
        if isinstance(changed.applied.change, SetAnimals | Imported):
            self.settled.emit()

    def _forget(self) -> None:
        self._job.cancel()
        self._job_id = self._joining_id = 0
        self._came = []
        self.unlikely.emit()
        self.settled.emit()


def _animals_of(path: Path | None) -> "Mapping[int, Animal]":
    """The animals of a session, as its file has them."""
    from desktop_app.catalog.session import Session

    if path is None:
        return {}
    with Session.open(path, or_look=True) as session:
        return session.animals()
