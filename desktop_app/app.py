"""The composition root: the only place where the parts of the window are wired together."""

import gc
import logging
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app import __version__, paths, stopping
from desktop_app.breeds.book import BreedBook
from desktop_app.catalog.addresses import exists, path_of
from desktop_app.catalog.asked_for import PATIENCE, Said, asked_for
from desktop_app.catalog.recent import RecentSessions
from desktop_app.faults import Fault
from desktop_app.i18n.loader import install_language, interface_language
from desktop_app.imaging.thumbnails import ThumbnailCache
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.providers import Provider
from desktop_app.jobs.importing import import_ahead
from desktop_app.jobs.labelling import LabellingJob
from desktop_app.own_memory import give_back_what_is_free
from desktop_app.ui.controllers.sparing_collector import SparingCollector
from desktop_app.ui.look.focus import follow_the_focus
from desktop_app.ui.look.icons import application_icon
from desktop_app.ui.look.theme import ThemeChoice, apply_theme, choose_theme
from desktop_app.ui.settings import Settings, WindowState
from desktop_app.ui.window.ending import Ending
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.window.open_requests import OpenRequests
from desktop_app.ui.window.services import Services
from desktop_app.ui.wording import keyboards
from desktop_app.ui.wording.breeds import Breeds

TURN_SECONDS = 0.0005
# The window is there by then, and a person has only begun to look at it.
IMPORT_AHEAD_MS = 300
# What the screens and boxes that come later are made of: whoever opens one does not wait for it to be imported.
SCREENS = (
    "desktop_app.ui.controllers.animals",
    "desktop_app.ui.controllers.animal_groups",
    "desktop_app.ui.controllers.review_course",
    "desktop_app.ui.controllers.review_shown",
    "desktop_app.ui.review.screen.screen",
    "desktop_app.ui.review.screen.large_pictures",
    "desktop_app.ui.dialogs.same_dog_dialog",
    "desktop_app.ui.dialogs.animals_from_names_dialog",
    "desktop_app.ui.statistics.window",
    "desktop_app.ui.statistics.sheets",
)

_log = logging.getLogger(__name__)


def run_window(said: Sequence[Said] = (), session: Said | None = None) -> int:
    """Open the window and stay until it is closed, or the process is asked to end (`stopping`).

    Args:
        said: files and folders to add at once, and sessions to open, by path or address.
        session: the session to open; None begins with an empty window that offers the last one.

    Returns:
        the exit code.
    """
    # Modules, classes and functions are there for good: no search for rubbish goes through them, now or later.
    gc.freeze()
    application = make_application()
    ending = Ending(application)
    with stopping.orderly(ending.ask):
        return _window_until_closed(application, ending, said, session)


def _window_until_closed(application: QApplication, ending: Ending, said: Sequence[Said], session: Said | None) -> int:
    settings, fault = Settings.read()
    window = make_window(application, settings)
    ending.watch(window)
    if fault is not None:
        window.window_messages.show_fault(fault)
    if sys.platform == "darwin":
        requests = OpenRequests(window)
        requests.wanted.connect(lambda said: window.files.take(asked_for([said], PATIENCE)))
        application.installEventFilter(requests)
    window.show()

    def begin_unless_it_ends() -> None:
        # The command line had it wait until the window is there.
        gc.enable()
        if not stopping.asked():
            begin(window, said, session)

    QTimer.singleShot(0, window, begin_unless_it_ends)
    code = application.exec()
    if window.isVisible():
        # Qt was told to go by others: all is put away before Python goes.
        window.close()
    return stopping.exit_code() or code


def make_application() -> QApplication:
    """The one QApplication, with Pawsort's name and style."""
    running = QApplication.instance()
    give_back_what_is_free()
    # Python's threads take turns of 5 ms: with several at work, the window would wait for one after the other.
    sys.setswitchinterval(TURN_SECONDS)
    application = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("Pawsort")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("pawsort")
    application.setStyle("Fusion")
    application.setWindowIcon(application_icon())
    return application


