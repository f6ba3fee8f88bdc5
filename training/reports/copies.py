"""Copies side by side: what the report of a set of photos shows of them, and the table that has all."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from training.datasets.duplicates import duplicate_groups
from training.datasets.exploring import Findings
from training.datasets.photos import LabelledPhoto
from training.reports.page import Card, Section, Strip
from training.reports.tables import write_table
from training.reports.thumbnails import small_pictures

COPIES = "copies.csv"
MOST_GROUPS = 100
MOST_PHOTOS = 8

_WORDS = (
    "Exact: the same bytes. Near: re-compressed, resized or recoloured. Mirrored: left and right exchanged. "
    "Twin: one is cut out of the other."
)
_ORDER = (
    "The most suspicious stand first: copies with different labels, of which at least one is wrong, and copies on "
    "different sides of the split, which make a network look better than it is."
)


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Photos that hang together as copies of one another.

    Attributes:
        members: their positions in the set of photos, in its order.
        kinds: for each, in what ways it is the same as others of the group.
        breeds: the different labels.
        sides: the different sides of the split; empty without a split.
    """

    members: tuple[int, ...]
    kinds: tuple[str, ...]
    breeds: tuple[str, ...]
    sides: tuple[str, ...]

    @property
    def suspicion(self) -> int:
        """How bad it is: 2 for different labels, 1 for different sides, 3 for both, 0 for neither."""
        return 2 * (len(self.breeds) > 1) + (len(self.sides) > 1)


def copy_groups(findings: Findings) -> list[CopyGroup]:
    """The groups of copies and twins, the most suspicious first, and large ones before small ones."""
    photos = findings.photos.photos
    kinds: dict[int, set[str]] = defaultdict(set)
    for pair in findings.pairs:
        for number in (pair.first, pair.second):
            kinds[number].add(pair.sameness.value)
    members: dict[int, list[int]] = defaultdict(list)
    groups = duplicate_groups(len(photos), findings.pairs)
    for number in sorted(kinds):
        members[int(groups[number])].append(number)
    found = [
        CopyGroup(
            tuple(numbers),
            tuple(", ".join(sorted(kinds[number])) for number in numbers),
            tuple(sorted({photos[number].breed for number in numbers})),
            tuple(sorted({side for number in numbers if (side := _side(findings, photos[number]))})),
        )
        for numbers in members.values()
    ]
    return sorted(found, key=lambda group: (-group.suspicion, -len(group.members), group.members))


def copies_section(findings: Findings, folder: Path) -> Section:
    """Groups of copies as small pictures, and all of them in `copies.csv`.

    Raises:
        OSError: the table cannot be written.
    """
    groups = copy_groups(findings)
    _write_copies(findings, groups, folder / COPIES)
    if not groups:
        return Section("Copies and twins", ["None found."])
    shown = groups[:MOST_GROUPS]
    numbers = [number for group in shown for number in group.members[:MOST_PHOTOS]]
    pictures = dict(zip(numbers, small_pictures([findings.photos.photos[each].path for each in numbers]), strict=True))
    counted = f"{len(groups):,} groups"
    if len(groups) > MOST_GROUPS:
        counted += f", the first {MOST_GROUPS} shown"
    facts = {
        "groups of copies": len(groups),
        "with different labels": sum(len(group.breeds) > 1 for group in groups),
    }
    if findings.split is not None:
        facts["on different sides of the split"] = sum(len(group.sides) > 1 for group in groups)
    return Section(
        "Copies and twins",
        [_WORDS, _ORDER, f"{counted}; {COPIES} beside this page has every photo of all of them."],
        facts,
        strips=[_strip(findings, group, pictures) for group in shown],
    )


def _strip(findings: Findings, group: CopyGroup, pictures: dict[int, bytes | None]) -> Strip:
    cards = []
    for number, kind in list(zip(group.members, group.kinds, strict=True))[:MOST_PHOTOS]:
        photo = findings.photos.photos[number]
        name = findings.photos.name_of(photo)
        side = _side(findings, photo)
        lines = [photo.breed, f"{kind}; {side}" if side else kind, name]
        cards.append(Card(pictures[number], f"{photo.breed}: {name}", lines))
    return Strip(_heading(group), cards)


def _heading(group: CopyGroup) -> str:
    parts = []
    if len(group.breeds) > 1:
        parts.append(f"Labelled differently: {_joined(group.breeds)}")
    if len(group.sides) > 1:
        parts.append(f"{'on' if parts else 'On'} different sides: {_joined(group.sides)}")
    if not parts:
        parts.append(group.breeds[0])
    more = len(group.members) - MOST_PHOTOS
    return "; ".join(parts) + (f" ({len(group.members)} photos, {MOST_PHOTOS} shown)" if more > 0 else "")


def _joined(names: Sequence[str]) -> str:
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")


def _side(findings: Findings, photo: LabelledPhoto) -> str:
    if findings.split is None:
        return ""
    found = findings.split.sides.get(findings.photos.name_of(photo))
    return found[1].value if found else ""


def _write_copies(findings: Findings, groups: Sequence[CopyGroup], file: Path) -> None:
    photos = findings.photos
    rows = [
        (
            number,
            photos.name_of(photos.photos[member]),
            photos.photos[member].breed,
            kind,
            _side(findings, photos.photos[member]),
            "yes" if len(group.breeds) > 1 else "no",
            "yes" if len(group.sides) > 1 else "no",
        )
        for number, group in enumerate(groups, start=1)
        for member, kind in zip(group.members, group.kinds, strict=True)
    ]
    columns = ("group", "photo", "breed", "kind", "side", "labels_differ", "sides_differ")
    write_table(file, columns, rows)
