"""A screen of memory with a window manager, on which programs of Windows are looked at, and a keyboard."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageGrab

from trials.steps import StepError

NUMBER = 93


@dataclass(frozen=True)
class Screen:
    """A display of X11.

    Attributes:
        name: `:93`.
        pictures: the folder for its screenshots.
    """

    name: str
    pictures: Path

    def wait_for(self, title: str, seconds: float = 120) -> str:
        """Wait until a window with this in its title is there; returns its number.

        Raises:
            StepError: it did not come.
        """
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            found = self._tool("search", "--onlyvisible", "--name", title).split()
            if found:
                return found[-1]
            time.sleep(0.5)
        picture = self.picture("not there")
        raise StepError(f"no window with {title!r} in its title came within {seconds:.0f} s: {picture}")

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, in the window that has the focus."""
        for key in keys:
            self._tool("key", "--clearmodifiers", key)
            time.sleep(0.4)

    def picture(self, name: str) -> Path:
        """What is on the screen, as a file."""
        self.pictures.mkdir(parents=True, exist_ok=True)
        file = self.pictures / f"{name}.png"
        ImageGrab.grab(xdisplay=self.name).save(file)
        return file

    def _tool(self, *arguments: str) -> str:
        command = ["xdotool", *arguments]
        done = subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False)
        return done.stdout

    @property
    def _environment(self) -> dict[str, str]:
        return {"DISPLAY": self.name, "PATH": "/usr/bin:/bin"}


@contextmanager
def screen(pictures: Path, size: str = "1366x768") -> Iterator[Screen]:
    """A screen as long as it is wanted.

    Raises:
        StepError: what makes one is not installed, or did not start.
    """
    missing = [program for program in ("Xvfb", "openbox", "xdotool") if shutil.which(program) is None]
    if missing:
        raise StepError(f"not installed: {', '.join(missing)}")
    name = f":{NUMBER}"
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(["Xvfb", name, "-screen", "0", f"{size}x24", "-nolisten", "tcp"], **silent)  # type: ignore[call-overload]
    made = Screen(name, pictures)
    manager = None
    try:
        until = time.monotonic() + 30
        while not Path(f"/tmp/.X11-unix/X{NUMBER}").exists():  # noqa: S108 - where X11 has it
            if time.monotonic() > until or server.poll() is not None:
                raise StepError(f"Xvfb did not start on {name}: is another one there?")
            time.sleep(0.2)
        manager = subprocess.Popen(["openbox"], env={"DISPLAY": name, "PATH": "/usr/bin:/bin"}, **silent)  # type: ignore[call-overload]
        time.sleep(1)
        yield made
    finally:
        for process in (manager, server):
            if process is not None:
                process.terminate()
                process.wait()
