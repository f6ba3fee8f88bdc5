"""One run at a time writes into a folder: two that list the same new photos would plan them twice.

The run at work says so in a file, and says it again every half minute. A store knows no locks, so this is no promise
against two runs that start in the same second; it is one against a timer that starts the next run too early.
"""

import contextlib
import json
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator

from scale_out.errors import ScaleError
from scale_out.places import Place

AT_WORK = "at_work.json"
BEATS_EVERY, DEAD_AFTER = 30.0, 120.0


@contextlib.contextmanager
def claimed(folder: Place) -> Iterator[None]:
    """The folder is this run's, as long as the block runs.

    Raises:
        ScaleError: another run is at work in it.
    """
    file = folder / AT_WORK
    _refuse_another(file)
    ended = threading.Event()
    _beat(file)
    beating = threading.Thread(target=_go_on_beating, args=(file, ended), name="claiming", daemon=True)
    beating.start()
    try:
        yield
    finally:
        ended.set()
        beating.join()
        with contextlib.suppress(OSError):
            file.filesystem.delete_file(file.path)


def _refuse_another(file: Place) -> None:
    try:
        said = json.loads(file.read())
        machine, process, beat = str(said["machine"]), int(said["process"]), float(said["beat"])
    except (OSError, ValueError, KeyError, TypeError):
        return  # nobody, or half of what somebody said
    seconds = time.time() - beat
    if seconds > DEAD_AFTER or (machine == socket.gethostname() and not lives(process)):
        return
    raise ScaleError(
        f"Another run is at work in this folder (process {process} on {machine}). Wait until it has ended; if it was "
        f"killed, the same command goes on in {max(1, round(DEAD_AFTER - seconds))} seconds."
    )


def _go_on_beating(file: Place, ended: threading.Event) -> None:
    while not ended.wait(BEATS_EVERY):
        with contextlib.suppress(OSError):
            _beat(file)


def _beat(file: Place) -> None:
    said = {"machine": socket.gethostname(), "process": os.getpid(), "beat": time.time()}
    file.write(json.dumps(said).encode("utf-8"))


def lives(process_id: int) -> bool:
    """Whether a process of this machine lives."""
    if sys.platform == "win32":
        return True  # to ask would end it
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except OSError:  # of somebody else
        return True
    return True
