"""What becomes of many photos at once is told one listener after the other, with a breath for the window in between."""

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.photos.names import Positions

MANY = 2_000


class ManyLater(QObject):
    """Passes positions on: a few at once, many when the interface thread comes to itself again, all together.

    Signals:
        told: positions, int32; each at least once.
    """

    told = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: list[Positions] = []
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._tell)

    def tell(self, positions: Positions) -> None:
        """Pass these on. What is to come in order stays in order."""
        self._waiting.append(positions)
        if len(positions) > MANY or self._later.isActive():
            self._later.start()
        else:
            self._tell()

    def forget(self) -> None:
        """What waits means nothing any more."""
        self._later.stop()
        self._waiting = []

    def _tell(self) -> None:
        waiting, self._waiting = self._waiting, []
        self.told.emit(waiting[0] if len(waiting) == 1 else np.concatenate(waiting))
