"""A newcomer adds a key by three files: its declaration, a controller that offers it, an icon."""

import json
import os
import shutil
import subprocess
import sys
from filecmp import dircmp
from pathlib import Path

DECLARATION = """
            Action(
                "wag",
                QT_TRANSLATE_NOOP("Actions", "Wag the tail"),
                QT_TRANSLATE_NOOP("Actions", "Let the tail of the dog wag"),
                ("J",),
                icon="wag",
                toolbar="label",
                needs=Needs.SELECTION,
            ),
"""
OFFER = '            "wag": lambda: self._view.setProperty("wagged", True),\n'
ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" stroke="currentColor"><path d="M4 20L20 4"/></svg>'

PROGRAM = """
import json, sys
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from desktop_app import app
from desktop_app.ui.dialogs.shortcuts_sheet import ShortcutsSheet
from desktop_app.ui.settings import Settings
from desktop_app.ui.wording.actions import Needs
from desktop_app.ui.wording.keys import key_text

window = app.make_window(app.make_application(), Settings.of(theme="light", language="en"))
window.show()
action = window.actions_by_name["wag"]
before = action.isEnabled()
window.activateWindow()
QTest.qWaitForWindowActive(window)
window.actions_by_name.enable(Needs.SELECTION, True)
QTest.keyClick(window, Qt.Key.Key_J)
sheet = ShortcutsSheet(window.keyboard, window)
print(json.dumps({
    "wagged": window.gallery.property("wagged"), "before": before, "key": key_text("wag"), "tip": action.toolTip(),
    "icon": not action.icon().isNull(), "sheet": [l.text() for l in sheet.findChildren(QLabel) if "tail" in l.text()],
    "toolbar": action in window.actions_by_name.toolbar.actions(),
}))
window.close()
"""


def changed_files(before: Path, after: Path) -> list[str]:
    found, waiting = [], [(dircmp(before, after, ignore=["__pycache__"]), Path())]
    while waiting:
        compared, folder = waiting.pop()
        found += [(folder / name).as_posix() for name in (*compared.diff_files, *compared.right_only)]
        waiting += [(inside, folder / name) for name, inside in compared.subdirs.items()]
    return sorted(found)


def put(file: Path, before: str, text: str) -> None:
    source = file.read_text(encoding="utf-8")
    assert source.count(before) >= 1, f"{file.name} has no {before!r}"
    place = source.index(before)
    file.write_text(source[:place] + text + source[place:], encoding="utf-8")


def test_a_new_key_takes_three_files(repository: Path, tmp_path: Path) -> None:
    packs = shutil.ignore_patterns("__pycache__", "packs")
    for name in ("desktop_app", "assets"):
        shutil.copytree(repository / name, tmp_path / name, ignore=packs)
    menu = tmp_path / "desktop_app" / "ui" / "wording" / "actions" / "labels_menu.py"
    put(menu, '            Action(\n                "unknown",', DECLARATION.lstrip("\n"))
    put(tmp_path / "desktop_app" / "ui" / "controllers" / "review.py", '            "unknown":', OFFER)
    (tmp_path / "assets" / "icons" / "wag.svg").write_text(ICON, encoding="utf-8")
    changed = [
        f"{name}/{file}"
        for name in ("assets", "desktop_app")
        for file in changed_files(repository / name, tmp_path / name)
    ]
    assert changed == [
        "assets/icons/wag.svg",
        "desktop_app/ui/controllers/review.py",
        "desktop_app/ui/wording/actions/labels_menu.py",
    ]
    isolated = {"PYTHONPATH": str(tmp_path), "PAWSORT_HOME": str(tmp_path / "home"), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=tmp_path, env=os.environ | isolated, capture_output=True, text=True,
        timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen == {
        "wagged": True,
        "before": False,
        "key": "J",
        "tip": "Let the tail of the dog wag (J)",
        "icon": True,
        "sheet": ["Wag the tail", "Let the tail of the dog wag"],
        "toolbar": True,
    }
