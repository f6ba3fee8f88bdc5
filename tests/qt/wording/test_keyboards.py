"""Every layout of the table: what is written on a key is what it does."""

import sys
from ctypes.util import find_library
from pathlib import Path

import pytest

from desktop_app.ui.wording.actions import ACTIONS
from desktop_app.ui.wording.keyboards import ROWS, Keyboard, Press, layouts, meanings, place_of

DIGIT_KEYS = ROWS["E"][1:11]
DECLARED = {key for action in ACTIONS.values() for key in action.keys}


def presses(layout: str, *, control: bool) -> list[tuple[Press, str]]:
    """Every key of a layout, without and with Shift, and the character that it gives."""
    found = []
    for row, keys in ROWS.items():
        for shift, characters in enumerate(layouts()[layout][row]):
            for key, character in zip(keys, characters, strict=True):
                if character != " ":
                    found.append((Press(character.lower(), key, shift=bool(shift), control=control), character))
    return found


def written_digit(layout: str, key: int) -> str:
    """The digit on a key of the top row, or nothing."""
    place = ROWS["E"].index(key)
    return next((row[place] for row in layouts()[layout]["E"] if row[place] in "0123456789"), "")


def done(press: Press) -> list[str]:
    return [key for key in meanings(press) if key in DECLARED]


def test_the_table_has_the_keyboards_around_us() -> None:
    assert len(layouts()) >= 45
    for rows in layouts().values():
        assert {row: len(plain) for row, (plain, _) in rows.items()} == {row: len(keys) for row, keys in ROWS.items()}
        assert all(len(plain) == len(shifted) for plain, shifted in rows.values())


@pytest.mark.parametrize("layout", layouts())
def test_digits_do_not_need_shift(layout: str) -> None:
    tried = 0
    for press, _ in presses(layout, control=False):
        if press.place in DIGIT_KEYS and not press.shift and (digit := written_digit(layout, press.place)):
            assert done(press)[-1:] == ([digit] if digit in "12345" else done(press)[:1]), press
            tried += 1
    assert tried >= 9


@pytest.mark.parametrize("layout", layouts())
def test_signs_do_what_is_written_whether_or_not_they_need_shift(layout: str) -> None:
    for control, signs in ((False, "/?"), (True, "+-=,")):
        for press, character in presses(layout, control=control):
            if character in signs:
                key = ("Ctrl+" if control else "") + character
                assert done(press)[0] == key, press
    zero = [press for press, _ in presses(layout, control=True) if written_digit_of(layout, press) == "0"]
    assert any("Ctrl+0" in done(press) for press in zero if not press.shift)


def written_digit_of(layout: str, press: Press) -> str:
    return written_digit(layout, press.place) if press.place in ROWS["E"] else ""


@pytest.mark.parametrize("layout", layouts())
def test_no_key_does_what_is_not_written_on_it(layout: str) -> None:
    for control in (False, True):
        for press, character in presses(layout, control=control):
            both = character + written_digit_of(layout, press)
            assert all(key.removeprefix("Ctrl+") in both for key in done(press)), press


def test_shift_and_a_digit_key_is_the_sign_above_it() -> None:
    assert done(Press("!", 10, shift=True)) == []
    assert done(Press("/", 16, shift=True)) == ["/"]


def test_every_system_tells_the_keys_apart() -> None:
    assert [place_of("linux", code, 0) for code in (10, 14, 19)] == [10, 14, 19]
    assert [place_of("win32", code, 0) for code in (2, 6, 11)] == [10, 14, 19]
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


def test_the_table_says_what_the_system_says(repository: Path) -> None:
    if find_library("xkbcommon") is None or not Path("/usr/share/X11/xkb/symbols/fr").is_file():
        pytest.skip("needs libxkbcommon and xkb-data; `.ci/run` installs them")
    sys.path.insert(0, str(repository / "tools"))
    try:
        import keyboard_layouts
    finally:
        sys.path.remove(str(repository / "tools"))
    xkb = keyboard_layouts.Xkb()
    assert set(keyboard_layouts.LAYOUTS) == set(layouts())
    # Other versions of xkb-data may differ in corners; these have not changed for decades.
    for layout in ("us", "fr", "be", "de", "cz", "hu", "ru"):
        assert [list(row) for row in layouts()[layout]["E"]] == [list(row) for row in xkb.rows(layout)["E"]], layout
