"""What goes into the bundle and what stays out."""

import re
from pathlib import Path

import contents
import pytest
import sizes


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6\\plugins\\styles\\qmodernwindowsstyle.dll",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "pillow.libs/libfreetype-0123abcd.so.6",
        "libxcb-cursor.so.0",
        "onnxruntime/capi/libonnxruntime_providers_shared.so",
    ],
)
def test_what_the_app_uses_is_bundled(name: str) -> None:
    assert contents.wanted(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/plugins/networkinformation/libqnetworkmanager.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/Qt6Network.dll",
        "PySide6/opengl32sw.dll",
        "libgtk-3.so.0",
        "libGL.so.1",
    ],
)
def test_what_the_app_does_not_use_stays_out(name: str) -> None:
    assert not contents.wanted(name)


def test_model_packs_breeds_translations_and_licences_are_bundled_where_the_app_looks(repository: Path) -> None:
    placed = {f"{folder}/{Path(source).name}".removeprefix("./") for source, folder in contents.datas()}
    pack = ("model.onnx", "second_look.onnx", "dog_finder.onnx", "background.npz", "model.json")
    assert {f"assets/packs/pawsort/{name}" for name in pack} <= placed
    assert "assets/breeds/breeds.json" in placed
    assert {f"assets/icons/{name}.svg" for name in ("application", "confirm", "state-to-review")} <= placed
    assert "desktop_app/i18n/pawsort_fr.qm" in placed
    assert {"LICENSE", "THIRD_PARTY_NOTICES.md"} <= placed


def test_guides_in_both_languages_are_bundled_with_their_pictures(repository: Path) -> None:
    names = {file.relative_to(repository / "docs").as_posix() for file in contents.guide_files(repository / "docs")}
    text = (repository / "docs" / "user_guide.md").read_text(encoding="utf-8")
    pictures = set(re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text))
    assert {"user_guide.md", "user_guide.fr.md"} <= names
    assert pictures <= names


def test_no_photo_of_a_real_dog_is_in_the_tests_of_the_bundle(repository: Path) -> None:
    assert {file.name for file in (repository / "packaging" / "photos").iterdir()} == {
        "drawn dog.jpg", "drawn dog turned.jpg", "drawn dog.heic", "ends its decoder.heic"
    }  # fmt: skip


def test_training_and_tools_are_excluded() -> None:
    assert {"tensorflow", "keras", "training", "export", "pytest", "tkinter", "ssl"} <= set(contents.EXCLUDED_MODULES)


def test_every_excluded_qt_module_is_one_that_the_app_does_not_import(repository: Path) -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in (repository / "desktop_app").rglob("*.py"))
    used = set(re.findall(r"PySide6\.(Qt\w+)", code))
    excluded = {name.removeprefix("PySide6.") for name in contents.EXCLUDED_MODULES if name.startswith("PySide6.")}
    assert not used & excluded


def test_libraries_that_only_left_out_files_needed_are_left_out_too() -> None:
    entries = [
        ("PySide6/QtCore.so", "/src/QtCore.so", "EXTENSION"),
        ("PySide6/Qt/lib/libicu.so", "/src/libicu.so", "BINARY"),
        ("libicu.so", "PySide6/Qt/lib/libicu.so", "SYMLINK"),
        ("libglib.so", "/usr/lib/libglib.so", "BINARY"),
        ("libpcre.so", "/usr/lib/libpcre.so", "BINARY"),
        ("libkrb5.so", "/usr/lib/libkrb5.so", "BINARY"),
    ]
    needs = {"/src/QtCore.so": ["libglib.so"], "/usr/lib/libglib.so": ["libpcre.so"]}
    kept = contents.reachable(entries, lambda file: [(name, None) for name in needs.get(file, [])])
    assert [name for name, _, _ in kept] == [entry[0] for entry in entries if entry[0] != "libkrb5.so"]


def test_sizes_add_up_and_links_count_nothing(tmp_path: Path) -> None:
    inner = tmp_path / "pawsort" / "_internal"
    (inner / "numpy").mkdir(parents=True)
    (inner / "numpy" / "a.so").write_bytes(b"x" * 300)
    (inner / "libicudata.so.73").write_bytes(b"x" * 200)
    (inner / "link.so").symlink_to("libicudata.so.73")
    found = sizes.sizes(tmp_path / "pawsort")
    assert found == {"NumPy with OpenBLAS": 300, "Qt: Unicode tables (ICU)": 200}


def test_packages_that_are_looked_through_are_collected_with_all_their_modules(repository: Path) -> None:
    """Nothing imports their modules by name, so PyInstaller would leave them out, and the app would find none."""
    looked_through = {
        ".".join(file.parent.relative_to(repository).parts)
        for file in (repository / "desktop_app").rglob("__init__.py")
        if "__name__, __path__" in file.read_text(encoding="utf-8")
    }
    assert len(looked_through) >= 5
    assert set(contents.LOOKED_THROUGH) == looked_through
    spec = (repository / "packaging" / "pawsort.spec").read_text(encoding="utf-8")
    assert "for package in contents.LOOKED_THROUGH for name in collect_submodules(package)" in spec
