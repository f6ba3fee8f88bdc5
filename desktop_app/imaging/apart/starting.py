"""How a decoder is started, frozen and unfrozen, on every system: with two pipes and nothing else of the app's."""

import sys
from typing import TYPE_CHECKING

from desktop_app.imaging.apart import DECODER_ARGUMENT
from desktop_app.imaging.apart.limits import memory_for
from desktop_app.imaging.apart.messages import MOST_NEEDED
from desktop_app.own_processes import starting
from desktop_app.own_program import own_command

if TYPE_CHECKING:
    import subprocess

# It does no arithmetic that would be worth threads, each of which takes address space.
_ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def decoder_command() -> list[str]:
    """The program that is a decoder, with its arguments."""
    return own_command(str(__package__), [DECODER_ARGUMENT] if getattr(sys, "frozen", False) else [])


def start(command: list[str]) -> "subprocess.Popen[bytes]":
    """Start a decoder; its standard input and output are the pipes.

    Raises:
        OSError: it cannot be started.
    """
    return starting.start(command, _ONE_THREAD)


def bound_to_this_process(process: "subprocess.Popen[bytes]") -> int | None:
    """On Windows: a job that ends the decoder when this process ends, and bounds its memory. None elsewhere.

    Returns:
        the job's handle, to be kept open as long as the decoder shall live.
    """
    return starting.bound_to_this_process(process, memory_for(MOST_NEEDED // 2))
