"""What a process and all that it started take together."""

import contextlib
import threading

import psutil

_SECONDS_BETWEEN = 0.5


class ProcessTree:
    """Watches a process and what it starts, until it is stopped.

    Attributes:
        seconds: of processor time, of all of them.
        megabytes: that they had together at most; what they share counts once (proportional set size).
        most_in_one: megabytes that one of them had at most.
    """

    def __init__(self, process_id: int) -> None:
        """Watch from now on."""
        self.megabytes = self.most_in_one = 0.0
        self._of_each: dict[tuple[int, float], float] = {}
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, args=(process_id,), daemon=True)
        self._thread.start()

    @property
    def seconds(self) -> float:
        """What all of them have computed, until one last looked."""
        return sum(self._of_each.values())

    def stop(self) -> None:
        """Watch no longer."""
        self._stopped.set()
        self._thread.join()

    def _watch(self, process_id: int) -> None:
        with contextlib.suppress(psutil.NoSuchProcess):
            first = psutil.Process(process_id)
            while not self._stopped.wait(_SECONDS_BETWEEN):
                self._look([first, *first.children(recursive=True)])

    def _look(self, processes: list[psutil.Process]) -> None:
        together = 0.0
        for each in processes:
            with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                times = each.cpu_times()
                self._of_each[each.pid, each.create_time()] = times.user + times.system
                megabytes = each.memory_full_info().pss / 1e6
                together += megabytes
                self.most_in_one = max(self.most_in_one, megabytes)
        self.megabytes = max(self.megabytes, together)
