"""Pages as files, and on the clipboard."""

import datetime
import io
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLocale, QMimeData, QPoint
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from desktop_app.exports.destination import CHART_MARK
from desktop_app.exports.tables.text_tables import Cell as CsvCell
from desktop_app.exports.tables.text_tables import CsvStyle, CsvTable
from desktop_app.files import WholeFile
from desktop_app.ui.statistics.sheet import Cell, Sheet

SCALE = 2
"""Pixels of a picture for each of the screen: it shall be sharp on paper."""
MARGIN = 16


def csv_text(sheet: Sheet, style: CsvStyle) -> str:
    """The table of a page, as `exports.tables.text_tables` writes tables; days as 2024-11-30."""
    text = io.StringIO()
    titles = [column.title for column in sheet.columns]
    # Names of breeds may be typed by people.
    table = CsvTable(text, titles, typed_by_people=titles, style=style)
    for row in sheet.rows:
        table.add(dict(zip(titles, map(_csv_cell, row), strict=True)))
    return text.getvalue()


def _csv_cell(cell: Cell) -> CsvCell:
    return cell.isoformat() if isinstance(cell, datetime.date) else cell


def picture_of(parts: list[QWidget], background: QColor) -> QImage:
    """Widgets, one below the other, as one picture."""
    width = max(part.width() for part in parts)
    height = sum(part.height() for part in parts) + MARGIN // 2 * (len(parts) - 1)
    image = QImage((width + 2 * MARGIN) * SCALE, (height + 2 * MARGIN) * SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    image.fill(background)
    image.setText(*CHART_MARK)
    painter = QPainter(image)
    top = MARGIN
    for part in parts:
        # That of any widget: the one of graphics views draws their scenes alone.
        inside, flags = QRegion(0, 0, part.width(), part.height()), QWidget.RenderFlag.DrawChildren
        QWidget.render(part, painter, QPoint(MARGIN, top), inside, flags)
        top += part.height() + MARGIN // 2
    painter.end()
    return image


def writer_of_picture(image: QImage, file: Path) -> Callable[[], Path]:
    """What writes a picture, for a thread where nobody waits for it."""

    def write() -> Path:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(image)
        with WholeFile(file) as whole:
            whole.write_bytes(bytes(buffer.data().data()))
        return file

    return write


def writer_of_table(sheet: Sheet, file: Path) -> Callable[[], Path]:
    """What writes a table for a spreadsheet, for a thread where nobody waits for it."""
    # Excel takes the signs from the system, whatever language Pawsort speaks.
    style = CsvStyle.spreadsheet(QLocale.system().decimalPoint())

    def write() -> Path:
        with WholeFile(file) as whole:
            whole.write(csv_text(sheet, style))
        return file

    return write


def for_clipboard(sheet: Sheet, image: QImage | None) -> QMimeData:
    """A page for whatever it is put into: cells for spreadsheets, a picture for letters."""
    lines = [[column.title for column in sheet.columns]]
    lines += [[column.text(cell) for column, cell in zip(sheet.columns, row, strict=True)] for row in sheet.rows]
    data = QMimeData()
    data.setText("\n".join("\t".join(line) for line in lines) + "\n")
    if image is not None:
        data.setImageData(image)
    return data
