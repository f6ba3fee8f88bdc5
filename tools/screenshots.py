"""Makes the pictures of the window for the documentation: `python tools/screenshots.py [--out docs/images]`.

The dogs are drawn (`sample_photos`): real photos may not be passed on. The model knows photos and rightly says "no dog"
to drawings, so the drawn dogs that can be seen get the suggestions of whoever drew them; everything else is the real
window with the real model at work. `--photos FOLDER` looks at real photos instead, with real suggestions: never commit
those.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sample_photos import DOGS, write_sample_photos

from desktop_app import app, paths
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import UNKNOWN, Label
from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from desktop_app.catalog.values.suggestions import Confidence, RankedBreed, Suggestion, SuggestionStatus
from desktop_app.exports.base import Material
from desktop_app.inference.packs import bundled_packs, load_pack
from desktop_app.ui.dialogs.export_dialog import ExportDialog, Which
from desktop_app.ui.dialogs.shortcuts_sheet import ShortcutsSheet
from desktop_app.ui.settings import Settings
from desktop_app.ui.window.main_window import MainWindow

SIZE = (1280, 800)
# Enough for the progress bar to be seen at work.
MORE_PHOTOS = 600


def wait_for(condition: Callable[[], bool], seconds: float = 60.0) -> None:
    """Let the window live until something is so.

    Raises:
        TimeoutError: it never was.
    """
    for _ in range(int(seconds / 0.01)):
        if condition():
            return
        QTest.qWait(10)
    raise TimeoutError("the window did not get there")


def drawn_suggestion(ranked: tuple[RankedBreed, ...]) -> Suggestion:
    """What might be said of a drawn dog, with words as a model would have them."""
    first, second = (breed.probability for breed in ranked[:2])
    near = tuple(breed.breed_id for breed in ranked if breed.probability >= 0.12)
    if first >= 0.75:
        return Suggestion(SuggestionStatus.OK, 0.98, ranked, None, Confidence.SURE, near[:1])
    if first < 0.4:
        return Suggestion(SuggestionStatus.OK, 0.98, ranked, None, Confidence.UNSURE)
    mix = (ranked[0].breed_id, ranked[1].breed_id) if second >= 0.4 * first else None
    return Suggestion(SuggestionStatus.OK, 0.98, ranked, None, Confidence.MAYBE, near, mix)


def drawn_session(folder: Path, *, more: int) -> Path:
    """A session of drawn dogs with suggestions and a few labels; `more` further drawings wait at its end."""
    files = write_sample_photos(folder / "Saturday")
    copies = folder / "Sunday"
    copies.mkdir(parents=True)
    waiting = [Path(shutil.copy(files[k % len(files)], copies / f"IMG_{k:04}.jpg")) for k in range(more)]
    session_file = paths.data_folder() / "sessions" / "Open day.pawsort"
    session_file.parent.mkdir(parents=True, exist_ok=True)
    session_file.unlink(missing_ok=True)
    pack = load_pack(bundled_packs()[0])
    with Session.create(session_file) as session:
        rows = session.add_photos([*files, *waiting])
        outcomes = []
        for row, dog in zip(rows, DOGS, strict=False):
            ranked = tuple(RankedBreed(breed_id, share) for breed_id, share in dog.shares())
            suggestion = drawn_suggestion(ranked)
            facts = FileFacts(1, 1, f"{row.photo_id:064x}", 1200, 900)
            outcomes.append(PhotoOutcome(row.photo_id, row.path, facts, suggestion, None))
        session.record_outcomes(outcomes, pack.pack_hash)
        ids = {dog.name: row.photo_id for row, dog in zip(rows, DOGS, strict=False)}
        session.apply(LabelPhotos([ids["Bella"]], Label.breed(DOGS[0].shares()[0][0])))
        session.apply(LabelPhotos([ids["Luna"]], Label.mix("n02086240", "n02088364")))
        session.apply(LabelPhotos([ids["Max"]], UNKNOWN))
    return session_file


def open_window(application: QApplication, settings: Settings) -> MainWindow:
    """The window in its usual size."""
    window = app.make_window(application, settings)
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    QTest.qWait(50)
    return window


def keep(widget: QWidget, out: Path, name: str) -> None:
    """Save what a widget looks like now."""
    QTest.qWait(150)
    widget.grab().save(str(out / f"{name}.png"))
    print(out / f"{name}.png")


def show_photos(window: MainWindow, photos: list[Path], session: Path | None) -> None:
    """Open the session, or add photos, and wait until what is in sight can be seen."""
    if session is not None:
        window.session.open(session)
    else:
        window.session.add(photos)
    wait_for(lambda: window.model.rowCount() > 0)
    wait_for(lambda: bool(window.status.model_text()))
    wait_for(lambda: all(window.pictures.pixmap(photo_id) for photo_id in window.gallery.visible_ids()))


def at_work(application: QApplication, out: Path, photos: list[Path], session: Path | None) -> None:
    """The gallery while suggestions are being made."""
    window = open_window(application, Settings(theme="light", language="en"))
    show_photos(window, photos, session)
    wait_for(lambda: "photos/s" in window.status.job.text())
    keep(window, out, "gallery")
    window.close()


def reviewing(application: QApplication, out: Path, photos: list[Path], session: Path | None) -> None:
    """Review, a mix, the dialogs, and the dark window."""
    window = open_window(application, Settings(theme="light", language="en"))
    show_photos(window, photos, session)
    wait_for(lambda: not window.collection.states[PhotoState.WAITING] and not window.status.job.isVisible(), 600)
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
    sheet = ShortcutsSheet(window)
    sheet.show()
    keep(sheet, out, "shortcuts")
    sheet.close()
    ids = window.collection.store.ids
    materials = {
        which: Material(len(some), window.collection.labelled(some), list)
        for which, some in ((Which.ALL, ids), (Which.SELECTED, ids[:6]))
    }
    dialog = ExportDialog(Path("Documents"), materials, window)
    dialog.show()
    keep(dialog, out, "export")
    dialog.close()
    window.gallery.go_to(window.model.ids()[1])
    window.close()


def in_the_dark(application: QApplication, out: Path, photos: list[Path], session: Path | None) -> None:
    """The dark window."""
    window = open_window(application, Settings(theme="dark", language="en"))
    show_photos(window, photos, session)
    wait_for(lambda: not window.collection.states[PhotoState.WAITING] and not window.status.job.isVisible(), 600)
    window.gallery.go_to(window.model.ids()[1])
    wait_for(window.panel.photo.has_picture)
    keep(window, out, "dark")
    window.close()


def main() -> None:
    """Make them all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("docs/images"))
    parser.add_argument("--photos", type=Path, nargs="*", default=[], help="real photos instead of drawn ones")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="pawsort-screenshots-") as home:
        os.environ["PAWSORT_HOME"] = home
        application = app.make_application()
        window = open_window(application, Settings(theme="light", language="en"))
        keep(window, options.out, "empty")
        window.close()
        for part, more in ((at_work, MORE_PHOTOS), (reviewing, 0), (in_the_dark, 0)):
            with tempfile.TemporaryDirectory(prefix="pawsort-photos-") as folder:
                drawn = Path(folder) / "Photos of the shelter" / "Open day"
                session = None if options.photos else drawn_session(drawn, more=more)
                part(application, options.out, options.photos, session)


if __name__ == "__main__":
    main()
