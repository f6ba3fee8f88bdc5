"""A session that was made out of results of `python -m scale_out`, in the real window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.catalog.session import Session
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.ui_helpers import has_looked_at, press, see

pytest.importorskip("pyarrow")


def test_its_photos_show_their_suggestions_and_are_labelled_with_keys(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, coloured_photos: Path, small_pack: Path
) -> None:
    from scale_out.places import Place
    from scale_out.tables.sessions import SessionsRequest, make_sessions
    from tests.scale_out_results import labelled

    results = labelled([coloured_photos], Place.of(str(tmp_path / "results")), small_pack)
    (name,) = make_sessions(SessionsRequest(results, tmp_path / "review"), lambda _done, _total: None).made
    looked: list[int] = []
    window.labelling.finished.connect(lambda summary: looked.append(summary.done))
    window.session.open(tmp_path / "review" / name)
    qtbot.waitUntil(lambda: has_looked_at(window, 13))
    see(window)
    model = window.model
    said = [model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    for colour, breed in {"red": "Red", "green": "Green", "blue": "Blue"}.items():
        of_colour = [each for each in said if f"{colour}.png" in each]
        assert len(of_colour) == 4
        assert all(breed in each.replace(f"{colour}.png", "") for each in of_colour), of_colour
    window.gallery.setFocus()
    window.gallery.go_to(model.ids()[0])
    see(window)
    press(window, Qt.Key.Key_Return)
    assert sum(looked) == 0  # nothing was left to look at
    with Session.open(tmp_path / "review" / name) as session:
        labels = [row.label for row in session.rows() if row.label is not None]
    assert [label.breed_ids for label in labels] == [("n_red",)]
