"""What is selected on the screen Photos counts only while that is shown."""

from unittest.mock import Mock

import pytest

from desktop_app.ui.window.main_window import MainWindow
from tests.qt.ui_helpers import act, settle


@pytest.mark.parametrize("screen", ["screen_animals", "screen_review"])
def test_photos_selected_on_another_screen_are_neither_told_nor_offered_for_export(
    full_window: MainWindow, monkeypatch: pytest.MonkeyPatch, screen: str
) -> None:
    export = Mock()
    monkeypatch.setattr(full_window.files.exporting, "ask", export)
    full_window.gallery.selectAll()
    settle(full_window)
    assert "13 selected" in full_window.status.counts_text()
    act(full_window, "export", screen)
    settle(full_window)
    assert "selected" not in full_window.status.counts_text()
    act(full_window, "export")
    assert [len(call.args[0].selected) for call in export.call_args_list] == [13, 0]
    act(full_window, "screen_photos")
    settle(full_window)
    # A review ends with its last photo selected.
    kept = 13 if screen == "screen_animals" else 1
    assert full_window.gallery.selected_count() == kept
    assert ("13 selected" in full_window.status.counts_text()) == (kept == 13)
