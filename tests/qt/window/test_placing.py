"""A window opens on a screen that is there, and fits it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from desktop_app import app
from desktop_app.ui.settings import Settings, WindowState
from desktop_app.ui.window.placing import fitted, place

LAPTOP = QRect(0, 0, 1366, 740)
SECOND = QRect(1366, 0, 1920, 1080)


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (QRect(10, 10, 800, 600), QRect(10, 10, 800, 600)),
        (QRect(0, 0, 1282, 825), QRect(0, 0, 1282, 740)),
        (QRect(300, 200, 1280, 700), QRect(86, 40, 1280, 700)),
        (QRect(5000, 5000, 800, 600), QRect(566, 140, 800, 600)),
        (QRect(-4000, 20, 800, 600), QRect(0, 20, 800, 600)),
        (QRect(1500, 100, 1900, 900), QRect(1386, 100, 1900, 900)),
        (QRect(0, 0, 5000, 5000), QRect(1366, 0, 1920, 1080)),
    ],
)
def test_a_window_is_brought_onto_a_screen(frame: QRect, expected: QRect) -> None:
    assert fitted(frame, [LAPTOP, SECOND]) == expected
    assert any(screen.contains(fitted(frame, [LAPTOP, SECOND])) for screen in (LAPTOP, SECOND))


def test_where_the_second_screen_is_gone_it_comes_back_onto_the_first() -> None:
    assert fitted(QRect(1500, 100, 1900, 900), [LAPTOP]) == QRect(0, 0, 1366, 740)


def test_the_first_window_fits_its_screen_with_its_frame(qapp: QApplication, isolated_home: Path) -> None:
    made = app.make_window(qapp, Settings.of(theme="light", language="en"))
    try:
        made.show()
        qapp.processEvents()
        qapp.processEvents()
        screen = made.screen().availableGeometry()
        assert screen.contains(made.frameGeometry()), (screen, made.frameGeometry())
    finally:
        made.close()


def test_a_place_off_every_screen_is_forgotten(qapp: QApplication, isolated_home: Path) -> None:
    first = app.make_window(qapp, Settings.of(theme="light", language="en"))
    first.setGeometry(QRect(9000, 7000, 760, 520))
    first.memory.save()
    first.close()
    WindowState.load()
    made = app.make_window(qapp, Settings.of(theme="light", language="en"))
    try:
        place(made, first_time=False)
        assert made.screen().availableGeometry().contains(made.geometry())
    finally:
        made.close()
