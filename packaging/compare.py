"""Compare two builds of one commit: `python packaging/compare.py ONE TWO`, two bundles or two .deb files.

Prints every file that differs. Exit code 1 where something differs that is not listed in EXPECTED.
"""

import fnmatch
import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

# Pattern of a file in the bundle → why two builds of one commit may differ in it. Nothing does, so far.
EXPECTED: dict[str, str] = {}


def fingerprints(folder: Path) -> dict[str, str]:
    """Relative name → what the file is: its hash and whether it can be run, or where a link leads."""
    result = {}
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_symlink():
            result[name] = f"link to {file.readlink()}"
        elif file.is_file():
            with file.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            result[name] = f"{digest} {'program' if file.stat().st_mode & 0o100 else 'file'}"
    return result


def differences(one: Path, two: Path) -> list[str]:
    """The names of the files that differ or are in one of the folders only."""
    first, second = fingerprints(one), fingerprints(two)
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


def main() -> int:
    """Compare what the command line names."""
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    one, two = Path(sys.argv[1]), Path(sys.argv[2])
    if one.is_file() and two.is_file():
        same = one.read_bytes() == two.read_bytes()
        print(f"{one.name}: {'the same bytes' if same else 'different bytes; what is inside:'}")
        if same:
            return 0
        with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
            for file, folder in ((one, first), (two, second)):
                subprocess.run(["dpkg-deb", "--raw-extract", str(file), folder], check=True)
            return _report(Path(first), Path(second))
    return _report(one, two)


def _report(one: Path, two: Path) -> int:
    unexpected = 0
    for name in differences(one, two):
        why = next((why for pattern, why in EXPECTED.items() if fnmatch.fnmatch(name, pattern)), None)
        unexpected += why is None
        print(f"{name}: {why or 'NOT EXPECTED'}")
    print(f"{len(fingerprints(one))} files compared, {unexpected} differ unexpectedly")
    return 1 if unexpected else 0


if __name__ == "__main__":
    sys.exit(main())
