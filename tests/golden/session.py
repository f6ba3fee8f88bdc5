"""The golden session: what `animals` describes, made by the app's own means into a session that it opens.

Everything in it is the same each time: ids, times, what was measured of photos. Photos are drawn. Only paths differ
with the folder, and bytes of pictures with the version of what encodes them.
"""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

from desktop_app.catalog import applying
from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.dog_labels import LabelDog
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.changes.picks import SetPicks
from desktop_app.catalog.changes.remove import RemovePhotos
from desktop_app.catalog.changes.several_dogs import FlagSeveralDogs
from desktop_app.catalog.session import Session
from desktop_app.catalog.tables import photos as photo_table
from desktop_app.catalog.tables import suggestions as suggestion_table
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from desktop_app.catalog.values.stored_paths import path_key, restored_path, stored_path
from desktop_app.faults import Fault
from tests.golden.animals import ANIMALS, STRAYS
from tests.golden.describing import Described, Photo, sure
from tests.golden.drawing import draw

PACK_HASH = hashlib.sha256(b"the pack of the golden session").hexdigest()
PHOTOS = "photos"
"""The folder with the photos, beside the session."""
SESSION = "golden.pawsort"
SECOND_NS = 10**9
BEGAN_NS = int(datetime(2026, 11, 24, 8, 0, tzinfo=UTC).timestamp()) * SECOND_NS
"""When the first photo was added. Whatever a person did follows, a minute each."""
TAKEN_NS = int(datetime(2026, 11, 20, 14, 5, 9, tzinfo=UTC).timestamp()) * SECOND_NS


@dataclass(frozen=True)
class GoldenSession:
    """The session in a folder.

    Attributes:
        folder: holds nothing but the session and the folder of the photos.
    """

    folder: Path

    @property
    def file(self) -> Path:
        """The session."""
        return self.folder / SESSION

    @property
    def photos(self) -> Path:
        """The root of all photos."""
        return self.folder / PHOTOS

    def copied_to(self, folder: Path) -> "GoldenSession":
        """The same, photos and times included, in a folder that is not there yet."""
        shutil.copytree(self.folder, folder)
        copy = GoldenSession(folder)
        with closing(sqlite3.connect(copy.file)) as connection, connection:
            rows = connection.execute("SELECT photo_id, path FROM photos").fetchall()
            for photo_id, stored in rows:
                path = folder / restored_path(stored).relative_to(self.folder)
                connection.execute(
                    "UPDATE photos SET path = ?, path_key = ? WHERE photo_id = ?",
                    (stored_path(path), path_key(path), photo_id),
                )
        return copy

    def state_of_photos(self) -> dict[str, tuple[str, int, int, int]]:
        """What must not change: relative path → SHA-256, length, time of modification in ns, mode of each file."""
        return {
            file.relative_to(self.photos).as_posix(): (
                hashlib.sha256(file.read_bytes()).hexdigest(),
                *(seen.st_size, seen.st_mtime_ns, seen.st_mode),
            )
            for file in sorted(self.photos.rglob("*"))
            if file.is_file() and (seen := file.stat())
        }


class _Clock:
    """Time as the session sees it: it stands still until it is moved on."""

    def __init__(self) -> None:
        self.now = BEGAN_NS

    def next_minute(self) -> None:
        self.now += 60 * SECOND_NS


@contextmanager
def _standing_time() -> Iterator[_Clock]:
    clock = _Clock()
    standing = SimpleNamespace(time_ns=lambda: clock.now)
    with (
        mock.patch.object(applying, "time", standing),
        mock.patch.object(photo_table, "time", standing),
        mock.patch.object(suggestion_table, "time", standing),
    ):
        yield clock


def make(folder: Path) -> GoldenSession:
    """Draw the photos and make the session in a folder, which is empty or not there."""
    golden = GoldenSession(folder)
    described = [
        *((f"{animal.folder}/{photo.file}", photo) for animal in ANIMALS for photo in animal.photos),
        *((photo.file, photo) for photo in STRAYS),
    ]
    for number, (name, photo) in enumerate(described, 1):
        _put(golden.photos / name, number, photo)
    with _standing_time() as clock, Session.create(golden.file) as session:
        _Maker(session, golden.photos, clock).make(dict(described))
    _turn(golden.file, {number: photo.turned for number, (_, photo) in enumerate(described, 1)})
    return golden


