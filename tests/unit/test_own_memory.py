"""What is freed goes back to the system, also where it lies between small things that stay."""

import subprocess
import sys

import pytest

from desktop_app import own_memory

# Each block is larger than the one before, so that glibc by itself would keep them all, each with something that stays
# above it. Prints the megabytes that the process has, when they are freed, beyond what it had.
PROGRAM = """
import sys
import numpy as np
from desktop_app.own_memory import give_back_what_is_free

def megabytes():
    with open("/proc/self/statm", encoding="ascii") as sizes:
        return int(sizes.read().split()[1]) * 4096 / 1e6

if sys.argv[1] == "given back":
    assert give_back_what_is_free()
np.ones(1 << 20)
np.ones(3 << 20)
before = megabytes()
large, kept = [], []
for _ in range(12):
    large.append(np.ones(1 << 20))
    kept.append(np.ones(1 << 12))
del large
print(megabytes() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="glibc alone keeps what is freed like this")
def test_large_blocks_go_back_to_the_system_when_they_are_freed() -> None:
    def left(how: str) -> float:
        done = subprocess.run([sys.executable, "-c", PROGRAM, how], check=True, capture_output=True, text=True)
        return float(done.stdout)

    assert left("given back") < 10
    assert left("kept") > 50, "glibc does it by itself by now: own_memory is not needed"


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_elsewhere_the_system_does_it(system: str) -> None:
    assert not own_memory.give_back_what_is_free(system)
