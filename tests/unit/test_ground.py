"""The repository itself: locks, notices, sizes, words that may not be in it."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest


def requirement_names(lines: list[str]) -> set[str]:
    return {re.split(r"[<>=\[; ]", line, maxsplit=1)[0].lower() for line in lines}


def locked_names(lock: Path) -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+)==", lock.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.fixture(scope="module")
def project(repository: Path) -> dict[str, dict[str, list[str]]]:
    text = (repository / "pyproject.toml").read_text(encoding="utf-8")
    settings = tomllib.loads(text)
    base = settings["project"]["dependencies"]
    extras = settings["project"]["optional-dependencies"]
    groups = settings["dependency-groups"]
    return {
        "app": base + extras["cpu"],
        "app-gpu": base + extras["gpu"],
        "scale": base + extras["cpu"] + extras["scale"],
        "development": [
            *(base + extras["cpu"] + extras["training"] + extras["export"] + extras["scale"]),
            *(groups["dev"] + groups["build"]),
        ],
        "build": groups["build"],
    }


@pytest.mark.parametrize("group", ["app", "app-gpu", "scale", "development", "build"])
def test_lock_holds_every_dependency_of_its_group_with_hashes_and_no_address(
    repository: Path, project: dict[str, list[str]], group: str
) -> None:
    lock = repository / "requirements" / f"{group}.txt"
    text = lock.read_text(encoding="utf-8")
    assert requirement_names(project[group]) <= locked_names(lock)
    assert "://" not in text
    entries = re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in entry for entry in entries)


def test_app_lock_has_no_tensorflow_and_only_one_onnx_runtime(repository: Path) -> None:
    app = locked_names(repository / "requirements" / "app.txt")
    gpu = locked_names(repository / "requirements" / "app-gpu.txt")
    assert not {name for name in app | gpu if name.startswith(("tensorflow", "keras", "tf2onnx", "ray", "pyarrow"))}
    assert "onnxruntime" in app
    assert "onnxruntime-gpu" not in app
    assert "onnxruntime-gpu" in gpu
    assert "onnxruntime" not in gpu


def test_developers_test_the_versions_that_volunteers_run(repository: Path) -> None:
    pattern = re.compile(r"^([a-z0-9-]+==[^ \\]+)", re.MULTILINE)
    app = set(pattern.findall((repository / "requirements" / "app.txt").read_text(encoding="utf-8")))
    development = set(pattern.findall((repository / "requirements" / "development.txt").read_text(encoding="utf-8")))
    assert app <= development


def test_third_party_notices_are_up_to_date_and_allow_no_other_copyleft(repository: Path) -> None:
    result = subprocess.run(
        [sys.executable, "tools/notices.py", "--check"], cwd=repository, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr


def tracked_files(repository: Path, *patterns: str) -> list[Path]:
    if shutil.which("git") is None:
        pytest.skip("git, which knows the files of the repository, is not installed")
    result = subprocess.run(
        ["git", "ls-files", "-z", *patterns], cwd=repository, capture_output=True, text=True, check=True
    )
    return [repository / name for name in result.stdout.split("\0") if name and (repository / name).is_file()]


def test_every_module_stays_small_enough_to_live_in(repository: Path) -> None:
    long = {
        str(file.relative_to(repository)): lines
        for file in tracked_files(repository, "*.py")
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) >= 400
    }
    assert long == {}


def test_every_function_stays_short_enough_to_be_read_at_once(repository: Path) -> None:
    long = {
        f"{file.relative_to(repository)}:{node.name}": lines
        for file in tracked_files(repository, "*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) >= 60
    }
    assert long == {}


def test_the_window_itself_only_puts_parts_together(repository: Path) -> None:
    main_window = repository / "desktop_app" / "ui" / "window" / "main_window.py"
    assert len(main_window.read_text(encoding="utf-8").splitlines()) < 300


def test_only_a_model_pack_may_be_large_and_none_over_30_mb(repository: Path) -> None:
    large = [file for file in tracked_files(repository) if file.stat().st_size > 3_000_000]
    assert all(file.suffix == ".onnx" and file.stat().st_size < 30_000_000 for file in large), large


def test_links_between_the_documents_lead_somewhere(repository: Path) -> None:
    broken = [
        f"{page.relative_to(repository)}: {target}"
        for page in tracked_files(repository, "*.md")
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if "://" not in target and not target.startswith("mailto:") and not (page.parent / target).exists()
    ]
    assert broken == []
