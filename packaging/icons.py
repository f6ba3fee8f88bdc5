"""The icon of every installer, from the drawing that the app itself uses: SVG, PNG, ICO and ICNS."""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from desktop_app.ui.look.icons import application_drawing

SIZES = (16, 24, 32, 48, 64, 128, 256, 512, 1024)
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)


def write_icons(folder: Path) -> None:
    """Write `pawsort.svg`, `pawsort-<size>.png`, `pawsort.ico` and `pawsort.icns` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    application = QGuiApplication.instance() or QGuiApplication(["icons"])
    drawing = application_drawing()
    (folder / "pawsort.svg").write_text(drawing + "\n", encoding="utf-8")
    pictures = {size: _rendered(drawing, size) for size in SIZES}
    for size, picture in pictures.items():
        picture.save(folder / f"pawsort-{size}.png", optimize=True)
    largest = pictures[SIZES[-1]]
    smaller = [pictures[size] for size in ICO_SIZES]
    smaller[-1].save(folder / "pawsort.ico", sizes=[(size, size) for size in ICO_SIZES], append_images=smaller[:-1])
    largest.save(folder / "pawsort.icns", append_images=[pictures[size] for size in (32, 64, 128, 256, 512)])
    del application


def _rendered(drawing: str, size: int) -> Image.Image:
    image = QImage(size, size, QImage.Format.Format_RGBA8888)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return Image.frombytes("RGBA", (size, size), bytes(image.constBits()))
