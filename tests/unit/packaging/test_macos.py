"""The macOS app, as far as files tell of it: its property list, its disk image, how it is signed."""

import ast
import plistlib
import re
import runpy
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import contents
import licences
import macos_properties
import product
import pytest

from desktop_app.catalog.opening import SESSION_SUFFIX
from desktop_app.i18n.loader import LANGUAGES

MACOS = product.HERE / "macos"
# What PyInstaller writes by itself, from what the spec gives to BUNDLE, and what `info_plist` replaces of it.
BY_PYINSTALLER = ("CFBundleDisplayName", "CFBundleName", "CFBundleIdentifier", "CFBundleExecutable", "CFBundleIconFile",
                  "CFBundleInfoDictionaryVersion", "CFBundlePackageType", "CFBundleShortVersionString")  # fmt: skip
# Without these, notarisation asks for a reason; with them, the hardened runtime guards nothing.
DANGEROUS = ("allow-unsigned-executable-memory", "disable-library-validation", "allow-dyld-environment-variables",
             "disable-executable-page-protection", "get-task-allow", "debugger", "network", "allow-jit")  # fmt: skip


class Recorded:
    """One of PyInstaller's classes: what it was given."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self.args, self.options = args, options
        self.binaries, self.datas, self.pure, self.scripts = [], [], [], []  # type: ignore[var-annotated]


@pytest.fixture
def bundle(monkeypatch: pytest.MonkeyPatch) -> Recorded:
    """What `pawsort.spec` makes on macOS."""
    made: list[Recorded] = []

    class Bundle(Recorded):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            made.append(self)

    depend, hooks = ModuleType("PyInstaller.depend.bindepend"), ModuleType("PyInstaller.utils.hooks")
    depend.get_imports = hooks.collect_submodules = lambda *_: []  # type: ignore[attr-defined]
    for module in (depend, hooks):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    for name in ("PyInstaller", "PyInstaller.depend", "PyInstaller.utils"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(licences, "collected", lambda *_: [])
    monkeypatch.setattr(contents, "datas", list)
    monkeypatch.setenv("PAWSORT_VARIANT", "cpu")
    pyinstaller = dict.fromkeys(("Analysis", "PYZ", "EXE", "COLLECT"), Recorded)
    runpy.run_path(str(product.HERE / "pawsort.spec"), {"SPECPATH": str(product.HERE), "BUNDLE": Bundle, **pyinstaller})
    (bundle,) = made
    return bundle


@pytest.fixture
def information(bundle: Recorded) -> dict[str, Any]:
    """The `Info.plist` that PyInstaller writes of it, written and read again."""
    options = bundle.options
    name = Path(options["name"]).stem
    written = {
        "CFBundleDisplayName": name,
        "CFBundleName": name,
        "CFBundleIdentifier": options["bundle_identifier"],
        "CFBundleExecutable": bundle.args[0].args[0].options["name"],
        "CFBundleIconFile": Path(options["icon"]).name,
        "CFBundleInfoDictionaryVersion": "6.0",
        "CFBundlePackageType": "APPL",
        "CFBundleShortVersionString": options["version"],
    }
    # One of the programs has a console, for whose sake PyInstaller hides the app.
    assert [program.options["console"] for program in bundle.args[0].args[:2]] == [False, True]
    written["LSBackgroundOnly"] = True
    assert set(BY_PYINSTALLER) < written.keys()
    read: dict[str, Any] = plistlib.loads(plistlib.dumps(written | options["info_plist"]))
    return read


def test_every_key_of_the_property_list_is_known_here(information: dict[str, Any]) -> None:
    """A key that is misspelt is silently nothing on macOS."""
    known = {
        *BY_PYINSTALLER, "CFBundleDevelopmentRegion", "CFBundleDocumentTypes", "CFBundleLocalizations",
        "CFBundleVersion", "LSApplicationCategoryType", "LSBackgroundOnly", "LSMinimumSystemVersion",
        "NSDesktopFolderUsageDescription", "NSDocumentsFolderUsageDescription", "NSDownloadsFolderUsageDescription",
        "NSHighResolutionCapable", "NSHumanReadableCopyright", "NSRemovableVolumesUsageDescription",
        "NSRequiresAquaSystemAppearance", "UTExportedTypeDeclarations",
    }  # fmt: skip
    assert information.keys() == known


def test_app_has_one_name_identifier_version_and_icon(information: dict[str, Any], bundle: Recorded) -> None:
    assert bundle.options["name"] == "Pawsort.app"
    assert information["CFBundleName"] == information["CFBundleDisplayName"] == "Pawsort"
    # macOS allows sixteen characters in the menu.
    assert len(information["CFBundleName"]) <= 16
    assert information["CFBundleIdentifier"] == product.IDENTIFIER
    assert re.fullmatch(r"[A-Za-z0-9.-]+", product.IDENTIFIER)
    assert information["CFBundleShortVersionString"] == information["CFBundleVersion"] == product.version()
    assert (information["CFBundlePackageType"], information["CFBundleIconFile"]) == ("APPL", "pawsort.icns")


def test_app_starts_the_window_in_the_foreground_sharp_and_light_or_dark(
    information: dict[str, Any], bundle: Recorded
) -> None:
    programs = {each.options["name"]: each.options["console"] for each in bundle.args[0].args[:2]}
    assert programs == {"pawsort-window": False, "pawsort": True}
    assert programs[information["CFBundleExecutable"]] is False
    assert information["LSBackgroundOnly"] is False
    assert information["NSHighResolutionCapable"] is True
    assert information["NSRequiresAquaSystemAppearance"] is False
    assert information["LSApplicationCategoryType"] == "public.app-category.photography"


def test_app_speaks_the_languages_of_the_window(information: dict[str, Any]) -> None:
    assert sorted(information["CFBundleLocalizations"]) == sorted(LANGUAGES)
    assert information["CFBundleDevelopmentRegion"] in information["CFBundleLocalizations"]


def test_app_opens_sessions_as_its_own_and_folders_and_photos_as_one_of_several(information: dict[str, Any]) -> None:
    documents = information["CFBundleDocumentTypes"]
    ranks = {name: each["LSHandlerRank"] for each in documents for name in each["LSItemContentTypes"]}
    assert ranks[macos_properties.SESSION_TYPE] == "Owner"
    assert {"public.folder", "public.jpeg", "public.heic", "public.png", "org.webmproject.webp", "public.avif"} < set(
        ranks
    )
    assert {rank for name, rank in ranks.items() if name != macos_properties.SESSION_TYPE} == {"Alternate"}
    roles = {each["CFBundleTypeName"]: each["CFBundleTypeRole"] for each in documents}
    # A photo is never changed.
    assert roles == {"Photo": "Viewer", "Folder of photos": "Viewer", "Pawsort session": "Editor"}
    (session,) = information["UTExportedTypeDeclarations"]
    assert session["UTTypeIdentifier"] == macos_properties.SESSION_TYPE
    assert session["UTTypeIdentifier"].startswith(f"{information['CFBundleIdentifier']}.")
    assert session["UTTypeTagSpecification"]["public.filename-extension"] == [SESSION_SUFFIX.removeprefix(".")]
    assert session["UTTypeConformsTo"] == ["public.data"]


def test_every_folder_that_macos_guards_has_a_reason_and_nothing_else_is_asked_for(information: dict[str, Any]) -> None:
    reasons = {name: text for name, text in information.items() if name.endswith("UsageDescription")}
    assert {name.removeprefix("NS").removesuffix("UsageDescription") for name in reasons} == {
        "DesktopFolder", "DocumentsFolder", "DownloadsFolder", "RemovableVolumes"
    }  # fmt: skip
    assert all(text.startswith("Pawsort ") and text.endswith(".") for text in reasons.values())


def test_oldest_macos_is_the_same_wherever_it_is_promised(information: dict[str, Any], repository: Path) -> None:
    assert information["LSMinimumSystemVersion"] == product.OLDEST_MACOS
    major = product.OLDEST_MACOS.removesuffix(".0")
    for guide, words in (
        ("docs/installing.md", "macOS {} or later"),
        ("docs/installing.fr.md", "macOS {} ou plus récent"),
    ):
        text = (repository / guide).read_text(encoding="utf-8")
        # Of the two kinds of Mac; no other number anywhere.
        assert re.findall(words.format(r"(\d+)"), text) == [major, major]
        assert set(re.findall(r"macOS (\d+)", text)) == {major}
    # What is built on the oldest one gets no wheel that wants a newer one.
    workflow = (repository / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
    assert re.findall(r"runner: (macos\S+)", workflow) == [f"macos-{major}", f"macos-{major}-intel"]


def image_settings(app: Path) -> dict[str, Any]:
    """What dmgbuild reads: the file run with its `defines`."""
    return runpy.run_path(str(MACOS / "dmg_settings.py"), {"defines": {"app": str(app)}})


def test_disk_image_shows_the_app_and_the_folder_to_drag_it_to(tmp_path: Path) -> None:
    app = tmp_path / "Pawsort.app"
    settings = image_settings(app)
    assert settings["files"] == [str(app)]
    assert settings["symlinks"] == {"Applications": "/Applications"}
    assert settings["icon_locations"].keys() == {"Pawsort.app", "Applications"}
    (_left, _top), (width, height) = settings["window_rect"]
    half = settings["icon_size"] / 2
    for across, down in settings["icon_locations"].values():
        # With its name below it.
        assert half < across < width - half
        assert half < down < height - half - 2 * settings["text_size"]
    (app_across, app_down), (folder_across, folder_down) = settings["icon_locations"].values()
    assert app_down == folder_down
    # The arrow between them lies in the middle.
    assert app_across + folder_across == width
    assert folder_across - app_across > 2 * settings["icon_size"]
    assert settings["background"] == "builtin-arrow"
    assert settings["icon"] == str(app / "Contents" / "Resources" / "pawsort.icns")


def test_disk_image_can_be_read_by_every_macos_that_is_promised(tmp_path: Path) -> None:
    settings = image_settings(tmp_path / "Pawsort.app")
    # LZFSE since 10.11, APFS since 10.13.
    assert (settings["format"], settings["filesystem"]) == ("ULFO", "APFS")
    assert tuple(int(part) for part in product.OLDEST_MACOS.split(".")) >= (10, 13)


def test_every_setting_of_the_disk_image_is_one_that_dmgbuild_knows() -> None:
    known = {
        "files", "symlinks", "icon", "icon_locations", "background", "window_rect", "default_view", "icon_size",
        "text_size", "format", "filesystem",
    }  # fmt: skip
    tree = ast.parse((MACOS / "dmg_settings.py").read_text(encoding="utf-8"))
    names = {target.id for node in tree.body if isinstance(node, ast.Assign) for target in node.targets
             if isinstance(target, ast.Name)}  # fmt: skip
    assert {name for name in names if not name.startswith("_")} == known


def test_build_gives_dmgbuild_what_its_settings_ask_for() -> None:
    build = (product.HERE / "build.py").read_text(encoding="utf-8")
    asked = set(re.findall(r'\["defines"\]\["(\w+)"\]|globals\(\)\["defines"\]\["(\w+)"\]',
                           (MACOS / "dmg_settings.py").read_text(encoding="utf-8")))  # fmt: skip
    assert {name for pair in asked for name in pair if name} == set(re.findall(r'"-D", f"(\w+)=', build)) == {"app"}


def test_app_is_signed_with_no_exception_from_the_hardened_runtime() -> None:
    text = (MACOS / "entitlements.plist").read_text(encoding="utf-8")
    entitlements = plistlib.loads(text.encode())
    assert not [name for name in entitlements if any(part in name for part in DANGEROUS)]
    # An entitlement without a reason beside it is one too many; so far there is none.
    assert entitlements == {}
    assert "None of the exceptions" in text


def test_every_signature_is_of_the_hardened_runtime_with_our_entitlements_and_a_time() -> None:
    script = (MACOS / "sign.sh").read_text(encoding="utf-8")
    (call,) = re.findall(r"codesign --force (.*)", script)
    assert "--options runtime" in call
    assert "--timestamp" in call
    assert script.count('--entitlements "$here/entitlements.plist"') == 2
    # Deep signing would sign what is inside with the wrong options; deep looking is meant for it.
    assert [line.strip() for line in script.splitlines() if "--deep" in line] == [
        'codesign --verify --deep --strict "$target"'
    ]


def test_no_secret_stays_on_the_disk_or_in_the_log_of_signing() -> None:
    script = (MACOS / "sign.sh").read_text(encoding="utf-8")
    assert "trap cleanup EXIT" in script
    assert 'rm -rf "$folder"' in script
    assert "set -x" not in script
    assert "set -euo pipefail" in script
    written = re.findall(r'> "?(\S+?)"?$', script, re.MULTILINE)
    assert {place for place in written if place != "/dev/null"} == {"$folder/certificate.p12", "$folder/notary.p8"}


@pytest.mark.skipif(sys.platform == "win32", reason="a script of bash")
def test_signing_without_a_certificate_says_so_and_is_no_error(tmp_path: Path) -> None:
    command = ["bash", str(MACOS / "sign.sh"), "app", str(tmp_path)]
    done = subprocess.run(command, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True)
    assert done.returncode == 0
    assert "No certificate" in done.stdout
