"""What programs take that do the same, one after the other and again: CPU seconds, and seconds on the clock.

Programs take turns, and each round begins with another one, so that whatever else the machine does meets all of them.
CPU seconds are those of the program and of everything that it started and waited for.
"""

import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Times:
    """What the runs of one program took, one entry a run."""

    cpu: list[float] = field(default_factory=list)
    clock: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        cpu, clock = (
            f"{statistics.median(seconds):.3f} s ({min(seconds):.3f} to {max(seconds):.3f})"
            for seconds in (self.cpu, self.clock)
        )
        return f"CPU {cpu}, clock {clock}, {len(self.cpu)} runs"


def in_turns(programs: Mapping[str, Callable[[], object]], rounds: int, warm_up: int = 1) -> dict[str, Times]:
    """Run programs in turns.

    Args:
        programs: each runs a child process to its end, and waits for it.
        rounds: that count.
        warm_up: rounds before them, which fill the caches.
    """
    times = {name: Times() for name in programs}
    order = list(programs.items())
    for place in range(rounds + warm_up):
        for name, run in order:
            cpu, clock = _cpu_of_children(), time.perf_counter()
            run()
            if place >= warm_up:
                times[name].cpu.append(_cpu_of_children() - cpu)
                times[name].clock.append(time.perf_counter() - clock)
        order.append(order.pop(0))
    return times


def ratio_of_pairs(now: list[float], before: list[float]) -> float:
    """The median of now / before of the runs that stood beside each other: what slowed both does not count."""
    return statistics.median(first / second for first, second in zip(now, before, strict=True))


def _cpu_of_children() -> float:
    if sys.platform == "win32":
        # Nobody adds them up there: the clock stands for them.
        return time.perf_counter()
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
