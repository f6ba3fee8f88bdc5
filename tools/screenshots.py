"""Makes pictures of the window: `python tools/screenshots.py` those of the user guide, into `docs/images`.

`--all FOLDER` makes every screen instead: on a screen of 1366 by 768, a Full HD screen, one of 960 by 530, and the
first two at 200 %, in both languages and both appearances. Only the few of the user guide are committed. `--check`
makes no picture but says what is wrong on any of those screens, and fails where something is: what does not fit, text
that is hard to read, controls that a screen reader cannot name, focus that goes where nobody sees it, widgets that no
screen shows.

The dogs are drawn (see `drawn_sessions`). `--photos FOLDER` looks at real photos instead, with real suggestions: never
commit those.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from itertools import chain
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from access_faults import access_faults, focus_faults
from contrast_faults import contrast_faults, plain_pixels
from drawn_sessions import drawn_session
from every_widget import EveryWidget
from export_screens import opened_export
from layout_faults import layout_faults
from learned_screens import learned_dialogs
from PIL import Image
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from screens import DrawnSessions, all_screens, screens_of_animals
from shown_window import opened_window, show_drawings, show_photos, wait_for

from desktop_app import app, ui
from desktop_app.ui.dialogs.shortcuts_sheet import ShortcutsSheet
from desktop_app.ui.settings import Settings
from desktop_app.ui.window.main_window import MainWindow

SIZE = (1280, 800)
COLOURS = 256
# Enough for the progress bar to be seen at work.
MORE_PHOTOS = 600
# Name of the screen → its pixels, and how many of them make one of the interface.
SCREENS = {
    "1366x768": (1366, 768, 1),
    "1920x1080": (1920, 1080, 1),
    "960x530": (960, 530, 1),
    "200 percent": (1920, 1080, 2),
    "small 200 percent": (1366, 768, 2),
}
LANGUAGES, THEMES = ("en", "fr"), ("light", "dark")


def keep(widget: QWidget, out: Path, name: str) -> None:
    """Save what a widget looks like now."""
    QTest.qWait(150)
    out.mkdir(parents=True, exist_ok=True)
    widget.grab().save(str(out / f"{name}.png"))
    print(out / f"{name}.png")


# Of the user guide


def at_work(application: QApplication, out: Path, photos: list[Path], session: Path | None) -> None:
    """The gallery while suggestions are being made."""
    with opened_window(application, Settings.of(theme="light", language="en"), SIZE) as window:
        show_photos(window, photos, session)
        wait_for(lambda: "photos/s" in window.status.job.text())
        keep(window, out, "gallery")


def reviewing(application: QApplication, out: Path, photos: list[Path], session: Path | None) -> None:
    """Review, a mix, and the dialogs."""
    with opened_window(application, Settings.of(theme="light", language="en"), SIZE) as window:
        _show(window, photos, session)
        window.gallery.go_to(window.model.ids()[5])
        wait_for(window.panel.photo.has_picture)
        keep(window, out, "review")
        window.panel.start_mix()
        window.panel.choose_line(1)
        QTest.keyClicks(window.panel.breed_box, "shep")
        keep(window, out, "mix")
        window.panel.leave()
        window.gallery.setFocus()
        window.gallery.select(window.model.ids()[3:9], window.model.ids()[3])
        keep(window, out, "selection")
        shortcuts = ShortcutsSheet(window.keyboard, window)
        shortcuts.show()
        keep(shortcuts, out, "shortcuts")
        shortcuts.close()


def in_the_dark(application: QApplication, out: Path, photos: list[Path], session: Path | None) -> None:
    """The dark window."""
    with opened_window(application, Settings.of(theme="dark", language="en"), SIZE) as window:
        _show(window, photos, session)
        window.gallery.go_to(window.model.ids()[1])
        wait_for(window.panel.photo.has_picture)
        keep(window, out, "dark")


def _show(window: MainWindow, photos: list[Path], session: Path | None) -> None:
    if session is not None:
        show_drawings(window, session)
    else:
        show_photos(window, photos, None)
        wait_for(lambda: not window.status.job.isVisible(), 600)


# Name of the screen, as `screens` calls it → of the picture in the guides.
OF_ANIMALS = {
    "animals": "animals",
    "from names": "from-names",
    "same dog": "same-dog",
    "what was learned": "learned",
    "review page": "page",
    "review after some": "one-by-one",
    "second look": "second-look",
    "statistics-you-and-the-suggestions": "statistics",
}


def of_animals(application: QApplication, out: Path, language: str) -> None:
    """The screens Animals and Review, and what belongs to them, in one language."""
    with tempfile.TemporaryDirectory(prefix="pawsort-photos-") as folder:
        sessions = DrawnSessions.drawn(Path(folder))
        settings = Settings.of(theme="light", language=language)
        with opened_window(application, settings, SIZE) as window:
            for name, widget in chain(screens_of_animals(window, sessions), learned_dialogs(window)):
                if name in OF_ANIMALS:
                    keep(widget, out, OF_ANIMALS[name])


def exporting(application: QApplication, out: Path, language: str) -> None:
    """The export dialog, with what a site for adoptions would do, in one language."""
    with tempfile.TemporaryDirectory(prefix="pawsort-photos-") as folder:
        sessions = DrawnSessions.drawn(Path(folder))
        with opened_window(application, Settings.of(theme="light", language=language), SIZE) as window:
            show_drawings(window, sessions.kennel.file)
            dialog = opened_export(window, "petfinder")
            dialog.choose(shelter_id="NJ94")
            dialog.file.setText(str(Path("Documents", "petfinder")))
            wait_for(lambda: dialog.planned() is not None)
            keep(dialog, out, "export")
            dialog.close()


def few_colours(folder: Path) -> None:
    """Make the pictures of a guide a third as large: it is on every computer that has the app."""
    for file in folder.glob("*.png"):
        with Image.open(file) as picture:
            few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(file, optimize=True)


def guide_pictures(out: Path, photos: list[Path], languages: list[str]) -> None:
    """Those that the user guides show; of animals in each language, those of the others in a folder of their own."""
    application = app.make_application()
    if not photos:
        for language in languages:
            own = out if language == LANGUAGES[0] else out / language
            of_animals(application, own, language)
            exporting(application, own, language)
            few_colours(own)
    with opened_window(application, Settings.of(theme="light", language="en"), SIZE) as window:
        keep(window, out, "empty")
    for part, more in ((at_work, MORE_PHOTOS), (reviewing, 0), (in_the_dark, 0)):
        with tempfile.TemporaryDirectory(prefix="pawsort-photos-") as temporary:
            drawn = Path(temporary) / "Photos of the shelter" / "Open day"
            part(application, out, photos, None if photos else drawn_session(drawn, more=more))
    few_colours(out)


# Every screen


def on_one_screen(language: str, themes: list[str], look: Callable[[str, QWidget], None]) -> None:
    """Bring every screen of the window up on the screen that this process has, in one language."""
    application = app.make_application()
    with tempfile.TemporaryDirectory(prefix="pawsort-photos-") as folder:
        sessions = DrawnSessions.drawn(Path(folder))
        for theme in themes:
            sessions.bring_back()
            settings = Settings.of(theme=theme, language=language)
            with opened_window(application, settings) as window:
                for name, widget in all_screens(window, sessions):
                    look(f"{theme} {name}", widget)


def check_one(language: str, themes: list[str]) -> int:
    """Say what is wrong; returns how much."""
    faults: list[str] = []
    every = EveryWidget(ui)
    plain_pixels(app.make_application())

    def look(name: str, widget: QWidget) -> None:
        every.look(widget)
        found = layout_faults(widget, widget.screen().availableSize())
        found += access_faults(widget)
        if widget.devicePixelRatio() == 1:  # colours are the same on all screens
            found += contrast_faults(widget)
        # The last, because it may scroll.
        found += focus_faults(widget)
        faults.extend(f"{name}: {fault}" for fault in found)

    on_one_screen(language, themes, look)
    faults += every.faults()
    print("\n".join(dict.fromkeys(faults)))
    return len(faults)


def in_processes(arguments: list[str], screens: list[str], languages: list[str]) -> int:
    """Run this program once for each screen and language: neither can be changed while it runs."""
    failed = 0
    for name in screens:
        width, height, ratio = SCREENS[name]
        for language in languages:
            with tempfile.TemporaryDirectory(prefix="pawsort-screen-") as folder:
                screen = {"name": name, "x": 0, "y": 0, "width": width, "height": height, "dpr": 1}
                file = Path(folder) / "screen.json"
                file.write_text(json.dumps({"screens": [{**screen, "logicalDpi": 96, "logicalBaseDpi": 96}]}))
                # Qt takes what follows a colon for the next argument, so without the drive of Windows.
                where = file.as_posix().removeprefix(file.drive)
                environment = {
                    **os.environ,
                    "QT_QPA_PLATFORM": f"offscreen:configfile={where}",
                    "QT_SCALE_FACTOR": str(ratio),
                }
                print(f"{name}, {language}", flush=True)
                command = [sys.executable, __file__, *arguments, "--only", name, language]
                failed += subprocess.run(command, env=environment, check=False).returncode != 0
    return failed


def main() -> int:
    """Make them all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("docs/images"))
    parser.add_argument("--photos", type=Path, nargs="*", default=[], help="real photos instead of drawn ones")
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every screen, into a folder")
    parser.add_argument("--check", action="store_true", help="look for what is wrong on every screen")
    parser.add_argument("--themes", nargs="+", choices=THEMES, default=list(THEMES))
    parser.add_argument("--screens", nargs="+", choices=list(SCREENS), default=list(SCREENS))
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, default=list(LANGUAGES))
    parser.add_argument("--only", nargs=2, metavar=("SCREEN", "LANGUAGE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if (options.all or options.check) and not options.only:
        wanted = ["--check"] if options.check else ["--all", str(options.all)]
        return min(1, in_processes([*wanted, "--themes", *options.themes], options.screens, options.languages))
    # Its own notes are open to the end, which keeps Windows from removing them.
    with tempfile.TemporaryDirectory(prefix="pawsort-screenshots-", ignore_cleanup_errors=True) as home:
        os.environ["PAWSORT_HOME"] = home
        if options.only:
            screen, language = options.only
            if options.check:
                return min(1, check_one(language, options.themes))
            folder = options.all / screen / language
            on_one_screen(language, options.themes, lambda name, widget: keep(widget, folder, name))
        else:
            guide_pictures(options.out, options.photos, options.languages)
    return 0


if __name__ == "__main__":
    sys.exit(main())
