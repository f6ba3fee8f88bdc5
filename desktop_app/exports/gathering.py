"""From a session to what is exported of it: the one way for the window and the command line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.evidence import PhotoEvidence
from desktop_app.catalog.on_disk import Folders, Looked, look_at
from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.photos import KnownFile
from desktop_app.exports.dogs_beside import dogs_beside
from desktop_app.exports.material import Material
from desktop_app.imaging.reading import read_photo
from desktop_app.imaging.unreadable import UnreadablePhotoError
from desktop_app.photos.picks import proposed

_LOOKED_AT_TOGETHER = 1_000

Adjust = Callable[[list[PhotoRow]], list[PhotoRow]]
"""Gives rows as they are shown: what a memory says of photos in the place of what the pack says."""


def gathered(path: Path, photo_ids: Sequence[int] | None = None, adjust: Adjust | None = None) -> Material:
    """The photos as they are in the session file, and as their files are.

    A file that was written to since the photo was looked at is read: where it holds another photo by now, what was
    said of the one before is not said of this one. The session is not changed.

    Args:
        path: the session; it is opened to be looked at, and closed again.
        photo_ids: which photos, in the order in which they are to be written; None for all, as they were added.
        adjust: gives rows as a memory has them, as many and in the same order; None where there is no memory. Of photos
            that somebody has decided, and of those whose file holds another photo by now, it changes nothing.

    Raises:
        SessionError: it cannot be opened.
    """
    with Session.open(path, or_look=True) as session:
        rows = session.rows() if photo_ids is None else session.rows_of(photo_ids)
        sizes = session.sizes(photo_ids)
        further, given = session.further_dogs_of(photo_ids), session.dog_decisions(photo_ids)
    looked = _looked(rows, sizes)
    missing, others = set(looked.missing), _others(path, looked.to_read)
    rows = [_as_found(row, row.photo_id in missing, row.photo_id in others) for row in rows]
    beside = dogs_beside([row for row in rows if row.photo_id not in others], further, given)
    if adjust is not None:
        rows = adjusted(rows, adjust)
    if photo_ids is not None:
        place = {photo_id: place for place, photo_id in enumerate(photo_ids)}
        rows.sort(key=lambda row: place[row.photo_id])
    return replace(of_rows(rows, path), beside=beside)


def adjusted(rows: list[PhotoRow], adjust: Adjust) -> list[PhotoRow]:
    """Rows with a memory's suggestions for those of the pack, where nobody has decided yet."""
    pairs = zip(rows, adjust(rows), strict=True)
    return [row if row.suggestion is None or row.own_label is not None else shown for row, shown in pairs]


def of_rows(rows: list[PhotoRow], session: Path | None = None) -> Material:
    """These photos.

    Args:
        rows: in the order in which they are to be written.
        session: the file that knows which of an animal's photos are good; None where it is not there any more.
    """
    labelled = sum(row.label is not None for row in rows)
    if session is None:
        return Material(len(rows), labelled, lambda: rows)
    return Material(len(rows), labelled, lambda: rows, BestInSession(session, rows), session)


def _looked(rows: Sequence[PhotoRow], sizes: Mapping[int, int]) -> Looked:
    """What the disk says of the photos' files; `there`, which nobody asks for, is left out.

    A part at a time: to free what is said of 100,000 files in one go, all other threads would wait.
    """
    folders, found = Folders(), Looked()
    for start in range(0, len(rows), _LOOKED_AT_TOGETHER):
        files = [
            KnownFile(
                row.photo_id,
                row.path,
                sizes.get(row.photo_id),
                row.modified_ns,
                None if row.fault is None else row.fault.code,
            )
            for row in rows[start : start + _LOOKED_AT_TOGETHER]
        ]
        looked = look_at(files, folders)
        found.missing += looked.missing
        found.to_read += looked.to_read
    return found


def _as_found(row: PhotoRow, is_missing: bool, is_another: bool) -> PhotoRow:
    if is_another:
        return replace(row, fault=None, suggestion=None, label_of_another_file=row.label is not None)
    return replace(row, missing=is_missing) if row.missing != is_missing else row


def _others(path: Path, files: Sequence[KnownFile]) -> set[int]:
    """Of files with another length or time than when they were read, the photos that are others by now."""
    if not files:
        return set()
    with Session.open(path, or_look=True) as session:
        known = {file.photo_id: session.facts(file.photo_id) for file in files}
    others = set()
    for file in files:
        facts = known[file.photo_id]
        try:
            now = read_photo(file.path)[1]
        except (UnreadablePhotoError, MemoryError):
            continue  # whoever reads it next says what is wrong with it
        if facts is not None and now.content_hash != facts.content_hash:
            others.add(file.photo_id)
    return others


class BestInSession:
    """Proposes photos for an animal by what the session keeps of them: sharp, well lit, large, and not all alike."""

    def __init__(self, path: Path, rows: Sequence[PhotoRow]) -> None:
        """Ready to propose; the session is read when it is first asked.

        Args:
            path: the session.
            rows: all photos of all animals that it may be asked about.
        """
        self._path, self._rows = path, rows
        self._evidence: PhotoEvidence | None = None
        self._vectors: NDArray[np.float16] = np.zeros((0, 0), np.float16)
        # Where a photo is among those of 20,000 animals: to look through all of them for each animal takes seconds.
        self._rows_of_evidence: dict[int, int] = {}
        self._places: dict[int, int] = {}
        # Photos of an animal, and how many are wanted → ids: a dialog asks for each preview, and again when it writes.
        self._proposed: dict[tuple[tuple[int, ...], int], tuple[int, ...]] = {}

    def __call__(self, rows: Sequence[PhotoRow], most: int) -> list[PhotoRow]:
        """At most so many of the photos, the best first; see `photos.picks.proposed`."""
        if len(rows) <= 1:
            return list(rows[:most])
        by_id = {row.photo_id: row for row in rows}
        asked = (tuple(by_id), most)
        if asked not in self._proposed:
            self._proposed[asked] = tuple(proposed(*self._of(list(by_id)), most))
        return [by_id[photo_id] for photo_id in self._proposed[asked] if photo_id in by_id]

    def _of(self, photo_ids: list[int]) -> tuple[PhotoEvidence, NDArray[np.float16]]:
        if self._evidence is None:
            self._read()
        everything = self._evidence
        assert everything is not None  # noqa: S101 - just read
        found = sorted({self._rows_of_evidence[each] for each in photo_ids if each in self._rows_of_evidence})
        at = np.array(found, np.intp)
        evidence = PhotoEvidence(*(getattr(everything, each.name)[at] for each in fields(PhotoEvidence)))
        vectors = np.zeros((len(at), self._vectors.shape[1]), np.float16)
        for row, photo_id in enumerate(evidence.photo_ids.tolist()):
            if photo_id in self._places:
                vectors[row] = self._vectors[self._places[photo_id]]
        return evidence, vectors

    def _read(self) -> None:
        """At once for all: opening a session for each of thousands of animals takes minutes."""
        ids = [row.photo_id for row in self._rows if row.animal is not None]
        with Session.open(self._path, or_look=True) as session:
            self._evidence = evidence = session.evidence(ids)
            known, vectors = session.embeddings_of(ids)
        self._rows_of_evidence = {photo_id: row for row, photo_id in enumerate(evidence.photo_ids.tolist())}
        self._vectors = vectors if vectors.ndim == 2 else np.zeros((0, 0), np.float16)
        self._places = {photo_id: place for place, photo_id in enumerate(known)}
