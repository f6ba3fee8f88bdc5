"""Install, run and remove the Debian package in a root that has nothing else: no Python, no desktop, no source tree.

    python packaging/clean_root.py dist/pawsort_0.2.0_amd64.deb [--many 100]

Needs Linux, root and debootstrap (Debian's package of that name). The root is made anew each time, lives in a temporary
folder and takes its packages from where this machine takes its own.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
INSIDE = "PAWSORT_CLEAN_ROOT"
# Where dpkg and apt keep their own books, and where tests leave their things.
BOOKS = ("var/lib/dpkg", "var/lib/apt", "var/cache", "var/log", "tmp", "proc", "dev", "sys", "run", "root")


class CleanRootError(Exception):
    """The package does not behave; the message says how."""


def main() -> int:
    """Make the root, do everything, remove the root."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path)
    parser.add_argument("--many", type=int, default=0, help="how many more photos to compare")
    arguments = parser.parse_args()
    root = os.environ.get(INSIDE)
    try:
        if root:
            install_run_remove(Path(root), arguments.package.resolve(), arguments.many)
            return 0
        with tempfile.TemporaryDirectory(prefix="pawsort-root-") as name:
            make_root(Path(name))
            # In a mount namespace of its own: whatever is mounted vanishes with the process, also when it is killed.
            command = ["unshare", "--mount", sys.executable, str(HERE / "clean_root.py"), *sys.argv[1:]]
            return subprocess.run(command, env={**os.environ, INSIDE: name}, check=False).returncode
    except (CleanRootError, subprocess.CalledProcessError) as error:
        print(f"\nFAILED: {error}", file=sys.stderr)
        return 1


