"""The test suite under Windows: everything in it that can run there."""

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from trials.steps import StepError
from trials.windows.left_out import LEFT_OUT, NOT_HERE
from trials.windows.wine import Wine

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    *("pytest", "pytest-qt", "pytest-timeout", "pytest-xdist", "pytest-rerunfailures", "hypothesis", "psutil"),
    *("openpyxl", "onnx", "defusedxml", "imagehash", "scipy", "threadpoolctl", "pyyaml", "tomli-w"),
)
SHOWN = 30
BUNDLES = "dist"
# The default font of Linux here. Of several, Qt would take the first by name, one for mathematics.
FONTS = tuple(Path("/usr/share/fonts/truetype/dejavu") / name for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"))


@dataclass(frozen=True)
class Results:
    """What came of the tests of one run.

    Attributes:
        passed, skipped: how many.
        failed: their names, and the first line of why.
    """

    passed: int
    skipped: int
    failed: dict[str, str]


def copy_source(target: Path) -> str:
    """The source tree on a drive of its own: what git knows, with what is not committed yet; a bundle in it stays."""
    for each in target.iterdir() if target.is_dir() else ():
        if each.is_dir() and each.name != BUNDLES:
            shutil.rmtree(each)
    told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    names = [name for name in told.split("\0") if name and (ROOT / name).is_file()]
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target / name)
    return f"{len(names)} files"


def run_tests(wine: Wine, source: Path, packages: Path, photos: Path, report: Path, folders: Sequence[str]) -> str:
    """Run the tests of some folders.

    Args:
        wine: the Windows.
        source: the source tree, on a drive of it.
        packages: what the tests need beside the app's own packages.
        photos: the real photos.
        report: a file for pytest's own report.
        folders: below `tests/`.

    Raises:
        StepError: a test failed that is not left out; the message names the first.
    """
    options = ["-q", "-p", "no:cacheprovider", "--max-suite-reruns=0", "--reruns=1", "--timeout=300"]
    options += [f"--ignore={name}" for name in NOT_HERE] + [f"--deselect={name}" for name in LEFT_OUT]
    options += ["-m", "not training", f"--junit-xml={wine.path(report)}", "--continue-on-collection-errors"]
    report.unlink(missing_ok=True)
    told = wine.run(
        [r"C:\Python311\python.exe", "-m", "pytest", *options, *folders],
        3 * 3600,
        # 1: some failed, which the report says.
        frozenset({0, 1}),
        folder=source,
        PYTHONPATH=f"{wine.path(source)};{wine.path(packages)}",
        PAWSORT_DATA=wine.path(photos),
        WINEQT_QPA_PLATFORM="offscreen",
        # Without a screen Qt takes no fonts of Windows, and Wine has none.
        WINEQT_QPA_FONTDIR=wine.path(_fonts(packages)),
        QT_QPA_PLATFORM="offscreen",
    )
    if not report.is_file():
        raise StepError(f"the tests did not come to their end:\n{told[-2000:]}")
    found = read_report(report)
    if found.failed:
        shown = "\n".join(f"{name}: {why}" for name, why in list(found.failed.items())[:SHOWN])
        raise StepError(f"{len(found.failed)} failed, {found.passed} passed:\n{shown}")
    without = sum(name.startswith(tuple(folders)) for name in LEFT_OUT)
    return f"{found.passed} passed, {found.skipped} skipped, {without} left out as Wine's own"


def _fonts(packages: Path) -> Path:
    folder = packages / "fonts"
    folder.mkdir(exist_ok=True)
    for font in FONTS:
        shutil.copy2(font, folder)
    return folder


def read_report(report: Path) -> Results:
    """Read pytest's report."""
    passed = skipped = 0
    failed = {}
    for case in ElementTree.parse(report).getroot().iter("testcase"):  # noqa: S314 - written just now by pytest
        wrong = next((each for name in ("failure", "error") if (each := case.find(name)) is not None), None)
        if wrong is not None:
            failed[f"{case.get('classname')}::{case.get('name')}"] = (wrong.get("message") or "").split("\n")[0][:200]
        elif case.find("skipped") is not None:
            skipped += 1
        else:
            passed += 1
    return Results(passed, skipped, failed)
