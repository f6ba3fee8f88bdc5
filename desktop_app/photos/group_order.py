"""Groups by their animals: in the order of names, and whose they are.

Of twenty thousand animals that takes longer than a screen may stand still. So it is kept with the groups, and whoever
makes these in the background asks for it there (`prepare`).
"""

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.codes import NONE
from desktop_app.photos.groups import Grouping
from desktop_app.photos.names import Positions
from desktop_app.photos.natural_order import SortTexts

_BY_NAME, _ANIMALS, _FIRST = "places by name", "ids of animals", "first photos"


def prepare(grouping: Grouping, texts: SortTexts) -> None:
    """Work out what the rows will ask for.

    Args:
        grouping: the groups.
        texts: of the names; those that are not known yet are made.
    """
    grouping.derived[_BY_NAME] = _sorted_places(grouping, texts)
    first_photos(grouping)


def sorted_places(grouping: Grouping) -> NDArray[np.int32]:
    """int32: places of groups: animals by name and number, nameless ones, then the others in the order given."""
    if _BY_NAME not in grouping.derived:
        prepare(grouping, SortTexts())
    found: NDArray[np.int32] = grouping.derived[_BY_NAME]
    return found


def animal_ids(grouping: Grouping) -> NDArray[np.int64]:
    """int64: the id of each group's animal; -1 without one."""
    if _ANIMALS not in grouping.derived:
        animals = (group.animal for group in grouping.groups)
        ids = (NONE if animal is None else animal.animal_id for animal in animals)
        grouping.derived[_ANIMALS] = np.fromiter(ids, np.int64, len(grouping.groups))
    found: NDArray[np.int64] = grouping.derived[_ANIMALS]
    return found


def first_photos(grouping: Grouping) -> Positions:
    """int32: the position of each group's first photo."""
    if _FIRST not in grouping.derived:
        firsts = (group.positions[0] for group in grouping.groups)
        grouping.derived[_FIRST] = np.fromiter(firsts, np.int32, len(grouping.groups))
    found: Positions = grouping.derived[_FIRST]
    return found


def _sorted_places(grouping: Grouping, texts: SortTexts) -> NDArray[np.int32]:
    animals = [group.animal for group in grouping.groups]
    named = [place for place, animal in enumerate(animals) if animal is not None and animal.is_named]
    of_named = [animal for animal in animals if animal is not None and animal.is_named]
    names = texts.of([animal.name for animal in of_named])
    # Numbers decide between equal names alone, and for those that have none, who stand behind the others.
    several = {name for name, count in Counter(names).items() if count > 1}
    asked = [at for at, name in enumerate(names) if name in several]
    numbers = dict(zip(asked, texts.of([of_named[at].number for at in asked]), strict=True))
    # One text each, which is compared faster than several: the name ends at a character that is less than all others.
    keys = [f"{'0' if animal.name else '1'}{names[at]}\0{numbers.get(at, '')}" for at, animal in enumerate(of_named)]
    first = np.array(named, np.int32)[sorted(range(len(keys)), key=keys.__getitem__)]
    nameless = animal_ids(grouping) != NONE
    nameless[first] = False
    others = animal_ids(grouping) == NONE
    return np.concatenate([first, np.flatnonzero(nameless), np.flatnonzero(others)]).astype(np.int32)
