"""What a row says, however long its name is."""

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from desktop_app.ui.animals.row_look import RowLook
from desktop_app.ui.animals.row_painter import RowPainter
from desktop_app.ui.animals.strip import Strip, StripLayout
from desktop_app.ui.look.theme import colours

WIDTH, HEIGHT = 700, 30


def painted(title: str, says: str, *, compact: bool) -> QImage:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    look = RowLook(title, says, "" if compact else "Confirm 4", compact=compact, decided=compact)
    layout = StripLayout(Strip(np.zeros(0, np.int32), 0), WIDTH, opened=False)
    RowPainter(QApplication.font(), colours()).paint(painter, QRect(0, 0, WIDTH, HEIGHT), look, layout, [])
    painter.end()
    return image


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("compact", [False, True])
def test_a_long_name_leaves_room_for_what_enter_would_give(compact: bool) -> None:
    name = "A" * 180
    beagle, boxer = (painted(name, f"looks like {breed}", compact=compact) for breed in ("Beagle", "Boxer"))
    assert beagle != boxer
    assert beagle != painted("B" * 180, "looks like Beagle", compact=compact)
