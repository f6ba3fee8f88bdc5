"""In which order photos are shown, and in which sections. Which of them, the filters say."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from desktop_app.breeds.book import fold
from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.values.labels import Label
from desktop_app.photos.codes import NONE, STATE_CODE, STATES
from desktop_app.photos.facets.kind import suggested_kinds
from desktop_app.photos.filters import Filters, passing
from desktop_app.photos.kinds_said import shown_probability
from desktop_app.photos.names import Positions
from desktop_app.photos.store import PhotoStore

# How the interface calls a label, or what a suggestion amounts to, in its language.
NameOf = Callable[[Label], str]
Keys = NDArray[np.float64] | NDArray[np.int64] | NDArray[np.int32]
SectionKey = Label | PhotoState | str | None

ALIKE = "alike"
# What there is to do comes first.
STATES_AS_SHOWN = (
    PhotoState.TO_REVIEW,
    PhotoState.CONFIRMED,
    PhotoState.CORRECTED,
    PhotoState.NO_DOG,
    PhotoState.UNREADABLE,
    PhotoState.WAITING,
)


class SortBy(StrEnum):
    """What photos are sorted by. Those that are equal in it stand in the order of their names.

    `ALIKE` puts photos side by side that are alike (`PhotoStore.alike`); those that are most like one photo, where the
    filters show them (`facets.alike`), by how like it they are.
    """

    NAME = "name"
    DATE = "date"
    PROBABILITY = "probability"
    BREED = "breed"
    ALIKE = "alike"


class SectionBy(StrEnum):
    """What photos are put together by."""

    NOTHING = "nothing"
    BREED = "breed"
    KIND = "kind"
    FOLDER = "folder"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What a person wants to see, and how.

    Attributes:
        filters: which photos.
        sort_by: their order, within their sections.
        descending: the other way round. Photos that have nothing to sort by stay last whichever way.
        sections: what stands together. Sections have an order of their own: breeds and folders by name, and states as
            they are worked through; it turns with `descending` only where the photos are sorted by the same thing.
    """

    filters: Filters = field(default_factory=Filters)
    sort_by: SortBy = SortBy.NAME
    descending: bool = False
    sections: SectionBy = SectionBy.NOTHING


@dataclass(frozen=True, slots=True)
class Section:
    """Photos that stand together.

    Attributes:
        key: the `Label` that is decided or suggested (by kind: the one that names the kind), the folder or the
            `PhotoState`; None where there is none.
        first: the place of its first photo.
        count: how many photos; at least one.
        joined: they came after the rest had been arranged, and belong together for nothing else.
    """

    key: SectionKey
    first: int
    count: int
    joined: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Arranged:
    """Photos in order.

    Attributes:
        positions: int32 `[shown]`.
        sections: in their order, without gaps; none when nothing is put together.
    """

    positions: Positions
    sections: tuple[Section, ...] = ()


def name_by_id(label: Label) -> str:
    """A name where there are no others: the ids of breeds, or the kind of label."""
    return " + ".join(label.breed_ids) or label.kind.value


def arrange(store: PhotoStore, arrangement: Arrangement, name_of: NameOf = name_by_id) -> Arranged:
    """The photos that pass the filters, in order."""
    order = store.names.by_name
    return sort(store, arrangement, order[passing(store, arrangement.filters)[order]], name_of)


def sort(store: PhotoStore, arrangement: Arrangement, by_name: Positions, name_of: NameOf = name_by_id) -> Arranged:
    """These positions, which are in the order of names, in the order that is wanted."""
    order = by_name
    if arrangement.sort_by is SortBy.NAME:
        if arrangement.descending:
            order = order[::-1]
    else:
        order = _sorted(order, _sort_keys(store, arrangement, order, name_of))
    if arrangement.sections is SectionBy.NOTHING:
        return Arranged(np.ascontiguousarray(order))
    # Sorting is stable: within a section, the order of before holds.
    keys = _section_keys(store, arrangement, order, name_of)
    order = _sorted(order, keys)
    return Arranged(order, tuple(_sections(store, arrangement.sections, order)))


def _sorted(order: Positions, keys: Keys) -> Positions:
    # numpy sorts short numbers by their digits, several times as fast; places in tables nearly always are short.
    if keys.dtype == np.int32 and len(keys) and keys.max() < 2**15 and keys.min() >= 0:
        keys = keys.astype(np.int16)  # type: ignore[assignment]
    return order[np.argsort(keys, kind="stable")]


