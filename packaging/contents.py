"""What goes into the frozen app, and what PyInstaller would take along that nobody uses.

Entries are those of PyInstaller's tables: (name in the bundle, source file, kind).
"""

import fnmatch
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from product import BUILD, ROOT

Entry = tuple[str, str, str]

LOOKED_THROUGH = (
    "desktop_app.catalog.changes",
    "desktop_app.exports.formats",
    "desktop_app.photos.facets",
    "desktop_app.ui.filters.parts",
    "desktop_app.commands.formats",
)
"""Packages whose modules are found at run time, by looking what there is."""

# Development tools, what only optional features of the packages import, and the rest of the environment that builds.
EXCLUDED_MODULES = [
    "IPython", "PyInstaller", "_pytest", "_ssl", "arrow", "certifi", "charset_normalizer", "cyclonedx", "defusedxml",
    "desktop_app.assets", "doctest", "export", "fqdn", "hypothesis", "idna", "jsonschema", "keras", "lib2to3", "lxml",
    "matplotlib", "mypy", "numpy.f2py", "numpy.testing", "onnx", "pkg_resources", "pydantic.mypy",
    "pyarrow", "pydantic.v1", "pydoc", "pytest", "ray", "requests", "rich", "scale_out", "setuptools", "ssl", "sympy",
    "tensorflow", "test", "tkinter", "torch", "training", "unittest", "urllib3", "wheel", "xmlrpc",
    "onnxruntime.quantization", "onnxruntime.tools", "onnxruntime.transformers", "onnxruntime.datasets",
    # Statistics draw bars; PyQtGraph can do more.
    *(f"pyqtgraph.{part}" for part in (
        "canvas", "console", "dockarea", "examples", "flowchart", "jupyter", "opengl", "multiprocess.bootstrap")),
    "onnxruntime.backend", "PIL.ImageQt", "PIL.ImageShow", "PIL.ImageTk",
    *(f"PySide6.Qt{part}" for part in (
        "Concurrent", "DBus", "Designer", "Help", "Network", "OpenGL", "OpenGLWidgets", "PrintSupport", "Qml", "Quick",
        "QuickControls2", "QuickTest", "QuickWidgets", "Sql", "Test", "UiTools", "Xml")),
]  # fmt: skip

# Qt plugins in use; every other one stays out. The app decodes photos with Pillow and paints its icons with QtSvg.
WANTED_QT_PLUGINS = (
    "platforms/*qxcb*", "platforms/*qoffscreen*", "platforms/*qwayland*", "platforms/*qwindows*", "platforms/*qcocoa*",
    "xcbglintegrations/*", "wayland-decoration-client/*", "wayland-shell-integration/*xdg-shell*",
    "wayland-graphics-integration-client/*wayland-egl*",
    "platforminputcontexts/*compose*", "platforminputcontexts/*ibus*",
    # The file dialogs and colours of Linux desktops; the one for GTK drags in half of GTK.
    "platformthemes/*xdgdesktopportal*",
    "styles/*",
)  # fmt: skip

UNWANTED = (
    # Qt's own translations of what is not bundled, and of languages that Pawsort does not speak.
    "*/translations/qtwebengine*", "*/translations/qtquick*", "*/translations/qtdeclarative*",
    "*/translations/*qt_help*", "*/translations/qtmultimedia*",
    # Loaded by plugins that are left out.
    "*libQt6Network*", "*Qt6Network.dll", "*QtNetwork.framework*",
    "*libQt6Qml*", "*libQt6Quick*", "*libQt6VirtualKeyboard*", "*libQt6EglF*", "*libQt6WlShell*", "*libQt6Pdf*",
    "*libQt6Test*",
    "*Qt6Qml*.dll", "*Qt6Quick*.dll", "*Qt6VirtualKeyboard*.dll", "*Qt6Pdf.dll", "*opengl32sw.dll", "*d3dcompiler_*",
    # Its sign, and maps of colours.
    "pyqtgraph/icons/peegee/*", "pyqtgraph/colors/*", "pyqtgraph/examples/*",
    # Needed by PySide6's tools only.
    "*pyside6qml*", "*/glue/*", "*/typesystems/*", "*/include/*", "*.pyi", "*/py.typed",
    # The GTK theme's, should a build machine have them.
    "libgtk-3*", "libgdk-3*", "libgdk_pixbuf*", "libcairo*", "libpango*", "libatk*", "libatspi*", "libgio*",
    "libepoxy*", "libharfbuzz*", "libmount*", "libblkid*", "libselinux*", "librsvg*", "libthai*", "libdatrie*",
    # The stable interface of the graphics driver and of fonts belongs to the machine, not to us.
    "libGL.so*", "libEGL.so*", "libGLX.so*", "libGLdispatch.so*", "libOpenGL.so*", "libdrm.so*", "libgbm.so*",
    "libfontconfig.so*", "libfreetype.so*", "libexpat.so*", "libwayland-*", "libdbus-1.so*",
)  # fmt: skip

QT_LANGUAGES = ("en", "fr")


