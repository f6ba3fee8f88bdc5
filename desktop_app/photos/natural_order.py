"""Photos in the order of their folders and names, as people count: `dog 9` before `dog 10`.

The order is that of `catalog.scan.natural_key`, which is too slow for a hundred thousand names at once: here, each name
becomes one text whose plain order is the same. A property test holds the two together.
"""

import os
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.scan import natural_key
from desktop_app.photos.growing import Table

Positions = NDArray[np.int32]

# File names hold no zero character: it may stand for "a number follows", and two of them for "here it ends".
_NUMBER, _END = "\0", "\0\0"
_DIGITS = re.compile("[0-9]+")


def sort_text(name: str) -> str:
    """A text that sorts as `natural_key(name)` does.

    A number is written with the count of its digits before them, so that longer numbers are greater, whatever their
    first digit. Where the natural order sees no difference (`Dog 07`, `dog 7`), the name itself decides.
    """
    if name.isascii():
        return _DIGITS.sub(_number, name.lower()) + _END + name
    # Accents, digits of other scripts: what natsort makes of them, written in the same way.
    parts, _ = natural_key(name)
    written = "".join(_counted(str(part)) if isinstance(part, int) else part for part in parts)  # type: ignore[attr-defined]
    return written + _END + name


def _number(match: re.Match[str]) -> str:
    return _counted(match[0].lstrip("0") or "0")


def _counted(digits: str) -> str:
    return _NUMBER + chr(len(digits)) + digits


class NaturalOrder:
    """The order of all names that it was told, by position in the store.

    Attributes:
        folders: the folders, as text; columns hold their places.
        by_name: int32 `[positions]`: the positions in the order of their names.
        rank: int32 `[positions]`: the place of each position in `by_name`.
    """

    def __init__(self) -> None:
        self.folders: Table[str] = Table()
        self.by_name: Positions = np.zeros(0, np.int32)
        self._rank: Positions | None = None
        self._keys: list[str] = []
        self._folder_rank: Positions | None = None

    @property
    def rank(self) -> Positions:
        """The place of each position among the names."""
        if self._rank is None:
            self._rank = np.empty(len(self.by_name), np.int32)
            self._rank[self.by_name] = np.arange(len(self.by_name), dtype=np.int32)
        return self._rank

    @property
    def folder_rank(self) -> Positions:
        """The place of each folder among the folders, by place in `folders`."""
        if self._folder_rank is None or len(self._folder_rank) != len(self.folders):
            keys = [sort_text(folder) for folder in self.folders.values]
            self._folder_rank = np.empty(len(keys), np.int32)
            self._folder_rank[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys), dtype=np.int32)
        return self._folder_rank

    def learn(self, positions: Sequence[int], paths: Iterable[str], folder_of: Positions) -> None:
        """Take over new or changed paths.

        Args:
            positions: whose paths these are; new ones continue those that are known, without a gap.
            paths: absolute.
            folder_of: int32 `[all positions]`: the place of each position's folder; those of these are written.
        """
        known, keys = len(self._keys), self._keys
        places = []
        for position, path in zip(positions, paths, strict=True):
            folder, _, name = path.rpartition(os.sep)
            places.append(self.folders.place(folder))
            if position < known:
                keys[position] = sort_text(name)
            else:
                keys.append(sort_text(name))
        at = np.asarray(positions, np.int32)
        folder_of[at] = places
        # To put a few in is faster than to sort all again; of many, the contrary is true.
        if 8 * len(at) > len(keys):
            self._sort_all(folder_of)
        else:
            moved = at[at < known]
            if len(moved):
                self.by_name = self.by_name[~np.isin(self.by_name, moved)]
            self._put_in(at, folder_of)
        self._rank = None

    def _sort_all(self, folder_of: Positions) -> None:
        by_key = np.fromiter(sorted(range(len(self._keys)), key=self._keys.__getitem__), np.int32, len(self._keys))
        folders = self.folder_rank[folder_of[by_key]]
        self.by_name = by_key[np.argsort(folders, kind="stable")]

    def _put_in(self, positions: Positions, folder_of: Positions) -> None:
        keys, folder = self._keys, self.folder_rank[folder_of]
        coming = np.array(sorted(positions.tolist(), key=lambda position: (folder[position], keys[position])), np.int32)
        shown = folder[self.by_name]
        first = np.searchsorted(shown, folder[coming], "left").tolist()
        last = np.searchsorted(shown, folder[coming], "right").tolist()
        places = [
            bisect_right(self.by_name, keys[position], low, high, key=keys.__getitem__)
            for position, low, high in zip(coming.tolist(), first, last, strict=True)
        ]
        self.by_name = np.insert(self.by_name, places, coming)
