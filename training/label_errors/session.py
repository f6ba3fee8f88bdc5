"""A Pawsort session with the photos whose labels may be wrong, to be looked at in the window.

The photos have the given labels there, as a table that was imported gives them: Pawsort shows the label beside what the
photo looks like to its model, and "Second look" leads through those that the model strongly contradicts. Without a
label, nobody would see what is doubted. Corrections come back when the session is named beside the data.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from desktop_app.breeds.book import KIND_PREFIX, OWN_PREFIX, BreedBook
from desktop_app.catalog.changes.base import PERSON
from desktop_app.catalog.changes.imported import Imported
from desktop_app.catalog.changes.labels import SetLabels
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import Label
from desktop_app.paths import assets_folder
from training.datasets.photos import DataError, LabelledPhoto, plain_name, said
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
    try:
        with Session.create(file) as session:
            rows = session.add_photos([photo.path.absolute() for photo in doubtful])
            by_path = {photo.path.absolute(): photo for photo in doubtful}
            labels = {row.photo_id: Label.breed(breed_id_of(by_path[row.path])) for row in rows}
            session.apply(
                Imported((SetLabels(labels, decided_by=PERSON),), source=_as_text(photos.root.absolute().name))
            )
    except SessionError as error:
        raise DataError(said(error)) from error
    return len(rows)


def see_it_is_free(file: Path) -> None:
    """Make sure, before anything long is done, that the session can be written.

    Raises:
        DataError: there is such a file.
    """
    if file.exists():
        raise DataError(
            f"{file}: is there already and may hold corrections, so it is not replaced. "
            "Name another folder (--out), or move it away."
        )


def breed_id_of(photo: LabelledPhoto) -> str:
    """The id under which the app keeps a photo's breed; `own:` and its name for one that the app does not know."""
    return photo.wnid or _ids_by_name().get(plain_name(photo.breed)) or f"{OWN_PREFIX}{_as_text(photo.breed)}"


@cache
def _ids_by_name() -> Mapping[str, str]:
    """Ids of the app's breeds by their names, as folders have them.

    A folder "Spaniel" is a breed to whoever trains on it, and no kind of dog: labels with kinds would not come back.
    """
    book = BreedBook.load_folder(assets_folder() / "breeds")
    ids: dict[str, str] = {}
    for breed in book:
        if breed.breed_id.startswith(KIND_PREFIX):
            continue
        for name in (breed.breed_id.partition(":")[2], *breed.names.values()):
            ids.setdefault(plain_name(name), breed.breed_id)
    ids.pop("", None)
    return ids


def _as_text(name: str) -> str:
    # What a name of a folder holds that is no text cannot stand in a session.
    return name.encode("utf-8", "replace").decode()
