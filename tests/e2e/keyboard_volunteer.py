"""A volunteer at a real keyboard: `python -m tests.e2e.keyboard_volunteer LAYOUT FOLDER PACK`, on an X display.

The keys are pressed by number, as fingers do, on a display whose keyboard has the layout. What came of it is printed as
one line of JSON.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel

from desktop_app import app
from desktop_app.catalog.rows import PhotoState
from desktop_app.ui.dialogs.shortcuts_sheet import ShortcutsSheet
from desktop_app.ui.settings import Settings
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording.keyboards import ROWS, layouts

DIGITS = ROWS["E"][1:6]
SHIFT, CONTROL, RETURN, BACKSPACE, ZERO, NUM_LOCK = 50, 37, 36, 22, 19, 77
# By its name: xdotool takes the number 9 for the digit.
ESCAPE = "Escape"
SETTINGS = {"theme": "light", "language": "en", "go_on_after_label": False}
# A Lithuanian keyboard has "+" nowhere else.
SIGNS_OF_THE_KEYPAD = {"+": 86, "-": 82}
KEYPAD = (87, 88, 89, 83, 84)
MANY_TURNS = 20


def settle(seconds: float = 0.15) -> None:
    """Let it all happen, and be written: on a busy machine the time alone may be over before the next turn comes."""
    end, turns = time.monotonic() + seconds, 0
    while time.monotonic() < end or turns < MANY_TURNS or is_writing():
        QApplication.processEvents()
        time.sleep(0.005)
        turns += 1


def is_writing() -> bool:
    """Whether what was decided is still on its way to the disk."""
    windows = (widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow))
    return any(window.session.is_writing for window in windows)


def see(window: MainWindow) -> None:
    """Wait until all photos in sight are there: no key labels one whose tile is still empty."""
    end = time.monotonic() + 60
    while not all(map(window.pictures.is_there, window.gallery.ids_in_sight())):
        settle(0.05)
        if time.monotonic() > end:
            raise TimeoutError("no pictures")


def press(key: int | str, *held: int) -> None:
    """Press a key, by its number, while others are held."""
    command = ["xdotool"]
    for other in held:
        command += ["keydown", str(other)]
    command += ["key", str(key)]
    for other in held:
        command += ["keyup", str(other)]
    subprocess.run(command, check=True)
    settle()


def where(layout: str, character: str) -> tuple[int, tuple[int, ...]]:
    """The key that gives a character, and what to hold for it."""
    for level, held in ((0, ()), (1, (SHIFT,))):
        for row, keys in ROWS.items():
            place = layouts()[layout][row][level].find(character)
            if place >= 0:
                return keys[place], held
    if character in SIGNS_OF_THE_KEYPAD:
        return SIGNS_OF_THE_KEYPAD[character], ()
    raise ValueError(f"{layout} has no {character}")


def opened(folder: Path, pack: Path) -> MainWindow:
    """The window with the photos, all looked at, the first one in focus."""
    application = app.make_application()
    window = app.make_window(application, Settings.of(**SETTINGS, model_pack=str(pack)))
    window.show()
    window.session.add([folder])
    end = time.monotonic() + 60
    while len(window.collection) < 1 or window.collection.states[PhotoState.WAITING]:
        settle(0.05)
        if time.monotonic() > end:
            raise TimeoutError("no suggestions")
    subprocess.run(["xdotool", "windowfocus", str(int(window.winId()))], check=True)
    window.activateWindow()
    window.gallery.setFocus()
    window.gallery.go_to(window.model.ids()[0])
    settle(0.5)
    see(window)
    return window


def chosen_line(window: MainWindow, photo_id: int) -> int:
    """Which suggestion is the label, from 1; 0 for none."""
    row = window.collection[photo_id]
    if row.label is None or row.suggestion is None:
        return 0
    return [ranked.breed_id for ranked in row.suggestion.ranked].index(row.label.breed_ids[0]) + 1


def main(layout: str, folder: Path, pack: Path) -> dict[str, object]:
    """Press everything; returns what came of it."""
    window = opened(folder, pack)
    first = window.model.ids()[0]
    seen: dict[str, object] = {}
    for name, keys in (("digits", DIGITS), ("keypad", KEYPAD)):
        if name == "keypad":
            press(NUM_LOCK)
        lines = []
        for key in keys[:3]:
            press(BACKSPACE)
            press(key)
            lines.append(chosen_line(window, first))
        seen[name] = lines
    key, held = where(layout, "/")
    press(key, *held)
    seen["slash"] = window.panel.breed_box.hasFocus()
    press(ESCAPE)
    size = window.gallery.thumbnail_size()
    key, held = where(layout, "+")
    press(key, CONTROL, *held)
    seen["larger"] = window.gallery.thumbnail_size() - size
    key, held = where(layout, "-")
    press(key, CONTROL, *held)
    seen["smaller"] = window.gallery.thumbnail_size() - size
    window.sidebar.show_state(PhotoState.UNREADABLE)
    settle()
    seen["filtered"] = window.model.rowCount()
    window.gallery.setFocus()
    press(ZERO if layouts()[layout]["E"][0][10] != "ö" else 49, CONTROL)
    seen["all"] = window.model.rowCount()
    seen["layout"] = window.keyboard.layout()
    sheet = ShortcutsSheet(window.keyboard, window)
    seen["sheet"] = [label.text() for label in sheet.findChildren(QLabel) if "/" in label.text()][:1]
    sheet.deleteLater()
    window.gallery.setFocus()
    window.gallery.go_to(window.model.ids()[4])
    settle()
    see(window)
    before = window.collection.states[PhotoState.CONFIRMED]
    subprocess.run(["xdotool", "keydown", str(RETURN)], check=True)
    settle(1.5)
    subprocess.run(["xdotool", "keyup", str(RETURN)], check=True)
    settle()
    seen["confirmed"] = window.collection.states[PhotoState.CONFIRMED] - before
    window.close()
    return seen


if __name__ == "__main__":
    code, _, variant = sys.argv[1].rstrip(")").partition("(")
    subprocess.run(["setxkbmap", "-layout", code, "-variant", variant], check=True)
    sys.stdout.write(json.dumps(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))) + "\n")