def make_root(root: Path) -> None:
    """The smallest Debian (or Ubuntu) of this machine's own release.

    Raises:
        CleanRootError: this cannot be done here; the message says what is missing.
    """
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        raise CleanRootError("a clean root can be made on Linux and as root only: sudo make smoke")
    debootstrap = shutil.which("debootstrap", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if debootstrap is None:
        raise CleanRootError("debootstrap is missing. Install it with: apt-get install debootstrap")
    facts = dict(
        line.split("=", 1) for line in Path("/etc/os-release").read_text(encoding="utf-8").splitlines() if "=" in line
    )
    release = facts["VERSION_CODENAME"].strip('"')
    sources = _output(["apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE)", "Created-By: Packages"])
    mirror = next((line.split()[0] for line in sources.splitlines() if line.endswith(f" {release}")), "")
    command = [debootstrap, "--variant=minbase", "--include=ca-certificates", release, str(root)]
    with (root.parent / f"{root.name}.log").open("w", encoding="utf-8") as log:
        done = subprocess.run([*command, *([mirror] if mirror else [])], stdout=log, stderr=log, check=False)
    if done.returncode:
        text = Path(log.name).read_text(encoding="utf-8")
        raise CleanRootError(f"debootstrap failed:\n{text[-2000:]}")
    Path(log.name).unlink()
    for part in ("sources.list", "sources.list.d", "apt.conf.d", "trusted.gpg.d"):
        source, target = Path("/etc/apt") / part, root / "etc" / "apt" / part
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        elif source.is_file():
            shutil.copyfile(source, target)


def install_run_remove(root: Path, package: Path, many: int) -> None:
    """The whole life of the package in a root, with this process in a mount namespace of its own."""
    subprocess.run(["mount", "-t", "proc", "proc", str(root / "proc")], check=True)
    subprocess.run(["mount", "--rbind", "/dev", str(root / "dev")], check=True)
    shutil.copyfile(package, root / "tmp" / package.name)
    shutil.copyfile("/etc/resolv.conf", root / "etc" / "resolv.conf")
    _apt(root, "update")
    if list((root / "usr" / "bin").glob("python3*")):
        raise CleanRootError("the root has a Python; it is not clean")
    name = _output(["dpkg-deb", "--field", str(package), "Package"]).strip()
    _apt(root, "install", "--no-install-recommends", f"/tmp/{package.name}")  # noqa: S108 - inside the clean root
    print(f"- {name} is installed with what it depends on; no Python: {not list((root / 'usr/bin').glob('python3*'))}")
    with_package = _files(root)
    _check_libraries(root, name)
    _check_papers(root, name)
    smoke = [sys.executable, str(HERE / "smoke.py"), "--app", f"/usr/bin/{name}", "--root", str(root)]
    subprocess.run([*smoke, "--many", str(many)], check=True)
    left_by_running = sorted(_files(root) - with_package)
    if left_by_running:
        raise CleanRootError(f"running it left files outside the home: {left_by_running[:10]}")
    _apt(root, "install", "--reinstall", "--no-install-recommends", f"/tmp/{package.name}")  # noqa: S108 - as above
    _apt(root, "purge", name)
    left = sorted(file for file in _files(root) if "pawsort" in file.lower())
    if left:
        raise CleanRootError(f"removing it left {left[:10]}")
    print(f"- {name} was installed over itself and removed; nothing of it is left")


def _check_libraries(root: Path, name: str) -> None:
    """Every library finds what it needs, in the bundle or among what the package depends on."""
    bundle = root / "usr" / "lib" / name
    inside = f"/usr/lib/{name}"
    libraries = [file for file in bundle.rglob("*.so*") if file.is_file() and not file.is_symlink()]
    missing = set()
    for library in [*libraries, bundle / "pawsort"]:
        file = f"{inside}/{library.relative_to(bundle)}"
        said = _output(
            ["chroot", str(root), "/usr/bin/env", f"LD_LIBRARY_PATH={inside}/_internal", "ldd", file], check=False
        )
        missing |= {f"{library.name}: {line.split()[0]}" for line in said.splitlines() if "not found" in line}
    # NVIDIA's driver belongs to the machine, and ONNX Runtime looks for TensorRT only when it is asked for.
    missing = {text for text in missing if "nvidia" not in text and "onnxruntime_providers" not in text}
    if missing:
        raise CleanRootError(f"libraries are missing: {sorted(missing)}")
    print(f"- {len(libraries)} libraries find everything they need")


def _check_papers(root: Path, name: str) -> None:
    """Menu entry and store data are valid, where this machine has the tools that judge them."""
    share = root / "usr" / "share"
    for tool, arguments, file in (
        ("desktop-file-validate", [], share / "applications" / f"{name}.desktop"),
        ("appstreamcli", ["validate", "--no-net"], share / "metainfo" / "org.pawsort.Pawsort.metainfo.xml"),
    ):
        if not file.is_file():
            raise CleanRootError(f"{file.relative_to(root)} is missing")
        if shutil.which(tool):
            done = subprocess.run([tool, *arguments, str(file)], capture_output=True, text=True, check=False)
            if done.returncode:
                raise CleanRootError(f"{tool}: {done.stdout}{done.stderr}")
            print(f"- {file.name} is valid")
        else:
            print(f"- {file.name} was not checked: {tool} is not on this machine")
    for paper in (f"man/man1/{name}.1.gz", f"icons/hicolor/256x256/apps/{name}.png", f"doc/{name}/copyright"):
        # Small systems leave man pages and papers out; then the package is asked, not the disk.
        listed = _output(["dpkg-query", f"--root={root}", "--listfiles", name])
        if f"/usr/share/{paper}" not in listed.splitlines():
            raise CleanRootError(f"/usr/share/{paper} is missing")


def _files(root: Path) -> set[str]:
    found = set()
    for folder, folders, names in os.walk(root):
        relative = os.path.relpath(folder, root)
        folders[:] = [name for name in folders if os.path.normpath(f"{relative}/{name}") not in BOOKS]
        found |= {os.path.normpath(f"{relative}/{name}") for name in names}
    return found


def _apt(root: Path, *arguments: str) -> None:
    environment = {"DEBIAN_FRONTEND": "noninteractive", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}
    environment |= {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
    command = ["chroot", str(root), "apt-get", "--yes", "-qq", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CleanRootError(f"apt-get {' '.join(arguments)}:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")


def _output(command: list[str], *, check: bool = True) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=check)
    return done.stdout + ("" if check else done.stderr)


if __name__ == "__main__":
    sys.exit(main())
