"""Wine: a Windows of its own in a folder, with nothing of this machine's in it but what is asked for."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from trials.steps import StepError

# Wine's fetchers of .NET and HTML would ask in a window, and its builder of menus would write into those of this
# machine; of the C library, the shim is taken as soon as it is there.
OVERRIDES = "mscoree,mshtml,winemenubuilder.exe=;ucrtbase=n,b"
PYTHON = r"C:\Python311\python.exe"


@dataclass(frozen=True)
class Wine:
    """A prefix: the drives, registry and users of one Windows.

    Attributes:
        prefix: its folder.
        user: who is logged on.
        preload: a library of Linux that every process of Wine loads first, as soon as it is there.
    """

    prefix: Path
    user: str
    preload: Path

    @property
    def drive(self) -> Path:
        """`C:`."""
        return self.prefix / "drive_c"

    @property
    def home(self) -> Path:
        """The folder of the user."""
        return self.drive / "users" / self.user

    def create(self) -> str:
        """Make the prefix, as Windows 10, and say which Wine it is.

        Raises:
            StepError: Wine is missing, or could not.
        """
        self.prefix.mkdir(parents=True, exist_ok=True)
        self._run(["wineboot", "--init"], 300)
        self._keep_apart()
        # Qt and Python ask for it; Wine 8 is a Windows 7 as it comes.
        self.set_version("win10")
        return self._run(["wine", "--version"], 60).stdout.strip()

    def _keep_apart(self) -> None:
        """Give the user folders of their own: Wine makes Desktop, Documents and others links to this machine's."""
        for place in self.home.iterdir():
            if place.is_symlink():
                place.unlink()
                place.mkdir()

    def run(
        self,
        command: Sequence[str | Path],
        seconds: float = 600,
        expect: frozenset[int] = frozenset({0}),
        folder: Path | None = None,
        **more: str,
    ) -> str:
        """Run a program of Windows and return what it printed.

        Args:
            command: the program, a path of this machine or of the prefix, and its arguments.
            seconds: how long it may take.
            expect: exit codes that are well.
            folder: in which it runs; the root of its drive where none is named.
            more: variables of its environment.

        Raises:
            StepError: it ended with another code, or not in time.
        """
        done = self._run(["wine", *map(str, command)], seconds, expect, more, folder or self.drive)
        return done.stdout

    def start(self, command: Sequence[str | Path], **more: str) -> "subprocess.Popen[bytes]":
        """Start a program of Windows that has a window, and do not wait for it."""
        return subprocess.Popen(
            ["wine", *map(str, command)],
            env=self._environment(more),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def set_version(self, version: str) -> None:
        """Pass for another Windows: "win10", "win81"."""
        self._run(["wine", "winecfg", "-v", version], 120)
        self.settle()

    def python(self, *arguments: str | Path, seconds: float = 600, folder: Path | None = None, **more: str) -> str:
        """Run the Python of the prefix."""
        return self.run([PYTHON, *arguments], seconds, frozenset({0}), folder, **more)

    def path(self, place: Path) -> str:
        """A path of this machine as a program of the prefix calls it."""
        place = place.absolute()
        if place.is_relative_to(self.drive):
            return "C:\\" + str(place.relative_to(self.drive)).replace("/", "\\")
        return "Z:" + str(place).replace("/", "\\")

    def settle(self) -> None:
        """Wait until every program of the prefix has ended and the registry is on the disk."""
        self._run(["wineserver", "--wait"], 120)

    def kill(self) -> None:
        """End every program of the prefix."""
        subprocess.run(["wineserver", "--kill"], env=self._environment({}), check=False, capture_output=True)

    def _environment(self, more: dict[str, str]) -> dict[str, str]:
        own = self.prefix.parent / "home"
        own.mkdir(parents=True, exist_ok=True)
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(own),
            "WINEPREFIX": str(self.prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": OVERRIDES,
            "USER": self.user,
            "LOGNAME": self.user,
            # Names of files in UTF-8, as Linux has them; its messages in English.
            "LC_ALL": "C.UTF-8",
            **({"LD_PRELOAD": str(self.preload)} if self.preload.is_file() else {}),
            **more,
        }

    def _run(
        self,
        command: Sequence[str],
        seconds: float,
        expect: frozenset[int] = frozenset({0}),
        more: dict[str, str] | None = None,
        folder: Path | None = None,
    ) -> subprocess.CompletedProcess[str]:
        try:
            # Through a pipe: a Python of Windows whose output goes into a file of Linux dies of "Invalid handle".
            done = subprocess.run(
                command,
                cwd=folder,
                env=self._environment(more or {}),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise StepError(f"{' '.join(command)[:300]} did not end in {seconds:.0f} s") from error
        except FileNotFoundError as error:
            raise StepError(f"{command[0]} is missing: are Debian's wine and wine64 installed?") from error
        if done.returncode not in expect:
            raise StepError(f"{' '.join(command)[:300]} ended with {done.returncode}:\n{done.stdout[-3000:]}")
        return done
