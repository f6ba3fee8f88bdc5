"""How one looks at a photo under review: turned, enlarged, at which part of it. Nothing is painted here."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

from desktop_app.catalog.values.suggestions import Box
from desktop_app.imaging.regions import around
from desktop_app.ui.review.photo_view import MOST_ENLARGED

MARGIN = 8
MOST_ZOOM = 16.0
MIDDLE = QPointF(0.5, 0.5)


@dataclass(frozen=True, slots=True)
class View:
    """How a person looked at a photo: degrees clockwise, how much larger than fitting, and where its middle was."""

    turned: int
    zoom: float
    centre: tuple[float, float]


AS_IT_IS = View(0, 1.0, MIDDLE.toTuple())


class Looking:
    """From a photo to the widget that shows it, and back.

    Attributes:
        room: of the widget, in its points.
        picture: pixels of the picture; None while there is none.
        turned: degrees clockwise.
        zoom: how much larger than fitting: 1 shows all of the photo.
        centre: what is seen in the middle, 0 to 1 across and down the picture.
    """

    def __init__(self) -> None:
        self.room = QSizeF(1, 1)
        self.picture: QSizeF | None = None
        self.turned, self.zoom, self.centre = 0, 1.0, QPointF(MIDDLE)

    def view(self, *, whole: bool) -> View:
        """How one looks now, to come back to it; `whole` to see all of the photo then."""
        return View(self.turned, *((1.0, MIDDLE.toTuple()) if whole else (self.zoom, self.centre.toTuple())))

    def take(self, view: View) -> None:
        """Look as one looked before."""
        self.turned, self.zoom, self.centre = view.turned, view.zoom, QPointF(*view.centre)

    def fit(self) -> None:
        """See all of the photo."""
        self.zoom, self.centre = 1.0, QPointF(MIDDLE)

    def _inner_room(self) -> QSizeF:
        return QSizeF(max(1, self.room.width() - 2 * MARGIN), max(1, self.room.height() - 2 * MARGIN))

    def _scale_for(self, size: QSizeF) -> float:
        """Points of the screen for a pixel, where a part of that size fills the room."""
        size = QSizeF(size)
        if self.turned % 180:
            size.transpose()
        room = self._inner_room()
        return min(room.width() / size.width(), room.height() / size.height())

    def fitting(self) -> float:
        """Points of the screen for a pixel of the picture, where all of it is seen."""
        if self.picture is None:
            return 1.0
        return min(self._scale_for(self.picture), MOST_ENLARGED)

    def scale(self) -> float:
        """Points of the screen for a pixel of the picture, as it is seen."""
        return self.fitting() * self.zoom

    def transform(self) -> QTransform:
        """From pixels of the picture to points of the widget."""
        size = self.picture or QSizeF(1, 1)
        scale = self.scale()
        middle = QTransform().translate(self.room.width() / 2, self.room.height() / 2)
        moved = middle.rotate(self.turned).scale(scale, scale)
        return moved.translate(-self.centre.x() * size.width(), -self.centre.y() * size.height())

    def shares_to_view(self) -> QTransform:
        """From shares of the photo to points of the widget."""
        size = self.picture or QSizeF(1, 1)
        return QTransform().scale(size.width(), size.height()) * self.transform()

    def seen(self) -> QRectF:
        """The part of the widget in which the photo is seen."""
        return self.shares_to_view().mapRect(QRectF(0, 0, 1, 1)).intersected(QRectF(QPointF(), self.room))

    def picture_point(self, point: QPointF) -> QPointF:
        """The pixel of the picture that is seen at a point of the widget."""
        return self.transform().inverted()[0].map(point) if self.picture is not None else QPointF()

    def zoom_to(self, zoom: float, pointer: QPointF, least: float) -> None:
        """Zoom so that what is under the pointer stays there."""
        there = self.picture_point(pointer)
        self.zoom = max(least, min(MOST_ZOOM, zoom))
        self.move_centre(there - self.picture_point(pointer))

    def go_to(self, box: Box | None) -> None:
        """See a dog as large as there is room; all of the photo without one."""
        if box is None or self.picture is None:
            self.fit()
            return
        size = self.picture
        region = around(box, round(size.width()), round(size.height()))
        part = QSizeF((region.right - region.left) * size.width(), (region.bottom - region.top) * size.height())
        self.zoom = max(1.0, min(MOST_ZOOM, self._scale_for(part) / self.fitting()))
        self.centre = QPointF((region.left + region.right) / 2, (region.top + region.bottom) / 2)
        self.move_centre(QPointF())

    def move_centre(self, by: QPointF) -> None:
        """Move what is seen by pixels of the picture, never beyond its edges."""
        size = self.picture or QSizeF(1, 1)
        scale = self.scale()
        seen = self.room / scale
        if self.turned % 180:
            seen.transpose()
        self.centre = QPointF(
            _kept(self.centre.x() + by.x() / size.width(), min(1.0, seen.width() / size.width()) / 2),
            _kept(self.centre.y() + by.y() / size.height(), min(1.0, seen.height() / size.height()) / 2),
        )


def _kept(value: float, margin: float) -> float:
    return max(margin, min(1 - margin, value))
