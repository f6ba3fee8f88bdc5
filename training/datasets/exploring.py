"""`explore`: what there is in a set of labelled photos, before anything is trained on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.datasets.duplicates import DuplicatePair, duplicate_groups, find_duplicates, read_boxes, same_animal
from training.datasets.fingerprints import Fingerprint, fingerprints
from training.datasets.photos import PhotoSet
from training.datasets.preparing import split_hash
from training.datasets.since import split_now
from training.datasets.splits import Split, leaks, read_split


@dataclass(frozen=True, eq=False)
class Findings:
    """What was found out about a set of photos.

    Attributes:
        photos: all of them.
        prints: a fingerprint for each.
        pairs: copies and twins.
        split: the split that was looked at with them; None for none.
        leaks: pairs that the split puts on different sides, as names: copies, and photos of one animal.
        since: what was added, is missing or has another breed since the split, a sentence each.
    """

    photos: PhotoSet
    prints: Sequence[Fingerprint]
    pairs: Sequence[DuplicatePair]
    split: Split | None
    leaks: Sequence[tuple[str, str]]
    since: Sequence[str] = ()

    @property
    def broken(self) -> list[tuple[str, str]]:
        """Names of unreadable photos, and why."""
        names = [self.photos.name_of(photo) for photo in self.photos.photos]
        return [(name, each.error) for name, each in zip(names, self.prints, strict=True) if each.error]

    @property
    def across_breeds(self) -> list[DuplicatePair]:
        """Pairs of copies that are labelled as different breeds: one of the labels is wrong."""
        photos = self.photos.photos
        return [pair for pair in self.pairs if photos[pair.first].breed != photos[pair.second].breed]


def examine(
    photos: PhotoSet,
    split_file: Path | None = None,
    boxes: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
    *,
    some_breeds: bool = False,
) -> Findings:
    """Look at every photo.

    Args:
        photos: what to look at.
        split_file: a split whose leaks are looked for, and what became of its photos since.
        boxes: table of the boxes that crops were cut from.
        progress: called with photos done and photos in all.
        some_breeds: whether other breeds of the split were not asked for.

    Raises:
        DataError: the split or the table cannot be read. Broken photos are a finding, not an error.
    """
    paths = [photo.path for photo in photos.photos]
    since: list[str] = []
    split = None
    if split_file:
        split = split_now(photos, read_split(split_file), since.append, (), some_breeds=some_breeds)
    prints = fingerprints(paths, progress)
    pairs = find_duplicates(paths, prints, read_boxes(boxes) if boxes else None)
    found: list[tuple[str, str]] = []
    if split is not None:
        groups = duplicate_groups(len(photos), [*pairs, *same_animal(photos.photos)])
        found = [(photos.name_of(one), photos.name_of(other)) for one, other in leaks(photos, split, groups)]
    return Findings(photos, prints, pairs, split, found, since)


def as_json(findings: Findings) -> dict[str, Any]:
    """The findings for other programs."""
    names = [findings.photos.name_of(photo) for photo in findings.photos.photos]
    return {
        "photos": len(findings.photos),
        "data_sha256": split_hash(findings.photos, findings.prints),
        "photos_a_breed": findings.photos.counts(),
        "empty_breeds": list(findings.photos.empty_breeds),
        "broken": dict(findings.broken),
        "copies": [
            {"first": names[pair.first], "second": names[pair.second], "sameness": pair.sameness.value}
            for pair in findings.pairs
        ],
        "copies_across_breeds": len(findings.across_breeds),
        "leaks": [list(pair) for pair in findings.leaks],
        "since_the_split": list(findings.since),
    }
