"""Write down what the keys of keyboards give, with and without Shift: `python tools/keyboard_layouts.py`.

Asks libxkbcommon (Debian: libxkbcommon0, xkb-data) for each layout and writes `assets/keyboards.json`. With `--check`,
nothing is written and the exit code is 1 where the file says something else.
"""

import ctypes
import json
import sys
from collections.abc import Iterable
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "assets" / "keyboards.json"
# What the system's xkb-data lists, with all variants.
RULES = Path("/usr/share/X11/xkb/rules/evdev.lst")
# Whose layouts are written down: Europe, the Americas, and countries where French is written. The first are those that
# most people have; of layouts that give the same, the first is kept.
COUNTRIES = (
    "us", "gb", "ie", "ca", "fr", "be", "ch", "de", "at", "es", "latam", "it", "pt", "br", "nl", "dk", "se", "no", "fi",
    "is", "fo", "pl", "cz", "sk", "hu", "ro", "md", "gr", "tr", "bg", "ru", "ua", "by", "hr", "si", "rs", "ba", "me",
    "mk", "al", "mt", "ee", "lv", "lt", "epo", "ma", "dz", "sn", "ml", "tg", "cm", "cd",
)  # fmt: skip
# The rows as ISO 9995 names them, from the left: TLDE AE01…AE12, AD01…AD12, AC01…AC11 BKSL, LSGT AB01…AB11
# (AB11: a key that only Brazilian keyboards have).
ROWS = {
    "E": (49, *range(10, 22)),
    "D": tuple(range(24, 36)),
    "C": (*range(38, 49), 51),
    "B": (94, *range(52, 62), 97),
}
# Stands for a key that gives no character by itself: an accent that waits for its letter, or nothing.
NO_CHARACTER = " "
DIGITS = frozenset("0123456789")
NEEDED = frozenset("12345")
# Without, with Shift; with AltGr, with both.
PLAIN, SHIFTED, *OTHERS = range(4)


class _Names(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_char_p) for name in ("rules", "model", "layout", "variant", "options"))


class Xkb:
    """The few functions of libxkbcommon that are needed.

    Raises:
        OSError: the library is not installed.
    """

    def __init__(self) -> None:
        library = ctypes.CDLL("libxkbcommon.so.0")
        for name in ("xkb_context_new", "xkb_keymap_new_from_names"):
            getattr(library, name).restype = ctypes.c_void_p
        library.xkb_keymap_new_from_names.argtypes = [ctypes.c_void_p, ctypes.POINTER(_Names), ctypes.c_int]
        symbols = ctypes.POINTER(ctypes.POINTER(ctypes.c_uint32))
        numbers = [ctypes.c_uint32] * 3
        library.xkb_keymap_key_get_syms_by_level.argtypes = [ctypes.c_void_p, *numbers, symbols]
        library.xkb_keysym_to_utf32.restype = ctypes.c_uint32
        self._library = library
        self._context = library.xkb_context_new(0)

    def rows(self, layout: str) -> dict[str, list[str]]:
        """Row → its characters, without and with Shift.

        Where a digit above the letters needs AltGr (Lithuanian), a third line of that row has the digits.

        Raises:
            ValueError: the system does not know the layout.
        """
        code, _, variant = layout.rstrip(")").partition("(")
        names = _Names(b"evdev", b"pc105", code.encode(), variant.encode(), b"")
        keymap = self._library.xkb_keymap_new_from_names(self._context, ctypes.byref(names), 0)
        if not keymap:
            raise ValueError(f"unknown layout: {layout}")
        rows = {row: [self._line(keymap, keys, level) for level in (PLAIN, SHIFTED)] for row, keys in ROWS.items()}
        further = [self._line(keymap, ROWS["E"], level) for level in OTHERS]
        written = "".join(_further_digit(*characters) for characters in zip(*rows["E"], *further, strict=True))
        if written.strip():
            rows["E"].append(written)
        return rows

    def _line(self, keymap: int, keys: Iterable[int], level: int) -> str:
        return "".join(self._character(keymap, key, level) for key in keys)

    def _character(self, keymap: int, key: int, level: int) -> str:
        symbols = ctypes.POINTER(ctypes.c_uint32)()
        count = self._library.xkb_keymap_key_get_syms_by_level(keymap, key, 0, level, ctypes.byref(symbols))
        code = self._library.xkb_keysym_to_utf32(symbols[0]) if count else 0
        return chr(code) if code > ord(" ") else NO_CHARACTER


def _further_digit(plain: str, shifted: str, *further: str) -> str:
    """The digit on a key that gives it neither without nor with Shift."""
    if plain in DIGITS or shifted in DIGITS:
        return NO_CHARACTER
    return next((character for character in further if character in DIGITS), NO_CHARACTER)


def names() -> list[str]:
    """The layouts that the system has for these countries; the variant is in brackets."""
    variants: dict[str, list[str]] = {country: [] for country in COUNTRIES}
    known = set()
    section = ""
    for line in RULES.read_text(encoding="utf-8").splitlines():
        words = line.split()
        if line.startswith("!"):
            section = words[1]
        elif words and section == "layout":
            known.add(words[0])
        elif words and section == "variant" and words[1].rstrip(":") in variants:
            variants[words[1].rstrip(":")].append(words[0])
    return [
        f"{country}({variant})" if variant else country
        for country in COUNTRIES
        if country in known
        for variant in ("", *variants[country])
    ]


def table() -> dict[str, dict[str, list[str]]]:
    """Layout → row → its characters: each on which breeds can be chosen by their number, once."""
    xkb = Xkb()
    found: dict[str, dict[str, list[str]]] = {}
    for name in names():
        rows = xkb.rows(name)
        characters = set("".join(line for lines in rows.values() for line in lines))
        if characters >= NEEDED and rows not in found.values():
            found[name] = rows
    return found


def text() -> str:
    """What the file holds: one line a layout."""
    lines = (f"  {json.dumps(name)}: {json.dumps(rows, ensure_ascii=False)}" for name, rows in table().items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main() -> int:
    """Write the file, or look whether it is right."""
    made = text()
    if "--check" in sys.argv[1:]:
        return int(FILE.read_text(encoding="utf-8") != made)
    FILE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
