"""A Pawsort session with the photos whose labels may be wrong, to be looked at in the window.

The photos have the given labels there, as a table that was imported gives them: Pawsort shows the label beside what the
photo looks like to its model, and "Second look" leads through those that the model strongly contradicts. Without a
label, nobody would see what is doubted. Corrections come back when the session is named beside the data.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from desktop_app.catalog.changes.base import PERSON
from desktop_app.catalog.changes.imported import Imported
from desktop_app.catalog.changes.labels import SetLabels
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import Label
from training.datasets.app_breeds import app_breed_id
from training.datasets.photos import DataError, said
from training.label_errors.finding import LabelErrors


def write_session(file: Path, found: LabelErrors, most: int) -> int:
    """Write a session of the most doubtful photos, with their given labels.

    Args:
        file: where to; there must be nothing yet, since it may hold corrections.
        found: what was found.
        most: photos.

    Returns:
        How many photos are in it; without any, none is written.

    Raises:
        DataError: there is such a file, or it cannot be written.
    """
    photos = found.photos
    doubtful = [photos.photos[position] for position in found.suspects[:most]]
    if not doubtful:
        return 0
    breeds = {_whole(photo.path): app_breed_id(photo.breed, photo.wnid) for photo in doubtful}
    source = photos.root.absolute().name.encode("utf-8", "replace").decode()
    try:
        with Session.create(file) as session:
            try:
                rows = session.add_photos(list(breeds))
                labels = {row.photo_id: Label.breed(breeds[row.path]) for row in rows}
                session.apply(Imported((SetLabels(labels, decided_by=PERSON),), source=source))
            except BaseException:
                # A session without its labels would be in the way of the next one.
                session.close()
                with suppress(OSError):
                    file.unlink()
                raise
    except SessionError as error:
        raise DataError(said(error)) from error
    return len(rows)


def _whole(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - without "..", and links as they are


def see_it_is_free(file: Path, data: Iterable[Path]) -> None:
    """Make sure, before anything long is done, that the session can be written, and not among the photos.

    Raises:
        DataError: there is such a file, or its folder lies in a folder of the data.
    """
    for folder in data:
        if folder.is_dir() and file.parent.resolve().is_relative_to(folder.resolve()):
            raise DataError(f"{file.parent}: lies among the photos of {folder}. Name a folder elsewhere (--out).")
    if file.exists():
        raise DataError(
            f"{file}: is there already and may hold corrections, so it is not replaced. "
            "Name another folder (--out), or move it away."
        )
