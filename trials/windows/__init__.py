"""Windows under Wine: a Python made from Debian's sources, the pinned wheels, the bundle, the installer, the tests."""

import shutil
import subprocess
from pathlib import Path

from trials.debian_files import Archive
from trials.steps import Step, StepError
from trials.system_packages import install_missing
from trials.wheels import ROOT, install_locked, install_some
from trials.windows.comparing import compare_labels
from trials.windows.installing import Installing
from trials.windows.photos import gather
from trials.windows.python_build import PythonBuild
from trials.windows.screen import screen
from trials.windows.shims import make_shims
from trials.windows.testing import PACKAGES, copy_source, run_tests
from trials.windows.wine import Wine

# Wine, the compiler with what it needs, what SQLite's and libffi's sources want, the installer's, and a screen.
DEBIAN_PACKAGES = (
    *("wine", "wine64", "gcc-mingw-w64-x86-64-win32", "libz-mingw-w64-dev", "gcc", "libc6-dev", "make", "tcl"),
    *("nsis", "xvfb", "openbox", "xdotool", "git", "fonts-dejavu-core"),
)
PLATFORM, PYTHON = "x86_64-pc-windows-msvc", "3.11"
# Of a volunteer, with letters that are in no code page of the first Windows.
USER = "Zoë Müller"
HERE = Path(__file__).resolve().parent
TESTS = ROOT / "tests"


def steps(folder: Path, data: Path) -> list[Step]:
    """The steps of the trial, in `folder`, with the photos in `data`."""
    wine = Wine(folder / "prefix", USER, folder / "shims" / "tiles.so")
    archive = Archive("bookworm", "amd64", folder / "debian")
    build = PythonBuild(folder / "python", wine)
    source, packages = wine.drive / "source", wine.drive / "tests"
    bundle = source / "dist" / "pawsort"
    program = bundle / "pawsort.exe"
    photos = wine.home / "Pictures" / "photos à trier"
    installing = Installing(wine, bundle, folder / "installer", photos)

    def test(name: str, below: Path) -> Step:
        def run() -> str:
            # Anew: what changed in the tests alone is no reason to make the bundle again, as the step "source" is.
            copy_source(source)
            report = folder / f"tests {below.name}.xml"
            return run_tests(wine, source, packages, data, report, [below.relative_to(ROOT).as_posix()])

        # The window's tests need more than an hour there: each folder is a step of its own, to go on where it was.
        return Step(name, run, ("test packages", "source"), (*app, *_helpers(), below))

    parts = ("desktop_app", "assets", "packaging", "requirements", "pyproject.toml")
    guide = (file for pattern in ("user_guide*", "model_card*", "images") for file in (ROOT / "docs").glob(pattern))
    app = (*(ROOT / name for name in parts), *sorted(guide))
    return [
        Step("system", lambda: install_missing(DEBIAN_PACKAGES)),
        Step("wine", wine.create, ("system",)),
        Step("sources", lambda: build.unpack(archive), (), (HERE / "python_build.py",)),
        Step("python", build.make_core, ("wine", "sources")),
        Step("extensions", build.make_extensions, ("python",)),
        Step("library", build.install, ("extensions",)),
        Step("shims", lambda: make_shims(wine, folder / "shims"), ("wine",), (HERE / "shims", HERE / "shims.py")),
        Step("packages", lambda: install_locked("packaging", build.target / "Lib" / "site-packages", PLATFORM, PYTHON),
             ("library", "shims"), (ROOT / "requirements" / "packaging.txt",)),
        Step("source", lambda: copy_source(source), ("wine",), app),
        Step("bundle", lambda: _bundle(wine, source), ("packages", "source"), app),
        Step("photos", lambda: f"{len(gather(data, photos))} photos", ("wine",), (HERE / "photos.py",)),
        Step("label", lambda: compare_labels(wine, program, photos, folder / "label"), ("bundle", "photos")),
        Step("self-test", lambda: _smoke(wine, source, data), ("bundle",)),
        Step("installer", installing.compile, ("bundle",)),
        Step("old Windows", installing.refuse_old_windows, ("installer",)),
        Step("for one person", installing.for_one_person, ("installer", "photos")),
        Step("open with", installing.open_with, ("for one person",)),
        Step("while open", installing.while_open, ("for one person",)),
        Step("for everyone", installing.for_everyone, ("for one person",)),
        Step("pages", installing.pages, ("installer",)),
        Step("remove", installing.remove, ("for one person", "open with", "while open", "for everyone")),
        Step("without ICU", lambda: _without_unicode(wine, bundle, folder), ("bundle",)),
        Step("test packages", lambda: install_some(PACKAGES, packages, PLATFORM, PYTHON), ("packages",),
             (HERE / "testing.py",)),
        test("unit tests", TESTS / "unit"),
        *(test(f"window tests: {below.name}", below) for below in window_tests()),
    ]  # fmt: skip


def window_tests() -> list[Path]:
    """The folders of the tests of the window, each of which is a step."""
    window = TESTS / "qt"
    return [window / name for name in sorted({file.relative_to(window).parts[0] for file in window.rglob("test_*.py")})]


def _helpers() -> list[Path]:
    """What the tests share."""
    return sorted(file for file in TESTS.rglob("*.py") if not file.name.startswith("test_"))


def _bundle(wine: Wine, source: Path) -> str:
    """The bundle, as the release workflow makes it."""
    shutil.rmtree(source / "dist", ignore_errors=True)
    date = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=True)
    variables = {"PYTHONPATH": wine.path(source), "SOURCE_DATE_EPOCH": date.stdout.strip()}
    told = wine.python("packaging/build.py", "bundle", seconds=3600, folder=source, **variables)
    total = [line for line in told.splitlines() if line.startswith("| **all")]
    return " ".join(total).replace("|", "").replace("*", "").strip() + " MB"


def _smoke(wine: Wine, source: Path, data: Path) -> str:
    """The smoke test of the release workflow: frozen against unfrozen, the window driven, what leaves the machine."""
    variables = {"PYTHONPATH": wine.path(source), "PAWSORT_DATA": wine.path(data), "QT_QPA_PLATFORM": "offscreen"}
    app = r"dist\pawsort\pawsort.exe"
    told = wine.python("packaging/smoke.py", "--app", app, seconds=3600, folder=source, **variables)
    if "Smoke test passed" not in told:
        raise StepError(told[-2000:])
    return f"passed: {sum(line.startswith('- ') for line in told.splitlines())} things shown"


def _without_unicode(wine: Wine, bundle: Path, folder: Path) -> str:
    """Without the part of Windows that Qt wants, the window's program says so, and labelling goes on working."""
    library = wine.drive / "windows" / "system32" / "icuuc.dll"
    away = library.with_suffix(".away")
    library.rename(away)
    try:
        with screen(folder / "screens") as shown:
            running = wine.start([bundle / "pawsort-window.exe"], DISPLAY=shown.name)
            shown.wait_for("Pawsort")
            picture = shown.picture("a part of Windows is missing")
            shown.press("Return")
            code = running.wait(60)
        if code == 0:
            raise StepError(f"the program ended with 0, though it had no window: {picture}")
        told = wine.run([bundle / "pawsort.exe", "window"], expect=frozenset({1}))
        if "1809" not in told:
            raise StepError(f"the command does not say what is missing: {told}")
    finally:
        away.rename(library)
    return f"said in words, exit code {code}: {picture.name}"
