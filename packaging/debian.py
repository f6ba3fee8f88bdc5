"""The Debian package: the bundle under /usr/lib, and what a desktop needs to show it."""

import gzip
import html
import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import product
from product import BUILD, DIST, HERE, ROOT

TEMPLATES = HERE / "linux"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
# What the bundle loads from the system: the drivers' interfaces, fonts, and the message bus.
DEPENDS = (
    "libdbus-1-3", "libegl1", "libexpat1", "libfontconfig1", "libfreetype6", "libgl1", "libwayland-client0",
    "libwayland-cursor0", "libwayland-egl1", "libx11-6", "libxcb1",
)  # fmt: skip
MOST_ITEMS = 10
RECOMMENDS = ("fonts-dejavu-core | fonts-noto-core | ttf-mscorefonts-installer",)
DESCRIPTION = """\
sort the photos of shelter dogs by the breeds they look like
 Drop folders of photos on the window: for every photo, Pawsort suggests which
 breeds the dog looks like. A person confirms or corrects, and exports the
 result for the software of the shelter. Nothing leaves the computer."""


class PackageError(Exception):
    """The package cannot be made; the message says why and what to do."""


def build_package(bundle: Path) -> Path:
    """Make `dist/<name>_<version>_<architecture>.deb` of a bundle.

    Raises:
        PackageError: there is no bundle, or a tool is missing.
    """
    if not (bundle / product.COMMAND).is_file():
        raise PackageError(f"{bundle} has no bundle; build it first: python packaging/build.py bundle")
    if shutil.which("dpkg-deb") is None:
        raise PackageError("dpkg-deb is missing; Debian packages can be made on Debian and Ubuntu only")
    name = bundle.name
    tree = BUILD / f"deb-{name}"
    shutil.rmtree(tree, ignore_errors=True)
    library = tree / "usr" / "lib" / name
    library.parent.mkdir(parents=True)
    shutil.copytree(bundle, library, symlinks=True)
    commands = tree / "usr" / "bin"
    commands.mkdir()
    (commands / name).symlink_to(f"../lib/{name}/{product.COMMAND}")
    _share(tree / "usr" / "share", name, library)
    _modes(tree)
    control = tree / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(control_file(name, _size(tree)), encoding="utf-8")
    target = DIST / f"{name}_{product.version()}_{_architecture()}.deb"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(product.source_date())}
    # Xz would save a fifth and take minutes.
    command = ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z10", "--build", str(tree), str(target)]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")
    return target


def filled_in(template: str, name: str) -> str:
    """The text of a template of `packaging/linux`, with the facts of this version."""
    moment = time.gmtime(product.source_date())
    facts = {
        "COMMAND": name,
        "VERSION": product.version(),
        "DATE": time.strftime("%Y-%m-%d", moment),
        "RELEASES": releases((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), time.strftime("%Y-%m-%d", moment)),
    }
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    return re.sub(r"@([A-Z]+)@", lambda found: facts[found[1]], text)


def releases(changelog: str, today: str) -> str:
    """The releases in the changelog as AppStream wants them; while the version is in the making, that one as of today.

    A section `## 1.2.0 - 2026-05-01` is a release; its first list items become its description.
    """
    section = r"^## \[?(\d+\.\d+\.\d+)\]?(?: - (\d{4}-\d{2}-\d{2}))?\n(.*?)(?=^## |\Z)"
    sections = re.findall(section, changelog, re.MULTILINE | re.DOTALL)
    lines = []
    if product.version() not in {number for number, _, _ in sections}:
        lines.append(f'    <release version="{product.version()}" date="{today}" type="development"/>')
    for number, date, text in sections:
        items = [
            " ".join(item.split()) for item in re.findall(r"^- (.*?)(?=^- |^#|\Z)", text, re.MULTILINE | re.DOTALL)
        ]
        lines.append(f'    <release version="{number}" date="{date or today}">')
        if items:
            # A store shows a few lines; the changelog has all of them.
            plain = [html.escape(item.replace("`", ""), quote=False) for item in items[:MOST_ITEMS]]
            lines += ["      <description>", "        <ul>"]
            lines += [f"          <li>{item}</li>" for item in plain]
            lines += ["        </ul>", "      </description>"]
        lines.append("    </release>")
    return "\n".join(lines)


def control_file(name: str, installed_bytes: int) -> str:
    """What apt knows about the package."""
    libc = os.confstr("CS_GNU_LIBC_VERSION") or "glibc 2.36"
    depends = [f"libc6 (>= {libc.split()[1]})", *DEPENDS]
    summary, rest = DESCRIPTION.split("\n", 1)
    if name != product.COMMAND:
        summary += " (NVIDIA)"
    other = next(other for other in ("cpu", "cuda") if product.package_name(other) != name)
    return (
        f"Package: {name}\nVersion: {product.version()}\nSection: graphics\nPriority: optional\n"
        f"Architecture: {_architecture()}\nMaintainer: {product.PUBLISHER} <developers@pawsort.invalid>\n"
        f"Installed-Size: {installed_bytes // 1024}\nDepends: {', '.join(depends)}\n"
        f"Conflicts: {product.package_name(other)}\nReplaces: {product.package_name(other)}\n"
        f"Recommends: {', '.join(RECOMMENDS)}\nDescription: {summary}\n{rest}\n"
    )


def _share(share: Path, name: str, library: Path) -> None:
    """Menu entry, store data, file type, icons, man page, and the papers that Debian asks for."""
    _write(share / "applications" / f"{name}.desktop", filled_in("pawsort.desktop.in", name))
    _write(share / "metainfo" / f"{product.IDENTIFIER}.metainfo.xml", filled_in("metainfo.xml.in", name))
    _write(share / "mime" / "packages" / f"{name}.xml", filled_in("mime.xml.in", name))
    _compress(share / "man" / "man1" / f"{name}.1.gz", filled_in("pawsort.1.in", name))
    icons = share / "icons" / "hicolor"
    for size in ICON_SIZES:
        target = icons / f"{size}x{size}" / "apps" / f"{name}.png"
        target.parent.mkdir(parents=True)
        shutil.copyfile(BUILD / "icons" / f"pawsort-{size}.png", target)
    _write(icons / "scalable" / "apps" / f"{name}.svg", (BUILD / "icons" / "pawsort.svg").read_text(encoding="utf-8"))
    documents = share / "doc" / name
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    where = f"The licences of everything in the bundle are in /usr/lib/{name}/{library_folder(library)}/licences."
    _write(documents / "copyright", f"Pawsort, by {product.PUBLISHER}. {where}\n\n{licence}")
    _compress(documents / "changelog.gz", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))


def library_folder(library: Path) -> str:
    """The folder in the bundle that has everything but the program."""
    return next(entry.name for entry in sorted(library.iterdir()) if entry.is_dir())


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _compress(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    # Without the time of packing, which would differ every time.
    file.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _modes(tree: Path) -> None:
    """The same permissions whatever the builder's umask; programs stay programs, libraries need not be."""
    for entry in [tree, *tree.rglob("*")]:
        if entry.is_symlink():
            continue
        program = entry.is_file() and entry.stat().st_mode & 0o100 and ".so" not in entry.name
        entry.chmod(0o755 if entry.is_dir() or program else 0o644)


def _size(tree: Path) -> int:
    return sum(file.stat().st_size for file in tree.rglob("*") if file.is_file() and not file.is_symlink())


def _architecture() -> str:
    return {"x86_64": "amd64", "arm64": "arm64"}[product.machine()]
