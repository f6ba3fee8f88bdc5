"""The thumbnails that are in memory, and the asking for those that are not."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from desktop_app.jobs.pictures import Picture, PictureLoader

MEMORY_BYTES = 160 * 1024 * 1024
BYTES_A_PIXEL = 4


class Pictures(QObject):
    """A bounded store of thumbnails, for the interface thread. The least recently shown one goes first.

    Attributes:
        most_bytes: of all of them together.

    Signals:
        arrived: id of a photo whose thumbnail can be painted now.
    """

    arrived = Signal(int)
    most_bytes = MEMORY_BYTES

    def __init__(self, loader: PictureLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.loader = loader
        loader.ready.connect(self._take)
        loader.failed.connect(lambda photo_id, _fault: self._broken.add(photo_id))
        loader.editions.renewed.connect(self._let_go)
        loader.editions.tried_again.connect(self._retry)
        self._pixmaps: OrderedDict[int, QPixmap] = OrderedDict()
        self._edges: dict[int, int] = {}
        self._broken: set[int] = set()
        self._bytes = 0

    def pixmap(self, photo_id: int) -> QPixmap | None:
        """The thumbnail, or None while it is not there."""
        found = self._pixmaps.get(photo_id)
        if found is not None:
            self._pixmaps.move_to_end(photo_id)
        return found

    def is_there(self, photo_id: int) -> bool:
        """Whether a person sees the photo where its tile is, or that it cannot be shown."""
        return photo_id in self._pixmaps or photo_id in self._broken

    def cannot_be_shown(self, photo_id: int) -> bool:
        """Whether there is no thumbnail, and none will come."""
        return photo_id in self._broken and photo_id not in self._pixmaps

    def want(self, photos: Iterable[tuple[int, Path]], edge: int) -> None:
        """Ask for thumbnails of `edge` pixels, most wanted first. Whatever was asked for before is forgotten."""
        missing = [
            (photo_id, path)
            for photo_id, path in photos
            if photo_id not in self._broken and self._edges.get(photo_id, 0) < edge
        ]
        self.loader.request(missing, edge)

    def _take(self, picture: Picture) -> None:
        self._keep(picture)
        self.arrived.emit(picture.photo_id)

    def _keep(self, picture: Picture) -> None:
        self._forget(picture.photo_id)
        self._pixmaps[picture.photo_id] = QPixmap.fromImage(as_image(picture))
        self._edges[picture.photo_id] = picture.edge
        self._bytes += picture.width * picture.height * BYTES_A_PIXEL
        while self._bytes > self.most_bytes and len(self._pixmaps) > 1:
            self._forget(next(iter(self._pixmaps)))

    def _let_go(self, ids: Sequence[int] | None) -> None:
        """Photos are others now; None for all."""
        if ids is None:
            self.clear()
            return
        for photo_id in ids:
            self._forget(photo_id)
            self._broken.discard(photo_id)

    def clear(self) -> None:
        """Forget everything."""
        self._pixmaps.clear()
        self._edges.clear()
        self._broken.clear()
        self._bytes = 0

    def _retry(self, ids: Sequence[int]) -> None:
        """Ask again for photos that had no thumbnail."""
        self._broken.difference_update(ids)

    def _forget(self, photo_id: int) -> None:
        old = self._pixmaps.pop(photo_id, None)
        if old is not None:
            self._bytes -= old.width() * old.height() * BYTES_A_PIXEL
            del self._edges[photo_id]


def as_image(picture: Picture) -> QImage:
    """A picture as Qt paints it. Shares the bytes of `picture`, which must outlive it."""
    return QImage(picture.pixels, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888)
