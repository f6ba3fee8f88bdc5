"""Texts that sort as people count: `dog 9` before `dog 10`.

The order is that of `catalog.scan.natural_key`, which is too slow for a hundred thousand names at once: here, each name
becomes one text whose plain order is the same. A property test holds the two together.
"""

import re
from collections.abc import Sequence

from desktop_app.catalog.scan import natural_key

# File names hold no zero character: it may stand for "a number follows", and two of them for "here it ends".
_NUMBER, _END = "\0", "\0\0"
_DIGITS = re.compile("([0-9]+)")
# Between names that are made into texts together. None of those holds it: they are plain ASCII, and no number in them
# has so many digits that their count would be this character.
_BETWEEN, _LONGEST_PLAIN = "\xff", 0x7F


def sort_text(name: str) -> str:
    """A text that sorts as `natural_key(name)` does.

    A number is written with the count of its digits before them, so that longer numbers are greater, whatever their
    first digit. Where the natural order sees no difference (`Dog 07`, `dog 7`), the name itself decides.
    """
    # Accents, digits of other scripts: what natsort makes of them, written in the same way.
    parts: tuple[str | int, ...] = natural_key(name)[0]  # type: ignore[assignment]
    return "".join(_counted(str(part)) if isinstance(part, int) else part for part in parts) + _END + name


def sort_texts(names: Sequence[str]) -> list[str]:
    """`sort_text` of each name, many times as fast where they are plain."""
    plain = [len(name) <= _LONGEST_PLAIN and name.isascii() for name in names]
    made = iter(_of_plain([name for name, is_plain in zip(names, plain, strict=True) if is_plain]))
    return [next(made) if is_plain else sort_text(name) for name, is_plain in zip(names, plain, strict=True)]


class SortTexts:
    """Keeps the texts of names, so that those of thousands are made once."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, names: Sequence[str]) -> list[str]:
        """`sort_text` of each name."""
        new = [name for name in dict.fromkeys(names) if name not in self._known]
        self._known.update(zip(new, sort_texts(new), strict=True))
        return [self._known[name] for name in names]


def _of_plain(names: list[str]) -> list[str]:
    if not names:
        return []
    parts = _DIGITS.split(_BETWEEN.join(names).lower())
    parts[1::2] = [_counted(digits.lstrip("0") or "0") for digits in parts[1::2]]
    return [text + _END + name for text, name in zip("".join(parts).split(_BETWEEN), names, strict=True)]


def _counted(digits: str) -> str:
    return _NUMBER + chr(len(digits)) + digits
