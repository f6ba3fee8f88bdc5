"""Debian packages that a trial needs: installed where they are missing, which is why trials want root."""

import os
import shutil
import subprocess
from collections.abc import Iterable

from trials.steps import StepError


def install_missing(names: Iterable[str]) -> str:
    """Install what is missing, and say what that was.

    Raises:
        StepError: this is not root, or apt could not; the message has the command.
    """
    names = tuple(names)
    missing = [name for name in names if not _is_installed(name)]
    if not missing:
        return f"all {len(names)} packages are there"
    apt, command = shutil.which("apt-get"), f"apt-get install --no-install-recommends {' '.join(missing)}"
    if apt is None or os.geteuid() != 0:
        raise StepError(f"these packages are missing; as root: {command}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-qq", "--yes", "--no-install-recommends", *missing]):
        done = subprocess.run([apt, *arguments], env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise StepError(f"{command} failed:\n{done.stderr.strip()[-1500:]}")
    return f"installed {', '.join(missing)}"


def _is_installed(name: str) -> bool:
    asked = subprocess.run(
        ["dpkg-query", "--show", "--showformat=${db:Status-Status}", name],
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.split() == ["installed"]
