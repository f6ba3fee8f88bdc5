"""Why a photo looks like a breed: lays a heat map over the photo in focus while a person wants to see it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, qRgba

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.suggestions import Box, SuggestionStatus
from desktop_app.faults import Fault
from desktop_app.jobs.explaining import ExplainJob, HeatMap
from desktop_app.ui.wording import words
from desktop_app.ui.wording.faults import fault_text

if TYPE_CHECKING:
    from desktop_app.inference.classifier import Classifier

# Cold parts are darkened and warm ones shine: told apart without seeing colours.
COLD, WARM = (16, 20, 40, 140), (255, 140, 0, 120)


class WhyController(QObject):
    """Asks for heat maps and passes them on.

    Signals:
        heat_changed: a `QImage` to lay over the photo, or None.
        note_changed: what is to be said about it; "" for nothing.
    """

    heat_changed = Signal(object)
    note_changed = Signal(str)

    def __init__(
        self, classifier: Callable[[], "Classifier | None"], breed_name: words.BreedName, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._classifier = classifier
        self._breed_name = breed_name
        self._on = False
        self._row: PhotoRow | None = None
        self._dog: Box | None = None
        self._asked: tuple[int, Path, str, Box | None] | None = None
        self._job = ExplainJob(self)
        self._job_id = 0
        self._job.explained.connect(self._take)
        self._job.failed.connect(self._take_failure)

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What this can do, by the name of the action."""
        return {"why": self.set_on}

    def set_on(self, on: bool) -> None:
        """Show heat maps from now on, or no longer."""
        self._on = on
        self._ask()

    def show_row(self, row: PhotoRow | None, dog: Box | None = None) -> None:
        """This photo is in focus now; None for none or several.

        Args:
            row: the photo, with the suggestion of the dog that is meant.
            dog: where that is, if it is not the first one.
        """
        self._row, self._dog = row, dog
        self._ask()

    def close(self) -> None:
        """End the work. No signal comes afterwards."""
        self._job.close()

    def _ask(self) -> None:
        wanted, note = self._wanted()
        if wanted is not None and wanted == self._asked:
            return
        self._asked = wanted
        self._job_id = 0
        self._job.cancel()
        self.heat_changed.emit(None)
        self.note_changed.emit(note)
        classifier = self._classifier()
        if wanted is not None and classifier is not None:
            self._job_id = self._job.start(classifier, *wanted)

    def _wanted(self) -> tuple[tuple[int, Path, str, Box | None] | None, str]:
        """Photo, file (other sessions have other photos with the same id), breed, dog; and what to say meanwhile."""
        row = self._row
        if not self._on or row is None:
            return None, ""
        suggestion = row.suggestion
        if suggestion is None or suggestion.best is None or row.fault is not None:
            return None, self.tr("There is no suggestion to explain.")
        if suggestion.status is SuggestionStatus.NO_DOG:
            return None, self.tr("There is probably no dog, so there is no breed to explain.")
        classifier = self._classifier()
        if classifier is None:
            return None, self.tr("The model is not ready yet.")
        known = {breed.id for breed in classifier.pack.manifest.breeds}
        if not classifier.can_explain:
            return None, self.tr("This model cannot show why.")
        if suggestion.best.breed_id not in known:
            if row.learned:
                return None, self._why_not(suggestion.best.breed_id)
            return None, self.tr("This model cannot show why.")
        return (row.photo_id, row.path, suggestion.best.breed_id, self._dog), self.tr("Looking…")

    def _why_not(self, breed_id: str) -> str:
        text = self.tr("{breed} was learned from labels: which part of the photo spoke for it cannot be shown.")
        return text.format(breed=self._breed_name(breed_id))

    def _take(self, job_id: int, found: HeatMap) -> None:
        if job_id != self._job_id:
            return
        if not any(found.heat):
            self.note_changed.emit(self.tr("No single part of the photo speaks for this breed."))
            return
        self.heat_changed.emit(heat_image(found))
        text = self.tr("Bright parts spoke for: {breed}")
        self.note_changed.emit(text.format(breed=self._breed_name(found.breed_id)))

    def _take_failure(self, job_id: int, fault: Fault) -> None:
        if job_id == self._job_id:
            self.note_changed.emit(fault_text(fault))


def heat_image(found: HeatMap) -> QImage:
    """The heat map as a picture to lay over the photo, stretched to its size."""
    image = QImage(found.heat, found.width, found.height, found.width, QImage.Format.Format_Indexed8)
    image.setColorTable([qRgba(*_blend(step / 255)) for step in range(256)])
    # Its own pixels: those above belong to the heat map.
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def _blend(heat: float) -> tuple[int, int, int, int]:
    red, green, blue, alpha = (round(cold + heat * (warm - cold)) for cold, warm in zip(COLD, WARM, strict=True))
    return red, green, blue, alpha