def make_window(application: QApplication, settings: Settings) -> MainWindow:
    """Wire the parts together; nothing is shown yet."""
    language = interface_language(settings.appearance.language)
    install_language(application, language)
    choose_theme(application, settings.appearance.theme)
    apply_theme(application)
    follow_the_focus(application)
    book, broken = BreedBook.load_what_is_whole(paths.assets_folder() / "breeds")
    thumbnails = ThumbnailCache(most_bytes=settings.storage.thumbnail_cache_mb * 1024 * 1024)
    root = paths.assets_folder().parent

    def follow_theme() -> None:
        apply_theme(application)
        window.refresh_theme()

    def show_theme(choice: ThemeChoice) -> None:
        choose_theme(application, choice)
        follow_theme()

    def apply_settings(changed: Settings) -> None:
        nonlocal settings
        before, settings = settings, changed
        show_theme(changed.appearance.theme)
        if _model_of(changed) != _model_of(before):
            window.labelling.use_model(*_model_of(changed))
        if changed.appearance.language != before.appearance.language:
            # Not at once: the dialog or the menu in which it was chosen will be made again too.
            QTimer.singleShot(0, window, speak)

    def speak() -> None:
        language = interface_language(settings.appearance.language)
        install_language(application, language)
        window.speak(replace(services, breeds=Breeds(book, language), documents=_documents(root, language)))

    def make_job(session: Path, parent: QObject) -> LabellingJob:
        return LabellingJob(session, *_model_of(settings), thumbnails=thumbnails, parent=parent)

    services = Services(
        breeds=Breeds(book, language),
        recent=RecentSessions(paths.config_folder() / "recent.json"),
        thumbnails=thumbnails,
        make_labelling_job=make_job,
        pack_folder=lambda: _model_of(settings)[0],
        apply_settings=apply_settings,
        documents=_documents(root, language),
    )
    state, unlike = WindowState.read()
    broken += [fault for fault in (unlike, services.recent.check(), keyboards.table_fault()) if fault is not None]
    window = MainWindow(services, settings, state)
    SparingCollector(window.session, window.grouping, window)
    window.window_messages.show_faults(broken)
    application.styleHints().colorSchemeChanged.connect(follow_theme, Qt.ConnectionType.QueuedConnection)
    _report_surprises(window)
    QTimer.singleShot(IMPORT_AHEAD_MS, window, partial(import_ahead, SCREENS))
    return window


def begin(window: MainWindow, said: Sequence[Said], session: Said | None) -> None:
    """Open what was asked for, or offer to go on with what was open last; a session file may be among what was said.

    What is not there is said and otherwise left out: a slip of the keyboard does not become a session.
    """
    asked = asked_for(said, PATIENCE)
    if session is not None:
        # Also where it does not look like one: whoever opens it says why it is none.
        path = path_of(session)
        if isinstance(path, Path) and exists(str(path)):
            asked = replace(asked, sessions=(path, *asked.sessions))
        else:
            why = path if isinstance(path, Fault) else Fault("asked.not_found", {"paths": str(path)})
            asked = replace(asked, refused=(why, *asked.refused))
    window.files.take(asked)
    if not asked.sessions and not asked.to_add:
        recent = window.services.recent
        unfinished = recent.unfinished()
        last = unfinished or next(iter(recent.paths()), None)
        window.offer_resume(last, interrupted=unfinished is not None)


def _documents(root: Path, language: str) -> dict[str, Path]:
    return {
        "guide": _guide(root / "docs", language),
        "Apache License 2.0": root / "LICENSE",
        "Third-party notices": root / "THIRD_PARTY_NOTICES.md",
    }


def _guide(folder: Path, language: str) -> Path:
    translated = folder / f"user_guide.{language}.md"
    return translated if translated.is_file() else folder / "user_guide.md"


def _model_of(settings: Settings) -> tuple[Path, Provider, bool]:
    """The model pack, what it runs on, and whether it looks carefully.

    Without a pack the job itself says what is missing, in the window.
    """
    bundled = next(iter(bundled_packs()), paths.assets_folder() / "packs" / "default")
    chosen = settings.suggestions
    return Path(chosen.model_pack) if chosen.model_pack else bundled, chosen.provider, chosen.careful


def _report_surprises(window: MainWindow) -> None:
    """Say what nobody foresaw in the window instead of losing it on a console that nobody sees."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        _log.error("unforeseen", exc_info=(kind, error, trace))
        surprise = Fault("app.surprise", {"kind": kind.__name__, "detail": str(error)})
        window.window_messages.show_fault(surprise)

    sys.excepthook = report
