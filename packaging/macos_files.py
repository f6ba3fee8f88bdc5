"""Which macOS and which processors the programs and libraries of the macOS app want, read out of them on any system.

    python packaging/macos_files.py                     the wheels of requirements/app.txt, as a table
    python packaging/macos_files.py dist/Pawsort.app    the app that was built

Both say what does not keep our promise, and end with 1 where something does not.

Mach-O, the format of macOS's programs and libraries, says for which processor a file is, from which macOS on it is
meant to run, and which libraries it loads. Before it starts an app, macOS looks at `LSMinimumSystemVersion` alone: a
promise there that a library does not keep is a crash for whoever believed it.
"""

import functools
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

import contents
import product

sys.path.insert(0, str(product.ROOT / "tools"))
import bootstrap

LOCK = product.ROOT / "requirements" / "app.txt"
CACHE = product.ROOT / ".cache" / "macos"
# By which name uv knows the processors that we promise.
PLATFORMS = {"arm64": "aarch64-apple-darwin", "x86_64": "x86_64-apple-darwin"}
# Of the releases: .github/workflows/release.yml.
PYTHON = "3.12"
FETCH_SECONDS = 600
_BEGINNINGS = (b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"\xca\xfe\xba\xbf")
_OF_THE_SYSTEM = ("/usr/lib/", "/System/Library/")
# What uv says where it reached no index; whatever else it says is about the lock.
_NO_INDEX = ("Failed to fetch", "error sending request", "dns error", "Connection refused", "timed out")


class NoIndexError(Exception):
    """The wheels cannot be fetched here: no package index answers."""


class WheelError(Exception):
    """The lock has no wheels for the macOS that we promise; the message has uv's words."""


@dataclass(frozen=True)
class MachObject:
    """One program or library for one processor.

    Attributes:
        file: its place below the folder that was looked through, with slashes.
        processor: "arm64" or "x86_64".
        oldest: the macOS from which on it is meant to run, major and minor; None where it does not say.
        libraries: what it loads, as it says it.
        places: where it looks for what begins with @rpath.
    """

    file: str
    processor: str
    oldest: tuple[int, int] | None
    libraries: tuple[str, ...]
    places: tuple[str, ...]


def main() -> int:
    """Do what the command line says."""
    if len(sys.argv) > 2 or sys.argv[1:2] in (["-h"], ["--help"]):
        print(__doc__, file=sys.stderr)
        return 2
    if len(sys.argv) == 2:
        app = Path(sys.argv[1])
        objects = list(mach_objects(app))
        print(f"{app}: {len(objects)} programs and libraries looked at")
        found = [*system_faults(objects, product.OLDEST_MACOS), *([] if objects else ["nothing of it is Mach-O"])]
    else:
        try:
            wheels = {processor: of_wheels(processor) for processor in PLATFORMS}
        except (NoIndexError, WheelError) as error:
            print(error, file=sys.stderr)
            return 1
        print(table(wheels))
        found = [fault for processor, objects in wheels.items() for fault in faults(objects, processor)]
    for fault in found:
        print(f"- {fault}", file=sys.stderr)
    return 1 if found else 0


def of_wheels(processor: str) -> list[MachObject]:
    """Every program and library in the wheels that a Mac with this processor gets, the newest that our promise allows.

    What they say is kept in `.cache`, until the lock or this script changes.

    Raises:
        NoIndexError: there is no network, or no package index in it.
        WheelError: the lock has no wheels for this processor and the macOS that we promise.
    """
    key = hashlib.sha256()
    for content in (LOCK.read_bytes(), Path(__file__).read_bytes(), product.OLDEST_MACOS.encode()):
        key.update(content)
    known = CACHE / f"{processor}-{key.hexdigest()[:16]}.json"
    if not known.is_file():
        with tempfile.TemporaryDirectory() as folder:
            fetch(processor, Path(folder))
            text = json.dumps([asdict(each) for each in mach_objects(Path(folder))])
        CACHE.mkdir(parents=True, exist_ok=True)
        for older in CACHE.glob(f"{processor}-*"):
            older.unlink()
        draft = known.with_suffix(".draft")
        draft.write_text(text, encoding="utf-8")
        draft.replace(known)
    return [_read_back(each) for each in json.loads(known.read_text(encoding="utf-8"))]


