"""The photos that quantisation needs: some to calibrate on, and others, labelled, to measure the cost on."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from export.graph import ExportError
from export.parity import tensors_of_photos
from export.quantizing import Labelled
from training.datasets.breeds import match_vocabulary
from training.datasets.photos import LabelledPhoto, PhotoSet, counted
from training.datasets.readers import read_data
from training.datasets.since import of_side, split_now
from training.datasets.splits import Side, read_split
from training.evaluation.judging import breed_names
from training.evaluation.own_photos import seen_photos
from training.runs.packs import PackDraft
from training.runs.run import SPLIT

MOST_JUDGED = 1500


def calibration_and_labelled(
    run: Path,
    draft: PackDraft,
    data: Sequence[Path],
    split_file: Path | None,
    count: int,
    say: Callable[[str], None] = lambda _line: None,
) -> tuple[NDArray[np.uint8], Labelled]:
    """Photos of the training side to calibrate on, and photos of the validation side with their labels.

    Args:
        run: folder of the run, with its split.
        draft: says how photos become tensors, and which breeds there are.
        data: what the run was trained on.
        split_file: another split than the run's.
        count: photos to calibrate on.
        say: told which photos are left out, and which were added or are missing since the split.

    Raises:
        DataError: the photos or the split cannot be used.
        ExportError: the split holds no validation photos of the run's breeds, or none can be read.
    """
    photos = read_data(*data)
    for line in photos.left_out:
        say(line)
    file = split_file or run / SPLIT
    needed = (Side.TRAINING, Side.VALIDATION)
    split = split_now(photos, read_split(file), say, needed)
    breeds = breed_names(draft)
    training, judged = (_known(of_side(photos, split, side), breeds) for side in needed)
    kept = seen_photos(run).not_trained_on(judged) if split_file else judged
    if left_out := len(judged) - len(kept):
        say(f"{counted(left_out, 'validation photo')} of {file} left out: the run was trained on them")
    if not len(training) or not len(kept):
        raise ExportError(
            f"{file}: quantisation needs training and validation photos of the run's breeds, and validation photos "
            "that the run was not trained on."
        )
    calibration = tensors_of_photos(_spread(training, count), draft.input)
    tensors, shown = [], []
    for photo in _spread_photos(kept, MOST_JUDGED):
        try:
            tensors.append(tensors_of_photos([photo.path], draft.input))
            shown.append(photo)
        except ExportError:
            say(f"{photo.path}: left out, it cannot be read")
    if not shown:
        raise ExportError(f"{photos.root}: none of the validation photos can be read.")
    labels = np.array(kept.chosen(shown).breed_numbers(breeds), dtype=np.int64)
    return calibration, Labelled(np.stack(tensors), labels, "validation")


def _known(photos: PhotoSet, breeds: Sequence[str]) -> PhotoSet:
    """The photos of the run's breeds, called as the run calls them."""
    ours = match_vocabulary(photos.breeds, breeds)
    return photos.chosen(replace(photo, breed=name) for photo in photos.photos if (name := ours[photo.breed]))


def _spread_photos(photos: PhotoSet, count: int) -> list[LabelledPhoto]:
    every = photos.photos
    return [every[number * len(every) // min(count, len(every))] for number in range(min(count, len(every)))]


def _spread(photos: PhotoSet, count: int) -> list[Path]:
    return [photo.path for photo in _spread_photos(photos, count)]
