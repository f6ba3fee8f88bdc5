#!/usr/bin/env python3
"""Set up an environment from a lock file.

Needs nothing but Python: what is missing is fetched, or named with the way out.

Run by the Makefile:

    python3 tools/bootstrap.py app --venv .venv --check-qt
    python3 tools/bootstrap.py development --venv .venv
    python3 tools/bootstrap.py --lock
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
TOOLS = ROOT / ".tools"
OLDEST, NEWEST = (3, 11), (3, 13)

# Which lock a group is resolved from: extras and dependency groups of pyproject.toml.
LOCKS = {
    "app": ["--extra", "cpu"],
    "app-gpu": ["--extra", "gpu"],
    "scale": ["--extra", "cpu", "--extra", "scale"],
    "development": [
        *("--extra", "cpu", "--extra", "training", "--extra", "export", "--extra", "scale"),
        *("--group", "dev", "--group", "build"),
    ],
    "build": ["--group", "build"],
    "packaging": ["--extra", "cpu", "--group", "packaging"],
    "packaging-gpu": ["--extra", "gpu", "--group", "packaging"],
}
# What a lock must agree with: installers hold what was tested.
AGREES_WITH = {"scale": "app", "development": "app", "packaging": "app", "packaging-gpu": "app-gpu"}

# What PySide6's wheels expect of a Linux system, as library and as Debian package.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
FONT_PACKAGE = "fonts-dejavu-core"


class SetupError(Exception):
    """Something is missing that this script cannot fetch; the message says how to get it."""


def main() -> int:
    """Read the command line, do what it says, and say in plain words what failed."""
    parser = argparse.ArgumentParser(description="Set up an environment from a lock file.")
    parser.add_argument("group", nargs="?", choices=sorted(LOCKS))
    parser.add_argument("--venv", type=Path, default=ROOT / ".venv")
    parser.add_argument("--check-qt", action="store_true", help="say which system packages Qt lacks")
    parser.add_argument("--lock", action="store_true", help="resolve again and write requirements/")
    parser.add_argument("--targets", type=Path, help="list the targets of this Makefile")
    arguments = parser.parse_args()
    try:
        if arguments.targets:
            list_targets(arguments.targets)
        if arguments.lock:
            lock()
        # Before anything is fetched: nobody should wait for packages to learn that the machine lacks others.
        if arguments.check_qt:
            check_qt()
        if arguments.group:
            set_up(arguments.group, arguments.venv)
    except SetupError as error:
        print(f"\n{error}\n", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"\nThis command failed, and its own words stand above: {' '.join(error.cmd)}\n", file=sys.stderr)
        return 1
    return 0


def list_targets(makefile: Path) -> None:
    """Print each target of a Makefile that has a `## comment`."""
    for name, text in re.findall(r"^([a-z0-9-]+):.*?## (.*)$", makefile.read_text(encoding="utf-8"), re.MULTILINE):
        print(f"  make {name:<13} {text}")


def set_up(group: str, venv: Path) -> None:
    """Install a group's locked packages and the project itself, unless that was done already."""
    lock_file = REQUIREMENTS / f"{group}.txt"
    wanted = _fingerprint(group)
    # Everything for development contains everything for the app.
    stamps = [venv / f".pawsort-{name}" for name in {group, "development" if group == "app" else group}]
    for stamp in stamps:
        name = stamp.name.removeprefix(".pawsort-")
        if stamp.is_file() and stamp.read_text(encoding="utf-8") == _fingerprint(name):
            return
    print(f"Setting up {venv} for '{group}'; the first time this fetches packages and takes a while.", flush=True)
    uv = find_uv()
    if not python_of(venv).exists():
        _run([uv, "venv", "--quiet", "--python", find_python(), str(venv)])
    python = str(python_of(venv))
    install = [uv, "pip", "install", "--quiet", "--python", python]
    # The app should start quickly the first time too; compiling all of TensorFlow would cost minutes for nothing.
    compiled = ["--compile-bytecode"] if group in ("app", "app-gpu") else []
    _run([*install, *compiled, "--require-hashes", "-r", str(lock_file)])
    build_constraints = str(REQUIREMENTS / "build.txt")
    _run([*install, "--no-deps", "--build-constraint", build_constraints, "--editable", str(ROOT)])
    (venv / f".pawsort-{group}").write_text(wanted, encoding="utf-8")


