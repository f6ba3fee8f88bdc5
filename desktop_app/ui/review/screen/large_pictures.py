"""Large pictures for the review, decoded ahead: the next photo is there before it is wanted."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from desktop_app.faults import Fault
from desktop_app.jobs.pictures import Picture, PictureLoader
from desktop_app.ui.gallery.pictures import BYTES_A_PIXEL, as_image

MEMORY_BYTES = 96 * 1024 * 1024
# However little fits: the photo that is shown and the next one.
LEAST = 2
# All pixels of a photo of twelve megapixels; of larger ones as many as an old laptop has room for.
DETAIL_EDGE = 4096

Wanted = tuple[int, Path]


class LargePictures(QObject):
    """A bounded store of pictures of the size in which they are shown, for the interface thread.

    Signals:
        arrived: id of a photo whose picture is there now.
        detailed: id of the photo whose picture came with all pixels.
        failed: id of a photo, the `Fault` that says why there is no picture.
    """

    arrived = Signal(int)
    detailed = Signal(int)
    failed = Signal(int, object)

    def __init__(self, loader: PictureLoader, parent: QObject) -> None:
        super().__init__(parent)
        self._loader = loader
        loader.ready.connect(self._take)
        loader.failed.connect(self._take_failure)
        loader.editions.renewed.connect(self._let_go)
        loader.editions.tried_again.connect(self._retry)
        self._pixmaps: dict[int, tuple[QPixmap, int]] = {}
        self._broken: dict[int, Fault] = {}
        self._wanted: list[Wanted] = []
        self._edge = 0
        self._detail: tuple[int, QPixmap] | None = None
        self._detail_of: Wanted | None = None

    def want(self, photos: Sequence[Wanted], edge: int) -> None:
        """Keep pictures of these photos, the most wanted first, of at most `edge` pixels a side; others may go."""
        if not photos or self._detail_of not in (None, photos[0]):
            self._detail = self._detail_of = None
        # What a square picture would take; others take less.
        fits = max(LEAST, MEMORY_BYTES // max(1, edge * edge * BYTES_A_PIXEL * 3 // 4))
        self._wanted, self._edge = list(photos[:fits]), edge
        kept = {photo_id for photo_id, _ in self._wanted}
        self._pixmaps = {photo_id: found for photo_id, found in self._pixmaps.items() if photo_id in kept}
        self._ask()

    def want_detail(self, photo: Wanted) -> None:
        """All pixels of the photo that is shown, before any other."""
        if self._detail_of != photo:
            self._detail, self._detail_of = None, photo
            self._ask()

    def pixmap(self, photo_id: int) -> QPixmap | None:
        """The picture, large enough for what was asked last; None while it is not there."""
        found = self._pixmaps.get(photo_id)
        return found[0] if found is not None and found[1] >= self._edge else None

    def is_whole(self, photo_id: int) -> bool:
        """Whether the picture has all pixels of its photo: it is smaller than was asked for."""
        found = self._pixmaps.get(photo_id)
        return found is not None and max(found[0].width(), found[0].height()) < found[1]

    def detail(self, photo_id: int) -> QPixmap | None:
        """The picture with all pixels; None while it is not there."""
        return self._detail[1] if self._detail is not None and self._detail[0] == photo_id else None

    def fault(self, photo_id: int) -> Fault | None:
        """Why there is no picture; None where nothing is wrong."""
        return self._broken.get(photo_id)

    def bytes_held(self) -> int:
        """Memory of all pictures."""
        pixmaps = [pixmap for pixmap, _ in self._pixmaps.values()] + ([self._detail[1]] if self._detail else [])
        return sum(pixmap.width() * pixmap.height() * BYTES_A_PIXEL for pixmap in pixmaps)

    def clear(self) -> None:
        """Hold nothing, and ask for nothing."""
        self._pixmaps.clear()
        self._broken.clear()
        self._wanted, self._detail, self._detail_of = [], None, None
        self._loader.request([], 0)

    def _let_go(self, photo_ids: Sequence[int] | None) -> None:
        """Photos are others now; None for all."""
        if photo_ids is None:
            self.clear()
            return
        for photo_id in photo_ids:
            self._pixmaps.pop(photo_id, None)
            self._broken.pop(photo_id, None)
        if self._detail_of is not None and self._detail_of[0] in photo_ids:
            self._detail = self._detail_of = None
        self._ask()

    def _retry(self, photo_ids: Sequence[int]) -> None:
        """Photos can perhaps be read again."""
        for photo_id in self._broken.keys() & set(photo_ids):
            del self._broken[photo_id]
        self._ask()

    def _ask(self) -> None:
        if self._detail_of is not None and self._detail is None:
            self._loader.request([self._detail_of], DETAIL_EDGE)
            return
        missing = [
            wanted for wanted in self._wanted if self.pixmap(wanted[0]) is None and wanted[0] not in self._broken
        ]
        self._loader.request(missing, self._edge)

    def _take(self, picture: Picture) -> None:
        photo_id = picture.photo_id
        if picture.edge == DETAIL_EDGE and self._edge != DETAIL_EDGE:
            if self._detail_of is not None and self._detail_of[0] == photo_id:
                self._detail = photo_id, QPixmap.fromImage(as_image(picture))
                self._ask()
                self.detailed.emit(photo_id)
            return
        # What was asked for under another photo may come late.
        if picture.edge >= self._edge and any(photo_id == wanted for wanted, _ in self._wanted):
            self._pixmaps[photo_id] = QPixmap.fromImage(as_image(picture)), picture.edge
            self._broken.pop(photo_id, None)
            self.arrived.emit(photo_id)

    def _take_failure(self, photo_id: int, fault: Fault) -> None:
        is_detail = self._detail_of is not None and self._detail_of[0] == photo_id
        if is_detail:
            self._detail_of = None
        if is_detail and photo_id in self._pixmaps:
            self._ask()
            return  # not all of its pixels can be had; it is shown all the same
        self._broken[photo_id] = fault
        self._ask()
        self.failed.emit(photo_id, fault)
