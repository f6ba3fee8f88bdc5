"""Which photos a run is judged by: never silently by those that it was trained on."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.datasets.photos import DataError, LabelledPhoto, PhotoSet, counted, plain_name
from training.datasets.readers import read_data
from training.datasets.since import of_side, split_now
from training.datasets.splits import Side, read_split
from training.evaluation.own_photos import SeenPhotos, seen_photos
from training.runs.run import RunError

Say = Callable[[str], None]
TRAINED_ON = "that the run was trained on"


@dataclass(frozen=True)
class Chosen:
    """The photos that a run is judged by.

    Attributes:
        photos: these, and of which data.
        what: which they are, in plain words.
        fitted: those of them that the run's temperature was fitted to.
        trained_on: how many were left out because the run was trained on them.
    """

    photos: PhotoSet
    what: str
    fitted: frozenset[Path]
    trained_on: int


def chosen_photos(run: Path, data: Sequence[Path], split: Path | None, side: Side | None, say: Say) -> Chosen:
    """Choose them: of the run's own data, or of a split, one side; of all others those that it was not trained on.

    Data are the run's own where it knows at least half of the photos, or where a side is asked for and it knows some.
    A run on all data holds nothing out: photos that it does not know are all that can judge it.

    Args:
        run: folder of the run.
        data: labelled photos.
        split: a split file; None for the run's own.
        side: of the split; None for validation.
        say: told what was added or is missing, and what nobody may have expected.

    Raises:
        DataError: the data or the split cannot be used, or nothing is left to judge by.
        RunError: all of them were trained on.
    """
    photos = read_data(*data)
    for line in photos.left_out:
        say(line)
    seen = seen_photos(run)
    if not seen.sides:
        say(f"{run}: this run does not say which photos it was trained on; such as are among these are counted too")
    elif not seen.by_content:
        say(
            f"{run}: this run keeps no contents of its photos, and they lie elsewhere now: it knows them by their names"
        )
    keys = dict(zip((photo.path for photo in photos.photos), seen.keys_of(photos), strict=True))
    known = sum(key in seen.sides for key in keys.values())
    wanted = side or Side.VALIDATION
    if split is not None:
        now = split_now(photos, read_split(split), say, (wanted,))
        if wanted not in now.counts():
            raise DataError(_no_such_side(str(split), wanted, now.counts()))
        chosen, what = of_side(photos, now, wanted), f"{wanted.value} photos of {split.name}"
    elif known and (side is not None or (2 * known >= len(photos) and _holds_out(seen))):
        chosen = _of_own_side(run, photos, keys, seen, wanted)
        what = f"{wanted.value} photos of the run's own split"
        _tell_changes(photos, chosen, keys, seen, wanted, say)
    else:
        chosen, what = photos, f"all photos of {photos.root.name}"
        if side is not None:
            say(f"{photos.root}: the run knows none of these photos, so that they are on no side: all are taken")
    kept = chosen if side is Side.TRAINING else seen.not_trained_on(chosen, keys)
    if not len(kept):
        raise RunError(
            f"{run}: this run was trained on all {len(chosen):,} of these photos ({what}); there is nothing left to "
            "judge it by. Name photos from elsewhere."
        )
    left_out = len(chosen) - len(kept)
    if left_out:
        what += " but those that the run was trained on"
    fitted = frozenset(photo.path for photo in kept.photos if keys[photo.path] in seen.fitted)
    return Chosen(kept, what, fitted, left_out)


def _holds_out(seen: SeenPhotos) -> bool:
    return not set(seen.sides.values()) <= {Side.TRAINING, Side.LEFT_OUT}


def _of_own_side(run: Path, photos: PhotoSet, keys: dict[Path, str], seen: SeenPhotos, side: Side) -> PhotoSet:
    there = Counter(seen.sides.values())
    if not there[side]:
        raise DataError(_no_such_side(f"{run}, its split", side, there))
    chosen = photos.chosen(photo for photo in photos.photos if seen.sides.get(keys[photo.path]) is side)
    if not len(chosen):
        raise DataError(
            f"{photos.root}: none of the {there[side]:,} {side.value} photos of the run is there. Name the folder that "
            "has them, or photos from elsewhere."
        )
    return chosen


def _no_such_side(where: str, side: Side, there: Counter[Side] | dict[Side, int]) -> str:
    have = ", ".join(each.value for each in Side if there.get(each))
    return f"{where}: the split has no {side.value} photos; it has {have}."


def _tell_changes(
    photos: PhotoSet, chosen: PhotoSet, keys: dict[Path, str], seen: SeenPhotos, side: Side, say: Say
) -> None:
    """What became of the run's own photos since it was trained."""
    there = set(keys.values())
    missing = sum(on is side and key not in there for key, on in seen.sides.items())
    if missing:
        are = "is" if missing == 1 else "are"
        say(f"{photos.root}: {counted(missing, f'{side.value} photo')} of the run {are} not there any more")
    added = [photo for photo in photos.photos if keys[photo.path] not in seen.sides]
    if added:
        breeds = len({photo.breed for photo in added})
        were, are = ("was", "is") if len(added) == 1 else ("were", "are")
        say(
            f"{photos.root}: {counted(len(added), 'photo')} of {counted(breeds, 'breed')} {were} added since the "
            f"split, or left out of it, and {are} on no side, such as {photos.name_of(added[0])}"
        )
    if relabelled := [photo for photo in chosen.photos if _has_another_breed(photo, seen, keys)]:
        have, first = "has" if len(relabelled) == 1 else "have", relabelled[0]
        say(
            f"{photos.root}: {counted(len(relabelled), 'photo')} {have} another breed than when the run was trained, "
            f"such as {photos.name_of(first)}: {seen.breeds[keys[first.path]]} then; what it is called now is taken"
        )


def _has_another_breed(photo: LabelledPhoto, seen: SeenPhotos, keys: dict[Path, str]) -> bool:
    return plain_name(photo.breed) != plain_name(seen.breeds[keys[photo.path]])
