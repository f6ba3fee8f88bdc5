"""Builds what a person installs. Everything lands in `dist/`.

    python packaging/build.py bundle [--cuda]     the app as one folder
    python packaging/build.py archive [--cuda]    that folder in one file, for Linux systems without Debian packages
    python packaging/build.py deb [--cuda]        a Debian package of that folder
    python packaging/build.py windows             the Windows installer (on Linux: compiles its script as a check)
    python packaging/build.py dmg                 the macOS disk image
    python packaging/build.py papers              bill of materials and checksums
    python packaging/build.py workflows           lint the workflow files

Runs in the environment of `requirements/packaging.txt` (`tools/bootstrap.py packaging --venv .venv-package`), which
has the app's own packages and the tools, and no TensorFlow.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import debian
import papers
import product
from product import BUILD, DIST, HERE, ROOT
from sizes import report


class BuildError(Exception):
    """The build cannot go on; the message says what is missing and the way out."""


def main() -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("bundle", "archive", "deb", "windows", "dmg", "papers", "workflows"))
    parser.add_argument("--cuda", action="store_true", help="with onnxruntime-gpu and NVIDIA's libraries")
    arguments = parser.parse_args()
    os.environ["PAWSORT_VARIANT"] = "cuda" if arguments.cuda else "cpu"
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(product.source_date()))
    DIST.mkdir(exist_ok=True)
    steps = {
        "bundle": bundle,
        "archive": lambda: archive(DIST / product.package_name(product.variant())),
        "deb": lambda: debian.build_package(DIST / product.package_name(product.variant())),
        "windows": windows,
        "dmg": disk_image,
        "papers": lambda: papers.write(DIST),
        "workflows": lint_workflows,
    }
    try:
        steps[arguments.what]()
    except (BuildError, FileNotFoundError, ValueError, debian.PackageError) as error:
        print(f"\n{error}\n", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"\nThis command failed, and its own words stand above: {error.cmd}\n", file=sys.stderr)
        return 1
    return 0


def bundle() -> None:
    """Freeze the app, and say how large it is."""
    # Here and not above: only this step needs Qt.
    from icons import write_icons

    write_icons(BUILD / "icons")
    name = product.package_name(product.variant())
    environment = {
        **os.environ,
        # Sets are written in the same order every time.
        "PYTHONHASHSEED": "1",
        # PyInstaller may import what it packs; the app itself is told by `desktop_app.no_telemetry`.
        "ORT_DISABLE_TELEMETRY": "1",
    }
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR"]
    command += ["--distpath", str(DIST), "--workpath", str(BUILD / f"pyinstaller-{name}")]
    subprocess.run([*command, str(HERE / "pawsort.spec")], check=True, env=environment, cwd=ROOT)
    print(report(DIST / f"{product.NAME}.app" if product.system() == "macos" else DIST / name))


def archive(folder: Path) -> Path:
    """Pack a folder into a .tar.xz whose bytes depend on its content alone."""
    target = DIST / f"{folder.name}-{product.version()}-linux-{product.machine()}.tar.xz"
    plain = target.with_suffix("")
    moment = product.source_date()

    def plainly(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        member.mtime = moment
        return member

    with tarfile.open(plain, "w") as tar:
        for file in [folder, *sorted(folder.rglob("*"))]:
            tar.add(file, str(Path(folder.name) / file.relative_to(folder)), recursive=False, filter=plainly)
    # Far quicker than Python's own, where there is more than one core; the blocks make the bytes the same anywhere.
    xz = shutil.which("xz")
    if xz is None:
        raise BuildError("The command xz is missing. On Debian: apt-get install xz-utils")
    subprocess.run([xz, "--force", "--threads=2", "--block-size=64MiB", "-2", str(plain)], check=True)
    print(f"{target}: {_megabytes(target)} MB")
    return target


def windows() -> None:
    """Compile the installer: around the Windows bundle on Windows, around the Linux one as a check of the script."""
    from windows_installer import compile_installer

    source = DIST / product.package_name(product.variant())
    real = product.system() == "windows"
    name = f"{source.name}-{product.version()}-windows-{product.machine()}-setup.exe"
    target = DIST / name if real else BUILD / "windows" / "check-of-the-script-setup.exe"
    print(f"{compile_installer(source, target, quick=not real)}: {_megabytes(target)} MB")


def disk_image() -> None:
    """Make the macOS disk image with the usual window: the app, and the folder Applications to drag it to."""
    if product.system() != "macos":
        raise BuildError("A disk image can be made on macOS only: its tools are part of that system.")
    target = DIST / f"{product.NAME}-{product.version()}-macos-{product.machine()}.dmg"
    settings = HERE / "macos" / "dmg_settings.py"
    app = DIST / f"{product.NAME}.app"
    subprocess.run(
        [sys.executable, "-m", "dmgbuild", "-s", str(settings), "-D", f"app={app}", product.NAME, str(target)],
        check=True,
    )


def lint_workflows() -> None:
    """Check the workflow files against GitHub's schema, and for what an attacker could use."""
    files = sorted(str(file) for file in (ROOT / ".github" / "workflows").glob("*.yml"))
    tools = Path(sys.executable).parent
    schema = [str(tools / "check-jsonschema"), "--builtin-schema", "vendor.github-workflows"]
    subprocess.run([*schema, *files], check=True)
    subprocess.run([str(tools / "zizmor"), "--offline", "--no-progress", "--pedantic", *files], check=True)


def _megabytes(file: Path) -> str:
    return f"{file.stat().st_size / 1e6:.1f}"


if __name__ == "__main__":
    sys.exit(main())
