"""The plot library as the bundle has it: without what is left out there, and never before it is wanted."""

import subprocess
import sys
from pathlib import Path

AS_IN_THE_BUNDLE = """
import importlib.abc, sys
sys.path.append("packaging")
import contents

class LeftOut(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if any(name == one or name.startswith(one + ".") for one in contents.EXCLUDED_MODULES):
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, LeftOut())
from PySide6.QtWidgets import QApplication
application = QApplication([])
from desktop_app.ui.statistics.chart import BarChart
from desktop_app.ui.statistics.sheet import Bars, Fill, Series
chart = BarChart(None)
chart.show_bars(Bars(["a", "b"], [Series("x", [3, 4]), Series("y", [2, 1], Fill.HATCHED)], "z", ["5", "5"],
                     intervals=[(1, 4), None]))
chart.show()
application.processEvents()
image = chart.grab().toImage()
print(len({image.pixel(x, y) for x in range(image.width()) for y in range(0, image.height(), 3)}) > 3)
print(sorted(name for name in sys.modules if name in contents.EXCLUDED_MODULES))
"""


def test_charts_are_drawn_with_what_the_bundle_holds_and_no_empty_module_stays(repository: Path) -> None:
    command = [sys.executable, "-c", AS_IN_THE_BUNDLE]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:2] == ["True", "[]"], done.stdout


def test_the_window_starts_without_it(repository: Path) -> None:
    code = (
        "import sys, desktop_app.app, desktop_app.ui.window.main_window\n"
        "print([name for name in sys.modules if 'pyqtgraph' in name or 'ui.statistics' in name])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