def _sort_keys(store: PhotoStore, arrangement: Arrangement, order: Positions, name_of: NameOf) -> Keys:
    descending = arrangement.descending
    if arrangement.sort_by is SortBy.ALIKE:
        like_one = arrangement.filters.get(ALIKE)
        ranks = (store.alike if like_one is None else like_one.ranks(store))[order]
        return np.where(ranks == NONE, np.iinfo(np.int32).max, -ranks if descending else ranks)
    if arrangement.sort_by is SortBy.BREED:
        return _ranks_of_names(store, store.said[order], name_of, descending)
    if arrangement.sort_by is SortBy.PROBABILITY:
        # What is not a number is last for numpy, whatever its sign.
        shown = shown_probability(store, order)
        return -shown if descending else shown
    taken, modified = store.taken_at[order], store.modified_ns[order]
    date = np.where(taken != 0, taken, modified)
    return np.where(date == 0, np.iinfo(np.int64).max, -date if descending else date)


def _section_keys(store: PhotoStore, arrangement: Arrangement, order: Positions, name_of: NameOf) -> Keys:
    if arrangement.sections is SectionBy.STATE:
        shown_at = {STATE_CODE[state]: place for place, state in enumerate(STATES_AS_SHOWN)}
        return np.array([shown_at[code] for code in range(len(STATES))], np.int32)[store.state[order]]
    if arrangement.sections is SectionBy.BREED:
        turned = arrangement.descending and arrangement.sort_by is SortBy.BREED
        return _ranks_of_names(store, store.said[order], name_of, turned)
    if arrangement.sections is SectionBy.KIND:
        return _ranks_of_names(store, _kinds(store, order), name_of, descending=False)
    ranks = store.names.folder_rank
    if arrangement.descending and arrangement.sort_by is SortBy.NAME:
        ranks = np.int32(len(ranks) - 1) - ranks
    return ranks[store.folder[order]]


def _kinds(store: PhotoStore, order: Positions) -> Positions:
    """For each photo the place in `tables.labels` of the kind that it looks like; -1 where none is suggested."""
    kinds = suggested_kinds(store)[order]
    there = np.flatnonzero(kinds != NONE)
    said = np.full(len(order), NONE, np.int32)
    if len(there):
        said[there] = store.tables.labels_of_breeds(kinds[there])
    return said


def _ranks_of_names(store: PhotoStore, said: Positions, name_of: NameOf, descending: bool) -> Positions:
    """For each place in `tables.labels`, the rank of its name, as people look names up; nothing said is last."""
    present = np.flatnonzero(np.bincount(said + 1, minlength=len(store.tables.labels) + 1)[1:]).tolist()
    names = {place: name_of(store.tables.labels[place]) for place in present}
    # Two labels of one name stay apart, so that each stands together.
    ordered = sorted(present, key=lambda place: (fold(names[place]), names[place], place), reverse=descending)
    # One more, at the end, is what -1 points at.
    ranks = np.full(len(store.tables.labels) + 1, len(ordered), np.int32)
    ranks[ordered] = np.arange(len(ordered), dtype=np.int32)
    return ranks[said]


def _sections(store: PhotoStore, by: SectionBy, order: Positions) -> list[Section]:
    values: NDArray[np.int32] | NDArray[np.int8]
    if by is SectionBy.STATE:
        values = store.state[order]
    elif by is SectionBy.KIND:
        values = _kinds(store, order)
    else:
        values = store.folder[order] if by is SectionBy.FOLDER else store.said[order]
    if not len(values):
        return []
    firsts = np.concatenate(([0], np.flatnonzero(values[1:] != values[:-1]) + 1))
    counts = np.diff(np.append(firsts, len(values)))
    return [
        Section(_key(store, by, value), first, count)
        for value, first, count in zip(values[firsts].tolist(), firsts.tolist(), counts.tolist(), strict=True)
    ]


def _key(store: PhotoStore, by: SectionBy, value: int) -> SectionKey:
    if by is SectionBy.STATE:
        return STATES[value]
    if by is SectionBy.FOLDER:
        return store.names.folders[value]
    return None if value == NONE else store.tables.labels[value]
