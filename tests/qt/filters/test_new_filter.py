"""A newcomer adds a filter by two files: what it does to the photos, and what it looks like in the sidebar."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

FACET = '''"""The filter for photos whose id is odd or even."""

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.facet import Facet
from desktop_app.photos.store import PhotoStore


class ParityFacet(Facet):
    """Values: 0 and 1."""

    id = "parity"

    def mask(self, store: PhotoStore, value: int) -> NDArray[np.bool_]:
        return store.photo_ids % 2 == value

    def counts(self, store: PhotoStore, within: NDArray[np.bool_]) -> dict[int, int]:
        return {value: int(np.count_nonzero(within & self.mask(store, value))) for value in (0, 1)}


FACET = ParityFacet()
'''
PART = '''"""A box for odd photos."""

from PySide6.QtWidgets import QCheckBox

from desktop_app.ui.filters.part import FilterPart


class ParityPart(FilterPart):
    facet = "parity"
    rank = 45

    def build(self):
        self.box = QCheckBox("Odd photos", self)
        self.box.toggled.connect(self.chosen)
        self.lines.addWidget(self.box)

    def value(self):
        return 1 if self.box.isChecked() else None

    def set_value(self, value):
        self.box.setChecked(value == 1)

    def show_counts(self, counts):
        super().show_counts(counts)
        self.box.setText(f"Odd photos ({counts[1]})")


PART = ParityPart
'''
PROGRAM = """
import json
import time
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from desktop_app import app
from desktop_app.catalog.rows import PhotoRow
from desktop_app.ui.settings import Settings

window = app.make_window(app.make_application(), Settings.of(theme="light", language="en"))
window.show()
window.collection.put(PhotoRow(number, Path(f"/photos/{number}.jpg"), 0, None, None, None) for number in range(1, 8))
def odd():
    return next((box for box in window.sidebar.findChildren(QCheckBox) if box.text().startswith("Odd")), None)
def wait_for(holds):
    end = time.monotonic() + 60
    while not holds() and time.monotonic() < end:
        QTest.qWait(5)
wait_for(lambda: odd() is not None and odd().text() == "Odd photos (4)")
box = odd()
said = box.text()
box.click()
wait_for(lambda: len(window.model.ids()) < 7)
shown = window.model.ids()
window.window_actions.view.clear_filters()
print(json.dumps({"said": said, "shown": shown, "then": len(window.model.ids())}))
window.close()
"""


def test_a_filter_takes_two_files_and_is_shown_with_its_counts(repository: Path, tmp_path: Path) -> None:
    for name in ("desktop_app", "assets"):
        shutil.copytree(repository / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.onnx"))
    new = {
        tmp_path / "desktop_app" / "photos" / "facets" / "parity.py": FACET,
        tmp_path / "desktop_app" / "ui" / "filters" / "parts" / "parity.py": PART,
    }
    for file, text in new.items():
        file.write_text(text, encoding="utf-8")
    environment = os.environ | {
        "PYTHONPATH": str(tmp_path),
        "PAWSORT_HOME": str(tmp_path / "home"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert len(new) == 2
    assert json.loads(done.stdout) == {"said": "Odd photos (4)", "shown": [1, 3, 5, 7], "then": 7}
