"""The pinned packages as another system or processor gets them, by the locks of this project and their hashes."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

from trials.steps import StepError

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"


def install_locked(group: str, target: Path, platform: str, python: str) -> str:
    """Install every package of a lock for another platform, into a folder that is made anew.

    Args:
        group: of the lock, `requirements/<group>.txt`.
        target: the folder.
        platform: by uv's name, `x86_64-pc-windows-msvc`; markers in the lock are read for it.
        python: the version, `3.11`.

    Raises:
        StepError: something could not be had; the message has uv's words.
    """
    lock = REQUIREMENTS / f"{group}.txt"
    return _install(target, platform, python, ["--require-hashes", "-r", str(lock)])


def install_some(names: tuple[str, ...], target: Path, platform: str, python: str) -> str:
    """The same with some packages, and what they need, in the versions of the development lock."""
    return _install(target, platform, python, ["--constraint", str(REQUIREMENTS / "development.txt"), *names])


def _install(target: Path, platform: str, python: str, what: list[str]) -> str:
    shutil.rmtree(target, ignore_errors=True)
    command = [_bootstrap().find_uv(), "pip", "install", "--quiet", "--target", str(target), "--link-mode", "copy"]
    command += ["--python-platform", platform, "--python-version", python, "--only-binary", ":all:", *what]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise StepError(f"packages for {platform} could not be installed:\n{done.stderr.strip()[-2000:]}")
    found = len(list(target.glob("*.dist-info")))
    return f"{found} packages, {sum(f.stat().st_size for f in target.rglob('*') if f.is_file()) / 1e6:.0f} MB"


def _bootstrap() -> ModuleType:
    """`tools/bootstrap.py`, which knows where uv is or brings it; a script, and in no package."""
    file = ROOT / "tools" / "bootstrap.py"
    spec = importlib.util.spec_from_file_location("bootstrap", file)
    if spec is None or spec.loader is None:
        raise StepError(f"{file} cannot be loaded by {sys.executable}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
