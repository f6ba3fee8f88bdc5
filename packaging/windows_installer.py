"""Compiles the Windows installer with NSIS: on Windows, and on Debian (package nsis) to check the script.

    python packaging/windows_installer.py BUNDLE SETUP [--version 0.1.0] [--quick]

is for a bundle that was made elsewhere; `packaging/build.py windows` is the usual way.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import product
from PIL import Image
from product import BUILD, HERE, ROOT

SCRIPT = HERE / "windows" / "pawsort.nsi"
# A command that signs the file it is given as its last argument; set where there is a certificate.
SIGN_VARIABLE = "PAWSORT_SIGN"
USUAL_PLACE = "C:\\Program Files (x86)\\NSIS"
# Of the picture beside the first and the last page, as NSIS has it.
SIDE_SIZE = (164, 314)
ICON = BUILD / "icons" / "pawsort.ico"


def main() -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bundle", type=Path, help="folder with pawsort.exe")
    parser.add_argument("setup", type=Path, help="the installer to write")
    parser.add_argument("--icon", type=Path, default=ICON, help="of the installer, .ico")
    parser.add_argument("--version", default=product.version(), help="that it says it has")
    parser.add_argument("--quick", action="store_true", help="pack loosely")
    arguments = parser.parse_args()
    try:
        # NSIS looks for what is named from the folder of the script.
        bundle, setup, icon = (place.resolve() for place in (arguments.bundle, arguments.setup, arguments.icon))
        compile_installer(bundle, setup, icon, quick=arguments.quick, version=arguments.version)
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def compile_installer(
    source: Path, target: Path, icon: Path = ICON, *, quick: bool = False, version: str | None = None
) -> Path:
    """Compile the script around a bundle; any warning of NSIS is an error.

    Args:
        source: the folder of the bundle.
        target: the installer to write.
        icon: of the installer.
        quick: pack loosely, in seconds instead of minutes; to check the script.
        version: that the installer says it has; that of this source tree as a rule.

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
        "VERSION": version or product.version(),
        "NAME": product.NAME,
        "PUBLISHER": product.PUBLISHER,
        "COMMAND": product.COMMAND,
        "WINDOW_COMMAND": product.WINDOW_COMMAND,
        "SOURCE": str(source),
        "OUTPUT": str(target),
        "ICON": str(icon),
        "LICENCE": str(ROOT / "LICENSE"),
        "SIZE_KB": str(size // 1024),
        "OLDEST_WINDOWS": product.OLDEST_WINDOWS,
        "OLDEST_BUILD": str(product.OLDEST_WINDOWS_BUILD),
    }
    # In a folder of its own, gone afterwards: NSIS takes it into the installer.
    with tempfile.TemporaryDirectory() as folder:
        defines["SIDE"] = str(side_picture(icon, Path(folder) / "side.bmp"))
        _compile(maker, defines, quick=quick)
    return target


def side_picture(icon: Path, target: Path) -> Path:
    """The picture on the first and the last page: the icon on its own colour, in place of NSIS's own of another age.

    Args:
        icon: `.ico`, as large as it has one.
        target: the bitmap to write, `SIDE_SIZE` pixels.
    """
    with Image.open(icon) as opened:
        drawn = opened.convert("RGBA")
    width, height = drawn.size
    colour = drawn.getpixel((width // 2, max(height // 12, 1)))
    side = Image.new("RGB", SIDE_SIZE, colour[:3] if isinstance(colour, tuple) else "teal")
    edge = SIDE_SIZE[0] * 3 // 4
    drawn = drawn.resize((edge, edge), Image.Resampling.LANCZOS)
    side.paste(drawn, ((SIDE_SIZE[0] - edge) // 2, SIDE_SIZE[1] // 6), drawn)
    side.save(target, "BMP")
    return target


def _compile(maker: str, defines: dict[str, str], *, quick: bool) -> None:
    if os.environ.get(SIGN_VARIABLE):
        defines["SIGN"] = os.environ[SIGN_VARIABLE]
    arguments = [f"-D{name}={value}" for name, value in defines.items()]
    if quick:
        arguments.append("-DQUICK")
    if _makes_64_bits(maker):
        arguments.append("-DAMD64")
    subprocess.run([maker, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *arguments, str(SCRIPT)], check=True)


def _makes_64_bits(maker: str) -> bool:
    """Whether this NSIS has the 64-bit beginnings of installers: Debian's does, the one for Windows as a rule not."""
    places = (Path(maker).resolve().parent, Path("/usr/share/nsis"))
    return any((place / "Stubs" / "lzma_solid-amd64-unicode").is_file() for place in places)


if __name__ == "__main__":
    sys.exit(main())
