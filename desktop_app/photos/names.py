"""Folders and names of photos: their natural order, and text that is found in them."""

import os
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.growing import Table
from desktop_app.photos.natural_order import sort_text, sort_texts

Positions = NDArray[np.int32]


# What people type for what their keyboards have not: joined letters of French, Danish and Dutch apart; and the i of
# Turkish, which has its dot as a sign of its own where it was a capital, or no dot.
_TYPED_AS = (("œ", "oe"), ("æ", "ae"), ("\u0133", "ij"), ("i\u0307", "i"), ("\u0131", "i"))


def folded(text: str) -> str:
    """Text as it is compared: without upper case, with accents written in one way, with joined letters apart.

    macOS spells names otherwise than keyboards do: é is one sign here, and two there.
    """
    if text.isascii():
        return text.lower()
    # Without upper case first: what that makes of some letters is written in two signs again.
    text = unicodedata.normalize("NFC", text.casefold())
    for sign, letters in _TYPED_AS:
        text = text.replace(sign, letters)
    return text


def _all_folded(names: list[str]) -> list[str]:
    joined = "\0".join(names)
    # In one go where that can be done: names hold no zero character.
    if joined.isascii() and names and joined.count("\0") == len(names) - 1:
        return joined.lower().split("\0")
    return [folded(name) for name in names]


class PhotoNames:
    """Folders and names of all positions in the store: their order, and what is found in them.

    Attributes:
        folders: the folders, as text; columns hold their places.
        by_name: int32 `[positions]`: the positions in the order of their names.
    """

    def __init__(self) -> None:
        self.folders: Table[str] = Table()
        self.by_name: Positions = np.zeros(0, np.int32)
        self._keys: list[str] = []
        self._folded: list[str] = []
        self._last: tuple[str, NDArray[np.bool_]] | None = None
        self._folder_rank: Positions | None = None

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
        places, names = [], []
        for path in paths:
            folder, _, name = path.rpartition(os.sep)
            places.append(self.folders.place(folder))
            names.append(name)
        new = len(positions) - sum(position < known for position in positions)
        keys.extend([""] * new)
        self._folded.extend([""] * new)
        for position, key, text in zip(positions, sort_texts(names), _all_folded(names), strict=True):
            keys[position], self._folded[position] = key, text
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
        self._last = None

    def hits(self, text: str, folder_of: Positions) -> NDArray[np.bool_]:
        """Which paths hold a text, whatever the case: bool `[positions]`, not to be changed."""
        wanted = folded(text)
        if os.sep != "/":
            wanted = wanted.replace("/", os.sep)
        # Filtering and counting ask the same, one after the other.
        if self._last is None or self._last[0] != wanted:
            self._last = wanted, self._search(wanted, folder_of)
        return self._last[1]

    def _search(self, wanted: str, folder_of: Positions) -> NDArray[np.bool_]:
        folders = [folded(folder) for folder in self.folders.values]
        in_folder = np.fromiter((wanted in folder for folder in folders), np.bool_, len(folders))
        found: NDArray[np.bool_] = in_folder[folder_of]
        before, separator, name = wanted.rpartition(os.sep)
        if separator:
            # The end of the folder, and the beginning of the name.
            ends = np.fromiter((folder.endswith(before) for folder in folders), np.bool_, len(folders))
            begins = (each.startswith(name) for each in self._folded)
            found |= ends[folder_of] & np.fromiter(begins, np.bool_, len(self._folded))
        else:
            found |= np.fromiter((wanted in each for each in self._folded), np.bool_, len(self._folded))
        return found

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
