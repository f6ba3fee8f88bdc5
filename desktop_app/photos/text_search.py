"""Finding photos by a part of their path."""

import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray


def folded(text: str) -> str:
    """Text without upper case, and with accents written in one way: macOS spells names otherwise than keyboards do."""
    return text.casefold() if text.isascii() else unicodedata.normalize("NFC", text.casefold())


class TextSearch:
    """The paths of all positions, ready to be searched.

    The folded paths are made with the first search: opening a session does not wait for them.
    """

    def __init__(self, paths: list[str]) -> None:
        self._paths = paths
        self._folded: list[str] = []
        self._last: tuple[str, NDArray[np.bool_]] | None = None

    def changed(self, positions: Iterable[int]) -> None:
        """These positions have another path, or are new."""
        self._last = None
        known = len(self._folded)
        for position in positions:
            if position < known:
                self._folded[position] = folded(self._paths[position])

    def hits(self, text: str) -> NDArray[np.bool_]:
        """Which paths hold a text, whatever the case: bool `[positions]`, not to be changed."""
        wanted = folded(text)
        # Filtering and counting ask the same, one after the other.
        if self._last is None or self._last[0] != wanted:
            self._last = wanted, self._search(wanted)
        return self._last[1]

    def _search(self, wanted: str) -> NDArray[np.bool_]:
        if len(self._folded) < len(self._paths):
            self._folded.extend(map(folded, self._paths[len(self._folded) :]))
        paths: Sequence[str] = self._folded
        return np.fromiter((wanted in path for path in paths), np.bool_, len(paths))
