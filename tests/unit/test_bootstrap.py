import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def bootstrap(repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The script as a module, with a repository of its own in which every command is only noted."""
    spec = importlib.util.spec_from_file_location("bootstrap", repository / "tools" / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    locks = tmp_path / "requirements"
    locks.mkdir()
    for group in module.LOCKS:
        (locks / f"{group}.txt").write_text(f"# {group}\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("# project\n", encoding="utf-8")
    commands: list[list[str]] = []

    def note(command: list[str]) -> None:
        commands.append(command)
        if command[1] == "venv":
            python = module.python_of(Path(command[-1]))
            python.parent.mkdir(parents=True)
            python.touch()

    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "REQUIREMENTS", locks)
    monkeypatch.setattr(module, "_run", note)
    monkeypatch.setattr(module, "find_uv", lambda: "uv")
    module.commands = commands  # type: ignore[attr-defined]
    return module


def test_a_second_set_up_does_nothing_until_the_lock_changes(bootstrap: ModuleType, tmp_path: Path) -> None:
    venv = tmp_path / ".venv"
    bootstrap.set_up("app", venv)
    first = len(bootstrap.commands)
    assert first == 3
    bootstrap.set_up("app", venv)
    assert len(bootstrap.commands) == first
    (tmp_path / "requirements" / "app.txt").write_text("# app, newer\n", encoding="utf-8")
    bootstrap.set_up("app", venv)
    assert len(bootstrap.commands) > first


def test_every_package_is_installed_with_hashes_required(bootstrap: ModuleType, tmp_path: Path) -> None:
    bootstrap.set_up("development", tmp_path / ".venv")
    installs = [command for command in bootstrap.commands if "install" in command]
    assert any("--require-hashes" in command for command in installs)
    assert all("--require-hashes" in command or "--no-deps" in command for command in installs)


def test_the_environment_of_developers_serves_the_app_too(bootstrap: ModuleType, tmp_path: Path) -> None:
    venv = tmp_path / ".venv"
    bootstrap.set_up("development", venv)
    done = len(bootstrap.commands)
    bootstrap.set_up("app", venv)
    assert len(bootstrap.commands) == done


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lacks Qt's libraries")
def test_missing_system_packages_are_named_with_the_command_that_installs_them(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "_loads", lambda library: library != "libxcb-cursor.so.0")
    monkeypatch.setattr(bootstrap, "FONT_FOLDERS", ())
    monkeypatch.setattr(bootstrap, "_can_make_environments", lambda: True)
    with pytest.raises(bootstrap.SetupError) as refusal:
        bootstrap.check_qt()
    assert "apt-get install -y libxcb-cursor0 fonts-dejavu-core" in str(refusal.value)
    assert "libegl1" not in str(refusal.value)


def test_a_python_that_is_too_old_is_told_which_to_install(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Version(tuple[int, ...]):
        __slots__ = ()

    monkeypatch.setattr(bootstrap.sys, "version_info", Version((3, 9, 2)))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(bootstrap.SetupError, match=r"needs Python 3\.11 to 3\.13; this is 3\.9"):
        bootstrap.find_python()


def test_help_lists_every_target_that_a_person_may_call(
    bootstrap: ModuleType, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bootstrap.list_targets(repository / "Makefile")
    listed = capsys.readouterr().out
    for target in ("run", "label", "test", "setup", "lint", "model", "help"):
        assert f"make {target} " in listed


def test_every_target_that_is_promised_is_there(repository: Path) -> None:
    makefile = (repository / "Makefile").read_text(encoding="utf-8")
    promised = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[0].split()
    made = re.findall(r"^([a-z0-9-]+):", makefile, re.MULTILINE)
    assert sorted(promised) == sorted(made)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no make")
@pytest.mark.parametrize(
    ("target", "tool"),
    [("translations", "tools/translations.py"), ("typecheck", "mypy"), ("contracts", "lint-imports")],
)
def test_a_target_does_what_it_is_called(repository: Path, target: str, tool: str) -> None:
    done = subprocess.run(["make", "--dry-run", target], cwd=repository, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert tool in done.stdout
