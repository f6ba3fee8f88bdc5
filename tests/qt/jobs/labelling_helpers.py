"""A labelling job that is watched, and photos for it."""

import itertools
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from desktop_app.catalog.recording import RecordedOutcomes
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.photos import FileFacts
from desktop_app.jobs.labelling import LabellingJob, LabellingSummary

if TYPE_CHECKING:
    from desktop_app.catalog.rows import PhotoRow

# More than two workers hold, so that some are written before.
BEFORE_IT_STANDS_STILL = 20
COLOURS = {"red": (140, 20, 20), "green": (20, 140, 20), "blue": (20, 20, 140)}


def photos(folder: Path, count: int) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = []
    for place in range(count):
        colour = list(COLOURS)[place % 3]
        path = folder / f"{place}-{colour}.jpg"
        red, green, blue = COLOURS[colour]
        Image.new("RGB", (64, 48), (red, green + place % 90, blue)).save(path)
        paths.append(path)
    return paths


class SlowDisk:
    """Stands still after some thumbnails until it is let go, so that a run is still going on when a test interrupts it.

    Attributes:
        go_on: what it waits for.
        seen: files, in the order in which they were decoded.
    """

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.seen: list[Path] = []
        self._stored = itertools.count(1)

    def store(self, path: Path, facts: FileFacts, image: Image.Image) -> None:
        self.seen.append(path)
        if next(self._stored) > BEFORE_IT_STANDS_STILL:
            assert self.go_on.wait(60), "nobody let it go on"


class Watched:
    """A job, and all that its signals said, in order."""

    def __init__(self, session: Session, pack: Path, *, workers: int | None = None, slow: bool = False) -> None:
        self.disk = SlowDisk()
        self.job = LabellingJob(session.path, pack, "cpu", workers=workers, thumbnails=self.disk if slow else None)
        self.said: list[tuple[str, object]] = []
        self.rows: dict[int, PhotoRow] = {}
        self.order: list[int] = []
        self.threads: set[int] = set()
        self.job.model_ready.connect(lambda name, provider, _note: self._note("model", (name, provider)))
        self.job.state_changed.connect(lambda state: self._note("state", state))
        self.job.progress.connect(lambda progress: self._note("progress", progress))
        self.job.recorded.connect(self._take)
        self.job.pack_changed.connect(lambda columns: self._note("pack", columns))
        self.job.finished.connect(lambda summary: self._note("finished", summary))
        self.job.failed.connect(lambda fault: self._note("failed", fault))

    def _note(self, what: str, value: object) -> None:
        self.threads.add(threading.get_ident())
        self.said.append((what, value))

    def _take(self, recorded: RecordedOutcomes) -> None:
        rows = recorded.rows
        self._note("rows", rows)
        if recorded.merged:
            self._note("merged", recorded.merged)
        self.rows.update({row.photo_id: row for row in rows})
        self.order += [row.photo_id for row in rows]

    def all(self, what: str) -> list[object]:
        return [value for kind, value in self.said if kind == what]

    def summary(self) -> LabellingSummary:
        summary = self.all("finished")[-1]
        assert isinstance(summary, LabellingSummary)
        return summary


def add(session: Session, paths: list[Path]) -> list[tuple[int, Path]]:
    return [(row.photo_id, row.path) for row in session.add_photos(paths)]
