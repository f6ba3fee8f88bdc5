"""Compiles the Windows installer with NSIS: on Windows, and on Debian (package nsis) to check the script."""

import os
import shutil
import subprocess
from pathlib import Path

import product
from product import BUILD, HERE, ROOT

SCRIPT = HERE / "windows" / "pawsort.nsi"
# A command that signs the file it is given as its last argument; set where there is a certificate.
SIGN_VARIABLE = "PAWSORT_SIGN"
USUAL_PLACE = "C:\\Program Files (x86)\\NSIS"


def compile_installer(
    source: Path, target: Path, icon: Path = BUILD / "icons" / "pawsort.ico", *, quick: bool = False
) -> Path:
    """Compile the script around a bundle; any warning of NSIS is an error.

    Args:
        source: the folder of the bundle.
        target: the installer to write.
        icon: of the installer.
        quick: pack loosely, in seconds instead of minutes; to check the script.

    Raises:
        FileNotFoundError: NSIS or the bundle is missing; the message says the way out.
    """
    maker = shutil.which("makensis") or shutil.which("makensis", path=USUAL_PLACE)
    if maker is None:
        raise FileNotFoundError("makensis is missing. On Debian: apt-get install nsis; on Windows: choco install nsis")
    if not any(source.iterdir() if source.is_dir() else ()):
        raise FileNotFoundError(f"{source} has no bundle; build it first: python packaging/build.py bundle")
    target.parent.mkdir(parents=True, exist_ok=True)
    size = sum(file.stat().st_size for file in source.rglob("*") if file.is_file())
    defines = {
        "VERSION": product.version(),
        "NAME": product.NAME,
        "PUBLISHER": product.PUBLISHER,
        "COMMAND": product.COMMAND,
        "WINDOW_COMMAND": product.WINDOW_COMMAND,
        "SOURCE": str(source),
        "OUTPUT": str(target),
        "ICON": str(icon),
        "LICENCE": str(ROOT / "LICENSE"),
        "SIZE_KB": str(size // 1024),
    }
    if os.environ.get(SIGN_VARIABLE):
        defines["SIGN"] = os.environ[SIGN_VARIABLE]
    arguments = [f"-D{name}={value}" for name, value in defines.items()]
    if quick:
        arguments.append("-DQUICK")
    subprocess.run([maker, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *arguments, str(SCRIPT)], check=True)
    return target
