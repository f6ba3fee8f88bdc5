"""Every layout of the table: what is written on a key is what it does."""

import sys
from ctypes.util import find_library
from functools import cache
from pathlib import Path

import pytest

from desktop_app.ui.wording.actions import ACTIONS
from desktop_app.ui.wording.keyboards import ROWS, Keyboard, Press, layouts, place_of, written_digit

LABELLING = set("12345")
TIFINAGH = ("ma(tifinagh)", "ma(tifinagh-phonetic)")
DECLARED = {key for action in ACTIONS.values() for key in action.keys}
NO_CHARACTER = " "


def presses(layout: str, *, control: bool) -> list[tuple[Press, str]]:
    """Every key of a layout, without and with Shift, and the character that it gives."""
    found = []
    for row, keys in ROWS.items():
        for shift, characters in enumerate(layouts()[layout][row][:2]):
            for key, character in zip(keys, characters, strict=True):
                if character != NO_CHARACTER:
                    found.append((Press(character.lower(), key, shift=bool(shift), control=control), character))
    return found


def digit_on(layout: str, key: int) -> str:
    """The digit on a key of the top row, or nothing."""
    rows = layouts()[layout]["E"]
    place = ROWS["E"].index(key)
    return written_digit(rows, place) or next((row[place] for row in rows if row[place] in "0123456789"), "")


def keyboard_with(layout: str) -> Keyboard:
    """Pawsort's idea of a keyboard on which a person has pressed every letter."""
    keyboard = Keyboard("en_US")
    for press, character in presses(layout, control=False)[::-1]:
        if character.isalpha():
            keyboard.saw(press)
    return keyboard


@cache
def keyboard_in_use(layout: str) -> Keyboard:
    return keyboard_with(layout)


def done(layout: str, press: Press) -> list[str]:
    """What a press does on this keyboard; it learns from it, as in the window."""
    keyboard = keyboard_in_use(layout)
    keyboard.saw(press)
    return [key for key in keyboard.meanings(press) if key in DECLARED]


def test_the_table_has_the_keyboards_around_us() -> None:
    assert len(layouts()) >= 200
    for rows in layouts().values():
        for row, keys in ROWS.items():
            assert all(len(line) == len(keys) for line in rows[row])
            assert len(rows[row]) in ((2, 3) if row == "E" else (2,))


@pytest.mark.parametrize("layout", layouts())
def test_digits_do_not_need_shift(layout: str) -> None:
    tried = set()
    for press, _ in presses(layout, control=False):
        if press.place in ROWS["E"] and not press.shift and (digit := digit_on(layout, press.place)) in LABELLING:
            assert done(layout, press)[-1:] == [digit], press
            tried.add(digit)
    # Three layouts have some of their digits elsewhere, or accents that wait for their letter below them.
    assert tried == LABELLING or layout in ("us(dvorak-l)", "us(dvorak-r)", "fr(dvorak)", *TIFINAGH), tried


@pytest.mark.parametrize("layout", layouts())
def test_signs_do_what_is_written_whether_or_not_they_need_shift(layout: str) -> None:
    for control, signs in ((False, "/?"), (True, "+-=,")):
        for press, character in presses(layout, control=control):
            if character in signs:
                key = ("Ctrl+" if control else "") + character
                assert done(layout, press)[0] == key, press
    zero = [press for press, _ in presses(layout, control=True) if digit_of(layout, press) == "0"]
    assert all("Ctrl+0" in done(layout, press) for press in zero if not press.shift)


def digit_of(layout: str, press: Press) -> str:
    return digit_on(layout, press.place) if press.place in ROWS["E"] else ""


@pytest.mark.parametrize("layout", layouts())
def test_no_key_does_what_is_not_written_on_it(layout: str) -> None:
    for control in (False, True):
        for press, character in presses(layout, control=control):
            both = character + digit_of(layout, press)
            assert all(key.removeprefix("Ctrl+") in both for key in done(layout, press)), press


def test_shift_and_a_digit_key_is_the_sign_above_it() -> None:
    assert done("us", Press("!", 10, shift=True)) == []
    assert done("de", Press("/", 16, shift=True)) == ["/"]


def test_every_system_tells_the_keys_apart() -> None:
    assert [place_of("linux", code, 0) for code in (10, 14, 19)] == [10, 14, 19]
    assert [place_of("win32", code, 0) for code in (2, 6, 11, 0x73)] == [10, 14, 19, 97]
    assert [place_of("darwin", 0, code) for code in (18, 19, 20, 21, 23, 29)] == [10, 11, 12, 13, 14, 19]
    assert place_of("linux", 0, 0) == place_of("win32", 0, 0) == place_of("linux", 200, 0) == 0


@pytest.mark.parametrize(
    ("language", "layout"),
    [("fr_FR", "fr"), ("fr_BE", "be"), ("nl_BE", "be"), ("fr_CH", "ch(fr)"), ("de_CH", "ch"), ("fr_CA", "ca"),
     ("en_GB", "gb"), ("en_US", "us"), ("cs_CZ", "cz"), ("sv_SE", "se"), ("ja_JP", "us"), ("C", "us")],
)  # fmt: skip
def test_the_language_of_the_system_suggests_a_keyboard(language: str, layout: str) -> None:
    assert Keyboard(language).layout() == layout


def test_keys_that_are_pressed_correct_the_guess() -> None:
    keyboard = Keyboard("en_US")
    assert keyboard.cap("/") == ("/", False)
    keyboard.saw(Press("&", 10))
    keyboard.saw(Press("é", 11))
    assert keyboard.layout() == "fr"
    assert keyboard.cap("/") == (":", True)
    assert keyboard.digits_need_shift()
    for _ in range(30):
        keyboard.saw(Press("1", 10))
    assert keyboard.layout() == "us", "the layout was changed while the window was open"


def test_one_sign_on_two_digits_is_the_digit_of_the_keyboard_in_use() -> None:
    press = Press("(", 14)
    for layout, digit in (("fr", "5"), ("be", "5"), ("us(dvp)", "1")):
        keyboard = keyboard_with(layout)
        keyboard.saw(press)
        assert keyboard.meanings(press) == ("(", digit), layout
    for language in ("fr_FR", "en_US", "C"):
        assert Keyboard(language).meanings(press) == (("(", "5") if language == "fr_FR" else ("(",)), language
        keyboard = Keyboard(language)
        keyboard.saw(press)
        assert keyboard.meanings(press) == ("(", "5"), f"{language}: the most usual keyboard that gives it there"


def test_the_table_has_what_the_system_has(repository: Path) -> None:
    if find_library("xkbcommon") is None or not Path("/usr/share/X11/xkb/rules/evdev.lst").is_file():
        pytest.skip("needs libxkbcommon and xkb-data; `.ci/run` installs them")
    sys.path.insert(0, str(repository / "tools"))
    try:
        import keyboard_layouts
    finally:
        sys.path.remove(str(repository / "tools"))
    now = keyboard_layouts.table()
    # Other versions of xkb-data may differ in corners, and know more; these have not changed for decades.
    assert len(set(now) & set(layouts())) > 0.9 * len(layouts())
    for layout in ("us", "fr", "be", "de", "cz", "hu", "ru", "lt"):
        assert layouts()[layout]["E"] == tuple(now[layout]["E"]), layout
