"""Where Pawsort begins: `python -m desktop_app` is `pawsort`.

What is imported takes a while, so whoever stops the program meanwhile is listened to first.
"""

# The built-in part of `signal`, which takes no time to import: until somebody listens, Ctrl-C shall end the program
# without Python's traceback.
import _signal  # type: ignore[import-not-found]

if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)

from desktop_app import stopping


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
