"""What every installer says about Pawsort, in one place. The version comes from the app itself."""

import os
import platform
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "packaging"
BUILD = ROOT / "build"
DIST = ROOT / "dist"

NAME = "Pawsort"
COMMAND = "pawsort"
WINDOW_COMMAND = "pawsort-window"
PUBLISHER = "The Pawsort developers"
IDENTIFIER = "org.pawsort.Pawsort"
SUMMARY = "Sort the photos of shelter dogs by the breeds they look like"
COPYRIGHT = "Apache License 2.0"
SESSION_TYPE = "application/x-pawsort-session"
# What the Qt in it asks for: version and build of Windows 10 (https://doc.qt.io/qt-6/windows.html).
OLDEST_WINDOWS, OLDEST_WINDOWS_BUILD = "1809", 17763
# What the libraries in the wheels of requirements/app.txt want: `python packaging/macos_files.py` says which.
OLDEST_MACOS = "15.0"


def version() -> str:
    """The version of the app, from `desktop_app/__init__.py`.

    Raises:
        ValueError: it is not three numbers, which Windows and Debian need.
    """
    text = (ROOT / "desktop_app" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(\d+\.\d+\.\d+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError('desktop_app/__init__.py must say __version__ = "1.2.3", three numbers')
    return found[1]


def variant() -> str:
    """Which build is made: "cpu", or "cuda" with NVIDIA's libraries (from PAWSORT_VARIANT).

    Raises:
        ValueError: it is neither.
    """
    chosen = os.environ.get("PAWSORT_VARIANT", "cpu")
    if chosen not in {"cpu", "cuda"}:
        raise ValueError(f"PAWSORT_VARIANT is {chosen!r}; it must be cpu or cuda")
    return chosen


def package_name(build: str) -> str:
    """Of the bundle's folder, its command and the Debian package."""
    return COMMAND if build == "cpu" else f"{COMMAND}-cuda"


def machine() -> str:
    """The processor, by one name on all systems: x86_64 or arm64."""
    found = platform.machine().lower()
    return {"amd64": "x86_64", "aarch64": "arm64"}.get(found, found)


def source_date() -> int:
    """The time that everything in a build carries: of the commit, in seconds since 1970, or SOURCE_DATE_EPOCH."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    # A source archive has no history, and its machine perhaps no git: the newest line of the changelog is as good.
    git = shutil.which("git")
    if git is not None:
        command = [git, "log", "-1", "--format=%ct"]
        asked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if asked.returncode == 0 and asked.stdout.strip():
            return int(asked.stdout)
    return int((ROOT / "CHANGELOG.md").stat().st_mtime)


def system() -> str:
    """The system by one name: linux, windows or macos."""
    found = platform.system().lower()
    return {"darwin": "macos"}.get(found, found)
