"""A process that scans, labels and corrects photos as the app does, and prints what it has shown. Made to be killed.

Usage: killable_volunteer.py SESSION PACK FOLDER SEED

Each line of its output is JSON: `{"suggestions": {photo id: [breed, probability]}}` or
`{"action": id, "labels": {photo id: label or null}}`, written the moment a person would see it.
"""

import contextlib
import json
import os
import random
import sys
import time
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QCoreApplication, QTimer

from desktop_app.catalog.applying import Applied
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.errors import HistoryError
from desktop_app.catalog.recording import RecordedOutcomes
from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label, label_to_json
from desktop_app.catalog.values.photos import FileFacts
from desktop_app.jobs.labelling import LabellingJob
from desktop_app.jobs.scanning import ScanJob

LABELS: list[Label | None] = [Label.breed("n_red"), Label.mix("n_red", "n_blue"), Label.mix(), UNKNOWN, NO_DOG, None]


class SlowDisk:
    """Keeps labelling going for as long as somebody may want to kill it."""

    def store(self, path: Path, facts: FileFacts, image: Image.Image) -> None:
        time.sleep(0.01)


def say(line: dict[str, object]) -> None:
    os.write(1, (json.dumps(line) + "\n").encode())


class Volunteer:
    """Drops a folder, looks at suggestions, decides, changes their mind."""

    def __init__(self, session: Session, pack: Path, folder: Path, seed: int) -> None:
        self._session = session
        self._random = random.Random(seed)
        self._ids = [row.photo_id for row in session.rows()]
        self._changes: list[Applied] = []
        self.labelling = LabellingJob(session.path, pack, "cpu", workers=2, thumbnails=SlowDisk())
        self.labelling.recorded.connect(self._look_at)
        self.scan = ScanJob(session.path)
        self.scan.found.connect(self._dropped)
        self.scan.start([folder])
        self.labelling.start()
        self._timer = QTimer()
        self._timer.timeout.connect(self._decide)
        self._timer.start(5)

    def _dropped(self, _job: int, rows: list[PhotoRow]) -> None:
        self._ids += [row.photo_id for row in rows]
        self.labelling.add([(row.photo_id, row.path) for row in rows])

    def _look_at(self, recorded: RecordedOutcomes) -> None:
        shown = {
            r.photo_id: [r.suggestion.ranked[0].breed_id, r.suggestion.ranked[0].probability]
            for r in recorded.rows
            if r.suggestion is not None
        }
        say({"suggestions": shown})

    def _decide(self) -> None:
        if not self._ids:
            return
        if self._changes and self._random.random() < 0.2:
            with contextlib.suppress(HistoryError):  # a photo of it has been decided again
                self._show(self._session.take_back(self._changes.pop().change_id))
            return
        chosen = self._random.sample(self._ids, min(len(self._ids), self._random.choice([1, 1, 1, 10, 60])))
        done = self._session.apply(LabelPhotos(chosen, self._random.choice(LABELS)))
        if done.change_id:
            self._changes.append(done)
            self._show(done)

    def _show(self, done: Applied) -> None:
        labels = {row.photo_id: label_to_json(row.label) for row in self._session.rows_of(done.photo_ids)}
        say({"action": done.change_id, "labels": labels})


def main() -> None:
    path, pack, folder = (Path(argument) for argument in sys.argv[1:4])
    app = QCoreApplication([])
    volunteer = Volunteer(Session.open(path) if path.exists() else Session.create(path), pack, folder, int(sys.argv[4]))
    volunteer.labelling.failed.connect(lambda fault: say({"failed": fault.to_json()}))
    volunteer.scan.failed.connect(lambda _job, fault: say({"failed": fault.to_json()}))
    app.exec()


if __name__ == "__main__":
    main()
