"""A CPython for Windows, made from Debian's own source package of Python 3.11 with Debian's mingw-w64.

For trials only; nothing of it is shipped. Which sources make what is read from CPython's own projects for Visual Studio;
what stands here is what differs, with mingw-w64 and on Linux.
"""

import shutil
import sys
import tarfile
from dataclasses import replace
from pathlib import Path

from trials.debian_files import Archive
from trials.steps import StepError
from trials.windows.compiler import TARGET, Binary, Unit, compile_all, run, tool
from trials.windows.projects import Project, read_project
from trials.windows.wine import Wine

VERSION = "3.11.2"
SOURCE = "python3.11"
# From Debian: the package, the file, and what its bytes are.
SOURCES = {
    SOURCE: (
        "python3.11_3.11.2.orig.tar.gz",
        "2411c74bda5bbcfcddaf4531f66d1adc73f247f529aee981b029513aefdbf849",
    ),
    "libffi": ("libffi_3.4.4.orig.tar.gz", "d66c56ad259a82cf2a9dfc408b32bf5da52371500b84745f7fb8b645712df676"),
    "sqlite3": ("sqlite3_3.40.1.orig.tar.xz", "aaa776260ab4dc976db34aa7891819484c8676b5b2783123ebc6301e2ca5d655"),
    "bzip2": ("bzip2_1.0.8.orig.tar.gz", "ab5a03176ee106d3f0fa90e381da478ddae405918153cca248e682cd0c4a2269"),
}
# What its own compiler would define, and PC/pyconfig.h does for that one alone.
DEFINES = ("WIN32", "MS_WIN32", "MS_WIN64", "MS_WINDOWS", 'PY3_DLLNAME=L"python3"', 'PYD_PLATFORM_TAG="win_amd64"')
# In a file, what is replaced by what.
PATCHES = {
    # The header declares it for all; the definition says `static`, which GCC does not take.
    "Python/dynload_win.c": ("static int\n_Py_CheckPython3(void)", "int\n_Py_CheckPython3(void)"),
    # Names of an enumeration there, macros with numbers in mingw-w64.
    "Modules/socketmodule.c": (
        "#ifdef MS_WINDOWS\n#define IPPROTO_ICMP IPPROTO_ICMP",
        "#ifdef _MSC_VER\n#define IPPROTO_ICMP IPPROTO_ICMP",
    ),
    # What Windows' C library has, not Microsoft's compiler: `os.pipe`, `os.fsync` and others.
    "Modules/posixmodule.c": (
        "#  ifdef _MSC_VER\n     /* Microsoft compiler */",
        "#  ifdef MS_WINDOWS\n     /* Microsoft compiler */",
    ),
    # Sockets of Windows are no small numbers.
    "Modules/selectmodule.c": (
        "#if defined(_MSC_VER)\n        max = 0;",
        "#if defined(MS_WINDOWS)\n        max = 0;",
    ),
    # `sysconfig` takes the platform from here: without it, this is a 32-bit Python.
    "PC/pyconfig.h": ('#define COMPILER "[gcc]"', '#define COMPILER "[GCC 64 bit (AMD64)]"'),
}
EXTENSIONS = (
    *("_asyncio", "_bz2", "_ctypes", "_decimal", "_elementtree", "_multiprocessing", "_overlapped", "_queue"),
    *("_socket", "_sqlite3", "_uuid", "_zoneinfo", "pyexpat", "select", "unicodedata", "winsound"),
)
# What extensions want beside what their projects say.
LIBRARIES = {
    "_ctypes": ("-lole32", "-loleaut32", "-luuid"),
    "_multiprocessing": ("-lws2_32",),
    "winsound": ("-lwinmm",),
}
LEFT_OUT = {"test", "idlelib", "lib2to3", "tkinter", "turtledemo", "ensurepip", "__pycache__"}


