"""The split that the study got from Keras: the same files, in the same order, and so the same photos."""

import os
from pathlib import Path

from training.datasets.photos import DataError, PhotoSet
from training.datasets.splits import STUDY_SEED, Groups, Side, keras_order

# Those that `keras.utils.image_dataset_from_directory` looks for.
KERAS_FORMATS = (".bmp", ".gif", ".jpeg", ".jpg", ".png")


def keras_files(photos: PhotoSet) -> list[Path]:
    """The files that `keras.utils.image_dataset_from_directory` finds in the class folders of these photos.

    In its order, by whole names and capitals first: class folders, in each the folders in it, in each of them the
    files. It knows five formats, and leaves out neither hidden nor damaged files.

    Raises:
        DataError: the photos do not lie in class folders of one folder.
    """
    folders = set()
    for photo in photos.photos:
        parts = photos.name_of(photo).split("/")
        if len(parts) < 2 or not photo.path.is_relative_to(photos.root):
            raise DataError(
                f"{photo.path}: lies in no class folder of {photos.root}. Keras's split is of one folder that holds "
                "one folder a breed; use --kind study."
            )
        folders.add(parts[0])
    return [
        Path(folder, name)
        for class_folder in sorted(folders)
        for folder, _, names in sorted(os.walk(photos.root / class_folder), key=lambda found: found[0])
        for name in sorted(names)
        if name.lower().endswith(KERAS_FORMATS)
    ]


def keras_split(photos: PhotoSet, groups: Groups, share: float = 0.2, seed: int = STUDY_SEED) -> list[Side]:
    """The very photos that Keras's `validation_split` picks, as the study did; it is not stratified.

    Photos whose copy is for training are moved to training, so that nothing leaks: with duplicates in the data,
    validation has a few photos fewer than `int(share * files)`. Photos in formats that Keras does not know are left
    out.

    Raises:
        DataError: the photos do not lie in class folders, or a breed has too few.
    """
    photos.require_trainable(fewest=2)
    files = keras_files(photos)
    order = keras_order(len(files), seed)
    held_out = {files[number] for number in order[len(files) - int(share * len(files)) :]}
    known = set(files)
    sides = [_keras_side(photo.path, known, held_out) for photo in photos.photos]
    trained = {group for group, side in zip(groups, sides, strict=True) if side is Side.TRAINING}
    return [
        Side.TRAINING if side is Side.VALIDATION and group in trained else side
        for group, side in zip(groups, sides, strict=True)
    ]


def _keras_side(file: Path, known: set[Path], held_out: set[Path]) -> Side:
    if file not in known:
        return Side.LEFT_OUT
    return Side.VALIDATION if file in held_out else Side.TRAINING
