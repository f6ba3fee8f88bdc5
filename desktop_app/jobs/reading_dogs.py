"""The further dogs of a photo and their labels, read in the background when the photo is looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Signal

from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.suggestions import Box, FurtherDog
from desktop_app.jobs.dispatcher import Dispatcher, Ticket


@dataclass(frozen=True, slots=True)
class DogsRead:
    """What a session knows of the dogs of a photo beside the first one.

    Attributes:
        photo_id: the photo.
        further: the dogs that the current pack found, the largest first.
        labels: box → label, each with the box to which it was given.
    """

    photo_id: int
    further: tuple[FurtherDog, ...] = ()
    labels: Mapping[Box, Label] = field(default_factory=dict)


class DogsJob(Dispatcher):
    """Reads dogs, of one photo after the other; a new question makes those before it stale.

    Signals:
        read: job id, `DogsRead`.
        failed: job id, why.
    """

    read = Signal(int, object)

    def start(self, path: Path, photo_id: int) -> int:
        """Read the dogs of a photo of the session at `path`; returns the id of the job."""
        self.cancel()
        return self._dispatch(lambda ticket: self._read(ticket, path, photo_id))

    def _read(self, ticket: Ticket, path: Path, photo_id: int) -> None:
        if ticket.cancelled.is_set():
            return
        with Session.open(path, or_look=True) as session:
            further = session.further_dogs(photo_id)
            labels = session.dog_labels([photo_id]).get(photo_id, {})
        if not ticket.cancelled.is_set():
            self._emit(self.read, ticket.job_id, DogsRead(photo_id, further, labels))
