"""ONNX Runtime reports nothing, wherever it is imported from; what it queued before is removed, and nothing else."""

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.no_telemetry import VARIABLE, remove_queued, switch_off

RUNTIME = "desktop_app/inference/runtime.py"
# Where each system has the folder, under the home.
CACHES = {"linux": ".cache", "darwin": "Library/Application Support"}
WHO = "07fdcd4c-a0e3-ae47-ade9-cd7334e3c1ff"
# Nothing is removed on Windows: there, ONNX Runtime queues nothing.
of_others = pytest.mark.skipif(sys.platform == "win32", reason="who owns a file is asked as POSIX has it")
QUEUED = (
    "deviceid", "deviceid.lock", f"deviceid.tmp.{WHO}",
    "onnxruntime.db", "onnxruntime.db-journal", "onnxruntime.db-wal", "onnxruntime.db-shm",
)  # fmt: skip

# Imports modules, and prints what the variable says at the moment when ONNX Runtime is looked for.
PROGRAM = """
import importlib, json, os, sys
found = []
class Watching:
    def find_spec(name, path=None, target=None):
        if name == "onnxruntime":
            found.append(os.environ.get("ORT_DISABLE_TELEMETRY"))
sys.meta_path.insert(0, Watching)
for name in sys.argv[1:]:
    importlib.import_module(name)
print(json.dumps(found))
"""


def tracked(repository: Path) -> list[Path]:
    """The Python files of the repository, without what lies about."""
    command = ["git", "ls-files", "-z", "*.py"]
    listed = subprocess.run(command, cwd=repository, capture_output=True, text=True) if shutil.which("git") else None
    if listed is None or listed.returncode:  # unpacked from an archive
        roots = ("desktop_app", "training", "export", "packaging", "tools", "benchmarks", "tests")
        return [file for root in roots for file in (repository / root).rglob("*.py")]
    files = [repository / name for name in listed.stdout.split("\0") if name]
    return [file for file in files if file.is_file()]