class PythonBuild:
    """The folders of a build: sources, objects, and the Python as it is installed in the end."""

    def __init__(self, folder: Path, wine: Wine) -> None:
        """A build in a folder, with a Wine to run what has to run while it is made."""
        self._folder = folder
        self._wine = wine
        self._root = folder / "sources" / f"Python-{VERSION}"
        self._objects = folder / "objects"
        self.target = wine.drive / "Python311"

    def unpack(self, archive: Archive) -> str:
        """Fetch the sources, check their bytes, unpack and patch them."""
        places = {name: archive.source(name, file, sha256) for name, (file, sha256) in SOURCES.items()}
        shutil.rmtree(self._root.parent, ignore_errors=True)
        self._root.parent.mkdir(parents=True)
        for place in places.values():
            with tarfile.open(place) as packed:
                packed.extractall(self._root.parent, filter="tar")
        for name, (old, new) in PATCHES.items():
            file = self._root / name
            text = file.read_text(encoding="utf-8")
            if old not in text:
                raise StepError(f"{file} has not what is to be patched: {old!r}")
            file.write_text(text.replace(old, new), encoding="utf-8")
        return ", ".join(place.name for place in places.values())

    def make_core(self) -> str:
        """`python311.dll`, `python3.dll`, `python.exe`, `pythonw.exe`."""
        core = self._project("pythoncore")
        self._freeze(self._project("_freeze_module"))
        library = self._binary("python311.dll", core, "pythoncore", "-lz", "-lole32", "-lshlwapi")
        library.make(self._objects / "pythoncore", self.target)
        self._stable_abi().make(self._objects / "python3dll", self.target)
        for name, more in (("python", ("-municode",)), ("pythonw", ("-municode", "-mwindows"))):
            program = self._binary(f"{name}.exe", self._project(name), name, self._import_library, *more)
            program = replace(program, manifest=self._root / "PC" / "python.manifest")
            program.make(self._objects / name, self.target)
        return f"{len(core.units)} sources of CPython {VERSION}"

    def make_extensions(self) -> str:
        """The modules that lie beside the core, with the libraries that they want."""
        libraries = {"_ctypes": self._libffi(), "_sqlite3": self._sqlite()}
        for name in EXTENSIONS:
            project = self._project(name)
            if name == "_decimal":
                # The assembler in its sources for GCC, not the file for Microsoft's.
                project = replace(project, defines=tuple("ASM" if d == "MASM" else d for d in project.defines))
            more = (self._import_library, *libraries.get(name, ()), *LIBRARIES.get(name, ()))
            self._binary(f"{name}.pyd", project, name, *more).make(self._objects / name, self.target / "DLLs")
        return f"{len(EXTENSIONS)} extension modules"

    def install(self) -> str:
        """The library of Python's own modules beside it."""
        library = self.target / "Lib"
        shutil.rmtree(library, ignore_errors=True)
        shutil.copytree(self._root / "Lib", library, ignore=lambda _, names: LEFT_OUT & set(names))
        told = self._wine.python("-c", "import sys, sqlite3, ctypes, sysconfig; print(sysconfig.get_platform(), sys.version)")
        if "win-amd64" not in told:
            raise StepError(f"the Python that was made says {told}")
        return told.strip()

    @property
    def _import_library(self) -> Path:
        return self._objects / "pythoncore" / "libpython311.a"

    def _project(self, name: str) -> Project:
        external = self._root.parent
        variables = {
            "PySourcePath": f"{self._root}/",
            "PyVPath": r"..\\..",
            "PyDebugExt": "",
            "SysWinVer": "3.11",
            "bz2Dir": f"{external}/bzip2-1.0.8",
            "sqlite3Dir": f"{self._sqlite_folder}",
        }
        return read_project(self._root / "PCbuild" / f"{name}.vcxproj", variables)

    def _binary(self, name: str, project: Project, folder: str, *link: str | Path) -> Binary:
        includes = (self._root / "Include", self._root / "Include" / "internal", self._root / "PC")
        if folder == "_ctypes":
            includes = (*includes, self._ffi_folder / "include")
        defines, libraries = (*DEFINES, *project.defines), (*link, *project.libraries, "-lshlwapi")
        if folder == "_decimal":
            return Binary(name, project.units, includes, project.includes, defines, libraries)
        return Binary(name, project.units, (*includes, *project.includes), (), defines, libraries)

    def _freeze(self, project: Project) -> None:
        """Modules that are part of the core, as `_freeze_module` makes them: byte code, then data in C."""
        folder = self._objects / "_freeze_module"
        freezer = self._binary("_freeze_module.exe", project, "_freeze_module", "-lole32")
        program = freezer.make(folder, folder)
        modules = [(name, source, goal) for name, source, goal in project.frozen]
        for name, source, goal in modules:
            if not goal.is_file():
                goal.parent.mkdir(parents=True, exist_ok=True)
                draft = goal.with_suffix(".draft")
                self._wine.run([program, name, self._wine.path(source), self._wine.path(draft)])
                draft.replace(goal)
        deep = self._root / "Python" / "deepfreeze" / "deepfreeze.c"
        deep.parent.mkdir(exist_ok=True)
        named = [f"{goal}:{name}" for name, _, goal in modules if name != "getpath"]
        run([sys.executable, self._root / "Tools" / "scripts" / "deepfreeze.py", *named, "-o", deep], self._root)

    def _stable_abi(self) -> Binary:
        """`python3.dll`, which hands every name of the stable ABI on to `python311.dll`."""
        folder = self._objects / "python3dll"
        folder.mkdir(parents=True, exist_ok=True)
        lines = ["LIBRARY python3.dll", "EXPORTS"]
        for line in (self._root / "PC" / "python3dll.c").read_text(encoding="utf-8").splitlines():
            for macro, kind in (("EXPORT_FUNC(", ""), ("EXPORT_DATA(", " DATA")):
                if line.startswith(macro):
                    name = line.removeprefix(macro).rstrip(")")
                    lines.append(f"  {name} = python311.{name}{kind}")
        exports = folder / "python3.def"
        exports.write_text("\n".join(lines))
        empty = folder / "empty.c"
        empty.write_text("int _python3_is_nothing_but_names;\n")
        return Binary("python3.dll", (Unit(empty),), link=(exports, self._import_library))

    @property
    def _ffi_folder(self) -> Path:
        return self._root.parent / "libffi-3.4.4" / TARGET

    @property
    def _sqlite_folder(self) -> Path:
        return self._root.parent / "sqlite3-3.40.1"

    def _libffi(self) -> tuple[Path, ...]:
        made = self._ffi_folder / ".libs" / "libffi.a"
        if not made.is_file():
            source = self._ffi_folder.parent
            run(["./configure", f"--host={TARGET}", "--disable-shared", "--disable-docs"], source)
            run(["make", "-j2"], source)
        return (made,)

    def _sqlite(self) -> tuple[Path, ...]:
        if not (self._sqlite_folder / "sqlite3.c").is_file():
            run(["./configure"], self._sqlite_folder)
            run(["make", "sqlite3.c"], self._sqlite_folder)
        project = self._project("sqlite3")
        made = compile_all(project.units, self._objects / "sqlite3", defines=(*DEFINES[:1], *self._sqlite_defines(project)))
        return tuple(made)

    @staticmethod
    def _sqlite_defines(project: Project) -> tuple[str, ...]:
        # Part of the extension and no DLL of its own: nothing of it is exported.
        return tuple(macro for macro in project.defines if not macro.startswith("SQLITE_API"))
