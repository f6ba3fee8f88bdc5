"""The line at the bottom: progress, counts, the model, where it runs, and the size of the thumbnails."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSlider, QStatusBar, QToolButton, QWidget

from desktop_app.faults import Fault
from desktop_app.plain_text import escaped
from desktop_app.ui.look.elided_label import ElidedLabel
from desktop_app.ui.look.icons import set_icon
from desktop_app.ui.settings import LARGEST_THUMBNAIL, SMALLEST_THUMBNAIL
from desktop_app.ui.window.export_status import ExportStatus
from desktop_app.ui.wording import numbers, words
from desktop_app.ui.wording.faults import device_text, fault_text
from desktop_app.ui.wording.plain import tip

BAR, SLIDER = 150, 110
# For windows narrower than this.
NARROW, NARROW_BAR = 1100, 80
PASSING_MS = 12_000


class JobStatus(QWidget):
    """Progress of the suggestions, with pause and cancel; or of a search for photos.

    Signals:
        pause_wanted: True to pause, False to go on.
        cancel_wanted: stop.
    """

    pause_wanted = Signal(bool)
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._paused = False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 3, 4, 3)
        layout.setSpacing(8)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(BAR)
        self._bar.setAccessibleName(self.tr("Progress of the suggestions"))
        self._words = ElidedLabel(self, Qt.TextElideMode.ElideRight)
        self._pause = self._button("pause", self.tr("Pause"))
        self._pause.clicked.connect(lambda: self.pause_wanted.emit(not self._paused))
        self._cancel = self._button("cancel", self.tr("Stop looking at photos"))
        self._cancel.clicked.connect(self.cancel_wanted)
        for widget in (self._bar, self._words, self._pause, self._cancel):
            layout.addWidget(widget, int(widget is self._words))
        self._words.be_steady()
        self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """What comes next has other words, which need other room."""
        super().hideEvent(event)
        self._words.be_steady()

    def _button(self, icon_name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        set_icon(button, icon_name)
        button.setIconSize(QSize(18, 18))
        button.setAutoRaise(True)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def show_search(self, found: int) -> None:
        """A search for photos is going on."""
        self._bar.setRange(0, 0)
        self._words.set_text(self.tr("Looking for photos… %n found", "", found))
        self._pause.hide()
        self._cancel.show()
        self.show()

    def show_loading(self) -> None:
        """The model is being loaded."""
        self._bar.setRange(0, 0)
        self._words.set_text(self.tr("Getting the model ready…"))
        self._pause.hide()
        self._cancel.hide()
        self.show()

    def show_waiting(self, folder: str, photos: int) -> None:
        """Nothing is left but photos on a drive that is not there."""
        self._bar.setRange(0, 1)
        self._bar.setValue(0)
        self._words.set_text(self.tr("Waiting for {folder}: %n photo(s)", "", photos).format(folder=escaped(folder)))
        self._pause.hide()
        self._cancel.show()
        self.show()

    def show_measuring(self, done: int, total: int) -> None:
        """Photos of a session from before are looked at once more: nobody waits for it."""
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        text = self.tr("Getting to know older photos: {done} of {total}")
        self._words.set_text(text.format(done=numbers.number(done), total=numbers.number(total)))
        self._pause.hide()
        self._cancel.show()
        self.show()

    def show_progress(
        self, done: int, total: int, per_second: float | None, seconds_left: float | None, arriving: int = 0
    ) -> None:
        """Suggestions are being made; so many of the photos are still being copied."""
        if total <= 0:
            # What was to be done was taken away.
            self.hide()
            return
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        parts = [self.tr("{done} of {total}").format(done=numbers.number(done), total=numbers.number(total))]
        if self._paused:
            parts.append(self.tr("paused"))
        else:
            if per_second:
                parts.append(self.tr("{number} photos/s").format(number=numbers.pace(per_second)))
            if seconds_left is not None:
                parts.append(words.duration(seconds_left))
        if arriving:
            parts.append(self.tr("%n still being copied", "", arriving))
        self._words.set_text(" · ".join(parts))
        self._pause.show()
        self._cancel.show()
        self.show()

    def show_paused(self, paused: bool) -> None:
        """Whether the work stands still."""
        self._paused = paused
        set_icon(self._pause, "resume" if paused else "pause")
        self._pause.setToolTip(self.tr("Go on") if paused else self.tr("Pause"))
        self._pause.setAccessibleName(self._pause.toolTip())

    def set_bar_width(self, width: int) -> None:
        """Make the bar as long as there is room for."""
        self._bar.setFixedWidth(width)

    def text(self) -> str:
        """What it says now."""
        return self._words.text()


class StatusBar(QStatusBar):
    """Everything on the bottom line.

    Signals:
        thumbnail_size_chosen: with the slider.
    """

    thumbnail_size_chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        # The same height with and without progress: the photos above must not jump.
        self.setFixedHeight(max(30, self.fontMetrics().height() + 14))
        self.job = JobStatus(self)
        self.addWidget(self.job)
        self.exporting = ExportStatus(self)
        self.exporting.is_shown.connect(self._make_room)
        self.addWidget(self.exporting)
        self._news = ElidedLabel(self, Qt.TextElideMode.ElideMiddle)
        self._news.setContentsMargins(14, 0, 0, 0)
        self.addWidget(self._news, 1)
        self._passing = QTimer(self)
        self._passing.setSingleShot(True)
        self._passing.timeout.connect(lambda: self._news.set_text(""))
        self._counts = ElidedLabel(self, Qt.TextElideMode.ElideRight)
        self._model = ElidedLabel(self, Qt.TextElideMode.ElideRight)
        self._model_name = ""
        self._model.setProperty("quiet", True)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(SMALLEST_THUMBNAIL, LARGEST_THUMBNAIL)
        self.slider.setSingleStep(8)
        self.slider.setPageStep(32)
        self.slider.setFixedWidth(SLIDER)
        self.slider.setToolTip(self.tr("Size of the thumbnails (Ctrl + mouse wheel)"))
        self.slider.setAccessibleName(self.tr("Size of the thumbnails"))
        self.slider.valueChanged.connect(self.thumbnail_size_chosen)
        right = QWidget(self)
        line = QHBoxLayout(right)
        line.setContentsMargins(8, 0, 14, 0)
        line.setSpacing(14)
        for widget in (self._counts, self._model, self.slider):
            line.addWidget(widget)
        self.addPermanentWidget(right)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the words about the progress matter more than its bar and the slider."""
        super().resizeEvent(event)
        self._make_room(exporting=not self.exporting.isHidden())

    def _make_room(self, exporting: bool) -> None:
        """Where an export is told of too, it matters more than the name of the model, which stays the same."""
        narrow = self.width() < NARROW
        self.job.set_bar_width(NARROW_BAR if narrow or exporting else BAR)
        self.exporting.line.set_bar_width(NARROW_BAR)
        self._model.setVisible(not exporting)
        self.slider.setFixedWidth(NARROW_BAR if narrow else SLIDER)

    def say(self, text: str) -> None:
        """Say what has just happened, until the next news or for a while.

        Here, not in a message above the photos: those would move under the hand, and messages would pile up.
        """
        self._news.set_text(text)
        self._news.setAccessibleName(text)
        self._passing.start(PASSING_MS)

    def news(self) -> str:
        """What has just happened; empty after a while."""
        return self._news.text()

    def show_counts(self, photos: int, to_review: int, selected: int) -> None:
        """How many photos there are, are still to review, and are selected."""
        parts = [words.photos(photos), self.tr("%n to review", "", to_review)]
        if selected > 1:
            parts.append(self.tr("%n selected", "", selected))
        self._counts.set_text(" · ".join(parts) if photos else "")

    def show_model(self, breeds: int, provider: str, name: str, note: Fault | None = None) -> None:
        """Which model works, in words that matter to a person; its own name is for the tool tip.

        Args:
            breeds: how many breeds it knows.
            provider: what it runs on.
            name: of the model pack.
            note: why not on something faster.
        """
        text = self.tr("%n breed(s), on {provider}", "", breeds).format(provider=device_text(provider))
        self._model.set_text(text)
        self._model_name = self.tr("{model} on {provider}").format(model=escaped(name), provider=device_text(provider))
        notes = "\n".join(part for part in (self._model_name, "" if note is None else fault_text(note)) if part)
        self._model.setToolTip(tip(notes))
        self._model.setAccessibleDescription(self._model.toolTip())

    def counts_text(self) -> str:
        """What it says about the photos."""
        return self._counts.text()

    def model_text(self) -> str:
        """What it says about the model."""
        return self._model.text()

    def model_name(self) -> str:
        """The name of the model pack and what it runs on; empty while none is loaded."""
        return self._model_name
