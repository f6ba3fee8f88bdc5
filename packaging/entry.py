"""Where the frozen app begins: the same command line as everywhere, and a way to test an installation.

- `pawsort …`: as `desktop_app.cli` says.
- `pawsort-window …`: the same without a console (Windows, macOS); always the window.
- `pawsort --decode-apart`: a decoder, which the two others start: `desktop_app.imaging.apart`.
- `pawsort --read-workbook`: what reads a workbook, started likewise: `desktop_app.workbooks`.
- `pawsort --self-test REPORT PHOTO…`: drive the window through a person's work and write what happened.
"""

import os
import sys
from pathlib import Path

from desktop_app.imaging.apart import DECODER_ARGUMENT
from desktop_app.no_telemetry import switch_off
from desktop_app.workbooks import READER_ARGUMENT

# Again, after the hook that only the frozen app runs: this file starts the unfrozen app too.
switch_off()

SELF_TEST = "--self-test"


def main() -> None:
    """Choose by the name of the program and its first argument."""
    if sys.argv[1:2] == [DECODER_ARGUMENT]:
        # First of all, and with nothing else loaded: photos wait for it.
        from desktop_app.imaging.apart.worker import main as decode

        decode()
    if sys.argv[1:2] == [READER_ARGUMENT]:
        from desktop_app.workbooks.reader import main as read_workbook

        read_workbook()
    _have_streams()
    if sys.argv[1:2] == [SELF_TEST]:
        from self_test import main as test_myself

        sys.exit(test_myself(sys.argv[2:]))
    if Path(sys.executable).stem.lower() == "pawsort-window":
        from desktop_app.__main__ import open_window

        open_window()
    from desktop_app.__main__ import main as command_line

    command_line()


def _have_streams() -> None:
    """Without a console (Windows), Python has no output; whatever writes to it shall not fail for that."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            # Open as long as the program runs.
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115


if __name__ == "__main__":
    main()
