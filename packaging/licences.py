"""The full licence texts of everything that is in the bundle, in its folder `licences`.

- Python packages: the texts that come with each installed package.
- Qt, and what names a standard licence without its text: the texts in `packaging/licence_texts`.
- Python itself.
- Libraries of the build machine (Linux): the copyright files of the Debian packages that own them.

A package without any text stops the build.
"""

import re
import shutil
import subprocess
import sys
import sysconfig
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from product import BUILD, HERE, ROOT

Entry = tuple[str, str, str]
FOLDER = BUILD / "licences"
TEXTS = HERE / "licence_texts"
IS_LICENCE = re.compile(r"(licen[cs]e|copying|notice|copyright|authors|thirdparty)", re.IGNORECASE)
# Packages whose wheels name their licence and leave its text out.
STANDARD_TEXTS = {
    "flatbuffers": [ROOT / "LICENSE"],
    "pyside6-essentials": [TEXTS / "LGPL-3.0.txt", TEXTS / "GPL-3.0.txt"],
    "shiboken6": [TEXTS / "LGPL-3.0.txt", TEXTS / "GPL-3.0.txt"],
}


class MissingLicenceError(Exception):
    """Something is in the bundle whose licence text is nowhere; the message names it."""


def collected(binaries: list[Entry], variant: str) -> list[Entry]:
    """Gather the texts and return them as entries for PyInstaller.

    Args:
        binaries: the libraries in the bundle (name, source, kind).
        variant: "cpu" or "cuda".

    Raises:
        MissingLicenceError: a package has no licence text.
    """
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    lock = ROOT / "requirements" / ("app.txt" if variant == "cpu" else "app-gpu.txt")
    for package in installed_packages(lock):
        _copy(licence_files(package), FOLDER / f"{package.name}-{package.version}")
    python = [Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"]
    own = [file for file in python if file.is_file()] or sorted(Path("/usr/share/doc").glob("python3.1*/copyright"))
    if not own:
        raise MissingLicenceError("Python's own licence is not beside its standard library; install it completely")
    _copy(own[:1], FOLDER / f"Python-{sys.version.split()[0]}")
    for package_name, file in system_licences([Path(source) for _, source, _ in binaries]).items():
        _copy([file], FOLDER / "system libraries" / package_name)
    found = sorted(file for file in FOLDER.rglob("*") if file.is_file())
    return [(str(Path("licences") / file.relative_to(FOLDER)), str(file), "DATA") for file in found]


def installed_packages(lock: Path) -> list[Distribution]:
    """The packages of a lock file that are installed here; others are for other systems."""
    names = re.findall(r"^([a-z0-9-]+)==", lock.read_text(encoding="utf-8"), re.MULTILINE)
    packages = []
    for name in sorted(set(names)):
        try:
            packages.append(distribution(name))
        except PackageNotFoundError:
            continue
    return packages


def licence_files(package: Distribution) -> list[Path]:
    """The licence texts of an installed package.

    Raises:
        MissingLicenceError: there is none.
    """
    found = [
        Path(str(file.locate()))
        for file in package.files or []
        if IS_LICENCE.search(file.name) and file.suffix not in {".py", ".pyc", ".pyi", ".so", ".pyd"}
    ]
    name = re.sub(r"[-_.]+", "-", package.name).lower()
    found = [file for file in found if file.is_file()] + STANDARD_TEXTS.get(name, [])
    if not found:
        raise MissingLicenceError(
            f"{package.name} {package.version} comes without a licence text. Find it, put it into {TEXTS} and name it "
            f"in {Path(__file__).name}."
        )
    return found


def system_licences(libraries: list[Path]) -> dict[str, Path]:
    """Debian package → copyright file, for the libraries that come from the system."""
    if shutil.which("dpkg") is None:
        return {}
    own = (Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve(), ROOT)
    outside = {file.resolve() for file in libraries if file.is_file()}
    outside = {file for file in outside if not any(file.is_relative_to(folder) for folder in own)}
    result = {}
    for file in sorted(outside):
        # A merged /usr: packages may own the file under its older name.
        for name in (str(file), str(file).removeprefix("/usr")):
            asked = subprocess.run(["dpkg", "-S", name], capture_output=True, text=True, check=False)
            if asked.returncode == 0:
                package = asked.stdout.split(":")[0]
                result[package] = Path("/usr/share/doc") / package / "copyright"
                break
        else:
            raise MissingLicenceError(f"{file} belongs to no package of this system; its licence is unknown")
    return result


def _copy(files: list[Path], target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for file in files:
        name = file.name
        place = target / name
        # Packages with several bundled libraries have a LICENSE each.
        if place.exists():
            place = target / f"{file.parent.name}-{name}"
        place.write_bytes(file.read_bytes())
