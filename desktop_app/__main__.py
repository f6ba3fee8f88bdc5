"""Where Pawsort begins: `python -m desktop_app` is `pawsort`.

What is imported takes a while, so whoever stops the program meanwhile is listened to first.
"""

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
