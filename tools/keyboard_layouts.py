"""Write down what the keys of keyboards give, with and without Shift: `python tools/keyboard_layouts.py`.

Asks libxkbcommon (Debian: libxkbcommon0, xkb-data) for each layout and writes `assets/keyboards.json`. With `--check`,
nothing is written and the exit code is 1 where the file says something else.
"""

import ctypes
import json
import sys
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "assets" / "keyboards.json"
# Layouts of Europe and the Americas in Latin, Greek and Cyrillic letters; the variant is in brackets. The first of a
# language or country is the one that most people there have.
LAYOUTS = (
    "us", "us(intl)", "us(dvorak)", "gb", "ie", "ca", "ca(multix)", "fr", "fr(oss)", "fr(mac)", "fr(bepo)",
    "be", "ch", "ch(fr)", "de", "de(neo)", "at", "es", "latam", "it", "pt", "br", "nl", "dk", "se", "no", "fi",
    "is", "pl", "cz", "cz(qwerty)", "sk", "hu", "ro", "gr", "tr", "bg", "ru", "ua", "hr", "si", "rs",
    "rs(latin)", "ba", "mk", "al", "mt", "ee", "lv", "lt(us)",
)  # fmt: skip
# The rows as ISO 9995 names them, from the left: TLDE AE01…AE12, AD01…AD12, AC01…AC11 BKSL, LSGT AB01…AB10.
ROWS = {
    "E": (49, *range(10, 22)),
    "D": tuple(range(24, 36)),
    "C": (*range(38, 49), 51),
    "B": (94, *range(52, 62)),
}
# Stands for a key that gives no character by itself: an accent that waits for its letter, or nothing.
NO_CHARACTER = " "


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

        Raises:
            ValueError: the system does not know the layout.
        """
        code, _, variant = layout.rstrip(")").partition("(")
        names = _Names(b"evdev", b"pc105", code.encode(), variant.encode(), b"")
        keymap = self._library.xkb_keymap_new_from_names(self._context, ctypes.byref(names), 0)
        if not keymap:
            raise ValueError(f"unknown layout: {layout}")
        return {
            row: ["".join(self._character(keymap, key, level) for key in keys) for level in (0, 1)]
            for row, keys in ROWS.items()
        }

    def _character(self, keymap: int, key: int, level: int) -> str:
        symbols = ctypes.POINTER(ctypes.c_uint32)()
        count = self._library.xkb_keymap_key_get_syms_by_level(keymap, key, 0, level, ctypes.byref(symbols))
        code = self._library.xkb_keysym_to_utf32(symbols[0]) if count else 0
        return chr(code) if code > ord(" ") else NO_CHARACTER


def text() -> str:
    """What the file holds: one line a layout."""
    xkb = Xkb()
    lines = (f"  {json.dumps(layout)}: {json.dumps(xkb.rows(layout), ensure_ascii=False)}" for layout in LAYOUTS)
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
