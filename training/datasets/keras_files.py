"""The files that Keras takes from a folder of class folders, in its order.

`keras.utils.image_dataset_from_directory` lists them in an order of its own before it shuffles them: which photos its
`validation_split` picks depends on every single file, also on those that are no photos to Pawsort.
"""

import os
from collections.abc import Collection, Sequence
from pathlib import Path

from training.datasets.photos import PhotoSet, counted

# `ALLOWLIST_FORMATS` of Keras, which a test compares with these.
FORMATS = (".bmp", ".gif", ".jpeg", ".jpg", ".png")


def files_of_keras(root: Path, folders: Collection[str] | None = None) -> list[Path]:
    """The files that Keras takes, as it lists them: class folders, folders in them and files by their plain names.

    Capital letters come before small ones, "dog 10" before "dog 9". Hidden files and folders of systems are taken, but
    for hidden class folders; links to folders in class folders are not followed.

    Args:
        root: folder of the class folders.
        folders: names of those that are taken; None for all.

    Returns:
        Their paths, which begin with `root`.
    """
    files = []
    for name in sorted(os.listdir(root)):  # noqa: PTH208 - names are sorted as Keras has them
        folder = root / name
        if name.startswith(".") or not folder.is_dir() or (folders is not None and name not in folders):
            continue
        for parent, _, names in sorted(os.walk(folder), key=lambda found: found[0]):
            files += [Path(parent) / each for each in sorted(names) if each.lower().endswith(FORMATS)]
    return files


def folders_of(photos: PhotoSet) -> set[str]:
    """The names of the class folders that the photos of a set are in."""
    return {photo.path.relative_to(photos.root).parts[0] for photo in photos.photos}


def differences(photos: PhotoSet, files: Sequence[Path]) -> list[str]:
    """What Keras takes and Pawsort does not, and the reverse, a sentence each."""
    ours, theirs = {photo.path for photo in photos.photos}, set(files)
    sentences = []
    if more := [file for file in files if file not in ours]:
        sentences.append(
            f"Keras also takes {counted(len(more), 'file')} that Pawsort takes for no photo of a breed, such as "
            f"{more[0]}: on no side here"
        )
    if fewer := [photo for photo in photos.photos if photo.path not in theirs]:
        are = "is" if len(fewer) == 1 else "are"
        sentences.append(
            f"{counted(len(fewer), 'photo')} {are} left out, because Keras does not take such files: {fewer[0].path}"
        )
    return sentences