def fetch(processor: str, folder: Path) -> None:
    """Unpack the locked wheels for a Mac into a folder.

    Raises:
        NoIndexError: there is no network, or no package index in it.
        WheelError: the lock has no such wheels.
    """
    command = [bootstrap.find_uv(), "pip", "install", "--quiet", "--target", str(folder)]
    command += ["--python-platform", PLATFORMS[processor], "--python-version", PYTHON, "--only-binary", ":all:"]
    command += ["--python", sys.executable, "--require-hashes", "-r", str(LOCK)]
    # Wheels say in their names which macOS they want: uv takes none that wants a newer one than this.
    environment = {**os.environ, "MACOSX_DEPLOYMENT_TARGET": product.OLDEST_MACOS, "UV_PYTHON_DOWNLOADS": "never"}
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=FETCH_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise NoIndexError(f"the wheels for macOS did not come within {FETCH_SECONDS} seconds") from error
    if done.returncode == 0:
        return
    if any(words in done.stderr for words in _NO_INDEX):
        raise NoIndexError(f"the wheels for macOS cannot be fetched here: {done.stderr.strip()}")
    raise WheelError(f"macOS {product.OLDEST_MACOS} on {processor}: {done.stderr.strip()}")


def mach_objects(folder: Path) -> Iterator[MachObject]:
    """Every program and library below a folder, each processor that a file serves by itself."""
    # Here and not above: it is in the environments of developers and, on macOS, of packaging.
    from macholib import mach_o
    from macholib.MachO import MachO

    processors = {"ARM64": "arm64", "x86_64": "x86_64"}
    loading = {mach_o.LC_LOAD_DYLIB, mach_o.LC_REEXPORT_DYLIB, mach_o.LC_LOAD_UPWARD_DYLIB}
    for file in sorted(folder.rglob("*")):
        # Archives of objects are for compilers; nothing loads them.
        if file.is_symlink() or not file.is_file() or file.suffix == ".a" or not _begins_so(file):
            continue
        for header in MachO(str(file)).headers:
            oldest, libraries, places = None, [], []
            for load, command, data in header.commands:
                text = data.split(b"\0")[0].decode("utf-8", "replace") if isinstance(data, bytes) else ""
                if load.cmd == mach_o.LC_BUILD_VERSION:
                    oldest = _version(int(command.minos))
                elif load.cmd == mach_o.LC_VERSION_MIN_MACOSX:
                    oldest = _version(int(command.version))
                elif load.cmd in loading:
                    libraries.append(text)
                elif load.cmd == mach_o.LC_RPATH:
                    places.append(text)
            name = mach_o.CPU_TYPE_NAMES.get(header.header.cputype, str(header.header.cputype))
            place = file.relative_to(folder).as_posix()
            yield MachObject(place, processors.get(name, name), oldest, tuple(libraries), tuple(places))


def faults(objects: Iterable[MachObject], processor: str) -> list[str]:
    """What in the wheels for one processor does not keep what we promise; only of what the app takes along."""
    taken = shipped([each for each in objects if each.processor == processor])
    serving = {each.file for each in taken}
    lacking = {each.file for each in shipped(objects)} - serving
    found = [f"{name} is not for {processor}" for name in sorted(lacking)]
    found += system_faults(taken, product.OLDEST_MACOS)
    return found + library_faults(taken)


def system_faults(objects: Iterable[MachObject], promised: str) -> list[str]:
    """Which files want a newer macOS than the one that is promised, or do not say which they want."""
    oldest = tuple(int(part) for part in promised.split("."))[:2]
    found = []
    for each in objects:
        if each.oldest is None:
            found.append(f"{each.file} ({each.processor}) does not say which macOS it wants")
        elif each.oldest > oldest:
            wanted = ".".join(str(part) for part in each.oldest)
            found.append(f"{each.file} ({each.processor}) wants macOS {wanted}, and {promised} is promised")
    return found


