"""Thumbnails cut to squares; what was cut once is kept, so that scrolling copies pictures."""

from collections import OrderedDict

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPixmap

from desktop_app.ui.animals.strip import SQUARE
from desktop_app.ui.gallery.pictures import Pictures

# Some screens of rows; 50 kB each, 200 on a screen of twice the pixels.
MOST_SQUARES = 400
# Of the longer side of a photo to its shorter one: what is asked for is enough for this.
USUAL_SHAPE = 1.5


def picture_edge(ratio: float) -> int:
    """How many pixels the longer side of a thumbnail must have, so that the middle of it fills a square."""
    return round(SQUARE * USUAL_SHAPE * ratio)


class Squares:
    """The middle of each thumbnail, as large as it is painted."""

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self._made: OrderedDict[int, tuple[int, float, QPixmap]] = OrderedDict()

    def square(self, photo_id: int, ratio: float) -> QPixmap | None:
        """A photo's square for a screen with so many pixels for each of ours; None while there is no thumbnail."""
        thumbnail = self._pictures.pixmap(photo_id)
        if thumbnail is None or thumbnail.isNull():
            self._made.pop(photo_id, None)
            return None
        known = self._made.get(photo_id)
        if known is not None and known[:2] == (thumbnail.cacheKey(), ratio):
            self._made.move_to_end(photo_id)
            return known[2]
        made = cut(thumbnail, round(SQUARE * ratio))
        made.setDevicePixelRatio(ratio)
        self._made[photo_id] = (thumbnail.cacheKey(), ratio, made)
        self._made.move_to_end(photo_id)
        if len(self._made) > MOST_SQUARES:
            self._made.popitem(last=False)
        return made


def cut(picture: QPixmap, side: int) -> QPixmap:
    """The middle of a picture as a square of `side` pixels."""
    least = min(picture.width(), picture.height())
    middle = QRect((picture.width() - least) // 2, (picture.height() - least) // 2, least, least)
    smooth = Qt.TransformationMode.SmoothTransformation
    return picture.copy(middle).scaled(side, side, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
