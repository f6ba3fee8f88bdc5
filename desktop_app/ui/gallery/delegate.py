"""Shows the tiles of the gallery. What was painted once is kept, so that scrolling copies pictures."""

from collections import OrderedDict

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.catalog.rows import PhotoRow
from desktop_app.ui.gallery.model import Role
from desktop_app.ui.gallery.pictures import Pictures
from desktop_app.ui.gallery.tile import GAP, PADDING, TileLook, TilePainter, text_height
from desktop_app.ui.gallery.zooming import Cut, DogZoom
from desktop_app.ui.look.theme import colours
from desktop_app.ui.wording import words

# About three screens of large tiles; 0.2 to 0.5 MB each.
MOST_TILES = 160


class PhotoDelegate(QStyledItemDelegate):
    """Paints the photos.

    Attributes:
        zoom: whether tiles show dogs instead of photos; None where they never do.
    """

    def __init__(
        self, pictures: Pictures, breed_name: words.BreedName, parent: QWidget, zoom: DogZoom | None = None
    ) -> None:
        super().__init__(parent)
        self._pictures, self.zoom = pictures, zoom
        self._breed_name = breed_name
        self.thumbnail_size = 176
        # As wide as a column of the gallery.
        self.column_width = 0
        self.folders_shown = False
        self._painter: TilePainter | None = None
        self._painted_with: tuple[object, ...] = ()
        self._tiles: OrderedDict[int, tuple[PhotoRow, int, TileLook, QPixmap]] = OrderedDict()

    def tile_size(self, font: QFont) -> QSize:
        """Size of a whole tile with the gap around it, in device-independent pixels."""
        width = self.thumbnail_size + 2 * PADDING + 2 * GAP
        return QSize(width, self.thumbnail_size + text_height(font, folder=self.folders_shown) + 3 * PADDING + 2 * GAP)

    def picture_edge(self) -> int:
        """Device-independent pixels of the longer side of a thumbnail that fills its tile."""
        return max(self.thumbnail_size, self.column_width - 2 * PADDING - 2 * GAP)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All tiles are of one size, and fill their column."""
        del index
        tile = self.tile_size(option.font)
        return QSize(self.column_width or tile.width(), tile.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the tile of one photo."""
        row: PhotoRow | None = index.data(Role.ROW)
        if row is None:
            return
        look = TileLook(
            option.rect.width(),
            option.rect.height(),
            self.thumbnail_size,
            bool(option.state & QStyle.StateFlag.State_Selected),
            bool(option.state & QStyle.StateFlag.State_MouseOver),
            bool(option.state & QStyle.StateFlag.State_HasFocus),
            self.folders_shown,
            self.zoom is not None and self.zoom.is_on,
        )
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(option.rect.topLeft(), self._tile(row, look, option.font, ratio))

    def _tile(self, row: PhotoRow, look: TileLook, font: QFont, ratio: float) -> QPixmap:
        now = colours()
        if self._painter is None or self._painted_with != (now, font, ratio):
            self._painter = TilePainter(self._breed_name, font, now)
            self._painted_with = (now, QFont(font), ratio)
            self._tiles.clear()
        thumbnail, part = Cut(self._pictures.pixmap(row.photo_id), None)
        if self.zoom is not None:
            thumbnail, part = self.zoom.cut(row, thumbnail)
        picture = 0 if thumbnail is None else thumbnail.cacheKey()
        known = self._tiles.get(row.photo_id)
        if known is not None and known[0] is row and known[1] == picture and known[2] == look:
            self._tiles.move_to_end(row.photo_id)
            return known[3]
        tile = QPixmap(round(look.width * ratio), round(look.height * ratio))
        tile.setDevicePixelRatio(ratio)
        # Without transparency, showing it is a plain copy.
        tile.fill(QColor(now.window))
        painter = QPainter(tile)
        self._painter.paint(painter, row, thumbnail, look, part)
        painter.end()
        self._tiles[row.photo_id] = (row, picture, look, tile)
        self._tiles.move_to_end(row.photo_id)
        if len(self._tiles) > MOST_TILES:
            self._tiles.popitem(last=False)
        return tile
