"""Python's collector is kept away from many rows that a job reads at once, and from their end.

A full pass looks at all of them while every other thread waits: a quarter of a second with 100,000 photos. See
`ui/controllers/sparing_collector.py`, which does the same for what the window keeps. No Qt.
"""

import gc
from collections.abc import Callable
from typing import Any, TypeVar

# With fewer, a pass takes a few milliseconds.
LARGE = 5_000
# So many go at once: a millisecond or so.
_AT_ONCE = 1_000

_Read = TypeVar("_Read")


def read_spared(read: Callable[[], _Read], count: Callable[[_Read], int]) -> _Read:
    """What `read` returns; no pass begins meanwhile, and where it is large, none will look at it.

    Args:
        read: makes many objects that stay for a while.
        count: how many photos they are about.
    """
    was_enabled = gc.isenabled()
    # Before and not after: what is read is as young as what became garbage just now, and would be looked through.
    gc.collect(1)
    gc.disable()
    try:
        found = read()
        if count(found) >= LARGE:
            gc.freeze()
    finally:
        if was_enabled:
            gc.enable()
    return found


def let_go(rows: list[Any]) -> None:
    """Empty a list, a part at a time: to free all of it at once, others would wait for too long."""
    while rows:
        del rows[-_AT_ONCE:]