def datas() -> list[tuple[str, str]]:
    """(source, folder in the bundle) of what is not code: model packs, breeds, translations, guide, licences.

    Raises:
        FileNotFoundError: there is no model pack.
    """
    packs = sorted((ROOT / "assets" / "packs").glob("*/model.json"))
    if not packs:
        raise FileNotFoundError(f"{ROOT / 'assets' / 'packs'}: no model pack. Make one with `make model`.")
    chosen = [file for file in sorted((ROOT / "assets").rglob("*")) if file.is_file()]
    chosen += sorted((ROOT / "desktop_app" / "i18n").glob("*.qm"))
    chosen += sorted(guide_files(ROOT / "docs"))
    chosen += [ROOT / "LICENSE", ROOT / "THIRD_PARTY_NOTICES.md"]
    # Whatever else lies beside the code because the code reads it, in the place where it looks for it.
    beside = (".json", ".csv", ".html", ".svg", ".css", ".qss")
    chosen += [file for file in sorted((ROOT / "desktop_app").rglob("*")) if file.suffix in beside]
    return [(str(file), file.parent.relative_to(ROOT).as_posix()) for file in chosen]


def guide_files(docs: Path) -> list[Path]:
    """The pages that the app opens and what they show: user guide, model card and pictures."""
    patterns = ("user_guide*", "user_guide/**/*", "help/**/*", "images/**/*", "screenshots/**/*", "model_card*.md")
    return [file for pattern in patterns for file in docs.glob(pattern) if file.is_file()]


def only_wanted(entries: list[Entry]) -> list[Entry]:
    """The entries that the app uses."""
    return [entry for entry in entries if wanted(entry[0])]


def wanted(name: str) -> bool:
    """Whether a file belongs into the bundle, by its name in it."""
    name = name.replace("\\", "/")
    if any(fnmatch.fnmatch(name, pattern) for pattern in UNWANTED):
        return False
    if "/plugins/" in name and name.startswith("PySide6/"):
        plugin = name.split("/plugins/", 1)[1]
        return any(fnmatch.fnmatch(plugin, pattern) for pattern in WANTED_QT_PLUGINS)
    if "/translations/" in name and name.startswith("PySide6/"):
        stem = name.rsplit("/", 1)[1].removesuffix(".qm")
        return stem in {f"qtbase_{language}" for language in QT_LANGUAGES}
    return True


def reachable(entries: list[Entry], needs: Callable[[str], Iterable[tuple[str, str | None]]]) -> list[Entry]:
    """Without the libraries of the build machine that only files needed which are left out.

    Args:
        entries: after `only_wanted`.
        needs: source file → (name, file) of the libraries that it loads; PyInstaller's `get_imports`.
    """
    by_name = {entry[0]: entry for entry in entries}
    # What lies in a folder belongs to a package; what lies at the top was found by following the packages' needs.
    kept = {name for name, (_, _, kind) in by_name.items() if "/" in name or kind == "EXTENSION" or "python3" in name}
    waiting = [by_name[name][1] for name in kept if by_name[name][2] != "SYMLINK"]
    while waiting:
        for name, _ in needs(waiting.pop()):
            if name in by_name and name not in kept:
                kept.add(name)
                if by_name[name][2] != "SYMLINK":
                    waiting.append(by_name[name][1])
    # Links at the top to libraries inside the packages, by which these find each other.
    inside = {entry[1] for entry in entries if entry[2] == "SYMLINK"} & kept
    kept |= {name for name, (_, target, kind) in by_name.items() if kind == "SYMLINK" and target in inside}
    return [entry for entry in entries if entry[0] in kept]


def without_debugging(entries: list[Entry]) -> list[Entry]:
    """Python's own libraries without the symbols that only debuggers read; those of packages stay as they are."""
    strip = shutil.which("strip")
    if not sys.platform.startswith("linux") or strip is None:
        return entries
    folder = BUILD / "stripped"
    shutil.rmtree(folder, ignore_errors=True)
    result = []
    for entry in entries:
        name, source, kind = entry
        if kind != "SYMLINK" and (name.startswith("libpython") or "lib-dynload/" in name):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            subprocess.run([strip, "--strip-unneeded", str(target)], check=True)
            entry = (name, str(target), kind)  # noqa: PLW2901 - the one that takes its place
        result.append(entry)
    return result


def cuda_libraries() -> list[tuple[str, str]]:
    """(source, folder in the bundle) of NVIDIA's libraries, in the folders where ONNX Runtime looks for them.

    Raises:
        FileNotFoundError: the environment has no ONNX Runtime for CUDA.
    """
    try:
        own = files("onnxruntime-gpu") or []
    except PackageNotFoundError as error:
        raise FileNotFoundError("onnxruntime-gpu is not installed; build with: build.py bundle --cuda") from error
    found = [
        (str(file.locate()), file.parent.as_posix())
        for package in nvidia_packages()
        for file in files(package) or []
        if file.parts[0] == "nvidia" and _is_library(file.name)
    ]
    providers = [(str(file.locate()), file.parent.as_posix()) for file in own if "onnxruntime_providers_" in file.name]
    return found + [entry for entry in providers if "tensorrt" not in entry[0]]


def _is_library(name: str) -> bool:
    return name.endswith(".dll") or ".so" in name


def nvidia_packages() -> list[str]:
    """The packages of NVIDIA's libraries that the GPU lock brings."""
    lines = (ROOT / "requirements" / "app-gpu.txt").read_text(encoding="utf-8").splitlines()
    return [line.split("==")[0] for line in lines if line.startswith("nvidia-")]
