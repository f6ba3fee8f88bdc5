"""What strangers call their files is shown, and obeyed by nothing."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.plain_text import escaped


def test_what_terminals_obey_and_nobody_sees_is_written_out() -> None:
    assert escaped("\x1b[31mRex\x1b[0m\r\n\t\x07\x7f\x9b") == r"\x1b[31mRex\x1b[0m\r\n\t\x07\x7f\x9b"
    assert escaped("\u202egnp.exe \u2066\u200f\u200b\ufeff") == r"\u202egnp.exe \u2066\u200f\u200b\ufeff"
    assert escaped("a\u2028b\u2029c\udce9\x85") == r"a\u2028b\u2029c\udce9\x85"


def test_letters_of_all_scripts_stay_as_they_are() -> None:
    for text in (
        "",
        "Rex",
        "épagneul",
        "e\u0301",
        "柴犬",
        "كلب",
        "כלב",
        "कुत्ता",
        "نیم\u200cفاصله",  # noqa: RUF001 - Persian
        "👨\u200d👩\u200d👧",
        "a\u00a0: b",
        "&<b>%s{}",
    ):
        assert escaped(text) == text


@given(st.text())
def test_nothing_is_left_that_is_obeyed(text: str) -> None:
    shown = escaped(text)
    assert not any(unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in shown)
    assert not any(
        unicodedata.bidirectional(sign) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
        for sign in shown
    )
    assert escaped(shown) == shown