def library_faults(objects: Iterable[MachObject]) -> list[str]:
    """Which files load a library that is neither of the system nor among them."""
    objects = list(objects)
    there = {each.file for each in objects}
    return [
        f"{each.file} ({each.processor}) loads {library}, which is neither of macOS nor in the app"
        for each in objects
        for library in each.libraries
        if not library.startswith(_OF_THE_SYSTEM) and not there & set(_candidates(each, library))
    ]


def shipped(objects: Iterable[MachObject]) -> list[MachObject]:
    """Those that the app takes along: packages whole, of Qt what is used and the libraries that it loads."""
    by_file: dict[str, list[MachObject]] = defaultdict(list)
    for each in objects:
        if contents.wanted(each.file):
            by_file[each.file].append(each)
    waiting = [name for name in by_file if not name.startswith("PySide6/") or _is_used_of_qt(name)]
    taken = set(waiting)
    while waiting:
        for each in by_file[waiting.pop()]:
            for library in each.libraries:
                new = (set(_candidates(each, library)) & by_file.keys()) - taken
                taken |= new
                waiting += new
    return [each for name in sorted(taken) for each in by_file[name]]


def table(wheels: dict[str, list[MachObject]]) -> str:
    """Of each package how many files the app takes along and the newest macOS that one of them wants; in Markdown."""
    head = ["| package | " + " | ".join(f"{name}: files | wants macOS" for name in wheels) + " |"]
    head += ["| --- |" + " ---: | ---: |" * len(wheels)]
    cells: dict[str, list[str]] = defaultdict(list)
    for place, (processor, objects) in enumerate(wheels.items()):
        of: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for each in shipped([each for each in objects if each.processor == processor]):
            of[_package(each.file)].append(each.oldest or (0, 0))
        for package, wanted in of.items():
            cells[package] += ["-"] * (2 * place - len(cells[package]))
            cells[package] += [str(len(wanted)), ".".join(str(part) for part in max(wanted))]
    full = {package: row + ["-"] * (2 * len(wheels) - len(row)) for package, row in cells.items()}
    return "\n".join([*head, *(f"| {package} | " + " | ".join(full[package]) + " |" for package in sorted(full))])


def _candidates(each: MachObject, library: str) -> Iterator[str]:
    """Where a library may lie that a file loads by a name beginning with @."""
    beside = PurePosixPath(each.file).parent
    first, _, rest = library.partition("/")
    if first in ("@loader_path", "@executable_path"):
        yield _straight(beside / rest)
    for place in each.places if first == "@rpath" else ():
        yield _straight(beside / place.removeprefix("@loader_path").strip("/") / rest)


def _straight(path: PurePosixPath) -> str:
    return os.path.normpath(path).replace(os.sep, "/")


def _is_used_of_qt(name: str) -> bool:
    """Whether one of Qt's plugins that are wanted, or a module that the app imports."""
    module = re.fullmatch(r"PySide6/(Qt\w+)\.abi3\.so", name)
    return module[1] in _imported_of_qt() if module else "/Qt/plugins/" in name


@functools.cache
def _imported_of_qt() -> set[str]:
    files = (product.ROOT / "desktop_app").rglob("*.py")
    return {name for file in files for name in re.findall(r"PySide6\.(Qt\w+)", file.read_text(encoding="utf-8"))}


def _package(name: str) -> str:
    first = name.split("/")[0].lstrip("_").split(".")[0]
    return {"PIL": "Pillow", "google": "protobuf"}.get(first, first)


def _version(packed: int) -> tuple[int, int]:
    # nibbles xxxx.yy.zz, as <mach-o/loader.h> says
    return packed >> 16, packed >> 8 & 0xFF


def _begins_so(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(4) in _BEGINNINGS


def _read_back(row: dict[str, object]) -> MachObject:
    as_tuples = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    return MachObject(**as_tuples)  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.exit(main())