def imported(tree: ast.AST) -> Iterator[str]:
    """Modules that code imports, by statement or by name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
        elif isinstance(node, ast.Call) and _called(node) in ("import_module", "__import__", "importorskip"):
            for argument in node.args[:1]:
                yield from _beginning(argument)


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _beginning(argument: ast.expr) -> Iterator[str]:
    first = argument.values[0] if isinstance(argument, ast.JoinedStr) and argument.values else argument
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        yield first.value


def importers(repository: Path, package: str) -> set[str]:
    texts = {file: file.read_text(encoding="utf-8") for file in tracked(repository)}
    return {
        file.relative_to(repository).as_posix()
        for file, text in texts.items()
        # To parse all of them takes seconds, and whoever imports it names it.
        if package in text and any(name.split(".")[0] == package for name in imported(ast.parse(text)))
    }


def test_one_module_alone_imports_onnx_runtime(repository: Path) -> None:
    assert importers(repository, "onnxruntime") == {RUNTIME}


def test_what_imports_it_by_itself_is_imported_by_export_alone(repository: Path) -> None:
    assert {Path(file).parts[0] for file in importers(repository, "tf2onnx")} == {"export"}


@pytest.mark.parametrize(
    "code",
    [
        "import onnxruntime",
        "import onnxruntime as ort",
        "def f():\n    from onnxruntime.quantization import quantize_static",
        "import importlib\nimportlib.import_module('onnxruntime')",
        "import importlib\nimportlib.import_module(f'onnxruntime.{name}')",
        "__import__('onnxruntime')",
    ],
)
def test_search_finds_every_way_to_import_it(code: str) -> None:
    assert any(name.split(".")[0] == "onnxruntime" for name in imported(ast.parse(code)))


@pytest.mark.parametrize(
    "modules",
    [
        ("desktop_app.inference.runtime",),
        ("desktop_app.app", "desktop_app.inference.runtime"),
        ("desktop_app.commands.label", "desktop_app.inference.runtime"),
        ("export.looking", "export.parity", "export.speed"),
        pytest.param(("export.quantizing",), marks=pytest.mark.training),
        ("benchmarks.without_vnni",),
    ],
    ids=lambda modules: modules[0],
)
def test_telemetry_is_off_when_it_is_imported_whatever_the_environment_says(
    modules: tuple[str, ...], repository: Path, isolated_home: Path
) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    # What the tests need may be on the path too.
    path = os.pathsep.join(filter(None, (str(repository), os.environ.get("PYTHONPATH"))))
    environment |= {VARIABLE: "0", "PYTHONPATH": path}
    command = [sys.executable, "-c", PROGRAM, *modules]
    done = subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == ["1"]
    assert list(isolated_home.rglob(".onnxruntime")) == []


@pytest.mark.parametrize("package", ["export", "benchmarks", "training"])
def test_packages_of_developers_switch_it_off_first(package: str, repository: Path) -> None:
    code = f"import {package}, os; print(os.environ['{VARIABLE}'])"
    environment = os.environ | {VARIABLE: "0"}
    done = subprocess.run([sys.executable, "-c", code], cwd=repository, env=environment, capture_output=True, text=True)
    assert done.stdout.strip() == "1", done.stderr


@pytest.mark.parametrize("file", ["packaging/entry.py", "packaging/before_the_app.py"])
def test_frozen_app_switches_it_off_first(file: str, repository: Path) -> None:
    code = f"import os, runpy; runpy.run_path({file!r}, run_name='frozen'); print(os.environ['{VARIABLE}'])"
    environment = os.environ | {VARIABLE: "0", "PYTHONPATH": str(repository)}
    done = subprocess.run([sys.executable, "-c", code], cwd=repository, env=environment, capture_output=True, text=True)
    assert done.stdout.strip() == "1", done.stderr


def test_frozen_app_runs_the_hook(repository: Path) -> None:
    calls = [node for node in ast.walk(ast.parse((repository / "packaging/pawsort.spec").read_text()))
             if isinstance(node, ast.Call) and _called(node) == "Analysis"]  # fmt: skip
    hooks = [word.value for call in calls for word in call.keywords if word.arg == "runtime_hooks"]
    assert [ast.unparse(hook) for hook in hooks] == ["[str(ROOT / 'packaging' / 'before_the_app.py')]"]


def test_switching_off_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "0")
    switch_off()
    assert os.environ[VARIABLE] == "1"


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def queue(cache: Path) -> Path:
    """Make the folder with everything that ONNX Runtime may leave in it."""
    folder = cache / "Microsoft" / "DeveloperTools" / ".onnxruntime"
    folder.mkdir(parents=True)
    for name in QUEUED:
        (folder / name).write_text("queued")
    return folder


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


@of_others
@pytest.mark.parametrize("system", CACHES)
def test_what_was_queued_is_removed_and_what_lies_beside_it_stays(system: str, isolated_home: Path, temp: Path) -> None:
    folder = queue(isolated_home / CACHES[system])
    others = ("deviceid.old", "onnxruntime.db.bak", "deviceid.tmp.mine", "notes.txt")
    for name in others:
        (folder / name).write_text("somebody's")
    (folder.parent / "deviceid").write_text("of another tool")
    remove_queued(system)
    assert names(folder) == set(others)
    assert names(folder.parent) == {".onnxruntime", "deviceid"}


@of_others
def test_cache_folder_that_a_person_chose_is_respected(
    isolated_home: Path, temp: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen, default = queue(tmp_path / "caches"), queue(isolated_home / ".cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    remove_queued("linux")
    assert names(chosen) == set()
    assert names(default) == set(QUEUED)


@of_others
def test_other_places_are_left_alone(isolated_home: Path, temp: Path) -> None:
    elsewhere = queue(isolated_home / "Documents")
    windows = queue(isolated_home / ".cache")
    remove_queued("win32")
    assert names(windows) == set(QUEUED)
    remove_queued("linux")
    assert names(elsewhere) == set(QUEUED)


@of_others
def test_links_and_folders_of_these_names_stay_and_so_does_what_they_lead_to(
    isolated_home: Path, temp: Path, tmp_path: Path
) -> None:
    folder = isolated_home / ".cache" / "Microsoft" / "DeveloperTools" / ".onnxruntime"
    folder.mkdir(parents=True)
    (folder / "onnxruntime.db").mkdir()
    (folder / "onnxruntime.db" / "photo.jpg").write_text("a photo")
    target = tmp_path / "dear.txt"
    target.write_text("dear")
    (folder / "deviceid").symlink_to(target)
    remove_queued("linux")
    assert names(folder) == {"onnxruntime.db", "deviceid"}
    assert (folder / "onnxruntime.db" / "photo.jpg").read_text() == "a photo"
    assert target.read_text() == "dear"


@of_others
def test_folder_that_is_a_link_is_left_alone(isolated_home: Path, temp: Path, tmp_path: Path) -> None:
    real = queue(tmp_path / "elsewhere")
    parent = isolated_home / ".cache" / "Microsoft" / "DeveloperTools"
    parent.mkdir(parents=True)
    (parent / ".onnxruntime").symlink_to(real)
    remove_queued("linux")
    assert names(real) == set(QUEUED)


@of_others
@pytest.mark.parametrize(
    ("content", "stays"),
    [
        (f"1795657918531\n{WHO}", False),
        (f"1795657918531\n{WHO}\n", False),
        ("the notes of somebody's session", True),
        (f"1795657918531\n{WHO}\nand more", True),
        ("", True),
    ],
)
def test_note_of_the_first_run_is_removed_where_it_is_one(
    content: str, stays: bool, isolated_home: Path, temp: Path
) -> None:
    (temp / ".ses").write_text(content)
    (temp / "other").write_text(f"1795657918531\n{WHO}")
    remove_queued("linux")
    assert names(temp) == ({".ses", "other"} if stays else {"other"})


@of_others
def test_nothing_to_remove_and_nothing_removable_is_no_error(
    isolated_home: Path, temp: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove_queued("linux")
    (isolated_home / ".cache").write_text("a file where a folder belongs")
    remove_queued("linux")
    monkeypatch.setenv("TMPDIR", str(tmp_path / "missing"))
    remove_queued("darwin")
    assert names(isolated_home) == {".cache"}


@pytest.mark.end_to_end
def test_both_ways_to_start_remove_it(isolated_home: Path, temp: Path, repository: Path) -> None:
    for arguments in (["label", "--help"], ["window", "--help"]):
        folder = queue(isolated_home / CACHES.get(sys.platform, ".cache"))
        environment = os.environ | {"PYTHONPATH": str(repository)}
        command = [sys.executable, "-m", "desktop_app", *arguments]
        done = subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert names(folder) == (set(QUEUED) if sys.platform == "win32" else set())
        shutil.rmtree(folder)
