"""What is on the screen: what a person reads there, and which photos they see. Asked inside Pawsort's process."""

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop_app.catalog.rows import PhotoState
from desktop_app.photos.animal_rows import RowView
from desktop_app.ui.animals.page import AnimalsPage
from desktop_app.ui.animals.row_look import Looks
from desktop_app.ui.animals.squares import Squares
from desktop_app.ui.controllers.reviewing import ReviewingController
from desktop_app.ui.controllers.screens import ANIMALS, REVIEW
from desktop_app.ui.dialogs.animals_from_names_dialog import AnimalsFromNamesDialog
from desktop_app.ui.review.breed_box import BreedBox
from desktop_app.ui.window.animals_screen import AnimalsScreen
from desktop_app.ui.window.main_window import MainWindow

NO_LABEL_YET = {None, PhotoState.WAITING, PhotoState.UNREADABLE}


class Eyes:
    """Looks at a window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._looks: tuple[AnimalsPage, Looks] | None = None

    # Which photos

    def places(self) -> Collection[QWidget]:
        """The widgets in which photos are painted that can be decided about."""
        page, review = self._animals(), self._review()
        found: list[QWidget] = [] if page is None else [page.view.viewport()]
        return found if review is None else [*found, review.screen.canvas, review.screen.grid]

    def painted(self) -> frozenset[int]:
        """Ids of the photos that are painted when all is painted now: their pictures, and at least half of each."""
        page, review = self._animals(), self._review()
        if page is not None:
            return frozenset(self._painted_in_rows(page))
        if review is None or review.screen.is_at_end:
            return frozenset()
        screen, pictures = review.screen, self._window.pictures
        if not screen.is_page:
            shown = screen.canvas.shown_id()
            return frozenset() if shown is None or review.large.pixmap(shown) is None else frozenset({shown})
        ids = review.shown.step.photo_ids if review.shown is not None else ()
        return frozenset(photo_id for photo_id in ids if pictures.pixmap(photo_id) is not None)

    def _painted_in_rows(self, page: AnimalsPage) -> list[int]:
        if self._window.preview.isVisible():
            return []
        view, found = page.view, []
        for row in view.rows_in_sight():
            for place, photo_id in enumerate(page.model.photo_ids(row)):
                rect = view.photo_rect(row, place)
                is_seen = _is_half_seen(rect, view.viewport().rect())
                if is_seen and self._window.pictures.pixmap(photo_id) is not None:
                    found.append(photo_id)
        return found

    # What it says

    def now(self) -> dict[str, Any]:
        """All that a person reads, as plain values."""
        window, focus = self._window, QApplication.focusWidget()
        return {
            "window": int((QApplication.activeModalWidget() or window).winId()),
            "active": QApplication.activeWindow() is not None,
            "session": str(window.session.path or ""),
            "photos": len(window.collection),
            "busy": window.session.is_scanning or window.collection.states[PhotoState.WAITING] > 0,
            "writing": window.session.is_writing,
            "screen": window.screens.current.name,
            "focus": focus.text() if isinstance(focus, QPushButton) else type(focus).__name__,
            "said": window.status.news(),
            "names": self._names(),
            "animals": self._rows(),
            "review": self._photo_or_page(),
        }

    def _names(self) -> dict[str, Any] | None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, AnimalsFromNamesDialog):
            return None
        made = dialog.preview.finding.animals if dialog.preview is not None else ()
        return {"names": [f"{animal.name} {animal.number}" for animal in made], "ready": dialog.make.isEnabled()}

    def _rows(self) -> dict[str, Any] | None:
        page = self._animals()
        if page is None:
            return None
        view, row = page.view, page.view.current_row()
        return {
            "empty": "" if len(page.model.rows.shown) else page.empty.title.text(),
            "undecided": page.model.rows.counts()[RowView.UNDECIDED],
            "row": None if row is None or page.model.rows.place(row) is None else self._row(page, row),
            "photo": view.current_photo(),
            "lines": [_breed_of(line) for line in page.decisions.lines if line.isEnabled()],
            "matches": _matches(page.breeds.box),
            "asks": page.question.isVisible() or page.ask_bar.isVisible(),
        }

    def _row(self, page: AnimalsPage, row: int) -> dict[str, Any]:
        if self._looks is None or self._looks[0] is not page:
            looks = Looks(page.model, Squares(self._window.pictures), self._window.services.breeds.name)
            self._looks = page, looks
        view, looks = page.view, self._looks[1]
        look, layout = view.row_look(row), view.row_layout(row)
        squares = [] if look.compact else looks.squares(row, layout, view.devicePixelRatioF(), view.current_photo())
        return {
            "title": look.title,
            "says": look.says,
            "button": look.button,
            "all_key": look.all_key if look.all_of else "",
            "decided": look.decided,
            "in_sight": view.is_in_sight(row),
            "hidden": 0 if look.compact else layout.hidden,
            "squares": [
                {
                    "photo": str(page.model.photo(row, place).path),
                    "id": page.model.photo(row, place).photo_id,
                    "differs": square.dashed,
                    "decided": square.state not in NO_LABEL_YET,
                    "out": square.left_out,
                    "seen": _is_half_seen(view.photo_rect(row, place), view.viewport().rect()),
                }
                for place, square in enumerate(squares)
            ],
        }

    def _photo_or_page(self) -> dict[str, Any] | None:
        review = self._review()
        if review is None:
            return None
        screen, shown = review.screen, review.shown
        if screen.is_at_end or shown is None:
            return {"end": True}
        button = screen.side.confirm_button
        place = QRect(button.mapToGlobal(button.rect().topLeft()), button.size())
        rows = self._window.collection.rows_of(shown.step.photo_ids)
        lines = (each.line() for each in screen.side.lines.lines())
        return {
            "end": False,
            "page": shown.step.is_page,
            "photos": [{"photo": str(row.path), "id": row.photo_id} for row in rows],
            "button": button.accessibleName() if button.isEnabled() else "",
            "button_place": list(place.getRect() or ()) if button.isVisible() else None,  # type: ignore[call-overload]
            "lines": [line.text for line in lines if line is not None],
            "matches": _matches(screen.side.chooser.breed_box),
        }

    # Where

    def _animals(self) -> AnimalsPage | None:
        screen = self._window.screens.current
        return screen.page if screen.name == ANIMALS and isinstance(screen, AnimalsScreen) else None

    def _review(self) -> ReviewingController | None:
        screen = self._window.screens.current
        return screen if screen.name == REVIEW and isinstance(screen, ReviewingController) else None


def _is_half_seen(rect: QRect, window: QRect) -> bool:
    seen = rect.intersected(window)
    return rect.isValid() and 2 * seen.width() * seen.height() >= rect.width() * rect.height()


def _breed_of(line: QPushButton) -> str:
    """Of "Beagle, 62%"."""
    return line.accessibleName().rpartition(", ")[0]


def _matches(box: BreedBox) -> list[str] | None:
    """The list under a box in which a breed is typed; None where nothing can be typed."""
    if not box.isVisible():
        return None
    model = box.matches_list.model()
    names = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    return names if box.matches_list.isVisible() else []
