"""All photos of the session as the interface knows them, with the counts that stand beside the filters."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, Signal

from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.values.suggestions import Confidence, SuggestionStatus


class PhotoCollection(QObject):
    """Rows by photo id, in the order in which they were added.

    Signals:
        reset: everything was replaced.
        added: ids that are new.
        changed: ids whose row is another one now.
        removed: ids that are gone.
    """

    reset = Signal()
    # `object`, not `list`: Qt would convert each of ten thousand ids.
    added = Signal(object)
    changed = Signal(object)
    removed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[int, PhotoRow] = {}
        self.states: Counter[PhotoState] = Counter()
        self.breeds: Counter[str] = Counter()
        self.confidences: Counter[Confidence] = Counter()
        self._folders: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[PhotoRow]:
        return iter(self._rows.values())

    def __contains__(self, photo_id: int) -> bool:
        return photo_id in self._rows

    def __getitem__(self, photo_id: int) -> PhotoRow:
        return self._rows[photo_id]

    @property
    def several_folders(self) -> bool:
        """Whether the photos are in more than one folder."""
        return len(self._folders) > 1

    def get(self, photo_id: int) -> PhotoRow | None:
        """The row of an id, or None when it is gone."""
        return self._rows.get(photo_id)

    def rows_of(self, ids: Iterable[int]) -> list[PhotoRow]:
        """The rows of these ids, without those that are gone."""
        return [self._rows[photo_id] for photo_id in ids if photo_id in self._rows]

    def replace_all(self, rows: Iterable[PhotoRow]) -> None:
        """Show another session."""
        self._rows.clear()
        self.states.clear()
        self.breeds.clear()
        self.confidences.clear()
        self._folders.clear()
        for row in rows:
            self._put(row)
        self.reset.emit()

    def put(self, rows: Iterable[PhotoRow]) -> None:
        """Take over new and changed rows."""
        added: list[int] = []
        changed: list[int] = []
        for row in rows:
            (changed if row.photo_id in self._rows else added).append(row.photo_id)
            self._put(row)
        if added:
            self.added.emit(added)
        if changed:
            self.changed.emit(changed)

    def remove(self, ids: Iterable[int]) -> None:
        """Forget photos."""
        gone = [photo_id for photo_id in ids if photo_id in self._rows]
        for photo_id in gone:
            self._uncount(self._rows.pop(photo_id))
        if gone:
            self.removed.emit(gone)

    def _put(self, row: PhotoRow) -> None:
        old = self._rows.get(row.photo_id)
        if old is not None:
            self._uncount(old)
        self._rows[row.photo_id] = row
        self.states[row.state] += 1
        self._folders[_folder(row)] += 1
        breed_id = suggested_breed(row)
        if breed_id is not None:
            self.breeds[breed_id] += 1
        confidence = suggested_confidence(row)
        if confidence is not None:
            self.confidences[confidence] += 1

    def _uncount(self, row: PhotoRow) -> None:
        self.states[row.state] -= 1
        folder = _folder(row)
        self._folders[folder] -= 1
        if not self._folders[folder]:
            del self._folders[folder]
        breed_id = suggested_breed(row)
        if breed_id is not None:
            self.breeds[breed_id] -= 1
        confidence = suggested_confidence(row)
        if confidence is not None:
            self.confidences[confidence] -= 1


def _folder(row: PhotoRow) -> str:
    # Not Path.parent, which makes another path for each of ten thousand photos.
    return str(row.path).rpartition(os.sep)[0]


def suggested_breed(row: PhotoRow) -> str | None:
    """The breed that a photo's first suggestion names, or None."""
    suggestion = row.suggestion
    if suggestion is None or suggestion.status is not SuggestionStatus.OK or not suggestion.ranked:
        return None
    return suggestion.ranked[0].breed_id


def suggested_confidence(row: PhotoRow) -> Confidence | None:
    """How sure a photo's suggestion is, whatever a person decided; None where there is none that says so."""
    return None if row.suggestion is None or row.error is not None else row.suggestion.confidence
