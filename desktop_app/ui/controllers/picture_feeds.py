"""Brings the photo in focus to the side panel and to the large preview."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from desktop_app.catalog.rows import PhotoRow
from desktop_app.faults import Fault
from desktop_app.jobs.pictures import Picture, PictureLoader
from desktop_app.ui.gallery.pictures import Pictures, as_image
from desktop_app.ui.review.dogs import first_dog
from desktop_app.ui.review.photo_view import PhotoView
from desktop_app.ui.review.preview import LargePreview

# While a key is held down, photos rush by: only the one where it stops is worth decoding.
REST_MS = 40


class LargePictureFeed(QObject):
    """Shows the thumbnail at once and the large picture as soon as it is decoded."""

    def __init__(
        self, loader: PictureLoader, thumbnails: Pictures, panel: PhotoView, preview: LargePreview, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._loader, self._thumbnails = loader, thumbnails
        self._panel, self._preview = panel, preview
        self._row: PhotoRow | None = None
        self._picture: Picture | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.ask)
        loader.ready.connect(self._take)
        loader.failed.connect(self._take_failure)
        loader.editions.renewed.connect(self._let_go)
        loader.editions.tried_again.connect(self._look_again)
        for view in (panel, preview.photo):
            view.edge_changed.connect(lambda _edge: self._rest.start())

    def show_row(self, row: PhotoRow | None) -> None:
        """Show this photo; None for none."""
        # Ids begin anew in every session: the photo with the same one may be another session's.
        same = row is not None and self._row is not None and _key(row) == _key(self._row)
        self._row = row
        if not same:
            self._show_first_dog(row)
        if same and row is not None and row.fault is None:
            return
        self._picture = None
        if row is None:
            self._loader.request([], 0)
            for view in (self._panel, self._preview.photo):
                view.show_picture(None)
            return
        for view in (self._panel, self._preview.photo):
            view.show_picture(self._thumbnails.pixmap(row.photo_id), unreadable=row.fault is not None)
        self._rest.start()

    def _show_first_dog(self, row: PhotoRow | None) -> None:
        """Where it is, until somebody knows of others; and so that none of another photo stays."""
        for view in (self._panel, self._preview.photo):
            view.show_dogs(first_dog(row))

    def _let_go(self, ids: Collection[int] | None) -> None:
        """Photos are others now; None for all, and then it is said which is shown."""
        if ids is None:
            self.show_row(None)
        elif self._row is not None and self._row.photo_id in ids:
            for view in (self._panel, self._preview.photo):
                view.show_picture(None)
            self._look_again(ids)

    def _look_again(self, ids: Collection[int]) -> None:
        """These photos can perhaps be read again."""
        if self._row is not None and self._row.photo_id in ids:
            self._picture = None
            self._rest.start()

    def ask(self) -> None:
        """Ask for as many pixels as can be shown now."""
        if self._row is None:
            return
        edge = self._preview.photo.edge() if self._preview.isVisible() else self._panel.edge()
        if self._picture is None or self._picture.edge < edge:
            self._loader.request([(self._row.photo_id, self._row.path)], edge)

    def _take(self, picture: Picture) -> None:
        if self._row is None or picture.photo_id != self._row.photo_id:
            return
        if self._picture is None or picture.edge >= self._picture.edge:
            self._picture = picture
            for view in (self._panel, self._preview.photo):
                view.show_picture(as_image(picture))
        self.ask()

    def _take_failure(self, photo_id: int, _fault: Fault) -> None:
        if self._row is not None and photo_id == self._row.photo_id:
            for view in (self._panel, self._preview.photo):
                view.show_picture(None, unreadable=True)


def _key(row: PhotoRow) -> tuple[int, Path]:
    return row.photo_id, row.path
