"""When the process is asked to end, the window ends as by a person, whatever is open over it."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import UNKNOWN
from desktop_app.ui.window.ending import Ending
from desktop_app.ui.window.main_window import MainWindow

# The window with something open over it, which is asked to end from another thread. Prints how it was left.
OVER_IT = """
import sys, threading
from desktop_app import stopping
stopping.listen()
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox
from desktop_app.app import make_application
from desktop_app.ui.window.main_window import MainWindow
application = make_application()
def window():
    return next(w for w in application.topLevelWidgets() if isinstance(w, MainWindow))
def menu():
    made = QMenu(window()); made.addAction('x'); made.exec(QPoint(5, 5))
def two():
    QTimer.singleShot(100, lambda: QMessageBox.question(window(), 'A', 'B'))
    window().actions_by_name['settings'].trigger()
OPENERS = {
    'nothing': lambda: None,
    'settings': lambda: window().actions_by_name['settings'].trigger(),
    'about': lambda: window().actions_by_name['about'].trigger(),
    'question': lambda: QMessageBox.question(window(), 'A', 'B'),
    'file': lambda: QFileDialog.getOpenFileName(window(), options=QFileDialog.Option.DontUseNativeDialog),
    'menu': menu,
    'two': two,
}
def open_it():
    threading.Timer(0.4, stopping.ask).start()
    OPENERS[sys.argv[1]]()
    print('over', flush=True)
QTimer.singleShot(300, open_it)
from desktop_app import cli
cli.main(['window'])
"""


@pytest.mark.end_to_end
@pytest.mark.parametrize("over_it", ["nothing", "settings", "about", "question", "file", "menu", "two"])
def test_window_ends_whatever_is_open_over_it(over_it: str, isolated_home: Path, repository: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OVER_IT, over_it], cwd=repository, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 143, done.stderr
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stderr
    # What was open was left in order, not cut off.
    assert done.stdout == "over\n"


def test_what_a_person_decided_is_on_disk_before_the_computer_shuts_down(
    qapp: QApplication, full_window: MainWindow
) -> None:
    ending = Ending(qapp)
    ending.watch(full_window)
    ids = list(full_window.model.ids())
    for photo in ids:
        full_window.session.change(LabelPhotos([photo], UNKNOWN), "a step", "a step")
    path = full_window.session.path
    assert path is not None
    ending._save(None)  # type: ignore[arg-type] # what Qt's signal does, whose manager nobody can make
    assert not full_window.session.is_writing
    with Session.open(path) as session:
        assert all(row.label == UNKNOWN for row in session.rows())
    # Whether the computer really shuts down is not known yet.
    assert full_window.session.path == path
    ending.deleteLater()
