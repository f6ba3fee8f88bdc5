"""Why a photo looks like a breed: the heat map, made in the background when a person asks for it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal

from desktop_app.catalog.values.suggestions import Box
from desktop_app.imaging.reading import read_photo
from desktop_app.jobs.dispatcher import Dispatcher, Ticket

if TYPE_CHECKING:
    from desktop_app.inference.classifier import Classifier


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Which parts of a photo spoke for a breed, over the whole upright photo.

    Attributes:
        photo_id: of the photo.
        breed_id: of the breed.
        width: cells across.
        height: cells down.
        heat: one byte a cell, 0 to 255, `width` bytes a line: as `QImage.Format.Format_Grayscale8` takes them.
    """

    photo_id: int
    breed_id: str
    width: int
    height: int
    heat: bytes


class ExplainJob(Dispatcher):
    """Makes heat maps, one at a time; a new one makes those before it stale.

    Signals:
        explained: job id, `HeatMap`.
        failed: job id, the `Fault` that says why there is none.
    """

    explained = Signal(int, object)

    def start(self, classifier: "Classifier", photo_id: int, path: Path, breed_id: str, box: Box | None = None) -> int:
        """Ask what of a photo spoke for a breed; returns the id of the job.

        Args:
            classifier: one that can explain.
            photo_id: travels back.
            path: the photo's file.
            breed_id: one of the model's.
            box: of the further dog that is meant; None for the first one.
        """
        self.cancel()
        return self._dispatch(lambda ticket: self._explain(ticket, classifier, photo_id, path, breed_id, box))

    def _explain(
        self, ticket: Ticket, classifier: "Classifier", photo_id: int, path: Path, breed_id: str, box: Box | None
    ) -> None:
        from desktop_app.imaging.decode import decode_photo
        from desktop_app.inference.preprocess import Picture

        if ticket.cancelled.is_set():
            return
        spec = classifier.pack.manifest.input
        content = read_photo(path)[0]
        picture = Picture.of(decode_photo(content, max(spec.width, spec.height)), lambda: content)
        heat = classifier.explain_photo(picture, breed_id, box)
        height, width = heat.shape
        grey = np.rint(heat * 255).astype(np.uint8).tobytes()
        if not ticket.cancelled.is_set():
            self._emit(self.explained, ticket.job_id, HeatMap(photo_id, breed_id, width, height, grey))
