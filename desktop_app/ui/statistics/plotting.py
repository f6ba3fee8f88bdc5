"""PyQtGraph, imported in this module alone: when statistics are first shown, in the background.

At its start it imports all that it can do. What is never done here gets an empty module in its place, so that it need
not be in the bundle: drawing by the graphics card (QtOpenGL alone is nine megabytes), and describing functions. Where
the real module is there already, that stays.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from PySide6.QtWidgets import QWidget

_QT = "PySide6"


class _NoOpenGLWidget(QWidget):
    """Nothing is one: PyQtGraph asks of its widgets whether they are."""


_NOT_NEEDED: dict[str, dict[str, object]] = {
    f"{_QT}.QtOpenGL": {},
    f"{_QT}.QtOpenGLWidgets": {"QOpenGLWidget": _NoOpenGLWidget},
    "pydoc": {},
}


@contextmanager
def _without_what_is_not_needed() -> Iterator[None]:
    absent = {name: contents for name, contents in _NOT_NEEDED.items() if name not in sys.modules}
    for name, contents in absent.items():
        sys.modules[name] = ModuleType(name)
        vars(sys.modules[name]).update(contents)
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


# Whatever the environment says, which is meant for other programs.
os.environ["PYQTGRAPH_QT_LIB"] = _QT
with _without_what_is_not_needed():
    import pyqtgraph as pg

# At the end of the program it would look at every object there is.
pg.setConfigOptions(exitCleanup=False, antialias=True)

__all__ = ["pg"]