def python_of(venv: Path) -> Path:
    """The interpreter of an environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def find_uv() -> str:
    """The path of uv: the one on PATH, or one of our own, fetched into .tools."""
    found = shutil.which("uv")
    if found:
        return found
    own = TOOLS / ("Scripts/uv.exe" if os.name == "nt" else "bin/uv")
    if own.exists():
        return str(own)
    if not _can_make_environments():
        raise SetupError(
            "This Python cannot make an environment: its module 'venv' is incomplete.\n"
            "On Debian and Ubuntu, install it with:\n\n    apt-get install python3-venv\n\n"
            "or install uv (https://docs.astral.sh/uv), then start again."
        )
    print("Fetching uv, which installs the packages, into .tools", flush=True)
    _run([sys.executable, "-m", "venv", "--clear", str(TOOLS)])
    pip = [str(python_of(TOOLS)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run([*pip, "--require-hashes", "-r", str(REQUIREMENTS / "uv.txt")])
    return str(own)


def find_python() -> str:
    """An interpreter of a version that every dependency supports: this one, or another on PATH."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return sys.executable
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            return found
    raise SetupError(
        f"Pawsort needs Python {OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]}; this is "
        f"{sys.version_info[0]}.{sys.version_info[1]}, and no other is on the PATH.\n"
        "Install one of them, or name it: make run PYTHON=/path/to/python3.12"
    )


def check_qt() -> None:
    """Raise SetupError with the command that installs the system packages which Qt lacks here."""
    if not sys.platform.startswith("linux"):
        return
    packages = [package for library, package in QT_LIBRARIES.items() if not _loads(library)]
    if not any(any(Path(folder).rglob("*.[to]tf")) for folder in FONT_FOLDERS):
        packages.append(FONT_PACKAGE)
    if not _can_make_environments() and not shutil.which("uv"):
        packages.append("python3-venv")
    if not packages:
        return
    as_root = "" if os.geteuid() == 0 else "sudo "
    raise SetupError(
        f"The window needs system packages that are not here: {', '.join(packages)}.\n"
        f"On Debian and Ubuntu, install them with:\n\n"
        f"    {as_root}apt-get update && {as_root}apt-get install -y {' '.join(packages)}\n\n"
        "then start again. On other systems, install the packages that bring these libraries."
    )


def lock() -> None:
    """Resolve every group and write its lock: hashes, no addresses."""
    uv = find_uv()
    options = ["--universal", "--python-version", f"{OLDEST[0]}.{OLDEST[1]}", "--generate-hashes", "--upgrade"]
    quiet = ["--quiet", "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
    for group, extras in LOCKS.items():
        agrees_with = AGREES_WITH.get(group)
        constraint = ["--constraint", str(REQUIREMENTS / f"{agrees_with}.txt")] if agrees_with else []
        target = str(REQUIREMENTS / f"{group}.txt")
        source = [] if group == "build" else ["pyproject.toml"]
        _run([uv, "pip", "compile", *options, *quiet, *source, *extras, *constraint, "--output-file", target])
        print(f"wrote {target}")


def _fingerprint(group: str) -> str:
    digest = hashlib.sha256()
    for file in (REQUIREMENTS / f"{group}.txt", ROOT / "pyproject.toml"):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _can_make_environments() -> bool:
    # Debian leaves this part of the standard library to the package python3-venv.
    return importlib.util.find_spec("ensurepip") is not None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _run(command: list[str]) -> None:
    # uv must not fetch an interpreter of its own: the machine's is what was asked for.
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    subprocess.run(command, check=True, env=environment, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
