"""Which widgets of the app were shown on no screen: found by looking through its code, so that none is forgotten.

Whoever adds a screen, a dialog or a part of one brings it up in `tools/screens.py`; then all that is looked at on every
screen is looked at on it too. Used by `tools/screenshots.py --check`.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

from PySide6.QtWidgets import QWidget

# Shown by the system, for as long as a mouse button is held down, or a stand-in for what is never made.
NEVER_SEEN = {"DropOverlay", "_NoOpenGLWidget"}


class EveryWidget:
    """Remembers what was seen.

    Args:
        package: all classes of widgets in it are to be seen.
    """

    def __init__(self, package: ModuleType) -> None:
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
        own = f"{package.__name__}."
        self._wanted = {kind for kind in _below(QWidget) if kind.__module__.startswith(own)}
        self._seen: set[type[QWidget]] = set()

    def look(self, root: QWidget) -> None:
        """Remember what a window or dialog shows."""
        for widget in (root, *root.findChildren(QWidget)):
            if widget.isVisible():
                self._seen.update(kind for kind in type(widget).__mro__ if issubclass(kind, QWidget))

    def faults(self) -> list[str]:
        """Which were not seen, in words for developers; empty where all were."""
        missing = sorted(
            f"{kind.__module__}.{kind.__name__}"
            for kind in self._wanted - self._seen
            if kind.__name__ not in NEVER_SEEN
        )
        return [f"{name} is shown on no screen: bring it up in tools/screens.py" for name in missing]


def _below(kind: type[QWidget]) -> Iterator[type[QWidget]]:
    for below in kind.__subclasses__():
        yield below
        yield from _below(below)
