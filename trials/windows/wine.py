"""Wine: a Windows of its own in a folder, with nothing of this machine's in it but what is asked for."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from trials.steps import StepError

DEBIAN_PACKAGES = ("wine", "wine64")
PYTHON = r"C:\Python311\python.exe"


@dataclass
class Wine:
    """A prefix: the drives, registry and users of one Windows.

    Attributes:
        prefix: its folder.
        user: who is logged on.
        variables: of the environment of everything that runs there.
        overrides: DLLs, and whose is taken: that of the prefix ("n"), Wine's own ("b"), or none ("").
    """

    prefix: Path
    user: str = "volunteer"
    variables: dict[str, str] = field(default_factory=dict)
    # Wine's fetchers of .NET and HTML would ask in a window.
    overrides: dict[str, str] = field(default_factory=lambda: {"mscoree": "", "mshtml": ""})

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
        if shutil.which("wine") is None:
            raise StepError(f"wine is missing: apt-get install --no-install-recommends {' '.join(DEBIAN_PACKAGES)}")
        self.prefix.mkdir(parents=True, exist_ok=True)
        self._run(["wineboot", "--init"], 300)
        # Qt and Python ask for it; Wine 8 is a Windows 7 as it comes.
        self._run(["wine", "winecfg", "-v", "win10"], 120)
        self.settle()
        return self._run(["wine", "--version"], 60).stdout.strip()

    def run(
        self, command: Sequence[str | Path], seconds: float = 600, expect: frozenset[int] = frozenset({0}), **more: str
    ) -> str:
        """Run a program of Windows and return what it printed.

        Args:
            command: the program, a path of this machine or of the prefix, and its arguments.
            seconds: how long it may take.
            expect: exit codes that are well.
            more: variables of its environment.

        Raises:
            StepError: it ended with another code, or not in time.
        """
        done = self._run(["wine", *map(str, command)], seconds, expect, more)
        return done.stdout

    def python(self, *arguments: str | Path, seconds: float = 600, **more: str) -> str:
        """Run the Python of the prefix."""
        return self.run([PYTHON, *arguments], seconds, **more)

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
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return {
            **kept,
            "WINEPREFIX": str(self.prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": ";".join(f"{name}={whose}" for name, whose in self.overrides.items()),
            "USER": self.user,
            "LOGNAME": self.user,
            **self.variables,
            **more,
        }

    def _run(
        self,
        command: Sequence[str],
        seconds: float,
        expect: frozenset[int] = frozenset({0}),
        more: dict[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        try:
            # Through a pipe: a Python of Windows whose output goes into a file of Linux dies of "Invalid handle".
            done = subprocess.run(
                command,
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
            raise StepError(f"{command[0]} is missing: apt-get install {' '.join(DEBIAN_PACKAGES)}") from error
        if done.returncode not in expect:
            raise StepError(f"{' '.join(command)[:300]} ended with {done.returncode}:\n{done.stdout[-3000:]}")
        return done
