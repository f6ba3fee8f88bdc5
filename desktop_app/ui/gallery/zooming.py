"""Thumbnails of dogs instead of photos: cut out of that of the photo, and of a larger picture where it is a blur."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QPixmap

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.suggestions import Box, SuggestionStatus
from desktop_app.imaging.regions import WHOLE, around, pixels
from desktop_app.imaging.thumbnails import EDGE
from desktop_app.jobs.pictures import Picture, PictureLoader
from desktop_app.ui.gallery.pictures import Pictures

MEMORY_BYTES = 64 * 1024 * 1024
# A part of a thumbnail that has this share of the pixels that are shown, across or down, is sharp enough.
SHARP = 0.8


def box_of(row: PhotoRow) -> Box | None:
    """Where the first dog of a photo is; None where nobody knows, or where there is none."""
    suggestion = row.suggestion
    if suggestion is None or row.fault is not None or suggestion.status is SuggestionStatus.NO_DOG:
        return None
    return suggestion.box


class Cut(NamedTuple):
    """What is to be painted of a photo.

    Attributes:
        pixmap: the picture; None while there is none.
        part: of it, in pixels; None for all of it.
    """

    pixmap: QPixmap | None
    part: QRect | None


class _DogPictures(Pictures):
    """Thumbnails that were cut around a dog, each with the dog for which it was made."""

    most_bytes = MEMORY_BYTES

    def __init__(self, loader: PictureLoader, parent: QObject) -> None:
        self._boxes: dict[int, Box] = {}
        super().__init__(loader, parent)

    def cut(self, photo_id: int, box: Box) -> QPixmap | None:
        """The thumbnail of this very dog; None while it is not there."""
        return self.pixmap(photo_id) if self._boxes.get(photo_id) == box else None

    def want_dogs(self, rows: Iterable[PhotoRow]) -> None:
        """Ask for sharp thumbnails of the first dogs of photos, most wanted first."""
        missing = {}
        for row in rows:
            box = box_of(row)
            if box is not None and row.photo_id not in self._broken and self.cut(row.photo_id, box) is None:
                missing[row.photo_id] = row.path, box
        paths = [(photo_id, path) for photo_id, (path, _) in missing.items()]
        self.loader.request(paths, EDGE, {photo_id: box for photo_id, (_, box) in missing.items()})

    def _keep(self, picture: Picture) -> None:
        super()._keep(picture)
        if picture.box is not None:
            self._boxes[picture.photo_id] = picture.box

    def _forget(self, photo_id: int) -> None:
        super()._forget(photo_id)
        self._boxes.pop(photo_id, None)

    def clear(self) -> None:
        """Forget everything."""
        super().clear()
        self._boxes.clear()


class DogZoom(QObject):
    """Whether thumbnails show dogs, and what of them is painted.

    Until a sharp picture is there, the part of the photo's own thumbnail stands in: a person sees the dog at once.
    Of a photo without a box all is shown.

    Signals:
        changed: it was switched on or off.
        arrived: id of a photo of which a sharper picture can be painted now.
    """

    changed = Signal()
    arrived = Signal(int)

    def __init__(self, loader: PictureLoader, parent: QObject) -> None:
        super().__init__(parent)
        self._sharp = _DogPictures(loader, self)
        self._sharp.arrived.connect(self.arrived)
        self._is_on = False

    @property
    def is_on(self) -> bool:
        """Whether thumbnails show dogs."""
        return self._is_on

    def set_on(self, on: bool) -> None:
        """Show dogs, or photos again."""
        if on != self._is_on:
            self._is_on = on
            self.changed.emit()

    def cut(self, row: PhotoRow, thumbnail: QPixmap | None) -> Cut:
        """What of a photo is to be painted.

        Args:
            row: the photo.
            thumbnail: of all of the photo; None while it is not there.
        """
        box = box_of(row) if self._is_on else None
        if box is None or thumbnail is None or thumbnail.isNull():
            return Cut(thumbnail, None)
        sharp = self._sharp.cut(row.photo_id, box)
        if sharp is not None:
            return Cut(sharp, None)
        part = _part(box, thumbnail)
        return Cut(thumbnail, None if part == thumbnail.rect() else part)

    def want(self, photos: Iterable[tuple[PhotoRow, QPixmap | None]], side: int) -> None:
        """Ask for sharper pictures of those whose thumbnails are a blur where only the dog is shown.

        Args:
            photos: with their thumbnails, the most wanted first.
            side: pixels of the screen that the longer side of a dog has.
        """
        if self._is_on:
            self._sharp.want_dogs([row for row, thumbnail in photos if _is_blur(row, thumbnail, min(side, EDGE))])


def _part(box: Box, thumbnail: QPixmap) -> QRect:
    left, top, right, bottom = pixels(around(box, thumbnail.width(), thumbnail.height()), *thumbnail.size().toTuple())
    return QRect(left, top, right - left, bottom - top)


def _is_blur(row: PhotoRow, thumbnail: QPixmap | None, side: int) -> bool:
    box = box_of(row)
    if box is None or thumbnail is None or thumbnail.isNull():
        return False
    if around(box, thumbnail.width(), thumbnail.height()) == WHOLE:
        return False
    if max(thumbnail.width(), thumbnail.height()) < SHARP * EDGE:
        return False  # a small photo: nobody has more pixels of it
    part = _part(box, thumbnail)
    return max(part.width(), part.height()) < SHARP * side
