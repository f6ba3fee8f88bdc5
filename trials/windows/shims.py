"""DLLs that programs for Windows 10 and newer ask for and Wine 8 lacks, or has without what is in them.

For Wine alone: nothing of them is shipped. What a shim cannot do well it refuses; what it can, it does. `tiles.c` alone
is for Linux' side of Wine.
"""

import re
import shutil
from pathlib import Path

from trials.steps import StepError
from trials.windows.compiler import Binary, Unit, run, tool
from trials.windows.wine import Wine

HERE = Path(__file__).resolve().parent / "shims"
LIBRARY = "ucrtbase"
# Wine's own C library, under another name. Its own sets of names (`api-ms-win-crt-...`) lead to `ucrtbase` whatever is
# there, so that one is replaced, and not the set.
LIBRARY_OF_WINE = "ucrtwine"
# Where Debian keeps Wine's own, and what stands in each: without it, Wine takes a DLL for one of Windows.
MARK = b"Wine builtin DLL"
BUILT_IN = Path("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows")
EXPORTED = re.compile(r"^\s*\[\s*\d+\]\s+(?:\+base\[\s*\d+\]\s+[0-9a-f]+\s+)?([A-Za-z_]\w*)$", re.MULTILINE)


def make_shims(wine: Wine, objects: Path) -> str:
    """Compile the shims and put them where Windows looks for its own.

    Raises:
        StepError: the compiler refused, or Wine has no C library to hand names on to.
    """
    system = wine.drive / "windows" / "system32"
    for name, source, libraries in (
        ("bcryptprimitives.dll", HERE / "random.c", ("-ladvapi32",)),
        ("icuuc.dll", HERE / "unicode.c", ()),
    ):
        Binary(name, (Unit(source),), link=libraries).make(objects / name, system)
    own = _library(objects, system)
    compiler = shutil.which("gcc")
    if compiler is None:
        raise StepError("gcc is missing: apt-get install gcc libc6-dev")
    run([compiler, "-shared", "-fPIC", "-O2", "-o", wine.preload, HERE / "tiles.c"], objects)
    return f"bcryptprimitives.dll, icuuc.dll, {LIBRARY}.dll with {own} functions of its own, {wine.preload.name}"


def _library(objects: Path, system: Path) -> int:
    sources = [HERE / "complex.c", HERE / "descriptors.c"]
    numbers, files = (source.read_text(encoding="utf-8") for source in sources)
    names = [*re.findall(r"^TO_(?:REAL|COMPLEX)\((\w+)\)", numbers, re.MULTILINE), "cpow"]
    own = {f"{name}{kind}" for name in names for kind in ("", "f", "l")}
    own |= set(re.findall(r"^\w.*\bshim_(\w+)\(", files, re.MULTILINE))
    library = BUILT_IN / f"{LIBRARY}.dll"
    if not library.is_file():
        raise StepError(f"{library} is not there: is wine64 of Debian installed?")
    others = set(EXPORTED.findall(run([tool("objdump"), "-p", library], system))) - own
    if len(others) < 1000:
        raise StepError(f"{library} seems to export {len(others)} names only")
    (system / f"{LIBRARY_OF_WINE}.dll").write_bytes(library.read_bytes().replace(MARK, bytes(len(MARK)), 1))
    folder = objects / LIBRARY
    folder.mkdir(parents=True, exist_ok=True)
    exports = folder / "names.def"
    lines = [f"  {name} = shim_{name}" for name in sorted(own)]
    lines += [f"  {name} = {LIBRARY_OF_WINE}.{name}" for name in sorted(others)]
    exports.write_text("\n".join([f"LIBRARY {LIBRARY}.dll", "EXPORTS", *lines]))
    Binary(f"{LIBRARY}.dll", tuple(map(Unit, sources)), link=(exports,)).make(folder, system)
    return len(own)
