"""A computer with a 64-bit ARM processor, emulated: QEMU, Debian's Python, and the packages that people get there.

Nothing is installed on this machine and nothing needs root: packages of Debian are unpacked into folders, and QEMU
translates programs of the other processor one by one (`qemu-user`).
"""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from trials.debian_files import Archive
from trials.steps import StepError

ROOT = Path(__file__).resolve().parent.parent.parent
RELEASE = "trixie"
# Of that release. Wheels of Qt for ARM want its C library, or a newer one.
PYTHON, WHEELS = "3.13", "aarch64-manylinux_2_40"
PACKAGES = ["python3.13-minimal", "libpython3.13-stdlib", "libstdc++6", "libgomp1"]
# ARMv8.2 with products of 8 bits (`dotprod`), like Apple's M1. "max" is several times slower: it emulates signed
# pointers too.
PROCESSOR = "neoverse-n1"
# Of programs inside: what the environment here says of Python and of people's folders is not for them.
LEFT_OUT = ("PYTHON", "XDG_", "PAWSORT", "LD_", "QT_", "VIRTUAL_ENV")


@dataclass(frozen=True)
class Machine:
    """The emulated computer.

    Attributes:
        folder: where all of it lies.
    """

    folder: Path

    @property
    def qemu(self) -> Path:
        """The emulator."""
        return self.folder / "qemu" / "usr" / "bin" / "qemu-aarch64"

    @property
    def root(self) -> Path:
        """What programs inside take for their system."""
        return self.folder / "root"

    @property
    def site(self) -> Path:
        """The packages from PyPI."""
        return self.folder / "site"

    def bring_qemu(self) -> str:
        """Fetch and unpack the emulator; returns which it is."""
        package = Archive(RELEASE, "amd64", self.folder / "debian-amd64").package("qemu-user")
        unpack(package, self.folder / "qemu")
        # The package has emulators of all processors, of 340 MB together.
        for other in self.qemu.parent.iterdir():
            if other != self.qemu:
                other.unlink()
        told = self._output([str(self.qemu), "--version"], dict(os.environ), seconds=60)
        return told.splitlines()[0]

    def bring_python(self) -> str:
        """Fetch and unpack Python and what it needs; returns which it is."""
        archive = Archive(RELEASE, "arm64", self.folder / "debian-arm64")
        names = archive.with_needed(PACKAGES)
        for name in names:
            unpack(archive.package(name), self.root)
        # Debian's own link, which the package "base-files" would bring.
        if not (self.root / "lib").exists():
            (self.root / "lib").symlink_to("usr/lib")
        told = self.run(["-c", "import platform; print(platform.machine(), platform.python_version())"], seconds=120)
        if not told.startswith("aarch64"):
            raise StepError(f"Python says that this is no ARM processor: {told}")
        return f"{len(names)} packages of {RELEASE}; {told.strip()}"

    def run(self, arguments: list[str], seconds: int) -> str:
        """What Python inside prints when it is given these arguments.

        Raises:
            StepError: it ended with an error, or not within these seconds.
        """
        python = self.root / "usr" / "bin" / f"python{PYTHON}"
        command = [str(self.qemu), "-cpu", PROCESSOR, "-L", str(self.root), str(python), *arguments]
        return self._output(command, self.environment(dict(os.environ)), seconds)

    def environment(self, of_here: dict[str, str]) -> dict[str, str]:
        """That of a program inside, which knows this repository and the packages for ARM alone."""
        home = self.folder / "home"
        kept = {name: value for name, value in of_here.items() if not name.startswith(LEFT_OUT)}
        return kept | {
            "HOME": str(home),
            "PYTHONHOME": str(self.root / "usr"),
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(self.site)]),
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def _output(self, command: list[str], environment: dict[str, str], seconds: int) -> str:
        (self.folder / "home").mkdir(parents=True, exist_ok=True)
        try:
            done = subprocess.run(
                command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=seconds, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise StepError(f"{' '.join(command[:8])} … took more than {seconds} s") from error
        if done.returncode != 0:
            raise StepError(f"{' '.join(command[:8])} … ended with {done.returncode}:\n{done.stderr.strip()[-1500:]}")
        return done.stdout


def unpack(package: Path, target: Path) -> None:
    """Put what a Debian package holds into a folder.

    Raises:
        StepError: it could not be unpacked.
    """
    target.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["dpkg-deb", "-x", package, target], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise StepError(f"{package.name} could not be unpacked: {done.stderr.strip()}")
