"""What is written on the keys of a keyboard: which key a person means, and which one to name to them.

Qt knows a key by the character it gives. On a French keyboard the key on which 1 is written gives "&", and "1" with
Shift only; "/" needs Shift there. The table of layouts (`assets/keyboards.json`, made by
`tools/keyboard_layouts.py`) says so for each.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from desktop_app import paths
from desktop_app.faults import Fault
from desktop_app.own_files import OwnFileError, read_json

# The keys of each row of the table as X11 and Wayland number them; 8 less is what Windows calls them.
ROWS = {
    "E": (49, *range(10, 22)),
    "D": tuple(range(24, 36)),
    "C": (*range(38, 49), 51),
    "B": (94, *range(52, 62), 97),
}
_WINDOWS_OFFSET = 8
# The key left of the right Shift, on Brazilian keyboards, is the exception.
_WINDOWS_PLACES = {0x73: 97}
# macOS numbers the digit keys out of order: 1 to 9, then 0.
_MAC_DIGITS = dict(zip((18, 19, 20, 21, 23, 22, 26, 28, 25, 29), range(10, 20), strict=True))
_NO_CHARACTER = " "
_DIGITS = frozenset("0123456789")
# Where the table cannot be read: keys must have names.
_AMERICAN: dict[str, tuple[str, ...]] = {
    "E": ("`1234567890-=", "~!@#$%^&*()_+"),
    "D": ("qwertyuiop[]", "QWERTYUIOP{}"),
    "C": ("asdfghjkl;'\\", 'ASDFGHJKL:"|'),
    "B": ("<zxcvbnm,./ ", ">ZXCVBNM<>? "),
}
# How many lines a row may have: only the one with the digits has a third.
_LINES = {False: (2,), True: (2, 3)}
# So many presses are remembered: a person may change the layout while the window is open.
REMEMBERED = 24

Cap = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Press:
    """One key, pressed.

    Attributes:
        character: what it gives, in lower case; "" for a key that gives none.
        place: which key it is, as X11 numbers them; 0 where the system does not say.
        shift: whether Shift is down.
        control: whether Ctrl is down (⌘ on a Mac).
    """

    character: str
    place: int = 0
    shift: bool = False
    control: bool = False


def place_of(system: str, scan_code: int, virtual_key: int) -> int:
    """Which key was pressed, as X11 numbers them; 0 where that cannot be told.

    Args:
        system: `sys.platform`.
        scan_code: `QKeyEvent.nativeScanCode`.
        virtual_key: `QKeyEvent.nativeVirtualKey`.
    """
    if system == "darwin":
        return _MAC_DIGITS.get(virtual_key, 0)
    place = scan_code
    if system == "win32" and scan_code:
        place = _WINDOWS_PLACES.get(scan_code, scan_code + _WINDOWS_OFFSET)
    return place if place in _places() else 0


class Keyboard:
    """The keyboard in use: guessed from the language of the system, corrected by the keys that are pressed."""

    def __init__(self, language: str = "en_US") -> None:
        """Guess.

        Args:
            language: of the keyboard or the system, as `QLocale.name` gives it.
        """
        spoken, _, country = language.lower().partition("_")
        codes = (f"{country}({spoken})", country, spoken, "us")

        def rank(name: str) -> tuple[int, bool]:
            # Of the layouts that nothing speaks for, those that most people of a country have are the likeliest.
            return codes.index(name) if name in codes else len(codes), "(" in name

        self._order = sorted(layouts(), key=rank)
        self._seen: deque[Press] = deque(maxlen=REMEMBERED)

    def saw(self, press: Press) -> None:
        """Learn from a key that was pressed."""
        if press.place and press.character and not press.control:
            self._seen.append(press)

    def meanings(self, press: Press) -> tuple[str, ...]:
        """The keys that a person may mean, as declared actions name them ("1", "Ctrl+0"), the likeliest first.

        A character is meant as it is, whether or not it needs Shift on this keyboard. A key on which a digit is written
        is meant as the digit where it gives something else without Shift. Letters are left to Qt.
        """
        control = "Ctrl+" if press.control else ""
        found = []
        if press.character and not press.character.isalpha():
            found.append(control + press.character)
        digits = () if press.shift else _digits().get((press.place, press.character), ())
        # Layouts differ: "(" is on the 5 in France, on the 1 of a keyboard for programmers, and alone on others.
        digit = digits[0] if len(digits) == 1 else self._digit_in_use(press) if digits else None
        if digit is not None:
            found.append(control + digit)
        return tuple(found)

    def _digit_in_use(self, press: Press) -> str | None:
        key = ROWS["E"].index(press.place)
        rows = layouts()[self.layout()]["E"]
        return written_digit(rows, key) if rows[0][key].lower() == press.character else None

    def layout(self) -> str:
        """The layout that fits best what was seen; among equals, the one that the language suggests."""
        # `min` keeps the first of equals.
        return min(self._order, key=lambda name: sum(not _gives(name, press) for press in self._seen))

    def cap(self, character: str) -> Cap | None:
        """The key that gives a character: what it gives without Shift, and whether it needs Shift; None for none."""
        rows = layouts()[self.layout()].values()
        if any(character in plain for plain, *_ in rows):
            return character, False
        found = (plain[shifted.index(character)] for plain, shifted, *_ in rows if character in shifted)
        return next(((cap, True) for cap in found if cap != _NO_CHARACTER), None)

    def digits_need_shift(self) -> bool:
        """Whether the keys with digits give other things by themselves; Pawsort takes them as digits all the same."""
        rows = layouts()[self.layout()]["E"]
        return "1" not in rows[0] and any("1" in line for line in rows[1:])


def layouts() -> dict[str, dict[str, tuple[str, ...]]]:
    """Layout → row → its characters without and with Shift; and where that is the only way to them, digits by AltGr."""
    return _table()[0]


def written_digit(rows: tuple[str, ...], key: int) -> str | None:
    """The digit that is written on a key, where it gives something else without Shift; None for none.

    Args:
        rows: the characters of the row above the letters, as in `layouts`.
        key: place in the row, from 0.
    """
    if rows[0][key] in _DIGITS:
        return None
    return next((line[key] for line in rows[1:] if line[key] in _DIGITS), None)


def table_fault() -> Fault | None:
    """Why the table of layouts is not in use; None where it is."""
    return _table()[1]


@cache
def _table() -> tuple[dict[str, dict[str, tuple[str, ...]]], Fault | None]:
    file = paths.assets_folder() / "keyboards.json"
    try:
        stored = read_json(file)
        known = {name: {row: _row(row, lines) for row, lines in rows.items()} for name, rows in stored.items()}
        if "us" not in known or any(set(rows) != set(ROWS) for rows in known.values()):
            raise ValueError("rows are missing")
    except (OSError, OwnFileError, ValueError, TypeError, AttributeError):
        return {"us": _AMERICAN}, Fault("own.keyboards_damaged", {"file": str(file)})
    return known, None


def _row(row: str, lines: Sequence[str]) -> tuple[str, ...]:
    if len(lines) not in _LINES[row == "E"] or any(len(line) != len(ROWS.get(row, "")) for line in lines):
        raise ValueError("a row has other keys")
    return tuple(str(line) for line in lines)


@cache
def _places() -> dict[int, tuple[str, int]]:
    return {key: (row, number) for row, keys in ROWS.items() for number, key in enumerate(keys)}


@cache
def _digits() -> dict[tuple[int, str], tuple[str | None, ...]]:
    """(key, what it gives without Shift) → what layouts say of the digit on it: one, several, none (None)."""
    found: dict[tuple[int, str], tuple[str | None, ...]] = {}
    for rows in layouts().values():
        for number, (key, plain) in enumerate(zip(ROWS["E"], rows["E"][0], strict=True)):
            digit = written_digit(rows["E"], number)
            known = found.get((key, plain), ())
            if digit not in known:
                found[key, plain] = (*known, digit)
    return found


def _gives(layout: str, press: Press) -> bool:
    row, number = _places()[press.place]
    return layouts()[layout][row][press.shift][number].lower() == press.character
