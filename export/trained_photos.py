"""Which photos a network was trained on: as its run says, or as a split does."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from desktop_app.inference.manifest import Manifest
from export.background import TrainedOn
from training.datasets.breeds import match_vocabulary
from training.datasets.photos import DataError, PhotoSet
from training.datasets.readers import read_data
from training.datasets.splits import Side, Split, read_split
from training.evaluation.judging import breed_names
from training.runs.packs import PackDraft
from training.runs.run import REQUEST, SPLIT, RunError, open_run


def photos_of_run(run: Path, pack: PackDraft | Manifest, data: Sequence[Path] = ()) -> TrainedOn:
    """The photos that a run of `fit` was trained on.

    Args:
        run: its folder.
        pack: what was made of it.
        data: where the photos lie now; those that the run names, where there are none here.

    Raises:
        RunError, DataError: the run does not say it, or the photos are not there any more.
    """
    asked = open_run(run).read(REQUEST)
    named = asked.get("data")
    if not isinstance(named, list) or not all(isinstance(each, str) for each in named):
        raise RunError(f"{run / REQUEST}: damaged, it does not name the photos. Give them with --data.")
    photos = read_data(*(data or [Path(each) for each in named]))
    sides = {Side.TRAINING, Side.VALIDATION} if asked.get("all_data") is True else {Side.TRAINING}
    return photos_of_split(photos, read_split(run / SPLIT), pack, sides)


def photos_of_split(
    photos: PhotoSet, split: Split | None, pack: PackDraft | Manifest, sides: frozenset[Side] | set[Side]
) -> TrainedOn:
    """The photos on these sides of a split that show one of the pack's breeds; all that do, where there is no split.

    Raises:
        DataError: there are none, or most of those that the split names are not there.
    """
    column = {breed: number for number, breed in enumerate(breed_names(pack))}
    ours = match_vocabulary(photos.breeds, column)
    known = match_vocabulary({breed for breed, _ in split.sides.values()}, column) if split else {}
    wanted = {name for name, (breed, side) in split.sides.items() if side in sides and known[breed]} if split else None
    chosen = [
        photo
        for photo in photos.photos
        if ours[photo.breed] is not None and (wanted is None or photos.name_of(photo) in wanted)
    ]
    if not chosen:
        raise DataError(f"{photos.root}: there are no photos there that this network was trained on.")
    if wanted is not None and 2 * len(chosen) < len(wanted):
        raise DataError(f"{photos.root}: of {len(wanted)} photos that it was trained on, only {len(chosen)} are there.")
    columns = np.array([column[str(ours[photo.breed])] for photo in chosen], dtype=np.int64)
    return TrainedOn(tuple(photo.path for photo in chosen), columns)
