"""What keeps people waiting in the window: how long the interface thread is away with something.

The machine may be busy with other things: beside the time on the clock stands what the thread itself computed.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer

BEAT_MS = 5


class Heartbeat(QObject):
    """Notes how late its beats come: that long, the interface thread was busy with something else.

    Attributes:
        stalls: milliseconds by which each beat was late.
        computed: milliseconds that the thread computed between each two beats.
    """

    def __init__(self) -> None:
        super().__init__()
        self.stalls: list[float] = []
        self.computed: list[float] = []
        self._last = self._last_computed = 0.0
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin afresh."""
        self.stalls, self.computed = [], []
        self._last, self._last_computed = time.perf_counter(), time.thread_time()
        self._timer.start()

    def stop(self) -> None:
        """Count what is going on at the moment, and end."""
        self._beat()
        self._timer.stop()

    def _beat(self) -> None:
        now, computed = time.perf_counter(), time.thread_time()
        self.stalls.append(max(0.0, (now - self._last) * 1000 - BEAT_MS))
        self.computed.append((computed - self._last_computed) * 1000)
        self._last, self._last_computed = now, computed


def spin(condition: Callable[[], bool], seconds: float) -> bool:
    """Let the window live until something is so; False when it is not in time."""
    end = time.perf_counter() + seconds
    while not condition():
        if time.perf_counter() > end:
            return False
        QCoreApplication.processEvents()
        # An event loop does this by itself: without it, no dialog that was closed would ever go.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        time.sleep(0.001)
    return True


def paint() -> None:
    """Let everything be painted that is to be: Qt posts that as its least urgent event."""
    QCoreApplication.processEvents()
    QCoreApplication.processEvents()


def wait(seconds: float) -> None:
    """Let the window live so long."""
    spin(lambda: False, seconds)
