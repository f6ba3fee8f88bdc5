"""Reading labelled photos from what people have: class folders, tables, the Kaggle layout, a Pawsort session."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from desktop_app.catalog.kinds_of_files import FileKind, is_service_folder
from desktop_app.catalog.scan import find_photos
from desktop_app.commands.fault_sentences import sentence
from desktop_app.faults import Fault
from desktop_app.guarding import unguarded
from desktop_app.tables import TABLE_ENDINGS
from training.datasets.agreeing import joined
from training.datasets.breeds import breed_of_label, is_kind, kinds_left_out
from training.datasets.labelled_tables import existing, photo_at, read_labelled_table, table_of
from training.datasets.photos import DataError, LabelledPhoto, PhotoSet, counted
from training.datasets.session_labels import is_session, read_session
from training.datasets.spelling import in_one_spelling

# What the app's export for training writes into a folder: beside class folders, and instead of them.
ANIMALS_FILE = "animals.csv"
EXPORTED_FILES = ("examples.csv", "examples.pawsort")
KAGGLE_FILE = "labels.csv"


def read_data(*data: Path) -> PhotoSet:
    """Read one data set, or several as one.

    Args:
        data: each a folder with one folder a breed (and perhaps a table `animals.csv` with the columns `photo` and
            `animal`), a folder in the Kaggle layout (`labels.csv` beside `train/`), a table with a path and a label a
            line (CSV or XLSX of any spreadsheet, or what Pawsort exports), or a Pawsort session.

    Returns:
        The photos by breed and path. With several data sets the root is the folder that holds them all. Of a photo in
        two of them the later one's label counts, and a session's before all others: this is how corrections come back.
        What is one breed in several spellings is one, and the set says so.

    Raises:
        DataError: it is none of these, or a photo that a table names is missing.
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
    different = {photo.path: photo for each in sets for photo in each.photos}
    photos, empty, spelled = in_one_spelling(
        list(different.values()), [breed for each in sets for breed in each.empty_breeds]
    )
    ordered = sorted(photos, key=lambda photo: (photo.breed.casefold(), photo.breed, photo.path.as_posix()))
    left_out = tuple(line for each in sets for line in each.left_out)
    return PhotoSet(root, tuple(ordered), empty, (*left_out, *spelled))


def root_of_class_folders(data: Sequence[Path]) -> Path | None:
    """The folder whose folders are breeds, where the data are that and nothing else."""
    if len(data) != 1 or not data[0].is_dir() or _other_layout(data[0]) is not None:
        return None
    return data[0]


def _absolute(photos: PhotoSet) -> PhotoSet:
    moved = (replace(photo, path=photo.path.absolute()) for photo in photos.photos)
    return replace(photos, root=photos.root.absolute(), photos=tuple(moved))


def _read_one(path: Path, *, beside_others: bool = False) -> PhotoSet:
    if path.is_dir():
        table = _other_layout(path)
        if table is None:
            return _read_class_folders(path)
        return _read_kaggle(path) if table.name == KAGGLE_FILE else _read_one(table)
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


def _other_layout(folder: Path) -> Path | None:
    """The table or the session that says what the photos of a folder are; None where its folders do."""
    if (folder / KAGGLE_FILE).is_file() and (folder / "train").is_dir():
        return folder / KAGGLE_FILE
    there = (folder / name for name in EXPORTED_FILES if (folder / name).is_file())
    return next((file for file in there if not _class_folders(folder)), None)


def _class_folders(root: Path) -> list[Path]:
    return sorted(folder for folder in root.iterdir() if folder.is_dir() and not is_service_folder(folder.name))


def _read_class_folders(root: Path) -> PhotoSet:
    folders = _class_folders(root)
    if not folders:
        raise DataError(f"{root}: holds no folders. Expected one folder a breed, named like it, with its photos in it.")
    photos: list[LabelledPhoto] = []
    empty: list[str] = []
    named: dict[str, list[str]] = defaultdict(list)
    of_kinds = 0
    troubles: list[str] = []
    others: Counter[FileKind] = Counter()

    def unreadable(where: Path, fault: Fault) -> None:
        troubles.append(f"{where}: its photos are left out: {sentence(fault)}")

    def left_out(kind: FileKind) -> None:
        others[kind] += 1

    for folder in folders:
        if is_kind(folder.name):
            of_kinds += sum(1 for _ in find_photos([folder]))
            continue
        breed, wnid = breed_of_label(folder.name)
        named[breed].append(folder.name)
        files = find_photos([folder], unreadable=unreadable, left_out=left_out)
        found = [LabelledPhoto(file, breed, wnid) for file in files]
        photos += found
        if not found:
            empty.append(breed)
    if not photos:
        raise DataError(f"{root}: holds {len(folders)} folders, and no photo in any of them.")
    animals = _animals_of(root)
    shown = (replace(photo, animal=animals.get(photo.path)) for photo in photos)
    told = (*kinds_left_out(root, of_kinds), *_beside_folders(root), *_of_one_name(root, named))
    told = (*told, *troubles, *_raw_photos(root, others[FileKind.RAW]))
    return PhotoSet(root, tuple(shown), tuple(empty), told)


def _of_one_name(root: Path, folders: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """What is said of folders of one breed that differ in the WordNet id alone; `spelling` tells other ones."""
    several = (names for names in folders.values() if len(names) > 1)
    return tuple(f"{root}: the folders {' and '.join(map(repr, names))} are one breed" for names in several)


def _beside_folders(root: Path) -> tuple[str, ...]:
    """What is said of photos that lie beside the folders of the breeds: nobody says what they show."""
    beside = list(find_photos([root], recursive=False))
    if not beside:
        return ()
    are = "is" if len(beside) == 1 else "are"
    return (
        f"{root}: {counted(len(beside), 'photo')} {are} left out, such as {beside[0].name}: in the folder of no breed",
    )


def _raw_photos(root: Path, count: int) -> tuple[str, ...]:
    """What is said of raw photos: people took them, and want to know that they are not among the others."""
    if not count:
        return ()
    are = "is" if count == 1 else "are"
    return (f"{root}: {counted(count, 'raw photo')} {are} left out; a photo program exports such as JPEG",)


def _animals_of(root: Path) -> dict[Path, str]:
    """Which photos show one animal: Pawsort's export puts a table of that beside the folders."""
    table = root / ANIMALS_FILE
    if not table.is_file():
        return {}
    # Of photos that belong to no animal, the app has nothing to write there.
    rows = table_of(table, ("photo", "animal"), may_be_empty=True).rows
    named = ((photo_at(root, row["photo"]), unguarded(row["animal"])) for _, row in rows if row["animal"])
    return {path: animal for path, animal in named if path is not None}


def _read_kaggle(root: Path) -> PhotoSet:
    file = root / KAGGLE_FILE
    rows = table_of(file, ("id", "breed")).rows
    there = list(find_photos([root / "train"], recursive=False))
    # Ids are names without their endings; people write whole names too.
    names = {path.stem: path.name for path in reversed(there)} | {path.name: path.name for path in there}
    photos = []
    for line, row in rows:
        named = row["id"].strip()
        photos.append(existing(file, line, root / "train", names.get(named, f"{named}.jpg"), row["breed"].strip()))
    return PhotoSet(root, tuple(photos))
