"""Compiles for Windows on Linux: Debian's mingw-w64, two files at a time, each once."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from trials.steps import StepError

TARGET = "x86_64-w64-mingw32"
# `-O2` without the rules about aliasing that CPython's own makefiles switch off, too.
OPTIONS = ("-O2", "-fwrapv", "-fno-strict-aliasing", "-w", "-D_WIN32_WINNT=0x0A00", "-DWINVER=0x0A00")
DEBIAN_PACKAGES = ("gcc-mingw-w64-x86-64-win32", "libz-mingw-w64-dev", "mingw-w64-tools")


def tool(name: str) -> str:
    """The path of a program of mingw-w64.

    Raises:
        StepError: it is not installed.
    """
    found = shutil.which(f"{TARGET}-{name}")
    if found is None:
        raise StepError(f"{TARGET}-{name} is missing: apt-get install {' '.join(DEBIAN_PACKAGES)}")
    return found


def run(command: Sequence[str | Path], folder: Path, **variables: str) -> str:
    """Run a program and return what it printed.

    Raises:
        StepError: it failed; the message has the end of what it said.
    """
    done = subprocess.run(
        list(map(str, command)),
        cwd=folder,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise StepError(f"{' '.join(map(str, command))[:400]} failed:\n{done.stdout[-3000:]}")
    return done.stdout


@dataclass(frozen=True)
class Unit:
    """One source file, and with what it is compiled."""

    source: Path
    defines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Binary:
    """A program or library, and what it is made of.

    Attributes:
        name: of its file: `python311.dll`.
        units: the sources.
        includes: folders of headers.
        quoted: those for `#include "..."` alone: a folder may have an `io.h` that is not the system's.
        defines: for all of the sources.
        link: further objects, libraries and options, in order.
        manifest: what says to Windows what the program can, long paths for one.
    """

    name: str
    units: tuple[Unit, ...]
    includes: tuple[Path, ...] = ()
    quoted: tuple[Path, ...] = ()
    defines: tuple[str, ...] = ()
    link: tuple[str | Path, ...] = ()
    manifest: Path | None = None

    def make(self, objects: Path, target: Path) -> Path:
        """Compile what is not compiled yet, and link.

        Args:
            objects: the folder for the objects of this binary.
            target: the folder for the binary; a library leaves its import library, `lib<name>.a`, among the objects.

        Raises:
            StepError: the compiler or the linker refused.
        """
        objects.mkdir(parents=True, exist_ok=True)
        target.mkdir(parents=True, exist_ok=True)
        compiled = compile_all(self.units, objects, self.includes, self.defines, self.quoted)
        made = target / self.name
        kind = ["-shared"] if made.suffix in {".dll", ".pyd"} else []
        if made.suffix == ".dll":
            kind.append(f"-Wl,--out-implib,{objects / f'lib{made.stem}.a'}")
        resources = [self._resource(self.manifest, objects)] if self.manifest else []
        # Code of the compiler's own is linked in: no DLL of mingw-w64 has to lie beside.
        options = ["-s", "-static-libgcc", "-static"]
        # In a file: the names of the objects are longer than a command line may be.
        response = objects / "link.txt"
        response.write_text("\n".join(map(str, compiled)))
        run([tool("gcc"), *kind, *options, "-o", made, f"@{response}", *resources, *self.link], objects)
        return made

    @staticmethod
    def _resource(manifest: Path, objects: Path) -> Path:
        script, made = objects / "manifest.rc", objects / "manifest.res.o"
        script.write_text(f'1 24 "{manifest}"\n')
        run([tool("windres"), script, made], objects)
        return made


def compile_all(
    units: Iterable[Unit],
    objects: Path,
    includes: Iterable[Path] = (),
    defines: Iterable[str] = (),
    quoted: Iterable[Path] = (),
) -> list[Path]:
    """Compile sources into objects; what has been compiled before, from the same source, is taken as it is.

    Raises:
        StepError: a source does not compile.
    """
    folders = [argument for folder in includes for argument in ("-I", str(folder))]
    folders += [argument for folder in quoted for argument in ("-iquote", str(folder))]
    macros = [f"-D{macro}" for macro in defines]

    def compiled(unit: Unit) -> Path:
        made = objects / f"{unit.source.parent.name}_{unit.source.stem}.o"
        if not made.is_file() or made.stat().st_mtime < unit.source.stat().st_mtime:
            own = [f"-D{macro}" for macro in unit.defines]
            draft = made.with_suffix(".draft")
            run([tool("gcc"), *OPTIONS, *macros, *own, *folders, "-c", unit.source, "-o", draft], objects)
            draft.replace(made)
        return made

    objects.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        return list(pool.map(compiled, units))
