"""Installers for each system: what can be checked of them anywhere."""

import configparser
import gzip
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import debian
import macos_properties
import product
import pytest
import windows_installer
import windows_version
from click.testing import CliRunner
from PIL import Image

from desktop_app import __version__
from desktop_app.cli import pawsort
from desktop_app.windows_system import sentence

CHANGELOG = """# Changelog

## Unreleased

## 1.2.0 - 2026-05-01

### Added

- Sorting by `probability`
  & date.
- A second thing.

## 1.1.0 - 2026-03-01

- An older thing.
"""


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)  # noqa: S314 - our own file


def test_every_installer_takes_its_version_from_the_app(repository: Path) -> None:
    assert product.version() == __version__
    assert macos_properties.properties()["CFBundleShortVersionString"] == __version__
    assert windows_version.texts("pawsort")["ProductVersion"] == __version__
    if hasattr(os, "confstr"):  # the package for Debian is not made on Windows
        assert f"\nVersion: {__version__}\n" in debian.control_file("pawsort", 1024)
    script = windows_installer.SCRIPT.read_text(encoding="utf-8")
    assert not re.search(r"\b\d+\.\d+\.\d+\b", script.replace("${VERSION}", ""))


def test_man_page_names_every_option_of_the_command_line() -> None:
    page = debian.filled_in("pawsort.1.in", "pawsort").replace("\\-", "-")
    for command in ("label", "window"):
        text = CliRunner().invoke(pawsort, [command, "--help"]).output
        options = set(re.findall(r"(--[a-z-]+)", text)) - {"--provider cpu"}
        assert options, text
        assert not {option for option in options if option not in page}


