"""Groups by their animals: in the order of names, and whose they are.

Of twenty thousand animals that takes longer than a screen may stand still. So it is kept with the groups, and whoever
makes these in the background asks for it there (`prepare`). After an edit nearly all groups are those of before: what
was worked out of them is taken over.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from desktop_app.photos.codes import NONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from desktop_app.photos.groups import Group, Grouping
    from desktop_app.photos.names import Positions
    from desktop_app.photos.natural_order import SortTexts

_BY_NAME, _ANIMALS, _FIRST = "places by name", "ids of animals", "first photos"
# Of more new groups than that, all are sorted anew, which is quicker than to look for the place of each.
_FEW = 1_000


def prepare(grouping: Grouping, texts: SortTexts, before: Grouping | None = None) -> None:
    """Work out what the rows will ask for.

    Args:
        grouping: the groups.
        texts: of the names; those that are not known yet are made.
        before: the groups of which `regroup` made these, prepared.
    """
    came_from = grouping.came_from
    kept = np.flatnonzero(came_from != NONE)
    is_few = len(came_from) == len(grouping.groups) and len(came_from) - len(kept) <= _FEW
    # Where groups of before stand in another order among each other, equals may, too.
    if before is None or _BY_NAME not in before.derived or not is_few or bool((np.diff(came_from[kept]) < 0).any()):
        grouping.derived[_BY_NAME] = _sorted_places(grouping, texts)
    else:
        _take_over(_ANIMALS, animal_ids(before), grouping, _animal_id)
        _take_over(_FIRST, first_photos(before), grouping, _first_photo)
        grouping.derived[_BY_NAME] = _merged_places(grouping, texts, before)
    first_photos(grouping)


def sorted_places(grouping: Grouping) -> NDArray[np.int32]:
    """int32: places of groups: animals by name and number, nameless ones, then the others in the order given."""
    if _BY_NAME not in grouping.derived:
        from desktop_app.photos.natural_order import SortTexts

        prepare(grouping, SortTexts())
    found: NDArray[np.int32] = grouping.derived[_BY_NAME]
    return found


def animal_ids(grouping: Grouping) -> NDArray[np.int64]:
    """int64: the id of each group's animal; -1 without one."""
    if _ANIMALS not in grouping.derived:
        grouping.derived[_ANIMALS] = np.fromiter(map(_animal_id, grouping.groups), np.int64, len(grouping.groups))
    found: NDArray[np.int64] = grouping.derived[_ANIMALS]
    return found


def first_photos(grouping: Grouping) -> Positions:
    """int32: the position of each group's first photo."""
    if _FIRST not in grouping.derived:
        grouping.derived[_FIRST] = np.fromiter(map(_first_photo, grouping.groups), np.int32, len(grouping.groups))
    found: Positions = grouping.derived[_FIRST]
    return found


def _animal_id(group: Group) -> int:
    return NONE if group.animal is None else group.animal.animal_id


def _first_photo(group: Group) -> int:
    return int(group.positions[0])


def _take_over(
    name: str, known: NDArray[np.int32] | NDArray[np.int64], grouping: Grouping, of_group: Callable[[Group], int]
) -> None:
    """Keep of each group what was known of it, and what it says itself where it is new."""
    column = known[grouping.came_from]
    for place in np.flatnonzero(grouping.came_from == NONE).tolist():
        column[place] = of_group(grouping.groups[place])
    grouping.derived[name] = column


def _is_named(group: Group) -> bool:
    return group.animal is not None and group.animal.is_named


def _sorted_places(grouping: Grouping, texts: SortTexts) -> NDArray[np.int32]:
    named = [place for place, group in enumerate(grouping.groups) if _is_named(group)]
    of_named = [animal for place in named if (animal := grouping.groups[place].animal) is not None]
    names = texts.of([animal.name for animal in of_named])
    # Numbers decide between equal names alone, and for those that have none, who stand behind the others.
    several = {name for name, count in Counter(names).items() if count > 1}
    asked = [at for at, name in enumerate(names) if name in several]
    numbers = dict(zip(asked, texts.of([of_named[at].number for at in asked]), strict=True))
    # One text each, which is compared faster than several: the name ends at a character that is less than all others.
    keys = [f"{'0' if animal.name else '1'}{names[at]}\0{numbers.get(at, '')}" for at, animal in enumerate(of_named)]
    return _with_the_rest(grouping, np.array(named, np.int32)[sorted(range(len(keys)), key=keys.__getitem__)])


def _merged_places(grouping: Grouping, texts: SortTexts, before: Grouping) -> NDArray[np.int32]:
    """What `_sorted_places` gives, where all but a few groups are those of before, in the same order."""
    order, groups = sorted_places(before), grouping.groups
    count = bisect_left(range(len(order)), True, key=lambda at: not _is_named(before.groups[order[at]]))
    now = np.full(len(before.groups), NONE, np.int32)
    kept = np.flatnonzero(grouping.came_from != NONE).astype(np.int32)
    now[grouping.came_from[kept]] = kept
    named = now[order[:count]]
    named = named[named != NONE]

    def key(place: int) -> tuple[bool, str, str, int]:
        animal = groups[place].animal
        assert animal is not None  # noqa: S101 - such groups alone are asked for
        name, number = texts.of([animal.name, animal.number])
        return not animal.name, name, number, place

    new = np.flatnonzero(grouping.came_from == NONE).tolist()
    come = sorted((place for place in new if _is_named(groups[place])), key=key)
    at = [bisect_left(named, key(place), key=key) for place in come]
    return _with_the_rest(grouping, np.insert(named, at, come))


def _with_the_rest(grouping: Grouping, named: NDArray[np.int32]) -> NDArray[np.int32]:
    """Behind animals with names, which are sorted, those without, and what is no animal."""
    nameless = animal_ids(grouping) != NONE
    nameless[named] = False
    others = animal_ids(grouping) == NONE
    return np.concatenate([named, np.flatnonzero(nameless), np.flatnonzero(others)]).astype(np.int32)