def _put(file: Path, number: int, photo: Photo) -> None:
    draw(file, number, photo.drawn)
    if not photo.drawn.gone:
        # As exact as all systems keep it.
        modified = TAKEN_NS + number * 60 * SECOND_NS + 123_456_700
        os.utime(file, ns=(modified, modified))


def _turn(file: Path, turned: Mapping[int, int]) -> None:
    """Turn photos. Sessions know that, and the app has no change for it yet."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executemany(
            "UPDATE photos SET turned = ? WHERE photo_id = ?", [(by, photo_id) for photo_id, by in turned.items() if by]
        )


class _Maker:
    """Does to an empty session what people and the model did to the golden one."""

    def __init__(self, session: Session, root: Path, clock: _Clock) -> None:
        self.session = session
        self.root = root
        self.clock = clock

    def make(self, described: Mapping[str, Photo]) -> None:
        """All of it."""
        rows = self.session.add_photos([self.root / name for name in described])
        assert [row.photo_id for row in rows] == list(range(1, len(described) + 1))
        ids = dict(zip(described, (row.photo_id for row in rows), strict=True))
        outcomes = [
            outcome
            for name, photo in described.items()
            if (outcome := self._outcome(ids[name], name, photo)) is not None
        ]
        self.session.record_outcomes(outcomes, PACK_HASH)
        for animal in ANIMALS:
            self._take_in(animal, [ids[f"{animal.folder}/{photo.file}"] for photo in animal.photos])
        for name, photo in described.items():
            self._decide(ids[name], photo)
        for name, photo in described.items():
            if photo.replaced:
                self._replace(ids[name], name, photo)
        if removed := [ids[name] for name, photo in described.items() if photo.removed]:
            self.clock.next_minute()
            self.session.apply(RemovePhotos(removed))

    def _outcome(self, photo_id: int, name: str, photo: Photo) -> PhotoOutcome | None:
        path = self.root / name
        if photo.fault:
            return PhotoOutcome(photo_id, path, None, None, Fault(photo.fault))
        if photo.suggestion is None:
            return None
        suggestion = replace(photo.suggestion, dog_share=photo.goodness)
        return PhotoOutcome(photo_id, path, self._facts(path, photo_id, photo), suggestion, None)

    @staticmethod
    def _facts(path: Path, number: int, photo: Photo) -> FileFacts:
        """What reading the file tells; what is measured of pictures is described, because decoders differ a little."""
        fingerprint = b"".join(hashlib.sha256(f"{number} {part}".encode()).digest() for part in range(7))[:216]
        gone = photo.drawn.gone
        return FileFacts(
            size_bytes=1000 + number if gone else path.stat().st_size,
            modified_ns=TAKEN_NS if gone else path.stat().st_mtime_ns,
            content_hash=hashlib.sha256(b"gone" if gone else path.read_bytes()).hexdigest(),
            width=photo.drawn.size[0],
            height=photo.drawn.size[1],
            orientation=photo.drawn.orientation,
            taken_at=TAKEN_NS if photo.drawn.place else 0,
            fingerprint=fingerprint,
            sharpness=0.3 + 0.5 * photo.goodness,
            lightness=0.5,
            contrast=0.75,
        )

    def _take_in(self, animal: Described, photo_ids: list[int]) -> None:
        self.clock.next_minute()
        taken_in = Animal(-1, animal.name, animal.number, animal.species, animal.note)
        self.session.apply(SetAnimals({-1: taken_in}, dict.fromkeys(photo_ids, -1)))

    def _decide(self, photo_id: int, photo: Photo) -> None:
        if photo.label is not None:
            self.clock.next_minute()
            self.session.apply(LabelPhotos([photo_id], photo.label))
        found = () if photo.suggestion is None else photo.suggestion.further_dogs
        for dog, label in zip(found, photo.dogs, strict=False):
            if label is not None:
                self.session.apply(LabelDog(photo_id, dog.box, label))
        if photo.several_dogs:
            self.session.apply(FlagSeveralDogs([photo_id], several=True))
        if photo.pick:
            self.session.apply(SetPicks({photo_id: photo.pick}))

    def _replace(self, photo_id: int, name: str, photo: Photo) -> None:
        """Put another photo under the name, let it be met, and looked at by the model."""
        path = self.root / name
        number = photo_id + 128
        path.unlink()
        _put(path, number, photo)
        facts = self._facts(path, number, photo)
        self.session.meet({photo_id: facts})
        self.session.record_outcomes([PhotoOutcome(photo_id, path, facts, sure("Pug"), None)], PACK_HASH)
