"""The steps between a folder of photos and two sides of them, as every command takes them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.datasets.breeds import STUDY_BREEDS
from training.datasets.duplicates import duplicate_groups, find_duplicates, read_boxes, same_animal
from training.datasets.fingerprints import Fingerprint, fingerprints
from training.datasets.keras_files import differences, files_of_keras, folders_of
from training.datasets.photos import DataError, PhotoSet, counted, data_sha256, plain_name
from training.datasets.readers import read_data, root_of_class_folders
from training.datasets.splits import (
    STUDY_SEED,
    Groups,
    Side,
    Split,
    keras_split,
    make_split,
    official_split,
    stratified_split,
)

Say = Callable[[str], None]
Progress = Callable[[int, int], None]


def prepared_photos(
    data: Sequence[Path], breeds: str | Sequence[str] = "all", say: Say | None = None, *, to_split: bool = True
) -> PhotoSet:
    """Read data, and keep the breeds that are asked for.

    Args:
        data: as `read_data` takes it.
        breeds: "all", "study" for those of the study's 15 that are there, or names.
        say: told which photos of the data are left out, and when breeds are that nobody named.
        to_split: whether all of them have to be fit for a split; not where a split is there that does not know some.

    Raises:
        DataError: the data cannot be read, a breed is missing, empty, or has too few photos.
    """
    photos = read_data(*data)
    if say:
        for line in photos.left_out:
            say(line)
    if breeds == "study":
        return _of_the_study(photos, say)
    if isinstance(breeds, str):
        if to_split:
            photos.require_trainable()
        return photos
    return photos.only_breeds(breeds)


def _of_the_study(photos: PhotoSet, say: Say | None) -> PhotoSet:
    wanted = {plain_name(breed) for breed in STUDY_BREEDS}
    there = [breed for breed in photos.breeds if plain_name(breed) in wanted]
    if len(there) < 2:
        raise DataError(
            f"{photos.root}: {len(there) or 'none'} of its {len(photos.breeds)} breeds are among the study's 15, and "
            "only those were asked for. To take all that are there: --set data.breeds=all (or --breeds all)."
        )
    if say and len(there) < len(photos.breeds):
        say(
            f"only the study's breeds are taken, {len(there)} of the {len(photos.breeds)} that are there; "
            "data.breeds=all takes them all"
        )
    return photos.only_breeds(there)


@dataclass(frozen=True)
class SplitRequest:
    """What `split` is asked to do.

    Attributes:
        data: as `read_data` takes it.
        kind: "study", "keras", "official" or "three-way".
        breeds: as `prepared_photos` takes them.
        validation: share of the photos.
        test: share of the photos; 0 for none.
        seed: of the random choice.
        official_table: for the kind "official".
        boxes: table of the boxes that crops were cut from, where there is one.
    """

    data: Sequence[Path]
    kind: str = "study"
    breeds: str | Sequence[str] = "all"
    validation: float = 0.2
    test: float = 0.0
    seed: int = STUDY_SEED
    official_table: Path | None = None
    boxes: Path | None = None


def split_photos(request: SplitRequest, say: Say, progress: Progress | None = None) -> tuple[Split, int]:
    """Read data and split it.

    Args:
        request: what to do.
        say: told which photos are left out.
        progress: called with photos looked at and photos in all.

    Returns:
        The split, and how many photos have a copy or a twin among the others.

    Raises:
        DataError: the data or a table cannot be read, or a breed has too few photos.
    """
    return split_of(prepared_photos(request.data, request.breeds, say), request, say, progress)


def split_of(photos: PhotoSet, request: SplitRequest, say: Say, progress: Progress | None = None) -> tuple[Split, int]:
    """`split_photos` for photos that have been read."""
    readable, prints = without_unreadable(photos, say, progress)
    boxes = read_boxes(request.boxes) if request.boxes else None
    pairs = find_duplicates([photo.path for photo in readable.photos], prints, boxes)
    animals = same_animal(readable.photos)
    if animals:
        shown = {photo.animal for photo in readable.photos if photo.animal}
        say(f"photos of one animal stay on one side: {len(shown):,} animals are named")
    groups = duplicate_groups(len(readable), [*pairs, *animals])
    if request.kind == "keras":
        sides = _keras_sides(photos, readable, groups, request, say)
    else:
        sides = _sides(readable, groups, request)
    made = make_split(
        readable,
        sides,
        kind=request.kind,
        seed=request.seed,
        data_sha256=split_hash(readable, prints),
        contents=[each.sha256 for each in prints],
    )
    return made, len({number for pair in pairs for number in (pair.first, pair.second)})


def _sides(photos: PhotoSet, groups: Groups, request: SplitRequest) -> list[Side]:
    if request.kind == "official" and request.official_table is not None:
        return official_split(photos, groups, request.official_table)
    fractions = {Side.VALIDATION: request.validation} | ({Side.TEST: request.test} if request.test else {})
    return stratified_split(photos, groups, fractions, request.seed)


def _keras_sides(photos: PhotoSet, readable: PhotoSet, groups: Groups, request: SplitRequest, say: Say) -> list[Side]:
    """As Keras has it; what it takes and Pawsort does not, and the reverse, is said.

    Raises:
        DataError: the data are no class folders.
    """
    root = root_of_class_folders(request.data)
    if root is None:
        raise DataError(
            f"{photos.root}: --kind keras takes one folder with a folder for each breed, as Keras does. "
            "Use --kind study."
        )
    # Folders of other breeds, where only some are wanted, are as good as not there; unreadable photos count.
    files = files_of_keras(root, None if request.breeds == "all" else folders_of(photos))
    for line in differences(photos, files):
        say(line)
    sides, moved = keras_split(readable, groups, files, request.validation, request.seed)
    if moved:
        are = "is" if moved == 1 else "are"
        say(f"{counted(moved, 'photo')} that Keras would check on {are} for training: copies of photos that are")
    return sides


def without_unreadable(
    photos: PhotoSet, say: Say, progress: Progress | None = None
) -> tuple[PhotoSet, list[Fingerprint]]:
    """Leave out photos that cannot be decoded, and say which."""
    prints = fingerprints([photo.path for photo in photos.photos], progress)
    broken = [(photo, each.error) for photo, each in zip(photos.photos, prints, strict=True) if each.error]
    for photo, error in broken:
        say(f"left out: {photo.path} cannot be read ({error})")
    kept = [(photo, each) for photo, each in zip(photos.photos, prints, strict=True) if not each.error]
    return photos.chosen(photo for photo, _ in kept), [each for _, each in kept]


def split_hash(photos: PhotoSet, prints: Sequence[Fingerprint]) -> str:
    """The hash of the data that goes into the header of a split file."""
    return data_sha256((photo.breed, each.sha256) for photo, each in zip(photos.photos, prints, strict=True))
