"""Where Pawsort begins: `python -m desktop_app` is `pawsort`.

What is imported takes a while, so whoever stops the program meanwhile is listened to first.
"""

# The built-in part of `signal`, which takes no time to import: until somebody listens, Ctrl-C shall end the program
# without Python's traceback.
import _signal  # type: ignore[import-not-found]

if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)

import os

from desktop_app import stopping

# Before numpy is imported: products of matrices are made by one thread. Several wait for each other at full speed, in
# the way of the window and of the network, where there are few cores and much to do.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main() -> None:
    """Be `pawsort`."""
    stopping.listen()
    from desktop_app.cli import main as command_line

    command_line()


def open_window() -> None:
    """Be `pawsort-window`: the entry for a desktop's menu, where there is no terminal."""
    stopping.listen()
    from desktop_app.cli import open_window as window

    window()


if __name__ == "__main__":
    main()