def test_a_machine_without_git_has_the_date_of_the_changelog(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert product.source_date() == int((repository / "CHANGELOG.md").stat().st_mtime)


@pytest.mark.parametrize("name", ["pawsort", "pawsort-cuda"])
def test_desktop_entry_opens_folders_and_sessions_in_both_languages(name: str) -> None:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(debian.filled_in("pawsort.desktop.in", name))
    entry = parser["Desktop Entry"]
    assert entry["Exec"] == f"{name} %F"
    assert "inode/directory" in entry["MimeType"]
    assert "application/x-pawsort-session" in entry["MimeType"]
    assert entry["Comment"] != entry["Comment[fr]"]


def test_store_data_says_everything_in_both_languages() -> None:
    root = parsed(debian.filled_in("metainfo.xml.in", "pawsort"))
    french = "{http://www.w3.org/XML/1998/namespace}lang"
    for path in ("summary", "description/p", "description/ul/li"):
        elements = root.findall(path)
        assert len([entry for entry in elements if entry.get(french) == "fr"]) * 2 == len(elements) > 0
    assert root.findtext("launchable") == "pawsort.desktop"


def test_releases_of_the_store_data_come_from_the_changelog() -> None:
    text = f"<releases>{debian.releases(CHANGELOG, '2026-06-01')}</releases>"
    root = parsed(text)
    assert [entry.get("version") for entry in root] == [product.version(), "1.2.0", "1.1.0"]
    assert root[0].get("type") == "development"
    assert [item.text for item in root[1].iter("li")] == ["Sorting by probability & date.", "A second thing."]


def test_a_long_list_of_changes_is_cut_for_the_store() -> None:
    changelog = "## 1.2.0 - 2026-05-01\n\nA word before.\n\n#### Things\n\n" + "- A thing.\n" * 99
    assert debian.releases(changelog, "2026-06-01").count("<li>A thing.</li>") == debian.MOST_ITEMS


@pytest.mark.skipif(shutil.which("appstreamcli") is None, reason="appstreamcli is not installed (package appstream)")
def test_store_data_is_valid(tmp_path: Path) -> None:
    file = tmp_path / "org.pawsort.Pawsort.metainfo.xml"
    file.write_text(debian.filled_in("metainfo.xml.in", "pawsort"), encoding="utf-8")
    done = subprocess.run(["appstreamcli", "validate", "--no-net", str(file)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not installed")
def test_desktop_entry_is_valid(tmp_path: Path) -> None:
    file = tmp_path / "pawsort.desktop"
    file.write_text(debian.filled_in("pawsort.desktop.in", "pawsort"), encoding="utf-8")
    done = subprocess.run(["desktop-file-validate", str(file)], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb is not on this system")
def test_debian_package_has_what_a_desktop_needs_and_the_same_bytes_every_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    for module in (debian, product):
        monkeypatch.setattr(module, "BUILD", tmp_path / "build")
        monkeypatch.setattr(module, "DIST", tmp_path / "dist")
    icons = tmp_path / "build" / "icons"
    icons.mkdir(parents=True)
    for size in debian.ICON_SIZES:
        (icons / f"pawsort-{size}.png").write_bytes(b"a picture")
    (icons / "pawsort.svg").write_text("<svg/>", encoding="utf-8")
    bundle = tmp_path / "dist" / "pawsort"
    (bundle / "_internal").mkdir(parents=True)
    (bundle / "_internal" / "libpart.so").write_bytes(b"a library")
    (bundle / "pawsort").write_text("#!/bin/sh\n", encoding="utf-8")
    (bundle / "pawsort").chmod(0o700)

    first = debian.build_package(bundle).read_bytes()
    package = debian.build_package(bundle)
    assert package.read_bytes() == first

    listed = subprocess.run(["dpkg-deb", "--contents", str(package)], check=True, capture_output=True, text=True).stdout
    modes = {line.split()[5].removeprefix("./"): line.split()[0] for line in listed.splitlines()}
    assert modes["usr/lib/pawsort/pawsort"] == "-rwxr-xr-x"
    assert modes["usr/lib/pawsort/_internal/libpart.so"] == "-rw-r--r--"
    assert modes["usr/bin/pawsort"].startswith("l")
    assert {
        "usr/share/applications/pawsort.desktop",
        "usr/share/metainfo/org.pawsort.Pawsort.metainfo.xml",
        "usr/share/mime/packages/pawsort.xml",
        "usr/share/icons/hicolor/256x256/apps/pawsort.png",
        "usr/share/icons/hicolor/scalable/apps/pawsort.svg",
        "usr/share/man/man1/pawsort.1.gz",
        "usr/share/doc/pawsort/copyright",
    } <= modes.keys()
    tree = tmp_path / "build" / "deb-pawsort"
    page = gzip.decompress((tree / "usr/share/man/man1/pawsort.1.gz").read_bytes()).decode()
    assert f"Pawsort {product.version()}" in page


@pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis is not installed (Debian's package nsis)")
def test_windows_installer_compiles_without_a_warning(tmp_path: Path) -> None:
    bundle = tmp_path / "pawsort"
    (bundle / "_internal").mkdir(parents=True)
    for name in ("pawsort.exe", "pawsort-window.exe", "_internal/part.dll"):
        (bundle / name).write_bytes(b"a program")
    icon = tmp_path / "pawsort.ico"
    Image.new("RGBA", (32, 32), "teal").save(icon)
    target = windows_installer.compile_installer(bundle, tmp_path / "pawsort-1.0-setup.exe", icon, quick=True)
    assert target.read_bytes()[:2] == b"MZ"


def test_windows_installer_shows_the_icon_on_its_own_colour(tmp_path: Path) -> None:
    icon = tmp_path / "pawsort.ico"
    Image.new("RGBA", (64, 64), (10, 100, 90, 255)).save(icon)
    with Image.open(windows_installer.side_picture(icon, tmp_path / "side.bmp")) as side:
        assert (side.format, side.size) == ("BMP", windows_installer.SIDE_SIZE)
        assert side.getpixel((0, 0)) == (10, 100, 90)


def test_windows_installer_keeps_to_what_is_ours() -> None:
    script = windows_installer.SCRIPT.read_text(encoding="utf-8")
    code = "\n".join(line for line in script.splitlines() if not line.lstrip().startswith(";"))
    # A person may have chosen a folder with other things in it: never removed with everything below.
    assert 'RMDir /r "$INSTDIR"' not in code
    assert re.findall(r"RMDir /r (\S+)", code) == ['"$INSTDIR\\_internal"', '"$INSTDIR\\_internal"', '"${DATA}"']
    assert "RequestExecutionLevel user" in code
    # Silent removal keeps sessions; a person is asked, and No is the answer that Enter gives.
    assert 'MB_DEFBUTTON2 "$(RemoveData)" /SD IDNO' in code


def test_windows_installer_asks_for_the_windows_that_qt_asks_for_and_says_so_in_both_languages() -> None:
    script = windows_installer.SCRIPT.read_text(encoding="utf-8")
    begin = script[script.index("Function .onInit") : script.index("Function ChooseFolder")]
    assert "${OrIfNot} ${AtLeastBuild} ${OLDEST_BUILD}" in begin
    assert product.OLDEST_WINDOWS_BUILD == 17763, "of version 1809"
    words = next(line for line in script.splitlines() if line.startswith("!insertmacro Text NeedsWindows10"))
    assert words.count("${OLDEST_WINDOWS}") == 2
    assert product.OLDEST_WINDOWS in sentence("en")
    for guide in ("installing.md", "installing.fr.md"):
        assert product.OLDEST_WINDOWS in (product.ROOT / "docs" / guide).read_text(encoding="utf-8")


def test_windows_manifest_has_per_monitor_scaling_long_paths_and_no_administrator(repository: Path) -> None:
    text = (repository / "packaging" / "windows" / "pawsort.manifest").read_text(encoding="utf-8")
    assert parsed(text).tag.endswith("assembly")
    assert "PerMonitorV2" in text
    assert re.search(r"<longPathAware[^>]*>true<", text)
    assert 'level="asInvoker"' in text
