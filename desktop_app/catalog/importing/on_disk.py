"""Photos that a table names, that are on this computer, and that a session does not have yet."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from desktop_app.catalog.importing.headings import Meaning
from desktop_app.catalog.importing.reading import LISTED_BETWEEN, ImportTable
from desktop_app.catalog.importing.session_photos import SessionPhotos
from desktop_app.catalog.naming.finding import Cancelled
from desktop_app.catalog.naming.photo_paths import PhotoPaths
from desktop_app.catalog.naming.references import Ambiguous, References
from desktop_app.catalog.scan import find_photos
from desktop_app.catalog.values.photos import PHOTO_EXTENSIONS
from desktop_app.catalog.values.stored_paths import path_key
from desktop_app.paths import openable

_ASKED_EVERY = 500


def photos_on_disk(
    table: ImportTable,
    photos: SessionPhotos,
    folders: Sequence[Path] = (),
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Path]:
    """The files of photos that a table names and a session has not, in the order of the table.

    Where folders are named: what is called so, and ends so, in one of them. Else a path is taken as it is written, or
    as one beside the table.

    Args:
        table: the table.
        photos: those of the session.
        folders: that are searched, with all folders in them.
        cancelled: asked now and then.

    Raises:
        Cancelled: `cancelled` said yes.
    """
    at = photos.below(folders)
    known = References(PhotoPaths([photos.ids[place] for place in at], [photos.paths[place] for place in at]))
    there = [Path(os.path.abspath(each)) for each in find_photos(folders, cancelled=cancelled)]  # noqa: PTH100 - no links
    searched = PhotoPaths(range(len(there)), map(str, there))
    references = References(searched)
    keys = {path_key(Path(path)) for path in photos.paths}
    found: dict[str, Path] = {}
    for step, (text, is_folder) in enumerate(_named(table)):
        if step % _ASKED_EVERY == 0 and cancelled():
            raise Cancelled
        if is_folder:
            meant = _of_folder(text, searched, references, there)
        elif _is_known(text, known):
            continue
        elif folders:
            meant = _in_folders(text, references, there)
        else:
            meant = _as_written(text, table.head.file)
        for path in meant:
            key = path_key(path)
            if key not in keys:
                found.setdefault(str(key), path)
    return list(found.values())


def _named(table: ImportTable) -> Iterator[tuple[str, bool]]:
    """What the table names, each once, and whether it is a folder."""
    columns, seen = table.head.headings.columns, set[str]()
    for row in table.rows:
        photo = row.values[columns[Meaning.PHOTO]].strip() if Meaning.PHOTO in columns else ""
        folder = row.values[columns[Meaning.FOLDER]].strip() if Meaning.FOLDER in columns else ""
        listed = [row.values[columns[each]] for each in (Meaning.PICKS, Meaning.PICTURES) if each in columns]
        texts = [photo, *(text.strip() for cell in listed for text in cell.split(LISTED_BETWEEN))]
        for text, is_folder in [*((each, False) for each in texts), (folder if not photo else "", True)]:
            if text and text not in seen:
                seen.add(text)
                yield text, is_folder


def _is_known(text: str, known: References) -> bool:
    try:
        return known.photo(text) is not None
    except Ambiguous:
        return True  # which one is meant, a person has to say


def _as_written(text: str, table: Path) -> list[Path]:
    path = Path(text)
    if path.suffix.lower() not in PHOTO_EXTENSIONS:
        return []
    file = path if path.is_absolute() else table.parent / path
    is_there = os.path.isfile(openable(file))  # noqa: PTH113 - a name that may be longer than Path can open
    return [Path(os.path.abspath(file))] if is_there else []  # noqa: PTH100 - links are not followed


def _in_folders(text: str, references: References, there: Sequence[Path]) -> list[Path]:
    try:
        place = references.photo(text)
    except Ambiguous:
        return []
    return [] if place is None else [there[place]]


def _of_folder(text: str, searched: PhotoPaths, references: References, there: Sequence[Path]) -> list[Path]:
    try:
        folder = references.folder(text) if len(searched) else None
    except Ambiguous:
        folder = None
    return [] if folder is None else [there[place] for place in references.photos_below(folder)]
