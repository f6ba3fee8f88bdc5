"""Questions before many photos are labelled: from the review to the panel, and the answers back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.ui.review.asking import Question
    from desktop_app.ui.window.parts import WindowParts


class PanelQuestions(QObject):
    """Knows what a person sees, and asks in the panel where a key reaches beyond it."""

    def __init__(self, window: WindowParts, show_panel: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._show_panel = window, show_panel
        window.review.on_screen = self.ids_on_screen
        window.review.asked.connect(self._ask)
        window.panel.suggestion_chosen.connect(lambda label: window.review.choose(label, suggested=True))
        window.panel.kind_wanted.connect(window.review.label_kind)
        window.panel.question.answered.connect(window.review.answer)
        window.panel.question.cancelled.connect(window.review.dismiss)

    def ids_on_screen(self) -> set[int]:
        """What a person sees: in the gallery, and large in the panel or over the whole window.

        A tile without its photo yet is none that they see.
        """
        window = self._window
        covered = window.preview.isVisible()
        seen = set() if covered else set(filter(window.pictures.is_there, window.gallery.ids_in_sight()))
        large = window.preview.photo if covered else window.panel.photo
        shown = window.panel.shown_id() if large.isVisible() and large.is_displayed() else None
        return seen if shown is None else seen | {shown}

    def _ask(self, question: Question | None) -> None:
        if question is not None:
            self._show_panel()
        self._window.panel.ask(question)
        if question is None:
            self._window.gallery.setFocus()
