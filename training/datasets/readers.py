"""Reading labelled photos from what people have: class folders, tables, the Kaggle layout, a Pawsort session."""

from dataclasses import replace
from pathlib import Path

from desktop_app.catalog.kinds_of_files import is_service_folder
from desktop_app.catalog.scan import find_photos
from desktop_app.tables import TABLE_ENDINGS
from training.datasets.agreeing import joined
from training.datasets.breeds import breed_of_label, is_kind, kinds_left_out, plain_name
from training.datasets.labelled_tables import existing, read_labelled_table, table_of
from training.datasets.photos import DataError, LabelledPhoto, PhotoSet
from training.datasets.session_labels import is_session, read_session

# What the app's export for training writes into a folder: beside class folders, and instead of them.
ANIMALS_FILE = "animals.csv"
EXPORTED_FILES = ("examples.csv", "examples.pawsort")


def read_data(*data: Path) -> PhotoSet:
    """Read one data set, or several as one.

    Args:
        data: each a folder with one folder a breed (and perhaps a table `animals.csv` with the columns `photo` and
            `animal`), a folder in the Kaggle layout (`labels.csv` beside `train/`), a table with a path and a label a
            line (CSV or XLSX of any spreadsheet, or what Pawsort exports), or a Pawsort session.

    Returns:
        The photos by breed and path. With several data sets the root is the folder that holds them all. Of a photo in
        two of them the later one's label counts, and a session's before all others: this is how corrections come back.

    Raises:
        DataError: it is none of these, two folders are one breed, or a photo that a table names is missing.
    """
    if not data:
        raise DataError("no data was named; give a folder of labelled photos.")
    sets = [_read_one(path, beside_others=len(data) > 1) for path in data]
    if len(sets) > 1:
        named = sorted(zip(data, map(_absolute, sets), strict=True), key=lambda each: is_session(each[0]))
        sets = [joined(named)]
    root = sets[0].root
    if not sets[0].photos and len(data) > 1:
        raise DataError(f"{root}: no photo there is labelled with exactly one breed.")
    photos = {photo.path: photo for each in sets for photo in each.photos}
    empty = {breed for each in sets for breed in each.empty_breeds} - {photo.breed for photo in photos.values()}
    ordered = sorted(photos.values(), key=lambda photo: (photo.breed.casefold(), photo.breed, photo.path.as_posix()))
    left_out = tuple(line for each in sets for line in each.left_out)
    return PhotoSet(root, tuple(ordered), tuple(sorted(empty)), left_out)


def _absolute(photos: PhotoSet) -> PhotoSet:
    moved = (replace(photo, path=photo.path.absolute()) for photo in photos.photos)
    return replace(photos, root=photos.root.absolute(), photos=tuple(moved))


def _read_one(path: Path, *, beside_others: bool = False) -> PhotoSet:
    if path.is_dir():
        if (path / "labels.csv").is_file() and (path / "train").is_dir():
            return _read_kaggle(path)
        for exported in EXPORTED_FILES:
            if (path / exported).is_file() and not _class_folders(path):
                return _read_one(path / exported)
        return _read_class_folders(path)
    if not path.exists():
        raise DataError(f"{path}: there is no such file or folder. Check the name, or where you started from.")
    if is_session(path):
        return read_session(path, or_others=beside_others)
    if path.suffix.lower() in TABLE_ENDINGS:
        return read_labelled_table(path)
    raise DataError(
        f"{path}: neither a folder of breeds, nor a table of paths and labels, nor a Pawsort session. "
        "See `python -m training explore --help` for what can be read."
    )


def _class_folders(root: Path) -> list[Path]:
    return sorted(folder for folder in root.iterdir() if folder.is_dir() and not is_service_folder(folder.name))


def _read_class_folders(root: Path) -> PhotoSet:
    folders = _class_folders(root)
    if not folders:
        raise DataError(f"{root}: holds no folders. Expected one folder a breed, named like it, with its photos in it.")
    owner: dict[str, Path] = {}
    photos: list[LabelledPhoto] = []
    empty: list[str] = []
    of_kinds = 0
    for folder in folders:
        if is_kind(folder.name):
            of_kinds += sum(1 for _ in find_photos([folder]))
            continue
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
    animals = _animals_of(root)
    shown = (replace(photo, animal=animals.get(photo.path)) for photo in photos)
    return PhotoSet(root, tuple(shown), tuple(empty), kinds_left_out(root, of_kinds))


def _animals_of(root: Path) -> dict[Path, str]:
    """Which photos show one animal: Pawsort's export puts a table of that beside the folders."""
    table = root / ANIMALS_FILE
    if not table.is_file():
        return {}
    # Of photos that belong to no animal, the app has nothing to write there.
    rows = table_of(table, ("photo", "animal"), may_be_empty=True).rows
    return {root / row["photo"]: row["animal"] for _, row in rows if row["animal"]}


def _read_kaggle(root: Path) -> PhotoSet:
    file = root / "labels.csv"
    rows = table_of(file, ("id", "breed")).rows
    photos = [existing(file, line, root / "train", f"{row['id']}.jpg", row["breed"]) for line, row in rows]
    return PhotoSet(root, tuple(photos))
