"""How long something would have taken on a machine that has nothing else to do, from how long it took on this one."""

import threading
import time
from types import TracebackType

_BURST_SECONDS = 0.005
_PAUSE_SECONDS = 0.02


class QuietSeconds:
    """Measures, while a test waits for another process, how slow the machine is for whoever wants its processor.

    A thread asks for the processor again and again for a few milliseconds, and sees how long it takes until it has had
    them: as long as whoever is waited for has to wait for it as well. On a quiet machine a limit is what it says; on a
    busy one it is as much longer as the machine is slower. What hangs or sleeps for a minute is over any such limit.

    Attributes:
        seconds: of the clock, when the block is left.
        slowness: then: seconds of the clock for one of the processor; 1.0 on a quiet machine.
    """

    def __init__(self) -> None:
        self.seconds, self.slowness = 0.0, 1.0
        self._wanted = self._had = 0.0
        self._left = threading.Event()
        self._thread = threading.Thread(target=self._measure, name="quiet seconds", daemon=True)

    @property
    def quiet(self) -> float:
        """Seconds that it would have taken on a quiet machine."""
        return self.seconds / self.slowness

    def __enter__(self) -> "QuietSeconds":
        self._began = time.monotonic()
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.seconds = time.monotonic() - self._began
        self._left.set()
        self._thread.join()
        self.slowness = max(1.0, self._wanted / self._had)

    def _measure(self) -> None:
        while True:
            began, had = time.monotonic(), time.thread_time()
            while time.thread_time() - had < _BURST_SECONDS:
                pass
            self._wanted += time.monotonic() - began
            self._had += time.thread_time() - had
            if self._left.wait(_PAUSE_SECONDS):
                return
