"""Files of Debian by name and hash: packages of another release or processor, and sources.

They come through apt and its signatures, from the places that this machine's own apt knows, into a state of apt that is
kept apart: nothing is installed, and nothing of the machine's own is changed.
"""

import hashlib
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from trials.steps import StepError

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
PLACES = Path("/etc/apt")


@dataclass(frozen=True)
class Archive:
    """One release of Debian for one processor.

    Attributes:
        release: its name, "bookworm".
        machine: the processor by Debian's name, "amd64".
        folder: where apt's state and what is fetched are kept.
    """

    release: str
    machine: str
    folder: Path

    def package(self, name: str) -> Path:
        """Fetch a binary package, as signed today.

        Raises:
            StepError: apt could not.
        """
        return self._fetch(["download", f"{name}:{self.machine}"], f"{name}_*_{self.machine}.deb", f"{name}_*_all.deb")

    def source(self, name: str, file: str, sha256: str) -> Path:
        """Fetch one file of a source package, whose bytes are known.

        Raises:
            StepError: apt could not, or the bytes are others.
        """
        found = self.folder / file
        if not found.is_file():
            found = self._fetch(["source", "--download-only", name], file)
        if (is_ := hashlib.sha256(found.read_bytes()).hexdigest()) != sha256:
            raise StepError(f"{found} has the SHA-256 {is_} and not {sha256}: it is not the file that was tried")
        return found

    def with_needed(self, names: list[str]) -> list[str]:
        """Names of packages and of all that they depend on, for `package`.

        Raises:
            StepError: apt could not say.
        """
        told = self._run(["install", "--simulate", "--no-install-recommends", *(f"{n}:{self.machine}" for n in names)])
        return re.findall(r"^Inst (\S+?)(?::\S+)? ", told, re.MULTILINE)

    def _fetch(self, arguments: list[str], *patterns: str) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._run(arguments)
        found = [file for pattern in patterns for file in sorted(self.folder.glob(pattern))]
        if not found:
            raise StepError(f"apt-get {' '.join(arguments)} brought no {patterns[0]} into {self.folder}")
        return found[-1]

    def _run(self, arguments: list[str]) -> str:
        state = self.folder / "apt"
        if not (state / "updated").is_file():
            self._prepare(state)
            self._apt(["update"], state)
            (state / "updated").touch()
        return self._apt(arguments, state)

    def _prepare(self, state: Path) -> None:
        for folder in ("lists/partial", "cache/archives/partial", "sources", "trusted"):
            (state / folder).mkdir(parents=True, exist_ok=True)
        (state / "status").touch()
        (state / "sources" / "debian.sources").write_text(
            f"Types: deb deb-src\nURIs: {_archive_of_the_machine()}\nSuites: {self.release}\nComponents: main\n"
            f"Signed-By: {KEYRING}\n"
        )

    def _apt(self, arguments: list[str], state: Path) -> str:
        apt = shutil.which("apt-get")
        if apt is None:
            raise StepError("apt-get is missing: this trial runs on Debian")
        options = {
            "Dir::State": state,
            "Dir::State::lists": state / "lists",
            "Dir::State::status": state / "status",
            "Dir::Cache": state / "cache",
            "Dir::Etc::SourceList": "/dev/null",
            "Dir::Etc::SourceParts": state / "sources",
            "APT::Architecture": self.machine,
            "APT::Architectures": self.machine,
            "APT::Sandbox::User": "root",
        }
        command = [apt, *(f"--option={name}={value}" for name, value in options.items()), *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise StepError(f"apt-get {' '.join(arguments)} failed:\n{done.stderr.strip()[-1500:]}")
        return done.stdout


def _archive_of_the_machine() -> str:
    """The address from which this machine's own apt has Debian.

    Raises:
        StepError: there is none.
    """
    files = [PLACES / "sources.list", *sorted((PLACES / "sources.list.d").glob("*"))]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files if file.is_file())
    # As a whole line of a .sources file, or the second word of a line of the older form.
    for pattern in (r"^URIs:\s*(\S+/debian/?)\s*$", r"^deb\s+(?:\[[^\]]*\]\s*)?(\S+/debian/?)\s"):
        if found := re.search(pattern, text, re.MULTILINE):
            return found[1]
    raise StepError(f"no file in {PLACES} says where Debian's own packages come from")
