"""What became of the photos since they were split: added, gone, moved, labelled anew. All of it is said."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from training.datasets.photos import DataError, LabelledPhoto, PhotoSet, content_sha256, counted, plain_name
from training.datasets.splits import Side, Split

Say = Callable[[str], None]


def split_now(
    photos: PhotoSet, split: Split, say: Say, needed: Collection[Side], *, some_breeds: bool = False
) -> Split:
    """A split of the photos that are there now; whatever differs from what was split is said, and counted.

    Photos that lie elsewhere now are known by their contents, or (in splits of earlier versions, which do not have
    these) by a file name that is there once; they stay on their side. Photos that the split does not know are on none.

    Args:
        photos: those that are there.
        split: as it was made.
        say: told what differs.
        needed: sides that must not be empty now. All breeds must be left on the training side, where it is one of them.
        some_breeds: whether other breeds of the split were not asked for, so that nobody misses them.

    Raises:
        DataError: such a side, or a breed, has no photo left.
    """
    there = {photos.name_of(photo): photo for photo in photos.photos}
    split = _of_these_breeds(photos, split) if some_breeds else split
    missing = [name for name in split.sides if name not in there]
    added = [name for name in there if name not in split.sides]
    moved = _moved(split, missing, {name: there[name] for name in added})
    names = {old: moved.get(old, old) for old in split.sides if old in moved or old in there}
    sides = {new: (there[new].breed, split.sides[old][1]) for old, new in names.items()}
    contents = {new: split.contents[old] for old, new in names.items() if old in split.contents}
    _tell_moved(split, names, sides, say)
    _tell_missing([name for name in missing if name not in moved], photos, say)
    taken = set(moved.values())
    _tell_added([there[name] for name in added if name not in taken], photos, say)
    now = replace(split, sides=sides, contents=contents)
    _require_left(photos, split, now, needed)
    return now


def of_side(photos: PhotoSet, split: Split, side: Side) -> PhotoSet:
    """The photos on one side of a split that `split_now` gave."""
    return photos.chosen(
        photo for photo in photos.photos if split.sides.get(photos.name_of(photo), ("", None))[1] is side
    )


def _of_these_breeds(photos: PhotoSet, split: Split) -> Split:
    breeds = {plain_name(breed) for breed in photos.breeds}
    there = {photos.name_of(photo) for photo in photos.photos}
    sides = {
        name: (breed, side)
        for name, (breed, side) in split.sides.items()
        if name in there or plain_name(breed) in breeds
    }
    return replace(split, sides=sides)


def _moved(split: Split, missing: list[str], added: Mapping[str, LabelledPhoto]) -> dict[str, str]:
    """Names that a split has → names of the same photos now."""
    if not missing or not added:
        return {}
    if split.contents:
        now = {content_sha256(photo.path): name for name, photo in added.items()}
        found = {old: now[content] for old in missing if (content := split.contents.get(old)) in now}
    else:
        gone, new = _by_file_name(missing), _by_file_name(list(added))
        found = {gone[name]: new[name] for name in gone.keys() & new.keys()}
    # Two copies of a photo, of which one is left: it stands for one of them.
    return {old: new for new, old in {new: old for old, new in sorted(found.items())}.items()}


def _by_file_name(names: Collection[str]) -> dict[str, str]:
    files = Counter(PurePosixPath(name).name for name in names)
    return {file: name for name in names if files[file := PurePosixPath(name).name] == 1}


def _tell_moved(split: Split, names: Mapping[str, str], sides: Mapping[str, tuple[str, Side]], say: Say) -> None:
    elsewhere = [(old, new) for old, new in names.items() if old != new]
    if elsewhere:
        lie, stay = ("lies", "stays on its side") if len(elsewhere) == 1 else ("lie", "stay on their side")
        old, new = elsewhere[0]
        say(f"{counted(len(elsewhere), 'photo')} of the split {lie} elsewhere now and {stay}, such as {old}, now {new}")
    relabelled = [
        (new, split.sides[old][0], sides[new][0])
        for old, new in names.items()
        if plain_name(split.sides[old][0]) != plain_name(sides[new][0])
    ]
    if relabelled:
        have = "has" if len(relabelled) == 1 else "have"
        name, before, after = relabelled[0]
        say(
            f"{counted(len(relabelled), 'photo')} {have} another breed than when the data were split, such as {name}: "
            f"{before} then, {after} now; what it is called now is taken"
        )


def _tell_missing(missing: list[str], photos: PhotoSet, say: Say) -> None:
    if missing:
        are = "is" if len(missing) == 1 else "are"
        more = " …" if len(missing) > 3 else ""
        say(
            f"{photos.root}: {counted(len(missing), 'photo')} of the split {are} not there any more: "
            f"{', '.join(missing[:3])}{more}"
        )


def _tell_added(added: list[LabelledPhoto], photos: PhotoSet, say: Say) -> None:
    if added:
        breeds = len({photo.breed for photo in added})
        were, are = ("was", "is") if len(added) == 1 else ("were", "are")
        say(
            f"{photos.root}: {counted(len(added), 'photo')} of {counted(breeds, 'breed')} {were} added since the "
            f"split, or left out of it, and {are} on no side, such as {photos.name_of(added[0])}; split "
            "again to use them"
        )


def _require_left(photos: PhotoSet, before: Split, now: Split, needed: Collection[Side]) -> None:
    way_out = "Use the data that was split, or split again."
    for side in needed:
        named = [breed for breed, on in before.sides.values() if on is side]
        left = {plain_name(breed) for breed, on in now.sides.values() if on is side}
        if named and not left:
            first = next(name for name, (_, on) in before.sides.items() if on is side)
            raise DataError(
                f"{photos.root}: none of the {len(named):,} {side.value} photos of the split is there, such as "
                f"{first}. {way_out}"
            )
        gone = sorted({breed for breed in named if plain_name(breed) not in left})
        if gone and side is Side.TRAINING:
            raise DataError(
                f"{photos.root}: no {side.value} photo of {', '.join(gone[:6])} is left of those that the split names. "
                f"{way_out}"
            )
