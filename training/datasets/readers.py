"""Reading labelled photos from what people have: class folders, tables, the Kaggle layout, a Pawsort session."""

import os
from collections.abc import Sequence
from pathlib import Path

from desktop_app.catalog.scan import find_photos
from desktop_app.tables import Table, TableError, read_table
from training.datasets.breeds import breed_of_label, plain_name
from training.datasets.photos import DataError, LabelledPhoto, PhotoSet, said
from training.datasets.session_labels import is_session, read_session

_PATH_COLUMNS = ("path", "photo", "file", "filename")
_LABEL_COLUMNS = ("label", "breed", "class")


def read_data(*data: Path) -> PhotoSet:
    """Read one data set, or several as one.

    Args:
        data: each a folder with one folder a breed, a folder in the Kaggle layout (`labels.csv` beside `train/`), a
            CSV file with a path and a label a line, or a Pawsort session.

    Returns:
        The photos by breed and path. With several data sets the root is the folder that holds them all.

    Raises:
        DataError: it is none of these, two folders are one breed, or a photo that a table names is missing.
    """
    if not data:
        raise DataError("no data was named; give a folder of labelled photos.")
    sets = [_read_one(path) for path in data]
    if len(sets) == 1:
        root = sets[0].root
    else:
        root = Path(os.path.commonpath([each.root.absolute() for each in sets]))
        sets = [_absolute(each) for each in sets]
    photos = {photo.path: photo for each in sets for photo in each.photos}
    empty = {breed for each in sets for breed in each.empty_breeds} - {photo.breed for photo in photos.values()}
    ordered = sorted(photos.values(), key=lambda photo: (photo.breed.casefold(), photo.breed, photo.path.as_posix()))
    return PhotoSet(root, tuple(ordered), tuple(sorted(empty)))


def _absolute(photos: PhotoSet) -> PhotoSet:
    moved = (LabelledPhoto(photo.path.absolute(), photo.breed, photo.wnid) for photo in photos.photos)
    return PhotoSet(photos.root.absolute(), tuple(moved), photos.empty_breeds)


def _read_one(path: Path) -> PhotoSet:
    if path.is_dir():
        if (path / "labels.csv").is_file() and (path / "train").is_dir():
            return _read_kaggle(path)
        return _read_class_folders(path)
    if not path.exists():
        raise DataError(f"{path}: there is no such file or folder. Check the name, or where you started from.")
    if is_session(path):
        return PhotoSet(path.parent, tuple(read_session(path)))
    if path.suffix.lower() == ".csv":
        return _read_table(path)
    raise DataError(
        f"{path}: neither a folder of breeds, nor a CSV file of paths and labels, nor a Pawsort session. "
        "See `python -m training explore --help` for what can be read."
    )


def _read_class_folders(root: Path) -> PhotoSet:
    folders = sorted(folder for folder in root.iterdir() if folder.is_dir() and not folder.name.startswith("."))
    if not folders:
        raise DataError(f"{root}: holds no folders. Expected one folder a breed, named like it, with its photos in it.")
    owner: dict[str, Path] = {}
    photos: list[LabelledPhoto] = []
    empty: list[str] = []
    for folder in folders:
        breed, wnid = breed_of_label(folder.name)
        key = wnid or plain_name(breed)
        if key in owner:
            raise DataError(
                f"{root}: the folders {owner[key].name!r} and {folder.name!r} are both the breed {breed!r}. "
                "Move their photos into one of them."
            )
        owner[key] = folder
        found = [LabelledPhoto(file, breed, wnid) for file in find_photos([folder])]
        photos += found
        if not found:
            empty.append(breed)
    if not photos:
        raise DataError(f"{root}: holds {len(folders)} folders, and no photo in any of them.")
    return PhotoSet(root, tuple(photos), tuple(empty))


def _table_of(file: Path, columns: Sequence[str] = ()) -> Table:
    try:
        table = read_table(file, columns)
    except TableError as error:
        raise DataError(said(error)) from error
    if not table.rows:
        raise DataError(f"{file}: holds no photos.")
    return table


def _column(table: Table, names: Sequence[str], file: Path, what: str) -> str:
    for name in table.columns:
        if name.lower() in names:
            return name
    raise DataError(f"{file}: no column for the {what}. Name one of its columns {' or '.join(map(repr, names))}.")


def _read_table(file: Path) -> PhotoSet:
    table = _table_of(file)
    path_column = _column(table, _PATH_COLUMNS, file, "path of the photo")
    label_column = _column(table, _LABEL_COLUMNS, file, "label")
    photos: list[LabelledPhoto] = []
    for line, row in table.rows:
        name, label = row[path_column].strip(), row[label_column].strip()
        if not name or not label:
            raise DataError(f"{file}: line {line} lacks the {'label' if name else 'path'}.")
        photos.append(_existing(file, line, file.parent / name, label))
    return PhotoSet(file.parent, tuple(photos))


def _read_kaggle(root: Path) -> PhotoSet:
    file = root / "labels.csv"
    rows = _table_of(file, ("id", "breed")).rows
    photos = [_existing(file, line, root / "train" / f"{row['id']}.jpg", row["breed"]) for line, row in rows]
    return PhotoSet(root, tuple(photos))


def _existing(table: Path, line: int, path: Path, label: str) -> LabelledPhoto:
    if not _is_file(path):
        raise DataError(f"{path}: named in line {line} of {table}, and not there. Restore the photo or drop the line.")
    breed, wnid = breed_of_label(label)
    return LabelledPhoto(path, breed, wnid)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no disk has
        return False
