"""Text in a few lines, for what does not wrap by itself."""

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from desktop_app.ui.look.wrapped_text import wrapped


def test_a_text_breaks_between_words_and_behind_hyphens(qapp: QApplication) -> None:
    font = QFont()
    room = QFontMetrics(font).horizontalAdvance("Curly-Coated") - 1
    assert wrapped("A Curly-Coated", font, room, 3) == (["A Curly-", "Coated"], True)
    assert wrapped("Pug", font, room, 3) == (["Pug"], True)


def test_what_has_no_room_is_cut_off_and_that_is_said(qapp: QApplication) -> None:
    font = QFont()
    room = QFontMetrics(font).horizontalAdvance("Great Dane") + 1
    lines, is_whole = wrapped("Great Dane of the Mountains of Switzerland", font, room, 2)
    assert (lines[0], is_whole) == ("Great Dane", False)
    assert lines[1].startswith("of the")
    assert lines[1].endswith("…")
    long, is_whole = wrapped("Xoloitzcuintle-without-any-hair", font, room // 2, 1)
    assert not is_whole
    assert long[0].endswith("…")
